"""The wait after wrong passphrases in a row: nothing for the first two, then 1, 2, 4 … 60 seconds.

It lives as long as the process and slows a person at the keyboard, nobody else: whoever copies the folder is slowed by
what each guess costs.
"""

import math
from collections.abc import Callable

FREE = 2
LONGEST_SECONDS = 60


class Throttle:
    """Counts wrong passphrases. ``now`` is a clock that only goes forward, in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._wrong = 0
        self._until = 0.0

    def note_wrong(self) -> None:
        """One more wrong passphrase."""
        self._wrong += 1
        self._until = self._now() + wait_after(self._wrong)

    def note_right(self) -> None:
        """Whoever sits there knows it."""
        self._wrong, self._until = 0, 0.0

    def seconds_left(self) -> int:
        """How long the next one has to wait, in whole seconds."""
        return max(0, math.ceil(self._until - self._now()))


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row."""
    return 0 if wrong <= FREE else int(min(LONGEST_SECONDS, 2 ** min(wrong - FREE - 1, 10)))
