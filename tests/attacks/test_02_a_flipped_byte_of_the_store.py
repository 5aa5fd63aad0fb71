"""Attack 2: any byte of the store is another. It is seen when it is opened or read, and by SQLCipher's own check."""

import os
from pathlib import Path

import pytest

from desktop.store import binding, vault
from desktop.store.connection import StoreFile
from desktop.store.errors import VaultError
from desktop.store.migrations import NEWEST
from tests.attacks.golden_vault import its_store, opens, taken
from tests.faults.proving import every

pytestmark = pytest.mark.prove


def is_seen(store: StoreFile) -> bool:
    """Whether a store is refused, cannot be read to its end, or is found damaged by the check."""
    try:
        reader = store.open_reader(NEWEST)
    except VaultError:
        return True
    try:
        for (table,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            reader.execute(f"SELECT * FROM [{table}]").fetchall()  # noqa: S608 - our own tables
        return bool(reader.execute("PRAGMA cipher_integrity_check").fetchall())
    except binding.DatabaseError:
        return True
    finally:
        reader.close()


def test_every_byte_of_a_small_store_counts(tmp_path: Path) -> None:
    folder = taken(tmp_path / "vault")
    store = its_store(folder)
    assert not is_seen(store)
    size = store.path.stat().st_size
    unseen = []
    descriptor = os.open(store.path, os.O_RDWR)
    try:
        for at in range(0, size, every(7, 1)):
            byte = os.pread(descriptor, 1, at)
            os.pwrite(descriptor, bytes([byte[0] ^ (1 << at % 8)]), at)
            if not is_seen(store):
                unseen.append(at)
            os.pwrite(descriptor, byte, at)
    finally:
        os.close(descriptor)
    assert unseen == []
    assert opens(folder)
    assert (folder / vault.STORE_NAME).exists()
