"""Signed requests and signed answers: Ed25519 (RFC 8032) over a canonical text.

A request is bound to its method, host, path, body, device, time and a random request id; an answer
to the request id and its body. So a stolen message is of no use elsewhere, a wrong clock is told the
server's time, and a captive portal's page is never taken for an answer.
"""

import hashlib
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.errors import BadSignature

DEVICE_HEADER = "Groundswell-Device"
TIME_HEADER = "Groundswell-Time"
REQUEST_HEADER = "Groundswell-Request"
SIGNATURE_HEADER = "Groundswell-Signature"
ANSWER_HEADER = "Groundswell-Answer"

TIME_WINDOW_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Request:
    """What is signed of a request. ``time_ms`` is the server's time as the device believes it."""

    method: str
    host: str
    target: str  # path and query
    body: bytes
    device: str
    time_ms: int
    request_id: str

    def text(self) -> bytes:
        """The canonical text: one field a line, the query sorted."""
        parts = urlsplit(self.target)
        query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
        target = f"{parts.path}?{query}" if query else parts.path
        lines = (
            "groundswell-request-v1",
            self.method.upper(),
            self.host.lower(),
            target,
            hashlib.sha256(self.body).hexdigest(),
            self.device,
            str(self.time_ms),
            self.request_id,
        )
        return "\n".join(lines).encode()


def sign_request(key: Ed25519PrivateKey, request: Request) -> str:
    """Signature of a request, hex."""
    return key.sign(request.text()).hex()


def verify_request(key: Ed25519PublicKey, request: Request, signature: str) -> None:
    """Raise BadSignature unless the device signed exactly this request."""
    _verify(key, request.text(), signature)


def sign_answer(key: Ed25519PrivateKey, request_id: str, status: int, body: bytes) -> str:
    """Signature of an answer by the server's key, hex."""
    return key.sign(_answer_text(request_id, status, body)).hex()


def verify_answer(key: Ed25519PublicKey, request_id: str, status: int, body: bytes, signature: str) -> None:
    """Raise BadSignature unless the server signed this answer to this request."""
    _verify(key, _answer_text(request_id, status, body), signature)


def sign_former(key: Ed25519PrivateKey, former: str, new_key: str) -> str:
    """Signature of a device that ends, for the one (its public key in hex) that takes its place."""
    return key.sign(_former_text(former, new_key)).hex()


def verify_former(key: Ed25519PublicKey, former: str, new_key: str, signature: str) -> None:
    """Raise BadSignature unless the former device signed that the new one takes its place."""
    _verify(key, _former_text(former, new_key), signature)


def _former_text(former: str, new_key: str) -> bytes:
    return "\n".join(("groundswell-former-v1", former, new_key)).encode()


def sign_push(key: Ed25519PrivateKey, device: str, push: bytes) -> str:
    """Signature of a push that somebody else will carry, hex."""
    return key.sign(_carried_text(device, push)).hex()


def verify_push(key: Ed25519PublicKey, device: str, push: bytes, signature: str) -> None:
    """Raise BadSignature unless the device signed exactly this push."""
    _verify(key, _carried_text(device, push), signature)


def _carried_text(device: str, push: bytes) -> bytes:
    return "\n".join(("groundswell-carried-v1", device, hashlib.sha256(push).hexdigest())).encode()


def _answer_text(request_id: str, status: int, body: bytes) -> bytes:
    lines = ("groundswell-answer-v1", request_id, str(status), hashlib.sha256(body).hexdigest())
    return "\n".join(lines).encode()


def _verify(key: Ed25519PublicKey, text: bytes, signature: str) -> None:
    try:
        key.verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError) as fault:
        raise BadSignature("signature") from fault
