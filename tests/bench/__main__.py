"""``python -m tests.bench``: every figure that is promised, beside its reference, in one run.

docs/bench.md says what each reference is. ``--only`` names parts: start memory people doors keys encryption register
requests sync.
``--folder`` keeps the made-up registers and vaults for the next run; making a million people takes minutes.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import doors, encryption, exchange, keys, memory, people, register, requests, start
from tests.bench.figures import Figure, as_json, as_table
from tests.bench.processes import machine
from tests.bench.vaults import filled_vault

SMALL, LARGE = 100_000, 1_000_000


class Bench:
    """Where the bench works, and what it measures."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder, self.scratch = folder, scratch
        self.parts: dict[str, Callable[[], list[Figure]]] = {
            "register": lambda: register.measure(self.register(SMALL), scratch),
            "doors": lambda: doors.measure(self.vault(SMALL), scratch),
            "start": lambda: start.measure(self.vault(SMALL), scratch),
            "memory": lambda: memory.measure(self.vault(SMALL), scratch),
            "keys": lambda: keys.measure(self.vault(SMALL), scratch),
            "encryption": lambda: encryption.measure(self.vault(SMALL), scratch),
            "people": lambda: people.measure(self.vault(SMALL), self.vault(LARGE), scratch),
            "requests": lambda: requests.measure(scratch / "requests"),
            "sync": lambda: exchange.measure(scratch / "sync"),
        }

    def register(self, count: int) -> Path:
        """A register file of so many electors."""
        self.vault(count)
        return self.folder / f"register-{count}.csv"

    def vault(self, count: int) -> Path:
        """A vault of so many people, made if it is not there yet."""
        return filled_vault(self.folder / f"vault-{count}", self.folder / f"register-{count}.csv", count)


@contextmanager
def working_folder(kept: Path | None) -> Iterator[Path]:
    """The folder that was asked for, else one that is gone afterwards."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def main() -> int:
    """Measure, print, and say by the exit status whether every target was met."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--only", nargs="*", default=[], help="the parts to measure")
    parser.add_argument("--folder", type=Path, help="keep what was made for the next run")
    asked = parser.parse_args()
    figures: list[Figure] = []
    place = machine()
    with working_folder(asked.folder) as folder, tempfile.TemporaryDirectory() as scratch:
        bench = Bench(folder, Path(scratch))
        for name, measure in bench.parts.items():
            if asked.only and name not in asked.only:
                continue
            began = time.monotonic()
            figures += measure()
            sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
    sys.stdout.write((as_json(figures, place) if asked.json else f"{place}\n\n{as_table(figures)}") + "\n")
    return 0 if all(figure.met is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
