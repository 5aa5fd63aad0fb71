"""A vault: a folder with the key file, the encrypted store and the lock. Made, opened, its secrets changed.

Creating goes in an order that a crash cannot spoil: the store is built as ``store.db.new``, then the key
file is written, then the store gets its name. A key file says that the store beside it is whole; a
``store.db.new`` without one is of no use to anybody and is cleared away by the next try.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from desktop.domain import passphrases, recovery
from desktop.store import keyfile, slots
from desktop.store.connection import StoreFile, check_file
from desktop.store.disk import disk_faults, sync_folder, write_whole
from desktop.store.errors import (
    StoreIsNewer,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    WrongPassphrase,
)
from desktop.store.keyfile import KeyFile, SealedKeyFile
from desktop.store.lockfile import take_lock
from desktop.store.migrations import NEWEST, apply_migrations
from desktop.store.opened import Opened
from desktop.store.putting_back import finish_restore, remove_backups
from desktop.store.rescue import Rescued, copy_readable, is_log_torn
from desktop.store.slots import FLOOR, SlotKind
from desktop.store.vault_names import (
    BACKUP_NAME,
    DAMAGED_STORE,
    EVERY_NAME,
    KEY_NAME,
    READ_STORE,
    STORE_NAME,
    UNNAMED_STORE,
    vault_exists,
)
from sync.protocol.enrolment import Stretch

__all__ = [
    "BACKUP_NAME",
    "KEY_NAME",
    "STORE_NAME",
    "UNNAMED_STORE",
    "CreatedVault",
    "RescuedVault",
    "change_passphrase",
    "create_vault",
    "open_by_recovery",
    "open_vault",
    "remove_vault",
    "renew_recovery_code",
    "rescue_vault",
    "vault_exists",
]


@dataclass(frozen=True, slots=True)
class CreatedVault:
    """A new vault, opened, and its recovery code, which is shown once and kept nowhere."""

    opened: Opened
    recovery_code: str


@dataclass(frozen=True, slots=True)
class RescuedVault:
    """A vault that was made anew from what could be read, opened."""

    opened: Opened
    rescued: Rescued


def create_vault(
    folder: Path, passphrase: str, *, stretch: Stretch = FLOOR, floor: Stretch = FLOOR
) -> CreatedVault:
    """Make a vault in a folder, which is made too if need be, and open it.

    ``stretch`` is what Argon2id is to cost. Tests lower it, and ``floor`` with it; so does the practice
    street, whose passphrase is 256 random bits and whose vault is thrown away. VaultExists if there is a
    vault already; PassphraseRefused for what cannot be a passphrase at all.
    """
    secret = passphrases.normalise(passphrase)
    _make_folder(folder)
    with _locked(folder) as release:
        if vault_exists(folder):
            raise VaultExists
        code = recovery.new_code(secrets.choice)
        key = secrets.token_bytes(slots.KEY_LENGTH)
        store_id = secrets.token_hex(keyfile.STORE_ID_LENGTH // 2)
        context = (keyfile.VERSION, store_id)
        content = KeyFile(
            gen=1,
            slots=(
                slots.make_slot("passphrase", secret, key, context, stretch),
                slots.make_slot("recovery", code.encode("ascii"), key, context, stretch),
            ),
            store=store_id,
        )
        for slot in content.slots:
            slots.check_slot(slot, floor)
        try:
            _build_store(folder, key, store_id)
            _write_key_file(folder, content, key)
            _name_store(folder)
        except BaseException:
            _clear(folder)  # nobody has seen the recovery code, so nobody may be left with this vault
            raise
        return CreatedVault(_opened(folder, key, store_id, release), code)


def open_vault(folder: Path, passphrase: str, *, floor: Stretch = FLOOR) -> Opened:
    """Open a vault by its passphrase.

    WrongPassphrase, VaultMissing, VaultDamaged, NotEncrypted, StoreIsNewer or VaultOpenElsewhere keep it
    shut; none of them has changed anything.
    """
    _require(folder)
    with _locked(folder) as release:
        secret = _passphrase_secret(passphrase)
        content, key = _unlock(folder, "passphrase", secret, floor)
        return _finish(folder, content, key, release)


def open_by_recovery(
    folder: Path, code: str, new_passphrase: str, *, stretch: Stretch = FLOOR, floor: Stretch = FLOOR
) -> Opened:
    """Open a vault by its recovery code and give it a new passphrase; the code stays good.

    RecoveryCodeWrong, with the groups concerned, if what was typed is no code at all; WrongPassphrase if it
    is one, but of another vault.
    """
    new_secret = passphrases.normalise(new_passphrase)
    secret = recovery.read_code(code).encode("ascii")
    _require(folder)
    with _locked(folder) as release:
        content, key = _unlock(folder, "recovery", secret, floor)
        opened = _finish(folder, content, key, release)
        _write_key_file(folder, _with_slot(content, "passphrase", new_secret, key, stretch), key)
        return opened


def rescue_vault(folder: Path, passphrase: str, *, floor: Stretch = FLOOR) -> RescuedVault:
    """Make a new store of what can be read of a damaged one, under the same keys, and open it; the old file is put aside.

    A crash at any moment leaves the damaged store or the new one, and what lies aside is as it was found. VaultDamaged if
    nothing can be rescued of it.
    """
    _require(folder)
    with _locked(folder) as release:
        content, key = _unlock(folder, "passphrase", _passphrase_secret(passphrase), floor)
        check_file(folder / STORE_NAME)
        _build_store(folder, key, content.store)
        fresh = _store_file(folder / UNNAMED_STORE, key, content.store).open_writer(NEWEST)
        try:
            rescued = copy_readable(_copied(folder, key, content.store).connect_unseen, fresh.conn)
            if is_log_torn(folder / f"{STORE_NAME}-wal"):
                rescued = replace(rescued, is_whole=False)
        except BaseException:
            fresh.close()
            _drop_copies(folder, UNNAMED_STORE)
            raise
        finally:
            _drop_copies(folder, READ_STORE)
        fresh.close()
        _put_aside(folder)
        _name_store(folder)
        return RescuedVault(_opened(folder, key, content.store, release), rescued)


def change_passphrase(
    folder: Path, old: str, new: str, *, stretch: Stretch = FLOOR, floor: Stretch = FLOOR
) -> None:
    """Give a vault that the caller has open a new passphrase, by one rewrite of its key file.

    After a crash at any moment the old or the new passphrase opens it, never neither. WrongPassphrase if
    ``old`` is not the passphrase; nothing is written then.
    """
    new_secret = passphrases.normalise(new)
    with disk_faults():
        content, key = _unlock(folder, "passphrase", _passphrase_secret(old), floor)
        _write_key_file(folder, _with_slot(content, "passphrase", new_secret, key, stretch), key)


def renew_recovery_code(
    folder: Path, passphrase: str, *, stretch: Stretch = FLOOR, floor: Stretch = FLOOR
) -> str:
    """A new recovery code for a vault that the caller has open; the old one opens nothing from then on."""
    code = recovery.new_code(secrets.choice)
    with disk_faults():
        content, key = _unlock(folder, "passphrase", _passphrase_secret(passphrase), floor)
        _write_key_file(folder, _with_slot(content, "recovery", code.encode("ascii"), key, stretch), key)
    return code


def remove_vault(folder: Path) -> None:
    """Take a vault away that nobody has open: the keys first, so that a crash leaves nothing that opens.

    VaultOpenElsewhere if somebody has it open. A folder without a vault stays as it is.
    """
    with _locked(folder) as release:
        for name in EVERY_NAME:
            (folder / name).unlink(missing_ok=True)
        remove_backups(folder)
        sync_folder(folder)
        release()


def _require(folder: Path) -> None:
    if not vault_exists(folder):
        raise VaultMissing


def _make_folder(folder: Path) -> None:
    with disk_faults():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[Callable[[], None]]:
    """Hold the lock; give it back at once if what is done under it fails."""
    with disk_faults():
        release = take_lock(folder)
        try:
            finish_restore(folder)
            yield release
        except BaseException:
            release()
            raise


def _passphrase_secret(passphrase: str) -> bytes:
    """The bytes of a passphrase typed to unlock: what can be no passphrase is a wrong one."""
    try:
        return passphrases.normalise(passphrase)
    except passphrases.PassphraseRefused:
        raise WrongPassphrase from None


def _unlock(folder: Path, kind: SlotKind, secret: bytes, floor: Stretch) -> tuple[KeyFile, bytes]:
    """Open the key file; if it is damaged, its copy, which then takes its place.

    The copy is asked only where the file is not what was written: unreadable, or of the copy's own
    generation but with other bytes. So a copy that a crash left one generation behind never lets an old
    passphrase in.
    """
    path, copy = folder / KEY_NAME, folder / BACKUP_NAME
    try:
        sealed = keyfile.decode(keyfile.read_bytes(path))
    except VaultDamaged as damage:
        return _unlock_copy(folder, kind, secret, floor, damage)
    try:
        return _open_key_file(sealed, kind, secret, floor)
    except (VaultDamaged, WrongPassphrase) as failure:
        if not copy.exists() or not _same_generation(copy, sealed):
            raise
        return _unlock_copy(folder, kind, secret, floor, failure)


def _unlock_copy(
    folder: Path, kind: SlotKind, secret: bytes, floor: Stretch, failure: VaultDamaged | WrongPassphrase
) -> tuple[KeyFile, bytes]:
    try:
        sealed = keyfile.decode(keyfile.read_bytes(folder / BACKUP_NAME))
        content, key = _open_key_file(sealed, kind, secret, floor)
    except (VaultDamaged, StoreIsNewer):
        raise failure from None
    write_whole(folder / KEY_NAME, keyfile.encode(content, key))
    return content, key


def _same_generation(copy: Path, sealed: SealedKeyFile) -> bool:
    try:
        other = keyfile.decode(keyfile.read_bytes(copy))
    except (VaultDamaged, StoreIsNewer):
        return False
    return other != sealed and other.content.gen == sealed.content.gen


def _open_key_file(
    sealed: SealedKeyFile, kind: SlotKind, secret: bytes, floor: Stretch
) -> tuple[KeyFile, bytes]:
    content = sealed.content
    for slot in content.slots:
        slots.check_slot(slot, floor)
    for slot in content.slots:
        key = slots.open_slot(slot, secret, content.context) if slot.kind == kind else None
        if key is not None:
            keyfile.check_seal(sealed, key)
            return content, key
    raise WrongPassphrase


def _with_slot(content: KeyFile, kind: SlotKind, secret: bytes, key: bytes, stretch: Stretch) -> KeyFile:
    """The next generation of a key file, in which one kind of slot is another."""
    kept = tuple(slot for slot in content.slots if slot.kind != kind)
    new = slots.make_slot(kind, secret, key, content.context, stretch)
    return KeyFile(gen=content.gen + 1, slots=(new, *kept), store=content.store)


def _write_key_file(folder: Path, content: KeyFile, key: bytes) -> None:
    """Write the key file, then its copy. What the key file says holds; the copy is for damage only."""
    write_whole(folder / KEY_NAME, keyfile.encode(content, key))
    _copy_key_file(folder, content, key)


def _copy_key_file(folder: Path, content: KeyFile, key: bytes) -> None:
    """Keep a copy of the key file beside it; where the disk refuses, the next opening tries again."""
    data, copy = keyfile.encode(content, key), folder / BACKUP_NAME
    with suppress(OSError):
        if not copy.exists() or copy.read_bytes() != data:
            write_whole(copy, data)


def _clear(folder: Path) -> None:
    """Take away what a failed making left, under the lock and where there was no vault before."""
    for name in (KEY_NAME, BACKUP_NAME, STORE_NAME, UNNAMED_STORE):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _build_store(folder: Path, key: bytes, store_id: str) -> None:
    _drop_copies(folder, UNNAMED_STORE)
    database = _store_file(folder / UNNAMED_STORE, key, store_id).create()
    try:
        apply_migrations(database)
        database.execute("INSERT INTO store_meta (one, store_id) VALUES (1, ?)", [store_id])
        database.execute(f"PRAGMA user_version={NEWEST}")
    finally:
        database.close()


def _copied(folder: Path, key: bytes, store_id: str) -> StoreFile:
    """A copy of a damaged store with its log, to be read in its place."""
    _drop_copies(folder, READ_STORE)
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(folder / f"{STORE_NAME}{suffix}", folder / f"{READ_STORE}{suffix}")
    return _store_file(folder / READ_STORE, key, store_id)


def _drop_copies(folder: Path, name: str) -> None:
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{name}{suffix}").unlink(missing_ok=True)


def _put_aside(folder: Path) -> None:
    """Let a damaged store lie beside the new one, still encrypted, until it is not wanted any more."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            (folder / f"{STORE_NAME}{suffix}").replace(folder / f"{DAMAGED_STORE}{suffix}")


def _name_store(folder: Path) -> None:
    with suppress(FileNotFoundError):
        (folder / UNNAMED_STORE).replace(folder / STORE_NAME)
    sync_folder(folder)


def _finish(folder: Path, content: KeyFile, key: bytes, release: Callable[[], None]) -> Opened:
    """With the key in hand: finish what a crash left undone, and bring the schema up to date."""
    if not (folder / STORE_NAME).exists():
        _name_store(folder)
    opened = _opened(folder, key, content.store, release)
    database = opened.connect_writer()
    try:
        apply_migrations(database)
        if database.execute("PRAGMA user_version").fetchone()[0] < NEWEST:
            database.execute(f"PRAGMA user_version={NEWEST}")
    finally:
        database.close()
    for leftover in folder.glob(f"{KEY_NAME}*.new"):
        leftover.unlink()  # a crash came before it got its name
    _drop_copies(folder, READ_STORE)
    _copy_key_file(folder, content, key)
    return opened


def _opened(folder: Path, key: bytes, store_id: str, release: Callable[[], None]) -> Opened:
    store = _store_file(folder / STORE_NAME, key, store_id)
    return Opened(
        folder,
        store_id,
        connect_writer=lambda: store.open_writer(NEWEST),
        connect_reader=lambda: store.open_reader(NEWEST),
        release=release,
        derive=partial(keyfile.derive, key, store_id=store_id),
    )


def _store_file(path: Path, key: bytes, store_id: str) -> StoreFile:
    return StoreFile(path, keyfile.derive(key, keyfile.STORE_PURPOSE, store_id), store_id)
