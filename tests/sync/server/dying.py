"""Death at a file: whatever would change a file from a step on does not happen, as if the process had been killed there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_CHANGES = {
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "sqlite3.connect",
    "subprocess.Popen",
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killed(BaseException):
    """The process ended here."""


@dataclass(slots=True)
class Death:
    """Before which change it comes, counted from 1."""

    step: int
    done: int = 0
    died: bool = False


_deaths: list[Death] = []


def _look(event: str, given: tuple[Any, ...]) -> None:
    if not _deaths:
        return
    is_write = event == "open" and isinstance(given[2], int) and bool(given[2] & _WRITES)
    if event not in _CHANGES and not is_write:
        return
    if str(given[0]).endswith(".lock"):  # the system lets go of those
        return
    death = _deaths[-1]
    death.done += 1
    if death.done >= death.step:
        death.died = True
        raise Killed


sys.addaudithook(_look)


@contextmanager
def dying_at(step: int) -> Iterator[Death]:
    """Die before a change of files: neither it nor any after it happens, not even what would tidy up."""
    death = Death(step)
    _deaths.append(death)
    try:
        yield death
    except Killed:
        pass
    finally:
        _deaths.pop()
