"""Whoever stands between a laptop and its server: hands requests on, and does to one of them what gateways do."""

import http.client
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from sync.protocol.codec import pack, unpack

_DROPPED = frozenset({"connection", "transfer-encoding"})
PAGE = b"<html><body>Welcome to the Wi-Fi of the Mill Lane Cafe. Accept the terms to go on.</body></html>"


class Fate(StrEnum):
    """What becomes of a request or its answer."""

    LOST = "it never arrives"
    BUSY = "503 instead of the server"
    TWICE_AT_ONCE = "twice at once, to two servers over one database if there are two"
    TWICE_FIRST_ANSWER = "twice, the first answer comes"
    TWICE_SECOND_ANSWER = "twice, the second answer comes"
    LATE = "it arrives when nobody waits any more"
    LATE_ANSWER = "its answer comes when nobody waits any more"
    BAD_GATEWAY = "502 instead of the server"
    BAD_GATEWAY_AFTER = "502 instead of the answer"
    CUT_BODY = "half of the answer, which says that it is longer"
    SHORT_BODY = "half of the answer, as if that were all"
    PORTAL = "a page with 200 instead of the server"
    PORTAL_AFTER = "a page with 200 instead of the answer"
    EMPTY = "200 and nothing"
    REDIRECT = "a redirect to a page"
    OTHER_ANSWER = "the answer to the request before"
    UNPACKED = "the answer, unpacked by a proxy that says nothing of it"
    BOMB = "an answer that would unpack to far more than there is room for"


@dataclass(frozen=True)
class Passed:
    """A request or an answer as it passed."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


_INVENTED = frozenset({Fate.PORTAL, Fate.EMPTY, Fate.REDIRECT, Fate.BAD_GATEWAY, Fate.BUSY})


def _nothing(_method: str, _target: str) -> None:
    return


@dataclass
class Gateway:
    """Does ``fate`` to the request number ``at`` (from 1), counted from ``begin``; to each one with ``at`` 0.

    ``meanwhile`` is called while a request is under way, after the server has answered it.
    """

    server: tuple[str, int]
    seconds: float
    other: tuple[str, int] | None = None
    fate: Fate | None = None
    at: int = -1
    seen: int = 0
    address: str = ""
    last: Passed | None = None
    meanwhile: Callable[[str, str], None] = _nothing
    late: list[threading.Thread] = field(default_factory=list)

    def begin(self, fate: Fate | None = None, at: int = -1) -> None:
        """Count from nothing."""
        self.fate, self.at, self.seen = fate, at, 0

    def settle(self) -> None:
        """Wait until what was late has arrived."""
        for thread in self.late:
            thread.join()
        self.late.clear()

    def pass_on(
        self,
        method: str,
        target: str,
        headers: list[tuple[str, str]],
        body: bytes,
        server: tuple[str, int] | None = None,
    ) -> Passed:
        """Hand a request on as it is, and bring its answer."""
        line = http.client.HTTPConnection(*(server or self.server), timeout=30)
        try:
            line.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                line.putheader(name, value)
            line.endheaders(body)
            answer = line.getresponse()
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in _DROPPED]
            return Passed(answer.status, kept, answer.read())
        finally:
            line.close()

    def answer(self, method: str, target: str, headers: list[tuple[str, str]], body: bytes) -> Passed | None:
        """What the laptop is answered; None for nothing at all."""
        self.seen += 1
        fate = self.fate if self.at in (0, self.seen) else None
        before, request = self.last, (method, target, headers, body)
        if fate == Fate.LOST:
            return None
        if fate == Fate.LATE:
            timer = threading.Timer(self.seconds, self.pass_on, request)
            timer.start()
            self.late.append(timer)
            return None
        if fate in _INVENTED:
            return _invented(fate)
        if fate == Fate.TWICE_AT_ONCE:
            servers = (self.server, self.other or self.server)
            with ThreadPoolExecutor(2) as hands:
                return list(hands.map(lambda server: self.pass_on(*request, server), servers))[-1]
        answered = self.last = self.pass_on(*request)
        self.meanwhile(method, target)
        if fate == Fate.TWICE_FIRST_ANSWER:
            self.pass_on(*request)
        if fate == Fate.TWICE_SECOND_ANSWER:
            return self.pass_on(*request)
        if fate == Fate.LATE_ANSWER:
            return None
        if fate in (Fate.PORTAL_AFTER, Fate.BAD_GATEWAY_AFTER):
            return _invented(fate)
        if fate == Fate.OTHER_ANSWER:
            return before
        return _spoilt(answered, fate)


def _invented(fate: Fate) -> Passed:
    if fate in (Fate.BAD_GATEWAY, Fate.BAD_GATEWAY_AFTER, Fate.BUSY):
        return Passed(
            503 if fate == Fate.BUSY else 502, [("Content-Type", "text/html"), ("Content-Length", "0")], b""
        )
    if fate == Fate.REDIRECT:
        return Passed(302, [("Location", "http://127.0.0.1:9/welcome"), ("Content-Length", "0")], b"")
    body = b"" if fate == Fate.EMPTY else PAGE
    return Passed(200, [("Content-Type", "text/html"), ("Content-Length", str(len(body)))], body)


def _spoilt(answered: Passed, fate: Fate | None) -> Passed:
    if fate == Fate.UNPACKED:
        packed = dict(answered.headers).get("content-encoding", "")
        return _with(answered, unpack(answered.body, packed), drops="content-encoding")
    if fate == Fate.BOMB:
        return _with(answered, pack(bytes(64 * 1024 * 1024)), packing="zstd")
    half = answered.body[: len(answered.body) // 2]
    if fate == Fate.CUT_BODY:
        return Passed(answered.status, answered.headers, half)
    return _with(answered, half) if fate == Fate.SHORT_BODY else answered


def _with(answered: Passed, body: bytes, *, drops: str = "", packing: str = "") -> Passed:
    """The same answer with another body, of which its headers tell the length."""
    gone = {drops, "content-length", "content-encoding" if packing else ""}
    headers = [(name, value) for name, value in answered.headers if name.lower() not in gone]
    headers.append(("content-length", str(len(body))))
    if packing:
        headers.append(("content-encoding", packing))
    return Passed(answered.status, headers, body)


@contextmanager
def gateway_to(server_address: str, seconds: float) -> Iterator[Gateway]:
    """A gateway before a server; what is late is so by ``seconds``."""
    parts = urlsplit(server_address)
    gateway = Gateway((parts.hostname or "", parts.port or 0), seconds)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_request(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            answer = gateway.answer(self.command, self.path, list(self.headers.items()), body)
            if answer is None:
                threading.Event().wait(gateway.seconds)
                self.close_connection = True
                return
            self.send_response_only(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            length = {name.lower(): value for name, value in answer.headers}.get("content-length", "")
            self.close_connection = length != str(len(answer.body))

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name in ("do_GET", "do_POST", "do_PUT"):
                return self.handle_request
            raise AttributeError(name)

        def log_message(self, format: str, *args: Any) -> None:
            return

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    gateway.address = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield gateway
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
        gateway.settle()
