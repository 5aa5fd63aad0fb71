"""What left this laptop's scopes is gone from it, and nothing that is still needed is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.attempts import Outcome
from desktop.operations.attempts import door_of, list_attempts, record_attempt
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    search_people,
    show_person,
)
from desktop.operations.drafts import keep_draft, list_drafts
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from sync.protocol.clock import Stamp
from sync.protocol.entries import Departure, Entry, Landed
from sync.protocol.scopes import turf_scope
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


def land(entries: list[Entry], first: int = 1) -> list[Landed]:
    return [
        Landed(seq=seq, eff=Stamp(entry.stamp), received_at=entry.stamp >> 16, entry=entry)
        for seq, entry in enumerate(entries, first)
    ]


def departures(entries: list[Entry], first: int) -> list[Departure]:
    left = sorted({(entry.kind, entry.eid) for entry in entries})
    return [Departure(seq=seq, kind=kind, eid=eid) for seq, (kind, eid) in enumerate(left, first)]


def test_what_left_is_gone_with_rows_words_and_drafts_and_comes_back_as_it_was(
    two: tuple[Store, Store],
) -> None:
    first, second = two
    person = add_person(first, {"given_name": "Zyxwanda"}).value
    add_note(first, person, "Asks about the bus", read_aloud=False)
    record_attempt(first, door_of(first, person), Outcome.TALKED, contact=person)
    entries = entries_of(first)
    scope = turf_scope(first.session.branch, "a" * 32)
    second.exchange.apply(scope, land(entries), len(entries))
    before = folded(second)
    keep_draft(second, f"person:{person}:note", "half typed")
    left = departures(entries, len(entries) + 1)
    second.exchange.apply(scope, [], len(entries) + len(left), left)
    assert count_people(second) == 1  # it waits until all is sent
    assert second.exchange.evict() == len(left)
    assert (count_people(second), search_people(second, "zyxwanda").total) == (0, 0)
    assert (list_attempts(second), list_drafts(second)) == ([], [])
    for table in ("entry", "note", "attempt", "household", "contact", "eviction"):
        assert second.reading.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0  # noqa: S608
    at = len(entries) + len(left)
    second.exchange.apply(scope, land(entries, at + 1), at + len(entries))
    assert folded(second) == before


def test_own_entries_that_no_backup_holds_stay_without_rows_also_when_rows_are_made_anew(
    two: tuple[Store, Store],
) -> None:
    store, _ = two
    person = add_person(store, {"given_name": "Zyxwanda"}).value
    entries = entries_of(store)
    scope = turf_scope(store.session.branch, "a" * 32)
    store.exchange.acknowledge(store.session.writer, len(entries))
    store.exchange.apply(scope, land(entries), len(entries))
    left = departures(entries, len(entries) + 1)
    store.exchange.apply(scope, [], len(entries) + len(left), left)
    store.exchange.evict()
    store.projection.rebuild()
    assert count_people(store) == 0
    assert [entry.id for entry in entries_of(store)] == [entry.id for entry in entries]
    at = len(entries) + len(left)
    store.exchange.apply(scope, land(entries, at + 1), at + len(entries))
    assert show_person(store, person).name == "Zyxwanda"


def test_a_visit_that_is_not_sent_keeps_its_person_and_its_door(two: tuple[Store, Store]) -> None:
    first, second = two
    person = add_person(first, {"given_name": "Ada"}).value
    entries = entries_of(first)
    scope = turf_scope(first.session.branch, "a" * 32)
    second.exchange.apply(scope, land(entries), len(entries))
    record_attempt(second, door_of(second, person), Outcome.TALKED, contact=person)
    left = departures(entries, len(entries) + 1)
    second.exchange.apply(scope, [], len(entries) + len(left), left)
    second.exchange.evict()
    assert show_person(second, person).name == "Ada"
    second.exchange.acknowledge(second.session.writer, second.session.last_n)
    second.exchange.evict()
    assert count_people(second) == 0


def test_a_branch_that_is_granted_no_more_takes_its_register_along(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    first, second = two
    import_register(first, register_file(tmp_path))
    add_person(first, {"given_name": "Met"})
    deliver(second, entries_of(first))
    pass_attachments(first, second)
    assert count_people(second) == 61
    second.exchange.drop_scope(second.session.scope)
    waiting = second.exchange.removals()
    assert waiting.count == waiting.of == len({(one.kind, one.eid) for one in entries_of(first)})
    second.exchange.evict()
    for table in (
        "contact",
        "elector",
        "household",
        "street",
        "edition",
        "attachment",
        "attachment_chunk",
        "entry",
    ):
        assert second.reading.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0  # noqa: S608


def test_an_edition_that_another_import_names_stays(two: tuple[Store, Store], tmp_path: Path) -> None:
    first, second = two
    import_register(first, register_file(tmp_path))
    deliver(second, entries_of(first))
    pass_attachments(first, second)
    person = add_person(second, {"given_name": "Own"}).value
    edit_person(second, person, {"phone": "1"})
    scope = turf_scope(first.session.branch, "a" * 32)
    second.exchange.apply(scope, land(entries_of(first)), len(entries_of(first)))
    second.exchange.drop_scope(second.session.scope)
    assert second.exchange.removals().count == 1  # who was added here, and is not sent yet
    assert second.exchange.evict() == 0
    assert count_people(second) == 61


def test_what_went_by_itself_counts_for_a_day_and_no_longer(
    two: tuple[Store, Store], clock: TurnedClock
) -> None:
    first, second = two
    for name in ("Ada", "Bea", "Cai"):
        add_person(first, {"given_name": name})
    entries = [one for one in entries_of(first) if one.kind == "contact"]
    scope = turf_scope(first.session.branch, "a" * 32)
    second.exchange.apply(scope, land(entries), 3)
    lately = []
    for seq, (entry, hours) in enumerate(zip(entries, (23, 2, 0), strict=True), start=4):
        second.exchange.apply(scope, [], seq, [Departure(seq=seq, kind="contact", eid=entry.eid)])
        lately.append(second.exchange.removals().lately)
        second.exchange.evict()
        clock.turn(hours=hours)
    assert lately == [0, 1, 1]
