"""What is seldom done about people, by keys: two that are one person, and an erasure, which alone stops a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.contacts import PeopleOrder
from desktop.domain.members import Role
from desktop.operations.contacts import add_person, count_people, edit_person, show_person
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.people.side import Mode
from tests.made_up_stores import TurnedClock, made_store, register_file
from tests.ui.opened_room import OpenedRoom
from tests.ui.people_room import People, open_person, shown


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    clock = TurnedClock()
    made = made_store(tmp_path / "vault", clock)
    name_me(made, "Eluned Probert", "Dockside")
    import_register(made, register_file(tmp_path, 60))
    add_person(made, {"given_name": "Agnieszka", "family_name": "Wójcik", "phone": "07700 900 216"})
    clock.turn(seconds=1)
    add_person(made, {"preferred_name": "Aggie", "family_name": "Wojcikova", "email": "aggie@example.org"})
    yield made
    made.close()


def test_two_are_joined_by_the_same_key_on_each_page_and_undo_parts_them(people: People) -> None:
    listed = count_people(people.store)
    first = open_person(people, "Agnieszka")
    people.press("S")
    assert people.screen.finder.line.hasFocus()
    people.write("Aggie")
    people.press("Return")
    assert "Agnieszka" in people.screen.side.pane.rarely.same.accessibleName()
    people.press("S")
    page = shown(people)
    assert (page.id, page.value("phone"), page.value("email")) == (
        first.id,
        "07700 900 216",
        "aggie@example.org",
    )
    assert count_people(people.store) == listed - 1
    assert "Aggie Wojcikova" in people.screen.side.pane.also.text()
    people.press("Ctrl+Z")
    assert count_people(people.store) == listed
    assert shown(people).same == []
    assert people.screen.side.pane.also.isHidden()


def test_one_key_says_that_they_are_two_after_all(people: People) -> None:
    open_person(people, "Agnieszka")
    assert people.screen.side.pane.rarely.two.isHidden()
    people.press("S")
    open_person(people, "Aggie")
    people.press("S", "D")
    assert shown(people).same == []


def test_the_same_key_on_the_same_page_changes_nothing(people: People) -> None:
    listed = count_people(people.store)
    open_person(people, "Agnieszka")
    people.press("S")
    open_person(people, "Agnieszka")
    people.press("S")
    assert people.screen.side.pane.rarely.first is None
    assert count_people(people.store) == listed


def test_an_erasure_stops_on_a_page_of_its_own_and_escape_keeps_everything(people: People) -> None:
    page = open_person(people, "Agnieszka")
    people.press("E")
    side = people.screen.side
    assert side.erasing.isVisible()
    assert "Agnieszka" in side.erasing.masthead.title.text()
    people.press("E", "Return", "Escape")
    assert not side.erasing.isVisible()
    assert shown(people).id == page.id
    assert show_person(people.store, page.id).value("phone") == "07700 900 216"


def test_erased_for_good_takes_a_key_that_is_no_letter_and_cannot_be_undone(people: People) -> None:
    listed = count_people(people.store)
    open_person(people, "Agnieszka")
    people.press("E", "Ctrl+Del")
    assert count_people(people.store) == listed - 1
    assert people.screen.side.mode is Mode.LOOK
    assert not people.screen.side.writing.can_undo
    people.write("Agnieszka")
    assert people.screen.finder.contact is None


def test_an_elector_stays_as_the_councils_and_the_page_says_so(people: People) -> None:
    store = people.store
    row = store.contacts.rows(store.contacts.ordered(PeopleOrder.ELECTOR_NUMBER)[:1])[0]
    edit_person(store, row.id, {"phone": "020 1"})
    people.screen.open(row.id)
    people.settle()
    people.press("E")
    assert "council" in people.screen.side.erasing.stays.text()
    people.press("Ctrl+Del")
    assert (shown(people).id, shown(people).value("phone")) == (row.id, "")


def test_whoever_is_no_organiser_is_not_offered_it(app: QApplication, store: Store) -> None:
    name_me(store, "Eluned Probert", role=Role.CANVASSER)
    room = OpenedRoom(PeopleScreen, store)
    open_person(room, "Agnieszka")
    assert room.screen.side.pane.rarely.erase.isHidden()
    room.press("E")
    assert room.screen.side.mode is Mode.LOOK
    room.close()
