"""Attempts: one try at a door each, and what they make of the door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from desktop.domain.attempts import Attempt, NoSuchAttempt, Outcome
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, SurveyId, TurfId
from desktop.store.contacts import Contacts
from desktop.store.drafts import Drafts, door_draft
from desktop.store.households import Households
from desktop.store.journal import Draft, Journal
from desktop.store.members import Members
from desktop.store.projection import Lone, Projection, seen_heads
from desktop.store.rows import (
    Rows,
    instant,
    local_time,
    milliseconds_from,
    packed,
    packed_or_none,
    text_of,
    unpacked,
)
from desktop.store.sameness import GROUP
from desktop.store.transactions import Transactions
from sync.protocol.clock import milliseconds_of
from sync.protocol.merge import Folded, Write

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
_INSERT = (
    "INSERT OR IGNORE INTO attempt (household, contact, outcome, at, turf, come_back_at, actor,"
    " initials, is_voided, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LATEST = (
    "UPDATE household SET (outcome, tried_at, come_back_at, attempt) = (SELECT outcome, at, come_back_at,"
    " rowid FROM attempt WHERE household = ?1 AND NOT is_voided ORDER BY at DESC, id DESC LIMIT 1)"
    " WHERE rowid = ?1"
)
"""A door is what the latest of its attempts says that stands."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is to be saved of one try at a door. ``at`` is now unless it is given."""

    household: HouseholdId
    outcome: Outcome
    contact: ContactId | None = None
    survey: SurveyId | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    read_aloud: list[str] = field(default_factory=list)
    note: str = ""
    note_read_aloud: bool = False
    come_back_at: datetime | None = None
    turf: TurfId | None = None
    at: datetime | None = None
    mode: str = "door"


class Attempts(Rows):
    """Tries at doors. The latest that stands decides what a door is."""

    def __init__(
        self,
        base: Transactions,
        projection: Projection,
        journal: Journal,
        households: Households,
        contacts: Contacts,
        members: Members,
        drafts: Drafts,
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._journal = journal
        self._households = households
        self._contacts = contacts
        self._members = members
        self._drafts = drafts
        projection.register("attempt", self.project)
        projection.register_bulk("attempt", self.project_lone)
        projection.when_nothing_is_left("attempt", self.forget)

    # What is written

    def record(self, visit: Visit) -> AttemptId:
        """Write an attempt and what came with it, and forget the door's draft. See ``operations.attempts``."""
        self._households.require(visit.household)
        if visit.contact:
            self._contacts.require(visit.contact)
        attempt = AttemptId(self.base.session.new_id())
        drafts = [Draft("attempt", attempt, self._values(visit), is_new=True)]
        if visit.survey:
            drafts.append(self._response(visit, attempt, visit.survey))
        if visit.note:
            drafts.append(self._note(visit))
        self._projection.append(*drafts)
        if visit.outcome is Outcome.DO_NOT_VISIT:
            self._households.set_do_not_visit(visit.household, True, self.base.today())
        if visit.outcome is Outcome.MOVED and visit.contact:
            self._contacts.edit(visit.contact, {"moved_away": self.base.today().isoformat()})
        self._drafts.drop(door_draft(visit.household))
        return attempt

    def _values(self, visit: Visit) -> dict[str, Any]:
        at = visit.at.astimezone(UTC) if visit.at else self.base.now()
        values: dict[str, Any] = {
            "household": visit.household,
            "outcome": visit.outcome.value,
            "at": at.isoformat(timespec="milliseconds"),
            "mode": visit.mode,
        }
        if visit.contact:
            values["contact"] = visit.contact
        if visit.turf:
            values["turf"] = visit.turf
        if visit.come_back_at:
            values["come_back_at"] = visit.come_back_at.isoformat(timespec="minutes")
        return values

    def _response(self, visit: Visit, attempt: AttemptId, survey: SurveyId) -> Draft:
        values: dict[str, Any] = {
            "attempt": attempt,
            "survey": survey,
            "household": visit.household,
            "answers": visit.answers,
        }
        if visit.contact:
            values["contact"] = visit.contact
        if visit.texts:
            values |= {"texts": visit.texts, "read_aloud": visit.read_aloud}
        return Draft("response", self.base.session.new_id(), values, is_new=True)

    def _note(self, visit: Visit) -> Draft:
        values: dict[str, Any] = {
            "household": visit.household,
            "text": visit.note,
            "read_aloud": visit.note_read_aloud,
        }
        if visit.contact:
            values["contact"] = visit.contact
        return Draft("note", self.base.session.new_id(), values, is_new=True)

    def void(self, attempt: AttemptId) -> None:
        """Write that an attempt stands no more, and what it wrote beside itself neither."""
        self._set_voided(attempt, voided=True)

    def restore(self, attempt: AttemptId) -> None:
        """Write that an attempt stands again."""
        self._set_voided(attempt, voided=False)

    def _set_voided(self, attempt: AttemptId, *, voided: bool) -> None:
        folded = self._projection.folded("attempt", attempt)
        if not folded.siblings:
            raise NoSuchAttempt()
        if (folded.value("voided") is True) == voided:
            return
        drafts = [self._voiding("attempt", attempt, folded, voided)]
        rows = self.reading.execute("SELECT id FROM response WHERE attempt = ?", (packed(attempt),))
        for (response,) in rows.fetchall():
            eid = unpacked(response)
            drafts.append(self._voiding("response", eid, self._projection.folded("response", eid), voided))
        self._projection.append(*drafts)
        self._take_back(folded, voided)

    def _take_back(self, folded: Folded, voided: bool) -> None:
        # What the attempt wrote beside itself goes back and forth with it, as ordinary edits.
        household, outcome = text_of(folded.value("household")), folded.value("outcome")
        if outcome == Outcome.DO_NOT_VISIT and not self.is_wished_at(household):
            self._households.set_do_not_visit(HouseholdId(household), not voided, self.base.today())
        contact = text_of(folded.value("contact"))
        if outcome == Outcome.MOVED and contact:
            moved = "" if voided else self.base.today().isoformat()
            self._contacts.edit(ContactId(contact), {"moved_away": moved})

    def is_wished_at(self, household: str) -> bool:
        """Whether an attempt that stands found the wish not to be visited at a door."""
        row = self.reading.execute(
            "SELECT 1 FROM attempt JOIN household ON household.rowid = attempt.household"
            " WHERE household.id = ? AND attempt.outcome = 'do_not_visit' AND NOT attempt.is_voided",
            (packed(household),),
        ).fetchone()
        return row is not None

    @staticmethod
    def _voiding(kind: str, eid: str, folded: Folded, voided: bool) -> Draft:
        return Draft(kind, eid, {"voided": voided}, seen_heads(folded, ["voided"]))

    # What is folded

    def project_lone(self, lone: Sequence[Lone]) -> list[Lone]:
        """The same as ``project`` for many attempts of which nothing was known and one entry each was written.

        Returns those that it leaves: of which there is a row already.
        """
        wanted = msgspec.json.encode([eid for eid, _ in lone]).decode()
        known = self.writing.execute(
            "SELECT id FROM attempt WHERE id IN (SELECT unhex(value) FROM json_each(?))", (wanted,)
        )
        apart = {row[0] for row in known.fetchall()}
        doors: dict[str, int] = {}
        rows, left = [], list[Lone]()
        for eid, write in lone:
            values = write.values
            outcome, named = text_of(values.get("outcome")), values.get("household")
            if packed(eid) in apart:
                left.append((eid, write))
            elif outcome in _OUTCOMES and named:
                door = text_of(named)
                if door not in doors:
                    doors[door] = self._households.rowid_of(door)
                voided = values.get("voided") is True or values.get("deleted") is True
                rows.append(_row(eid, doors[door], outcome, values, write, voided))
        self.writing.executemany(_INSERT, rows)
        self.writing.executemany(_LATEST, [(household,) for household in sorted(doors.values())])
        return left

    def project(self, eid: str, folded: Folded, writes: Sequence[Write]) -> None:
        """Write the row of an attempt, and what its door is now."""
        outcome = text_of(folded.value("outcome"))
        if outcome not in _OUTCOMES or not folded.value("household"):
            return  # written by a later version; kept in the journal until this one understands it
        household = self._households.rowid_of(text_of(folded.value("household")))
        first = min(writes, key=lambda write: (write.eff, write.id))
        voided = folded.value("voided") is True or folded.is_deleted
        shown = {name: folded.value(name) for name in ("contact", "at", "turf", "come_back_at")}
        row = _row(eid, household, outcome, shown, first, voided)
        at, come_back_at = row[3], row[5]
        done = self.writing.execute(_INSERT, row)
        fresh = done.lastrowid if done.rowcount == 1 and not voided else None
        if done.rowcount != 1:
            self.writing.execute(
                "UPDATE attempt SET household = ?, contact = ?, outcome = ?, at = ?, turf = ?,"
                " come_back_at = ?, actor = ?, initials = ?, is_voided = ? WHERE id = ?",
                row,
            )
        self._write_door(household, fresh, (outcome, at, come_back_at))

    def forget(self, attempt: str) -> None:
        """Drop the row of an attempt that was erased; its door is what the others say."""
        row = self.writing.execute(
            "SELECT household FROM attempt WHERE id = ?", (packed(attempt),)
        ).fetchone()
        if row is not None:
            self.writing.execute("DELETE FROM attempt WHERE id = ?", (packed(attempt),))
            self._write_door(row[0], None, ("", 0, None))

    def _write_door(self, household: int, fresh: int | None, state: tuple[str, int, str | None]) -> None:
        """Write what a door is after its attempts; a fresh one that is later than all others decides alone."""
        if fresh is not None:
            done = self.writing.execute(
                "UPDATE household SET outcome = ?, tried_at = ?, come_back_at = ?, attempt = ?"
                " WHERE rowid = ? AND (tried_at IS NULL OR tried_at < ?)",
                (*state[:2], state[2], fresh, household, state[1]),
            )
            if done.rowcount == 1:
                return
        self.writing.execute(_LATEST, (household,))

    # What is read

    def listed(
        self, *, household: HouseholdId | None = None, contact: ContactId | None = None, limit: int
    ) -> list[Attempt]:
        """Attempts, the latest first. Raises NoSuchHousehold, NoSuchContact."""
        where, values = "1", list[object]()
        if household:
            where, values = "attempt.household = ?", [self._households.require(household)]
        if contact:
            self._contacts.require(contact)
            contact = self._contacts.shown(contact)
            group = GROUP.format(contact="?")
            where, values = f"{where} AND attempt.contact IN ({group})", [*values, *[packed(contact)] * 3]
        unsent = self._journal.pending_entities("attempt")
        names = self._members.names()
        rows = self.reading.execute(
            "SELECT attempt.id, household.id, attempt.contact, attempt.outcome, attempt.at, attempt.actor,"  # noqa: S608 - our own constants
            " attempt.turf, attempt.come_back_at, (SELECT count(*) FROM response, json_each(response.answers)"
            " WHERE response.attempt = attempt.id), attempt.is_voided, attempt.initials FROM attempt"
            f" JOIN household ON household.rowid = attempt.household WHERE {where}"
            " ORDER BY attempt.at DESC, attempt.id DESC LIMIT ?",
            (*values, limit),
        )
        return [
            Attempt(
                id=AttemptId(unpacked(row[0])),
                household=HouseholdId(unpacked(row[1])),
                contact=ContactId(unpacked(row[2])) if row[2] else None,
                outcome=Outcome(row[3]),
                at=instant(row[4]),
                by=names.get(row[5], ""),
                turf=TurfId(unpacked(row[6])) if row[6] else None,
                come_back_at=local_time(row[7]),
                answers=row[8],
                is_voided=bool(row[9]),
                initials=row[10],
                is_unsent=unpacked(row[0]) in unsent,
            )
            for row in rows.fetchall()
        ]


def _row(
    eid: str, household: int, outcome: str, shown: Mapping[str, Any], first: Write, voided: bool
) -> tuple[int, bytes | None, str, int, bytes | None, str | None, str, str, bool, bytes]:
    """The row of an attempt from the values that are shown and the first that was written of it."""
    at = milliseconds_from(shown.get("at"))
    return (
        household,
        packed_or_none(shown.get("contact")),
        outcome,
        milliseconds_of(first.eff) if at is None else at,
        packed_or_none(shown.get("turf")),
        text_of(shown.get("come_back_at")) or None,
        first.actor,
        first.initials,
        voided,
        packed(eid),
    )
