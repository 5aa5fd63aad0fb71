"""How an exchange behaves towards whoever waits for it, and whoever types meanwhile."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from sync.client.errors import Cancelled
from sync.client.reports import Progress, Stage, Stopped

SLICE_SECONDS, LONG_SLICE_SECONDS = 0.010, 0.150
"""How long one transaction of applying should take while somebody types, and while nobody does."""


_WAIT_STEP = 0.25


def _tell_nobody(_stage: Stage, _done: int, _total: int) -> None:
    return


def _never() -> bool:
    return False


def _go_on() -> None:
    return


@dataclass(frozen=True, slots=True)
class Manners:
    """How an exchange behaves towards whoever waits for it."""

    progress: Progress = _tell_nobody
    is_stopped: Stopped = _never
    slice_seconds: Callable[[], float] = lambda: SLICE_SECONDS
    seconds: Callable[[], float] = time.monotonic
    may_remove: bool = False
    """Whether a person said that much may be removed because it left this laptop's scopes."""
    sleep: Callable[[float], None] = time.sleep
    give_way: Callable[[], None] = _go_on
    """Stands still for a moment if somebody waits for what a key does. Called wherever the exchange may do so."""

    def pause_point(self) -> None:
        """Raise Cancelled if somebody wants the exchange to stop. Called between requests."""
        self.give_way()
        if self.is_stopped():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait because the server asks for it, and say so; whoever cancels need not wait."""
        whole = max(1, ceil(seconds))
        ends_at = self.seconds() + seconds
        while (left := ends_at - self.seconds()) > 0:
            self.progress(Stage.WAITING, max(0, whole - ceil(left)), whole)
            self.pause_point()
            self.sleep(min(left, _WAIT_STEP))
        return True

    def tell(self, stage: Stage, done: int, total: int) -> None:
        """Tell how far a stage is."""
        self.progress(stage, done, total)


UNHURRIED = Manners()
"""Nobody watches, nobody stops it."""
