"""The end of every opening: with the keys in hand, finish what a crash left undone, and bring everything up to date."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from desktop.store.binding import Database
from desktop.store.disk import sync_folder
from desktop.store.keyfile import KeyFile
from desktop.store.migrations import NEWEST, apply_migrations
from desktop.store.opened import Opened
from desktop.store.unlocking import Unlocked
from desktop.store.vault_files import (
    Release,
    clear_leftovers,
    copy_key_file,
    copy_key_file_surely,
    name_store,
    opened_store,
    store_file,
    write_key_file,
)
from desktop.store.vault_names import RENEWED_STORE, STORE_NAME


def finish_opening(
    folder: Path, unlocked: Unlocked, release: Release, better: KeyFile | None = None
) -> Opened:
    """Open the store, and only then write what is to be another in the key file.

    ``better`` is a key file that is merely better than the one on the disk: where the disk refuses it, the vault opens
    by the old one and the next opening tries again. An older one that was put back stays, and is told, until a person
    changes something in it.
    """
    content, root = unlocked.content, unlocked.root
    if not (folder / STORE_NAME).exists():
        name_store(folder)
    opened = opened_store(folder, content, root, release, member=unlocked.member)
    database = opened.connect_writer()
    try:
        apply_migrations(database)
        if database.execute("PRAGMA user_version").fetchone()[0] < NEWEST:
            database.execute(f"PRAGMA user_version={NEWEST}")
        is_key_older = note_generation(database, content.gen)
        if better is not None and not is_key_older:
            with suppress(OSError):
                write_key_file(folder, better, root)
                content = better
                note_generation(database, content.gen)
    finally:
        database.close()
    clear_leftovers(folder)
    if not unlocked.is_carried_over or content is better:
        copy_key_file(folder, content, root)
    return replace(opened, is_key_older=is_key_older)


def settle_moving(folder: Path, unlocked: Unlocked) -> Unlocked:
    """Where a key was renewed and the new store still waits under its other name: give it its own.

    VaultDamaged, and nothing changed, if what waits is not the store of this key.
    """
    content, root = unlocked.content, unlocked.root
    if not content.moving:
        return unlocked
    waiting = folder / RENEWED_STORE
    if waiting.exists():
        store_file(waiting, root.key, content.store).open_writer(NEWEST).close()
        copy_key_file_surely(folder, content, root)  # while the old key file's copy still has its store
        for suffix in ("-wal", "-shm"):
            (folder / f"{STORE_NAME}{suffix}").unlink(
                missing_ok=True
            )  # of the old store, whose rows are all copied
        waiting.replace(folder / STORE_NAME)
        sync_folder(folder)
    settled = msgspec.structs.replace(content, gen=content.gen + 1, moving=False)
    write_key_file(folder, settled, root)
    return replace(unlocked, content=settled)


def note_generation(database: Database, gen: int) -> bool:
    """Let the store know its key file's generation; whether the store has met a later one."""
    known: int = database.execute("SELECT key_gen FROM store_meta").fetchone()[0]
    if known < gen:
        database.execute("UPDATE store_meta SET key_gen = ?", [gen])
    return known > gen
