"""Where the server listens: an address, and a certificate if any."""

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from sync.protocol.loopback import is_loopback

_BACKLOG = 2048


class PlainBeyondLoopback(Exception):
    """Without a certificate the server answers this machine only."""


class AddressTaken(Exception):
    """The address cannot be listened on; ``reason`` is the system's number for why."""

    def __init__(self, reason: int) -> None:
        super().__init__(reason)
        self.reason = reason


class CertificateUnusable(Exception):
    """The certificate or its key cannot be read, or they do not belong together."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen, and with which certificate, if any (PEM files)."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None


def bind(place: Place) -> socket.socket:
    """Listen. Raises PlainBeyondLoopback, CertificateUnusable, AddressTaken."""
    if place.certificate is None and not is_loopback(place.host):
        raise PlainBeyondLoopback
    _check_certificate(place)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(_BACKLOG)
    except OSError as fault:
        raise AddressTaken(fault.errno or 0) from fault
    return bound


def _check_certificate(place: Place) -> None:
    if place.certificate is None or place.key is None:
        return
    try:  # a key with a passphrase would ask for it, of a service that nobody watches
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(place.certificate, place.key, lambda: "")
    except (OSError, ValueError) as fault:
        raise CertificateUnusable from fault


def address_of(bound: socket.socket, place: Place) -> str:
    """The address of a bound socket, as a device is told it."""
    scheme = "http" if place.certificate is None else "https"
    host = f"[{place.host}]" if ":" in place.host else place.host
    return f"{scheme}://{host}:{bound.getsockname()[1]}"
