"""Leases: until when this laptop may work as it does, and how time is counted so that no clock can lengthen that."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_MINUTE_MS = 60 * 1000
DAY_MS = 24 * 60 * _MINUTE_MS
WARN_DAYS = 7
"""Days before the end from which it is said."""
PRESS_DAYS = 2
"""The same, more strongly."""
_SLACK_MS = 5 * _MINUTE_MS
_BEHIND_MS = 2 * DAY_MS
_AHEAD_MS = 60 * DAY_MS


class LeaseState(StrEnum):
    """How a lease stands. ``NONE``: this laptop has none, as before it first joined a server, and nothing ends."""

    NONE = "none"
    GOOD = "good"
    WARNED = "warned"
    PRESSING = "pressing"
    ENDED = "ended"


class TakesInOnly(Exception):
    """The lease has ended: this laptop only takes data in until it is renewed. ``is_shut_out``: the server said so.

    ``is_sharing``: it is the day until which its records are shared that is over.
    """

    def __init__(self, *, is_shut_out: bool = False, is_sharing: bool = False) -> None:
        super().__init__(is_shut_out, is_sharing)
        self.is_shut_out = is_shut_out
        self.is_sharing = is_sharing


class LeaseProblem(Exception):
    """A lease in a file that cannot be taken, or given.

    ``what`` is ``unreadable``, ``not_ours``, ``older``, ``no_right``, ``own`` or ``unwritable``.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Counted:
    """Time as it is counted here: the instant that it was by ``clock``, this laptop's own; both in ms since 1970.

    Only what the clock goes forward is counted. To set it back gains nothing and costs as much again, at most a day each time.
    """

    instant: int
    clock: int

    def at(self, clock: int, most: int) -> "Counted":
        """Counted on to what the clock says now, but not beyond ``most``."""
        gone = clock - self.clock
        if gone < 0:
            gone = min(-gone, DAY_MS) if gone < -_SLACK_MS else 0
        return Counted(max(self.instant, min(self.instant + gone, most)), clock)


@dataclass(frozen=True, slots=True)
class LeaseStanding:
    """How this laptop's lease stands. ``ends_at`` in UTC; ``days_left`` are whole days until then.

    ``must_ask``: this laptop's records were put back from an older copy, so the server is to be asked. ``clock_astray``: this
    laptop's clock is far behind the time that was counted, or far beyond the end of the lease. ``is_sharing``: state and end
    are those of the sharing of its records, which comes before the lease.
    """

    state: LeaseState = LeaseState.NONE
    ends_at: datetime | None = None
    days_left: int = 0
    is_shut_out: bool = False
    must_ask: bool = False
    clock_astray: bool = False
    is_sharing: bool = False

    @property
    def takes_in_only(self) -> bool:
        """Whether this laptop only takes data in."""
        return self.state is LeaseState.ENDED


NO_LEASE = LeaseStanding()


def standing_of(
    not_after: int, counted: Counted, clock: int, *, is_shut_out: bool = False, must_ask: bool = False
) -> LeaseStanding:
    """How a lease stands that ends at an instant, by the time that was counted up to now."""
    left = not_after - counted.at(clock, not_after).instant
    state = LeaseState.GOOD
    if is_shut_out or left <= 0:
        state = LeaseState.ENDED
    elif left <= PRESS_DAYS * DAY_MS:
        state = LeaseState.PRESSING
    elif left <= WARN_DAYS * DAY_MS:
        state = LeaseState.WARNED
    return LeaseStanding(
        state,
        datetime.fromtimestamp(not_after / 1000, UTC),
        max(0, left) // DAY_MS,
        is_shut_out,
        must_ask,
        clock_astray=clock < counted.instant - _BEHIND_MS or clock > not_after + _AHEAD_MS,
    )
