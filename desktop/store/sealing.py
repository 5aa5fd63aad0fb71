"""Sealing to a public key: what lets a key be handed to somebody who is not there, and keeps it from everybody else.

HPKE (RFC 9180) over X25519. The suite stands beside what it sealed, so that another can take its place.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from desktop.store.errors import VaultDamaged

SUITE = "0020-0001-0002"
"""DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, by their numbers in the RFC."""
PUBLIC_LENGTH = PRIVATE_LENGTH = 32
ADDED_LENGTH = 32 + 16
"""How much longer a sealed thing is: the sender's one-time key, and the tag."""
_SUITES = {SUITE: (hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)}


def new_private() -> bytes:
    """A fresh private key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(secret: bytes, public: bytes, info: bytes, suite: str = SUITE) -> bytes:
    """Seal something to a public key. ``info`` is what both sides know of it; ValueError for a key that is none."""
    return _suite(suite).encrypt(secret, X25519PublicKey.from_public_bytes(public), info)


def unseal(sealed: bytes, private: bytes, info: bytes, suite: str = SUITE) -> bytes | None:
    """What was sealed to this private key's public half under the same ``info``, else None."""
    try:
        return _suite(suite).decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError):  # ValueError: the sender's one-time key is none
        return None


def _suite(name: str) -> hpke.Suite:
    parts = _SUITES.get(name)
    if parts is None:
        raise VaultDamaged("key", "suite")
    return hpke.Suite(*parts)
