"""Commands as a person types them: in this process over a real vault, or as a process of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from desktop.cli.opening import Opening, unlock
from desktop.cli.running import run
from desktop.cli.terminal import Terminal, ask_nobody
from desktop.operations.members import name_me
from desktop.operations.vaults import create_vault
from desktop.store.stretching import FLOOR
from desktop.wording.lost import ReportText
from sync.protocol.enrolment import Stretch

ROOT = Path(__file__).parents[2]
PASSPHRASE = "slate harbour ribbon kettle"
SECONDS = 60


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)


@dataclass
class Person:
    """Somebody at a terminal, in this process. ``vault`` is meant where a command names none.

    ``floor`` is what their vault's key costs at least: that of every vault, or next to nothing.
    """

    vault: Path
    environment: dict[str, str] = field(default_factory=lambda: {"GROUNDSWELL_PASSPHRASE": PASSPHRASE})
    ask: Callable[[str], str] = ask_nobody
    sheets: list[tuple[Path, str, str]] = field(default_factory=list)
    floor: Stretch = FLOOR
    reports: list[ReportText] = field(default_factory=list)

    def say(self, *words: str, input: str = "") -> Told:
        """Type a command as it stands."""
        out, err = io.StringIO(), io.StringIO()
        terminal = Terminal(io.BytesIO(input.encode()), out, err, self.environment, self.ask)
        opens = partial(unlock, terminal, floor=self.floor)
        status = run(
            words,
            terminal,
            lambda folder: Opening(folder or self.vault, opens),
            lambda *sheet: self.sheets.append(sheet),
            self.paint_report,
        )
        return Told(status, out.getvalue(), err.getvalue())

    def paint_report(self, text: ReportText) -> bytes:
        """Keep what was to be painted: a real page needs Qt, which a process of its own has."""
        self.reports.append(text)
        return b"%PDF"

    def get(self, *words: str) -> Any:
        """The JSON document of a command that is done."""
        told = self.say(*words, "--json")
        assert told.status == 0, told.err
        return told.document

    def refused(self, *words: str) -> Told:
        """What a command that is refused answers, after a look at its form."""
        told = self.say(*words, "--json")
        assert told.status != 0
        assert told.document["status"] == told.status
        assert told.document["reason"] in told.err
        assert told.document["code"]
        return told


QUICK = Stretch(memory_kib=64, passes=1, lanes=1)


def quick_person(vault: Path, name: str, laptop: str) -> Person:
    """Somebody whose new vault opens at once, so that a test may give many commands."""
    made = create_vault(vault, PASSPHRASE, stretch=QUICK, floor=QUICK)
    name_me(made.store, name, laptop)
    made.store.close()
    return Person(vault, floor=QUICK)


def environment(**more: str) -> dict[str, str]:
    """What a process of ours is given: the test's own folders, and the passphrase."""
    return {**os.environ, "GROUNDSWELL_PASSPHRASE": PASSPHRASE, **more}


def process(*words: str, input: str | bytes = b"", **more: str) -> Told:
    """Run ``groundswell`` as a process of its own, with nobody at its keyboard."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        cwd=ROOT,
        env=environment(**more),
        input=input.encode() if isinstance(input, str) else input,
        capture_output=True,
        timeout=SECONDS,
        start_new_session=True,
    )
    return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
