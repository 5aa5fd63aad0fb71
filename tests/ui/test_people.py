"""The room of people by keys: find anyone, look at them, write about them, and take it back."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.attempts import Outcome
from desktop.domain.contacts import Standing
from desktop.domain.ids import ContactId
from desktop.operations.attempts import list_attempts
from desktop.operations.contacts import (
    add_person,
    count_people,
    edit_person,
    find_people,
    order_people,
    read_people,
    show_person,
)
from desktop.operations.drafts import list_drafts
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from desktop.ui.desk import Place
from desktop.ui.people.reading import _shorter
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.people.side import Mode
from desktop.ui.widgets.rows import NameRow
from desktop.ui.widgets.states import Face
from tests.made_up_stores import colleague, deliver, entries_of, exchange, made_store, register_file
from tests.ui.keys import press, type_text
from tests.ui.opened_room import OpenedRoom
from tests.ui.people_room import People, open_person, rows, shown

NAME = {"given_name": "Agnieszka", "family_name": "Wójcik-Evans", "phone": "07700 900 216"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = made_store(tmp_path / "vault")
    name_me(made, "Eluned Probert", "Dockside")
    import_register(made, register_file(tmp_path, 400))
    add_person(made, NAME)
    yield made
    made.close()


def test_whoever_enters_types_at_once_and_finds(people: People) -> None:
    assert people.screen.finder.line.hasFocus()
    people.write("wojc")
    assert rows(people) == ["Agnieszka Wójcik-Evans"]
    assert people.screen.finder.count.text() == "1 of 401 people"
    row = people.screen.finder.model.row_at(0)
    assert isinstance(row, NameRow)
    assert [row.name[start : start + length] for start, length in row.matches] == ["Wójc"]


def test_with_nothing_typed_everybody_is_listed_by_name(people: People) -> None:
    assert people.screen.finder.count.text() == "401 people"
    listed = read_people(people.store, order_people(people.store))
    assert [row.split(",")[0] for row in rows(people)] == [person.name for person in listed]


def test_rows_beyond_the_first_page_are_read_when_they_are_scrolled_to(people: People) -> None:
    people.screen.finder.list.go_to(390)
    people.settle()
    assert shown(people).name == people.screen.finder.model.index(390).data().split(",")[0]


def test_people_are_found_by_address_and_by_elector_number(people: People) -> None:
    found = next(iter(find_people(people.store, "AA")))
    people.write(str(found["elector_number"]))
    assert shown(people).elector_number == found["elector_number"]
    people.press("Escape")
    people.write(shown(people).address.split(",")[0])
    assert len(rows(people)) >= 1


def test_arrows_move_in_the_list_while_the_line_keeps_the_keys(people: People) -> None:
    first = shown(people).id
    people.press("Down")
    assert people.screen.finder.list.row == 1
    assert people.screen.finder.line.hasFocus()
    assert shown(people).id != first


def test_enter_before_the_answer_is_there_opens_who_is_found(people: People) -> None:
    type_text(people.screen, "wojcik")
    press(people.screen, "Return")
    people.settle()
    assert shown(people).name == "Agnieszka Wójcik-Evans"
    assert people.screen.side.pane.fields.lines[0].hasFocus()


def test_escape_leads_back_to_the_line_and_then_clears_it(people: People) -> None:
    open_person(people, "wojcik")
    people.press("Escape")
    assert people.screen.finder.line.hasFocus()
    assert people.screen.finder.line.text() == "wojcik"
    people.press("Escape")
    assert people.screen.finder.line.text() == ""
    assert len(rows(people)) == 401


def test_a_field_is_saved_by_enter_and_keeps_its_history(people: People) -> None:
    page = open_person(people, "wojcik")
    people.press("1")
    people.write("07700 900 999")
    people.press("Return")
    saved = show_person(people.store, page.id)
    assert saved.value("phone") == "07700 900 999"
    past = [(one.value, one.standing) for one in saved.history if one.field == "phone"]
    assert past == [("07700 900 999", Standing.SHOWN), ("07700 900 216", Standing.REPLACED)]
    assert people.screen.side.pane.fields.lines[0].hasFocus()
    assert shown(people).value("phone") == "07700 900 999"


def test_alt_and_a_digit_edits_while_the_line_has_the_keys(people: People) -> None:
    people.write("wojcik")
    people.press("Alt+2")
    people.write("a.wojcik@example.org")
    people.press("Return")
    assert shown(people).value("email") == "a.wojcik@example.org"


def test_the_line_shows_alt_only_while_letters_are_text(people: People) -> None:
    people.write("wojcik")
    line = people.screen.side.pane.fields.lines[0]
    assert " ".join(line.caps) == "Alt 1"
    people.press("Return")
    assert " ".join(line.caps) == "1"


@pytest.mark.parametrize("from_line", [False, True])
def test_undo_writes_back_what_stood_there(people: People, from_line: bool) -> None:
    page = open_person(people, "wojcik")
    people.press("1")
    people.write("07700 900 999")
    people.press("Return")
    if from_line:
        people.press("Escape")
    people.press("Ctrl+Z")
    assert show_person(people.store, page.id).value("phone") == "07700 900 216"
    assert not people.screen.side.writing.can_undo


def test_escape_leaves_a_field_as_it_was_and_keeps_what_was_typed(people: People) -> None:
    page = open_person(people, "wojcik")
    people.press("1")
    people.write("07700")
    people.press("Escape")
    assert show_person(people.store, page.id).value("phone") == "07700 900 216"
    assert people.screen.side.pane.fields.lines[0].row.note == "begun, not saved"
    people.press("1")
    assert people.screen.side.pane.editor.field.text() == "07700"


def test_what_was_typed_is_there_in_another_run_of_the_program(app: QApplication, store: Store) -> None:
    before = OpenedRoom(PeopleScreen, store)
    page = open_person(before, "wojcik")
    before.press("1")
    before.write("07700")
    before.close()
    after = OpenedRoom(PeopleScreen, store)
    open_person(after, "wojcik")
    assert after.screen.side.pane.fields.lines[0].row.note == "begun, not saved"
    after.press("1")
    assert after.screen.side.pane.editor.field.text() == "07700"
    after.press("Return")
    assert show_person(store, page.id).value("phone") == "07700"
    assert list_drafts(store) == []
    after.close()


def test_letters_are_text_while_something_is_written(people: People) -> None:
    page = open_person(people, "wojcik")
    people.press("1")
    people.write("nvxah")
    assert people.screen.side.mode is Mode.FIELD
    assert people.screen.side.pane.editor.field.text() == "nvxah"
    assert show_person(people.store, page.id).words == []


def test_what_is_too_long_is_refused_below_the_line_and_stays(people: People) -> None:
    open_person(people, "wojcik")
    people.press("1")
    people.screen.side.pane.editor.field.line.setMaxLength(20_000)
    people.screen.side.pane.editor.field.set_text("7" * 10_001)
    people.press("Return")
    assert "longer than 10,000" in people.screen.side.pane.editor.field.error
    assert len(people.screen.side.pane.editor.field.text()) == 10_001


def test_a_note_asks_whether_it_was_read_aloud(people: People) -> None:
    page = open_person(people, "wojcik")
    people.press("N")
    people.write("Works nights, ring after four.")
    assert "read this note aloud" in people.screen.side.note.field.note.text()
    people.press("Alt+R", "Ctrl+Return")
    said = show_person(people.store, page.id).words
    assert [(words.text, words.read_aloud) for words in said] == [("Works nights, ring after four.", True)]
    assert people.screen.side.mode is Mode.LOOK
    assert list_drafts(people.store) == []


def test_a_note_that_was_left_is_there_when_one_comes_back(people: People) -> None:
    open_person(people, "wojcik")
    people.press("N")
    people.write("Works")
    people.press("Escape")
    people.press("N")
    assert people.screen.side.note.field.text() == "Works"


def test_somebody_new_is_added_shown_and_found(people: People) -> None:
    people.press("Alt+A")
    people.write("Żaneta")
    people.press("Tab")
    people.write("Ó Briain")
    people.press("Return")
    assert shown(people).name == "Żaneta Ó Briain"
    assert count_people(people.store) == 402
    assert people.screen.finder.contact == shown(people).id


def test_nobody_without_a_word_is_added(people: People) -> None:
    people.press("Alt+A", "Return")
    assert people.screen.side.new_person.fault.text() == "There was nothing to write. Nothing was changed."
    assert count_people(people.store) == 401


def test_undo_takes_somebody_new_off_the_lists(people: People) -> None:
    people.press("Alt+A")
    people.write("Zed")
    people.press("Return", "Ctrl+Z")
    assert count_people(people.store) == 401
    assert shown(people).name != "Zed"


def test_visits_can_be_stopped_and_allowed_again(people: People) -> None:
    page = open_person(people, "AA-1")
    assert page.household is not None
    people.press("X")
    assert show_person(people.store, page.id).is_do_not_visit
    assert people.screen.side.pane.never.isVisible()
    people.press("Ctrl+Z")
    assert not show_person(people.store, page.id).is_do_not_visit
    people.press("X", "X")
    assert not show_person(people.store, page.id).is_do_not_visit


def test_a_visit_takes_two_keys_and_undo_takes_it_back(people: People) -> None:
    page = open_person(people, "AA-1")
    people.press("V", "N")
    made = list_attempts(people.store)[0]
    assert (made.outcome, made.contact) == (Outcome.NOT_HOME, page.id)
    assert [row.cells[1].text for row in people.screen.side.pane.so_far.rows] == ["Nobody in"]
    people.press("Ctrl+Z")
    assert people.screen.side.pane.so_far.rows == []


def test_without_a_door_no_visit_is_offered(people: People) -> None:
    open_person(people, "wojcik")
    assert people.screen.side.bar.button("Add a visit") is None
    assert people.screen.side.bar.button("Stop visits") is None


def test_everything_written_is_shown_by_one_key(people: People) -> None:
    open_person(people, "wojcik")
    people.press("H")
    about = {row.cells[1].text for row in people.screen.side.pane.past.rows}
    assert {"Telephone", "Given name", "Family name"} <= about
    assert people.screen.side.pane.past.isVisible()


def test_two_answers_are_said_and_lead_to_where_they_are_settled(
    app: QApplication, store: Store, tmp_path: Path
) -> None:
    other = colleague(store, tmp_path / "other")
    exchange(store, other)
    found = ContactId(next(iter(find_people(store, "wojcik")))["id"])
    edit_person(store, found, {"phone": "07700 900 261"})
    edit_person(other, found, {"phone": "07700 900 612"})
    mine = {entry[0] for entry in store.reading.execute("SELECT id FROM entry")}
    deliver(store, [entry for entry in entries_of(other) if entry.id not in mine])
    people = OpenedRoom(PeopleScreen, store)
    open_person(people, "wojcik")
    assert people.screen.side.pane.both.text() == "Two answers to one question: telephone. Both are kept."
    people.press("W")
    assert people.went == [Place("conflicts", (found, "phone"))]
    people.close()
    other.close()


def test_where_nobody_is_found_one_key_clears_the_line(people: People) -> None:
    people.write("zzzz")
    assert people.screen.finder.states.face is Face.EMPTY
    assert people.screen.side.states.empty_page.isVisible()
    people.press("Escape")
    assert len(rows(people)) == 401
    assert people.screen.side.pane.isVisible()


def test_an_empty_store_says_how_people_come(app: QApplication, tmp_path: Path) -> None:
    store = made_store(tmp_path / "empty")
    people = OpenedRoom(PeopleScreen, store)
    assert people.screen.finder.states.empty_page.heading.text() == "Nobody here yet"
    people.press("Alt+A")
    assert people.screen.side.mode is Mode.NEW
    people.write("Zed")
    people.press("Return")
    assert people.screen.finder.count.text() == "1 person"
    people.close()
    store.close()


def test_a_list_that_cannot_be_read_says_what_is_safe(people: People) -> None:
    people.tasks.settle()
    people.store.disconnect()
    people.write("w")
    assert people.screen.finder.states.face is Face.FAILED
    assert "safe" in people.screen.finder.states.failed_page.first.text()


def test_what_a_colleague_wrote_is_shown_and_one_stays_with_the_person(people: People) -> None:
    people.screen.finder.list.go_to(200)
    people.settle()
    page = shown(people)
    work = partial(edit_person, people.store, page.id, {"phone": "01632 960 100"})
    people.tasks.command(work, owner=people.screen)
    people.settle()
    assert shown(people).id == page.id
    assert shown(people).value("phone") == "01632 960 100"
    assert people.screen.finder.list.row == 200


def test_what_is_being_written_stays_open_when_the_list_changes(people: People) -> None:
    people.press("Alt+A")
    people.write("Zed")
    listed = read_people(people.store, order_people(people.store)[:1])[0]
    work = partial(edit_person, people.store, listed.id, {"given_name": "Zz", "family_name": "Zz"})
    people.tasks.command(work, owner=people.screen)
    people.settle()
    assert people.screen.side.mode is Mode.NEW
    assert people.screen.side.new_person.values == {"given_name": "Zed"}


def test_a_place_about_somebody_opens_their_page(people: People) -> None:
    found = ContactId(next(iter(find_people(people.store, "wojcik")))["id"])
    people.write("khan")
    people.screen.open(found)
    people.screen.take_keys()
    people.settle()
    assert shown(people).id == found
    assert people.screen.finder.contact == found
    assert people.screen.side.pane.fields.lines[0].hasFocus()


def test_everything_that_takes_the_keys_has_a_name(people: People) -> None:
    open_person(people, "wojcik")
    people.press("1")
    people.press("Escape", "N")
    nameless = [
        type(widget).__name__
        for widget in people.seen(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
    ]
    assert nameless == []


def test_where_it_is_narrow_there_is_one_pane_at_a_time(people: People) -> None:
    people.screen.resize(640, 700)
    people.settle()
    assert people.screen.finder.isVisible()
    assert not people.screen.side.pane.isVisible()
    open_person(people, "wojcik")
    assert people.screen.side.pane.isVisible()
    assert not people.screen.finder.isVisible()
    people.press("Escape")
    assert people.screen.finder.line.hasFocus()


def test_a_flats_address_is_shorter_without_its_building_and_no_other_loses_anything() -> None:
    assert _shorter("Flat 4, Harrow House, 17 Harrow Lane") == ("Flat 4, 17 Harrow Lane",)
    assert _shorter("Flat 4, 17 Harrow Lane") == ()
    assert _shorter("The Old Forge, Harrow Lane, Wortley") == ()
    assert _shorter("17 Harrow Lane") == ()
    assert _shorter("") == ()
