"""The line to a server: HTTPS, and HTTP to loopback. Nothing here knows what is said over it.

Nothing of the surroundings takes part: no proxy or certificate from the environment, no netrc, no redirect, and
no adapter but the one for the server's own scheme.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import requests
from requests.adapters import HTTPAdapter

from sync.client.errors import BadAnswer, ServerUnreachable
from sync.protocol.messages import PACKED_CAP

TIMEOUTS = (5, 30)  # seconds to connect, and between two pieces of an answer
ANSWER_SECONDS = 300  # for a whole answer, so that one that trickles in cannot hold on for ever
_PIECE = 64 * 1024
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
    """A line over HTTP. ``address`` has scheme, host and port; ``authorities`` names a PEM file."""

    def __init__(self, address: str, authorities: str | None = None) -> None:
        self._address = address
        self._session = _bare_session(address, authorities)

    def carry(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Carried:
        """Send a request and read the whole answer, however long that takes within ANSWER_SECONDS."""
        try:
            # Prepared here: a session would look through its surroundings for what this one has none of.
            asked = requests.Request(
                method, f"{self._address}{target}", {**_OURS, **headers}, data=body or None
            )
            with self._session.send(
                asked.prepare(),
                timeout=TIMEOUTS,
                allow_redirects=False,
                stream=True,
                verify=self._session.verify,
                proxies={},
            ) as response:
                found = {name.lower(): value for name, value in response.headers.items()}
                return Carried(response.status_code, found, _read_capped(response))
        except requests.exceptions.SSLError as fault:
            raise ServerUnreachable("certificate") from fault
        except requests.exceptions.Timeout as fault:
            raise ServerUnreachable("timeout") from fault
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError) as fault:
            raise ServerUnreachable("broken_off") from fault
        except requests.exceptions.RequestException as fault:
            reason = "timeout" if "timed out" in str(fault) else "no_connection"
            raise ServerUnreachable(reason) from fault

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


class _BareSession(requests.Session):
    """Knows no redirects: even where they are not followed, requests would read such an answer whole."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002 its name
        return None


def _bare_session(address: str, authorities: str | None) -> requests.Session:
    session = _BareSession()
    session.trust_env = False
    session.headers.clear()
    session.adapters.clear()
    session.mount("https://" if address.startswith("https://") else "http://", HTTPAdapter(max_retries=0))
    if authorities is not None:
        session.verify = authorities
    return session


def _read_capped(response: requests.Response) -> bytes:
    # Answers are signed as they go over the wire, so nothing may unpack them before: urllib3 heeds this field.
    response.raw.headers.discard("Content-Encoding")
    ends_at = time.monotonic() + ANSWER_SECONDS
    body = bytearray()
    for piece in response.iter_content(_PIECE):
        body += piece
        if len(body) > PACKED_CAP:
            raise BadAnswer("too_large")
        if time.monotonic() > ends_at:
            raise ServerUnreachable("timeout")
    # An answer without a length may be one whose headers broke off: http.client takes their end for a blank line.
    length = response.headers.get("Content-Length", "")
    is_whole = int(length) == len(body) if length.isdigit() else "Transfer-Encoding" in response.headers
    if not is_whole:
        raise ServerUnreachable("broken_off")
    return bytes(body)
