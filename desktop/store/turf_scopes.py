"""What a turf's laptop is to hold: the doors of its streets, who lives behind them, and their rows of the register."""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from desktop.domain.ids import TurfId
from desktop.domain.register.edition import write_edition
from desktop.domain.register.elector import Elector
from desktop.domain.register.identity import Identities
from desktop.domain.turfs import NoSuchTurf
from desktop.store.attachments import Attachments
from desktop.store.editions import Editions
from desktop.store.extracts import EXTRACT, Extracts
from desktop.store.journal import Draft
from desktop.store.laptops import Laptops
from desktop.store.projection import Projection, changes, seen_heads
from desktop.store.rows import Rows, packed, unpacked
from desktop.store.sameness import Sameness
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.protocol.entries import WriterId

HOLDS = "holds"
_DONE = "turf_scopes"
_DOORS = (
    "SELECT household.rowid FROM turf, json_each(turf.streets) AS wanted"
    " JOIN street ON street.key = unhex(wanted.value) JOIN household ON household.street = street.rowid"
    " WHERE turf.id = ?1"
)
_PEOPLE = (
    f"WITH door AS ({_DOORS}) SELECT contact.id, elector.household IN door"  # noqa: S608 - our own constants
    " FROM contact LEFT JOIN elector ON elector.rowid = contact.rowid WHERE contact.household IN door"
    " AND NOT EXISTS (SELECT 1 FROM household WHERE household.id = contact.id AND household.edition > 0)"
)
"""Who lives behind a turf's doors by what was written, and whether the register says so too; nobody who bears a door's id."""


class TurfScopes(Rows):
    """Says what turfs hold, on a laptop that has the whole branch."""

    def __init__(
        self,
        base: Transactions,
        projection: Projection,
        editions: Editions,
        extracts: Extracts,
        attachments: Attachments,
        settings: Settings,
        sameness: Sameness,
        laptops: Laptops,
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._editions = editions
        self._extracts = extracts
        self._attachments = attachments
        self._settings = settings
        self._sameness = sameness
        self._laptops = laptops

    def can_say(self) -> bool:
        """Whether this laptop knows enough: it has the whole branch, and every register that was announced is folded."""
        return self._extracts.has_branch() and self._editions.is_complete()

    def kept(self) -> list[TurfId]:
        """The turfs that say already what they hold."""
        rows = self.reading.execute("SELECT id FROM turf ORDER BY id").fetchall()
        ids = [TurfId(unpacked(row[0])) for row in rows]
        return [turf for turf in ids if HOLDS in self._projection.folded("turf", turf).siblings]

    def renew(self, turf: TurfId) -> bool:
        """Write what a turf holds now, if that is news; whether it was. Inside a transaction. Raises NoSuchTurf.

        Of a turf that was removed nothing is said: it holds nothing, and whatever were written of it would bring it back.
        """
        folded = self._projection.folded("turf", turf)
        if not folded.siblings:
            raise NoSuchTurf()
        if folded.is_deleted:
            return False
        doors = self._doors(turf)
        places = sorted(doors | self._people(turf, doors, folded.value(HOLDS)))
        done = self._done()
        mark = hashlib.sha256(msgspec.json.encode([places, self._editions.standing()])).hexdigest()
        wanted: dict[str, Any] = {HOLDS: places}
        if done.get(turf) != mark or folded.conflict(EXTRACT) or EXTRACT not in folded.siblings:
            wanted[EXTRACT] = list(self._cut(doors))
        new = changes(folded, wanted, {})
        if new:
            self._projection.append(Draft("turf", turf, new, seen_heads(folded, new)))
        if done.get(turf) != mark:
            self._settings.write(_DONE, msgspec.json.encode({**done, turf: mark}).decode())
        return bool(new)

    def _done(self) -> dict[str, str]:
        """From what each turf's extract was made on this laptop, so that it is made again only where that changed."""
        found: dict[str, str] = msgspec.json.decode(self._settings.find(_DONE) or "{}")
        return found

    def _doors(self, turf: TurfId) -> set[str]:
        rows = self.reading.execute(f"SELECT id FROM household WHERE rowid IN ({_DOORS})", (packed(turf),))  # noqa: S608 - our own constants
        return {unpacked(row[0]) for row in rows.fetchall()}

    def _people(self, turf: TurfId, doors: set[str], before: object) -> set[str]:
        """Those whom the register has behind these doors, and whom somebody may say to live there: see ``_is_believed``."""
        rows = self.reading.execute(_PEOPLE, (packed(turf),)).fetchall()
        found = {unpacked(row[0]) for row in rows if row[1]}
        claimed = [unpacked(row[0]) for row in rows if not row[1]]
        if not claimed:
            return found
        told = self._laptops.writers_with_branch()
        own = {WriterId(row[0]) for row in self.reading.execute("SELECT id FROM writer").fetchall()}
        believed = {who for who in claimed if self._is_believed(who, doors, own | (told or set()))}
        # Where the server never told whose writers are whose, whoever is held stays.
        held = set(claimed).intersection(before if told is None and isinstance(before, list) else ())
        return found | believed | held

    def _is_believed(self, contact: str, doors: set[str], trusted: Collection[WriterId]) -> bool:
        """Whether somebody lives at a door of a turf by a word that counts.

        Anybody's word does as long as the register has nobody elsewhere who is the same person. If it has, only the word of a
        laptop that has the branch: any other may be from whoever wants to read of them.
        """
        group = self._sameness.group(contact)
        elsewhere = [home for one in group if (home := self._registered_home(one)) and home not in doors]
        if not elsewhere:
            return True
        said = self._sameness.standing(group)
        claims = [("contact", one, "household") for one in group] + [
            ("same_as", eid, "other") for eid, *_ in said
        ]
        writers = [
            write.writer
            for kind, eid, name in claims
            for write in self._projection.folded(kind, eid).siblings.get(name, ())
        ]
        return all(writer in trusted for writer in writers)

    def _registered_home(self, contact: str) -> str:
        row = self.reading.execute(
            "SELECT household.id FROM contact JOIN elector ON elector.rowid = contact.rowid"
            " JOIN household ON household.rowid = elector.household WHERE contact.id = ?",
            (packed(contact),),
        ).fetchone()
        return unpacked(row[0]) if row else ""

    def _cut(self, doors: set[str]) -> Iterator[dict[str, Any]]:
        """The rows of each register behind these doors, the oldest register first."""
        for attachment, authority, register in self._editions.standing():
            identities = Identities(self.base.session.keys.identities, authority, register)
            electors = list(_living_at(self._editions.electors(attachment), identities, doors))
            if electors:
                sealed = self._editions.seal(write_edition(electors))
                edition = self._attachments.add(sealed)
                yield {"edition": edition, "size": len(sealed), "authority": authority, "register": register}


def _living_at(electors: Iterator[Elector], identities: Identities, doors: set[str]) -> Iterator[Elector]:
    before, is_here = None, False
    for elector in electors:
        address = elector.address
        if address is not before:
            before = address
            is_here = address is not None and identities.household(address.key).hex() in doors
        if is_here:
            yield elector
