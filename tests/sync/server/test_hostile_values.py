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
from sync.protocol.codec import encode
from sync.protocol.messages import Refusal
from tests.sync.central import SCOPE, Central

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
