"""``python -m tests.simulator``: many seeds, on both cores, going on where the last run stopped.

``--seeds`` says how many (300), ``--minutes`` when to stop all the same (6), ``--real-every`` how often the real store on
SQLCipher stands for the journal in memory, which keeps the same contract and is quicker (each tenth seed). How far a run is
stands in ``out/prove/``, by the program's own sources: other sources begin anew.
"""

import argparse
import hashlib
import json
import logging
import os
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from tests.simulator.run import Broken, run

ROOT = Path(__file__).parents[2]
_STATE = ROOT / "out" / "prove" / "simulator.json"


def one(seed: int, is_real: bool) -> str:
    """Run a seed; why it broke, or nothing."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        run(seed, is_real=is_real)
    except Broken as fault:
        return str(fault)
    return ""


def main() -> int:
    """Run seeds until they are done or the time is up; exit status 1 if any broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator")
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--real-every", type=int, default=10)
    asked = parser.parse_args()
    first = _begun()
    began, done = time.monotonic(), 0
    broken: list[str] = []
    until = began + asked.minutes * 60
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        waiting: dict[Future[str], int] = {}
        seeds = iter(range(first, asked.seeds))
        for seed in seeds:
            waiting[workers.submit(one, seed, seed % asked.real_every == 0)] = seed
            if len(waiting) < 4 * (os.cpu_count() or 1):
                continue
            done += _collect(waiting, broken)
            _keep(min(waiting.values(), default=seed + 1))
            if broken or time.monotonic() > until:
                break
        while waiting:
            done += _collect(waiting, broken)
    seconds = time.monotonic() - began
    _keep(0 if broken else first + done)
    rate = done / seconds if seconds else 0.0
    sys.stdout.write(
        f"{first + done} of {asked.seeds} seeds, {done} of them now in {seconds:.0f} s: {rate:.2f} seeds a second, "
        f"each {asked.real_every}th on the real store; {len(broken)} broken\n"
    )
    for told in broken:
        sys.stdout.write(f"{told}\n")
    if not broken and first + done >= asked.seeds:
        _STATE.unlink(missing_ok=True)
    return 1 if broken else 0


def _collect(waiting: dict[Future[str], int], broken: list[str]) -> int:
    finished = next(as_completed(waiting))
    told = finished.result()
    del waiting[finished]
    if told:
        broken.append(told)
    return 1


def _sources() -> str:
    digest = hashlib.sha256()
    for folder in ("sync", "desktop/store", "tests/simulator", "tests/contracts"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _begun() -> int:
    try:
        kept = json.loads(_STATE.read_text("utf-8"))
        return int(kept["next"]) if kept["sources"] == _sources() else 0
    except (OSError, ValueError, KeyError):
        return 0


def _keep(following: int) -> None:
    _STATE.parent.mkdir(parents=True, exist_ok=True)
    _STATE.write_text(json.dumps({"sources": _sources(), "next": following}), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
