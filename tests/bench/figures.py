"""A figure: ours beside a reference of the same run, and whether the target was met."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice


@dataclass(frozen=True)
class Figure:
    """One line of the bench. ``target`` is the most that the ratio may be; ours, where there is no reference.

    Where ``is_absolute``, it is the most that ours may be, and the reference is there to be seen beside it.
    """

    name: str
    ours: float
    unit: str
    target: float | None
    reference: float | None = None
    beside: str = ""
    is_absolute: bool = False

    @property
    def ratio(self) -> float | None:
        """Ours divided by the reference."""
        return self.ours / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None where a figure is only stated."""
        if self.target is None:
            return None
        return (self.ratio if self.ratio is not None and not self.is_absolute else self.ours) <= self.target


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def as_table(figures: Sequence[Figure]) -> str:
    """The figures as people read them."""
    head = ("", "ours", "reference", "ratio", "target", "met")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]
    beside = [f"{figure.name}: beside {figure.beside}." for figure in figures if figure.beside]
    return "\n".join([*lines, "", *dict.fromkeys(beside)])


def as_json(figures: Sequence[Figure], machine: str) -> str:
    """The figures as programs read them."""
    told = [{**asdict(figure), "ratio": figure.ratio, "met": figure.met} for figure in figures]
    return json.dumps({"machine": machine, "figures": told}, indent=2)


def _cells(figure: Figure) -> tuple[str, ...]:
    def number(value: float | None, unit: str = "") -> str:
        if value is None:
            return ""
        return f"{value:.0f}{unit}" if value >= 100 else f"{value:.3g}{unit}"

    unit = f" {figure.unit}"
    target = (
        ""
        if figure.target is None
        else f"≤ {number(figure.target, '' if figure.reference and not figure.is_absolute else unit)}"
    )
    met = {True: "yes", False: "NO", None: ""}[figure.met]
    return (
        figure.name,
        number(figure.ours, unit),
        number(figure.reference, unit),
        number(figure.ratio),
        target,
        met,
    )


def settled_median(times: Sequence[float]) -> float:
    """The median, without the first tenth, in which caches and statements warm."""
    return statistics.median(islice(times, len(times) // 10, None))


def in_turn(ours: Callable[[], None], reference: Callable[[], None], times: int) -> tuple[float, float]:
    """Settled medians in milliseconds, one of ours and one of the reference in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for place, work in enumerate((ours, reference)):
            began = time.perf_counter()
            work()
            taken[place].append((time.perf_counter() - began) * 1000)
    return settled_median(taken[0]), settled_median(taken[1])
