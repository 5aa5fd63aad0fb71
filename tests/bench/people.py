"""The list of people shown, and a letter typed until its rows are painted."""

import json
import statistics
import sys
from functools import partial
from itertools import cycle
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.processes import run

TARGETS = {"100,000": (150, 16), "1,000,000": (1000, 33)}
TYPED = ("smith", "khan", "thompson", "foundry lane", "ab-12", "zoë", "patel amelia", "qv1", "mcd", "o'b")
LETTERS = 240


def measure(small: Path, large: Path, scratch: Path) -> list[Figure]:
    """Both sizes, each in a process of its own."""
    figures = []
    for (words, (shown, painted)), vault in zip(TARGETS.items(), (small, large), strict=True):
        told = run("tests.bench.people", str(vault), str(scratch))
        figures += [
            Figure(f"people list shown, {words}", told["shown"], "ms", target=shown),
            Figure(f"letter to painted rows, {words}, p95", told["p95"], "ms", target=painted),
            Figure(f"  its median, {words}", told["median"], "ms", target=None),
            Figure(f"  p95 of the window's own work, {words}", told["worked"], "ms", target=None),
        ]
    return figures


def live(vault: Path, scratch: Path) -> dict[str, float]:
    """Enter the room of people from home, then type names, addresses and numbers letter by letter."""
    from PySide6.QtWidgets import QLineEdit

    from desktop.operations.changed import Changed
    from desktop.ui.desk import Place
    from tests.bench.office import go, office, part
    from tests.bench.waiting import PaintCount, Took, painted_after, settle, summary, type_letter

    with office(vault, scratch) as window:
        tasks = window.tasks
        go(window, Place("people"))  # built, and hidden again: a room is built once
        settle(tasks)
        line = part(window, "people", QLineEdit)
        seen = PaintCount(window)  # whatever shows the answer: rows, or that nobody was found
        shown = []
        for _ in range(5):
            go(window, Place("home"))
            tasks.tell(Changed.CONTACTS)  # so that everything is read again
            settle(tasks)
            shown.append(painted_after(lambda: go(window, Place("people")), seen, lambda: tasks.is_busy))
        times: list[Took] = []
        line.setFocus()
        for word in cycle(TYPED):
            line.clear()
            settle(tasks)
            for letter in word:
                times.append(painted_after(partial(type_letter, line, letter), seen, lambda: tasks.is_busy))
            if len(times) >= LETTERS:
                break
    return {"shown": statistics.median(took.passed for took in shown), **summary(times)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(live(Path(sys.argv[2]), Path(sys.argv[3]))) + "\n")
