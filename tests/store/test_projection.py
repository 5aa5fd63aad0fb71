"""Rows are a pure fold of the journal: whatever the order, the slices and the number of times entries come in."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attempts import Outcome
from desktop.operations.attempts import record_attempt, void_attempt
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.conflicts import list_conflicts, resolve_conflict
from desktop.operations.contacts import add_note, add_person, edit_person, order_people, remove_person
from desktop.operations.doors import set_do_not_visit
from desktop.operations.members import name_branch, name_me
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, give_turf, list_streets, walk_list
from desktop.store.store import Store
from sync.protocol.entries import Entry, EntryId
from sync.protocol.kinds import KINDS
from sync.protocol.merge import fold
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
    reopened_store,
)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    clock = TurnedClock()
    first = made_store(tmp_path / "first", clock)
    second = colleague(first, tmp_path / "second", clock)
    yield first, second
    first.close()
    second.close()


def an_evening(store: Store, seed: int) -> None:
    """Everything that is done of an evening, by somebody."""
    chance = Random(seed)
    name_me(store, f"Member {seed}", f"Laptop {seed}")
    people = [add_person(store, {"given_name": f"Person {number}"}).value for number in range(4)]
    add_note(store, people[0], "Damp in the back bedroom", read_aloud=True)
    streets = list_streets(store)
    if not streets:
        return
    turf = cut_turf(store, "", [streets[0].key], canvasser=store.session.member).value
    doors = walk_list(store, turf).doors
    for door in doors[:8]:
        outcome = chance.choice(list(Outcome))
        attempt = record_attempt(store, door.household, outcome, turf=turf, note="Said something").value
        if chance.random() < 0.4:
            void_attempt(store, attempt)
    set_do_not_visit(store, doors[0].household, chance.random() < 0.5)
    give_turf(store, turf, None)
    for rowid in order_people(store)[:6]:
        contact = store.contacts.rows([rowid])[0].id
        edit_person(store, contact, {"phone": f"07700 {seed}", "family_name": f"Name {seed}"})
    remove_person(store, people[1])
    adopt_survey(store, form_id="doorstep", version=str(seed), title="Doorstep", definition={"asked": [seed]})
    name_branch(store, f"Branch {seed}")


def test_two_laptops_that_exchanged_everything_show_the_same(
    tmp_path: Path, two: tuple[Store, Store]
) -> None:
    first, second = two
    import_register(first, register_file(tmp_path))
    exchange(second, first)
    an_evening(first, 1)
    an_evening(second, 2)
    deliver(second, [entry for entry in entries_of(first) if entry.kind != "register_import"])
    deliver(first, entries_of(second))
    assert list_conflicts(first)
    assert folded(first) == folded(second)


def test_edits_that_come_before_their_register_hold_over_it(tmp_path: Path, two: tuple[Store, Store]) -> None:
    first, second = two
    import_register(first, register_file(tmp_path))
    an_evening(first, 1)
    entries = entries_of(first)
    deliver(second, [entry for entry in entries if entry.kind != "register_import"])
    deliver(second, [entry for entry in entries if entry.kind == "register_import"])
    pass_attachments(first, second)
    assert folded(first) == folded(second)


def test_rebuilding_the_rows_changes_nothing(tmp_path: Path) -> None:
    store = made_store(tmp_path / "vault")
    import_register(store, register_file(tmp_path))
    an_evening(store, 3)
    before = folded(store)
    store.projection.rebuild()
    assert folded(store) == before
    store.close()


def test_a_later_process_finds_the_same_rows_and_goes_on_counting(tmp_path: Path) -> None:
    store = made_store(tmp_path / "vault")
    import_register(store, register_file(tmp_path))
    an_evening(store, 3)
    before, last = folded(store), store.session.last_n
    store = reopened_store(store)
    assert folded(store) == before
    add_person(store, {"given_name": "Late"})
    assert store.session.last_n == last + 1
    store.close()


def test_a_fault_within_a_transaction_leaves_neither_entry_nor_row(tmp_path: Path) -> None:
    store = made_store(tmp_path / "vault")
    add_person(store, {"given_name": "Ada"})
    before, entries, last = folded(store), entries_of(store), store.session.last_n
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(store)
    assert (folded(store), entries_of(store), store.session.last_n) == (before, entries, last)
    add_person(store, {"given_name": "Next"})
    assert [entry.n for entry in entries_of(store)] == list(range(1, last + 2))
    store.close()


def _write_and_fail(store: Store) -> None:
    with store.transaction():
        store.contacts.add({"given_name": "Never"})
        raise ZeroDivisionError


def test_an_entry_from_a_later_version_is_kept_and_shows_nothing(two: tuple[Store, Store]) -> None:
    first, second = two
    person = add_person(first, {"given_name": "Ada"}).value
    (entry,) = entries_of(first)
    odd = Entry(
        id=EntryId(entry.id[:-4] + "beef"),
        writer=entry.writer,
        n=2,
        prev=entry.id,
        stamp=entry.stamp,
        scope=entry.scope,
        kind="attempt",
        eid=entry.eid,
        hash=entry.hash,
        body='{"plain":{"household":"x","outcome":"waved"}}',
    )
    deliver(second, [entry, odd])
    assert second.contacts.rows(order_people(second))[0].id == person
    assert second.reading.execute("SELECT count(*) FROM attempt").fetchone()[0] == 0
    assert second.journal.known([odd.id]) == {odd.id}


@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_any_order_and_any_slicing_gives_the_rows_that_the_fold_gives(chance: Random, slices: int) -> None:
    with TemporaryDirectory() as folder:
        first, second = _two_without_register(Path(folder))
        entries = [*entries_of(first), *entries_of(second)]
        shuffled = entries * 2
        chance.shuffle(shuffled)
        third = colleague(first, Path(folder) / "third")
        unique = list(dict.fromkeys(shuffled_entry.id for shuffled_entry in shuffled))
        by_id = {entry.id: entry for entry in entries}
        size = max(1, len(unique) // slices)
        for start in range(0, len(unique), size):
            deliver(third, [by_id[one] for one in unique[start : start + size]])
        _same_as_the_pure_fold(third, entries)
        deliver(first, entries_of(second))
        assert folded(third) == folded(first)
        for store in (first, second, third):
            store.close()


def _two_without_register(folder: Path) -> tuple[Store, Store]:
    clock = TurnedClock()
    first = made_store(folder / "first", clock)
    second = colleague(first, folder / "second", clock)
    person = add_person(first, {"given_name": "Ada", "phone": "1"}).value
    deliver(second, entries_of(first))
    for store, seed in ((first, 1), (second, 2)):
        clock.turn(minutes=1)
        edit_person(store, person, {"phone": f"07700 {seed}"})
        edit_person(store, person, {"email": f"{seed}@example.org"})
        add_person(store, {"given_name": f"Only {seed}"})
    remove_person(first, person)
    for conflict in list_conflicts(first):
        resolve_conflict(first, conflict.id, conflict.field, conflict.answers[0].value)
    return first, second


def _same_as_the_pure_fold(store: Store, entries: list[Entry]) -> None:
    for eid in {entry.eid for entry in entries if entry.kind == "contact"}:
        writes = [
            write
            for entry in entries
            if entry.eid == eid and (write := store.journal.open(entry, None)) is not None
        ]
        pure = fold(KINDS["contact"], writes)
        row = store.contacts.fields(store.contacts.require(eid))
        shown = {name: value for name in KINDS["contact"].fields if (value := pure.value(name))}
        assert {name: value for name, value in row.items() if name != "id"} == shown
