"""How dear a passphrase is on this computer: unlocking is to cost half a second, never less than the floor.

Memory stays at the floor's 64 MiB while more passes will do, so that an old laptop with little of it unlocks too.
"""

import time
from collections.abc import Callable

from desktop.store.stretching import CEILING, FLOOR, new_costs, stretched
from sync.protocol.enrolment import Stretch

WANTED_SECONDS = 0.5
LEAST_SECONDS = 0.2
MOST_MEMORY_KIB = 256 * 1024


def calibrated(seconds_of: Callable[[Stretch], float] | None = None) -> Stretch:
    """Costs that take this computer about half a second, by one derivation at the floor."""
    measure = _seconds_of if seconds_of is None else seconds_of
    return _scaled(FLOOR, measure(FLOOR))


def dearer(stretch: Stretch, seconds: float) -> Stretch | None:
    """Costs to take the place of those that took so long here; None if they are dear enough, or can be no dearer."""
    if seconds >= LEAST_SECONDS:
        return None
    wanted = _scaled(stretch, seconds)
    is_dearer = wanted.memory_kib * wanted.passes > stretch.memory_kib * stretch.passes
    return wanted if is_dearer and wanted.memory_kib >= stretch.memory_kib else None


def _scaled(stretch: Stretch, seconds: float) -> Stretch:
    per_pass_of_floor = max(seconds, 1e-3) / stretch.passes * FLOOR.memory_kib / stretch.memory_kib
    memory = FLOOR.memory_kib
    while memory < MOST_MEMORY_KIB and CEILING.passes * per_pass_of_floor * (memory / FLOOR.memory_kib) < (
        WANTED_SECONDS * 0.6
    ):
        memory *= 2
    passes = round(WANTED_SECONDS / (per_pass_of_floor * memory / FLOOR.memory_kib))
    return Stretch(
        memory_kib=memory, passes=min(CEILING.passes, max(FLOOR.passes, passes)), lanes=FLOOR.lanes
    )


class Watch:
    """How long something takes this computer, whatever else it does meanwhile: time passed, or less if it had to wait."""

    def __init__(self) -> None:
        self._wall, self._worked = time.perf_counter(), time.process_time()

    def seconds(self) -> float:
        """Since it was made."""
        return min(time.perf_counter() - self._wall, time.process_time() - self._worked)


def _seconds_of(stretch: Stretch) -> float:
    watch = Watch()
    stretched(new_costs(stretch), b"how long does it take")
    return watch.seconds()
