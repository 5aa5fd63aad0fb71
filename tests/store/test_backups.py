"""Backups of an open store: made, thinned out, following its keys, and never undoing what was erased."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.operations.backups import (
    Work,
    follow_keys,
    is_backup_due,
    make_backup,
    read_backups,
    set_second_folder,
)
from desktop.operations.contacts import add_note, add_person, list_people
from desktop.operations.erasures import erase_contact
from desktop.operations.vaults import change_passphrase, recover_vault
from desktop.store import backups, vault
from desktop.store.errors import BackupFolderMissing, BackupStopped, VaultDamaged, WrongPassphrase
from desktop.store.restoring import open_backup, with_code, with_passphrase
from desktop.store.store import Store
from desktop.store.vault_names import BACKUP_FOLDER, SET_ASIDE, STORE_NAME
from tests.made_up_backups import (
    PAGE,
    SECRET,
    backed_up,
    names_in,
    opened,
    opens_or_is_told_damaged,
    worked_in,
)
from tests.made_up_stores import PASSPHRASE, QUICK, TurnedClock, made_store

NEW = "violet otter harbour nine"


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def store(tmp_path: Path, clock: TurnedClock) -> Iterator[Store]:
    made = worked_in(tmp_path / "vault", clock)
    yield made
    with suppress(Exception):
        made.close()


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_what_the_store_held_when_it_was_begun(store: Store) -> None:
    made = make_backup(store).value
    assert (made.row.people, made.row.unsent, made.second, made.gone) == (3, 4, "none", 0)
    assert kept(store.folder / BACKUP_FOLDER) == [made.row.path.name]
    assert str(store.store_id[:8]) in made.row.path.name
    add_person(store, {"given_name": "Later"})
    assert open_backup(made.row.path, SECRET, QUICK).people == 3


def test_what_is_written_while_it_is_made_neither_waits_nor_spoils_it(store: Store) -> None:
    for number in range(300):
        add_person(store, {"given_name": f"Ann {number}", "occupation": "x" * 900})
    told: list[tuple[int, int]] = []

    def work_on(done: int, of: int) -> None:
        told.append((done, of))
        add_person(store, {"given_name": f"Meanwhile {len(told)}"})

    row = make_backup(store, Work(work_on)).value.row
    assert row.people == 303
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 4
    assert len(list(list_people(store))) == 303 + len(told)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_one_that_is_stopped_leaves_nothing(store: Store, after: int) -> None:
    first = backed_up(store)
    asked = 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(BackupStopped):
        make_backup(store, Work(is_stopped=is_stopped))
    assert kept(store.folder / BACKUP_FOLDER) == [first.name]


def test_a_long_check_is_stopped_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_STATEMENTS_BETWEEN", 10)
    asked = 0

    def is_stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    with pytest.raises(BackupStopped):
        make_backup(store, Work(is_stopped=is_stopped))
    assert kept(store.folder / BACKUP_FOLDER) == []


def test_a_damaged_store_never_takes_a_place_among_good_backups(store: Store, clock: TurnedClock) -> None:
    good = backed_up(store)
    folder = store.folder
    store.close()
    whole = (folder / STORE_NAME).read_bytes()
    refused = 0
    for page in range(4, len(whole) // PAGE, 9):
        spoilt = bytearray(whole)
        spoilt[page * PAGE + 50] ^= 1
        (folder / STORE_NAME).write_bytes(spoilt)
        found = opens_or_is_told_damaged(folder, clock)
        if found is None:
            continue
        try:
            clock.turn(days=40)
            with pytest.raises(VaultDamaged):
                make_backup(found)
            refused += 1
        finally:
            found.close()
        assert kept(folder / BACKUP_FOLDER) == [good.name]
    assert refused > 3


def test_pages_cut_away_at_the_end_are_seen(store: Store) -> None:
    for number in range(200):
        add_person(store, {"given_name": f"Ann {number}", "occupation": "x" * 200})
    folder = store.folder
    store.close()
    whole = (folder / STORE_NAME).read_bytes()
    found = opened(folder)
    (folder / STORE_NAME).write_bytes(whole[: len(whole) - 8 * PAGE])
    with pytest.raises(VaultDamaged):
        make_backup(found)
    assert kept(folder / BACKUP_FOLDER) == []
    with suppress(Exception):
        found.close()


def test_they_are_thinned_out_by_days_weeks_and_months(store: Store, clock: TurnedClock) -> None:
    for number in range(40):
        add_person(store, {"given_name": f"Ann {number}"})
        backed_up(store)
        clock.turn(days=5)
    rows = read_backups(store).rows
    assert 7 <= len(rows) <= 17
    assert rows[0].people == 43
    assert rows[0].made_at - rows[-1].made_at > timedelta(days=120)


def test_the_second_folder_has_the_same_and_other_vaults_there_are_left_alone(
    store: Store, tmp_path: Path, clock: TurnedClock
) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(BackupFolderMissing):
        set_second_folder(store, stick)
    stick.mkdir()
    other = made_store(tmp_path / "other", clock)
    foreign = shutil.copy(backed_up(other), stick)
    other.close()
    set_second_folder(store, stick)
    assert make_backup(store).value.second == "written"
    assert names_in(store.folder / BACKUP_FOLDER).items() <= names_in(stick).items()
    assert len(read_backups(store).second_rows or ()) == 1
    for _ in range(60):
        clock.turn(days=1)
        make_backup(store)
    assert Path(foreign).exists()
    assert len(kept(stick)) == 1 + len(kept(store.folder / BACKUP_FOLDER))
    shutil.rmtree(stick)
    assert make_backup(store).value.second == "absent"
    assert read_backups(store).second_rows is None
    set_second_folder(store, None)
    assert make_backup(store).value.second == "none"


def test_the_next_is_due_after_an_hour_or_at_the_end_of_work_if_anything_changed(
    store: Store, clock: TurnedClock
) -> None:
    assert is_backup_due(store)
    make_backup(store)
    assert not is_backup_due(store)
    assert not is_backup_due(store, at_end=True)
    clock.turn(days=3)
    assert not is_backup_due(store)  # nothing has changed
    add_person(store, {"given_name": "New"})
    assert is_backup_due(store)
    clock.turn(days=-3)
    assert not is_backup_due(store)
    assert is_backup_due(store, at_end=True)
    clock.turn(days=-30)  # the clock was wrong before
    assert is_backup_due(store)


def test_backups_open_with_the_new_passphrase_and_no_longer_with_the_old(
    store: Store, tmp_path: Path, clock: TurnedClock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_second_folder(store, stick)
    backed_up(store)
    clock.turn(days=2)
    backed_up(store)
    change_passphrase(store, PASSPHRASE, NEW, stretch=QUICK, floor=QUICK)
    paths = [*(store.folder / BACKUP_FOLDER).iterdir(), *stick.iterdir()]
    assert len(paths) == 4
    for path in paths:
        assert open_backup(path, with_passphrase(NEW), QUICK).people == 3
        with pytest.raises(WrongPassphrase):
            open_backup(path, SECRET, QUICK)


def test_a_stick_that_was_away_when_the_passphrase_changed_follows_with_the_next_backup(
    store: Store, tmp_path: Path, clock: TurnedClock
) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    set_second_folder(store, stick)
    backed_up(store)
    stick.rename(drawer)
    change_passphrase(store, PASSPHRASE, NEW, stretch=QUICK, floor=QUICK)
    drawer.rename(stick)
    clock.turn(days=1)
    backed_up(store)
    assert len(kept(stick)) == 2
    for path in stick.iterdir():
        with pytest.raises(WrongPassphrase):
            open_backup(path, SECRET, QUICK)


def test_the_recovery_code_opens_backups_and_the_new_passphrase_after_it(tmp_path: Path) -> None:
    made = vault.create_vault(tmp_path, PASSPHRASE, stretch=QUICK, floor=QUICK)
    store = Store(made.opened)
    path = backed_up(store)
    store.close()
    assert open_backup(path, with_code(made.recovery_code), QUICK).people == 0
    recover_vault(tmp_path, made.recovery_code, NEW, stretch=QUICK, floor=QUICK).close()
    assert open_backup(path, with_passphrase(NEW), QUICK).people == 0


def test_whoever_is_erased_is_in_no_backup_once_a_new_one_is_verified(
    store: Store, tmp_path: Path, clock: TurnedClock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    set_second_folder(store, stick)
    backed_up(store)
    clock.turn(days=2)
    backed_up(store)
    (store.folder / f"{STORE_NAME}{SET_ASIDE}").write_bytes(b"what was there before a restore")
    erase_contact(store, next(iter(list_people(store)))["id"])
    assert is_backup_due(store)
    row = make_backup(store).value.row
    assert kept(store.folder / BACKUP_FOLDER) == [row.path.name] == kept(stick)
    assert not (store.folder / f"{STORE_NAME}{SET_ASIDE}").exists()
    assert row.people == 2
    assert not is_backup_due(store)


def test_until_the_new_one_is_verified_those_from_before_an_erasure_stay(store: Store) -> None:
    first = backed_up(store)
    erase_contact(store, next(iter(list_people(store)))["id"])
    with pytest.raises(BackupStopped):
        make_backup(store, Work(is_stopped=lambda: True))
    assert kept(store.folder / BACKUP_FOLDER) == [first.name]


def test_nothing_else_of_an_open_store_goes_with_a_backup_of_it(store: Store) -> None:
    before = {
        name: content for name, content in names_in(store.folder).items() if name.startswith("store.key")
    }
    make_backup(store)
    assert before.items() <= names_in(store.folder).items()
    add_note(store, next(iter(list_people(store)))["id"], "Still at work", read_aloud=False)
    assert follow_keys(store) == 0


def test_a_damaged_key_file_is_not_carried_into_a_backup(store: Store) -> None:
    path = store.folder / "store.key"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(VaultDamaged) as damaged:
        make_backup(store)
    assert damaged.value.part == "key"
    assert kept(store.folder / BACKUP_FOLDER) == []


def test_with_the_vault_its_backups_go(tmp_path: Path) -> None:
    store = worked_in(tmp_path / "vault")
    backed_up(store)
    folder = store.folder
    store.close()
    vault.remove_vault(folder)
    assert names_in(folder) == {}
