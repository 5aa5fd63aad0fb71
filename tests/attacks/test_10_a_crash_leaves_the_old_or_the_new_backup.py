"""A process that dies at any moment of making a backup or bringing one back leaves the old or the new, and what is left opens.

Each case runs in a child that ends itself (nothing is tidied up) just before its n-th call to the disk or its n-th
statement, for n = 1, 2, 3 … until it comes to the end.
"""

import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.operations.backups import find_backups, look_into, make_backup, restore_backup
from desktop.operations.contacts import add_person, count_people
from desktop.operations.vaults import change_passphrase
from desktop.store import binding
from desktop.store.errors import WrongPassphrase
from desktop.store.restoring import open_backup, with_passphrase
from desktop.store.vault_names import BACKUP_FOLDER, STORE_NAME
from tests.faults.proving import PROVES, every
from tests.made_up_backups import SECRET, backed_up, opened, worked_in
from tests.made_up_stores import PASSPHRASE, QUICK, TurnedClock

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a child is forked"),
    pytest.mark.prove,
]
DIED, MOST = 77, 5000
CALLS = ("fsync", "replace", "mkdir", *(("open", "unlink") if PROVES else ()))
NEW = "violet otter harbour nine"
Act = Callable[[Path], None]


class Death:
    """Ends the process before its n-th call to the disk, or its n-th statement."""

    def __init__(self, calls: int, statements: int) -> None:
        self.calls, self.statements = calls, statements

    def watch(self) -> None:
        for name in CALLS:
            setattr(os, name, self._before(getattr(os, name)))
        connect = binding.connect

        def watched(*given: Any, **named: Any) -> Any:
            connection = connect(*given, **named)
            connection.set_trace_callback(self._statement)
            return connection

        binding.connect = watched

    def _before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.calls -= 1
            if self.calls == 0:
                os._exit(DIED)
            return real(*given, **named)

        return call

    def _statement(self, _text: str) -> None:
        self.statements -= 1
        if self.statements == 0:
            os._exit(DIED)


def died(act: Act, folder: Path, death: Death) -> bool:
    """Whether an act in a child ended before its end."""
    child = os.fork()
    if not child:
        status = 1
        try:
            death.watch()
            act(folder)
            status = 0
        except BaseException:  # noqa: BLE001 - the child's barrier
            traceback.print_exc()
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(ended) in (0, DIED)
    return os.waitstatus_to_exitcode(ended) == DIED


def each_death(act: Act, folder: Path) -> Iterator[Path]:
    """The folder as each death leaves it, and as the end does: at each call to the disk, and at a sample of the statements."""
    for deaths in (
        (Death(step, 0) for step in range(1, MOST)),
        (Death(0, step) for step in range(1, MOST, every(61))),
    ):
        for death in deaths:
            image = copied(folder)
            is_over = not died(act, image, death)
            yield image
            if is_over:
                break
        else:
            raise AssertionError("it never came to its end")


def deaths(act: Act, folder: Path, left: Callable[[Path], Any]) -> list[Any]:
    """What each death left, by a look at it."""
    return [left(image) for image in each_death(act, folder)]


def copied(folder: Path) -> Path:
    image = folder.with_name("image")
    shutil.rmtree(image, ignore_errors=True)
    shutil.copytree(folder, image)
    return image


def later() -> TurnedClock:
    clock = TurnedClock()
    clock.turn(days=1)
    return clock


def back_up(folder: Path) -> None:
    make_backup(opened(folder, later()))


def bring_back(folder: Path) -> None:
    restore_backup(folder, None, SECRET, floor=QUICK)


def change(folder: Path) -> None:
    change_passphrase(opened(folder), PASSPHRASE, NEW, stretch=QUICK, floor=QUICK)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with a backup, and one person more than is in that."""
    store = worked_in(tmp_path / "vault")
    backed_up(store)
    add_person(store, {"given_name": "Newer"})
    store.close()
    return store.folder


def test_a_crash_while_a_backup_is_made_leaves_the_older_and_perhaps_the_new(vault: Path) -> None:
    def left(image: Path) -> int:
        rows = find_backups(image)
        people = [look_into(row.path, SECRET, floor=QUICK).people for row in rows]
        assert people in ([3], [4, 3])
        store = opened(image, later())
        assert count_people(store) == 4
        make_backup(store)
        store.close()
        names = [path.name for path in (image / BACKUP_FOLDER).iterdir()]
        assert len(names) == 2
        assert not any("unfinished" in name for name in names)
        return len(rows)

    found = deaths(back_up, vault, left)
    assert set(found) == {1, 2}
    assert len(found) > 8


def test_a_crash_while_one_is_brought_back_leaves_what_was_there_or_what_came(vault: Path) -> None:
    (vault / "before").write_bytes((vault / STORE_NAME).read_bytes())

    def left(image: Path) -> bool:
        store = opened(image)  # finishes what the crash left undone
        assert count_people(store) == 4
        is_new = len(store.exchange.writers()) > 1 or (image / "store.db.before").exists()
        store.close()
        aside = image / ("store.db.before" if is_new else STORE_NAME)
        assert aside.exists()
        if is_new:
            assert aside.read_bytes() == (image / "before").read_bytes()
        assert not list(image.glob("store.db.re*"))
        assert not list(image.glob("store.db.backup*"))
        return is_new

    found = deaths(bring_back, vault, left)
    assert set(found) == {False, True}
    assert len(found) > 12


def test_a_crash_while_one_is_brought_back_to_an_empty_laptop_leaves_nothing_or_all(vault: Path) -> None:
    (vault / STORE_NAME).unlink()
    for path in vault.glob("store.key*"):
        path.unlink()

    def left(image: Path) -> bool:
        bring_back(image)
        store = opened(image)
        assert count_people(store) == 3
        store.close()
        return True

    assert len(deaths(bring_back, vault, left)) > 12


def test_a_crash_while_backups_follow_a_new_passphrase_leaves_each_with_the_old_or_the_new(
    vault: Path,
) -> None:
    def left(image: Path) -> bool:
        row = find_backups(image)[0]
        try:
            open_backup(row.path, with_passphrase(NEW), QUICK)
        except WrongPassphrase:
            assert open_backup(row.path, SECRET, QUICK).people == 3
            return False
        return True

    found = deaths(change, vault, left)
    assert set(found) == {False, True}
