"""Limits kept in memory: request ids that were seen, and failures that were counted."""

import threading
from collections import OrderedDict


class ReplayCache:
    """Remembers request ids for a while, so that a signed request is answered once.

    It belongs to one process and starts empty; a request signed before the process began is refused
    (see ``sync.server.door``), so that a restart opens no window.
    """

    def __init__(self, keep_ms: int, most: int = 1_000_000) -> None:
        self._keep_ms = keep_ms
        self._most = most
        self._seen: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._lock = threading.Lock()

    def is_new(self, device: str, request_id: str, now_ms: int) -> bool:
        """Note a request id; returns whether it was not seen before."""
        with self._lock:
            while self._seen:
                oldest, at = next(iter(self._seen.items()))
                if at + self._keep_ms > now_ms and len(self._seen) < self._most:
                    break
                del self._seen[oldest]
            key = (device, request_id)
            if key in self._seen:
                return False
            self._seen[key] = now_ms
            return True


class FailureLimit:
    """Counts failures per origin over a while, and says when there were too many."""

    def __init__(self, most: int, within_ms: int, most_origins: int = 100_000) -> None:
        self._most = most
        self._within_ms = within_ms
        self._most_origins = most_origins
        self._failures: OrderedDict[str, list[int]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_ms(self, origin: str, now_ms: int) -> int:
        """How long an origin is to wait that has failed too often of late; 0 if it has not."""
        with self._lock:
            recent = self._recent(origin, now_ms)
        return max(0, recent[-self._most] + self._within_ms - now_ms) if len(recent) >= self._most else 0

    def count(self, origin: str, now_ms: int) -> None:
        """Note one failure."""
        with self._lock:
            self._failures[origin] = [*self._recent(origin, now_ms), now_ms]
            self._failures.move_to_end(origin)
            while len(self._failures) > self._most_origins:
                self._failures.popitem(last=False)

    def _recent(self, origin: str, now_ms: int) -> list[int]:
        return [at for at in self._failures.get(origin, ()) if at + self._within_ms > now_ms]
