"""A key on the door screen until what it did is painted."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.figures import Figure, p95
from tests.bench.processes import run

if TYPE_CHECKING:
    from desktop.ui.doors.screen import DoorsScreen
    from desktop.ui.window import Window

DOORS = 60
MOST_STREETS = 6


def measure(vault: Path, scratch: Path) -> list[Figure]:
    """An evening of sixty doors, keyed in a process of its own."""
    told = run("tests.bench.keys", str(vault), str(scratch))
    return [Figure("key to paint at the door, p95", told["p95"], "ms", target=16)]


def live(vault: Path, scratch: Path) -> dict[str, float]:
    """Cut a turf, stand at its first door, and key two doors in three as not in, one as spoken to."""
    from tests.bench.office import office

    with office(vault, scratch) as window:
        times = key_doors(window, DOORS)
    return {"p95": p95(times)}


def key_doors(window: "Window", doors: int) -> list[float]:
    """Milliseconds for each key."""
    from PySide6.QtCore import Qt

    from tests.bench.waiting import keyed_widget, press, settle, shown_after, type_letter

    screen = stand_at_a_door(window)
    settle(window.tasks)
    times = []
    for turn in range(doors):
        keys = ["N"] if turn % 3 else ["1", "R"]
        for key in keys:
            keyed = partial(type_letter, keyed_widget(), key.lower())
            times.append(shown_after(keyed, partial(_has_other, screen, "board", screen.board)))
            settle(window.tasks)
        entered = partial(press, keyed_widget(), Qt.Key.Key_Return, "\r")
        times.append(shown_after(entered, partial(_has_other, screen, "page", screen.page)))
        settle(window.tasks)
    return times


def _has_other(screen: "DoorsScreen", name: str, before: object) -> bool:
    return getattr(screen, name) is not before


def stand_at_a_door(window: "Window") -> "DoorsScreen":
    """Cut a turf of some streets and open its first door."""
    from desktop.operations.turfs import cut_turf, list_streets
    from desktop.ui.desk import Place
    from desktop.ui.doors.screen import DoorsScreen
    from tests.bench.office import go

    store = window.workplace.desk.store if window.workplace else None
    if store is None:
        raise LookupError("no store")
    streets = list_streets(store)[:MOST_STREETS]
    turf = cut_turf(store, "Bench", [street.key for street in streets]).value
    go(window, Place("doors", turf))
    screen = window.room("doors")
    if not isinstance(screen, DoorsScreen):
        raise LookupError("doors")
    return screen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(live(Path(sys.argv[2]), Path(sys.argv[3]))) + "\n")
