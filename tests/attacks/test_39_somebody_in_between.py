"""Attack 39: somebody stands between a laptop and its server. No byte of a request goes to whoever is not the server.

What is about the answers, a sign-in page's and a gateway's, is in ``tests/sync/exchange/test_transport.py`` and
``tests/faults/test_network.py``; about answers to somebody else, in ``test_39_an_answer_to_somebody_else.py``.
"""

import datetime
import ssl
import threading
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import certifi
import pytest

from sync.client.errors import ServerUnreachable
from sync.client.line import HttpLine
from sync.protocol.tls_keys import pin_in
from tests.sync.certificates import own_certificate


class Stranger:
    """Somebody who speaks TLS on loopback, and keeps what they were sent."""

    def __init__(self, certificate: tuple[Path, Path], latest: ssl.TLSVersion) -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(self.path)
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
            context.minimum_version = min(latest, ssl.TLSVersion.TLSv1_2)
            context.maximum_version = latest
        if latest < ssl.TLSVersion.TLSv1_2:
            context.set_ciphers("ALL:@SECLEVEL=0")
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is no fault
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.address = f"https://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def listening(self) -> Iterator["Stranger"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@contextmanager
def stranger(
    certificate: tuple[Path, Path], latest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> Iterator[Stranger]:
    with Stranger(certificate, latest).listening() as found:
        yield found


def carry(address: str, authorities: Path | str | None, pins: Collection[str] = ()) -> int:
    """Ask over the line; the status of the answer. ``None``: no authorities are named."""
    line = HttpLine(address, None if authorities is None else str(authorities), pins=pins)
    try:
        return line.carry("GET", "/v1/pull?scope=secret", {}, b"").status
    finally:
        line.close()


def made(folder: Path, name: str, **given: Any) -> tuple[Path, Path]:
    """A certificate in a folder of its own."""
    place = folder / name
    place.mkdir()
    return own_certificate(place, **given)


def test_the_server_is_spoken_to_by_its_own_certificate(tmp_path: Path) -> None:
    certificate = made(tmp_path, "server")
    with stranger(certificate) as server:
        assert carry(server.address, certificate[0]) == 200
    assert server.heard == ["/v1/pull?scope=secret"]


def test_a_certificate_of_another_authority_is_sent_nothing(tmp_path: Path) -> None:
    ours, theirs = made(tmp_path, "ours"), made(tmp_path, "theirs")
    with stranger(theirs) as found, pytest.raises(ServerUnreachable, match="certificate"):
        carry(found.address, ours[0])
    assert found.heard == []


def test_whom_an_authority_vouches_for_with_a_key_that_the_server_never_told_of_is_sent_nothing(
    tmp_path: Path,
) -> None:
    ours, theirs = made(tmp_path, "ours"), made(tmp_path, "theirs")
    pins = [pin_in(ours[0].read_bytes()), "0" * 64]
    with stranger(theirs) as found:
        assert carry(found.address, theirs[0]) == 200  # nothing but the pins is in their way
        found.heard.clear()
        with pytest.raises(ServerUnreachable, match="pin"):
            carry(found.address, theirs[0], pins)
        assert found.heard == []
    with stranger(ours) as server:
        assert carry(server.address, ours[0], pins) == 200


@pytest.mark.parametrize(
    "given", [{"host": "127.0.0.2"}, {"ends_in": datetime.timedelta(hours=-1)}], ids=["name", "expired"]
)
def test_a_certificate_for_another_name_or_time_is_sent_nothing(
    tmp_path: Path, given: dict[str, Any]
) -> None:
    certificate = made(tmp_path, "server", **given)
    with stranger(certificate) as found, pytest.raises(ServerUnreachable, match="certificate"):
        carry(found.address, certificate[0])
    assert found.heard == []


def test_who_speaks_an_old_tls_alone_is_sent_nothing(tmp_path: Path) -> None:
    certificate = made(tmp_path, "server")
    with stranger(certificate, ssl.TLSVersion.TLSv1_1) as found, pytest.raises(ServerUnreachable):
        carry(found.address, certificate[0])
    assert found.heard == []


def test_authorities_that_cannot_be_read_trust_nobody(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("", "ascii")
    for place in (tmp_path / "empty.pem", tmp_path / "none.pem"):
        with pytest.raises(ServerUnreachable, match="certificate"):
            carry("https://127.0.0.1:9", place)


def test_where_none_are_named_the_usual_authorities_are_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = made(tmp_path, "ours"), made(tmp_path, "theirs")
    monkeypatch.setattr(certifi, "where", lambda: str(ours[0]))
    with stranger(ours) as server:
        assert carry(server.address, None) == 200
    with stranger(theirs) as found, pytest.raises(ServerUnreachable, match="certificate"):
        carry(found.address, None)
    assert found.heard == []


@pytest.mark.parametrize("are_named", [True, False], ids=["named", "usual"])
@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_the_surroundings_name_no_authority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, are_named: bool
) -> None:
    ours, theirs = made(tmp_path, "ours"), made(tmp_path, "theirs")
    monkeypatch.setattr(certifi, "where", lambda: str(ours[0]))
    monkeypatch.setenv(name, str(theirs[0].parent if name.endswith("_DIR") else theirs[0]))
    with stranger(theirs) as found, pytest.raises(ServerUnreachable, match="certificate"):
        carry(found.address, ours[0] if are_named else None)
    assert found.heard == []


def test_the_keys_of_a_connection_are_not_written_where_the_surroundings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, place = made(tmp_path, "server"), tmp_path / "keys.log"
    monkeypatch.setenv("SSLKEYLOGFILE", str(place))
    with stranger(certificate) as server:
        assert carry(server.address, certificate[0]) == 200
    assert not place.exists()
