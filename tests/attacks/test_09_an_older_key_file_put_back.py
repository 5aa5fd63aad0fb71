"""Attack 9: the key file from before a change of passphrase is put back. It opens, as a copy of it would, and that is told."""

from pathlib import Path

import pytest

from desktop.operations import vaults
from desktop.store import vault
from desktop.store.errors import KeyFileOlder, VaultDamaged
from desktop.store.store import Store
from desktop.wording.faults import fault_words
from tests.attacks.golden_vault import FAST, PASSPHRASE

NEW = "violet otter harbour nine"
NEWER = "slate harbour ribbon kettle"


def made(folder: Path) -> Store:
    return vaults.create_vault(folder, PASSPHRASE, stretch=FAST, floor=FAST).store


def put_back(folder: Path, old: bytes) -> None:
    for name in (vault.KEY_NAME, vault.BACKUP_NAME):
        (folder / name).write_bytes(old)


def unlocked(folder: Path, passphrase: str) -> Store:
    return vaults.unlock_vault(folder, passphrase, floor=FAST)


def test_it_is_told_at_each_unlocking_until_the_passphrase_is_changed(tmp_path: Path) -> None:
    store = made(tmp_path)
    old = (tmp_path / vault.KEY_NAME).read_bytes()
    vaults.change_passphrase(store, PASSPHRASE, NEW, stretch=FAST, floor=FAST)
    assert not store.is_key_older
    store.close()
    put_back(tmp_path, old)  # before the store was opened once more
    for _ in range(2):
        store = unlocked(tmp_path, PASSPHRASE)
        assert store.is_key_older
        store.close()
    store = unlocked(tmp_path, PASSPHRASE)
    vaults.change_passphrase(store, PASSPHRASE, NEWER, stretch=FAST, floor=FAST)
    store.close()
    store = unlocked(tmp_path, NEWER)
    assert not store.is_key_older
    store.close()
    assert fault_words(KeyFileOlder()).code == "key_file_older"


def test_where_the_key_was_renewed_since_it_opens_nothing(tmp_path: Path) -> None:
    made(tmp_path).close()
    old = (tmp_path / vault.KEY_NAME).read_bytes()
    vault.renew_key(tmp_path, PASSPHRASE, floor=FAST).opened.release()
    put_back(tmp_path, old)
    with pytest.raises(VaultDamaged) as damaged:
        unlocked(tmp_path, PASSPHRASE)
    assert damaged.value.part == "store"


def test_a_lock_that_would_be_made_better_hides_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made(tmp_path)
    old = (tmp_path / vault.KEY_NAME).read_bytes()
    vaults.change_passphrase(store, PASSPHRASE, NEW, stretch=FAST, floor=FAST)
    store.close()
    put_back(tmp_path, old)
    monkeypatch.setattr("desktop.store.vault.FLOOR", FAST)
    monkeypatch.setattr("desktop.store.vault.dearer", lambda _costs, _seconds: FAST)
    for _ in range(2):
        store = unlocked(tmp_path, PASSPHRASE)
        assert store.is_key_older
        store.close()
    assert (tmp_path / vault.KEY_NAME).read_bytes() == old


def test_a_key_that_is_renewed_by_it_is_told_too(tmp_path: Path) -> None:
    store = made(tmp_path)
    old = (tmp_path / vault.KEY_NAME).read_bytes()
    vaults.change_passphrase(store, PASSPHRASE, NEW, stretch=FAST, floor=FAST)
    store.close()
    put_back(tmp_path, old)
    renewed = vault.renew_key(tmp_path, PASSPHRASE, floor=FAST).opened
    assert renewed.is_key_older
    renewed.release()
