"""Turns at the writer: whoever asked first is next, so that a long job in slices never keeps a keystroke waiting."""

import threading
import time
from collections import deque
from types import TracebackType

_LATELY = 3.0  # seconds


class Turns:
    """A lock that is handed on in the order in which it was asked for. The holder may take it again."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._holder = 0
        self._depth = 0
        self._waiting: deque[tuple[int, threading.Event]] = deque()
        self._last: dict[int, float] = {}

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._guard:
            self._last[me] = time.monotonic()
            if self._holder == me or (not self._holder and not self._waiting):
                self._holder = me
                self._depth += 1
                return
            turn = threading.Event()
            self._waiting.append((me, turn))
        turn.wait()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            if not self._waiting:
                self._holder = 0
                return
            self._holder, turn = self._waiting.popleft()
            self._depth = 1
            turn.set()

    def is_shared(self) -> bool:
        """Whether a thread other than this one asked for it within the last seconds."""
        me, since = threading.get_ident(), time.monotonic() - _LATELY
        with self._guard:
            for thread in [thread for thread, at in self._last.items() if at < since]:
                del self._last[thread]
            return any(thread != me for thread in self._last)
