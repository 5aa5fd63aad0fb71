"""The hybrid logical clock: a stamp orders concurrent writes and nothing else.

A stamp is a 64-bit integer, 48 bits of milliseconds since 1970 (UTC) above a 16-bit counter
(Kulkarni et al., "Logical Physical Clocks", 2014). Because a write also names the writes that
its author had seen, a wrong clock can never beat an edit made with knowledge of the old value.
"""

from collections.abc import Callable
from typing import NewType

Stamp = NewType("Stamp", int)

COUNTER_BITS = 16
_COUNTER_MASK = (1 << COUNTER_BITS) - 1
LARGEST = (1 << 63) - 1


def stamp_at(milliseconds: int, counter: int = 0) -> Stamp:
    """Compose a stamp; a counter past 16 bits carries into the milliseconds."""
    return Stamp((max(0, milliseconds) << COUNTER_BITS) + counter)


def milliseconds_of(stamp: Stamp) -> int:
    """The wall-clock part of a stamp, in milliseconds since 1970 (UTC)."""
    return stamp >> COUNTER_BITS


def counter_of(stamp: Stamp) -> int:
    """The logical part of a stamp."""
    return stamp & _COUNTER_MASK


class Clock:
    """Gives each new entry a stamp later than every stamp given or seen before."""

    def __init__(self, now_ms: Callable[[], int], last: Stamp = Stamp(0)) -> None:
        self._now_ms = now_ms
        self.last = last

    def tick(self) -> Stamp:
        """Return the next stamp: the wall clock, or just after the last one if that is later."""
        self.last = Stamp(min(max(stamp_at(self._now_ms()), self.last + 1), LARGEST))
        return self.last

    def observe(self, stamp: Stamp) -> None:
        """Take note of a stamp that came from elsewhere."""
        self.last = max(self.last, stamp)
