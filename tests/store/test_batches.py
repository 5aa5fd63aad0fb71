"""Undo of what was written together: as entries, without touching what others wrote since."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.attempts import Outcome
from desktop.domain.batches import NoSuchBatch
from desktop.domain.register.imports import NoSuchImport
from desktop.operations.attempts import list_attempts, record_attempt, restore_attempt
from desktop.operations.batches import list_batches, undo_batch
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    order_people,
    remove_person,
    search_people,
    show_person,
)
from desktop.operations.doors import set_do_not_visit
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register, list_imports, redo_import, undo_import
from desktop.operations.sameness import say_same
from desktop.operations.turfs import cut_turf, list_streets, walk_list
from desktop.store.store import Store
from tests.made_up_stores import (
    TurnedClock,
    colleague,
    deliver,
    entries_of,
    exchange,
    folded,
    made_store,
    pass_attachments,
    register_file,
)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def two(tmp_path: Path, clock: TurnedClock) -> Iterator[tuple[Store, Store]]:
    first = made_store(tmp_path / "first", clock)
    second = colleague(first, tmp_path / "second", clock)
    yield first, second
    first.close()
    second.close()


def a_sheet(store: Store) -> str:
    """Visits, a wish, a note, an edit and somebody new, as one batch."""
    name_me(store, "Ann", "Kitchen")
    doors = walk_list(store, cut_turf(store, "", [list_streets(store)[0].key]).value).doors
    people = [row.id for row in store.contacts.rows(order_people(store)[:2])]
    with store.batch() as batch:
        record_attempt(store, doors[0].household, Outcome.TALKED, contact=people[0], note="About the bus")
        record_attempt(store, doors[1].household, Outcome.DO_NOT_VISIT)
        edit_person(store, people[0], {"phone": "020 1", "given_name": "Wrong"})
        remove_person(store, people[1])
        add_person(store, {"given_name": "Newly"})
    return batch


def shown(store: Store) -> list[list[tuple[object, ...]]]:
    """Rows without what only says that something was once there."""
    lists = folded(store)
    contacts = [row[:8] for row in lists[0] if not row[8]]
    return [contacts, *lists[1:4]]


def test_a_sheet_undone_leaves_people_and_doors_as_they_were(
    tmp_path: Path, two: tuple[Store, Store]
) -> None:
    store, other = two
    import_register(store, register_file(tmp_path))
    person = store.contacts.rows(order_people(store)[:1])[0].id
    edit_person(store, person, {"phone": "020 0"})
    before = shown(store)
    batch = a_sheet(store)
    changed = shown(store)
    assert changed != before
    done = undo_batch(store, batch).value
    assert (done.kept, done.records) == (0, 7)
    # A field that nobody had written holds what the register says.
    contacts = [(*row[:7], row[7] or None) for row in shown(store)[0]]
    assert [row[:7] for row in contacts] == [row[:7] for row in before[0]]
    assert shown(store)[1:] == before[1:]
    assert show_person(store, person).value("phone") == "020 0"
    assert show_person(store, person).words == []
    assert all(attempt.is_voided for attempt in list_attempts(store))
    assert search_people(store, "newly").total == 0
    exchange(other, store)
    assert folded(store) == folded(other)
    redone = undo_batch(store, done.batch).value
    assert shown(store) == changed
    assert undo_batch(store, redone.batch).value.records == 7
    assert shown(store)[1:] == before[1:]
    assert show_person(store, person).value("phone") == "020 0"


def test_undoing_twice_changes_nothing(two: tuple[Store, Store], tmp_path: Path) -> None:
    store, _ = two
    import_register(store, register_file(tmp_path))
    batch = a_sheet(store)
    undo_batch(store, batch)
    written = len(entries_of(store))
    again = undo_batch(store, batch).value
    assert (again.records, again.kept, again.batch) == (0, 0, "")
    assert len(entries_of(store)) == written


def test_what_a_colleague_wrote_since_stays_and_is_counted(
    two: tuple[Store, Store], clock: TurnedClock
) -> None:
    first, second = two
    old = add_person(first, {"given_name": "Ada", "phone": "1", "email": "a@example.org"}).value
    with first.batch() as batch:
        edit_person(first, old, {"phone": "2", "email": "b@example.org"})
        fresh = add_person(first, {"given_name": "Fresh"}).value
        other = add_person(first, {"given_name": "Other"}).value
    deliver(second, entries_of(first))
    clock.turn(minutes=1)
    edit_person(second, old, {"phone": "3"})
    edit_person(second, fresh, {"email": "fresh@example.org"})
    deliver(first, entries_of(second))
    done = undo_batch(first, batch).value
    assert (done.records, done.kept) == (2, 2)
    page = show_person(first, old)
    assert (page.value("phone"), page.value("email")) == ("3", "a@example.org")
    assert page.conflicts == []
    assert show_person(first, fresh).value("email") == "fresh@example.org"
    assert search_people(first, "other").total == 0
    assert search_people(first, "fresh").total == 1
    assert other


def test_a_colleagues_answer_that_did_not_know_of_the_batch_stands_alone_afterwards(
    two: tuple[Store, Store],
) -> None:
    first, second = two
    person = add_person(first, {"given_name": "Ada", "phone": "1"}).value
    deliver(second, entries_of(first))
    with first.batch() as batch:
        edit_person(first, person, {"phone": "2"})
    edit_person(second, person, {"phone": "3"})
    deliver(first, entries_of(second))
    assert show_person(first, person).conflicts == ["phone"]
    undo_batch(first, batch)
    page = show_person(first, person)
    assert (page.value("phone"), page.conflicts) == ("3", [])


def test_a_wish_that_another_visit_found_too_stays(two: tuple[Store, Store], tmp_path: Path) -> None:
    store, _ = two
    import_register(store, register_file(tmp_path))
    doors = walk_list(store, cut_turf(store, "", [list_streets(store)[0].key]).value).doors
    with store.batch() as batch:
        record_attempt(store, doors[0].household, Outcome.DO_NOT_VISIT)
    record_attempt(store, doors[0].household, Outcome.DO_NOT_VISIT)
    assert undo_batch(store, batch).value.kept > 0
    page = store.doors.page(doors[0].household, "")
    assert page is not None
    assert page.is_do_not_visit
    set_do_not_visit(store, doors[0].household, False)


def test_one_door_is_a_batch_and_a_voided_visit_is_left_alone(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    store, _ = two
    import_register(store, register_file(tmp_path))
    door = walk_list(store, cut_turf(store, "", [list_streets(store)[0].key]).value).doors[0]
    attempt = record_attempt(store, door.household, Outcome.TALKED, note="Said something").value
    batch = list_batches(store)[0]
    assert dict(batch.counts) == {"attempt": 1, "note": 1}
    undo_batch(store, batch.id)
    assert [one.is_voided for one in list_attempts(store)] == [True]
    restore_attempt(store, attempt)
    assert [one.is_voided for one in list_attempts(store)] == [False]


def test_a_batch_is_listed_with_who_wrote_it_and_how_much_on_every_laptop(
    two: tuple[Store, Store], clock: TurnedClock
) -> None:
    first, second = two
    name_me(first, "Ann", "Kitchen")
    with first.batch() as batch:
        for number in range(3):
            add_person(first, {"given_name": f"P{number}"})
    clock.turn(minutes=5)
    deliver(second, entries_of(first))
    (mine,), (theirs,) = list_batches(first), list_batches(second)
    assert (mine.id, mine.by, mine.laptop, dict(mine.counts)) == (batch, "Ann", "Kitchen", {"contact": 3})
    assert (mine.is_this_laptop, theirs.is_this_laptop) == (True, False)
    assert theirs.at == clock.at - timedelta(minutes=5)
    assert undo_batch(second, batch).value.records == 3
    assert count_people(second) == 0


def test_what_nobody_wrote_is_no_batch(two: tuple[Store, Store]) -> None:
    for batch in ("", "0" * 32):
        with pytest.raises(NoSuchBatch):
            undo_batch(two[0], batch)
    with pytest.raises(NoSuchImport):
        undo_import(two[0], "0" * 32)


def test_tags_and_what_was_said_of_who_is_whom_are_undone_too(two: tuple[Store, Store]) -> None:
    store, _ = two
    one = add_person(store, {"given_name": "Ada"}).value
    other = add_person(store, {"given_name": "Ada L"}).value
    with store.batch() as batch:
        say_same(store, one, other)
        add_note(store, one, "The same", read_aloud=False)
    undo_batch(store, batch)
    assert count_people(store) == 2
    assert show_person(store, one).words == []


# Imports


def test_an_import_undone_takes_away_only_whom_it_alone_knew(
    two: tuple[Store, Store], tmp_path: Path, clock: TurnedClock
) -> None:
    store, other = two
    import_register(store, register_file(tmp_path, 40))
    earlier = folded(store)
    clock.turn(minutes=1)
    import_register(store, register_file(tmp_path, 60, seed=2))
    later = folded(store)
    assert later != earlier
    latest, first = list_imports(store)
    assert (latest.electors, first.electors) == (60, 40)
    undo_import(store, latest.id)
    assert folded(store) == earlier
    assert [row.is_undone for row in list_imports(store)] == [True, False]
    exchange(other, store)
    pass_attachments(store, other)
    assert folded(other) == earlier
    redo_import(store, latest.id)
    assert folded(store) == later
    deliver(other, entries_of(store)[-1:])
    pass_attachments(store, other)
    assert folded(other) == later
    store.projection.rebuild()
    assert folded(store) == later


def test_what_was_written_about_an_elector_stays_when_their_import_is_undone(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    store, _ = two
    import_register(store, register_file(tmp_path))
    person = store.contacts.rows(order_people(store)[:1])[0].id
    edit_person(store, person, {"phone": "020 1"})
    batch = next(one for one in list_batches(store) if "register_import" in one.counts)
    undo_batch(store, batch.id)
    assert count_people(store) == 1
    assert show_person(store, person).value("phone") == "020 1"
    assert show_person(store, person).elector_number == ""


def test_a_file_whose_import_was_undone_can_be_brought_in_again(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    store, _ = two
    path = register_file(tmp_path)
    import_register(store, path)
    before = folded(store)[:4]
    undo_import(store, list_imports(store)[0].id)
    assert count_people(store) == 0
    assert import_register(store, path).value.added == 60
    assert folded(store)[:4] == before
