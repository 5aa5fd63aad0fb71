"""What one peer's run through the bench of the exchange came to: seconds, and bytes up and down."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.bench.wire import Count

RECORDS, CHANGED, EMPTY = 10_000, 100, 300


@dataclass
class PeerRun:
    """Steps by their names; a step that is done more than once is the last."""

    count: Count
    seconds: dict[str, float] = field(default_factory=dict)
    up: dict[str, int] = field(default_factory=dict)
    down: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, times: int = 1) -> Iterator[None]:
        """Time what is done inside, so many times over."""
        up, down, began = self.count.up, self.count.down, time.perf_counter()
        yield
        self.seconds[name] = (time.perf_counter() - began) / times
        self.up[name] = (self.count.up - up) // times
        self.down[name] = (self.count.down - down) // times

    def repeat(self, name: str, times: int, work: Callable[[], object]) -> None:
        """The same so many times; what one takes on average. The first, which warms up, does not count."""
        work()
        with self.step(name, times):
            for _ in range(times):
                work()

    def told(self) -> dict[str, dict[str, float]]:
        """As JSON."""
        return {
            name: {"s": took, "up": self.up[name], "down": self.down[name]}
            for name, took in self.seconds.items()
        }
