"""Vaults with backups for tests, and ways to spoil them."""

from pathlib import Path

from desktop.operations.backups import make_backup
from desktop.operations.contacts import add_note, add_person
from desktop.operations.drafts import keep_draft
from desktop.store.backup_files import BackupFile, BackupKeys, Contents, new_id, write_backup
from desktop.store.connection import StoreFile
from desktop.store.migrations import NEWEST
from desktop.store.restoring import with_passphrase
from desktop.store.store import Store
from desktop.store.vault import open_vault
from desktop.store.vault_names import KEY_NAME
from desktop.wording.faults import fault_words
from tests.made_up_stores import PASSPHRASE, QUICK, TurnedClock, made_store

SECRET = with_passphrase(PASSPHRASE)
PAGE = 4096


def worked_in(folder: Path, clock: TurnedClock | None = None) -> Store:
    """A store in which somebody has worked: three people, a note, something half typed."""
    store = made_store(folder, clock)
    for name in ("Zoë", "Bo", "Ada"):
        person = add_person(store, {"given_name": name, "phone": "1"}).value
    add_note(store, person, "Asks about the bus", read_aloud=True)
    keep_draft(store, f"person:{person}:note", "half typed")
    return store


def backed_up(store: Store) -> Path:
    """A backup of a store, made now."""
    return make_backup(store).value.row.path


def opened(folder: Path, clock: TurnedClock | None = None) -> Store:
    """A vault's store, opened."""
    clock = clock or TurnedClock()
    return Store(open_vault(folder, PASSPHRASE, floor=QUICK), clock.now_ms, clock.local_now)


def opens_or_is_told_damaged(folder: Path, clock: TurnedClock | None = None) -> Store | None:
    """A vault's store, opened; None where a person is told, in the words for that, that it is damaged."""
    try:
        return opened(folder, clock)
    except Exception as fault:
        if fault_words(fault).code != "damaged":
            raise
        return None


def names_in(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and below, but the lock, by its name, with what is in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def smallest_backup(store: Store, target: Path) -> BackupFile:
    """A backup of the same vault with a copy of three pages in it, so that each of its bytes may be tried."""
    backup, copy = new_id(), target.with_suffix(".db")
    database = StoreFile(copy, BackupKeys(store.key_for, backup).copy, store.store_id).create()
    database.execute("CREATE TABLE store_meta (one INTEGER PRIMARY KEY, store_id TEXT NOT NULL)")
    database.execute("INSERT INTO store_meta VALUES (1, ?)", [store.store_id])
    database.execute(f"PRAGMA user_version={NEWEST}")
    database.close()
    return write_backup(
        target,
        copy,
        backup=backup,
        store=store.store_id,
        made_at=store.now_ms(),
        key_file=(store.folder / KEY_NAME).read_bytes(),
        contents=Contents(entries=0, erasures=0, mark="", people=0, unsent=0),
        derive=store.key_for,
    )
