"""An attempt: one try at a door. What can come of it, and what that makes of the door.

An attempt is a fact. It is never rewritten; an undo voids it, and the door is then what the latest
attempt that stands makes of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from desktop.domain.ids import AttemptId, ContactId, HouseholdId, TurfId


class NoSuchAttempt(Exception):
    """No attempt has this id."""


class Outcome(StrEnum):
    """What came of an attempt; the value is what the journal holds."""

    NOT_HOME = "not_home"
    TALKED = "talked"
    REFUSED = "refused"
    COME_BACK = "come_back"
    MOVED = "moved"
    LANGUAGE = "language"
    CHILD = "child"
    DO_NOT_VISIT = "do_not_visit"


class Mark(Enum):
    """What stands at the edge of a door in a walk list."""

    NOT_YET = "not_yet"
    FINISHED = "finished"
    GO_AGAIN = "go_again"
    DUE = "due"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an outcome does: its key, the mark it leaves, and whether somebody was spoken to."""

    letter: str
    mark: Mark
    is_answered: bool


EFFECTS: dict[Outcome, Effect] = {
    Outcome.NOT_HOME: Effect("N", Mark.GO_AGAIN, is_answered=False),
    Outcome.TALKED: Effect("T", Mark.FINISHED, is_answered=True),
    Outcome.REFUSED: Effect("R", Mark.FINISHED, is_answered=True),
    Outcome.COME_BACK: Effect("B", Mark.GO_AGAIN, is_answered=True),
    Outcome.MOVED: Effect("M", Mark.FINISHED, is_answered=True),
    Outcome.LANGUAGE: Effect("L", Mark.GO_AGAIN, is_answered=True),
    Outcome.CHILD: Effect("C", Mark.GO_AGAIN, is_answered=True),
    Outcome.DO_NOT_VISIT: Effect("X", Mark.NEVER, is_answered=True),
}
BY_LETTER: dict[str, Outcome] = {effect.letter: outcome for outcome, effect in EFFECTS.items()}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a door, as it is held. ``at`` is in UTC; ``come_back_at`` is the street's own time."""

    id: AttemptId
    household: HouseholdId
    contact: ContactId | None
    outcome: Outcome
    at: datetime
    by: str
    turf: TurfId | None = None
    come_back_at: datetime | None = None
    answers: int = 0
    is_voided: bool = False
    is_unsent: bool = False
    initials: str = ""  # of whoever was at it, where the laptop was handed over


@dataclass(frozen=True, slots=True)
class DoorState:
    """What a door is after its attempts."""

    mark: Mark
    outcome: Outcome | None = None
    at: datetime | None = None
    come_back_at: datetime | None = None


def read_outcome(text: str) -> Outcome | None:
    """An outcome by its name or by its letter, in any case; None if it is neither."""
    try:
        return Outcome(text.strip().lower())
    except ValueError:
        return BY_LETTER.get(text.strip().upper())


def mark_of(
    outcome: Outcome | None, come_back_at: datetime | None, *, do_not_visit: bool, today: date
) -> Mark:
    """The mark of a door, given its latest outcome. ``today`` is the street's own day.

    A wish not to be visited stands until it is taken back, whatever happened since.
    """
    if do_not_visit:
        return Mark.NEVER
    if outcome is None:
        return Mark.NOT_YET
    if outcome is Outcome.DO_NOT_VISIT:
        return Mark.GO_AGAIN  # the wish was taken back
    if outcome is Outcome.COME_BACK and come_back_at is not None and come_back_at.date() <= today:
        return Mark.DUE
    return EFFECTS[outcome].mark


def latest(attempts: Iterable[Attempt]) -> Attempt | None:
    """The attempt that decides what a door is: the last one that stands; ids part equal instants."""
    standing = (attempt for attempt in attempts if not attempt.is_voided)
    return max(standing, key=lambda attempt: (attempt.at, attempt.id), default=None)


def state_of(attempts: Iterable[Attempt], *, do_not_visit: bool, today: date) -> DoorState:
    """What a door is after its attempts, in whatever order they are given."""
    last = latest(attempts)
    outcome = last.outcome if last else None
    come_back_at = last.come_back_at if last else None
    mark = mark_of(outcome, come_back_at, do_not_visit=do_not_visit, today=today)
    return DoorState(mark, outcome, last.at if last else None, come_back_at)
