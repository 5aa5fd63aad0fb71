"""What a person does with a council's register: look into a file, and (elsewhere in this module) import
it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from desktop.domain.register.problems import Problem, Reason, RegisterRefused, Severity
from desktop.domain.register.reading import RegisterReader
from desktop.domain.register.report import RegisterReport

_CHUNK = 262_144
_MAX_BYTES = 2 * 1024**3

Progress = Callable[[int, int], None]
"""Told (bytes read, bytes in all) now and then."""


class RegisterCancelled(Exception):
    """A person cancelled. Nothing was kept."""


def inspect_register(
    path: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    as_of: date | None = None,
) -> RegisterReport:
    """Read a register file to its end and report what it holds; a file that is refused is reported, not
    raised.

    Raises:
        RegisterCancelled: ``cancelled`` said so between two chunks.
    """
    refusal = refuse_by_size(path)
    if refusal:
        return RegisterReport(accepted=False, problem_count=1, problems=(refusal,))
    try:
        with path.open("rb") as file:
            chunks = read_chunks(file, path.stat().st_size, progress, cancelled)
            reader = RegisterReader(chunks, as_of or datetime.now(UTC).date())
            try:
                for _ in reader:
                    pass
            except RegisterRefused:
                pass  # the report carries it
            return reader.report()
    except OSError:
        return RegisterReport(accepted=False, problem_count=1, problems=(_UNREADABLE,))


def refuse_by_size(path: Path) -> Problem | None:
    """Return why a path cannot be a register file (missing, a folder, a device, too large), or None."""
    try:
        if not path.is_file():
            return _UNREADABLE
        if path.stat().st_size > _MAX_BYTES:
            return Problem(Reason.TOO_LARGE, Severity.FILE, expected=str(_MAX_BYTES))
    except OSError:
        return _UNREADABLE
    return None


def read_chunks(
    file: BinaryIO, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Iterator[bytes]:
    """Yield a file piece by piece, telling the progress and minding a cancel between two pieces."""
    done = 0
    while chunk := file.read(_CHUNK):
        if cancelled and cancelled():
            raise RegisterCancelled
        yield chunk
        done += len(chunk)
        if progress:
            progress(done, total)


_UNREADABLE = Problem(Reason.UNREADABLE, Severity.FILE)
