"""A turf: streets given to canvassers, and the walk list that comes of it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.households import Door
from desktop.domain.ids import MemberId, StreetKey, SurveyId, TurfId


class TurfProblem(Exception):
    """What is asked of a turf cannot be."""


class NoSuchTurf(TurfProblem):
    """No turf has this id."""


class NoStreets(TurfProblem):
    """A turf needs a street, and each one must be in the store; ``unknown`` are those that are not."""

    def __init__(self, unknown: list[str]) -> None:
        super().__init__(len(unknown))
        self.unknown = unknown


@dataclass(frozen=True, slots=True)
class StreetRow:
    """A street of the register, with how many doors and electors it has."""

    key: StreetKey
    name: str
    district: str
    doors: int
    electors: int


@dataclass(frozen=True, slots=True)
class TurfRow:
    """A turf and how far its walk has come. ``back_by`` is the street's own time."""

    id: TurfId
    name: str
    streets: list[StreetKey]
    canvasser: MemberId | None
    canvasser_name: str
    partner: MemberId | None
    partner_name: str
    back_by: datetime | None
    survey: SurveyId | None
    given_at: datetime  # UTC
    doors: int
    doors_done: int


@dataclass(frozen=True, slots=True)
class WalkList:
    """A turf's doors in the order they are walked: odds going up, evens coming down, flats in their block."""

    turf: TurfRow
    doors: list[Door]

    @property
    def doors_done(self) -> int:
        """Doors that were tried on this walk."""
        return sum(door.is_done for door in self.doors)

    @property
    def doors_to_go(self) -> int:
        """Doors that are still to be tried; nobody goes to one that asked not to be visited."""
        return sum(not door.is_done and not door.is_do_not_visit for door in self.doors)

    @property
    def next_door(self) -> Door | None:
        """The first door that is still to be tried."""
        return next((door for door in self.doors if not door.is_done and not door.is_do_not_visit), None)
