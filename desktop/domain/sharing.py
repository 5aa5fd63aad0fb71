"""Sharing: several people open the records of one laptop, each by a passphrase of their own, until a day. Decision 100."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from desktop.domain.leases import DAY_MS, Counted, LeaseStanding, LeaseState

MOST_DAYS = 28
"""For how many days, today among them, it may be said at a time."""
USUAL_DAYS = 14
"""For how many it is, unless somebody says otherwise."""
WARN_DAYS = 2
"""Days before the end from which it is said."""
_CENTURY = 2000


class NotTheOwner(Exception):
    """Only the owner, whose passphrase opened these records first, decides who opens them."""


class SharingRefused(Exception):
    """These records cannot be shared so.

    ``what`` is ``no_day`` (none was said, or the last one is over), ``past``, ``too_far``, ``whole_branch`` (or nothing has
    come here yet) or ``guest``.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Shared:
    """Whether others open these records too (``is_shared``), and until when: the last day, if one was said."""

    is_shared: bool = False
    until_on: date | None = None
    is_over: bool = False


def check_day(day: date, today: date) -> None:
    """SharingRefused unless a day may be the last: today or later, and within ``MOST_DAYS``."""
    if day < today:
        raise SharingRefused("past")
    if (day - today).days >= MOST_DAYS:
        raise SharingRefused("too_far")


def end_of(day: date) -> int:
    """The last instant of a day on the street, in ms since 1970."""
    after = datetime.combine(day + timedelta(days=1), time()).astimezone()
    return int(after.timestamp() * 1000) - 1


def read_day(text: str, today: date) -> date | None:
    """The day that somebody wrote: 2026-12-14, 14/12/2026 or 14/12/26, or 14.12 for the next such day. None if it is none."""
    parts = "".join(letter if letter.isdecimal() else " " for letter in text).split()
    if len(parts) not in (2, 3) or any(len(part) > len("2026") for part in parts):
        return None
    try:
        if len(parts[0]) == len("2026"):
            year, month, day = (int(part) for part in parts)
            return date(year, month, day)
        day, month = int(parts[0]), int(parts[1])
        if len(parts) > len("dm"):
            year = int(parts[2])
            return date(year + _CENTURY if len(parts[2]) == len("26") else year, month, day)
        near = date(today.year, month, day)
        return near if near >= today else near.replace(year=today.year + 1)
    except ValueError:
        return None


def shared_standing(lease: LeaseStanding, until: int, counted: Counted, clock: int) -> LeaseStanding:
    """How a laptop stands whose records are shared until an instant: as its lease, or worse, or until an earlier end."""
    left = until - counted.at(clock, until).instant
    state = LeaseState.GOOD
    if left <= 0:
        state = LeaseState.ENDED
    elif left <= WARN_DAYS * DAY_MS:
        state = LeaseState.WARNED
    ends_at = datetime.fromtimestamp(until / 1000, UTC)
    order = list(LeaseState)
    is_worse = order.index(state) > order.index(lease.state)
    is_first = state is lease.state and lease.ends_at is not None and ends_at < lease.ends_at
    if lease.takes_in_only or not (is_worse or is_first):
        return lease
    return replace(lease, state=state, ends_at=ends_at, days_left=max(0, left) // DAY_MS, is_sharing=True)
