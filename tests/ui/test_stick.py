"""By stick, on the screen: its keys, a file there and back, what it did in words, and that it may be stopped or fail."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.changed import Changed
from desktop.operations.contacts import add_person, count_people
from desktop.operations.enrolment import enrol
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from desktop.ui.sending.stick import StickPage
from desktop.ui.widgets.states import Face
from sync.protocol.scopes import training_scope
from sync.server.bundles import Sticks
from sync.server.database import sqlite_address
from sync.server.granting import Change, change_grants
from sync.server.service import Service
from sync.server.walls import EVERY
from tests.made_up_stores import colleague
from tests.operations.test_enrolment import first_code
from tests.sync.central import running
from tests.ui.office import Office


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, Role.CANVASSER)
    add_person(made.store, {"given_name": "Osei"})
    yield made
    made.close()
    app.processEvents()


@pytest.fixture
def other(office: Office, tmp_path: Path) -> Iterator[Store]:
    """A colleague's laptop."""
    store = colleague(office.store, tmp_path / "other")
    yield store
    store.close()


def page(office: Office) -> StickPage:
    office.press("Ctrl+T")
    office.press("B")
    room = office.window.room("stick")
    assert isinstance(room, StickPage)
    return room


def choose(office: Office, shown: StickPage, key: str, path: Path) -> None:
    """Press a key, and choose a file as a person does in the chooser."""
    office.press(key)
    assert shown.chooser is not None
    shown.chooser.fileSelected.emit(str(path))
    shown.chooser.close()
    office.window.activateWindow()
    office.settle()


def face(shown: StickPage) -> Face:
    return shown.result.face


def said(shown: StickPage) -> str:
    return shown.result.content.accessibleName()


def test_its_key_leads_there_from_what_was_sent_and_escape_leads_back(office: Office) -> None:
    shown = page(office)
    assert office.window.workplace is not None
    assert office.window.workplace.current == "stick"
    assert shown.page.actions_bar.primary is not None
    assert shown.page.actions_bar.primary.hasFocus()
    assert shown.result.face is Face.EMPTY
    office.press("Escape")
    assert office.window.workplace.current == "sent"


def test_an_organiser_finds_it_in_the_branch_room_and_goes_back_there(
    app: QApplication, tmp_path: Path
) -> None:
    made = Office(tmp_path)
    made.press("Ctrl+4", "B")
    assert made.window.workplace is not None
    assert made.window.workplace.current == "stick"
    made.press("Escape")
    assert made.window.workplace.current == "branch"
    made.close()
    app.processEvents()


def test_what_is_only_here_is_counted(office: Office) -> None:
    shown = page(office)
    count = office.store.exchange.waiting()
    assert shown.number.text() == str(count)
    assert shown.pending.text() == f"{count} changes not yet sent."


def test_a_file_is_written_under_a_name_that_says_when_and_nothing_else(
    office: Office, other: Store, tmp_path: Path
) -> None:
    shown = page(office)
    office.press("Return")
    assert shown.chooser is not None
    [suggested] = shown.chooser.selectedFiles()
    assert Path(suggested).suffix == ".groundswell"
    assert Path(suggested).stem.replace("-", "").isdigit()
    shown.chooser.close()
    office.window.activateWindow()
    office.settle()
    choose(office, shown, "W", tmp_path / "evening.groundswell")
    assert shown.result.face is Face.LOADED
    assert "so far only on this laptop" in shown.lead.text()
    assert "Only laptops of your branch can read it." in said(shown)
    assert "evening.groundswell" in shown.head.note.text()
    assert read_from_stick(other, tmp_path / "evening.groundswell").value.is_whole
    assert count_people(other) == 1


def test_a_colleagues_file_is_read_and_says_what_came_and_what_was_here(
    office: Office, other: Store, tmp_path: Path
) -> None:
    add_person(other, {"given_name": "Zoë"})
    write_to_stick(other, tmp_path / "hall")
    shown = page(office)
    choose(office, shown, "R", tmp_path / "hall")
    assert shown.lead.text() == "1 person came."
    assert count_people(office.store) == 2
    choose(office, shown, "R", tmp_path / "hall")
    assert shown.lead.text() == "Nothing came that was not here."
    assert "were here already." in said(shown)
    assert shown.warning.isHidden()


def test_a_file_that_was_cut_short_says_so_and_what_to_do(
    office: Office, other: Store, tmp_path: Path
) -> None:
    add_person(other, {"given_name": "Zoë"})
    write_to_stick(other, tmp_path / "hall")
    (tmp_path / "cut").write_bytes((tmp_path / "hall").read_bytes()[:-9])
    shown = page(office)
    choose(office, shown, "R", tmp_path / "cut")
    assert shown.warning.text().startswith("! The file is cut short")
    assert "copy it once more" in said(shown)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"Dear Ben", "not a file that Groundswell wrote"), (None, "There is no such file")],
)
def test_what_cannot_be_read_is_said_and_the_keys_stay(
    office: Office, tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    shown = page(office)
    choose(office, shown, "R", tmp_path / "file")
    assert face(shown) is Face.FAILED
    assert words in shown.result.failed_page.heading.text()
    assert shown.page.actions_bar.primary is not None
    assert shown.page.actions_bar.primary.hasFocus()
    choose(office, shown, "W", tmp_path / "evening")
    assert face(shown) is Face.LOADED


def test_a_file_that_is_dropped_is_read(office: Office, other: Store, tmp_path: Path) -> None:
    add_person(other, {"given_name": "Zoë"})
    write_to_stick(other, tmp_path / "hall")
    shown = page(office)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "hall"))])
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    hover = QDragEnterEvent(QPoint(9, 9), action, data, buttons, held)
    QApplication.sendEvent(shown, hover)
    assert hover.isAccepted()
    QApplication.sendEvent(shown, QDropEvent(QPointF(9, 9), action, data, buttons, held))
    office.settle()
    assert shown.lead.text() == "1 person came."


def test_escape_stops_writing_and_nothing_is_there(office: Office, tmp_path: Path) -> None:
    shown = page(office)
    begin = Event()  # else it may be written before the key comes
    office.window.tasks.errand(lambda: begin.wait(20), lambda _begun: None, owner=shown)
    QTimer.singleShot(300, begin.set)
    shown.write(str(tmp_path / "evening"))
    assert shown.is_running
    shown.write(str(tmp_path / "twice"))  # one at a time
    shown.result._show_loading()  # as after 150 ms
    office.press("Escape")
    assert shown.result.face is Face.EMPTY
    assert shown.result.empty_page.heading.text() == "Stopped. No file was written."
    assert not list(tmp_path.glob("evening*"))
    assert not (tmp_path / "twice").exists()
    assert office.window.workplace is not None
    assert office.window.workplace.current == "stick"


def test_the_servers_answer_makes_the_strip_say_that_everything_is_sent(
    office: Office, tmp_path: Path
) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        enrol(office.store, central.address, first_code(central))
        shown = page(office)
        choose(office, shown, "W", tmp_path / "there")
        assert "its server can read it" in said(shown)
        sticks = Sticks(Service(central.database, central.folder, central.now), central.database)
        with (tmp_path / "there").open("rb") as there, (tmp_path / "back").open("wb") as back:
            sticks.answer(sticks.take(there), back)
        choose(office, shown, "R", tmp_path / "back")
        assert "Everything that was written here is with the server." in said(shown)
        assert shown.number.isHidden()
        assert office.window.workplace is not None
        assert "Everything is sent." in office.window.workplace.strip.sentence.text()


def test_much_that_is_no_longer_for_this_laptop_goes_once_a_person_says_so(
    office: Office, tmp_path: Path
) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        enrol(office.store, central.address, first_code(central))
        kept = office.store.enrolment.find()
        assert kept is not None
        branch = office.store.branch
        change = Change(kept.device, [training_scope(branch.id)], [branch.scope])
        central.enrol(branch.id)  # another organiser has the branch
        sync_now(office.store)
        office.window.tasks.tell(Changed.MEMBERS)  # the code made this an organiser's laptop
        office.settle()
        central.database.write(
            EVERY, lambda writing: change_grants(writing, branch.scope, change, "", central.now())
        )
        shown = page(office)
        choose(office, shown, "W", tmp_path / "there")
        sticks = Sticks(Service(central.database, central.folder, central.now), central.database)
        with (tmp_path / "there").open("rb") as there, (tmp_path / "back").open("wb") as back:
            sticks.answer(sticks.take(there), back)
        choose(office, shown, "R", tmp_path / "back")
        assert "no longer for this laptop, and all of them are still here" in shown.warning.text()
        assert count_people(office.store) == 1
        office.press("G")
        office.until(lambda: not shown.is_running)
        assert "and went." in said(shown)
        assert shown.page.actions_bar.button("Let them go") is None
        assert count_people(office.store) == 0


def test_every_action_has_its_key_and_is_spoken(office: Office) -> None:
    shown = page(office)
    for words in ("Write to a stick", "Read from a stick", "Back"):
        button = shown.page.actions_bar.button(words)
        assert button is not None
        assert button.accessibleDescription().startswith("Key: ")


def test_in_the_practice_there_is_no_stick(office: Office) -> None:
    office.press("Ctrl+4")
    office.press("P")
    office.until(lambda: office.window.workplace is not None and office.window.workplace.desk.is_practice)
    office.settle()
    office.press("Ctrl+T")
    workplace = office.window.workplace
    assert workplace is not None
    assert "stick" not in workplace.room_names
    office.press("B")
    assert workplace.current != "stick"


def test_large_text_can_be_read_on_by_keys(office: Office) -> None:
    shown = page(office)
    office.window.resize(1366, 420)
    office.settle()
    office.press("PgDown")
    assert shown._told.verticalScrollBar().value() > 0
    office.press("PgUp")
    assert shown._told.verticalScrollBar().value() == 0
