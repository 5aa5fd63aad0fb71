"""When to lock by itself: after a while in which nobody did anything, and after a sleep of which nobody told."""

from dataclasses import dataclass
from enum import Enum

USUAL_MINUTES = 10
MOST_MINUTES = 30
JUMP_SECONDS = 60
"""Ticks are seconds apart; a clock that ran by more than this between two of them was asleep, or was turned."""


class LockReason(Enum):
    """Why the program locks."""

    IDLE = "idle"
    KEY = "key"
    SLEEP = "sleep"  # the system said that it is going to sleep
    SESSION = "session"  # the system's own lock, its screen saver, or another person's turn
    CLOCK = "clock"


class LockMinutesRefused(Exception):
    """A laptop cannot stay open unwatched for so long, or for no time at all."""

    def __init__(self) -> None:
        super().__init__("lock minutes")
        self.least, self.most = 1, MOST_MINUTES


def accept_minutes(minutes: int) -> int:
    """The minutes after which to lock, if they may be; LockMinutesRefused."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise LockMinutesRefused
    return minutes


@dataclass(slots=True)
class Stillness:
    """How long nothing was done here. ``running`` counts seconds evenly, ``wall`` is what the clock on the wall says."""

    minutes: int
    running: float
    wall: float
    touched: float = 0.0

    def __post_init__(self) -> None:
        self.touched = self.running

    def touch(self, running: float) -> None:
        """Somebody did something."""
        self.touched = running

    def still_for(self, running: float) -> float:
        """Seconds since somebody did something."""
        return running - self.touched

    def tick(self, running: float, wall: float) -> LockReason | None:
        """Whether to lock now; to be asked every few seconds.

        On some systems the even count stands still in a sleep and the wall's runs on, on others both run on and
        nobody asks meanwhile. A clock that was turned back is as suspicious as one that was turned on.
        """
        passed, passed_on_wall = running - self.running, wall - self.wall
        self.running, self.wall = running, wall
        if passed > JUMP_SECONDS or abs(passed_on_wall - passed) > JUMP_SECONDS:
            return LockReason.CLOCK
        return LockReason.IDLE if self.still_for(running) >= self.minutes * 60 else None
