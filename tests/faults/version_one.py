"""Programs of version 1, as they spoke: their messages, a laptop, and a server.

They are written down here once more, from the page on the protocol, because the programs of today know only today's. Their
readers ask for every field that version 1 always sent.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.transport import Transport, wall_clock
from sync.protocol import signing
from sync.protocol.codec import encode, unpack
from sync.protocol.digest import Digest
from sync.protocol.entries import Body, EntryId, encode_body, hash_body


class OldEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of version 1: its hash stands beside its body."""

    id: str
    writer: str
    n: int
    prev: str
    stamp: int
    scope: str
    kind: str
    eid: str
    seen: dict[str, list[str]] = {}
    actor: str = ""
    app: str = ""
    v: int = 1
    hash: str
    body: str


class OldLanded(msgspec.Struct, frozen=True, kw_only=True):
    """An entry at its place."""

    seq: int
    eff: int
    received_at: int
    entry: OldEntry


class OldHead(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server stands in one scope."""

    scope: str
    head: int
    digest: str


class OldHello(msgspec.Struct, frozen=True, kw_only=True):
    """The server's answer to hello."""

    epoch: str
    now: int
    prefix: int
    scopes: list[OldHead]


class OldPushed(msgspec.Struct, frozen=True, kw_only=True):
    """The server's answer to a push."""

    acked_n: int
    epoch: str
    eff: list[int]
    quarantined: list[dict[str, str]]
    now: int


class OldPage(msgspec.Struct, frozen=True, kw_only=True):
    """The server's answer to a pull."""

    epoch: str
    entries: list[OldLanded]
    next: int
    head: int
    digest: str
    now: int


class OldLaptop:
    """A laptop of version 1: one writer, one scope, and what the server gave it."""

    def __init__(self, line: Transport, scope: str, writer: str) -> None:
        self._line, self._scope, self._writer = line, scope, writer
        self._acked, self._cursor = 0, 0
        self._own: list[OldEntry] = []
        self.held: dict[str, OldEntry] = {}

    def write(self, name: str) -> None:
        """Write about somebody new."""
        n = len(self._own) + 1
        body = encode_body(Body(plain={"given_name": name}, salt=f"{n:032x}"))
        self._own.append(
            OldEntry(
                id=f"{self._writer[:16]}{n:016x}",
                writer=self._writer,
                n=n,
                prev=self._own[-1].id if self._own else "",
                stamp=wall_clock() << 16,
                scope=self._scope,
                kind="contact",
                eid=f"{self._writer[:16]}{n:016x}",
                hash=hash_body(body),
                body=body,
            )
        )

    def exchange(self) -> None:
        """Hello, push, pull; and look that what came is what was said."""
        state = {"scope": self._scope, "cursor": self._cursor, "digest": self.digest()}
        asked = {"epoch": "", "writer": self._writer, "n": len(self._own), "scopes": [state]}
        hello = self._line.post("/v1/hello", asked, OldHello)
        if len(self._own) > self._acked:
            told = self._push(hello.epoch)
            assert (told.acked_n, told.quarantined) == (len(self._own), [])
            assert len(told.eff) == len(self._own) - self._acked
            self._acked = told.acked_n
        query = {"epoch": hello.epoch, "scope": self._scope, "after": str(self._cursor), "limit": "500"}
        page = self._line.get("/v1/pull", query, OldPage)
        for landed in page.entries:
            self._cursor += 1
            assert landed.seq == self._cursor
            assert hash_body(landed.entry.body) == landed.entry.hash
            self.held[landed.entry.id] = landed.entry
        assert (page.head, page.digest) == (self._cursor, self.digest())

    def digest(self) -> str:
        """The digest of what it was given."""
        return Digest().plus_all((EntryId(one.id), one.hash) for one in self.held.values()).text()

    def _push(self, epoch: str) -> OldPushed:
        new = self._own[self._acked :]
        pushed = {
            "epoch": epoch,
            "writer": self._writer,
            "from_n": new[0].n,
            "prev": new[0].prev,
            "entries": new,
        }
        return self._line.post("/v1/push", pushed, OldPushed)


class OldServer:
    """A server of version 1 over memory: hello, push and pull of one branch, and nothing else."""

    def __init__(self, scope: str) -> None:
        self._scope = scope
        self.key = Ed25519PrivateKey.generate()
        self.address = ""
        self.entries: list[OldEntry] = []

    def answer(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, Any]:
        """Status and message."""
        if (method, path) == ("POST", "/v1/hello"):
            asked = msgspec.json.decode(body)
            prefix = sum(entry.writer == asked["writer"] for entry in self.entries)
            return 200, OldHello(epoch="e" * 32, now=wall_clock(), prefix=prefix, scopes=[self._head()])
        if (method, path) == ("POST", "/v1/push"):
            return 200, self._push(msgspec.json.decode(body))
        if (method, path) == ("GET", "/v1/pull"):
            return 200, self._page(int(query["after"]), int(query["limit"]))
        return 404, {"error": "not_found", "now": wall_clock()}

    def _push(self, push: dict[str, Any]) -> OldPushed:
        new = [msgspec.convert(entry, OldEntry) for entry in push["entries"]]
        assert all(hash_body(entry.body) == entry.hash for entry in new)
        here = sum(entry.writer == push["writer"] for entry in self.entries)
        assert [entry.n for entry in new] == list(range(here + 1, here + len(new) + 1))
        self.entries += new
        effs = [entry.stamp for entry in new]
        return OldPushed(acked_n=new[-1].n, epoch="e" * 32, eff=effs, quarantined=[], now=wall_clock())

    def _page(self, after: int, limit: int) -> OldPage:
        found = [
            OldLanded(seq=seq, eff=entry.stamp, received_at=wall_clock(), entry=entry)
            for seq, entry in enumerate(self.entries, 1)
        ][after : after + limit]
        head = self._head()
        return OldPage(
            epoch="e" * 32,
            entries=found,
            next=after + len(found),
            head=head.head,
            digest=head.digest,
            now=wall_clock(),
        )

    def _head(self) -> OldHead:
        digest = Digest().plus_all((EntryId(entry.id), entry.hash) for entry in self.entries)
        return OldHead(scope=self._scope, head=len(self.entries), digest=digest.text())


@contextmanager
def old_server(scope: str) -> Iterator[OldServer]:
    """Such a server on loopback, until the end."""
    old = OldServer(scope)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            unpacked = unpack(body, self.headers.get("Content-Encoding", ""))
            status, message = old.answer(self.command, parts.path, query, unpacked)
            said = encode(message)
            request_id = self.headers[signing.REQUEST_HEADER]
            self.send_response_only(status)
            self.send_header("Content-Length", str(len(said)))
            self.send_header(signing.ANSWER_HEADER, signing.sign_answer(old.key, request_id, status, said))
            self.end_headers()
            self.wfile.write(said)

        def do_GET(self) -> None:
            self.handle_one()

        def do_POST(self) -> None:
            self.handle_one()

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    old.address = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield old
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
