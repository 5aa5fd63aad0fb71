"""A vault's key renewed: the store is copied under another, and the copy takes its place. Never changed in place.

The order on the disk: the copy, whole and checked, as ``store.db.renewed``; then the key file, in which the new key is
sealed to every lock and which says that the store is *moving*; then its copy; then the store's name; then the key file
that says so no longer. What the key file says holds: before it is written the old key opens the old store, and what lies
beside it is cleared away; afterwards the new key opens the copy, whatever it is called by then.

Every passphrase and the printed sheet go on opening. Only a sheet of the first version, whose slot holds the key itself,
opens nothing any more: then there is a new code to be printed.
"""

import secrets
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from desktop.domain import recovery
from desktop.domain.sharing import NotTheOwner
from desktop.store import binding, keyfile, slots
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.disk import sync_file, sync_folder, write_whole
from desktop.store.errors import NotOneself, PersonUnknown, VaultDamaged
from desktop.store.keyfile import KeyFile
from desktop.store.migrations import NEWEST
from desktop.store.opened import Opened
from desktop.store.opening import finish_opening, settle_moving
from desktop.store.putting_back import drop_store
from desktop.store.slots import CarriedSlot, RootKey, Slot
from desktop.store.stretching import FLOOR, KEY_LENGTH
from desktop.store.unlocking import Unlocked, by_passphrase, passphrase_secret, unlock
from desktop.store.vault_files import (
    copy_key_file_surely,
    locked,
    people_of,
    require,
    store_file,
)
from desktop.store.vault_names import KEY_NAME, RENEWED_STORE, STORE_NAME
from sync.protocol.enrolment import Stretch

Keep = Callable[[Unlocked], tuple[Slot, ...]]
"""Which slots of a vault stay, by who asks."""


@dataclass(frozen=True, slots=True)
class RenewedVault:
    """A vault under a new key, opened. ``recovery_code`` is a new one, to be printed, if the old sheet is void; else empty."""

    opened: Opened
    recovery_code: str


def renew_key(
    folder: Path,
    passphrase: str,
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> RenewedVault:
    """Renew the key of a vault that nobody has open, and open it.

    A crash at any moment leaves the old key with the old store or the new with the new. WrongPassphrase and any other
    VaultError before the key file was written leave everything as it was.
    """
    return _renewed(folder, passphrase, floor, device, lambda unlocked: unlocked.content.slots)


def remove_person(
    folder: Path,
    passphrase: str,
    member: str,
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> RenewedVault:
    """Take somebody's passphrase away from a vault that nobody has open, and renew its key: they may have kept the old.

    PersonUnknown if nobody has that id; NotOneself if it is whoever asks; NotTheOwner if that is not the first of all.
    """

    def keep(unlocked: Unlocked) -> tuple[Slot, ...]:
        gone = unlocked.slot_of(member)
        if gone is None:
            raise PersonUnknown
        if member == unlocked.member:
            raise NotOneself
        if unlocked.member != people_of(unlocked.content)[0]:
            raise NotTheOwner
        return tuple(each for each in unlocked.content.slots if each is not gone)

    return _renewed(folder, passphrase, floor, device, keep)


def _renewed(
    folder: Path, passphrase: str, floor: Stretch, device: DeviceSecrets | None, keep: Keep
) -> RenewedVault:
    require(folder)
    with locked(folder) as release:
        unlocked = unlock(folder, by_passphrase(passphrase_secret(passphrase), device), floor)
        kept = keep(unlocked)
        unlocked = settle_moving(folder, unlocked)
        opened = finish_opening(folder, unlocked, lambda: None)
        known = _generation(opened)
        fresh = RootKey(secrets.token_bytes(KEY_LENGTH), unlocked.root.anchor)
        content, code = _with_new_key(unlocked.content, kept, fresh, floor, known)
        try:
            _copy_store(folder, unlocked, fresh.key)
        except BaseException:
            drop_store(folder, RENEWED_STORE)
            raise
        moved = Unlocked(content, fresh, unlocked.member)
        _announce(folder, moved)
        moved = settle_moving(folder, moved)
        again = replace(finish_opening(folder, moved, release), is_key_older=opened.is_key_older)
        return RenewedVault(again, code)


def _generation(opened: Opened) -> int:
    with closing(opened.connect_reader()) as reader:
        found: int = reader.execute("SELECT key_gen FROM store_meta").fetchone()[0]
    return found


def _with_new_key(
    old: KeyFile, kept: tuple[Slot, ...], fresh: RootKey, floor: Stretch, known: int
) -> tuple[KeyFile, str]:
    """The key file around the new key, and a new recovery code if the old sheet cannot be carried over."""
    code = recovery.new_code(secrets.choice) if any(isinstance(each, CarriedSlot) for each in kept) else ""
    again = tuple(
        slots.make_recovery_slot(code.encode("ascii"), fresh, old.context, floor)
        if isinstance(each, CarriedSlot)
        else slots.seal_anew(each, fresh, old.context)
        for each in kept
    )
    content = msgspec.structs.replace(
        old,
        anchor=keyfile.box_anchor(fresh, old.store),
        gen=max(old.gen, known) + 1,
        slots=again,
        moving=True,
    )
    return content, code


def _copy_store(folder: Path, unlocked: Unlocked, key: bytes) -> None:
    """Copy the store page by page under another key, bring it to the disk, and see that it is whole."""
    store_id = unlocked.content.store
    drop_store(folder, RENEWED_STORE)
    old = store_file(folder / STORE_NAME, unlocked.root.key, store_id)
    new = store_file(folder / RENEWED_STORE, key, store_id)
    with closing(old.open_writer(NEWEST)) as source, closing(new.create()) as target:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        source.conn.backup(target.conn)
    with closing(new.open_writer(NEWEST)) as target:
        try:
            bad = target.execute("PRAGMA cipher_integrity_check").fetchone()
            said = target.execute("PRAGMA quick_check").fetchone()
        except binding.DatabaseError:
            raise VaultDamaged("store", "unreadable") from None
        if bad is not None or said[0] != "ok":
            raise VaultDamaged("store", "unreadable")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sync_file(folder / RENEWED_STORE)
    sync_folder(folder)


def _announce(folder: Path, moved: Unlocked) -> None:
    """From here on the new key holds, on both copies of the key file."""
    data = keyfile.encode(moved.content, moved.root.key)
    write_whole(folder / KEY_NAME, data)
    copy_key_file_surely(folder, moved.content, moved.root)
