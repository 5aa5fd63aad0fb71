"""A door's page: who lives there, and what to know before the bell is rung."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.domain.attempts import Outcome, mark_of
from desktop.domain.households import BellLine, DoorPage, LastAttempt, Resident, Side
from desktop.domain.ids import AttemptId, ContactId, HouseholdId
from desktop.store.journal import Journal
from desktop.store.members import Members
from desktop.store.rows import Rows, instant, local_time, packed, unpacked
from desktop.store.sameness import GROUP
from desktop.store.transactions import Transactions

_LINES = 4
_DIGITS = 9


class DoorPages(Rows):
    """Pages about doors."""

    def __init__(self, base: Transactions, journal: Journal, members: Members) -> None:
        super().__init__(base)
        self._journal = journal
        self._members = members

    def page(self, household: HouseholdId, draft: str) -> DoorPage | None:
        """The page about one door, or None."""
        row = self.reading.execute(
            "SELECT household.rowid, number, household.name, coalesce(street.name, ''),"
            " coalesce(own_address, address), postal_code, side, do_not_visit, do_not_visit_since"
            " FROM household LEFT JOIN street ON street.rowid = household.street WHERE household.id = ?",
            (packed(household),),
        ).fetchone()
        if row is None:
            return None
        rowid, number, name, street, address, postal_code, side, wish, since = row
        attempts = self._attempts(rowid)
        last = attempts[0] if attempts else None
        since_on = _day(since)
        mark = mark_of(
            Outcome(last[1]) if last else None,
            local_time(last[5]) if last else None,
            do_not_visit=bool(wish),
            today=self.base.today(),
        )
        return DoorPage(
            rowid=rowid,
            household=household,
            number=number or name,
            street=street,
            block=name if number else "",
            address=address,
            postal_code=postal_code,
            side=Side(side),
            residents=self._residents(rowid),
            before_the_bell=self._before_the_bell(attempts, since_on if wish else None, wish=bool(wish)),
            is_do_not_visit=bool(wish),
            do_not_visit_since=since_on if wish else None,
            mark=mark,
            last=self._last(last) if last else None,
            draft=draft,
        )

    def _attempts(self, household: int) -> Sequence[Any]:
        """Tries that stand, the latest first: id, outcome, at, actor, contact, come_back_at, contact's name."""
        return self.reading.execute(
            "SELECT attempt.id, outcome, at, actor, attempt.contact, come_back_at, coalesce(contact.name, '')"
            " FROM attempt LEFT JOIN contact ON contact.id = attempt.contact"
            " WHERE attempt.household = ? AND NOT is_voided ORDER BY at DESC, attempt.id DESC LIMIT 20",
            (household,),
        ).fetchall()

    def _last(self, row: Sequence[Any]) -> LastAttempt:
        attempt = unpacked(row[0])
        return LastAttempt(
            id=AttemptId(attempt),
            outcome=Outcome(row[1]),
            at=instant(row[2]),
            contact=ContactId(unpacked(row[4])) if row[4] else None,
            come_back_at=local_time(row[5]),
            is_unsent=attempt in self._journal.pending_entities("attempt"),
        )

    def _before_the_bell(self, attempts: Sequence[Any], since: date | None, *, wish: bool) -> list[BellLine]:
        names = self._members.names()
        lines = [BellLine(Outcome.DO_NOT_VISIT, None, "", "", None, since)] if wish else []
        lines += [
            BellLine(Outcome(row[1]), instant(row[2]), names.get(row[3], ""), row[6], local_time(row[5]))
            for row in attempts
            if not (wish and row[1] == Outcome.DO_NOT_VISIT)
        ]
        return lines[:_LINES]

    def _residents(self, household: int) -> list[Resident]:
        rows = self.reading.execute(
            "SELECT contact.id, contact.name, contact.number, coalesce(elector.attains_on, ''), outcome, at,"  # noqa: S608 - our own constants
            " coalesce(json_extract(contact.own, '$.moved_away'), '') FROM contact"
            " LEFT JOIN elector ON elector.rowid = contact.rowid"
            " LEFT JOIN attempt ON attempt.rowid = (SELECT latest.rowid FROM attempt AS latest"
            f" WHERE latest.contact IN ({GROUP.format(contact='contact.id')})"
            " AND NOT latest.is_voided ORDER BY latest.at DESC, latest.id DESC LIMIT 1)"
            " WHERE contact.household = ? AND contact.is_deleted = 0"
            " ORDER BY contact.sort_number, contact.rowid",
            (household,),
        ).fetchall()
        today = self.base.today()
        residents = []
        for place, row in enumerate(rows, start=1):
            turns_18_on = _day(row[3])
            residents.append(
                Resident(
                    digit=place if place <= _DIGITS else 0,
                    contact=ContactId(unpacked(row[0])),
                    name=row[1],
                    elector_number=row[2],
                    turns_18_on=turns_18_on if turns_18_on and turns_18_on > today else None,
                    outcome=Outcome(row[4]) if row[4] else None,
                    outcome_at=instant(row[5]) if row[5] is not None else None,
                    is_moved_away=bool(row[6]),
                )
            )
        return residents


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
