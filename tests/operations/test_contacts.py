"""People: added, edited, found, listed, looked at; nothing that was ever written is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.contacts import (
    FieldTooLong,
    NoSuchContact,
    NotABirthdate,
    NothingGiven,
    PeopleOrder,
    Standing,
    UnknownField,
)
from desktop.domain.ids import ContactId
from desktop.operations.attempts import door_of
from desktop.operations.changed import Changed
from desktop.operations.conflicts import list_conflicts, resolve_conflict, show_conflict
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    list_people,
    order_people,
    read_people,
    remove_person,
    restore_person,
    search_people,
    show_person,
)
from desktop.operations.doors import set_do_not_visit
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from tests.made_up_stores import TurnedClock, colleague, deliver, entries_of, made_store, register_file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "vault")
    yield store
    store.close()


def test_a_person_is_listed_with_every_field_that_is_set_and_no_other(store: Store) -> None:
    person = add_person(store, {"given_name": "Zoë", "family_name": "Łoś", "phone": " 07700 900318 "}).value
    assert list(list_people(store)) == [
        {"id": person, "given_name": "Zoë", "family_name": "Łoś", "phone": "07700 900318"}
    ]


def test_a_person_needs_a_known_field_with_something_in_it(store: Store) -> None:
    with pytest.raises(UnknownField):
        add_person(store, {"shoe_size": "9"})
    with pytest.raises(NothingGiven):
        add_person(store, {"given_name": "  "})
    with pytest.raises(FieldTooLong):
        add_person(store, {"given_name": "x" * 10_001})
    with pytest.raises(NoSuchContact):
        edit_person(store, ContactId("0" * 32), {"phone": "1"})
    assert entries_of(store) == []


@pytest.mark.parametrize("born", ["yesterday", "1984", "31/05/1984", "1984-02-30", "2031-01-01", "19840531"])
def test_a_date_of_birth_is_a_day_that_has_been(store: Store, born: str) -> None:
    with pytest.raises(NotABirthdate):
        add_person(store, {"given_name": "Zoë", "birthdate": born})
    person = add_person(store, {"given_name": "Zoë", "birthdate": "1984-05-31"}).value
    with pytest.raises(NotABirthdate):
        edit_person(store, person, {"birthdate": born})
    assert show_person(store, person).value("birthdate") == "1984-05-31"
    edit_person(store, person, {"birthdate": ""})
    assert show_person(store, person).value("birthdate") == ""


def test_a_wish_not_to_be_visited_is_shown_also_of_somebody_without_a_household(store: Store) -> None:
    person = add_person(store, {"given_name": "Zoë"}).value
    assert not show_person(store, person).is_do_not_visit
    set_do_not_visit(store, door_of(store, person), True)
    page = show_person(store, person)
    assert page.is_do_not_visit
    set_do_not_visit(store, page.door, False)
    assert not show_person(store, person).is_do_not_visit


def test_an_edit_that_says_nothing_new_writes_nothing(store: Store) -> None:
    person = add_person(store, {"given_name": "Ada", "phone": "1"}).value
    before = entries_of(store)
    assert edit_person(store, person, {"phone": "1", "email": ""}).changed is Changed.NOTHING
    assert entries_of(store) == before


def test_a_page_shows_every_value_that_was_ever_written(store: Store) -> None:
    name_me(store, "Gwenllian Pritchard", "Ropewalk 1")
    person = add_person(store, {"given_name": "Ada", "phone": "1"}).value
    edit_person(store, person, {"phone": "2"})
    edit_person(store, person, {"phone": ""})
    page = show_person(store, person)
    phones = [(written.value, written.standing) for written in page.history if written.field == "phone"]
    assert phones == [("", Standing.SHOWN), ("2", Standing.REPLACED), ("1", Standing.REPLACED)]
    assert {(written.by, written.laptop) for written in page.history} == {
        ("Gwenllian Pritchard", "Ropewalk 1")
    }
    assert page.value("phone") == ""


def test_a_note_is_shown_and_never_readable_in_the_journal(store: Store) -> None:
    person = add_person(store, {"given_name": "Ada"}).value
    add_note(store, person, "Damp in the back bedroom", read_aloud=True)
    (words,) = show_person(store, person).words
    assert (words.text, words.read_aloud) == ("Damp in the back bedroom", True)
    assert all("Damp" not in entry.body for entry in entries_of(store))


def test_a_removed_person_is_on_no_list_and_comes_back_whole(store: Store) -> None:
    person = add_person(store, {"given_name": "Ada", "phone": "1"}).value
    remove_person(store, person)
    assert (count_people(store), len(search_people(store, "ada").rowids)) == (0, 0)
    assert not order_people(store)
    restore_person(store, person)
    assert (count_people(store), len(search_people(store, "ada").rowids)) == (1, 1)
    assert show_person(store, person).value("phone") == "1"


@pytest.mark.parametrize("typed", ["maj", "MAJ alm", "alma majumder", "shafiqul", "11 maj", "los z", "Łoś"])
def test_people_are_found_by_beginnings_of_words_in_any_order(store: Store, typed: str) -> None:
    add_person(store, {"given_name": "Shafiqul", "family_name": "Majumder", "address": "11 Alma Terrace"})
    add_person(store, {"given_name": "Zoë", "family_name": "Łoś", "address": "2 Ropewalk"})
    found = search_people(store, typed)
    assert (len(found.rowids), found.total, found.is_exact) == (1, 1, True)


@pytest.mark.parametrize("typed", ["", '"', "*", "umder", "name:maj", "-", "NEAR(", "maj OR zoe"])
def test_what_is_no_word_or_no_beginning_finds_nobody_and_breaks_nothing(store: Store, typed: str) -> None:
    add_person(store, {"given_name": "Shafiqul", "family_name": "Majumder"})
    assert not search_people(store, typed).rowids


def test_a_search_says_when_there_are_more_than_it_shows(store: Store) -> None:
    for number in range(5):
        add_person(store, {"given_name": f"Ada {number}"})
    found = search_people(store, "ada", limit=3)
    assert (len(found.rowids), found.total, found.is_exact) == (3, 3, False)


def test_an_edited_name_is_found_by_the_new_one_only(store: Store) -> None:
    person = add_person(store, {"given_name": "Ada", "family_name": "Oakes"}).value
    edit_person(store, person, {"family_name": "Pugh"})
    assert not search_people(store, "oakes").rowids
    assert len(search_people(store, "pugh").rowids) == 1


def test_every_order_lists_everybody_once(tmp_path: Path, store: Store) -> None:
    import_register(store, register_file(tmp_path))
    add_person(store, {"given_name": "Ada"})
    for order in PeopleOrder:
        rowids = order_people(store, order)
        assert sorted(rowids) == sorted(set(rowids))
        assert len(rowids) == count_people(store) == 61
    names = [row.name for row in read_people(store, order_people(store))]
    assert len(names) == 61
    assert read_people(store, [10**9]) == []


def test_a_person_from_the_register_says_so_until_somebody_edits_them(tmp_path: Path, store: Store) -> None:
    import_register(store, register_file(tmp_path))
    row = read_people(store, order_people(store))[0]
    page = show_person(store, row.id)
    assert all(field.is_from_register for field in page.fields)
    assert page.elector_number
    edit_person(store, row.id, {"family_name": "Otherwise"})
    page = show_person(store, row.id)
    assert not next(field for field in page.fields if field.name == "family_name").is_from_register
    standings = [written.standing for written in page.history if written.field == "family_name"]
    assert standings == [Standing.SHOWN, Standing.REPLACED]
    assert page.elector_number in {person.get("elector_number") for person in list_people(store)}


def test_two_laptops_that_edit_different_fields_keep_both(tmp_path: Path, store: Store) -> None:
    person = add_person(store, {"given_name": "Ada", "phone": "1"}).value
    other = colleague(store, tmp_path / "other")
    deliver(other, entries_of(store))
    edit_person(store, person, {"phone": "2"})
    edit_person(other, person, {"email": "ada@example.org"})
    deliver(store, entries_of(other))
    page = show_person(store, person)
    assert (page.value("phone"), page.value("email"), page.conflicts) == ("2", "ada@example.org", [])
    other.close()


def test_one_field_edited_twice_holds_two_answers_until_somebody_says(tmp_path: Path, store: Store) -> None:
    clock = TurnedClock()
    name_me(store, "Eluned Probert", "Ropewalk 1")
    person = add_person(store, {"given_name": "Ada", "phone": "1"}).value
    other = colleague(store, tmp_path / "other", clock)
    name_me(other, "Liban Guuleed", "Ropewalk 2")
    deliver(other, entries_of(store))
    edit_person(store, person, {"phone": "07700 900216"})
    clock.turn(minutes=5)
    edit_person(other, person, {"phone": "07700 900261"})
    deliver(store, entries_of(other))
    (conflict,) = list_conflicts(store)
    assert [
        (answer.value, answer.by, answer.laptop, answer.is_this_laptop) for answer in conflict.answers
    ] == [
        ("07700 900261", "Liban Guuleed", "Ropewalk 2", False),
        ("07700 900216", "Eluned Probert", "Ropewalk 1", True),
    ]
    assert len(show_conflict(store, person, "phone").history) == 3
    resolve_conflict(store, person, "phone", "07700 900216")
    assert list_conflicts(store) == []
    history = [written.value for written in show_person(store, person).history if written.field == "phone"]
    assert sorted(history) == ["07700 900216", "07700 900216", "07700 900261", "1"]
    deliver(other, [entry for entry in entries_of(store) if not other.journal.known([entry.id])])
    assert list_conflicts(other) == []
    other.close()


def test_an_edit_beside_a_removal_keeps_the_person_and_asks(tmp_path: Path, store: Store) -> None:
    person = add_person(store, {"given_name": "Ada", "phone": "1"}).value
    other = colleague(store, tmp_path / "other")
    deliver(other, entries_of(store))
    remove_person(other, person)
    edit_person(store, person, {"phone": "2"})
    deliver(store, entries_of(other))
    assert count_people(store) == 1
    (conflict,) = list_conflicts(store)
    assert conflict.field == "deleted"
    resolve_conflict(store, person, "deleted", "true")
    assert (count_people(store), list_conflicts(store)) == (0, [])
    other.close()
