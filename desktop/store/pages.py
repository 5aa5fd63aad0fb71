"""A person's page: fields and where they come from, visits, words, and the whole history."""

import msgspec

from desktop.domain.attempts import Outcome
from desktop.domain.contact_order import elector_fields
from desktop.domain.contacts import (
    CONTACT_FIELDS,
    FieldValue,
    PastAttempt,
    PersonPage,
    Standing,
    Words,
    Written,
)
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, NoteId
from desktop.store.conflicts import Conflicts
from desktop.store.contacts import Contacts
from desktop.store.electors import Electors
from desktop.store.histories import Histories
from desktop.store.members import Members
from desktop.store.rows import Rows, instant, local_time, packed, unpacked
from desktop.store.sameness import GROUP, Sameness
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded


class Pages(Rows):
    """Pages about people."""

    def __init__(
        self,
        base: Transactions,
        electors: Electors,
        members: Members,
        histories: Histories,
        conflicts: Conflicts,
        contacts: Contacts,
        sameness: Sameness,
    ) -> None:
        super().__init__(base)
        self._electors = electors
        self._members = members
        self._histories = histories
        self._conflicts = conflicts
        self._contacts = contacts
        self._sameness = sameness

    def person(self, contact: ContactId) -> PersonPage | None:
        """The page about one person, or None; under whichever of their ids."""
        contact, *others = map(ContactId, self._sameness.group(contact))
        row = self.reading.execute(
            "SELECT contact.rowid, contact.name, coalesce(contact.address, household.address, ''),"
            " contact.number, contact.household, household.id,"
            # Who has no household has a door of the same id: see operations.attempts.door_of.
            " coalesce(household.do_not_visit,"
            " (SELECT do_not_visit FROM household WHERE id = contact.id), 0)"
            " FROM contact LEFT JOIN household ON household.rowid = contact.household WHERE contact.id = ?",
            (packed(contact),),
        ).fetchone()
        if row is None:
            return None
        rowid, name, address, number, household, household_id, do_not_visit = row
        folded, history = self._histories.read("contact", contact)
        register = self._from_register(contact)
        fields = [self._field(name, register, history, folded) for name in CONTACT_FIELDS]
        return PersonPage(
            rowid=rowid,
            id=contact,
            name=name,
            address=address,
            elector_number=number,
            household=HouseholdId(unpacked(household_id)) if household_id else None,
            lives_with=self._lives_with(rowid, household),
            fields=[found for found in fields if found is not None],
            tags=sorted(folded.sets.get("tags", ())),
            history=[*history, *register.values()],
            attempts=self._attempts(contact, household),
            words=self._words(contact),
            conflicts=self._conflicts.fields_of(contact),
            is_do_not_visit=bool(do_not_visit),
            same=self._contacts.rows([self._contacts.require(other) for other in others]),
        )

    def _from_register(self, contact: ContactId) -> dict[str, Written]:
        rowid = self._contacts.row_with_elector(self._sameness.group(contact))
        elector = self._electors.find(rowid) if rowid is not None else None
        if rowid is None or elector is None:
            return {}
        edition = self.reading.execute(
            "SELECT stamp, actor FROM edition WHERE rowid = ?", (self._electors.edition_of(rowid),)
        ).fetchone()
        at = instant(edition[0] >> 16) if edition else None
        by = self._members.names().get(edition[1], "") if edition else ""
        return {
            name: Written(name, value, at, by, "", Standing.REPLACED, is_from_register=True)
            for name, value in elector_fields(elector).items()
        }

    def _field(
        self, name: str, register: dict[str, Written], history: list[Written], folded: Folded
    ) -> FieldValue | None:
        # A field that was taken back to before anybody wrote it holds nothing, and the register's shows again.
        is_written = folded.value(name) is not None
        written = next(
            (one for one in history if is_written and one.field == name and one.standing is Standing.SHOWN),
            None,
        )
        if written is None and name in register:
            written = register[name] = _standing_up(register[name])
        if written is None or not written.value:
            return None
        return FieldValue(
            name, written.value, written.at, written.by, written.laptop, written.is_from_register
        )

    def _lives_with(self, rowid: int, household: int | None) -> list[str]:
        rows = self.reading.execute(
            "SELECT name FROM contact WHERE household = ? AND rowid <> ? AND is_deleted = 0 AND name <> ''"
            " ORDER BY rowid",
            (household, rowid),
        )
        return [row[0] for row in rows.fetchall()]

    def _attempts(self, contact: ContactId, household: int | None) -> list[PastAttempt]:
        """Tries at which this person answered, and those at their door at which nobody said who did."""
        names = self._members.names()
        rows = self.reading.execute(
            "SELECT id, at, outcome, actor, come_back_at, is_voided,"  # noqa: S608 - our own constants
            " (SELECT count(*) FROM response, json_each(response.answers)"
            " WHERE response.attempt = attempt.id) FROM attempt"
            f" WHERE contact IN ({GROUP.format(contact='?1')}) OR (household = ?2 AND contact IS NULL)"
            " ORDER BY at DESC, id DESC",
            (packed(contact), household),
        )
        return [
            PastAttempt(
                id=AttemptId(unpacked(row[0])),
                at=instant(row[1]),
                outcome=Outcome(row[2]),
                by=names.get(row[3], ""),
                answers=row[6],
                come_back_at=local_time(row[4]),
                is_voided=bool(row[5]),
            )
            for row in rows.fetchall()
        ]

    def _words(self, contact: ContactId) -> list[Words]:
        names = self._members.names()
        notes = self.reading.execute(
            "SELECT id, text, at, actor, read_aloud, is_shut FROM note"  # noqa: S608 - our own constants
            f" WHERE contact IN ({GROUP.format(contact='?1')}) AND NOT is_deleted",
            (packed(contact),),
        ).fetchall()
        said = [
            Words(
                row[1],
                instant(row[2]),
                names.get(row[3], ""),
                bool(row[4]),
                note=NoteId(unpacked(row[0])),
                is_shut=bool(row[5]),
            )
            for row in notes
        ]
        responses = self.reading.execute(
            "SELECT texts, read_aloud, at, actor, is_shut FROM response"  # noqa: S608 - our own constants
            f" WHERE contact IN ({GROUP.format(contact='?1')}) AND NOT is_voided",
            (packed(contact),),
        ).fetchall()
        for texts, read_aloud, at, actor, is_shut in responses:
            if is_shut:
                said.append(Words("", instant(at), names.get(actor, ""), read_aloud=False, is_shut=True))
            aloud = msgspec.json.decode(read_aloud)
            said += [
                Words(str(text), instant(at), names.get(actor, ""), question in aloud, question)
                for question, text in msgspec.json.decode(texts).items()
            ]
        return sorted(said, key=lambda words: words.at, reverse=True)


def _standing_up(written: Written) -> Written:
    return Written(
        written.field,
        written.value,
        written.at,
        written.by,
        written.laptop,
        Standing.SHOWN,
        is_from_register=True,
    )
