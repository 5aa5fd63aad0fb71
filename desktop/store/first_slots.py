"""Key files of the first version: read, and carried over into the second at the next unlock. None is written any more.

In it a slot wraps the store's key itself, by AES-256-GCM under the stretched passphrase or recovery code. The slot of
the recovery code can only be made anew by whoever types the code, so the second version carries it along as it is.
"""

from typing import Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.store.errors import VaultDamaged
from desktop.store.stretching import KEY_LENGTH, Costs, check_costs, is_hex, stretched
from sync.protocol.enrolment import Stretch

VERSION = 1
NONCE_LENGTH = 12
WRAPPED_LENGTH = KEY_LENGTH + 16  # with the tag of GCM


class FirstSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to open a store: what kind of secret, how it is stretched, and the wrapped key (hex)."""

    argon2id: Costs
    id: str
    kind: Literal["passphrase", "recovery"]
    nonce: str
    wrapped: str


class FirstKeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a key file of the first version says."""

    gen: int
    slots: tuple[FirstSlot, ...]
    store: str
    v: int = VERSION


def open_first_slot(slot: FirstSlot, secret: bytes, store_id: str) -> bytes | None:
    """The store's key, or None if this secret does not open this slot. Check the slot first."""
    bare = msgspec.structs.replace(slot, wrapped="")
    associated = msgspec.json.encode({"slot": bare, "store": store_id, "v": VERSION}, order="sorted")
    try:
        wrapping = AESGCM(stretched(slot.argon2id, secret))
        return wrapping.decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), associated)
    except InvalidTag:
        return None


def check_first_slot(slot: FirstSlot, floor: Stretch) -> None:
    """VaultDamaged unless a slot has its shape and costs from ``floor`` to ceiling; derives nothing."""
    lengths = ((slot.id, 8), (slot.nonce, NONCE_LENGTH), (slot.wrapped, WRAPPED_LENGTH))
    if not all(is_hex(text, length) for text, length in lengths):
        raise VaultDamaged("key", "shape")
    check_costs(slot.argon2id, floor)
