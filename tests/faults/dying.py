"""Death at a statement: a process that kills itself, as ``kill -9`` does, before its n-th SQLite statement, or a certain one.

The order stands in a file that the environment names, so that a test may set it while the process runs. Nothing of this is
in the program: the tests' own start scripts listen to each connection that the program makes.
"""

import os
import signal
from pathlib import Path
from typing import Any

ORDER = "GROUNDSWELL_TEST_DIES_AT"
KILLED = -signal.SIGKILL if os.name != "nt" else 1


class Death:
    """Counts statements from when the order is given; statements before it do not count."""

    def __init__(self) -> None:
        self._order = Path(os.environ[ORDER])
        self._done = 0

    def __call__(self, statement: str) -> None:
        try:
            order = self._order.read_text(encoding="ascii")
        except FileNotFoundError:
            self._done = 0
            return
        self._done += 1
        if order in (str(self._done), statement):
            os.kill(os.getpid(), signal.SIGKILL)


def watch(connection: Any, death: Death) -> None:
    """Let a connection tell of each statement just before it is carried out."""
    connection.set_trace_callback(death)


class Order:
    """The order to die, as the test gives it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def environment(self) -> dict[str, str]:
        """What the process is started with."""
        return {ORDER: str(self.file)}

    def die_at(self, statement: int | str) -> None:
        """Die before this statement: its number, counted from now (0 lets live), or its text."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(statement), encoding="ascii")
        fresh.replace(self.file)

    def live(self) -> None:
        """Take the order back."""
        self.file.unlink(missing_ok=True)
