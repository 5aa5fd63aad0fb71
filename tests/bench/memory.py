"""Resident memory after an evening's moves through 100,000 people."""

import json
import sys
from pathlib import Path

import psutil

from tests.bench.figures import Figure
from tests.bench.processes import LITTLE, WHOLE, run

MEGABYTE = 1024 * 1024


def measure(vault: Path, scratch: Path) -> list[Figure]:
    """Memory of a process of its own, with the whole machine and with little of it."""
    return [
        Figure(
            f"resident memory, 100,000 people{share.words}",
            run("tests.bench.memory", str(vault), str(scratch), share=share)["megabytes"],
            "MB",
            target=200,
        )
        for share in (WHOLE, LITTLE)
    ]


def live(vault: Path, scratch: Path) -> float:
    """Open the store, go through the list from end to end, search; megabytes then resident."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLineEdit

    from desktop.ui.desk import Place
    from desktop.ui.widgets.lists import RowList
    from tests.bench.office import go, office, part
    from tests.bench.waiting import press, settle, type_letter

    with office(vault, scratch) as window:
        go(window, Place("people"))
        settle(window.tasks)
        rows = part(window, "people", RowList)
        for _ in range(100):
            press(rows, Qt.Key.Key_PageDown)
            settle(window.tasks)
        press(rows, Qt.Key.Key_End)
        settle(window.tasks)
        line = part(window, "people", QLineEdit)
        line.setFocus()
        for letter in "thompson":
            type_letter(line, letter)
            settle(window.tasks)
        return float(psutil.Process().memory_info().rss) / MEGABYTE


if __name__ == "__main__":
    megabytes = live(Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(json.dumps({"megabytes": megabytes}) + "\n")
