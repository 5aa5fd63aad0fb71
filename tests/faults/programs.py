"""The program over one vault, a process for each command, which may be killed at any statement of its store."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.dying import Order
from tests.faults.servers import ROOT


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


@contextmanager
def program_over(vault: Path, order: Order) -> Iterator[Program]:
    """The program, until the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.dying_client"],
        cwd=ROOT,
        env={**os.environ, **order.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Program(vault, order, process)
    finally:
        process.communicate(timeout=30)
