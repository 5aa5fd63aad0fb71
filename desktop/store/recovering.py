"""Opening a vault without a passphrase: by the printed code, or by the key that an organiser handed back.

For the second, ``sealed_for_organisers`` says what an organiser must be given; they open it with their private key
(``open_for_organiser``), and ``open_by_store_key`` takes what comes back. How it travels is not said here.
"""

from dataclasses import replace
from pathlib import Path

import msgspec

from desktop.domain import passphrases, recovery
from desktop.store import keyfile, slots
from desktop.store.calibration import calibrated
from desktop.store.device_secrets import DeviceSecrets, binding_of
from desktop.store.disk import disk_faults
from desktop.store.errors import StoreIsNewer, VaultDamaged
from desktop.store.first_slots import FirstKeyFile
from desktop.store.opened import Opened
from desktop.store.opening import finish_opening, note_generation, settle_moving
from desktop.store.slots import CarriedSlot, OrganiserSlot
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import (
    OpenWith,
    by_code,
    by_key,
    by_passphrase,
    new_member,
    passphrase_secret,
    unlock,
    with_slot,
    with_slots,
)
from desktop.store.vault_files import forget_request, locked, require, write_key_file
from desktop.store.vault_names import KEY_NAME
from sync.protocol.enrolment import Stretch

RENEWAL_DUE = "key_renewal_due"
"""The setting which says that somebody could open this vault who should not any more."""


class SealedForOrganiser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organiser's slot with all that opening it takes besides their private key. Nothing in it is secret."""

    slot: OrganiserSlot
    store: str
    v: int


def open_by_recovery(
    folder: Path,
    code: str,
    new_passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Opened:
    """Open a vault by its recovery code and give whoever comes first a new passphrase to it. The code stays good.

    RecoveryCodeWrong, with the groups concerned, if what was typed is no code at all; WrongPassphrase if it is one, but of
    another vault.
    """
    new_secret = passphrases.normalise(new_passphrase)
    secret = recovery.read_code(code).encode("ascii")
    return _open_anew(folder, by_code(secret, stretch or FLOOR), new_secret, stretch, floor, device)


def open_by_store_key(
    folder: Path,
    key: bytes,
    new_passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Opened:
    """Open a vault by the key that an organiser's slot gave, and give whoever comes first a new passphrase to it.

    Before that opens anything it is written down that the key, which another laptop held, is to be renewed. VaultDamaged
    if it is not the key of this vault.
    """
    new_secret = passphrases.normalise(new_passphrase)
    return _open_anew(folder, by_key(key), new_secret, stretch, floor, device, is_renewal_due=True)


def sealed_for_organisers(folder: Path) -> tuple[SealedForOrganiser, ...]:
    """What each organiser would have to be given; no secret is needed to read it. VaultMissing, or VaultDamaged."""
    require(folder)
    content = keyfile.decode(keyfile.read_bytes(folder / KEY_NAME)).content
    if isinstance(content, FirstKeyFile):
        return ()
    found = [slot for slot in content.slots if isinstance(slot, OrganiserSlot)]
    for slot in found:
        slots.check_slot(slot, FLOOR)
    return tuple(SealedForOrganiser(slot, content.store, content.v) for slot in found)


def open_for_organiser(sealed: SealedForOrganiser, private: bytes) -> bytes | None:
    """The store's key, for the organiser to whom it was sealed; None if it was another. VaultDamaged for a bad shape."""
    slots.check_slot(sealed.slot, FLOOR)
    if sealed.v != keyfile.VERSION or len(sealed.store) != keyfile.STORE_ID_LENGTH:
        raise VaultDamaged("key", "shape")
    return slots.open_organiser_slot(sealed.slot, private, (sealed.v, sealed.store))


def organiser_locks(folder: Path) -> frozenset[bytes]:
    """The public keys of organisers who can open a vault; none where its key file cannot be read."""
    try:
        content = keyfile.decode(keyfile.read_bytes(folder / KEY_NAME)).content
    except (VaultDamaged, StoreIsNewer):
        return frozenset()
    found = (each for each in content.slots if isinstance(each, OrganiserSlot))
    return frozenset(bytes.fromhex(each.lock) for each in found)


def has_first_sheet(folder: Path) -> bool:
    """Whether the recovery sheet is one of the first version, which a renewed key makes void. VaultDamaged, StoreIsNewer."""
    content = keyfile.decode(keyfile.read_bytes(folder / KEY_NAME)).content
    return isinstance(content, FirstKeyFile) or any(isinstance(each, CarriedSlot) for each in content.slots)


def set_organisers(
    folder: Path,
    passphrase: str,
    publics: frozenset[bytes],
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
    after: int = 0,
) -> int:
    """Let these organisers help, and no others, to a vault that the caller has open. The key file's generation.

    Whoever could help before and is not among them may have kept the key: renew it. TooManySlots; ValueError for a key
    that is none.
    """
    with disk_faults():
        unlocked = unlock(folder, by_passphrase(passphrase_secret(passphrase), device), floor)
        content, root = unlocked.content, unlocked.root
        kept = tuple(
            each
            for each in content.slots
            if not isinstance(each, OrganiserSlot) or bytes.fromhex(each.lock) in publics
        )
        there = {bytes.fromhex(each.lock) for each in kept if isinstance(each, OrganiserSlot)}
        made = (slots.make_organiser_slot(one, root, content.context) for one in sorted(publics - there))
        changed = with_slots(content, (*kept, *made), after=after)
        write_key_file(folder, changed, root)
    return changed.gen


def _open_anew(
    folder: Path,
    open_with: OpenWith,
    new_secret: bytes,
    stretch: Stretch | None,
    floor: Stretch,
    device: DeviceSecrets | None,
    *,
    is_renewal_due: bool = False,
) -> Opened:
    require(folder)
    with locked(folder) as release:
        unlocked = settle_moving(folder, unlock(folder, open_with, floor))
        opened = finish_opening(folder, unlocked, release)
        content, root = unlocked.content, unlocked.root
        whose = unlocked.people[0].member if unlocked.people else new_member()
        made = slots.make_passphrase_slot(
            whose,
            new_secret,
            root,
            content.context,
            stretch or calibrated(),
            binding_of(device, content.store),
        )
        database = opened.connect_writer()
        try:
            if is_renewal_due:
                database.execute(
                    "INSERT OR REPLACE INTO setting (name, value) VALUES (?, '1')", [RENEWAL_DUE]
                )
            known = database.execute("SELECT key_gen FROM store_meta").fetchone()[0]
            changed = with_slot(content, made, after=known)
            write_key_file(folder, changed, root)
            note_generation(database, changed.gen)
        finally:
            database.close()
        forget_request(folder)
        return replace(opened, member=whose)
