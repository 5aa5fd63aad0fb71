"""Recovery keys: an organiser's laptop says, by its signature, to which key colleagues may seal their own.

A laptop takes a recovery key only from an organiser's laptop that it knows (``sync.protocol.vouching``), never on the
server's word.
"""

from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.protocol.vouching import check_signature


class RecoveryOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry says of a recovery key. Nothing of it is believed but by its signature."""

    public: str
    member: str
    by: str
    signature: str


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The recovery key (hex) of the organiser's laptop with this mark, and whose laptop it is."""

    mark: str
    public: str
    member: str


def sign_recovery_key(signer: Ed25519PrivateKey, branch: str, key: RecoveryKey) -> str:
    """Say that this is the recovery key of the laptop that signs; hex."""
    return signer.sign(_text(branch, key)).hex()


def check_recovery_key(by: bytes, branch: str, key: RecoveryKey, signature: str) -> None:
    """Raise BadSignature unless whoever has the key ``by`` said exactly this."""
    check_signature(by, _text(branch, key), signature)


def _text(branch: str, key: RecoveryKey) -> bytes:
    return "\n".join(("groundswell-recovery-key-v1", branch, key.mark, key.public, key.member)).encode()
