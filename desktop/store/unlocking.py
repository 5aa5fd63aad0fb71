"""From a secret to the store's key: by a person's passphrase, the printed code, or the key that an organiser handed back.

Key files of the first version come out as they will be written at the end of the opening: as the second.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from desktop.domain import passphrases
from desktop.store import first_slots, keyfile, slots
from desktop.store.calibration import Watch
from desktop.store.device_secrets import DeviceSecrets, binding_of, mark_of
from desktop.store.disk import write_whole
from desktop.store.errors import (
    DeviceSecretMissing,
    StoreIsNewer,
    TooManySlots,
    VaultDamaged,
    WrongPassphrase,
)
from desktop.store.first_slots import FirstKeyFile
from desktop.store.keyfile import KeyFile, SealedKeyFile
from desktop.store.slots import CarriedSlot, PassphraseSlot, RecoverySlot, RootKey, Slot
from desktop.store.vault_names import BACKUP_NAME, KEY_NAME
from sync.protocol.enrolment import Stretch


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key file that a secret has opened: what it says, the keys, and by whose slot.

    ``seconds`` is what stretching the secret took. ``is_carried_over`` says that the disk still has the first version.
    """

    content: KeyFile
    root: RootKey
    member: str = ""
    seconds: float = 0.0
    is_carried_over: bool = False

    @property
    def people(self) -> tuple[PassphraseSlot, ...]:
        """The slots of those who have a passphrase."""
        return tuple(each for each in self.content.slots if isinstance(each, PassphraseSlot))

    def slot_of(self, member: str) -> PassphraseSlot | None:
        """A person's slot, if there is one."""
        return next((each for each in self.people if each.member == member), None)


OpenWith = Callable[[SealedKeyFile], Unlocked]
"""Opens a key file whose slots were checked; WrongPassphrase, DeviceSecretMissing, or VaultDamaged."""


def new_member() -> str:
    """A person's id among the slots: random, and nothing else."""
    return secrets.token_hex(slots.MEMBER_LENGTH)


def passphrase_secret(passphrase: str) -> bytes:
    """The bytes of a passphrase typed to unlock: what can be no passphrase is a wrong one."""
    try:
        return passphrases.normalise(passphrase)
    except passphrases.PassphraseRefused:
        raise WrongPassphrase from None


def by_passphrase(secret: bytes, device: DeviceSecrets | None = None) -> OpenWith:
    """Try a passphrase on each person's slot."""

    def open_with(sealed: SealedKeyFile) -> Unlocked:
        content = sealed.content
        if isinstance(content, FirstKeyFile):
            root, seconds = _open_first(sealed, content, "passphrase", secret)
            return replace(_carried_over_by_passphrase(content, root, secret, device), seconds=seconds)
        return _by_person(sealed, content, secret, device)

    return open_with


def by_code(code: bytes, stretch: Stretch) -> OpenWith:
    """Try a recovery code. ``stretch`` is what its slot is to cost where it is made anew, as the first version's is."""

    def open_with(sealed: SealedKeyFile) -> Unlocked:
        content = sealed.content
        if isinstance(content, FirstKeyFile):
            first, _ = _open_first(sealed, content, "recovery", code)
            bare = _second(content, first, ())
            anew = slots.make_recovery_slot(code, first, bare.context, stretch)
            return Unlocked(msgspec.structs.replace(bare, slots=(anew,)), first, is_carried_over=True)
        for slot in content.slots:
            root = _root_of_code(slot, code, content)
            if root is None:
                continue
            _check(sealed, content, root)
            if not isinstance(slot, CarriedSlot):
                return Unlocked(content, root)
            anew = slots.make_recovery_slot(code, root, content.context, stretch)
            kept = tuple(each for each in content.slots if each is not slot)
            return Unlocked(msgspec.structs.replace(content, slots=(*kept, anew)), root)
        raise WrongPassphrase

    return open_with


def by_key(key: bytes) -> OpenWith:
    """Open with the store's own key, as an organiser's slot gives it."""

    def open_with(sealed: SealedKeyFile) -> Unlocked:
        content = sealed.content
        if isinstance(content, FirstKeyFile):  # it has no organiser's slot
            raise WrongPassphrase
        keyfile.check_seal(sealed, key)
        return Unlocked(content, RootKey(key, keyfile.unbox_anchor(content.anchor, key, content.store)))

    return open_with


def unlock(folder: Path, open_with: OpenWith, floor: Stretch) -> Unlocked:
    """Open the key file; if it is damaged, its copy, which then takes its place.

    The copy is asked only where the file is not what was written: unreadable, or of the copy's own
    generation but with other bytes. So a copy that a crash left one generation behind never lets an old
    passphrase in.
    """
    path, copy = folder / KEY_NAME, folder / BACKUP_NAME
    try:
        sealed = keyfile.decode(keyfile.read_bytes(path))
    except VaultDamaged as damage:
        return _unlock_copy(folder, open_with, floor, damage)
    try:
        return open_sealed(sealed, open_with, floor)
    except (VaultDamaged, WrongPassphrase) as failure:
        if not copy.exists() or not _same_generation(copy, sealed):
            raise
        return _unlock_copy(folder, open_with, floor, failure)


def with_slots(content: KeyFile, new: tuple[Slot, ...], *, after: int = 0) -> KeyFile:
    """The next generation of a key file, with these slots; it comes after the generation ``after`` too.

    TooManySlots if there are more than a key file may have.
    """
    if len(new) > keyfile.MOST_SLOTS:
        raise TooManySlots(keyfile.MOST_SLOTS)
    return msgspec.structs.replace(content, gen=max(content.gen, after) + 1, slots=new)


def with_slot(content: KeyFile, new: PassphraseSlot | RecoverySlot, *, after: int = 0) -> KeyFile:
    """The next generation of a key file, in which a person's slot, or the recovery code's, is another.

    It stands where the old one stood: the first person is the owner.
    """
    places = [place for place, each in enumerate(content.slots) if _gives_way(each, new)]
    if not places:
        return with_slots(content, (*content.slots, new), after=after)
    changed = tuple(
        new if place == places[0] else each
        for place, each in enumerate(content.slots)
        if place == places[0] or place not in places
    )
    return with_slots(content, changed, after=after)


def _gives_way(old: Slot, new: PassphraseSlot | RecoverySlot) -> bool:
    if isinstance(new, PassphraseSlot):
        return isinstance(old, PassphraseSlot) and old.member == new.member
    return isinstance(old, RecoverySlot | CarriedSlot)


def open_sealed(sealed: SealedKeyFile, open_with: OpenWith, floor: Stretch) -> Unlocked:
    """Open a key file, wherever it lies, after its slots were checked. WrongPassphrase, DeviceSecretMissing, VaultDamaged."""
    content = sealed.content
    if isinstance(content, FirstKeyFile):
        for first in content.slots:
            first_slots.check_first_slot(first, floor)
    else:
        for slot in content.slots:
            slots.check_slot(slot, floor)
    return open_with(sealed)


def _unlock_copy(
    folder: Path, open_with: OpenWith, floor: Stretch, failure: VaultDamaged | WrongPassphrase
) -> Unlocked:
    try:
        data = keyfile.read_bytes(folder / BACKUP_NAME)
        unlocked = open_sealed(keyfile.decode(data), open_with, floor)
    except (VaultDamaged, StoreIsNewer):
        raise failure from None
    write_whole(folder / KEY_NAME, data)
    return unlocked


def _same_generation(copy: Path, sealed: SealedKeyFile) -> bool:
    try:
        other = keyfile.decode(keyfile.read_bytes(copy))
    except (VaultDamaged, StoreIsNewer):
        return False
    return other != sealed and other.content.gen == sealed.content.gen


def _by_person(
    sealed: SealedKeyFile, content: KeyFile, secret: bytes, device: DeviceSecrets | None
) -> Unlocked:
    elsewhere: DeviceSecretMissing | None = None
    is_tried = False
    for slot in content.slots:
        if not isinstance(slot, PassphraseSlot):
            continue
        try:
            device_secret = _device_secret(slot, content.store, device)
        except DeviceSecretMissing as missing:
            elsewhere = missing
            continue
        watch, is_tried = Watch(), True
        root = slots.open_slot(slot, secret, content.context, device_secret)
        seconds = watch.seconds()
        if root is not None:
            _check(sealed, content, root)
            return Unlocked(content, root, slot.member, seconds)
    if elsewhere is not None and not is_tried:
        raise elsewhere
    raise WrongPassphrase


def _device_secret(slot: PassphraseSlot, store_id: str, device: DeviceSecrets | None) -> bytes:
    if not slot.device:
        return b""
    found = device.find(store_id, slot.device) if device is not None else None
    if found is None or not hmac.compare_digest(mark_of(found, store_id), slot.device):
        raise DeviceSecretMissing
    return found


def _check(sealed: SealedKeyFile, content: KeyFile, root: RootKey) -> None:
    keyfile.check_seal(sealed, root.key)
    keyfile.check_anchor(content, root)


def _root_of_code(slot: Slot, code: bytes, content: KeyFile) -> RootKey | None:
    if isinstance(slot, RecoverySlot):
        return slots.open_slot(slot, code, content.context)
    if isinstance(slot, CarriedSlot):
        key = slots.open_carried_slot(slot, code, content.store)
        return None if key is None else RootKey(key, keyfile.unbox_anchor(content.anchor, key, content.store))
    return None


def _open_first(
    sealed: SealedKeyFile, content: FirstKeyFile, kind: str, secret: bytes
) -> tuple[RootKey, float]:
    for slot in content.slots:
        if slot.kind != kind:
            continue
        watch = Watch()
        key = first_slots.open_first_slot(slot, secret, content.store)
        if key is not None:
            seconds = watch.seconds()
            keyfile.check_seal(sealed, key)
            return RootKey(key, secrets.token_bytes(slots.ANCHOR_LENGTH)), seconds
    raise WrongPassphrase


def _second(content: FirstKeyFile, root: RootKey, kept: tuple[Slot, ...]) -> KeyFile:
    return KeyFile(
        anchor=keyfile.box_anchor(root, content.store), gen=content.gen, slots=kept, store=content.store
    )


def _carried_over_by_passphrase(
    content: FirstKeyFile, root: RootKey, secret: bytes, device: DeviceSecrets | None
) -> Unlocked:
    carried = tuple(
        CarriedSlot(each.argon2id, each.id, each.nonce, each.wrapped)
        for each in content.slots
        if each.kind == "recovery"
    )
    again, member = _second(content, root, carried), new_member()
    stretch = next(each.argon2id.stretch for each in content.slots if each.kind == "passphrase")
    made = slots.make_passphrase_slot(
        member, secret, root, again.context, stretch, binding_of(device, content.store)
    )
    return Unlocked(
        msgspec.structs.replace(again, slots=(made, *carried)), root, member, is_carried_over=True
    )
