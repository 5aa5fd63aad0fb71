"""A branch with a server of its own, and a colleague whose visits are waiting there."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from desktop.domain.attempts import Outcome
from desktop.domain.members import Role
from desktop.operations.attempts import record_attempt
from desktop.operations.doors import find_households
from desktop.operations.enrolment import enrol, invite
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from tests.bench.processes import ROOT
from tests.bench.vaults import new_vault, opened

SERVER = [sys.executable, "-m", "sync.server.main"]


@contextmanager
def colleague_with_visits(vault: Path, folder: Path, visits: int) -> Iterator[Path]:
    """A copy of a vault that has joined a server, on which a colleague's visits wait to be fetched."""
    mine = folder / "mine"
    shutil.copytree(vault, mine, ignore=shutil.ignore_patterns("lock"))
    with serving(folder / "server") as address:
        with opened(mine) as store:
            enrol(store, address, first_code(folder / "server"))
            sync_now(store)
            code = invite(store, Role.CANVASSER).code
        with new_vault(folder / "theirs") as store:
            enrol(store, address, code)
            sync_now(store)
            visit(store, visits)
            sync_now(store)
        yield mine


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The central server as a process of its own, over SQLite; its address."""
    with serving_process(data) as (address, _):
        yield address


@contextmanager
def serving_process(data: Path, *, database: str | None = None) -> Iterator[tuple[str, int]]:
    """The central server as a process of its own; its address and its number."""
    command = [*SERVER, "serve", "--data", str(data), "--port", "0", *_over(database)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            if process.stdout is None:
                raise RuntimeError("the server says nothing")
            yield str(json.loads(process.stdout.readline())["address"]), process.pid
        finally:
            process.terminate()


def first_code(data: Path, *, database: str | None = None) -> str:
    """A code for the branch's first organiser."""
    command = [*SERVER, "invite", "--data", str(data), "--branch", "Bench", "--role", "organiser", "--json"]
    command += _over(database)
    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return str(json.loads(told.stdout)["code"])


def _over(database: str | None) -> list[str]:
    return ["--database", database] if database else []


def visit(store: Store, visits: int) -> None:
    """Ring so many times at doors where nobody is in."""
    doors = cycle([household for household, _ in find_households(store, "road", visits)])
    for household in islice(doors, visits):
        record_attempt(store, household, Outcome.NOT_HOME)
