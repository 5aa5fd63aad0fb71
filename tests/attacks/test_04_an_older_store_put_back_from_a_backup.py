"""Attack 4: the whole store is an older one. After a restore no number is used twice, and the server completes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.operations.backups import restore_backup
from desktop.operations.contacts import add_person, show_person
from desktop.store.vault_names import STORE_NAME
from tests.faults.branches import Branch, branch_in
from tests.faults.pass_rule import check_pass_rule
from tests.made_up_backups import SECRET, backed_up
from tests.made_up_stores import QUICK


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    with branch_in(tmp_path) as found:
        yield found


@pytest.mark.parametrize("is_readable", [False, True])
def test_a_backup_brought_back_uses_no_number_twice_and_the_server_completes_it(
    branch: Branch, is_readable: bool
) -> None:
    ann, ben = branch.laptops
    ann.write(2)
    ann.sync()
    ann.write(2)  # in the backup not sent, and sent after it was made
    backup, before = backed_up(ann.store), ann.store.session.writer
    ann.sync()
    person = add_person(ann.store, {"given_name": "Ada"}).value
    ann.sync()
    ben.write(2)
    ben.sync()
    if is_readable:
        ann.write(1)
    with ann.shut() as folder:
        if not is_readable:
            (folder / STORE_NAME).unlink()
        done = restore_backup(folder, backup, SECRET, floor=QUICK)
    assert (done.carried > 0, done.was_whole) == ((True, True) if is_readable else (False, None))
    if not is_readable:
        ann.ever, ann.has_heard = set(), False
    assert ann.store.session.writer != before
    ann.write(3)
    assert ann.unsent() >= 3 + int(is_readable)
    report = ann.sync()
    assert report.pending == 0
    assert show_person(ann.store, person).name == "Ada"
    ben.sync()
    check_pass_rule(branch)
