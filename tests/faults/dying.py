"""Death at a statement: a process that kills itself, as ``kill -9`` does, just before its n-th SQLite statement.

The number stands in a file that the environment names, so that a test may set it while the process runs. Nothing of this is
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

    def __call__(self, _statement: str) -> None:
        try:
            last = int(self._order.read_text(encoding="ascii") or "0")
        except FileNotFoundError:
            self._done = 0
            return
        self._done += 1
        if self._done == last:
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

    def die_at(self, statement: int) -> None:
        """Die before this statement, counted from now; 0 lets live."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(statement), encoding="ascii")
        fresh.replace(self.file)

    def live(self) -> None:
        """Take the order back."""
        self.file.unlink(missing_ok=True)
