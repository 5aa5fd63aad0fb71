"""Values of a right shape that no laptop sends, signed by a device that is let in: 4xx with a code on both databases."""

import secrets
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.transport import Identity
from sync.protocol import signing
from sync.protocol.clock import Stamp
from sync.protocol.codec import encode, pack
from sync.protocol.entries import Landed
from sync.protocol.messages import GiveAnswer, GiveRequest, Refusal
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE, Central

NAME = "a" * 64
HELLO = {"epoch": "", "writer": "1" * 32, "n": 0, "scopes": []}
INVITE = {"address_hash": "e" * 64, "role": "canvasser", "sealed": "ab", "hours": 72}


def send(central: Central, identity: Identity, method: str, path: str, message: Any) -> tuple[int, str]:
    """Status and code of the answer to a signed request."""
    host = central.address.removeprefix("http://")
    body = b"" if method == "GET" else encode(message)
    asked = signing.Request(method, host, path, body, identity.device, central.now(), secrets.token_hex(16))
    headers = {
        signing.DEVICE_HEADER: asked.device,
        signing.TIME_HEADER: str(asked.time_ms),
        signing.REQUEST_HEADER: asked.request_id,
        signing.SIGNATURE_HEADER: signing.sign_request(identity.key, asked),
    }
    answer = requests.request(method, central.address + path, data=body, headers=headers, timeout=10)
    return answer.status_code, msgspec.json.decode(answer.content, type=Refusal).error


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/v1/hello", HELLO | {"writer": "\0"}),
        ("/v1/hello", HELLO | {"writer": "A" * 32}),
        ("/v1/hello", HELLO | {"writer": ""}),
        ("/v1/hello", HELLO | {"n": -1}),
        ("/v1/hello", HELLO | {"n": 10**300}),
        ("/v1/hello", HELLO | {"pending": 1 << 63}),
        ("/v1/hello", HELLO | {"questions": -1}),
        ("/v1/hello", HELLO | {"app": "\0"}),
        ("/v1/hello", HELLO | {"app": "x" * 201}),
        ("/v1/hello", HELLO | {"erased": ["\0"]}),
        ("/v1/hello", HELLO | {"erased": ["e" * 32] * 1001}),
        ("/v1/hello", HELLO | {"earlier": ["\0"]}),
        ("/v1/hello", HELLO | {"earlier": ["1" * 32] * 501}),
        ("/v1/hello", HELLO | {"scopes": [{"scope": SCOPE, "cursor": 1 << 63, "digest": ""}]}),
        ("/v1/hello", HELLO | {"at": {"00000000": 1 << 63}}),
        ("/v1/hello", HELLO | {"at": {"00000000": -1}}),
        ("/v1/invitations", INVITE | {"address_hash": "\0" * 64}),
        ("/v1/invitations", INVITE | {"address_hash": "Z" * 64}),
        ("/v1/invitations", INVITE | {"sealed": "not hex"}),
        ("/v1/invitations", INVITE | {"sealed": "\0"}),
    ],
)
def test_what_no_database_should_be_asked_is_malformed(
    path: str, message: dict[str, Any], central: Central
) -> None:
    assert send(central, central.enrol(), "POST", path, message) == (400, "malformed")


@pytest.mark.parametrize(
    "place", ["%00", "%00/0", f"{NAME}/2147483648", f"{NAME}/99999999999999", f"{'A' * 64}/0", "x", "x/0"]
)
def test_what_cannot_be_an_attachment_is_not_there(place: str, central: Central) -> None:
    path = f"/v1/attachments/{place}?{urlencode({'scope': SCOPE})}"
    assert send(central, central.enrol(), "GET", path, None) == (404, "not_found")
    if "/" in place:
        assert send(central, central.enrol(), "PUT", path, None) == (404, "not_found")


def test_a_laptop_whose_name_no_database_keeps_is_malformed(central: Central) -> None:
    newcomer = Identity("", Ed25519PrivateKey.generate())
    asked = {
        "address": "0" * 64,
        "device_key": newcomer.key.public_key().public_bytes_raw().hex(),
        "box_key": "0" * 64,
        "laptop": "Kitchen\0",
        "request_id": "",
    }
    assert send(central, newcomer, "POST", "/v1/enrol", asked) == (400, "malformed")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"until_at": 1 << 63}, (400, "malformed")),
        ({"until_at": (1 << 63) - 1}, (400, "malformed")),
        ({"device": f"{BRANCH}.\0"}, (404, "not_found")),
        ({"give": [], "end": ["turf:\0"]}, (404, "not_found")),
        ({"give": [], "end": ["training:" + "9" * 32]}, (404, "not_found")),
    ],
)
def test_a_grant_that_no_database_keeps_is_refused(
    changes: dict[str, Any], refusal: tuple[int, str], central: Central
) -> None:
    organiser = central.enrol()
    asked = {"device": organiser.device, "give": [SCOPE]} | changes
    assert send(central, organiser, "POST", "/v1/grants", asked) == refusal


def test_a_receipt_that_is_not_hex_holds_nothing(central: Central) -> None:
    entry = Author(1, SCOPE).write("contact", "a" * 32, {"given_name": "Wren"})
    landed = Landed(seq=0, eff=Stamp(1), received_at=1, entry=entry, receipt="é" * 32)
    asked = GiveRequest(epoch=central.service.epoch, entries=[landed])
    answer = central.line(central.enrol()).post("/v1/give", asked, GiveAnswer)
    assert [one.reason for one in answer.quarantined] == ["receipt"]


def test_what_nobody_has_signed_yet_is_not_unpacked_to_more_than_a_code_needs(central: Central) -> None:
    body = pack(encode({"address": "a" * (1 << 20)}))
    assert len(body) < 1000
    headers = {"Content-Encoding": "zstd"}
    answer = requests.post(f"{central.address}/v1/enrol", data=body, headers=headers, timeout=10)
    assert (answer.status_code, msgspec.json.decode(answer.content, type=Refusal).error) == (413, "too_large")
