"""Vouching: by what a laptop knows that keys are another laptop's, though the server tells them.

A *mark* names a laptop by its two public keys. A *voucher* is an organiser's signature that a laptop has them; who trusts an
organiser's laptop trusts those it vouches for, and so on. Trust begins with one's own laptop, and is handed over by what the
server never learns: the code of an invitation. The newcomer proves its keys under the code's key, and finds its inviter's keys
in the *welcome* that was sealed with it. Where there was no such code, two people compare each laptop's three words.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.protocol.enrolment import Invitation, fingerprint
from sync.protocol.errors import BadSignature, Malformed
from sync.protocol.sealing import KEY_LENGTH, NONCE_LENGTH, derive_key

ORGANISER = "organiser"
_MARK_BYTES = 16
_WELCOME = b"groundswell-welcome-v1"


@dataclass(frozen=True, slots=True)
class LaptopKeys:
    """The public keys of a laptop: by ``key`` it signs, under ``box`` secrets are sealed for it."""

    device: str  # what it is called by the server
    key: bytes
    box: bytes
    role: str

    @property
    def mark(self) -> str:
        """128 bits in hex that name these keys."""
        return mark_of(self.key, self.box)


class Welcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an inviter lets a newcomer know: their own keys (hex), and the notes keys, each a number and the key (hex)."""

    device: str
    key: str
    box: str
    notes: list[tuple[int, str]] = []


def mark_of(key: bytes, box: bytes) -> str:
    """What names a laptop's keys."""
    return hashlib.sha256(key + box).digest()[:_MARK_BYTES].hex()


def words_of(key: bytes, box: bytes, wordlist: Sequence[str]) -> list[str]:
    """The three words of a laptop, for two people to compare; stretched as a server's are. Takes a fifth of a second."""
    return fingerprint(key + box, wordlist)


def read_key(text: str) -> bytes:
    """A public key from its hex. Raises Malformed."""
    try:
        key = bytes.fromhex(text)
    except ValueError as fault:
        raise Malformed("key") from fault
    if len(key) != KEY_LENGTH:
        raise Malformed("key")
    return key


def sign_voucher(signer: Ed25519PrivateKey, branch: str, keys: LaptopKeys) -> str:
    """Vouch for a laptop of a branch, hex."""
    return signer.sign(_voucher(branch, keys)).hex()


def check_voucher(by: bytes, branch: str, keys: LaptopKeys, signature: str) -> None:
    """Raise BadSignature unless whoever has the key ``by`` vouched for exactly this."""
    check_signature(by, _voucher(branch, keys), signature)


def check_signature(by: bytes, text: bytes, signature: str) -> None:
    """Raise BadSignature unless whoever has the key ``by`` signed this text."""
    try:
        Ed25519PublicKey.from_public_bytes(by).verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError) as fault:
        raise BadSignature("signature") from fault


def _voucher(branch: str, keys: LaptopKeys) -> bytes:
    lines = ("groundswell-voucher-v1", branch, keys.device, keys.key.hex(), keys.box.hex(), keys.role)
    return "\n".join(lines).encode()


def proof_key(invitation: Invitation) -> bytes:
    """What an inviter keeps of a code to know the newcomer's keys by: no code can be worked out from it."""
    return derive_key(invitation.key, "invitation/proof/v1")


def prove(key: bytes, signing: bytes, box: bytes) -> str:
    """A newcomer's proof, under the proof key of their code, that these are their keys; hex."""
    return hmac.digest(key, b"groundswell-proof-v1\n" + signing + box, hashlib.sha256).hex()


def is_proved(key: bytes, signing: bytes, box: bytes, proof: str) -> bool:
    """Whether a proof is of whoever had the code."""
    return hmac.compare_digest(prove(key, signing, box).encode(), proof.encode())


def seal_welcome(invitation: Invitation, welcome: Welcome, nonce: bytes) -> bytes:
    """Seal a welcome for whoever has the code."""
    return nonce + _welcome_cipher(invitation).encrypt(nonce, msgspec.json.encode(welcome), _WELCOME)


def open_welcome(invitation: Invitation, sealed: bytes) -> Welcome:
    """Open what an inviter sealed; BadSignature if the server changed it."""
    try:
        text = _welcome_cipher(invitation).decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], _WELCOME)
        welcome = msgspec.json.decode(text, type=Welcome)
        for part in (welcome.key, welcome.box, *(key for _, key in welcome.notes)):
            read_key(part)
    except (InvalidTag, ValueError, msgspec.DecodeError, Malformed) as fault:
        raise BadSignature("welcome") from fault
    return welcome


def _welcome_cipher(invitation: Invitation) -> AESGCM:
    return AESGCM(derive_key(invitation.key, "invitation/welcome/v1"))
