"""Starts ``groundswell`` as it is, in a process that may die at a statement: ``python -m tests.faults.dying_client``.

It reads a command per line, as JSON, and carries out each in a child of its own, so that what is loaded is loaded
once. For each it answers the child's exit status (negative if a signal ended it) and what the child printed.
"""

import io
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from desktop.cli.opening import Opening, unlock
from desktop.cli.running import run
from desktop.cli.terminal import Terminal, ask_nobody
from desktop.store import binding
from tests.faults.dying import Death, watch
from tests.made_up_stores import PASSPHRASE, QUICK

_connect = binding.connect


def carry_out(words: list[str]) -> int:
    """One command in this process, as a terminal would; the exit status."""
    death = Death()

    def connect(*given: Any, **named: Any) -> Any:
        connection = _connect(*given, **named)
        watch(connection, death)
        return connection

    binding.connect = connect
    terminal = Terminal(
        io.BytesIO(), sys.stdout, sys.stderr, {"GROUNDSWELL_PASSPHRASE": PASSPHRASE}, ask_nobody
    )
    opens = partial(unlock, terminal, floor=QUICK)
    return run(
        words,
        terminal,
        lambda folder: Opening(folder or Path(), opens),
        lambda *_sheet: None,
        lambda _text: b"",
    )


def begin() -> None:
    """Carry out what comes, until nothing comes any more."""
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            os.dup2(writing, 1)
            status = carry_out(json.loads(line))
            sys.stdout.flush()
            os._exit(status)
        os.close(writing)
        with open(reading, encoding="utf-8") as told:  # noqa: PTH123 - a pipe
            printed = told.read()
        _, ended = os.waitpid(child, 0)
        print(json.dumps({"status": os.waitstatus_to_exitcode(ended), "out": printed}), flush=True)


if __name__ == "__main__":
    begin()
