"""Counts what goes over a wire: a line to an address that passes every byte on. For every peer the same."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

_PIECE = 64 * 1024


class Count(Protocol):
    """Bytes so far: ``up`` to the server, ``down`` from it, headers among them."""

    @property
    def up(self) -> int: ...

    @property
    def down(self) -> int: ...


class Nothing:
    """Of a wire that nobody watches, so that the watching costs nothing where time is taken."""

    up = down = 0


class Wire:
    """Takes connections on loopback and passes them on. Only ever two sides speak at a time."""

    def __init__(self, target: str) -> None:
        self.up = self.down = 0
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._bound = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._bound.getsockname()[1]}"
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """End every connection."""
        for one in (self._bound, *self._open):
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._bound.accept()
            except OSError:  # closed
                return
            server = socket.create_connection(self._target)
            self._open += [client, server]
            for both in (client, server):
                both.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pass_up, args=(client, server), daemon=True).start()
            threading.Thread(target=self._pass_down, args=(server, client), daemon=True).start()

    def _pass_up(self, client: socket.socket, server: socket.socket) -> None:
        for piece in _pieces(client):
            self.up += len(piece)
            if not _send(server, piece):
                return
        _end(server)

    def _pass_down(self, server: socket.socket, client: socket.socket) -> None:
        for piece in _pieces(server):
            self.down += len(piece)
            if not _send(client, piece):
                return
        _end(client)


@contextmanager
def watched(address: str, *, is_counted: bool) -> Iterator[tuple[str, Count]]:
    """The address to speak to instead, and what goes over it; the address itself where nobody counts."""
    if not is_counted:
        yield address, Nothing()
        return
    wire = Wire(address)
    try:
        yield wire.address, wire
    finally:
        wire.close()


def _pieces(one: socket.socket) -> Iterator[bytes]:
    try:
        while piece := one.recv(_PIECE):
            yield piece
    except OSError:
        return


def _send(one: socket.socket, piece: bytes) -> bool:
    try:
        one.sendall(piece)
    except OSError:
        return False
    return True


def _end(one: socket.socket) -> None:
    try:
        one.shutdown(socket.SHUT_WR)
    except OSError:
        return
