"""Signed requests and signed answers: Ed25519 (RFC 8032) over a canonical text.

A request is bound to its method, host, path, body, device, time and a random request id; an answer
to the request id and its body. The id is bound to the request in its turn, so that nobody can ask something else
under it. So a stolen message is of no use elsewhere, a wrong clock is told the
server's time, and a captive portal's page is never taken for an answer.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.entries import is_id
from sync.protocol.errors import BadSignature

DEVICE_HEADER = "Groundswell-Device"
TIME_HEADER = "Groundswell-Time"
REQUEST_HEADER = "Groundswell-Request"
SIGNATURE_HEADER = "Groundswell-Signature"
ANSWER_HEADER = "Groundswell-Answer"

TIME_WINDOW_MS = 5 * 60 * 1000
_BOUND = "."
"""How an id begins that is bound to its request; those of earlier programs are 32 hexadecimal digits."""
_HALF = 12  # bytes of chance, and as many of a hash
_LENGTH = 33


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
        lines = ("groundswell-request-v1", *self._asked(), str(self.time_ms), self.request_id)
        return "\n".join(lines).encode()

    def bound(self, chance: bytes) -> "Request":
        """The same request under an id that is bound to what it asks and to who asks. ``chance``: 12 random bytes."""
        said = urlsafe_b64encode(chance[:_HALF] + self._binding(chance[:_HALF])).decode()
        return replace(self, request_id=_BOUND + said)

    @property
    def is_under_its_own_id(self) -> bool:
        """False if the id is bound to another request: somebody wants our answer to pass for one to that.

        Of an id that is not bound nothing is known.
        """
        if not self.request_id.startswith(_BOUND):
            return True
        try:
            said = urlsafe_b64decode(self.request_id[1:].encode())
        except ValueError:
            return False
        return hmac.compare_digest(said[_HALF:], self._binding(said[:_HALF]))

    @property
    def has_sound_id(self) -> bool:
        """Whether its id looks like one that a program makes."""
        is_bound = self.request_id.startswith(_BOUND) and len(self.request_id) == _LENGTH
        return is_id(self.request_id) or is_bound

    def _binding(self, chance: bytes) -> bytes:
        text = "\n".join(("groundswell-asked-v1", chance.hex(), *self._asked()))
        return hashlib.sha256(text.encode()).digest()[:_HALF]

    def _asked(self) -> tuple[str, ...]:
        """What is asked, and by whom."""
        parts = urlsplit(self.target)
        query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
        target = f"{parts.path}?{query}" if query else parts.path
        body = hashlib.sha256(self.body).hexdigest()
        return self.method.upper(), self.host.lower(), target, body, self.device


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
