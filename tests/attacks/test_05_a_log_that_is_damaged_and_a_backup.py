"""Attack 5: the store's log is damaged, gone, or from another day. A backup comes back whatever the log is."""

import shutil
from pathlib import Path

import pytest

from desktop.operations.backups import restore_backup
from desktop.operations.contacts import add_person, list_people
from desktop.store.vault_names import STORE_NAME
from tests.made_up_backups import SECRET, backed_up, opened, worked_in
from tests.made_up_stores import QUICK


@pytest.mark.parametrize("damage", ["", "flipped", "cut", "gone", "of another day"])
def test_whatever_became_of_the_log_the_backup_comes_back_and_damage_is_told(
    tmp_path: Path, damage: str
) -> None:
    store = worked_in(tmp_path / "vault")
    backup = backed_up(store).rename(tmp_path / "backup.groundswell-backup")
    other = Path(f"{store.folder / STORE_NAME}-wal").read_bytes()
    for number in range(20):
        add_person(store, {"given_name": f"Since {number}"})
    folder = tmp_path / "image"
    shutil.copytree(store.folder, folder, ignore=shutil.ignore_patterns("lock", "*-shm"))
    log = folder / f"{STORE_NAME}-wal"
    content = bytearray(log.read_bytes())
    if damage == "flipped":
        content[len(content) // 2] ^= 1
    log.write_bytes(content[: len(content) * 2 // 3 - 7] if damage == "cut" else content)
    if damage == "gone":
        log.unlink()
    if damage == "of another day":
        log.write_bytes(other)
    done = restore_backup(folder, backup, SECRET, floor=QUICK)
    found = opened(folder)
    names = {str(person["given_name"]) for person in list_people(found)}
    assert names >= {"Zoë", "Bo", "Ada"}
    assert done.was_whole == (damage not in ("flipped", "cut"))
    assert ("Since 19" in names) == (damage == "")
    found.close()
    store.close()
