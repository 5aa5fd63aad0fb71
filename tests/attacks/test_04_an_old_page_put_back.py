"""Attack 4: one page is an older one of the same store. SQLCipher takes it; what does not fit is told as damage."""

from contextlib import suppress
from pathlib import Path

from desktop.operations.backups import make_backup
from desktop.operations.contacts import add_person, edit_person, list_people
from desktop.store.errors import VaultDamaged
from desktop.store.store import Store
from desktop.store.vault_names import STORE_NAME
from desktop.wording.faults import fault_words
from tests.made_up_backups import PAGE, opened, opens_or_is_told_damaged, worked_in


def is_told(store: Store) -> bool:
    """Whether reading everybody, or the check before a backup, tells of damage. Whatever else is raised is a fault of ours."""
    try:
        list(list_people(store))
        make_backup(store)
    except Exception as fault:
        if fault_words(fault).code != "damaged":
            raise
        return True
    finally:
        with suppress(VaultDamaged):
            store.close()
    return False


def test_an_old_page_is_taken_or_told_as_damage_and_nothing_else_comes_of_it(tmp_path: Path) -> None:
    store = worked_in(tmp_path / "vault")
    folder, person = store.folder, add_person(store, {"given_name": "Ewa"}).value
    store.close()
    old = (folder / STORE_NAME).read_bytes()
    store = opened(folder)
    edit_person(store, person, {"phone": "2"})
    for number in range(40):
        add_person(store, {"given_name": f"Ann {number}", "occupation": "x" * 300})
    store.close()
    new = (folder / STORE_NAME).read_bytes()
    changed = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(changed) > 10
    told, taken = 0, 0
    for at in changed:
        (folder / STORE_NAME).write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        found = opens_or_is_told_damaged(folder)
        if found is None or is_told(found):
            told += 1
        else:
            taken += 1
    assert told > 0
    (folder / STORE_NAME).write_bytes(new)
    again = opened(folder)
    assert len(list(list_people(again))) == 44
    again.close()
