"""The messages about accounts above and beside laptops: roles, regions, guests (JSON; see docs/protocol.md)."""

import msgspec

from sync.protocol.entries import Number, Scope
from sync.protocol.messages import InviteRequest, Moment


class RoleRequest(msgspec.Struct, frozen=True, kw_only=True):
    """That a colleague's device has another role from now on."""

    device: str
    role: str


class RoleAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Sent only after the commit: the role that the device has."""

    device: str
    role: str
    now: Number


class InviteAsked(InviteRequest, frozen=True, kw_only=True, omit_defaults=True):
    """An invitation beyond a colleague's.

    A guest's is of ``guest``, a coordinator's device above the branch, and what it is granted ends at ``until_at`` (ms since
    1970). A coordinator invites ``into`` a region (their own if it is empty), or for a new branch of the name ``branch_name``;
    they seal nothing, for they have no key of it.
    """

    until_at: int = 0
    guest: str = ""
    into: Scope = Scope("")
    branch_name: str = ""


class CoordinatorState(msgspec.Struct, frozen=True, kw_only=True):
    """A coordinator's device above a branch: whom it may make its guest."""

    device: str
    laptop: str
    role: str
    region: str  # what it is called
    seen_at: Number


class CoordinatorsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The coordinators above the asker's branch."""

    coordinators: list[CoordinatorState]
    now: Number


class StaffLaptop(msgspec.Struct, frozen=True, kw_only=True):
    """A laptop of a branch as a coordinator sees it; times in ms since 1970, ``seen_at`` of when it was last heard."""

    laptop: str
    role: str
    enrolled_at: Number
    seen_at: Number


class BranchState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A branch as whoever is above it sees it. A count that is too small to be told is None.

    ``seen_at`` is when any of its laptops was last heard (0: never), ``silent`` how many were not for a week. ``laptops`` is
    what coordinators see, and empty for observers. ``regions`` are those that it is in, by their names.
    """

    branch: str
    name: str
    count: Number
    silent: Number
    seen_at: Number
    questions: Number | None = 0
    pending: Number | None = 0
    quarantined: Number | None = 0
    laptops: list[StaffLaptop] = []
    regions: list[str] = []


class RegionState(msgspec.Struct, frozen=True, kw_only=True):
    """A region, by its scope and what it is called."""

    scope: Scope
    name: str


class BranchesAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The branches of the asker's region, and the regions below it."""

    name: str
    branches: list[BranchState]
    now: Moment
    regions: list[RegionState] = []


SMALLEST_TOLD = 10
"""Counts from 1 to one less are not told to whoever is above a branch."""


def told_count(count: int) -> int | None:
    """A count as it may be told above a branch."""
    return None if 0 < count < SMALLEST_TOLD else count
