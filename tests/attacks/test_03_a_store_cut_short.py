"""Attack 3: the store is cut short, between two pages or within one. One check alone would miss it; both together do not."""

from pathlib import Path

import pytest

from desktop.store import binding, vault
from desktop.store.connection import StoreFile
from desktop.store.errors import VaultError
from desktop.store.migrations import NEWEST
from tests.attacks.golden_vault import its_store, opens, taken

PAGE = 4096


def is_seen(store: StoreFile) -> bool:
    """Whether a store is refused, or one of both checks says so."""
    try:
        reader = store.open_reader(NEWEST)
    except VaultError:
        return True
    try:
        bad = reader.execute("PRAGMA cipher_integrity_check").fetchall()
        return bool(bad) or reader.execute("PRAGMA quick_check").fetchone()[0] != "ok"
    except binding.DatabaseError:
        return True
    finally:
        reader.close()


@pytest.mark.parametrize(
    "cut", [1, 100, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 3 * PAGE, 4 * PAGE, 4 * PAGE + 90]
)
def test_it_is_seen_by_one_of_both_checks_and_mended_by_its_own_bytes(tmp_path: Path, cut: int) -> None:
    folder = taken(tmp_path / "vault")
    store, whole = its_store(folder), (folder / vault.STORE_NAME).read_bytes()
    (folder / vault.STORE_NAME).write_bytes(whole[:-cut])
    assert is_seen(store)
    (folder / vault.STORE_NAME).write_bytes(whole)
    assert opens(folder)
