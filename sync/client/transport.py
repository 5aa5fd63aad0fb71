"""Signed requests to one server over a line. An answer counts only if the server's key signed it."""

import secrets
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.client.errors import BadAddress, BadAnswer, NotOurServer, ServerRefused, ServerUnreachable
from sync.client.line import HttpLine, Line
from sync.protocol import signing
from sync.protocol.codec import decode, encode, pack, unpack
from sync.protocol.entries import Scope, scope_of
from sync.protocol.errors import BadSignature, ProtocolError
from sync.protocol.loopback import is_loopback
from sync.protocol.messages import Refusal

Message = TypeVar("Message")
Answered = TypeVar("Answered")

_PACK_FROM = 512
_BETWEEN_US = frozenset({429, 502, 503, 504})  # said by whatever stands before the server
_ASKED_AGAIN = frozenset({"clock", "replay"})
LONGEST_WAIT_MS = 60_000
"""What a server may ask us to wait before the same request goes again by itself."""
_PATIENCE = 5
_ONCE_MORE = frozenset({"no_connection", "broken_off"})  # a kept connection may have died meanwhile


def wall_clock() -> int:
    """The laptop's own time, in ms since 1970 (UTC)."""
    return time.time_ns() // 1_000_000


def _no_patience(_seconds: float) -> bool:
    return False


def new_request_id() -> str:
    """A random request id: 128 bits in hex."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is, and the public key (32 bytes) by which its answers are known."""

    address: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Identity:
    """The device as it signs. ``device`` is empty while it enrols."""

    device: str
    key: Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as it came over the wire, still packed."""

    status: int
    body: bytes
    encoding: str
    signature: str
    request_id: str


def read_address(text: str) -> str:
    """A server's address without a slash at its end. Raises BadAddress."""
    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as fault:
        raise BadAddress from fault
    extra = parts.query or parts.fragment or parts.username or parts.password or parts.path.strip("/")
    if extra or not host or parts.scheme not in ("http", "https"):
        raise BadAddress
    if parts.scheme == "http" and not is_loopback(host):
        raise BadAddress
    return f"{parts.scheme}://{parts.netloc}"


class Transport:
    """One device's line to one server. Belongs to one thread at a time.

    ``authorities`` names a PEM file of the certificate authorities to trust instead of the usual ones; ``pins`` are the TLS
    keys that alone may answer, if the server told of any; ``line`` is what to speak over, if it is not to be HTTP. ``wait``
    is called with seconds where the server asks to wait; it waits and returns True, or has no patience.
    """

    def __init__(
        self,
        server: Server,
        identity: Identity,
        *,
        now_ms: Callable[[], int] = wall_clock,
        request_id: Callable[[], str] = new_request_id,
        authorities: str | None = None,
        pins: Collection[str] = (),
        line: Line | None = None,
    ) -> None:
        self.server = Server(read_address(server.address), server.key)
        self.offset_ms = 0  # server's time less the laptop's
        self.wait: Callable[[float], bool] = _no_patience
        self._identity = identity
        self._now_ms = now_ms
        self._request_id = request_id
        self._host = urlsplit(self.server.address).netloc
        self._line: Line = line or HttpLine(self.server.address, authorities, pins=pins)

    @property
    def branch(self) -> Scope:
        """The branch of the device: its name begins with it."""
        return scope_of(self._identity.device.partition(".")[0])

    def post(
        self, path: str, message: object, kind: type[Answered], query: Mapping[str, str] = {}
    ) -> Answered:
        """Send a message, read an answer of a kind."""
        return read_message(self._checked("POST", path, query, encode(message)), kind)

    def get(self, path: str, query: Mapping[str, str], kind: type[Answered]) -> Answered:
        """Ask for a message."""
        return read_message(self._checked("GET", path, query), kind)

    def put_bytes(
        self, path: str, query: Mapping[str, str], content: bytes, kind: type[Answered]
    ) -> Answered:
        """Send bytes as they are, read an answer of a kind."""
        return read_message(self._checked("PUT", path, query, content, is_message=False), kind)

    def get_bytes(self, path: str, query: Mapping[str, str]) -> bytes:
        """Ask for bytes."""
        return self._checked("GET", path, query).body

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] = {},
        body: bytes = b"",
        *,
        is_message: bool = True,
    ) -> RawAnswer:
        """Send a request, once more if a kept connection had died. Nothing about the answer is checked yet."""
        target = f"{path}?{urlencode(sorted(query.items()))}" if query else path
        packs = is_message and len(body) >= _PACK_FROM
        sent = pack(body) if packs else body
        headers = {"Content-Encoding": "zstd"} if packs else {}
        try:
            return self._send(method, target, sent, headers)
        except ServerUnreachable as fault:
            if fault.reason not in _ONCE_MORE:
                raise
        return self._send(method, target, sent, headers)

    def close(self) -> None:
        """Close the connections."""
        self._line.close()

    def _checked(
        self, method: str, path: str, query: Mapping[str, str], body: bytes = b"", *, is_message: bool = True
    ) -> RawAnswer:
        """An answer that our server signed and that is no refusal.

        A wrong clock is set right and asked again; so is what somebody in between sent twice, of whose two answers
        the later one came; and so is what the server wants later, if whoever waits has the patience.
        """
        answer = self.ask(method, path, query, body, is_message=is_message)
        refusal = self._refusal(answer)
        if refusal is not None and refusal.code in _ASKED_AGAIN:
            answer = self.ask(method, path, query, body, is_message=is_message)
            refusal = self._refusal(answer)
        for _ in range(_PATIENCE):
            if refusal is None or refusal.code != "slow_down" or not 0 < refusal.wait_ms <= LONGEST_WAIT_MS:
                break
            if not self.wait(refusal.wait_ms / 1000):
                break
            answer = self.ask(method, path, query, body, is_message=is_message)
            refusal = self._refusal(answer)
        if refusal is not None:
            raise refusal
        return answer

    def _refusal(self, answer: RawAnswer) -> ServerRefused | None:
        """What our server refused, if it did. Raises unless it was our server that answered."""
        try:
            key = Ed25519PublicKey.from_public_bytes(self.server.key)
            signing.verify_answer(key, answer.request_id, answer.status, answer.body, answer.signature)
        except BadSignature as fault:
            if answer.status in _BETWEEN_US:
                raise ServerUnreachable("busy") from fault
            raise NotOurServer from fault
        if answer.status == 200:
            return None
        refusal = read_message(answer, Refusal)
        self.learn_time(refusal.now)
        if refusal.error == "busy":
            raise ServerUnreachable("busy")
        wait_ms = 0 if refusal.wait_ms is msgspec.UNSET else refusal.wait_ms
        return ServerRefused(refusal.error, prefix=refusal.prefix, epoch=refusal.epoch, wait_ms=wait_ms)

    def server_now(self) -> int:
        """The server's time, as far as it was learnt; ms since 1970."""
        return self._now_ms() + self.offset_ms

    def learn_time(self, now: int) -> None:
        """Take note of the server's time. The laptop's own clock is never changed."""
        self.offset_ms = now - self._now_ms()

    def _send(self, method: str, target: str, body: bytes, headers: Mapping[str, str]) -> RawAnswer:
        signed = signing.Request(
            method=method,
            host=self._host,
            target=target,
            body=body,
            device=self._identity.device,
            time_ms=max(0, self._now_ms() + self.offset_ms),
            request_id="",
        ).bound(bytes.fromhex(self._request_id()))
        fields = {
            **headers,
            "Host": self._host,
            "Accept-Encoding": "zstd",
            signing.DEVICE_HEADER: self._identity.device,
            signing.TIME_HEADER: str(signed.time_ms),
            signing.REQUEST_HEADER: signed.request_id,
            signing.SIGNATURE_HEADER: signing.sign_request(self._identity.key, signed),
        }
        carried = self._line.carry(method, target, fields, body)
        return RawAnswer(
            status=carried.status,
            body=carried.body,
            encoding=carried.headers.get("content-encoding", ""),
            signature=carried.headers.get(signing.ANSWER_HEADER.lower(), ""),
            request_id=signed.request_id,
        )


def read_message(answer: RawAnswer, kind: type[Answered]) -> Answered:
    """The message in an answer. Raises BadAnswer."""
    try:
        return decode(unpack(answer.body, answer.encoding), kind)
    except ProtocolError as fault:
        raise BadAnswer(fault.code) from fault
