"""Writing people to a file from the people's room, by keys: the very file of the command line, with a reason, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain import exports
from desktop.domain.exports import Reason
from desktop.domain.members import Role
from desktop.operations import exports as operations
from desktop.operations.changed import Done
from desktop.operations.contacts import add_person, order_people
from desktop.operations.exports import COLUMNS, Exported, Work, export_people, list_exports
from desktop.operations.members import name_me
from desktop.store.store import Store
from desktop.ui.people import exporting
from desktop.ui.people.exporting import ExportPage
from desktop.ui.people.hints import PageHint
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.widgets.states import Face
from tests.made_up_stores import TurnedClock, made_store
from tests.ui.keys import press
from tests.ui.opened_room import OpenedRoom
from tests.ui.people_room import People

PEOPLE = (("Adah", "1 Mill Lane"), ("Osei", "2 Mill Lane"), ("Mair", "3 Alma Road"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = made_store(tmp_path / "vault", TurnedClock())
    name_me(made, "Eluned Probert", "Dockside")
    for name, address in PEOPLE:
        add_person(made, {"given_name": name, "address": address})
    yield made
    made.close()


def page(people: People, search: str = "") -> ExportPage:
    if search:
        people.write(search)
    people.press("Alt+F")
    shown = people.screen.exporting
    assert shown is not None
    assert shown.isVisible()
    return shown


def choose(people: People, shown: ExportPage, file: Path) -> None:
    """Say where to, as a person does in the chooser."""
    people.press("Return")
    assert shown.chooser is not None
    shown.chooser.fileSelected.emit(str(file))
    shown.chooser.close()
    people.screen.activateWindow()
    people.settle()


def face(shown: ExportPage) -> Face:
    return shown.result.face


def primary(shown: ExportPage) -> bool:
    """Whether the filled action can be done."""
    button = shown.page.actions_bar.primary
    assert button is not None
    return button.isEnabled()


@pytest.mark.parametrize(
    ("name", "search"), [("people.csv", ""), ("found.csv", "mill"), ("book.xlsx", "mill")]
)
def test_the_file_is_the_one_that_the_command_line_writes(
    people: People, tmp_path: Path, name: str, search: str
) -> None:
    shown = page(people, search)
    people.press("1")
    choose(people, shown, tmp_path / name)
    export_people(people.store, tmp_path / f"same-{name}", Reason.LETTERS, "", search or None)
    assert (tmp_path / name).read_bytes() == (tmp_path / f"same-{name}").read_bytes()


def test_it_says_who_goes_out_and_in_how_many_each_column_is_filled(people: People) -> None:
    shown = page(people, "mill")
    assert (shown.choice.number.text(), shown.choice.whom.text()) == (
        "2",
        "of 3 people: those found by “mill”",
    )
    assert "5,000 of 5,000 people left to take out today, and 4,998 after" in shown.choice.left.text()
    assert list(shown.told.filled.columns) == list(COLUMNS)
    assert (shown.told.filled.columns["given_name"], shown.told.filled.columns["email"]) == (2, 0)
    assert "Given name: 2 people" in shown.told.filled.accessibleName()
    people.press("A")
    assert (shown.choice.number.text(), shown.told.filled.columns["given_name"]) == ("3", 3)
    people.press("A")
    assert shown.choice.number.text() == "2"


def test_the_end_is_said_with_the_file_and_it_stands_in_the_list_of_what_was_taken_out(
    people: People, tmp_path: Path
) -> None:
    shown = page(people)
    people.press("2", "W")
    people.write("For the hall")
    choose(people, shown, tmp_path / "people.csv")
    told = shown.told.told.text()
    assert told == f"3 people are in people.csv, in {tmp_path}; that is noted in the branch’s log."
    assert shown.told.learn.isVisible()
    (row,) = list_exports(people.store)
    assert (row.people, row.reason, row.words) == (3, "lists", "For the hall")
    listed = shown.told._before.itemAt(0).widget()  # type: ignore[union-attr]
    assert "took out 3 people for lists on paper: For the hall" in listed.text()  # type: ignore[union-attr]
    assert "4,997 of 5,000" in shown.choice.left.text()
    assert shown.choice.reason is None
    assert shown.choice.words.text() == ""
    assert not primary(shown)  # a second one has a reason of its own


def test_without_a_reason_no_chooser_opens_and_for_another_reason_words_are_asked(people: People) -> None:
    shown = page(people)
    assert not primary(shown)
    people.press("5")
    assert shown.choice.words.line.hasFocus()
    people.write("A")
    assert not primary(shown)
    people.press("Return")
    assert shown.chooser is None
    people.write("sked by the hall")
    assert primary(shown)


def test_the_arrows_and_enter_alone_lead_to_the_chooser(people: People) -> None:
    shown = page(people)
    people.press("Down", "Return")
    assert shown.choice.reason is Reason.LISTS
    people.press("Return")
    assert shown.chooser is not None
    [suggested] = shown.chooser.selectedFiles()
    assert Path(suggested).name == "people.xlsx"
    kind = shown.chooser.nameFilters()[1]
    shown.chooser.selectNameFilter(kind)
    shown.chooser.filterSelected.emit(kind)
    [suggested] = shown.chooser.selectedFiles()
    assert Path(suggested).name == "people.csv"
    assert shown.chooser.defaultSuffix() == "csv"
    shown.chooser.reject()


def test_more_than_is_left_today_is_said_before_anything_is_asked(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = {Role.ORGANISER: 2}
    for module in (exports, operations):
        monkeypatch.setattr(module, "MOST_A_DAY", most)
    shown = page(people)
    people.press("1")
    assert shown.choice.left.text().startswith(
        "! That is more than one member takes out on one day: 2 people of 2"
    )
    assert not primary(shown)
    assert shown.told.filled.accessibleName().startswith("Groundswell’s mark, Elector number")


def test_whom_nobody_matches_goes_nowhere(people: People) -> None:
    shown = page(people, "zzz")
    people.press("1")
    assert shown.choice.number.text() == "0"
    assert not primary(shown)
    people.press("A")
    assert primary(shown)


def test_escape_stops_it_and_neither_file_nor_note_is_left(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_halfway, goes_on = Event(), Event()

    def waiting_halfway(
        store: Store, file: Path, reason: Reason, words: str, search: str | None, work: Work
    ) -> Done[Exported]:
        def progress(done: int, of: int) -> None:
            work.progress(done, of)
            if done:  # everybody is read
                is_halfway.set()
                assert goes_on.wait(20)

        return export_people(store, file, reason, words, search, replace(work, progress=progress))

    monkeypatch.setattr(exporting, "export_people", waiting_halfway)
    shown = page(people)
    people.press("1")
    folder = tmp_path / "stick"
    folder.mkdir()
    shown.write(str(folder / "people.xlsx"))
    assert is_halfway.wait(20)
    shown.result._show_loading()  # as after 150 ms
    assert not shown.choice.isEnabled()
    press(people.screen, "Escape")
    goes_on.set()
    people.settle()
    assert face(shown) is Face.EMPTY
    assert shown.result.empty_page.first.text() == "Nothing was written, and nothing noted."
    assert list(folder.iterdir()) == []
    assert list_exports(people.store) == []
    monkeypatch.undo()
    people.press("2")
    assert face(shown) is Face.LOADED
    choose(people, shown, folder / "people.xlsx")
    assert [path.name for path in folder.iterdir()] == ["people.xlsx"]


def test_a_folder_that_is_not_there_is_said_with_what_is_noted(people: People, tmp_path: Path) -> None:
    shown = page(people)
    people.press("1")
    choose(people, shown, tmp_path / "nowhere" / "people.csv")
    assert face(shown) is Face.FAILED
    assert shown.result.failed_page.heading.text() == "The file could not be written."
    assert "noted all the same" in shown.result.failed_page.first.text()
    assert len(list_exports(people.store)) == 1
    assert "4,997 of 5,000" in shown.choice.left.text()
    assert primary(shown)  # and may be tried again elsewhere


def test_whoever_lost_the_right_meanwhile_is_told(people: People, tmp_path: Path) -> None:
    shown = page(people)
    people.press("1")
    name_me(people.store, "Eluned Probert", role=Role.CANVASSER)
    choose(people, shown, tmp_path / "people.csv")
    assert face(shown) is Face.FAILED
    assert not (tmp_path / "people.csv").exists()
    assert list_exports(people.store) == []
    people.press("A", "Escape", "Alt+F")
    assert shown.states.face is Face.FAILED


def test_escape_leads_back_to_the_line_and_the_rooms_own_key_too(people: People) -> None:
    shown = page(people, "mill")
    assert not people.screen.finder.isVisible()
    people.press("Escape")
    assert not shown.isVisible()
    assert people.screen.finder.line.hasFocus()
    assert people.screen.finder.line.text() == "mill"
    people.press("Alt+F")
    people.screen.begin_again()
    people.screen.take_keys()
    assert not shown.isVisible()
    assert people.screen.finder.line.hasFocus()
    assert people.screen.finder.isVisible()


def test_somebody_who_is_opened_from_elsewhere_is_shown_but_not_while_a_file_is_written(
    people: People,
) -> None:
    shown = page(people)
    contact = next(iter(people.store.contacts.rows(order_people(people.store)))).id
    shown._begin(3)
    people.screen.open(contact)
    assert shown.isVisible()
    shown._end()
    people.screen.open(contact)
    people.settle()
    assert not shown.isVisible()
    assert people.screen.side.pane.page is not None


@pytest.mark.parametrize(
    ("role", "may"), [(Role.CANVASSER, False), (Role.OFFICER, True), (Role.GUEST, False)]
)
def test_only_whoever_may_sees_the_key(app: QApplication, store: Store, role: Role, may: bool) -> None:
    name_me(store, "Eluned Probert", role=role)
    room = OpenedRoom(PeopleScreen, store)
    hints = [hint for hint in room.seen(PageHint) if "file" in hint.accessibleName()]
    assert bool(hints) == may
    room.press("Alt+F")
    assert (room.screen.exporting is not None) == may
    room.close()
