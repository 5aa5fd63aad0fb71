"""Slots of a key file: one for each person, one for the recovery code, one for each organiser who may help.

Each slot has a lock, which is an X25519 public key, and the store's key is sealed to it. So the store's key can be
renewed and sealed to every lock again while nobody but one person is there: no other passphrase is needed, and a
recovery sheet stays good. The private key of a lock lies beside it, wrapped by AES-256-GCM under the stretched
passphrase or code; an organiser has theirs elsewhere.

Anybody can seal to a public key. So with each private key the *anchor* is wrapped too: 32 random bytes which the key
file also holds under the store's key. Who swaps a whole vault for one of their own does not know it.

What binds a slot is its own fields, the version and the store's id: they are the associated data of both.
"""

import secrets
from dataclasses import dataclass, field

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.store import sealing
from desktop.store.errors import VaultDamaged
from desktop.store.first_slots import FirstSlot, open_first_slot
from desktop.store.first_slots import check_first_slot as _check_first_slot
from desktop.store.stretching import KEY_LENGTH, Costs, check_costs, is_hex, new_costs, stretched
from sync.protocol.enrolment import Stretch

ANCHOR_LENGTH = 32
ID_LENGTH = 8
MEMBER_LENGTH = 16
MARK_LENGTH = 8
NONCE_LENGTH = 12
WRAPPED_LENGTH = sealing.PRIVATE_LENGTH + ANCHOR_LENGTH + 16  # with the tag of GCM
SEALED_LENGTH = KEY_LENGTH + sealing.ADDED_LENGTH

Context = tuple[int, str]
"""The key file's version and the store's id."""


@dataclass(frozen=True, slots=True)
class RootKey:
    """What opening a slot gives: the store's key, from which all others are derived, and the anchor."""

    key: bytes = field(repr=False)
    anchor: bytes = field(repr=False)


class PassphraseSlot(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="passphrase"
):
    """One person's. ``member`` is a random id, never a name; ``device`` marks the computer's own secret, or is empty."""

    argon2id: Costs
    device: str
    id: str
    lock: str
    member: str
    nonce: str
    sealed: str
    suite: str
    wrapped: str


class RecoverySlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="recovery"):
    """The printed code's. No computer's secret is in it: the sheet opens a copied folder on any laptop."""

    argon2id: Costs
    id: str
    lock: str
    nonce: str
    sealed: str
    suite: str
    wrapped: str


class OrganiserSlot(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="organiser"
):
    """An organiser's, by their public key alone."""

    id: str
    lock: str
    sealed: str
    suite: str


class CarriedSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="carried"):
    """The recovery code's slot of a key file of the first version, until the code is typed or another made."""

    argon2id: Costs
    id: str
    nonce: str
    wrapped: str

    @property
    def first(self) -> FirstSlot:
        """As it was."""
        return FirstSlot(self.argon2id, self.id, "recovery", self.nonce, self.wrapped)


LockedSlot = PassphraseSlot | RecoverySlot | OrganiserSlot
Slot = PassphraseSlot | RecoverySlot | OrganiserSlot | CarriedSlot


def make_passphrase_slot(
    member: str,
    secret: bytes,
    root: RootKey,
    context: Context,
    stretch: Stretch,
    device: tuple[str, bytes] = ("", b""),
) -> PassphraseSlot:
    """A person's slot. ``device`` is the mark of the computer's own secret, and that secret; or nothing."""
    mark, device_secret = device
    private = sealing.new_private()
    bare = PassphraseSlot(
        argon2id=new_costs(stretch),
        device=mark,
        id=secrets.token_hex(ID_LENGTH),
        lock=sealing.public_of(private).hex(),
        member=member,
        nonce=secrets.token_hex(NONCE_LENGTH),
        sealed="",
        suite=sealing.SUITE,
        wrapped="",
    )
    wrapped = _wrap(bare, secret, device_secret, private, root, context)
    return msgspec.structs.replace(bare, wrapped=wrapped, sealed=_sealed(bare, root, context))


def make_recovery_slot(code: bytes, root: RootKey, context: Context, stretch: Stretch) -> RecoverySlot:
    """The slot of a recovery code."""
    private = sealing.new_private()
    bare = RecoverySlot(
        argon2id=new_costs(stretch),
        id=secrets.token_hex(ID_LENGTH),
        lock=sealing.public_of(private).hex(),
        nonce=secrets.token_hex(NONCE_LENGTH),
        sealed="",
        suite=sealing.SUITE,
        wrapped="",
    )
    wrapped = _wrap(bare, code, b"", private, root, context)
    return msgspec.structs.replace(bare, wrapped=wrapped, sealed=_sealed(bare, root, context))


def make_organiser_slot(public: bytes, root: RootKey, context: Context) -> OrganiserSlot:
    """A slot for the holder of a private key, by its public half; ValueError if that is none."""
    bare = OrganiserSlot(secrets.token_hex(ID_LENGTH), public.hex(), "", sealing.SUITE)
    return msgspec.structs.replace(bare, sealed=_sealed(bare, root, context))


def open_slot(
    slot: PassphraseSlot | RecoverySlot, secret: bytes, context: Context, device_secret: bytes = b""
) -> RootKey | None:
    """What a slot holds, or None if this secret does not open it. Check the slot first."""
    bare = _bare(slot)
    try:
        wrapping = AESGCM(stretched(slot.argon2id, secret, device_secret or None))
        inside = wrapping.decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _associated(bare, context)
        )
    except InvalidTag:
        return None
    private, anchor = inside[: sealing.PRIVATE_LENGTH], inside[sealing.PRIVATE_LENGTH :]
    key = sealing.unseal(bytes.fromhex(slot.sealed), private, _associated(bare, context), slot.suite)
    if key is None:  # the secret is right: what was sealed is not what was written
        raise VaultDamaged("key", "sealed")
    return RootKey(key, anchor)


def open_organiser_slot(slot: OrganiserSlot, private: bytes, context: Context) -> bytes | None:
    """The store's key, for the holder of an organiser's private key; None if it is another's. Check the slot first."""
    return sealing.unseal(bytes.fromhex(slot.sealed), private, _associated(_bare(slot), context), slot.suite)


def open_carried_slot(slot: CarriedSlot, code: bytes, store_id: str) -> bytes | None:
    """The store's key, by a recovery code of the first version."""
    return open_first_slot(slot.first, code, store_id)


def seal_anew(slot: LockedSlot, root: RootKey, context: Context) -> LockedSlot:
    """The same slot around another store's key: whatever opened it opens it still."""
    return msgspec.structs.replace(slot, sealed=_sealed(_bare(slot), root, context))


def check_slot(slot: Slot, floor: Stretch) -> None:
    """VaultDamaged unless a slot has its shape and costs from ``floor`` to ceiling; derives nothing."""
    if isinstance(slot, CarriedSlot):
        _check_first_slot(slot.first, floor)
        return
    lengths = [(slot.id, ID_LENGTH), (slot.lock, sealing.PUBLIC_LENGTH), (slot.sealed, SEALED_LENGTH)]
    if not isinstance(slot, OrganiserSlot):
        lengths += [(slot.nonce, NONCE_LENGTH), (slot.wrapped, WRAPPED_LENGTH)]
    if isinstance(slot, PassphraseSlot):
        lengths += [(slot.member, MEMBER_LENGTH), (slot.device, MARK_LENGTH if slot.device else 0)]
    if slot.suite != sealing.SUITE or not all(is_hex(text, length) for text, length in lengths):
        raise VaultDamaged("key", "shape")
    if not isinstance(slot, OrganiserSlot):
        check_costs(slot.argon2id, floor)


def _wrap(
    bare: PassphraseSlot | RecoverySlot,
    secret: bytes,
    device_secret: bytes,
    private: bytes,
    root: RootKey,
    context: Context,
) -> str:
    wrapping = AESGCM(stretched(bare.argon2id, secret, device_secret or None))
    inside = private + root.anchor
    return wrapping.encrypt(bytes.fromhex(bare.nonce), inside, _associated(bare, context)).hex()


def _sealed(bare: LockedSlot, root: RootKey, context: Context) -> str:
    return sealing.seal(root.key, bytes.fromhex(bare.lock), _associated(bare, context), bare.suite).hex()


def _bare(slot: LockedSlot) -> LockedSlot:
    if isinstance(slot, OrganiserSlot):
        return msgspec.structs.replace(slot, sealed="")
    return msgspec.structs.replace(slot, sealed="", wrapped="")


def _associated(bare: LockedSlot, context: Context) -> bytes:
    version, store_id = context
    return msgspec.json.encode({"slot": bare, "store": store_id, "v": version}, order="sorted")
