"""The report on a lost laptop: what was on it, since when, and what was done; for whoever has to account for it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.grants import Part
from desktop.domain.laptops import LaptopStanding


@dataclass(frozen=True, slots=True)
class Held:
    """What a laptop had of a part of the branch, from an instant and until one (UTC); ``turf_name`` where it is a turf.

    The counts are what that part holds now, as this laptop knows it: the lost one held no more of it than had been written by
    then. ``people`` and ``households`` are those behind the part's doors, ``attachments`` files such as the register.
    """

    part: Part
    turf_name: str
    from_at: datetime
    until_at: datetime | None
    people: int
    households: int
    turfs: int
    surveys: int
    attachments: int


@dataclass(frozen=True, slots=True)
class LostReport:
    """All of it. ``made_at`` and ``told_at``, when the server told it, in UTC."""

    made_at: datetime
    told_at: datetime | None
    branch: str
    laptop: LaptopStanding
    ordered_by: str  # the laptop that ordered its records destroyed, by its name
    held: tuple[Held, ...]
