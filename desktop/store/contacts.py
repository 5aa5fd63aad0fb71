"""Contacts: their rows, and what is written about them. A hand-written field holds over the register's."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from desktop.domain.contact_order import LAST, NOWHERE, Listed, elector_fields
from desktop.domain.contacts import NoSuchContact, PeopleOrder, PersonRow
from desktop.domain.ids import ContactId, NoteId
from desktop.domain.register.elector import Elector
from desktop.store.contact_lines import KEPT, Around, decoded_of, encoded_of, line_of, listed_of, own_of
from desktop.store.electors import Electors
from desktop.store.households import Households
from desktop.store.journal import Draft
from desktop.store.projection import Lone, Projection, changes, seen_heads
from desktop.store.rows import Rows, packed, text_of, unpacked
from desktop.store.sameness import Sameness
from desktop.store.search import Search
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded, Write
from sync.protocol.typed import WHEN, proof_of, typed_id

_ORDERS = {
    PeopleOrder.NAME: "sort_name",
    PeopleOrder.ADDRESS: "sort_address",
    PeopleOrder.ELECTOR_NUMBER: "sort_number",
}
INSERT_CONTACT = (
    "INSERT INTO contact (rowid, id, name, sort_name, sort_address, number, sort_number, household)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


_INSERT = (
    "INSERT INTO contact (rowid, id, name, sort_name, sort_address, number, sort_number, household, address, own,"
    " is_deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


_UPDATE = (
    "UPDATE contact SET name = ?, sort_name = ?, sort_address = ?, number = ?, sort_number = ?,"
    " household = ?, address = ?, own = ?, is_deleted = ? WHERE rowid = ?"
)
_KNOWN_ALONE = (
    "SELECT contact.id, contact.rowid, elector.rowid IS NOT NULL, own, contact.name, sort_name, sort_address,"
    " contact.number, sort_number, contact.household, address, is_deleted"
    " FROM contact LEFT JOIN elector ON elector.rowid = contact.rowid"
    " WHERE contact.id IN (SELECT unhex(value) FROM json_each(?))"
    " AND contact.id NOT IN (SELECT contact FROM sameness)"
)
"""People who have rows and no other id."""


class Contacts(Rows):
    """People in the store."""

    def __init__(
        self,
        base: Transactions,
        projection: Projection,
        households: Households,
        electors: Electors,
        search: Search,
        sameness: Sameness,
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._households = households
        self._electors = electors
        self._search = search
        self._sameness = sameness
        projection.register("contact", self.project)
        projection.register_bulk("contact", self.project_lone)
        projection.register_bulk_again("contact", self.project_again)
        projection.when_nothing_is_left("contact", self.settle)

    # What is written

    def add(self, fields: Mapping[str, str]) -> ContactId:
        """Write a new contact, inside a transaction."""
        fresh, salt = self.base.session.new_id(), self.base.session.random(16).hex()
        contact = ContactId(typed_id(fresh[:WHEN], proof_of(salt)))
        self._projection.append(Draft("contact", contact, dict(fields), is_new=True, salt=salt))
        return contact

    def edit(self, contact: ContactId, fields: Mapping[str, Any]) -> bool:
        """Write fields that say something new; False if none does. NoSuchContact if there is none."""
        self.require(contact)
        folded = self._projection.folded("contact", contact)
        elector = self.elector_of(contact)
        new = changes(folded, dict(fields), elector_fields(elector) if elector else {})
        if not new:
            return False
        self._projection.append(Draft("contact", contact, new, seen_heads(folded, new)))
        return True

    def remove(self, contact: ContactId) -> None:
        """Write that a contact is not to be listed any more."""
        self._set_deleted(contact, is_deleted=True)

    def restore(self, contact: ContactId) -> None:
        """Write that a contact is to be listed again."""
        self._set_deleted(contact, is_deleted=False)

    def _set_deleted(self, contact: ContactId, *, is_deleted: bool) -> None:
        self.require(contact)
        folded = self._projection.folded("contact", contact)
        values = {"deleted": is_deleted}
        proof = self._projection.typed_proof(contact)
        self._projection.append(Draft("contact", contact, values, seen_heads(folded, values), salt=proof))

    def add_note(self, contact: ContactId, text: str, *, read_aloud: bool) -> NoteId:
        """Write a note about a contact."""
        self.require(contact)
        note = NoteId(self.base.session.new_id())
        values = {"contact": contact, "text": text, "read_aloud": read_aloud}
        self._projection.append(Draft("note", note, values, is_new=True))
        return note

    # What is folded

    def project(self, eid: str, folded: Folded, writes: Sequence[Write] = ()) -> None:
        """Write the row of a contact from what was written of it and what the register says.

        Of a person with several ids one is listed, and from all of them: see ``Projection.refold``.
        """
        own = own_of(folded)
        encoded = encoded_of(own)
        group = self._sameness.group(eid)
        is_known = bool(writes) or any(self._row_elector(one) for one in group)
        is_listed = is_known and not folded.is_deleted and group[0] == eid
        found = self._rowid(eid)
        self._write_row(
            packed(eid), found, own, encoded, group if group[0] == eid else [eid], is_listed=is_listed
        )

    def project_lone(self, lone: Sequence[Lone]) -> list[Lone]:
        """The same for many people of whom nothing was known and one entry each was written; returns those it leaves.

        Left are those with tags, and whoever has a row already, or another id.
        """
        wanted = msgspec.json.encode([eid for eid, _ in lone]).decode()
        known = self.writing.execute(
            "SELECT id FROM contact WHERE id IN (SELECT unhex(value) FROM json_each(?1))"
            " UNION SELECT contact FROM sameness WHERE contact IN (SELECT unhex(value) FROM json_each(?1))",
            (wanted,),
        )
        apart = {row[0] for row in known.fetchall()}
        left: list[Lone] = []
        rows, words = [], []
        rowid = self.writing.execute("SELECT coalesce(max(rowid), 0) FROM contact").fetchone()[0]
        for one in lone:
            eid, values = packed(one[0]), one[1].values
            if eid in apart or "tags" in values:
                left.append(one)
                continue
            own = {name: value for name in KEPT if (value := values.get(name)) is not None}
            household, listed = self._listed(None, own, (one[0],))
            is_deleted = values.get("deleted") is True
            rowid += 1
            rows.append((rowid, eid, *line_of(listed, household), encoded_of(own), is_deleted))
            if not is_deleted:
                words.append((rowid, listed.words))
        self.writing.executemany(_INSERT, rows)
        self._search.add_many(words)
        return left

    def project_again(self, folded: Mapping[str, Folded]) -> set[str]:
        """The same for many people who have rows already; returns those it leaves: who has none, or another id.

        Where nothing that a list shows or that somebody is found by is another, only the fields are written.
        """
        rows = self.writing.execute(
            _KNOWN_ALONE,
            (msgspec.json.encode(list(folded)).decode(),),
        ).fetchall()
        fields, lines, gone, found = [], [], [], []
        for contact_id, rowid, is_elector, own_before, *before in rows:
            one = folded.get(unpacked(contact_id))
            if one is None:  # written with other letters than ours
                continue
            own, is_deleted = own_of(one), one.is_deleted
            around = self._around(rowid if is_elector else None, own)
            listed = listed_of(own, around)
            line = [*line_of(listed, around.household), int(is_deleted)]
            if line == before and listed == listed_of(decoded_of(own_before), around):
                fields.append((encoded_of(own), rowid))
                continue
            lines.append((*line[:-1], encoded_of(own), is_deleted, rowid))
            gone.append((rowid,))
            found += [] if is_deleted else [(rowid, listed.words)]
        self.writing.executemany("UPDATE contact SET own = ? WHERE rowid = ?", fields)
        self.writing.executemany(_UPDATE, lines)
        self._search.write_many(gone, found)
        return set(folded) - {unpacked(row[0]) for row in rows}

    def refresh(self, rowid: int) -> None:
        """Write a row anew because the register's part of it changed."""
        contact_id, encoded, is_deleted = self.writing.execute(
            "SELECT id, own, is_deleted FROM contact WHERE rowid = ?", (rowid,)
        ).fetchone()
        eid = unpacked(contact_id)
        if len(self._sameness.group(eid)) > 1:
            self._projection.refold("contact", eid)
            return
        own = decoded_of(encoded)
        self._write_row(contact_id, rowid, own, encoded, [eid], is_listed=not is_deleted)

    def settle(self, contact: str) -> None:
        """After a contact about which nothing is written any more: its row is the register's, or gone."""
        rowid = self._rowid(contact)
        if (
            rowid is None
            or len(self._sameness.group(contact)) > 1
            or self._projection.writes("contact", contact)
        ):
            return
        if self._electors.find(rowid) is not None:
            self._write_row(packed(contact), rowid, {}, None, [contact], is_listed=True)
        else:
            self.writing.execute("DELETE FROM contact WHERE rowid = ?", (rowid,))
            self._search.remove(rowid)

    def _write_row(
        self,
        contact_id: bytes,
        rowid: int | None,
        own: dict[str, Any],
        encoded: str | None,
        group: Sequence[str],
        *,
        is_listed: bool,
    ) -> None:
        household, listed = self._listed(rowid, own, group)
        row = (*line_of(listed, household), encoded, not is_listed)
        if rowid is None:
            rowid = self.writing.execute(_INSERT, (None, contact_id, *row)).lastrowid
            assert rowid is not None  # noqa: S101 - an INSERT always has one
            if is_listed:
                self._search.add(rowid, self._words(listed, group))
            return
        self.writing.execute(_UPDATE, (*row, rowid))
        if is_listed:
            self._search.write(rowid, self._words(listed, group))
        else:
            self._search.remove(rowid)

    def _words(self, listed: Listed, group: Sequence[str]) -> str:
        """The words by which a person is found: under whichever of their ids they were written."""
        words = [listed.words]
        for one in group[1:]:
            row = self.writing.execute(
                "SELECT rowid, own FROM contact WHERE id = ?", (packed(one),)
            ).fetchone()
            if row is not None:
                words.append(self._listed(row[0], decoded_of(row[1]), [one])[1].words)
        return " ".join(words)

    def elector_of(self, contact: str) -> Elector | None:
        """What the register says of a person; of the first of several ids of which it says anything."""
        row = self.row_with_elector(self._sameness.group(contact))
        return self._electors.find(row) if row is not None else None

    def row_with_elector(self, group: Sequence[str]) -> int | None:
        """The first row of a person of whom the register says anything."""
        rows = [self._row_elector(one) for one in group]
        return next((rowid for rowid in rows if rowid is not None), None)

    def is_elector(self, contact: str) -> bool:
        """Whether the register says anything under just this id."""
        return self._row_elector(contact) is not None

    def _row_elector(self, contact: str) -> int | None:
        row = self.reading.execute(
            "SELECT contact.rowid FROM contact JOIN elector ON elector.rowid = contact.rowid WHERE contact.id = ?",
            (packed(contact),),
        ).fetchone()
        return row[0] if row else None

    def _rowid(self, contact: str) -> int | None:
        row = self.reading.execute("SELECT rowid FROM contact WHERE id = ?", (packed(contact),)).fetchone()
        return row[0] if row else None

    def _listed(
        self, rowid: int | None, own: dict[str, Any], group: Sequence[str]
    ) -> tuple[int | None, Listed]:
        if len(group) > 1:
            rowid = self.row_with_elector(group)
        around = self._around(rowid, own)
        return around.household, listed_of(own, around)

    def _around(self, rowid: int | None, own: Mapping[str, Any]) -> Around:
        """What is not a contact's own; ``rowid`` is of the row of which the register says something, if any."""
        elector = self._electors.find(rowid) if rowid is not None else None
        chosen = text_of(own.get("household"))
        if chosen:
            household: int | None = self._households.rowid_of(chosen)
        else:
            household = self._electors.household_of(rowid) if elector is not None else None
        place = self._households.place(household) if household is not None else NOWHERE
        return Around(household, place, elector, self._electors.sort_key(elector) if elector else LAST)

    # What is read

    def require(self, contact: str) -> int:
        """The row id of a contact; NoSuchContact if there is none."""
        rowid = self._rowid(contact)
        if rowid is None:
            raise NoSuchContact()
        return rowid

    def shown(self, contact: ContactId) -> ContactId:
        """The id under which a person is shown."""
        return ContactId(self._sameness.group(contact)[0])

    def count(self) -> int:
        """How many contacts are listed."""
        return int(self.reading.execute("SELECT count(*) FROM contact WHERE is_deleted = 0").fetchone()[0])

    def ordered(self, order: PeopleOrder) -> "array[int]":
        """Every listed contact's row id, from the order's own index."""
        rows = self.reading.execute(
            f"SELECT rowid FROM contact WHERE is_deleted = 0 ORDER BY {_ORDERS[order]}"  # noqa: S608 - our own constants
        )
        found = array("q")
        while batch := rows.fetchmany(50_000):
            found.extend([row[0] for row in batch])
        return found

    def rows(self, rowids: Sequence[int]) -> list[PersonRow]:
        """Lines of the list, in the order of ``rowids``."""
        wanted = msgspec.json.encode(list(rowids)).decode()
        found = self.reading.execute(
            "SELECT contact.rowid, contact.id, contact.name, coalesce(contact.address, household.place, ''),"
            " contact.number FROM json_each(?) AS wanted JOIN contact ON contact.rowid = wanted.value"
            " LEFT JOIN household ON household.rowid = contact.household ORDER BY wanted.key",
            (wanted,),
        )
        return [
            PersonRow(rowid, ContactId(unpacked(contact)), name, address, number)
            for rowid, contact, name, address, number in found.fetchall()
        ]

    def every_field(self, order: PeopleOrder) -> Iterator[dict[str, Any]]:
        """Each listed contact as a mapping of every field that is set; one that goes meanwhile is left out."""
        ordered = self.ordered(order)
        for start in range(0, len(ordered), 1000):
            for rowid in ordered[start : start + 1000]:
                if fields := self.fields(rowid):
                    yield fields

    def fields(self, rowid: int) -> dict[str, Any]:
        """Every field that is set of one contact, with its id, elector number and address; nothing if there is none."""
        row = self.reading.execute(
            "SELECT id, own, household, number FROM contact WHERE rowid = ?", (rowid,)
        ).fetchone()
        if row is None:  # erased since it was listed, or an index that names what the table lacks
            return {}
        contact, own, household, number = row
        elector = self.elector_of(unpacked(contact))
        fields: dict[str, Any] = {"id": unpacked(contact)}
        fields |= elector_fields(elector) if elector else {}
        if household is not None:
            fields |= self._households.address_fields(household)
        fields |= decoded_of(own)
        if number:
            fields["elector_number"] = number
        return {name: value for name, value in fields.items() if value not in ("", None, [])}
