"""Sealing: what only the branch can read. AES-256-GCM under keys derived from the branch key, or under a later notes key.

The branch key is 32 random bytes that every laptop of the branch holds and the server never sees.
It is used for nothing itself; each purpose has its own key (HKDF-SHA256, RFC 5869).

What an entry seals is under a *notes key*. The first is derived from the branch key and stands for ever; later
ones are made at random and named by what they are (see ``sync.protocol.notes_keys``), so that a name never means two keys.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NewType

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.protocol.entries import EntityId, EntryId, Scope
from sync.protocol.errors import BadSignature, ProtocolError

NONCE_LENGTH = 12
KEY_LENGTH = 32


def derive_key(key: bytes, purpose: str) -> bytes:
    """A 256-bit key for one purpose only, such as ``branch/notes/v1``."""
    return HKDF(hashes.SHA256(), KEY_LENGTH, None, purpose.encode()).derive(key)


KeyName = NewType("KeyName", str)
"""The name of a notes key: 128 bits in hex, derived from the key itself; empty for the first, the branch key's own."""
FIRST = KeyName("")
_NAME_BYTES = 16
_MARK = "."
"""Between the name of a key and what is sealed under it; no letter of base64."""


class UnknownKey(ProtocolError):
    """Sealed under a notes key that is not held here (yet). ``name`` is its name."""

    def __init__(self, name: KeyName) -> None:
        super().__init__("unknown key")
        self.name = name


@dataclass(frozen=True, slots=True)
class NotesKey:
    """A later notes key. Of several the one with the largest number, then name, is written under."""

    number: (
        int  # 1, 2, 3 …; two that were made at once have the same, and one that is only to be read with has 0
    )
    key: bytes = field(repr=False)

    @property
    def name(self) -> KeyName:
        """Its name."""
        return name_of(self.key)


def name_of(key: bytes) -> KeyName:
    """The name of a notes key, which no other key has."""
    return KeyName(derive_key(key, "notes/name/v1")[:_NAME_BYTES].hex())


class BranchKeys:
    """The keys of a branch: those derived once from the branch key, and the later notes keys that are held."""

    def __init__(self, branch_key: bytes, later: Iterable[NotesKey] = ()) -> None:
        if len(branch_key) != KEY_LENGTH:
            raise ValueError(len(branch_key))
        held = sorted(later, key=lambda one: (one.number, one.name))
        self.later = {one.name: one for one in held}
        self.current = held[-1].name if held and held[-1].number else FIRST
        self._later = {name: AESGCM(derive_key(one.key, "notes/v1")) for name, one in self.later.items()}
        self.branch_key = branch_key
        self.identities = derive_key(branch_key, "branch/identities/v1")
        self._notes = AESGCM(derive_key(branch_key, "branch/notes/v1"))
        self._attachments = derive_key(branch_key, "branch/attachments/v1")
        self.bundles = derive_key(branch_key, "branch/bundles/v1")

    def seal(self, values: dict[str, Any], about: tuple[EntryId, Scope, str, EntityId], nonce: bytes) -> str:
        """Seal the fields of one entry; ``about`` (its id, scope, kind, entity) is bound in."""
        text = msgspec.json.encode(values, order="deterministic")
        name = self.current
        sealed = nonce + self._cipher(name).encrypt(nonce, text, _bound(about, name))
        return f"{name}{_MARK if name else ''}{base64.b64encode(sealed).decode()}"

    def unseal(self, sealed: str, about: tuple[EntryId, Scope, str, EntityId]) -> dict[str, Any]:
        """Open what ``seal`` made. BadSignature if it was sealed otherwise or for another entry; UnknownKey."""
        name, text = split_sealed(sealed)
        cipher = self._cipher(name)
        try:
            packed = base64.b64decode(text, validate=True)
            opened = cipher.decrypt(packed[:NONCE_LENGTH], packed[NONCE_LENGTH:], _bound(about, name))
            return msgspec.json.decode(opened, type=dict[str, Any])
        except (InvalidTag, ValueError, msgspec.DecodeError) as fault:
            raise BadSignature("sealed") from fault

    def _cipher(self, name: KeyName) -> AESGCM:
        if name == FIRST:
            return self._notes
        if name not in self._later:
            raise UnknownKey(name)
        return self._later[name]

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


def split_sealed(sealed: str) -> tuple[KeyName, str]:
    """The name of the key that something is sealed under, and the rest of it, as it stands in a body."""
    name, mark, text = sealed.partition(_MARK)
    return (KeyName(name), text) if mark else (FIRST, sealed)


def _bound(about: tuple[EntryId, Scope, str, EntityId], name: KeyName) -> bytes:
    return msgspec.json.encode([*about, name] if name else list(about))
