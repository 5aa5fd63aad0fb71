"""Households and streets: where people live, in the order in which the doors are walked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from desktop.domain.contact_order import LAST, NOWHERE, Place
from desktop.domain.households import NoSuchHousehold
from desktop.domain.ids import HouseholdId, StreetKey
from desktop.domain.searching import search_words
from desktop.domain.turfs import StreetRow
from desktop.store.journal import Draft
from desktop.store.projection import Projection, seen_heads
from desktop.store.rows import Rows, packed, text_of, unpacked
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded, Write

_INSERT_BARE = (
    "INSERT INTO household (id, edition, address, postal_code, place, number, name, side, walk, district)"
    " VALUES (?, 0, '', '', '', '', '', 'none', ?, '')"
)


class Households(Rows):
    """Where people live. A household may be known by its id alone until its register comes."""

    def __init__(self, base: Transactions, projection: Projection) -> None:
        super().__init__(base)
        self._projection = projection
        projection.register("household", self.project)
        projection.when_nothing_is_left("household", self.forget)

    # What is written

    def set_do_not_visit(self, household: HouseholdId, wish: bool, since: date) -> None:
        """Write a wish not to be visited, or that it is taken back, if that is news."""
        self.require(household)
        folded = self._projection.folded("household", household)
        if bool(folded.value("do_not_visit")) == wish and not folded.conflict("do_not_visit"):
            return
        values = {"do_not_visit": wish, "do_not_visit_since": since.isoformat()}
        self._projection.append(Draft("household", household, values, seen_heads(folded, values)))

    # What is folded

    def project(self, eid: str, folded: Folded, _writes: Sequence[Write] = ()) -> None:
        """Write what was said of a household; what the register says of it stays."""
        own = text_of(folded.value("address"))
        self.writing.execute(
            "UPDATE household SET do_not_visit = ?, do_not_visit_since = ?, own_address = ? WHERE rowid = ?",
            (
                folded.value("do_not_visit") is True,
                text_of(folded.value("do_not_visit_since")) or None,
                own or None,
                self.rowid_of(eid),
            ),
        )

    def forget(self, household: str) -> None:
        """What was said of a household is erased; what the register says of it stays."""
        self.writing.execute(
            "UPDATE household SET do_not_visit = 0, do_not_visit_since = NULL, own_address = NULL WHERE id = ?",
            (packed(household),),
        )

    def drop_bare(self) -> None:
        """Drop households of which nothing is known any more, and that nothing names."""
        self.writing.execute(
            "DELETE FROM household WHERE edition = 0"
            " AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.household = household.rowid)"
            " AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.household = household.rowid)"
            " AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.id = household.id)"
            " AND NOT EXISTS (SELECT 1 FROM entry WHERE eid = lower(hex(household.id)) AND kind = 'household'"
            " AND body <> '')"
        )

    def rowid_of(self, household: str) -> int:
        """The row id of a household, made with nothing else in it if it is not known yet."""
        row = self.writing.execute(
            "SELECT rowid FROM household WHERE id = ?", (packed(household),)
        ).fetchone()
        if row:
            return int(row[0])
        made = self.writing.execute(_INSERT_BARE, (packed(household), LAST)).lastrowid
        assert made is not None  # noqa: S101 - an INSERT always has one
        return made

    # What is read

    def require(self, household: str) -> int:
        """The row id of a household; NoSuchHousehold if it is not known."""
        row = self.reading.execute(
            "SELECT rowid FROM household WHERE id = ?", (packed(household),)
        ).fetchone()
        if row is None:
            raise NoSuchHousehold()
        return int(row[0])

    def place(self, rowid: int | None) -> Place:
        """A household as a line of a list needs it."""
        row = self.reading.execute(
            "SELECT place, address, postal_code, walk FROM household WHERE rowid = ?", (rowid,)
        ).fetchone()
        return Place.of(*row) if row else NOWHERE

    def address_fields(self, rowid: int) -> dict[str, Any]:
        """The address and postcode of a household, and its id."""
        row = self.reading.execute(
            "SELECT id, coalesce(own_address, address), postal_code FROM household WHERE rowid = ?", (rowid,)
        ).fetchone()
        return {"household": unpacked(row[0]), "address": row[1], "postal_code": row[2]} if row else {}

    def find(self, text: str, limit: int) -> list[tuple[HouseholdId, str]]:
        """Households that somebody found by these words lives in, in walking order: (id, address)."""
        from_words = " ".join(f'"{word}"*' for word in search_words(text))
        if not from_words:
            return []
        rows = self.reading.execute(
            "SELECT DISTINCT household.id, household.address FROM contact_words"
            " JOIN contact ON contact.rowid = contact_words.rowid"
            " JOIN household ON household.rowid = contact.household"
            " WHERE contact_words MATCH ? LIMIT ?",
            (from_words, limit),
        )
        return [(HouseholdId(unpacked(row[0])), row[1]) for row in rows.fetchall()]

    def districts(self) -> list[str]:
        """Polling districts, by name."""
        rows = self.reading.execute(
            "SELECT DISTINCT district FROM household WHERE district <> '' ORDER BY district"
        )
        return [row[0] for row in rows]

    def streets(self, district: str | None) -> list[StreetRow]:
        """Streets by name with their doors and electors; of one district if asked."""
        rows = self.reading.execute(
            "SELECT street.key, street.name, min(household.district), count(DISTINCT household.rowid),"
            " count(contact.rowid) FROM household JOIN street ON street.rowid = household.street"
            " LEFT JOIN contact ON contact.household = household.rowid AND contact.is_deleted = 0"
            " WHERE ?1 IS NULL OR household.district = ?1"
            " GROUP BY household.street ORDER BY street.sort_name, street.key",
            (district,),
        )
        return [StreetRow(StreetKey(unpacked(row[0])), *row[1:]) for row in rows.fetchall()]

    def unknown_streets(self, keys: Sequence[str]) -> list[str]:
        """Which of these streets are not in the store."""
        known = {
            unpacked(row[0])
            for row in self.reading.execute(
                "SELECT key FROM street WHERE key IN (SELECT unhex(value) FROM json_each(?))",
                (msgspec.json.encode(list(keys)).decode(),),
            )
        }
        return [key for key in keys if key not in known]

    def street_name(self, key: StreetKey) -> str:
        """What a street is called."""
        row = self.reading.execute("SELECT name FROM street WHERE key = ?", (packed(key),)).fetchone()
        return row[0] if row else ""
