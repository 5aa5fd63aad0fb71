"""A key on the door screen until what it did is painted: alone, and while colleagues' visits come in."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.colleague import colleague_with_visits
from tests.bench.figures import Figure
from tests.bench.processes import run

if TYPE_CHECKING:
    from desktop.ui.doors.screen import DoorsScreen
    from desktop.ui.window import Window
    from tests.bench.waiting import Took

DOORS = 160
MOST_STREETS = 6
VISITS = 40_000
BETWEEN_KEYS = 0.03
"""Seconds: faster than anybody keys."""


def measure(vault: Path, scratch: Path) -> list[Figure]:
    """An evening of doors in a process of its own; the second time with visits on their way in."""
    alone = run("tests.bench.keys", str(vault), str(scratch))
    with colleague_with_visits(vault, scratch / "branch", VISITS) as mine:
        syncing = run("tests.bench.keys", str(mine), str(scratch), "while-it-syncs")
    figures = []
    for name, told in (("", alone), (f" while {VISITS:,} entries come in", syncing)):
        figures += [
            Figure(f"key to paint at the door{name}, p95", told["p95"], "ms", target=16),
            Figure(f"  its median{name}", told["median"], "ms", target=None),
            Figure(f"  p95 of the window's own work{name}", told["worked"], "ms", target=None),
            Figure(f"  keys{name}", told["keys"], "", target=None),
        ]
    return figures


def live(vault: Path, scratch: Path, *, while_it_syncs: bool) -> dict[str, float]:
    """Cut a turf, stand at its first door, and key two doors in three as not in, one as refused."""
    from tests.bench.office import office
    from tests.bench.waiting import breathe, settle, summary

    with office(vault, scratch, wait=not while_it_syncs) as window:
        screen = stand_at_a_door(window)
        if not while_it_syncs:
            return summary(key_doors(screen, lambda: settle(window.tasks), lambda: True))
        ended: list[object] = []
        if window.sending is None:
            raise LookupError("nothing is sent")
        window.sending.ended.connect(ended.append)
        return summary(key_doors(screen, lambda: breathe(BETWEEN_KEYS), lambda: not ended))


def key_doors(
    screen: "DoorsScreen", pause: Callable[[], None], is_wanted: Callable[[], bool]
) -> "list[Took]":
    """What each key took that was pressed while it was wanted."""
    from PySide6.QtCore import Qt

    from tests.bench.waiting import keyed_widget, press, shown_after, type_letter

    times: list[Took] = []
    while screen.page is None:
        pause()
    for turn in range(DOORS):
        keys = ["n"] if turn % 3 else ["1", "r"]
        for key in keys:
            keyed = partial(type_letter, keyed_widget(), key)
            times.append(shown_after(keyed, partial(_has_other, screen, "board", screen.board)))
            pause()
        entered = partial(press, keyed_widget(), Qt.Key.Key_Return, "\r")
        times.append(shown_after(entered, partial(_has_other, screen, "page", screen.page)))
        pause()
        if not is_wanted():
            break
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
    answer = live(Path(sys.argv[2]), Path(sys.argv[3]), while_it_syncs="while-it-syncs" in sys.argv)
    sys.stdout.write(json.dumps(answer) + "\n")
