"""A member who works with the program, the laptop they work on, and the branch they work for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import LaptopId, MemberId


class Role(StrEnum):
    """What a member does here; decides which home they see."""

    CANVASSER = "canvasser"
    ORGANISER = "organiser"
    COORDINATOR = "coordinator"


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
