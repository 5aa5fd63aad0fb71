"""The line to a server: HTTPS, and HTTP to loopback. Nothing here knows what is said over it.

Nothing of the surroundings takes part: no proxy or certificate from the environment, no netrc, no cookies, no redirect.
"""

import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import certifi
import urllib3
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError, ProtocolError, SSLError, TimeoutError

from sync.client.errors import BadAnswer, ServerUnreachable
from sync.protocol.errors import Malformed
from sync.protocol.messages import PACKED_CAP
from sync.protocol.tls_keys import pin_of

TIMEOUTS = (5, 30)  # seconds to connect, and between two pieces of an answer
ANSWER_SECONDS = 300  # for a whole answer, so that one that trickles in cannot hold on for ever
_PIECE = 64 * 1024
_PINNED = "a key that the server did not announce"
_OURS = {"User-Agent": "groundswell"}


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer as the line brought it: status, headers (their names in lower case), and the body, still packed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Line(Protocol):
    """Carries a request to a server and brings the answer. Belongs to one thread at a time."""

    def carry(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Carried:
        """One request, one answer; ``target`` is path and query. Raises ServerUnreachable or BadAnswer."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


class HttpLine:
    """A line over HTTP. ``address`` has scheme, host and port; ``authorities`` names a PEM file; ``timeouts``: see TIMEOUTS.

    With ``pins`` the certificate's key must be one of these besides, or the line is let go before anything is sent.
    """

    def __init__(
        self,
        address: str,
        authorities: str | None = None,
        timeouts: tuple[float, float] | None = None,
        pins: Collection[str] = (),
    ) -> None:
        self._timeouts = timeouts
        self._address = address
        self._authorities = authorities
        self._pins = frozenset(pins)
        self._pool: urllib3.HTTPConnectionPool | None = None

    def carry(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Carried:
        """Send a request and read the whole answer, however long that takes within ANSWER_SECONDS."""
        try:
            with self._ask(method, target, headers, body) as response:
                found = {name.lower(): value for name, value in response.headers.items()}
                return Carried(response.status, found, _read_capped(response))
        except SSLError as fault:
            raise ServerUnreachable("pin" if _PINNED in str(fault) else "certificate") from fault
        except HTTPError as fault:
            is_late = isinstance(fault, TimeoutError) and not isinstance(fault, NewConnectionError)
            reason = "timeout" if is_late or "timed out" in str(fault) else "no_connection"
            raise ServerUnreachable(reason) from fault

    def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            self._pool.close()

    def _ask(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> urllib3.BaseHTTPResponse:
        connect_seconds, read_seconds = self._timeouts or TIMEOUTS
        if self._pool is None:
            self._pool = _pool_of(self._address, self._authorities, self._pins)
        return self._pool.urlopen(
            method,
            target,
            body or None,
            {**_OURS, **headers},
            timeout=urllib3.Timeout(connect=connect_seconds, read=read_seconds),
            retries=False,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
        )


def _pool_of(
    address: str, authorities: str | None, pins: frozenset[str] = frozenset()
) -> urllib3.HTTPConnectionPool:
    """Connections to one server, which nothing around takes part in: no proxy, no netrc, no cookies, no environment."""
    if not address.startswith("https://"):
        return urllib3.connection_from_url(address, maxsize=1)
    pool = urllib3.connection_from_url(address, maxsize=1, ssl_context=_trusting(authorities))
    if pins:
        pool.ConnectionCls = _pinned(pins)
    return pool


def _pinned(pins: frozenset[str]) -> type[HTTPSConnection]:
    """Connections that end, before a byte of a request, where the key is none of these."""

    class Pinned(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sock = self.sock
            try:
                shown = (
                    pin_of(sock.getpeercert(binary_form=True) or b"")
                    if isinstance(sock, ssl.SSLSocket)
                    else ""
                )
            except Malformed:
                shown = ""
            if shown not in pins:
                self.close()
                raise SSLError(_PINNED)

    return Pinned


def _trusting(authorities: str | None) -> ssl.SSLContext:
    """What is asked of a server: TLS 1.2 or later, its own name, and a certificate of these authorities or the usual ones.

    urllib3's own, and ``ssl.create_default_context``, would write the connection's keys to a file that the surroundings name.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_verify_locations(authorities or certifi.where())
    except OSError as fault:  # there is no such file, or it holds no certificate
        raise ServerUnreachable("certificate") from fault
    return context


def _read_capped(response: urllib3.BaseHTTPResponse) -> bytes:
    # Answers are signed as they go over the wire, so nothing may unpack them before.
    ends_at = time.monotonic() + ANSWER_SECONDS
    body = bytearray()
    try:
        for piece in response.stream(_PIECE, decode_content=False):
            body += piece
            if len(body) > PACKED_CAP:
                raise BadAnswer("too_large")
            if time.monotonic() > ends_at:
                raise ServerUnreachable("timeout")
    except ProtocolError as fault:
        raise ServerUnreachable("broken_off") from fault
    # An answer without a length may be one whose headers broke off: http.client takes their end for a blank line.
    length = response.headers.get("Content-Length", "")
    is_whole = int(length) == len(body) if length.isdigit() else "Transfer-Encoding" in response.headers
    if not is_whole:
        raise ServerUnreachable("broken_off")
    return bytes(body)
