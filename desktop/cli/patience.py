"""Input that is waited for no longer than a while: a terminal that nobody writes to any more must not stay open."""

import io
import os
import queue
import threading
from typing import BinaryIO

from desktop.cli.usage import NobodyWrites

_PIECE = 64 * 1024
_PIECES_AHEAD = 4


class PatientInput(io.RawIOBase):
    """The bytes of a file of the system, as they come; NobodyWrites where none come for so many seconds.

    A thread reads them, as not every system can wait for a pipe with an end; it reads past Python's own buffer, so that
    the program may end while it waits.
    """

    def __init__(self, number: int, seconds: float) -> None:
        super().__init__()
        self._number, self._seconds = number, seconds
        self._pieces: queue.Queue[bytes] = queue.Queue(_PIECES_AHEAD)
        self._held = b""
        self._is_ended = False
        threading.Thread(target=self._read, name="input", daemon=True).start()

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override] # what a buffered reader hands over
        """The next bytes, none at the end. Raises NobodyWrites."""
        if not self._held and not self._is_ended:
            try:
                self._held = self._pieces.get(timeout=self._seconds)
            except queue.Empty:
                raise NobodyWrites from None
            self._is_ended = not self._held
        piece, self._held = self._held[: len(into)], self._held[len(into) :]
        into[: len(piece)] = piece
        return len(piece)

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._number, _PIECE)
            except OSError:
                piece = b""
            self._pieces.put(piece)
            if not piece:
                return


def patient(stream: BinaryIO, seconds: float) -> BinaryIO:
    """A stream that is waited for no longer than so many seconds at a time; one that lies in memory as it is."""
    try:
        number = stream.fileno()
    except OSError:
        return stream
    return io.BufferedReader(PatientInput(number, seconds))
