"""Contacts: their rows, and what is written about them. A hand-written field holds over the register's."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from desktop.domain.contact_order import LAST, Listed, elector_fields, list_contact, list_elector
from desktop.domain.contacts import CONTACT_FIELDS, NoSuchContact, PeopleOrder, PersonRow
from desktop.domain.ids import ContactId, NoteId
from desktop.store.electors import Electors
from desktop.store.households import Households
from desktop.store.journal import Draft
from desktop.store.projection import Projection, changes, seen_heads
from desktop.store.rows import Rows, packed, text_of, unpacked
from desktop.store.search import Search
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded, Write

_ORDERS = {
    PeopleOrder.NAME: "sort_name",
    PeopleOrder.ADDRESS: "sort_address",
    PeopleOrder.ELECTOR_NUMBER: "sort_number",
}
_KEPT = (*CONTACT_FIELDS, "household")
INSERT_CONTACT = (
    "INSERT INTO contact (rowid, id, name, sort_name, sort_address, number, sort_number, household)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


class Contacts(Rows):
    """People in the store."""

    def __init__(
        self,
        base: Transactions,
        projection: Projection,
        households: Households,
        electors: Electors,
        search: Search,
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._households = households
        self._electors = electors
        self._search = search
        projection.register("contact", self.project)

    # What is written

    def add(self, fields: Mapping[str, str]) -> ContactId:
        """Write a new contact, inside a transaction."""
        contact = ContactId(self.base.session.new_id())
        self._projection.append(Draft("contact", contact, dict(fields), is_new=True))
        return contact

    def edit(self, contact: ContactId, fields: Mapping[str, Any]) -> bool:
        """Write fields that say something new; False if none does. NoSuchContact if there is none."""
        rowid = self.require(contact)
        folded = self._projection.folded("contact", contact)
        elector = self._electors.find(rowid)
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
        self._projection.append(Draft("contact", contact, values, seen_heads(folded, values)))

    def add_note(self, contact: ContactId, text: str, *, read_aloud: bool) -> NoteId:
        """Write a note about a contact."""
        self.require(contact)
        note = NoteId(self.base.session.new_id())
        values = {"contact": contact, "text": text, "read_aloud": read_aloud}
        self._projection.append(Draft("note", note, values, is_new=True))
        return note

    # What is folded

    def project(self, eid: str, folded: Folded, _writes: Sequence[Write] = ()) -> None:
        """Write the row of a contact from what was written of it and what the register says."""
        own = {name: folded.value(name) for name in _KEPT if folded.value(name) is not None}
        if folded.sets.get("tags"):
            own["tags"] = sorted(folded.sets["tags"])
        encoded = msgspec.json.encode(own).decode() if own else None
        found = self.writing.execute("SELECT rowid FROM contact WHERE id = ?", (packed(eid),)).fetchone()
        self._write_row(packed(eid), found[0] if found else None, own, encoded, is_deleted=folded.is_deleted)

    def refresh(self, rowid: int) -> None:
        """Write a row anew because the register's part of it changed."""
        contact_id, encoded, is_deleted = self.writing.execute(
            "SELECT id, own, is_deleted FROM contact WHERE rowid = ?", (rowid,)
        ).fetchone()
        own = msgspec.json.decode(encoded) if encoded else {}
        self._write_row(contact_id, rowid, own, encoded, is_deleted=bool(is_deleted))

    def _write_row(
        self,
        contact_id: bytes,
        rowid: int | None,
        own: dict[str, Any],
        encoded: str | None,
        *,
        is_deleted: bool,
    ) -> None:
        household, listed = self._listed(rowid, own)
        row = (
            listed.name,
            listed.sort_name,
            listed.sort_address,
            listed.number,
            listed.sort_number,
            household,
            listed.address,
            encoded,
            is_deleted,
        )
        if rowid is None:
            rowid = self.writing.execute(
                "INSERT INTO contact (name, sort_name, sort_address, number, sort_number, household, address, own,"
                " is_deleted, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, contact_id),
            ).lastrowid
            assert rowid is not None  # noqa: S101 - an INSERT always has one
            if not is_deleted:
                self._search.add(rowid, listed.words)
            return
        self.writing.execute(
            "UPDATE contact SET name = ?, sort_name = ?, sort_address = ?, number = ?, sort_number = ?,"
            " household = ?, address = ?, own = ?, is_deleted = ? WHERE rowid = ?",
            (*row, rowid),
        )
        if is_deleted:
            self._search.remove(rowid)
        else:
            self._search.write(rowid, listed.words)

    def _listed(self, rowid: int | None, own: dict[str, Any]) -> tuple[int | None, Listed]:
        elector = self._electors.find(rowid) if rowid is not None else None
        chosen = text_of(own.get("household"))
        if chosen:
            household: int | None = self._households.rowid_of(chosen)
        else:
            household = self._electors.household_of(rowid) if elector is not None else None
        place = self._households.place(household)
        if elector is not None and not own:
            return household, list_elector(elector, place)
        fields = elector_fields(elector) if elector else {}
        fields |= {name: text_of(value) for name, value in own.items() if name in CONTACT_FIELDS}
        number = elector.elector_number if elector else ""
        key = self._electors.sort_key(elector) if elector else LAST
        return household, list_contact(fields, place, number, key)

    # What is read

    def require(self, contact: str) -> int:
        """The row id of a contact; NoSuchContact if there is none."""
        row = self.reading.execute("SELECT rowid FROM contact WHERE id = ?", (packed(contact),)).fetchone()
        if row is None:
            raise NoSuchContact()
        return int(row[0])

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
        """Each listed contact as a mapping of every field that is set."""
        ordered = self.ordered(order)
        for start in range(0, len(ordered), 1000):
            for rowid in ordered[start : start + 1000]:
                yield self.fields(rowid)

    def fields(self, rowid: int) -> dict[str, Any]:
        """Every field that is set of one contact, with its id, elector number and address."""
        contact, own, household, number = self.reading.execute(
            "SELECT id, own, household, number FROM contact WHERE rowid = ?", (rowid,)
        ).fetchone()
        elector = self._electors.find(rowid)
        fields: dict[str, Any] = {"id": unpacked(contact)}
        fields |= elector_fields(elector) if elector else {}
        if household is not None:
            fields |= self._households.address_fields(household)
        fields |= msgspec.json.decode(own) if own else {}
        if number:
            fields["elector_number"] = number
        return {name: value for name, value in fields.items() if value not in ("", None, [])}
