"""A member who works with the program, the laptop they work on, and the branch they work for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import LaptopId, MemberId


class Role(StrEnum):
    """What a member does here; decides which home they see. A coordinator is one who has joined no server."""

    CANVASSER = "canvasser"
    ORGANISER = "organiser"
    OFFICER = "data_officer"
    GUEST = "guest"
    COORDINATOR = "coordinator"
    REGION = "region"
    NATIONAL = "national"
    OBSERVER = "observer"

    @property
    def is_above(self) -> bool:
        """Whether they see numbers of branches, never people."""
        return self in (Role.COORDINATOR, Role.REGION, Role.NATIONAL, Role.OBSERVER)

    @property
    def runs_branch(self) -> bool:
        """Whether they run a branch, or answer for what it holds."""
        return self in (Role.ORGANISER, Role.OFFICER)


def runs_branch(role: str) -> bool:
    """Whether a role, as it was told, runs a branch. One of a later version runs none here."""
    return role in list(Role) and Role(role).runs_branch


class NotAnOrganiser(Exception):
    """Only organisers do this."""


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Who works on this laptop. ``name`` and ``laptop`` are empty until somebody gives them."""

    member: MemberId
    name: str
    role: Role
    laptop: str
    laptop_id: LaptopId
    branch: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the branch, as far as this laptop knows."""

    id: MemberId
    name: str
    role: Role
    is_me: bool


@dataclass(frozen=True, slots=True)
class LaptopRow:
    """A laptop of the branch and when it was last heard from. ``last_heard_at`` is in UTC."""

    id: LaptopId
    name: str
    member_name: str
    last_heard_at: datetime | None
    entries: int
    is_this_one: bool
