"""Nobody gets in without a signature that is theirs, fresh and not used before."""

from collections.abc import Mapping

import msgspec
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.errors import ServerRefused
from sync.client.transport import Identity
from sync.protocol import signing
from sync.protocol.codec import encode, pack
from sync.protocol.hello import HelloRequest
from sync.protocol.messages import PACKED_CAP, PullAnswer, Refusal
from tests.sync.central import BRANCH, SCOPE, Central

HELLO = encode(HelloRequest(epoch="", writer="1" * 32, n=0, scopes=[]))  # type: ignore[arg-type]


def send(
    central: Central,
    identity: Identity,
    body: bytes = HELLO,
    *,
    encoding: str = "",
    changes: Mapping[str, str] = {},
    request_id: str = "a" * 32,
    late_ms: int = 0,
    sent: bytes | None = None,
) -> requests.Response:
    """A hand-made hello: signed as it should be, then changed."""
    host = central.address.removeprefix("http://")
    time_ms = central.now() - late_ms
    signed = signing.Request("POST", host, "/v1/hello", body, identity.device, time_ms, request_id)
    headers = {
        "Host": host,
        "Content-Encoding": encoding,
        signing.DEVICE_HEADER: identity.device,
        signing.TIME_HEADER: str(time_ms),
        signing.REQUEST_HEADER: request_id,
        signing.SIGNATURE_HEADER: signing.sign_request(identity.key, signed),
        **changes,
    }
    return requests.post(
        f"{central.address}/v1/hello", data=body if sent is None else sent, headers=headers, timeout=10
    )


def code_of(response: requests.Response) -> str:
    return msgspec.json.decode(response.content, type=Refusal).error


def test_a_request_that_is_signed_is_answered_and_the_answer_is_signed(central: Central) -> None:
    response = send(central, central.enrol())
    assert response.status_code == 200
    signing.verify_answer(
        central.service.key.public_key(),
        "a" * 32,
        200,
        response.content,
        response.headers[signing.ANSWER_HEADER],
    )


@pytest.mark.parametrize(
    "changes",
    [
        {signing.SIGNATURE_HEADER: ""},
        {signing.SIGNATURE_HEADER: "zz"},
        {signing.SIGNATURE_HEADER: "00" * 64},
        {signing.REQUEST_HEADER: "b" * 32},
        {signing.TIME_HEADER: "1"},
        {signing.TIME_HEADER: "x" * 5000},
        {signing.DEVICE_HEADER: "nobody"},
        {signing.DEVICE_HEADER: f"{BRANCH}.{'0' * 32}"},
        {"Host": "elsewhere.example"},
    ],
)
def test_a_request_that_was_changed_is_refused(embedded: Central, changes: dict[str, str]) -> None:
    response = send(embedded, embedded.enrol(), changes=changes)
    assert (response.status_code, code_of(response)) == (401, "signature")


def test_another_body_than_was_signed_is_refused(embedded: Central) -> None:
    assert code_of(send(embedded, embedded.enrol(), sent=b"{}")) == "signature"


def test_another_devices_key_is_refused(embedded: Central) -> None:
    stolen = Identity(embedded.enrol().device, Ed25519PrivateKey.generate())
    assert code_of(send(embedded, stolen)) == "signature"


def test_the_same_request_twice_is_answered_once(embedded: Central) -> None:
    identity = embedded.enrol()
    assert send(embedded, identity).status_code == 200
    again = send(embedded, identity)
    assert (again.status_code, code_of(again)) == (409, "replay")


@pytest.mark.parametrize("late_ms", [6 * 60 * 1000, -6 * 60 * 1000, 10 * 365 * 86_400_000])
def test_a_wrong_clock_is_refused_with_the_right_time(embedded: Central, late_ms: int) -> None:
    response = send(embedded, embedded.enrol(), late_ms=late_ms)
    refusal = msgspec.json.decode(response.content, type=Refusal)
    assert (response.status_code, refusal.error) == (401, "clock")
    assert abs(refusal.now - embedded.now()) < 10_000


def test_a_request_from_before_the_server_began_is_refused_for_its_id_may_be_forgotten(
    embedded: Central,
) -> None:
    assert code_of(send(embedded, embedded.enrol(), late_ms=60_000)) == "clock"


def test_a_revoked_device_is_refused_at_once(central: Central) -> None:
    identity = central.enrol()
    central.revoke(identity)
    response = send(central, identity)
    assert (response.status_code, code_of(response)) == (403, "revoked")


@pytest.mark.parametrize("scope", [f"branch:{'c' * 32}", "branch:", "", "x" * 5000])
def test_a_foreign_scope_cannot_be_told_from_one_that_is_not(embedded: Central, scope: str) -> None:
    embedded.device(branch="c" * 32)
    line = embedded.device()
    query = {"scope": scope, "epoch": embedded.service.epoch}
    with pytest.raises(ServerRefused, match="not_found"):
        line.get("/v1/pull", query, PullAnswer)


def test_a_cursor_that_is_no_number_is_refused(embedded: Central) -> None:
    query = {"scope": SCOPE, "epoch": embedded.service.epoch, "after": "-1"}
    with pytest.raises(ServerRefused, match="malformed"):
        embedded.device().get("/v1/pull", query, PullAnswer)


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        (b"", "", "malformed"),
        (b"<html>", "", "malformed"),
        (b"[" * 100_000, "", "malformed"),
        (b'{"epoch": "\xff"}', "", "malformed"),
        (pack(HELLO)[:-3], "zstd", "malformed"),
        (pack(HELLO) + b"more", "zstd", "malformed"),
        (b"\x1f\x8b broken", "gzip", "malformed"),
        (HELLO, "br", "malformed"),
        (pack(bytes(64 * 1024 * 1024)), "zstd", "too_large"),
        (bytes(PACKED_CAP + 1), "", "too_large"),
    ],
    ids=range(10),
)
def test_a_body_that_is_broken_or_would_burst_is_refused(
    embedded: Central, body: bytes, encoding: str, code: str
) -> None:
    assert code_of(send(embedded, embedded.enrol(), body, encoding=encoding)) == code


def test_probes_answer_without_a_signature_and_nothing_else_does(central: Central) -> None:
    statuses = {
        path: requests.get(f"{central.address}{path}", timeout=10).status_code
        for path in ("/livez", "/readyz", "/version", "/v1/pull", "/v1/hello", "/docs", "/openapi.json")
    }
    assert statuses == {
        "/livez": 200,
        "/readyz": 200,
        "/version": 200,
        "/v1/pull": 401,
        "/v1/hello": 404,
        "/docs": 404,
        "/openapi.json": 404,
    }
