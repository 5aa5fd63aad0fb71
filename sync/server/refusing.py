"""Requests that were refused, counted until the log is told: one row for many, so that nobody can fill it by asking."""

import threading

from sync.protocol.audit import SERVER_LOG
from sync.protocol.entries import Scope
from sync.server.devices import split_name

_OF_DEVICES = frozenset(
    {"not_found", "role", "revoked", "last_laptop"}
)  # said once the signature was checked
_OF_ANYBODY = frozenset({"signature", "clock", "replay", "expired", "used", "slow_down"})
_MOST = 1000


class RefusalCounts:
    """How often what was refused. Thread-safe, and of bounded size."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Scope, str], int] = {}
        self._lock = threading.Lock()

    def count(self, error: str, device: str) -> None:
        """Count a refusal. ``device`` is who asked, empty unless its signature was checked."""
        home = split_name(device)
        if error in _OF_DEVICES and home is not None:
            key = home[0], f"{error} {device}"
        elif error in _OF_DEVICES or error in _OF_ANYBODY:
            key = SERVER_LOG, error
        else:
            return
        with self._lock:
            if key not in self._counts and len(self._counts) >= _MOST:
                key = SERVER_LOG, error
            self._counts[key] = self._counts.get(key, 0) + 1

    def take(self) -> dict[tuple[Scope, str], int]:
        """What was counted since this was asked last."""
        with self._lock:
            counted, self._counts = self._counts, {}
        return counted
