"""Backups on the screen: made by a key and by themselves, listed, and brought back from the locked page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role
from desktop.operations.backups import Work, find_backups, make_backup, read_backups, set_second_folder
from desktop.operations.contacts import add_person, count_people
from desktop.store.store import Store
from desktop.store.vault_names import BACKUP_FOLDER, STORE_NAME
from desktop.ui.backups import keeper
from desktop.ui.backups import page as backups_page
from desktop.ui.backups.page import BackupsPage
from desktop.ui.start.restore import RestoreStep
from desktop.ui.start.unlock import UnlockStep
from tests.rehearsal.player import Player
from tests.ui.keys import press
from tests.ui.office import Office
from tests.ui.test_start import PASSPHRASE, found_branch

PAGE = 4096


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, Role.CANVASSER)
    add_person(made.store, {"given_name": "Osei"})
    yield made
    made.close()
    app.processEvents()


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("Eluned", tmp_path, tmp_path)
    yield made
    made.close()


def page(office: Office) -> BackupsPage:
    office.press("Ctrl+T", "U")
    room = office.window.room("backups")
    assert isinstance(room, BackupsPage)
    office.until(lambda: room.held is not None)
    office.settle()
    return room


def test_enter_makes_one_and_says_what_is_in_it_and_escape_leads_back(office: Office) -> None:
    shown = page(office)
    assert "No backup yet" in shown.told.text()
    office.press("Return")
    office.until(lambda: not shown.is_running)
    office.settle()
    assert "A backup was made, opened and counted: 1 person" in shown.told.text()
    assert shown.here._rows[0].spoken.count("1 person") == 1
    office.press("Escape")
    assert office.window.workplace is not None
    assert office.window.workplace.current == "sent"


def test_the_second_folder_is_chosen_and_one_that_is_away_is_told(office: Office, tmp_path: Path) -> None:
    shown = page(office)
    office.press("S")
    assert shown.chooser is not None
    shown.chooser.reject()
    office.window.activateWindow()
    stick = tmp_path / "stick"
    stick.mkdir()
    shown.set_folder(stick)
    office.until(lambda: shown.held is not None and shown.held.second)
    office.press("Return")
    office.until(lambda: shown.held is not None and shown.held.second_rows)
    assert "second folder too" in shown.told.text()
    stick.rename(tmp_path / "drawer")
    office.press("Return")
    office.until(lambda: shown.held is not None and shown.held.second_rows is None)
    assert "Plug its stick in" in shown.folder.text()
    office.press("N")
    office.until(lambda: shown.held is not None and not shown.held.second)


def test_escape_stops_one_and_nothing_of_it_is_left(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, is_halfway, goes_on = page(office), Event(), Event()

    def waiting_halfway(store: Store, work: Work) -> Any:
        def progress(done: int, of: int) -> None:
            work.progress(done, of)
            is_halfway.set()
            assert goes_on.wait(20)

        return make_backup(store, replace(work, progress=progress))

    monkeypatch.setattr(backups_page, "make_backup", waiting_halfway)
    press(office.window, "Return")
    office.until(is_halfway.is_set)
    office.until(lambda: shown.states.loading_page.isVisible())
    assert list((office.store.folder / BACKUP_FOLDER).iterdir()) != []
    press(office.window, "Escape")
    goes_on.set()
    office.until(lambda: not shown.is_running)
    office.settle()
    assert "Stopped." in shown.told.text()
    assert list((office.store.folder / BACKUP_FOLDER).iterdir()) == []


def test_a_damaged_store_is_told_and_stays_told(office: Office) -> None:
    for number in range(40):
        add_person(office.store, {"given_name": f"Ann {number}", "occupation": "x" * 500})
    office.store.writing.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    file = office.store.folder / STORE_NAME
    content = bytearray(file.read_bytes())
    content[len(content) // PAGE // 2 * PAGE + 99] ^= 1
    file.write_bytes(content)
    shown = page(office)
    office.press("Return")
    office.until(lambda: not shown.is_running)
    office.settle()
    assert "damaged" in shown.told.text()
    assert shown.held is not None
    assert shown.held.failed == "damaged"
    assert list((office.store.folder / BACKUP_FOLDER).iterdir()) == []


def test_by_itself_one_is_made_when_nobody_types(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = office.window.keeping
    assert keeping is not None
    keeping.look()  # a moment ago keys were pressed
    office.settle()
    assert find_backups(office.store.folder) == []
    monkeypatch.setattr(keeper, "QUIET_SECONDS", 0.0)
    keeping.look()
    office.until(lambda: find_backups(office.store.folder))
    office.settle()
    keeping.look()
    office.settle()
    assert len(find_backups(office.store.folder)) == 1


def test_at_the_end_of_work_one_is_made_if_anything_has_changed(office: Office) -> None:
    folder = office.store.folder
    office.window.lock()
    assert [row.people for row in find_backups(folder)] == [None]


def test_practice_has_no_backups(player: Player) -> None:
    player.press("P")
    player.until(lambda: player.window.workplace is not None)
    assert player.window.workplace is not None
    assert "backups" not in player.window.workplace.room_names
    assert player.window.keeping is None


def restore_page(player: Player) -> RestoreStep:
    step = player.window.start.bringing_back.step
    player.until(lambda: player.window.start.currentWidget() is step and step.rows)
    player.settle()
    return step


def bring_back(player: Player, step: RestoreStep) -> None:
    """Look into the backup one is on, and bring it back."""
    player.type(PASSPHRASE)
    player.press("Return")
    player.until(lambda: step.seen is not None)
    assert "It was made" in step.told.text()
    player.press("Return")
    player.until(lambda: step.is_done)
    assert step.told.text().startswith("The records are back")
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)


def test_from_the_locked_page_a_backup_is_looked_into_and_then_brought_back(player: Player) -> None:
    found_branch(player)
    add_person(player.store, {"given_name": "Osei"})
    player.press("Ctrl+L")
    (player.window.folder / STORE_NAME).unlink()
    player.press("Alt+B")
    step = restore_page(player)
    player.type("not the right one")
    player.press("Return")
    player.until(lambda: "does not open" in step.told.text())
    step.passphrase.line.clear()
    bring_back(player, step)
    assert count_people(player.store) == 1
    assert step.passphrase.text() == ""


def test_where_opening_finds_damage_the_page_offers_the_backup_and_the_way_without_one(
    player: Player,
) -> None:
    found_branch(player)
    add_person(player.store, {"given_name": "Osei"})
    player.press("Ctrl+L")
    file = player.window.folder / STORE_NAME
    file.write_bytes(file.read_bytes()[: PAGE * 2])
    player.type(PASSPHRASE)
    player.press("Return")
    step = restore_page(player)
    assert step.masthead.title.text() == "The records are damaged"
    assert "can be rescued" in step.lead.text()
    bring_back(player, step)
    assert count_people(player.store) == 1


def test_without_a_backup_what_can_be_read_is_rescued_from_the_page(player: Player) -> None:
    found_branch(player)
    add_person(player.store, {"given_name": "Osei"})
    player.press("Ctrl+L")
    for path in (player.window.folder / BACKUP_FOLDER).iterdir():
        path.unlink()
    player.press("Alt+B")
    step = player.window.start.bringing_back.step
    player.until(lambda: "no backup" in step.told.text())
    player.type(PASSPHRASE)
    player.press("Return")
    player.until(lambda: step.is_done)
    assert "could be read" in step.told.text()
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)
    assert count_people(player.store) == 1


def test_escape_leads_back_to_the_passphrase_and_leaves_nothing_typed(player: Player) -> None:
    found_branch(player)
    player.press("Ctrl+L")
    player.press("Alt+B")
    step = restore_page(player)
    player.type("half")
    player.press("Escape")
    assert isinstance(player.window.start.currentWidget(), UnlockStep)
    assert step.passphrase.text() == ""


def test_on_a_new_laptop_a_backup_from_a_stick_opens_with_the_sheet(
    player: Player, app: QApplication, tmp_path: Path
) -> None:
    code = found_branch(player)
    add_person(player.store, {"given_name": "Osei"})
    stick = tmp_path / "stick"
    stick.mkdir()
    set_second_folder(player.store, stick)
    player.press("Ctrl+L")
    [row] = find_backups(player.window.folder, stick)
    other = Player("Other", tmp_path / "other", tmp_path)
    try:
        other.press("B")
        step = other.window.start.bringing_back.step
        other.until(lambda: other.window.start.currentWidget() is step)
        step.place_chosen.emit(row.path)
        other.until(lambda: step.rows)
        other.press("Alt+C")
        other.type(code)
        other.press("Return")
        other.until(lambda: step.seen is not None)
        other.press("Return")
        other.until(lambda: step.is_done)
        other.press("Return")
        start = other.window.start
        other.until(lambda: start.currentWidget() is start.new_passphrase)
        other.type(PASSPHRASE)
        other.write(start.new_passphrase.second.line, PASSPHRASE)
        other.press("Return")
        other.until(lambda: other.window.workplace is not None)
        assert count_people(other.store) == 1
        assert read_backups(other.store).second == str(stick)
    finally:
        other.close()
