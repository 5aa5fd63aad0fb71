"""The key file, ``store.key``: its form, and the seal over it.

``magic (8) ‖ length of the text (4, big-endian) ‖ canonical JSON {anchor, gen, moving, slots, store, v} ‖ HMAC-SHA256 (32)``

The HMAC's key comes from the store's key, so that whoever opens one slot knows that all slots are as they
were left. The text is read strictly and written again: a file that differs from its own rewriting by one
byte is refused. Files of the first version are read too; what is written is always the second.
"""

import hmac
import secrets
import struct
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.store import first_slots
from desktop.store.errors import StoreIsNewer, VaultDamaged
from desktop.store.first_slots import FirstKeyFile
from desktop.store.slots import ANCHOR_LENGTH, NONCE_LENGTH, Context, RootKey, Slot
from desktop.store.stretching import KEY_LENGTH, is_hex
from desktop.store.whole_files import open_file

MAGIC = b"GRNDKEY\x00"
VERSION = 2
LARGEST = 64 * 1024
MOST_SLOTS = 32
STORE_ID_LENGTH = 32  # hex letters
_HEAD = struct.Struct(">8sI")
_SEAL_LENGTH = 32
_BOXED_LENGTH = NONCE_LENGTH + ANCHOR_LENGTH + 16

STORE_PURPOSE = b"store/db/v1"
SEAL_PURPOSE = b"store/header/v1"
ANCHOR_PURPOSE = b"store/anchor/v1"


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a key file says: the boxed anchor, its generation (one more with each change), slots, store and version.

    ``moving`` is said between the two steps of a renewed key: the new store may still wait under another name.
    """

    anchor: str
    gen: int
    slots: tuple[Slot, ...]
    store: str
    moving: bool = False
    v: int = VERSION

    @property
    def context(self) -> Context:
        """What every slot is bound to."""
        return self.v, self.store


class SealedKeyFile(msgspec.Struct, frozen=True):
    """A key file as read: its shape is right, its seal not checked yet."""

    content: KeyFile | FirstKeyFile
    signed: bytes
    seal: bytes


class _Versioned(msgspec.Struct):
    v: int


def derive(key: bytes, purpose: bytes, store_id: str) -> bytes:
    """A key for one purpose. The store's own key is never used for anything but this."""
    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=bytes.fromhex(store_id), info=purpose).derive(key)


def box_anchor(root: RootKey, store_id: str) -> str:
    """The anchor under the store's key, as a key file holds it."""
    nonce = secrets.token_bytes(NONCE_LENGTH)
    box = AESGCM(derive(root.key, ANCHOR_PURPOSE, store_id))
    return (nonce + box.encrypt(nonce, root.anchor, bytes.fromhex(store_id))).hex()


def unbox_anchor(boxed: str, key: bytes, store_id: str) -> bytes:
    """The anchor that lies under the store's key; VaultDamaged if none does."""
    data = bytes.fromhex(boxed)
    box = AESGCM(derive(key, ANCHOR_PURPOSE, store_id))
    try:
        return box.decrypt(data[:NONCE_LENGTH], data[NONCE_LENGTH:], bytes.fromhex(store_id))
    except InvalidTag:
        raise VaultDamaged("key", "anchor") from None


def encode(content: KeyFile, key: bytes) -> bytes:
    """A key file as bytes, sealed under the store's key."""
    signed = _signed(content)
    return signed + _seal(signed, key, content.store)


def decode(data: bytes) -> SealedKeyFile:
    """Read a key file's form; VaultDamaged or StoreIsNewer if it is not one. Derives nothing."""
    if len(data) > LARGEST:
        raise VaultDamaged("key", "shape")
    if len(data) < _HEAD.size + _SEAL_LENGTH:
        raise VaultDamaged("key", "truncated")
    magic, length = _HEAD.unpack_from(data)
    if magic != MAGIC or length != len(data) - _HEAD.size - _SEAL_LENGTH:
        raise VaultDamaged("key", "shape")
    content = _read_text(data[_HEAD.size : -_SEAL_LENGTH])
    signed = data[:-_SEAL_LENGTH]
    well_formed = (
        content.gen >= 1
        and 1 <= len(content.slots) <= MOST_SLOTS
        and len({slot.id for slot in content.slots}) == len(content.slots)
        and is_hex(content.store, STORE_ID_LENGTH // 2)
        and (isinstance(content, FirstKeyFile) or is_hex(content.anchor, _BOXED_LENGTH))
        and _signed(content) == signed
    )
    if not well_formed:
        raise VaultDamaged("key", "shape")
    return SealedKeyFile(content, signed, data[-_SEAL_LENGTH:])


def check_seal(sealed: SealedKeyFile, key: bytes) -> None:
    """VaultDamaged unless the whole key file is as the holder of this key left it."""
    expected = _seal(sealed.signed, key, sealed.content.store)
    if not hmac.compare_digest(expected, sealed.seal):
        raise VaultDamaged("key", "mac")


def check_anchor(content: KeyFile, root: RootKey) -> None:
    """VaultDamaged unless a key file was written by somebody who could open it before: who swapped it could not."""
    if not hmac.compare_digest(unbox_anchor(content.anchor, root.key, content.store), root.anchor):
        raise VaultDamaged("key", "anchor")


def read_bytes(path: Path) -> bytes:
    """A key file's bytes, never more than one byte past the largest; VaultDamaged if there is none."""
    try:
        with open_file(path) as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise VaultDamaged("key", "missing") from None
    except OSError as fault:
        raise VaultDamaged("key", "unreadable") from fault


def _read_text(text: bytes) -> KeyFile | FirstKeyFile:
    try:
        version = msgspec.json.decode(text, type=_Versioned).v
        if version > VERSION:
            raise StoreIsNewer("key", version, VERSION)
        if version == first_slots.VERSION:
            return msgspec.json.decode(text, type=FirstKeyFile)
        if version == VERSION:
            return msgspec.json.decode(text, type=KeyFile)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        pass
    raise VaultDamaged("key", "shape")


def _signed(content: KeyFile | FirstKeyFile) -> bytes:
    text = msgspec.json.encode(content, order="sorted")
    return _HEAD.pack(MAGIC, len(text)) + text


def _seal(signed: bytes, key: bytes, store_id: str) -> bytes:
    return hmac.digest(derive(key, SEAL_PURPOSE, store_id), signed, "sha256")
