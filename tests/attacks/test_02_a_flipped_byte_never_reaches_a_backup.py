"""Attack 2: any byte of the store is another. It is seen before a backup is made, and the last good one comes back."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.operations.backups import make_backup, restore_backup
from desktop.operations.contacts import count_people
from desktop.store.errors import VaultDamaged
from desktop.store.vault_names import BACKUP_FOLDER, STORE_NAME
from tests.faults.proving import every
from tests.made_up_backups import SECRET, backed_up, names_in, opened, opens_or_is_told_damaged, worked_in
from tests.made_up_stores import QUICK

pytestmark = pytest.mark.prove


def is_seen(folder: Path) -> bool:
    """Whether a damaged store is not opened, or no backup is made of it."""
    store = opens_or_is_told_damaged(folder)
    if store is None:
        return True
    try:
        make_backup(store)
    except VaultDamaged:
        return True
    finally:
        with suppress(VaultDamaged):
            store.close()
    return False


def test_a_flipped_byte_is_seen_and_the_last_good_backup_brings_everything_back(tmp_path: Path) -> None:
    store = worked_in(tmp_path / "vault")
    good, folder = backed_up(store), store.folder
    store.close()
    whole, dice = (folder / STORE_NAME).read_bytes(), random.Random(2)
    before = names_in(folder / BACKUP_FOLDER)
    for place in sorted(dice.sample(range(len(whole)), every(30, 1000))):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << dice.randrange(8)
        (folder / STORE_NAME).write_bytes(spoilt)
        assert is_seen(folder), place
        assert names_in(folder / BACKUP_FOLDER) == before
    restore_backup(folder, good, SECRET, floor=QUICK)
    again = opened(folder)
    assert count_people(again) == 3
    make_backup(again)
    again.close()
