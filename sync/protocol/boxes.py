"""The box of a signing key: what is sealed for whoever holds an Ed25519 key, by the same key as X25519 (RFC 7748, 4.1).

A laptop that joined a server has its Ed25519 key and has compared its words. The two curves are one curve in two shapes,
so that key is also one to seal for, and nothing more has to be learnt before the first stick. Signatures and seals name
their purpose, so none serves for the other.
"""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sync.protocol.errors import Malformed

_KEY_BYTES = 32
_FIELD = 2**255 - 19
_SIGN_BIT = 1 << 255


def box_key(signing_key: bytes) -> bytes:
    """The X25519 public key of an Ed25519 public key. Raises Malformed if it is none."""
    if len(signing_key) != _KEY_BYTES:
        raise Malformed("key")
    y = int.from_bytes(signing_key, "little") % _SIGN_BIT
    if y >= _FIELD or y == 1:  # 1 is the point at infinity
        raise Malformed("key")
    return ((1 + y) * pow(1 - y, -1, _FIELD) % _FIELD).to_bytes(_KEY_BYTES, "little")


def box_private_key(signing_key: Ed25519PrivateKey) -> X25519PrivateKey:
    """The private key of the same box: the scalar that the signing key multiplies by (RFC 8032, 5.1.5)."""
    seed = signing_key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return X25519PrivateKey.from_private_bytes(hashlib.sha512(seed).digest()[:_KEY_BYTES])
