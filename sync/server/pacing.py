"""How fast requests may come: token buckets by origin, by device, and by what is asked. Who is too fast is told when to ask.

The figures lie well above what honest work needs, by a count of its requests (docs/decisions/0093): forty laptops behind
one address that join in one evening, each with a first sync of 100,000 entries. They are each process's own: two workers
together let twice as much through.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from sync.server.refusals import Refused

Monotonic = Callable[[], float]
"""Seconds on a clock that nobody sets."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many at once, and then so many a second."""

    burst: float
    per_second: float


ORIGIN = Pace(10_000, 400)
DEVICE = Pace(2_000, 20)
ASKED: Mapping[str, Pace] = {
    "POST /v1/enrol": Pace(100, 1),  # of an origin: nobody else is known yet
    "POST /v1/invitations": Pace(100, 0.1),
    "POST /v1/snapshots": Pace(60, 0.1),
    "GET /v1/audit": Pace(300, 1),
    "GET /v1/laptops": Pace(300, 1),
    "GET /v1/grants": Pace(300, 1),
    "POST /v1/grants": Pace(300, 1),
}


class Buckets:
    """A bucket for each of many keys. Thread-safe; of the most keys that it knows the ones that were used last."""

    def __init__(self, pace: Pace, monotonic: Monotonic, most: int = 20_000) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._most = most
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_for(self, key: str) -> float:
        """Take one; 0 if there was one, else in how many seconds there will be, and nothing is taken."""
        with self._lock:
            now = self._monotonic()
            level, at = self._levels.get(key, (self._pace.burst, now))
            level = min(self._pace.burst, level + (now - at) * self._pace.per_second)
            wait = 0.0 if level >= 1 else (1 - level) / self._pace.per_second
            self._levels[key] = (level if wait else level - 1, now)
            self._levels.move_to_end(key)
            while len(self._levels) > self._most:
                self._levels.popitem(last=False)
        return wait

    def __len__(self) -> int:
        return len(self._levels)


class Paces:
    """The paces of a running server."""

    def __init__(
        self,
        monotonic: Monotonic,
        origin: Pace = ORIGIN,
        device: Pace = DEVICE,
        asked: Mapping[str, Pace] = ASKED,
    ) -> None:
        self._origins = Buckets(origin, monotonic)
        self._devices = Buckets(device, monotonic)
        self._asked = {what: Buckets(pace, monotonic) for what, pace in asked.items()}

    def check_origin(self, peer: str, what: str) -> None:
        """Raise Refused ``slow_down`` if an origin is too fast; before anything is looked at, so that it costs little."""
        _refuse(self._origins.wait_for(peer))
        if what == "POST /v1/enrol":
            _refuse(self._asked[what].wait_for(peer))

    def check_device(self, device: str, what: str) -> None:
        """The same for a device, once its signature was checked: nobody else can use its pace up."""
        _refuse(self._devices.wait_for(device))
        if what in self._asked:
            _refuse(self._asked[what].wait_for(device))


def what_is_asked(method: str, target: str) -> str:
    """A request without ids and query: what a pace is of."""
    path = target.partition("?")[0]
    return f"{method} {'/'.join(path.split('/')[:3])}"


def _refuse(wait: float) -> None:
    if wait:
        raise Refused(429, "slow_down", wait_ms=max(1, ceil(wait * 1000)))
