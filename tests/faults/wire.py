"""A wire between a laptop and its server that breaks where it is told to: after so many bytes, either way."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from urllib.parse import urlsplit

_PIECE = 65536


class Way(IntEnum):
    """Which way bytes go."""

    UP = 0  # to the server
    DOWN = 1  # to the laptop


class Wire:
    """Carries bytes, counts them, and breaks. What a break leaves is what a pulled plug leaves: half a message."""

    def __init__(self, server_address: str) -> None:
        self.lead_to(server_address)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._lock = threading.Lock()
        self._left: list[int | None] = [None, None]
        self._resets = False
        self._stays_down = False
        self._is_down = False
        self.carried = [0, 0]
        self.has_broken = False
        threading.Thread(target=self._accept, daemon=True).start()

    def lead_to(self, server_address: str) -> None:
        """Lead to another server from the next connection on."""
        parts = urlsplit(server_address)
        self._server = (parts.hostname, parts.port)

    def break_after(self, way: Way, count: int, *, stays_down: bool, resets: bool = False) -> None:
        """Break once so many more bytes went one way; until ``mend`` if it stays down, else for that connection."""
        with self._lock:
            self._left = [None, None]
            self._left[way] = count
            self._stays_down, self._resets = stays_down, resets
            self.has_broken = False

    def mend(self) -> None:
        """Be a good wire again, and count from nothing."""
        with self._lock:
            self._left = [None, None]
            self._is_down = False
            self.carried = [0, 0]

    def close(self) -> None:
        """Take the wire away."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            if self._is_down:
                near.close()
                continue
            try:
                far = socket.create_connection((str(self._server[0]), self._server[1] or 0))
            except OSError:
                near.close()
                continue
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for source, target, way in ((near, far, Way.UP), (far, near, Way.DOWN)):
                threading.Thread(target=self._pump, args=(source, target, way), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, way: Way) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                count, breaks = self._take(way, len(piece))
                target.sendall(piece[:count])
                if breaks:
                    if self._resets:
                        for end in (source, target):
                            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    break
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _take(self, way: Way, wanted: int) -> tuple[int, bool]:
        with self._lock:
            left = self._left[way]
            if left is None or left > wanted:
                self.carried[way] += wanted
                if left is not None:
                    self._left[way] = left - wanted
                return wanted, False
            self.carried[way] += left
            self._left[way] = None
            self._is_down = self._stays_down
            self.has_broken = True
            return left, True


@contextmanager
def wire_to(server_address: str) -> Iterator[Wire]:
    """A wire to a server, until the end."""
    wire = Wire(server_address)
    try:
        yield wire
    finally:
        wire.close()
