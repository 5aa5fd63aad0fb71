"""The line over which the locked program speaks: to ask how this laptop stands, and to hand in what was sealed."""

from desktop.store.status_file import StatusFile
from sync.client.line import HttpLine
from sync.client.transport import Identity, Server, Transport

_TIMEOUTS = (3, 10)
"""Seconds to connect, and between two pieces of an answer: nobody waits for this, and the program may be closing."""


def open_status_line(beside: StatusFile, authorities: str | None = None) -> Transport:
    """The line, signing with the status key; to be closed by whoever asked."""
    server = Server(beside.server, bytes.fromhex(beside.server_key))
    line = HttpLine(server.address, authorities, _TIMEOUTS)
    return Transport(server, Identity(beside.device, beside.signing_key()), line=line)
