"""Two contacts that are one person: shown as one, written as two, and parted again without loss."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attempts import Outcome
from desktop.domain.contacts import NoSuchContact, NotTheSame, NotTwoPeople
from desktop.domain.ids import ContactId
from desktop.domain.sameness import shown_for
from desktop.operations.attempts import door_of, list_attempts, record_attempt
from desktop.operations.changed import Changed
from desktop.operations.conflicts import list_conflicts, resolve_conflict
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    list_people,
    order_people,
    search_people,
    show_person,
)
from desktop.operations.register_import import import_register
from desktop.operations.sameness import say_same, undo_same
from desktop.store.store import Store
from tests.made_up_stores import (
    TurnedClock,
    colleague,
    deliver,
    entries_of,
    folded,
    made_store,
    pass_attachments,
    register_file,
)

CLOCK = TurnedClock()
"""Turned between two people, so that the first has the smaller id."""

SAME = "SELECT hex(contact), hex(shown) FROM sameness ORDER BY contact"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = made_store(tmp_path / "vault", CLOCK)
    yield made
    made.close()


def two_people(store: Store) -> tuple[ContactId, ContactId]:
    ann = add_person(store, {"given_name": "Ann", "family_name": "Osei", "phone": "020 1"}).value
    CLOCK.turn(seconds=1)
    anne = add_person(store, {"given_name": "Anne", "family_name": "Osei", "email": "anne@example.org"}).value
    return ann, anne


def everything(store: Store) -> list[list[tuple[object, ...]]]:
    return [*folded(store), store.reading.execute(SAME).fetchall()]


def test_one_row_is_listed_and_found_and_its_page_shows_what_both_say(store: Store) -> None:
    ann, anne = two_people(store)
    add_note(store, ann, "Asks about the bus", read_aloud=False)
    add_note(store, anne, "Would drive people", read_aloud=False)
    for one in (ann, anne):
        record_attempt(store, door_of(store, one), Outcome.TALKED, contact=one)
    assert say_same(store, anne, ann).value == ann
    assert count_people(store) == len(order_people(store)) == 1
    for words in ("ann osei", "anne", "osei"):
        (row,) = search_people(store, words).rowids
        assert store.contacts.rows([row])[0].id == ann
    for one in (ann, anne):
        page = show_person(store, one)
        assert page.id == ann
        assert [other.id for other in page.same] == [anne]
        assert (page.value("phone"), page.value("email")) == ("020 1", "anne@example.org")
        assert {said.text for said in page.words} == {"Asks about the bus", "Would drive people"}
        assert len(page.attempts) == len(list_attempts(store, contact=one)) == 2
        assert page.conflicts == ["given_name"]
    (person,) = list_people(store)
    assert (person["phone"], person["email"]) == ("020 1", "anne@example.org")


def test_a_real_difference_is_a_question_that_is_settled_once(store: Store) -> None:
    ann, anne = two_people(store)
    say_same(store, ann, anne)
    (conflict,) = list_conflicts(store)
    assert (conflict.id, conflict.field) == (ann, "given_name")
    assert {answer.value for answer in conflict.answers} == {"Ann", "Anne"}
    resolve_conflict(store, ann, "given_name", "Anne")
    assert list_conflicts(store) == []
    assert show_person(store, anne).value("given_name") == "Anne"


def test_undone_both_stand_as_they_were_with_what_was_written_under_each_since(store: Store) -> None:
    ann, anne = two_people(store)
    before = [show_person(store, one) for one in (ann, anne)]
    say_same(store, ann, anne)
    undo_same(store, anne, ann)
    assert [show_person(store, one) for one in (ann, anne)] == before
    assert list_conflicts(store) == []
    say_same(store, ann, anne)
    edit_person(store, ann, {"phone": "020 2"})
    edit_person(store, anne, {"occupation": "Baker"})
    for one in (ann, anne):
        page = show_person(store, one)
        assert (page.value("phone"), page.value("occupation")) == ("020 2", "Baker")
    undo_same(store, ann, anne)
    assert count_people(store) == 2
    mine, hers = show_person(store, ann), show_person(store, anne)
    assert (mine.value("phone"), mine.value("occupation")) == ("020 2", "")
    assert (hers.value("phone"), hers.value("occupation")) == ("", "Baker")
    assert (mine.value("given_name"), hers.value("given_name")) == ("Ann", "Anne")
    assert mine.same == hers.same == []


def test_of_three_one_is_parted_and_two_stay_together(store: Store) -> None:
    ann, anne = two_people(store)
    third = add_person(store, {"given_name": "A."}).value
    say_same(store, ann, anne)
    say_same(store, anne, third)
    undo_same(store, ann, third)
    assert [row.id for row in show_person(store, ann).same] == [anne]
    assert show_person(store, third).id == third
    assert count_people(store) == 2


def test_what_cannot_be_said_is_refused_and_what_is_known_is_not_written_again(store: Store) -> None:
    ann, anne = two_people(store)
    with pytest.raises(NotTwoPeople):
        say_same(store, ann, ann)
    with pytest.raises(NotTheSame):
        undo_same(store, ann, anne)
    with pytest.raises(NoSuchContact):
        say_same(store, ann, ContactId("0" * 32))
    say_same(store, ann, anne)
    written = len(entries_of(store))
    assert say_same(store, anne, ann).changed == Changed.NOTHING
    assert len(entries_of(store)) == written


def test_an_elector_and_somebody_met_at_the_door_are_listed_as_the_elector_with_both_names(
    store: Store, tmp_path: Path
) -> None:
    import_register(store, register_file(tmp_path))
    listed = count_people(store)
    elector = store.contacts.rows(order_people(store)[:1])[0]
    met = add_person(store, {"preferred_name": "Bobby", "phone": "020 7"}).value
    shown = say_same(store, elector.id, met).value
    assert count_people(store) == listed
    page = show_person(store, met)
    assert page.id == shown == min(elector.id, met)
    assert page.elector_number == elector.elector_number
    assert page.household is not None
    (row,) = search_people(store, "bobby").rowids
    assert row in search_people(store, elector.elector_number).rowids


@pytest.mark.parametrize("register_first", [True, False])
def test_it_does_not_matter_whether_the_register_or_the_saying_comes_first(
    tmp_path: Path, register_first: bool
) -> None:
    clock = TurnedClock()
    first = made_store(tmp_path / "first", clock)
    second = colleague(first, tmp_path / "second", clock)
    import_register(first, register_file(tmp_path))
    electors = [row.id for row in first.contacts.rows(order_people(first)[:2])]
    met = add_person(first, {"given_name": "Met"}).value
    say_same(first, electors[0], electors[1])
    say_same(first, met, electors[1])
    entries = entries_of(first)
    imports = [entry for entry in entries if entry.kind == "register_import"]
    others = [entry for entry in entries if entry.kind != "register_import"]
    if register_first:
        deliver(second, imports)
        pass_attachments(first, second)
        deliver(second, others)
    else:
        deliver(second, reversed(others))
        deliver(second, imports)
        pass_attachments(first, second)
    assert everything(first) == everything(second)
    undo_same(first, met, electors[1])
    deliver(second, entries_of(first)[len(entries) :])
    assert everything(first) == everything(second)
    undo_same(first, electors[0], electors[1])
    before = everything(first)
    first.projection.rebuild()
    assert everything(first) == before
    for store in (first, second):
        store.close()


def test_somebody_who_is_not_known_here_is_not_listed_without_a_name(tmp_path: Path, store: Store) -> None:
    other = colleague(store, tmp_path / "other")
    ann, anne = two_people(store)
    say_same(store, ann, anne)
    said = [entry for entry in entries_of(store) if entry.kind == "same_as"]
    deliver(other, said)
    assert count_people(other) == 0
    undo_same(store, ann, anne)
    deliver(other, [entry for entry in entries_of(store) if entry.kind == "same_as"][1:])
    assert other.reading.execute("SELECT count(*) FROM contact").fetchone()[0] == 0
    other.close()


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_any_order_of_pairs_leads_to_the_same_smallest_ids(
    pairs: list[tuple[int, int]], chance: Random
) -> None:
    named = [(str(first), str(second)) for first, second in pairs]
    shuffled = [pair if chance.random() < 0.5 else pair[::-1] for pair in named * 2]
    chance.shuffle(shuffled)
    found = shown_for(named)
    assert shown_for(shuffled) == found
    for one, shown in found.items():
        reached = {one}
        while (more := {*chain(*(pair for pair in named if reached & {*pair}))} | reached) != reached:
            reached = more
        assert shown == min(reached)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), min_size=1, max_size=7),
    st.randoms(use_true_random=False),
    st.integers(1, 4),
)
def test_any_order_and_any_slicing_of_what_was_said_gives_the_same_people(
    said: list[tuple[int, int, bool]], chance: Random, slices: int
) -> None:
    with TemporaryDirectory() as folder:
        first = made_store(Path(folder) / "first")
        people = [add_person(first, {"given_name": f"P{one}"}).value for one in range(6)]
        for one, other, undone in said:
            page = show_person(first, people[one])
            group = {page.id, *(row.id for row in page.same)}
            if undone and one != other and people[other] in group:
                undo_same(first, people[one], people[other])
            elif one != other:
                say_same(first, people[one], people[other])
        entries = entries_of(first)
        chance.shuffle(entries)
        second = colleague(first, Path(folder) / "second")
        size = max(1, len(entries) // slices)
        for start in range(0, len(entries), size):
            deliver(second, entries[start : start + size])
        assert everything(second) == everything(first)
        first.close()
        second.close()
