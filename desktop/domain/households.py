"""A household: an address, those who live there, and what a canvasser needs before the bell is rung."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from desktop.domain.attempts import Mark, Outcome
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, StreetKey


class NoSuchHousehold(Exception):
    """No household has this id."""


class Side(Enum):
    """The side of a street on which a door is."""

    ODD = "odd"
    EVEN = "even"
    NONE = "none"  # a name and no number


@dataclass(frozen=True, slots=True)
class Door:
    """A household in a walk list."""

    rowid: int
    household: HouseholdId
    number: str
    street: str
    street_key: StreetKey
    block: str  # the building, where the door is a flat in one
    label: str  # surnames of those who live there
    side: Side
    mark: Mark
    outcome: Outcome | None
    come_back_at: datetime | None
    is_do_not_visit: bool
    is_unsent: bool
    is_done: bool  # tried on this walk


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who lives behind a door. ``digit`` is the key that chooses them, 0 past the ninth."""

    digit: int
    contact: ContactId
    name: str
    elector_number: str
    turns_18_on: date | None
    outcome: Outcome | None  # of their own latest attempt
    outcome_at: datetime | None
    is_moved_away: bool


@dataclass(frozen=True, slots=True)
class BellLine:
    """One line of "Before the bell": what happened here last, or what was asked."""

    outcome: Outcome
    at: datetime | None  # UTC
    by: str
    name: str  # who answered, if known
    come_back_at: datetime | None
    since: date | None = None  # of a wish not to be visited


@dataclass(frozen=True, slots=True)
class LastAttempt:
    """The attempt that an undo would void."""

    id: AttemptId
    outcome: Outcome
    at: datetime
    contact: ContactId | None
    come_back_at: datetime | None
    is_unsent: bool


@dataclass(frozen=True, slots=True)
class DoorPage:
    """All that a door screen shows. ``draft`` is what was being typed there when it was last left, as JSON text."""

    rowid: int
    household: HouseholdId
    number: str
    street: str
    block: str
    address: str
    postal_code: str
    side: Side
    residents: list[Resident]
    before_the_bell: list[BellLine]
    is_do_not_visit: bool
    do_not_visit_since: date | None
    mark: Mark
    last: LastAttempt | None
    draft: str
