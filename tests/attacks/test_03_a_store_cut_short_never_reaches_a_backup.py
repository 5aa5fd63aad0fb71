"""Attack 3: the store's file is cut short, at a page's end or within one. It is seen before a backup is made."""

from contextlib import suppress
from pathlib import Path

import pytest

from desktop.operations.backups import make_backup, restore_backup
from desktop.operations.contacts import add_person, count_people
from desktop.store.errors import VaultDamaged
from desktop.store.vault_names import BACKUP_FOLDER, STORE_NAME
from tests.made_up_backups import PAGE, SECRET, backed_up, names_in, opened, worked_in
from tests.made_up_stores import QUICK


@pytest.mark.parametrize("within_a_page", [0, 1, 100, PAGE - 1])
def test_a_store_cut_short_is_seen_and_the_last_good_backup_brings_everything_back(
    tmp_path: Path, within_a_page: int
) -> None:
    store = worked_in(tmp_path / "vault")
    for number in range(60):
        add_person(store, {"given_name": f"Ann {number}", "occupation": "x" * 300})
    good, folder = backed_up(store), store.folder
    store.close()
    whole, before = (folder / STORE_NAME).read_bytes(), names_in(folder / BACKUP_FOLDER)
    for pages in (1, 2, len(whole) // PAGE // 2, len(whole) // PAGE - 1):
        (folder / STORE_NAME).write_bytes(whole[: pages * PAGE + within_a_page])
        with pytest.raises(VaultDamaged):  # noqa: PT012 - it is seen at the opening or before the backup
            found = opened(folder)
            try:
                make_backup(found)
            finally:
                with suppress(Exception):
                    found.close()
        assert names_in(folder / BACKUP_FOLDER) == before
    restore_backup(folder, good, SECRET, floor=QUICK)
    again = opened(folder)
    assert count_people(again) == 63
    again.close()
