"""Bringing a vault back from a backup: on an empty laptop, over a damaged store, and over one that has gone on since."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.domain.ids import ContactId
from desktop.operations.backups import Work, find_backups, look_into, restore_backup
from desktop.operations.contacts import add_note, add_person, count_people, list_people
from desktop.operations.drafts import list_drafts
from desktop.operations.erasures import erase_contact
from desktop.operations.register_import import import_register
from desktop.operations.vaults import change_passphrase, unlock_vault
from desktop.store import vault
from desktop.store.errors import (
    BackupDamaged,
    BackupMissing,
    BackupStopped,
    VaultOpenElsewhere,
    WrongPassphrase,
)
from desktop.store.restoring import with_passphrase
from desktop.store.store import Store
from desktop.store.vault_names import BACKUP_FOLDER, KEY_NAME, SET_ASIDE, STORE_NAME
from tests.made_up_backups import PAGE, SECRET, backed_up, names_in, opened, smallest_backup, worked_in
from tests.made_up_stores import PASSPHRASE, QUICK, deliver, entries_of, folded, made_store, register_file

NEW = "violet otter harbour nine"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = worked_in(tmp_path / "vault")
    yield made
    with suppress(Exception):
        made.close()


def restored(folder: Path, path: Path | None = None) -> Store:
    restore_backup(folder, path, SECRET, floor=QUICK)
    return opened(folder)


def people(store: Store) -> set[str]:
    return {str(person["given_name"]) for person in list_people(store)}


def test_on_an_empty_laptop_one_file_brings_everything_back(store: Store, tmp_path: Path) -> None:
    import_register(store, register_file(tmp_path))
    path, before, drafts = backed_up(store), folded(store), list_drafts(store)
    unsent = {entry.id for entry in entries_of(store)}
    stick = path.rename(tmp_path / "on-a-stick.groundswell-backup")
    store.close()
    row = find_backups(tmp_path / "elsewhere", stick)[0]
    assert (row.people, row.size) == (None, stick.stat().st_size)
    assert look_into(stick, SECRET, floor=QUICK).people == 63
    found = restored(tmp_path / "elsewhere", stick)
    assert folded(found) == before
    assert list_drafts(found) == drafts != []
    assert {entry.id for entry in entries_of(found)} == unsent
    found.close()
    assert set(names_in(tmp_path / "elsewhere")) == {STORE_NAME, KEY_NAME, vault.BACKUP_NAME}


def test_it_writes_on_under_a_fresh_writer(store: Store) -> None:
    path, writer = backed_up(store), store.session.writer
    folder = store.folder
    store.close()
    found = restored(folder, path)
    assert found.session.writer != writer
    add_person(found, {"given_name": "After"})
    numbers = [entry.n for entry in entries_of(found)]
    assert numbers == list(range(1, len(numbers) + 1))
    found.close()


def test_what_is_newer_here_and_can_be_read_is_kept(store: Store, tmp_path: Path) -> None:
    path = backed_up(store)
    add_person(store, {"given_name": "Newer"})
    import_register(store, register_file(tmp_path))
    other = made_store(tmp_path / "other")
    other.branch.adopt(store.branch.id, store.branch.key)
    add_person(other, {"given_name": "Colleague"})
    deliver(store, entries_of(other))
    other.close()
    before, unsent = folded(store), {entry.id for entry in entries_of(store)}
    folder = store.folder
    store.close()
    found = restored(folder, path)
    assert folded(found) == before
    assert {entry.id for entry in entries_of(found)} == unsent
    found.close()
    assert (folder / f"{STORE_NAME}{SET_ASIDE}").exists()


def test_over_a_damaged_store_what_was_written_since_the_backup_is_kept_where_it_can_be_read(
    store: Store,
) -> None:
    path = backed_up(store)
    for number in range(150):
        add_person(store, {"given_name": f"Since {number}", "occupation": "x" * 300})
    folder = store.folder
    store.close()
    whole = (folder / STORE_NAME).read_bytes()
    outcomes = set()
    for page in range(0, len(whole) // PAGE, len(whole) // PAGE // 9):
        spoilt = bytearray(whole)
        spoilt[page * PAGE + 100] ^= 1
        (folder / STORE_NAME).write_bytes(spoilt)
        done = restore_backup(folder, path, SECRET, floor=QUICK)
        found = opened(folder)
        assert people(found) >= {"Zoë", "Bo", "Ada"}
        assert count_people(found) == done.contents.people
        outcomes.add((done.was_whole, done.carried > 100))
        found.close()
        assert (folder / f"{STORE_NAME}{SET_ASIDE}").read_bytes() == spoilt
    assert (False, True) in outcomes


@pytest.mark.parametrize("damage", ["missing", "empty", "plain", "noise", "cut"])
def test_whatever_became_of_the_store_the_backup_comes_back(store: Store, damage: str) -> None:
    path = backed_up(store)
    folder = store.folder
    store.close()
    file = folder / STORE_NAME
    content = file.read_bytes()
    spoil: dict[str, Callable[[], object]] = {
        "missing": file.unlink,
        "empty": lambda: file.write_bytes(b""),
        "plain": lambda: file.write_bytes(b"SQLite format 3\x00" + content[16:]),
        "noise": lambda: file.write_bytes(content[::-1]),
        "cut": lambda: file.write_bytes(content[: PAGE * 3]),
    }
    spoil[damage]()
    found = restored(folder, path)
    assert people(found) == {"Zoë", "Bo", "Ada"}
    found.close()


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_key_file_that_is_lost_comes_back_with_it(store: Store, damage: str) -> None:
    path = backed_up(store)
    add_person(store, {"given_name": "Newer"})
    folder = store.folder
    store.close()
    for name in (KEY_NAME, vault.BACKUP_NAME):
        if damage == "missing":
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_bytes(b"GRNDKEY\x00" + bytes(100))
    found = restored(folder, path)
    assert people(found) == {"Zoë", "Bo", "Ada"}
    found.close()
    assert (folder / f"{STORE_NAME}{SET_ASIDE}").exists()


def test_without_a_name_the_newest_that_is_whole_is_taken(store: Store) -> None:
    backed_up(store)
    add_person(store, {"given_name": "Newer"})
    store.session.now_ms = store.now_ms = lambda: 1_900_000_000_000
    newest = backed_up(store)
    folder = store.folder
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    store.close()
    (folder / STORE_NAME).unlink()
    found = restored(folder)
    assert people(found) == {"Zoë", "Bo", "Ada"}
    found.close()


def test_where_there_is_none_it_says_so_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BackupMissing):
        restore_backup(tmp_path / "nothing", None, SECRET, floor=QUICK)
    assert not (tmp_path / "nothing").exists()


def test_what_is_refused_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = backed_up(store)
    small = smallest_backup(store, tmp_path / "small.groundswell-backup").path
    folder = store.folder
    with pytest.raises(VaultOpenElsewhere):
        restore_backup(folder, path, SECRET, floor=QUICK)
    store.close()
    content = path.read_bytes()
    spoilt = path.with_name("spoilt.groundswell-backup")
    for place in (0, 9, 40, 300, 1200, 5000, len(content) // 2, len(content) - 1):
        spoilt.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        before = names_in(folder)
        with pytest.raises(Exception) as refused:  # noqa: PT011 - which, is the next line
            restore_backup(folder, spoilt, SECRET, floor=QUICK)
        assert type(refused.value).__name__ in ("BackupDamaged", "StoreIsNewer")
        assert names_in(folder) == before
    before = names_in(folder)
    with pytest.raises(WrongPassphrase):
        restore_backup(folder, path, with_passphrase(NEW), floor=QUICK)
    with pytest.raises(BackupDamaged):  # sealed by the right key, but no store
        restore_backup(folder, small, SECRET, floor=QUICK)
    assert names_in(folder) == before


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_one_that_is_stopped_leaves_everything_as_it_was(store: Store, after: int) -> None:
    path = backed_up(store)
    folder = store.folder
    store.close()
    before, asked = names_in(folder), 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(BackupStopped):
        restore_backup(folder, path, SECRET, Work(is_stopped=is_stopped), floor=QUICK)
    assert names_in(folder) == before


def test_an_old_backup_brings_no_old_passphrase_back(store: Store, tmp_path: Path) -> None:
    drawer = tmp_path / "drawer.groundswell-backup"
    drawer.write_bytes(backed_up(store).read_bytes())
    add_person(store, {"given_name": "Newer"})
    change_passphrase(store, PASSPHRASE, NEW, stretch=QUICK, floor=QUICK)
    folder = store.folder
    store.close()
    done = restore_backup(folder, drawer, SECRET, floor=QUICK)
    assert (done.contents.people, done.was_whole) == (4, True)
    with pytest.raises(WrongPassphrase):
        unlock_vault(folder, PASSPHRASE, floor=QUICK)
    unlock_vault(folder, NEW, floor=QUICK).close()
    assert not list(folder.glob("store.key*before"))


def test_whoever_was_erased_since_does_not_come_back_with_a_backup(store: Store, tmp_path: Path) -> None:
    drawer = tmp_path / "drawer.groundswell-backup"
    drawer.write_bytes(backed_up(store).read_bytes())
    gone = next(person for person in list_people(store) if person["given_name"] == "Ada")
    erase_contact(store, ContactId(str(gone["id"])))
    folder = store.folder
    store.close()
    found = restored(folder, drawer)
    assert people(found) == {"Zoë", "Bo"}
    assert not any("Asks about" in entry.body for entry in entries_of(found))
    assert list_drafts(found) == []
    add_note(found, ContactId(str(next(iter(list_people(found)))["id"])), "Goes on", read_aloud=False)
    found.close()


def test_over_another_vault_that_one_lies_aside_and_opens_again(store: Store, tmp_path: Path) -> None:
    path = backed_up(store)
    store.close()
    other = made_store(tmp_path / "other")
    add_person(other, {"given_name": "Theirs"})
    other.close()
    folder = tmp_path / "other"
    before = names_in(folder)
    found = restored(folder, path)
    assert people(found) == {"Zoë", "Bo", "Ada"}
    found.close()
    again = tmp_path / "again"
    again.mkdir()
    for name in (STORE_NAME, KEY_NAME):
        (again / name).write_bytes((folder / f"{name}{SET_ASIDE}").read_bytes())
        assert (again / name).read_bytes() == before[name]
    theirs = opened(again)
    assert people(theirs) == {"Theirs"}
    theirs.close()
    assert not (folder / BACKUP_FOLDER).exists()
