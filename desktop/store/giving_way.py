"""Long work gives way to a key: what a person does is answered and painted first."""

import threading
import time

_LONGEST = 0.05
"""Seconds after a key in which long work may be kept waiting for it, whatever else happens."""


class GivingWay:
    """A flag between the thread that answers keys and the threads that work for long.

    A worker that computes in Python shares one interpreter lock with the window. Each time that the window lets go of
    it, which is at every call into Qt, it waits until the worker does too; so the worker stands still meanwhile.
    """

    def __init__(self, longest: float = _LONGEST) -> None:
        self._longest = longest
        self._is_free = threading.Event()
        self._is_free.set()
        self._until = 0.0
        self._pressed_at = time.monotonic()

    def quiet_for(self) -> float:
        """For how many seconds no key has been pressed."""
        return time.monotonic() - self._pressed_at

    def begin(self) -> None:
        """A key was pressed."""
        self._pressed_at = time.monotonic()
        self._until = self._pressed_at + self._longest
        self._is_free.clear()

    def end(self) -> None:
        """What it did is painted."""
        self._is_free.set()

    def wait(self) -> None:
        """Stand still while a key is being answered. For long work, wherever it may stop for a moment."""
        if not self._is_free.is_set():
            self._is_free.wait(max(0.0, self._until - time.monotonic()))
