"""Attack 39: somebody in between has a device of the same server, and lets its answers pass for those to another's requests."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sync.client.errors import NotOurServer
from sync.client.line import Carried, HttpLine
from sync.client.transport import Identity, Transport
from sync.protocol import signing
from sync.protocol.audit import SERVER_LOG
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.server.database import sqlite_address
from tests.sync.central import Central, running


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


class Between:
    """Catches each request and asks the server something else under its id, as a device of its own."""

    def __init__(self, central: Central, own: Identity, target: str = "", body: bytes | None = None) -> None:
        self._central, self._own, self._target, self._body = central, own, target, body
        self._line = HttpLine(central.address)
        self.was_signed: list[bool] = []

    def carry(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Carried:
        asked = signing.Request(
            method=method,
            host=headers["Host"],
            target=self._target or target,
            body=body if self._body is None else self._body,
            device=self._own.device,
            time_ms=self._central.now(),
            request_id=headers[signing.REQUEST_HEADER],
        )
        changed = {
            signing.DEVICE_HEADER: asked.device,
            signing.TIME_HEADER: str(asked.time_ms),
            signing.SIGNATURE_HEADER: signing.sign_request(self._own.key, asked),
        }
        found = self._line.carry(method, asked.target, {**headers, **changed}, asked.body)
        self.was_signed.append(bool(found.headers.get(signing.ANSWER_HEADER.lower())))
        return found

    def close(self) -> None:
        self._line.close()


def hello(writer: str) -> HelloRequest:
    return HelloRequest(epoch="", writer=writer, n=0, scopes=[])  # type: ignore[arg-type]


def refused_to(central: Central, theirs: Identity, between: Between) -> bool:
    """Whether a laptop does not take what comes for its server's answer; nothing of it was signed then."""
    line = Transport(central.server, theirs, line=between)
    with pytest.raises(NotOurServer):
        line.post("/v1/hello", hello("a" * 32), HelloAnswer)
    line.close()
    return between.was_signed == [False]


@pytest.mark.parametrize("is_revoked", [False, True], ids=["an answer", "a refusal"])
def test_nobodys_request_is_answered_with_what_another_device_was_told(
    central: Central, *, is_revoked: bool
) -> None:
    theirs, own = central.enrol(), central.enrol()
    if is_revoked:
        central.revoke(own)
    assert refused_to(central, theirs, Between(central, own))
    assert central.service.auditing.refusals.take() == {(SERVER_LOG, "signature"): 1}


@pytest.mark.parametrize(("target", "body"), [("/v1/laptops", None), ("/v1/hello?x=1", None), ("", b"{}")])
def test_not_even_the_same_device_is_asked_something_else_under_an_id(
    central: Central, target: str, body: bytes | None
) -> None:
    theirs = central.enrol()
    assert refused_to(central, theirs, Between(central, theirs, target, body))


def test_what_is_let_through_as_it_is_is_answered(central: Central) -> None:
    theirs = central.enrol()
    assert central.line(theirs).post("/v1/hello", hello("a" * 32), HelloAnswer).prefix == 0
