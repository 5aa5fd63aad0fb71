"""Slots of a key file: the store's random key, wrapped once for each secret that may open it.

A secret (a passphrase or a recovery code) is stretched by Argon2id into a key that wraps the store's key by
AES-256-GCM; the slot's own fields, the version and the store's id are the associated data, so that no slot
can be moved or altered. What a key file asks Argon2id to do is checked against a floor and a ceiling
*before* it is done: the library would try 16 GiB if told to.
"""

import secrets
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.store.errors import VaultDamaged
from sync.protocol.enrolment import Stretch

KEY_LENGTH = 32
SALT_LENGTH = 16
NONCE_LENGTH = 12
WRAPPED_LENGTH = KEY_LENGTH + 16  # with the tag of GCM

FLOOR = Stretch(memory_kib=64 * 1024, passes=3, lanes=4)  # RFC 9106, second recommended choice
CEILING = Stretch(memory_kib=1024 * 1024, passes=10, lanes=8)

SlotKind = Literal["passphrase", "recovery"]


class Costs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a slot's secret is stretched: Argon2id's memory in KiB, passes, lanes, and the salt in hex."""

    lanes: int
    memory_kib: int
    passes: int
    salt: str


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to open the store: what kind of secret, how it is stretched, and the wrapped key (hex)."""

    argon2id: Costs
    id: str
    kind: SlotKind
    nonce: str
    wrapped: str


def make_slot(kind: SlotKind, secret: bytes, key: bytes, context: tuple[int, str], stretch: Stretch) -> Slot:
    """Wrap the store's key for one secret. ``context`` is the key file's version and the store's id."""
    bare = Slot(
        argon2id=Costs(
            lanes=stretch.lanes,
            memory_kib=stretch.memory_kib,
            passes=stretch.passes,
            salt=secrets.token_hex(SALT_LENGTH),
        ),
        id=secrets.token_hex(8),
        kind=kind,
        nonce=secrets.token_hex(NONCE_LENGTH),
        wrapped="",
    )
    wrapping = AESGCM(_stretched(bare.argon2id, secret))
    wrapped = wrapping.encrypt(bytes.fromhex(bare.nonce), key, _associated(bare, context))
    return msgspec.structs.replace(bare, wrapped=wrapped.hex())


def open_slot(slot: Slot, secret: bytes, context: tuple[int, str]) -> bytes | None:
    """The store's key, or None if this secret does not open this slot. Check the slot's costs first."""
    wrapping = AESGCM(_stretched(slot.argon2id, secret))
    associated = _associated(msgspec.structs.replace(slot, wrapped=""), context)
    try:
        return wrapping.decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), associated)
    except InvalidTag:
        return None


def check_slot(slot: Slot, floor: Stretch) -> None:
    """VaultDamaged unless a slot has its shape and costs from ``floor`` to ceiling; derives nothing."""
    lengths = (
        (slot.id, 8),
        (slot.argon2id.salt, SALT_LENGTH),
        (slot.nonce, NONCE_LENGTH),
        (slot.wrapped, WRAPPED_LENGTH),
    )
    if not all(_is_hex(text, length) for text, length in lengths):
        raise VaultDamaged("key", "shape")
    costs = slot.argon2id
    within = (
        floor.memory_kib <= costs.memory_kib <= CEILING.memory_kib
        and floor.passes <= costs.passes <= CEILING.passes
        and floor.lanes <= costs.lanes <= CEILING.lanes
    )
    if not within:
        raise VaultDamaged("key", "costs")


def _is_hex(text: str, length: int) -> bool:
    return len(text) == 2 * length and all(letter in "0123456789abcdef" for letter in text)


def _stretched(costs: Costs, secret: bytes) -> bytes:
    return Argon2id(
        salt=bytes.fromhex(costs.salt),
        length=KEY_LENGTH,
        iterations=costs.passes,
        lanes=costs.lanes,
        memory_cost=costs.memory_kib,
    ).derive(secret)


def _associated(bare: Slot, context: tuple[int, str]) -> bytes:
    version, store_id = context
    return msgspec.json.encode({"slot": bare, "store": store_id, "v": version}, order="sorted")
