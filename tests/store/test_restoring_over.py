"""Bringing a vault back over what is half done, older, or lacks words; and how long what lies aside stays there."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.domain.ids import ContactId
from desktop.operations.backups import make_backup, restore_backup
from desktop.operations.contacts import add_person, list_people
from desktop.operations.erasures import erase_contact
from desktop.operations.vaults import change_passphrase, rescue_vault, unlock_vault
from desktop.store import vault
from desktop.store.errors import VaultUnwritable
from desktop.store.store import Store
from desktop.store.unlocking import Unlocked
from desktop.store.vault_names import (
    BACKUP_FOLDER,
    DAMAGED_STORE,
    KEY_NAME,
    RENEWED_STORE,
    SET_ASIDE,
    STORE_NAME,
)
from tests.made_up_backups import SECRET, backed_up, opened, worked_in
from tests.made_up_stores import PASSPHRASE, QUICK, entries_of
from tests.store.test_restoring import NEW, people, restored


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = worked_in(tmp_path / "vault")
    yield made
    with suppress(Exception):
        made.close()


@pytest.fixture
def half_renewed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], None]:
    """Renews a vault's key as far as its announcement: the newest records wait under the new one."""

    def renew(folder: Path, passphrase: str) -> None:
        with monkeypatch.context() as patch:

            def stopped(_folder: Path, unlocked: Unlocked) -> Unlocked:
                if unlocked.content.moving:
                    raise OSError(errno.EIO, "no")
                return unlocked

            patch.setattr("desktop.store.renewing.settle_moving", stopped)
            with pytest.raises(VaultUnwritable):
                vault.renew_key(folder, passphrase, floor=QUICK)
        assert (folder / RENEWED_STORE).exists()

    return renew


def test_a_renewal_of_the_key_that_was_half_done_is_finished_first(
    store: Store, half_renewed: Callable[[Path, str], None]
) -> None:
    path, writer = backed_up(store), store.session.writer
    add_person(store, {"given_name": "Newer"})
    folder = store.folder
    store.close()
    half_renewed(folder, PASSPHRASE)
    done = restore_backup(folder, path, SECRET, floor=QUICK)
    assert (done.contents.people, done.was_whole) == (4, True)
    found = opened(folder)
    assert people(found) == {"Zoë", "Bo", "Ada", "Newer"}
    assert found.session.writer != writer, "what was brought back stays"
    found.close()
    assert not list(folder.glob(f"{RENEWED_STORE}*"))


def test_a_renewal_that_cannot_be_finished_lies_aside_with_what_was_there(
    store: Store, half_renewed: Callable[[Path, str], None], tmp_path: Path
) -> None:
    drawer = tmp_path / "drawer.groundswell-backup"
    drawer.write_bytes(backed_up(store).read_bytes())
    add_person(store, {"given_name": "Newer"})
    change_passphrase(store, PASSPHRASE, NEW, stretch=QUICK, floor=QUICK)
    folder = store.folder
    store.close()
    vault.renew_key(folder, NEW, floor=QUICK).opened.release()
    half_renewed(folder, NEW)
    found = restored(folder, drawer)
    assert people(found) == {"Zoë", "Bo", "Ada"}
    found.close()
    opened(folder).close()
    again = tmp_path / "again"
    again.mkdir()
    for name in (STORE_NAME, RENEWED_STORE, KEY_NAME):
        (again / name).write_bytes((folder / f"{name}{SET_ASIDE}").read_bytes())
    theirs = unlock_vault(again, NEW, floor=QUICK)
    assert people(theirs) == {"Zoë", "Bo", "Ada", "Newer"}
    theirs.close()
    vault.remove_vault(folder)
    assert not any(path.name.startswith("store") for path in folder.iterdir())


@pytest.mark.parametrize("is_rescued", [False, True])
def test_what_lies_aside_goes_with_the_backup_after_an_erasure(
    store: Store, tmp_path: Path, is_rescued: bool
) -> None:
    drawer = tmp_path / "drawer.groundswell-backup"
    drawer.write_bytes(backed_up(store).read_bytes())
    folder = store.folder
    store.close()
    if is_rescued:
        rescue_vault(folder, PASSPHRASE, floor=QUICK).store.close()
        found = opened(folder)
    else:
        found = restored(folder, drawer)
    for path in (folder / BACKUP_FOLDER).iterdir():
        path.unlink()
    aside = folder / (DAMAGED_STORE if is_rescued else f"{STORE_NAME}{SET_ASIDE}")
    make_backup(found)
    assert aside.exists()
    for path in (folder / BACKUP_FOLDER).iterdir():
        path.unlink()
    gone = next(person for person in list_people(found) if person["given_name"] == "Ada")
    erase_contact(found, ContactId(str(gone["id"])))
    make_backup(found)
    assert not aside.exists()
    found.close()


def test_an_older_store_that_lies_there_fills_nothing_that_was_emptied_and_takes_no_receipt(
    store: Store,
) -> None:
    image = store.folder.parent / "image"
    shutil.copytree(store.folder, image, ignore=shutil.ignore_patterns("lock", "*-shm"))
    gone = next(person for person in list_people(store) if person["given_name"] == "Ada")
    erase_contact(store, ContactId(str(gone["id"])))
    with store.transaction() as connection:
        connection.execute("UPDATE entry SET receipt = 'taken', issued = 'then'")
    path = backed_up(store)
    folder = store.folder
    store.close()
    for suffix in ("", "-wal"):
        (folder / f"{STORE_NAME}{suffix}").write_bytes((image / f"{STORE_NAME}{suffix}").read_bytes())
    found = restored(folder, path)
    assert people(found) == {"Zoë", "Bo"}
    assert [entry.body for entry in entries_of(found) if entry.kind == "note"] == [""]
    assert found.reading.execute("SELECT count(*) FROM entry WHERE receipt <> 'taken'").fetchone() == (0,)
    found.close()


@pytest.mark.parametrize("is_lost_here", [False, True])
def test_words_that_one_side_lost_and_waits_for_come_from_the_other(store: Store, is_lost_here: bool) -> None:
    def lose() -> None:
        with store.transaction() as connection:
            connection.execute("INSERT INTO lost (entry) SELECT rowid FROM entry WHERE kind = 'note'")
            connection.execute("UPDATE entry SET body = '' WHERE kind = 'note'")

    before = {entry.id: entry.body for entry in entries_of(store)}
    path = backed_up(store)
    if is_lost_here:
        lose()
    else:
        image = (store.folder / STORE_NAME, store.folder / f"{STORE_NAME}-wal")
        whole = [file.read_bytes() for file in image]
        path.unlink()
        lose()
        path = backed_up(store)
    folder = store.folder
    store.close()
    if not is_lost_here:
        for file, content in zip(image, whole, strict=True):
            file.write_bytes(content)
    found = restored(folder, path)
    assert {entry.id: entry.body for entry in entries_of(found)} == before
    assert found.reading.execute("SELECT count(*) FROM lost").fetchone() == (0,)
    found.close()
