"""``kill -9`` of the program at any statement of its store: what was said to be saved is there, and sending goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.dying import KILLED, Order
from tests.faults.laptops import Laptop
from tests.faults.servers import ROOT, ServerProcess
from tests.made_up_stores import reopened_store

EVERY = 1 if "GROUNDSWELL_EXAMPLES" in os.environ else 9
"""``make prove`` dies at every statement, other runs at every ninth."""

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="signals and children as POSIX has them"),
    pytest.mark.prove,
    pytest.mark.slow,
]


@dataclass
class Program:
    """The program over one vault, a process for each command."""

    vault: Path
    order: Order
    process: subprocess.Popen[str]

    def say(self, *words: str) -> tuple[int, Any]:
        """Give a command; its exit status, and the document that it printed, if it did."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps([*words, "--vault", str(self.vault), "--json"]), file=self.process.stdin, flush=True)
        told = json.loads(self.process.stdout.readline())
        return told["status"], json.loads(told["out"]) if told["out"] else None

    def say_and_die(self, statement: int, *words: str) -> tuple[int, Any]:
        """Give a command to a process that dies before a statement, if it comes to it."""
        self.order.die_at(statement)
        try:
            return self.say(*words)
        finally:
            self.order.live()

    def get(self, *words: str) -> Any:
        """What a command printed that must be done."""
        status, document = self.say(*words)
        assert status == 0, document
        return document

    def settle(self) -> None:
        """Send and receive until both sides hold the same, and look that nothing is left over."""
        done = self.get("sync")
        assert (done["pending"], done["quarantined"], done["conflicts"]) == (0, 0, 0)
        assert [scope["agrees"] for scope in done["scopes"]] == [True]


@pytest.fixture(scope="module")
def program(server: ServerProcess, pair: tuple[Laptop, Laptop], folder: Path) -> Iterator[Program]:
    vault = pair[0].store.folder
    pair[0].close()
    order = Order(folder / "order")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.dying_client"],
        cwd=ROOT,
        env={**os.environ, **order.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield Program(vault, order, process)
    process.communicate(timeout=30)


def test_what_was_said_to_be_saved_is_there_whenever_the_program_dies(program: Program) -> None:
    statement, status = 1 - EVERY, KILLED
    while status == KILLED:
        statement += EVERY
        before = {person["id"] for person in program.get("people", "list")}
        status, added = program.say_and_die(
            statement, "people", "add", "given_name=Ada", "phone=01632 960001"
        )
        after = {person["id"] for person in program.get("people", "list")}
        assert before <= after
        assert len(after - before) <= 1
        if added is not None:
            assert {added["id"]} == after - before
        program.settle()
    assert status == 0
    assert statement > 20


def test_sending_goes_on_whenever_the_program_dies_at_it(
    program: Program, pair: tuple[Laptop, Laptop], server: ServerProcess
) -> None:
    _, second = pair
    statement, status = 1 - EVERY, KILLED
    while status == KILLED:
        statement += EVERY
        second.write()
        second.exchange(server.address)
        program.get("people", "add", "given_name=Ada")
        status, _ = program.say_and_die(statement, "sync")
        program.settle()
        assert len(program.get("people", "list")) == _settled(second, server)
    assert status == 0
    assert statement > 50
    shown = reopened_store(pair[0].store)
    assert len(shown.exchange.writers()) == 1
    shown.close()


def _settled(laptop: Laptop, server: ServerProcess) -> int:
    laptop.settle(server.address)
    return laptop.people()
