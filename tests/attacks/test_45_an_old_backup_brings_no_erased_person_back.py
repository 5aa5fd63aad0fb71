"""Attack 45: somebody was erased, and an old backup is brought back. They stay erased, at the latest by the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.operations.backups import make_backup, restore_backup
from desktop.operations.contacts import add_person, list_people
from desktop.operations.erasures import erase_contact
from desktop.store.vault_names import BACKUP_FOLDER, STORE_NAME
from tests.faults.branches import Branch, branch_in
from tests.made_up_backups import SECRET, backed_up
from tests.made_up_stores import QUICK


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    with branch_in(tmp_path) as found:
        yield found


@pytest.mark.parametrize("is_readable", [False, True])
def test_an_erased_person_stays_erased_on_a_laptop_that_is_put_back_from_a_drawer(
    branch: Branch, tmp_path: Path, is_readable: bool
) -> None:
    ann, _ben = branch.laptops
    person = add_person(ann.store, {"given_name": "Erased", "phone": "07700 900 123"}).value
    ann.sync()
    drawer = tmp_path / "drawer.groundswell-backup"
    drawer.write_bytes(backed_up(ann.store).read_bytes())
    erase_contact(ann.store, person)
    ann.sync()
    made = make_backup(ann.store).value.row
    assert list((ann.store.folder / BACKUP_FOLDER).iterdir()) == [made.path]
    with ann.shut() as folder:
        if not is_readable:
            (folder / STORE_NAME).unlink()
        restore_backup(folder, drawer, SECRET, floor=QUICK)
    names = {person["given_name"] for person in list_people(ann.store)}
    assert ("Erased" in names) == (
        not is_readable
    )  # a laptop alone cannot know: its words say that the server must be asked
    ann.sync()
    assert "Erased" not in {person["given_name"] for person in list_people(ann.store)}
    bodies = ann.store.reading.execute("SELECT count(*) FROM entry WHERE instr(body, '900 123') > 0")
    assert bodies.fetchone()[0] == 0
