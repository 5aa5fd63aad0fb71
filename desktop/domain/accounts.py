"""Accounts above a branch and beside it: coordinators, the branches that they see, and guests. Never people."""

from dataclasses import dataclass
from datetime import datetime


class AccountProblem(Exception):
    """What is asked of an account cannot be."""


class NotForThisRole(AccountProblem):
    """The asker's role does not let them give that one."""


class LastOrganiser(AccountProblem):
    """No organiser's laptop would have the whole branch without an end any more."""


class NoSuchCoordinator(AccountProblem):
    """The server knows no such coordinator above this branch, or no such region."""


class BranchNameTaken(AccountProblem):
    """Whoever is above branches begins new ones, and there is one of that name."""


class NoStickAbove(AccountProblem):
    """What is of a region goes by the network alone."""


class NoSuchRole(AccountProblem):
    """A role that is not of that laptop's kind, or a guest without a proper end."""


@dataclass(frozen=True, slots=True)
class StaffLaptopRow:
    """A laptop of a branch as a coordinator sees it. ``days`` since it was last heard, at ``seen_at`` (UTC)."""

    branch: str  # what the branch is called
    name: str
    role: str
    seen_at: datetime
    days: int
    is_silent: bool


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch as whoever is above it sees it. Counts that are too small to be told are None."""

    id: str
    name: str
    regions: tuple[str, ...]
    count: int  # of laptops
    silent: int
    seen_at: datetime | None  # UTC; None: never
    days: int
    questions: int | None
    pending: int | None
    quarantined: int | None
    laptops: tuple[StaffLaptopRow, ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region below, by what the server calls it and what people do."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class BranchesHeld:
    """The server's last answer about a region's branches, the longest-silent first. ``told_at`` in UTC; None: never asked."""

    name: str  # of the region
    branches: tuple[BranchRow, ...]
    regions: tuple[RegionRow, ...]
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class CoordinatorRow:
    """A coordinator above this branch, whom it may make its guest. ``seen_at`` in UTC."""

    id: str
    laptop: str
    role: str
    region: str
    seen_at: datetime
