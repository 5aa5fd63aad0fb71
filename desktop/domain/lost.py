"""The report on a lost laptop: what was on it, since when, and what was done; for whoever has to account for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.grants import Part
from desktop.domain.laptops import LaptopsHeld, LaptopStanding

_STAYS_NEWS = timedelta(days=7)


class ReportNotWritten(Exception):
    """The report could not be written there."""


class ReportNotPainted(Exception):
    """What paints a page for printing is not installed here."""


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
    """All of it. ``made_at`` and ``told_at``, when the server told it, in UTC; ``made_by`` is who reports, by name."""

    made_at: datetime
    told_at: datetime | None
    made_by: str
    branch: str
    laptop: LaptopStanding
    ordered_by: str  # the laptop that ordered its records destroyed, by its name
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class OrderedWipe:
    """That a laptop's records were ordered destroyed, for every organiser to see. ``by`` is the laptop that ordered it."""

    laptop: LaptopStanding
    by: LaptopStanding | None  # None: whoever runs the server did, or it is not listed any more


def ordered_wipes(held: LaptopsHeld, now: datetime) -> list[OrderedWipe]:
    """The orders that every organiser is told of, the latest first: what is to be done, and what was done in a week's time.

    ``now`` in UTC.
    """
    known = {laptop.id: laptop for laptop in held.laptops}
    found: list[tuple[datetime, OrderedWipe]] = []
    for laptop in held.laptops:
        kept = laptop.custody
        is_news = kept.wiped_at is not None and now - kept.wiped_at < _STAYS_NEWS
        if kept.wipe_at is not None and (kept.is_to_be_wiped or is_news):
            found.append((kept.wipe_at, OrderedWipe(laptop, known.get(kept.wipe_by))))
    return [one for _, one in sorted(found, key=lambda each: each[0], reverse=True)]


def ordered_by(laptops: Sequence[LaptopStanding], laptop: LaptopStanding) -> str:
    """The name of the laptop that ordered another's records destroyed; empty where it is not known."""
    return next((one.name for one in laptops if one.id == laptop.custody.wipe_by), "")
