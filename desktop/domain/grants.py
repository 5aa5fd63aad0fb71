"""Grants: what a laptop may have: the whole branch, the training, or turfs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import TurfId


class GrantProblem(Exception):
    """What is asked of a grant cannot be."""


class NoSuchLaptop(GrantProblem):
    """The server knows no laptop of this branch by that name, or it was shut out."""


class BranchNotWhole(GrantProblem):
    """This laptop does not know enough to say what a turf holds: it has not the whole branch, or a register is on its way."""


class LastLaptop(GrantProblem):
    """No organiser's laptop would have the whole branch without an end any more."""


class NotForOrganisers(GrantProblem):
    """An organiser begins with the whole branch: from a part of it nobody can cut turfs or give anything."""


class EndIsPast(GrantProblem):
    """A grant is to end at a moment that is over."""


class Part(StrEnum):
    """What may be given."""

    BRANCH = "branch"
    TRAINING = "training"
    TURF = "turf"


@dataclass(frozen=True, slots=True)
class GrantRow:
    """That a laptop may have a part of the branch, from an instant and until one; instants in UTC.

    ``turf`` and ``turf_name`` are set where the part is a turf; a name is empty where this laptop does not know it.
    """

    laptop: str
    laptop_name: str
    member_name: str
    part: Part
    turf: TurfId | None
    turf_name: str
    from_at: datetime
    until_at: datetime | None
    is_now: bool
