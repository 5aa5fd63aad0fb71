"""Which backups are kept, when the next is due, and how much room they may take."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

DAYS, WEEKS, MONTHS = 7, 4, 6
EVERY = timedelta(hours=1)
SHARE = 4
"""Backups take at most one in so many parts of what is free or taken by them."""
SPARE_BYTES = 64 * 1024 * 1024
"""What a backup leaves free on a disk beside itself."""

_Period = Callable[[datetime], object]
_RULES: Sequence[tuple[int, _Period]] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def kept(made: Collection[datetime]) -> set[datetime]:
    """Of instants at which backups were made, those to keep: the last of each of the last days, weeks and months that
    have any, so that weeks without the laptop cost nothing. The newest is always kept."""
    found: set[datetime] = set()
    for count, period in _RULES:
        seen: set[object] = set()
        for at in sorted(made, reverse=True):
            if period(at) in seen:
                continue
            seen.add(period(at))
            if len(seen) > count:
                break
            found.add(at)
    return found


def fitting(sizes: Sequence[int], free: int) -> int:
    """How many backups, newest first, there is room for on a disk with so much left; one at least."""
    most = (free + sum(sizes)) // SHARE
    count, total = 0, 0
    for size in sizes:
        total += size
        if total > most:
            break
        count += 1
    return max(1, count)


def is_due(newest: datetime | None, now: datetime, every: timedelta = EVERY) -> bool:
    """Whether so much time has passed since the newest backup, or a clock that was turned says that it is still to come."""
    return newest is None or not timedelta(0) <= now - newest < every
