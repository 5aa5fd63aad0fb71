"""The window painted, beside a bare one."""

import statistics
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.processes import LITTLE, WHOLE, run

TIMES = 9


def measure(vault: Path, scratch: Path) -> list[Figure]:
    """Start ours and the bare window in turn, with the whole machine and with little of it."""
    figures = []
    for share in (WHOLE, LITTLE):
        ours, bare = [], []
        for turn in range(TIMES + 1):
            bare.append(run("tests.bench.bare_window", share=share)["ms"])
            ours.append(run("tests.bench.our_window", str(vault), share=share, home=scratch)["ms"])
            if turn == 0:  # the first of each fills the caches of files
                ours.clear()
                bare.clear()
        figures.append(
            Figure(
                f"window painted{share.words}",
                statistics.median(ours),
                "ms",
                target=3,
                reference=statistics.median(bare),
                beside="a process that imports PySide6.QtWidgets and paints one empty window as large",
            )
        )
    return figures
