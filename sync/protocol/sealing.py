"""Sealing: what only the branch can read. AES-256-GCM under keys derived from the branch key.

The branch key is 32 random bytes that every laptop of the branch holds and the server never sees.
It is used for nothing itself; each purpose has its own key (HKDF-SHA256, RFC 5869).
"""

import base64
import hashlib
import hmac
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.protocol.entries import EntityId, EntryId, Scope
from sync.protocol.errors import BadSignature

NONCE_LENGTH = 12
KEY_LENGTH = 32


def derive_key(key: bytes, purpose: str) -> bytes:
    """A 256-bit key for one purpose only, such as ``branch/notes/v1``."""
    return HKDF(hashes.SHA256(), KEY_LENGTH, None, purpose.encode()).derive(key)


class BranchKeys:
    """The keys of a branch, derived once from the branch key."""

    def __init__(self, branch_key: bytes) -> None:
        if len(branch_key) != KEY_LENGTH:
            raise ValueError(len(branch_key))
        self.branch_key = branch_key
        self.identities = derive_key(branch_key, "branch/identities/v1")
        self._notes = AESGCM(derive_key(branch_key, "branch/notes/v1"))
        self._attachments = derive_key(branch_key, "branch/attachments/v1")
        self.bundles = derive_key(branch_key, "branch/bundles/v1")

    def seal(self, values: dict[str, Any], about: tuple[EntryId, Scope, str, EntityId], nonce: bytes) -> str:
        """Seal the fields of one entry; ``about`` (its id, scope, kind, entity) is bound in."""
        text = msgspec.json.encode(values, order="deterministic")
        return base64.b64encode(nonce + self._notes.encrypt(nonce, text, _bound(about))).decode()

    def unseal(self, sealed: str, about: tuple[EntryId, Scope, str, EntityId]) -> dict[str, Any]:
        """Open what ``seal`` made; BadSignature if it was sealed otherwise or for another entry."""
        try:
            packed = base64.b64decode(sealed, validate=True)
            text = self._notes.decrypt(packed[:NONCE_LENGTH], packed[NONCE_LENGTH:], _bound(about))
            return msgspec.json.decode(text, type=dict[str, Any])
        except (InvalidTag, ValueError, msgspec.DecodeError) as fault:
            raise BadSignature("sealed") from fault

    def seal_attachment(self, content: bytes) -> bytes:
        """Seal an attachment so that equal content gives equal bytes on every laptop of the branch.

        The nonce and the key come from a keyed hash of the content, so no pair is ever used for two contents.
        """
        tag = hmac.digest(self._attachments, content, hashlib.sha256)
        nonce = hmac.digest(self._attachments, b"nonce" + tag, hashlib.sha256)[:NONCE_LENGTH]
        return tag + AESGCM(self._attachment_key(tag)).encrypt(nonce, content, b"attachment/v1")

    def open_attachment(self, sealed: bytes) -> bytes:
        """Open what ``seal_attachment`` made; BadSignature if it does not hold."""
        tag = sealed[:32]
        nonce = hmac.digest(self._attachments, b"nonce" + tag, hashlib.sha256)[:NONCE_LENGTH]
        try:
            content = AESGCM(self._attachment_key(tag)).decrypt(nonce, sealed[32:], b"attachment/v1")
        except (InvalidTag, ValueError) as fault:
            raise BadSignature("attachment") from fault
        if not hmac.compare_digest(hmac.digest(self._attachments, content, hashlib.sha256), tag):
            raise BadSignature("attachment")
        return content

    def _attachment_key(self, tag: bytes) -> bytes:
        return derive_key(self._attachments, f"attachment/{tag.hex()}")


def attachment_id(sealed: bytes) -> str:
    """Name of a sealed attachment: SHA-256 of its bytes, hex."""
    return hashlib.sha256(sealed).hexdigest()


def _bound(about: tuple[EntryId, Scope, str, EntityId]) -> bytes:
    return msgspec.json.encode(list(about))
