"""What stands between a laptop and its server may lie, break off or send too much: nothing is believed or lost."""

import os
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import certifi
import pytest
import urllib3
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client import line, sending, transport
from sync.client.errors import BadAddress, BadAnswer, NotOurServer, ServerRefused, ServerUnreachable
from sync.client.exchange import exchange
from sync.client.transport import Identity, Server, Transport, read_address
from sync.protocol import signing
from sync.protocol.codec import encode, pack
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PACKED_CAP, Refusal
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import SCOPE, Central

KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
GOOD = HelloAnswer(epoch="e" * 32, now=0, prefix=0, scopes=[])
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def somebody(answer: Answer) -> Iterator[str]:
    """Somebody who listens on loopback and answers as told; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            answer(self)

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def say(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    status: int = 200,
    *,
    key: Ed25519PrivateKey | None = KEY,
    headers: dict[str, str] | None = None,
    length: int | None = None,
) -> None:
    """Answer, signed by a key or by none; ``length`` may be a lie."""
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    if key is not None:
        request_id = handler.headers[signing.REQUEST_HEADER]
        handler.send_header(signing.ANSWER_HEADER, signing.sign_answer(key, request_id, status, body))
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def ask(address: str, now_ms: Callable[[], int] = transport.wall_clock) -> HelloAnswer:
    identity = Identity(f"{'b' * 32}.{'d' * 32}", Ed25519PrivateKey.generate())
    line = Transport(Server(address, PUBLIC), identity, now_ms=now_ms)
    asked = HelloRequest(epoch="", writer="1" * 32, n=0, scopes=[])  # type: ignore[arg-type]
    try:
        return line.post("/v1/hello", asked, HelloAnswer)
    finally:
        line.close()


def test_an_answer_that_the_server_signed_is_believed_packed_or_not() -> None:
    with somebody(lambda handler: say(handler, encode(GOOD))) as address:
        assert ask(address) == GOOD
    packed = {"Content-Encoding": "zstd"}
    with somebody(lambda handler: say(handler, pack(encode(GOOD)), headers=packed)) as address:
        assert ask(address) == GOOD


@pytest.mark.parametrize(
    "answer",
    [
        lambda handler: say(handler, b"<html>Sign in to the Wi-Fi</html>", key=None),
        lambda handler: say(handler, encode(GOOD), key=None),
        lambda handler: say(handler, encode(GOOD), key=Ed25519PrivateKey.generate()),
        lambda handler: say(handler, b"", 302, key=None, headers={"Location": "http://127.0.0.1:9/"}),
        lambda handler: say(handler, b"", 401, key=None),
        lambda handler: say(handler, encode(GOOD), headers={signing.ANSWER_HEADER: "00"}, key=None),
    ],
    ids=["portal", "unsigned", "other key", "redirect", "unsigned refusal", "bad signature"],
)
def test_whoever_is_not_our_server_is_not_believed(answer: Answer) -> None:
    with somebody(answer) as address, pytest.raises(NotOurServer):
        ask(address)


def test_an_answer_to_another_request_is_not_believed() -> None:
    def replay(handler: BaseHTTPRequestHandler) -> None:
        old = signing.sign_answer(KEY, "f" * 32, 200, encode(GOOD))
        say(handler, encode(GOOD), key=None, headers={signing.ANSWER_HEADER: old})

    with somebody(replay) as address, pytest.raises(NotOurServer):
        ask(address)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_gateway_that_has_no_server_behind_it_is_no_answer(status: int) -> None:
    with (
        somebody(lambda handler: say(handler, b"<html>Bad gateway</html>", status, key=None)) as address,
        pytest.raises(ServerUnreachable, match="busy"),
    ):
        ask(address)


def test_an_answer_that_is_cut_short_is_no_answer() -> None:
    body = encode(GOOD)
    for cut in range(0, len(body), 7):
        with (
            somebody(lambda handler, cut=cut: say(handler, body[:cut], length=len(body))) as address,  # type: ignore[misc]
            pytest.raises(ServerUnreachable, match="broken_off"),
        ):
            ask(address)


@pytest.mark.logs_warnings  # urllib3 tells of headers that broke off
def test_an_answer_whose_headers_are_cut_short_is_no_answer_and_no_stranger() -> None:
    body = encode(GOOD)
    whole = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    for cut in range(len(whole)):
        with (
            somebody(lambda handler, cut=cut: break_off(handler, whole[:cut])) as address,  # type: ignore[misc]
            pytest.raises(ServerUnreachable, match=r"broken_off|no_connection"),
        ):
            ask(address)


def break_off(handler: BaseHTTPRequestHandler, said: bytes) -> None:
    handler.wfile.write(said)
    handler.close_connection = True


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", {}),
        (b"[" * 50_000, {}),
        (pack(encode(GOOD))[:-4], {"Content-Encoding": "zstd"}),
        (pack(bytes(64 * 1024 * 1024)), {"Content-Encoding": "zstd"}),
        (encode(GOOD), {"Content-Encoding": "br"}),
        (bytes(PACKED_CAP + 1), {}),
    ],
    ids=["cut", "deep", "cut zstd", "bomb", "unknown packing", "too long"],
)
def test_an_answer_of_ours_that_cannot_be_read_is_a_bad_answer(body: bytes, headers: dict[str, str]) -> None:
    with (
        somebody(lambda handler: say(handler, body, headers=headers)) as address,
        pytest.raises(BadAnswer),
    ):
        ask(address)


def test_a_wrong_clock_is_told_the_time_and_asked_once_more() -> None:
    times: list[int] = []

    def strict(handler: BaseHTTPRequestHandler) -> None:
        times.append(int(handler.headers[signing.TIME_HEADER]))
        if abs(times[-1] - 1_000_000) > 1000:
            say(handler, encode(Refusal(error="clock", now=1_000_000)), 401)
        else:
            say(handler, encode(GOOD))

    with somebody(strict) as address:
        assert ask(address, now_ms=lambda: 5_000_000) == GOOD
        with pytest.raises(ServerRefused, match="clock"):
            ask(address, now_ms=iter(range(0, 10**9, 10**6)).__next__)
    assert times[:2] == [5_000_000, 1_000_000]


def test_what_was_sent_twice_on_the_way_is_asked_once_more_under_another_id() -> None:
    asked: list[str] = []

    def twice(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.headers[signing.REQUEST_HEADER])
        if len(asked) == 1:
            say(handler, encode(Refusal(error="replay", now=transport.wall_clock())), 409)
        else:
            say(handler, encode(GOOD))

    with somebody(twice) as address:
        assert ask(address) == GOOD
    assert len(set(asked)) == 2


def test_nothing_of_the_surroundings_takes_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[str | None] = []
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login victim password secret\n")
    (tmp_path / "netrc").chmod(0o600)
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9")
    monkeypatch.setitem(os.environ, "NETRC", str(tmp_path / "netrc"))
    monkeypatch.setitem(os.environ, "REQUESTS_CA_BUNDLE", str(tmp_path / "netrc"))

    def look(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers.get("Authorization"))
        say(handler, encode(GOOD))

    with somebody(look) as address:
        ask(address)
    assert seen == [None]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "http://127.0.0.1.example.org",
        "http://10.0.0.1:8080",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "127.0.0.1:8080",
        "https://user:secret@example.org",
        "https://example.org/path",
        "https://example.org?query",
        "https://",
        "https://[::1",
        "https://example.org:x",
        "",
    ],
)
def test_an_address_is_https_or_http_on_this_machine(address: str) -> None:
    with pytest.raises(BadAddress):
        read_address(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/", "http://localhost:1", "http://127.8.0.1", "http://[::1]:80/"]
)
def test_an_address_loses_its_last_slash_and_nothing_else(address: str) -> None:
    assert read_address(f" {address} ") == address.rstrip("/")


def test_a_line_checks_the_certificate_of_a_server_elsewhere() -> None:
    for authorities in (None, certifi.where()):
        pool = line._pool_of("https://example.org", authorities)
        assert isinstance(pool, urllib3.HTTPSConnectionPool)
        context = pool.conn_kw["ssl_context"]
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
        assert context.minimum_version == ssl.TLSVersion.TLSv1_2
        assert pool.proxy is None
    assert not isinstance(line._pool_of("http://127.0.0.1:1", None), urllib3.HTTPSConnectionPool)


def test_batches_shrink_when_an_answer_does_not_come(
    embedded: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, line = MemoryJournal(1, SCOPE), embedded.device()
    for n in range(300):
        journal.write("contact", f"{n:032x}", {"given_name": f"Ada {n}"})
    real, sizes = line.post, []

    def slow(path: str, message: Any, kind: Any, *query: Any) -> Any:
        if path == "/v1/push":
            sizes.append(len(message.entries))
            if sizes[-1] > 60:
                raise ServerUnreachable("timeout")
        return real(path, message, kind, *query)

    monkeypatch.setattr(line, "post", slow)
    assert exchange(journal, line).sent == 300
    assert sizes == [sending.FIRST_ENTRIES, 100, *[50] * 6]
    assert journal.waiting() == 0
