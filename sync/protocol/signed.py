"""Documents that hold by themselves, wherever they lie: a text, and a signature over it and over what it is for.

The purpose stands before the text under the signature, so that nothing that was signed for one purpose can be shown for
another: a lease is never a wipe, and a request never either.
"""

import hashlib
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.codec import decode, encode
from sync.protocol.errors import BadSignature

Document = TypeVar("Document")


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A document as JSON text, and its signature: Ed25519, hex."""

    text: str
    signature: str


def sign_document(key: Ed25519PrivateKey, purpose: str, document: msgspec.Struct) -> Signed:
    """Sign a document for one purpose, such as ``groundswell-lease-v1``."""
    text = encode(document).decode()
    return Signed(text=text, signature=key.sign(_bound(purpose, text)).hex())


def open_document(signed: Signed, key: bytes, purpose: str, kind: type[Document]) -> Document:
    """What was signed with a key (public, 32 bytes) for a purpose. Raises BadSignature, or Malformed for no such document."""
    try:
        public = Ed25519PublicKey.from_public_bytes(key)
        public.verify(bytes.fromhex(signed.signature), _bound(purpose, signed.text))
    except (InvalidSignature, ValueError) as fault:
        raise BadSignature("document") from fault
    return decode(signed.text.encode(), kind)


def _bound(purpose: str, text: str) -> bytes:
    return "\n".join((purpose, hashlib.sha256(text.encode()).hexdigest())).encode()
