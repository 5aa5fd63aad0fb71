"""What a program did not understand is kept as it was, and shown by the first program that does, without being told."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.operations.contacts import add_note, add_person, count_people, edit_person, show_person
from desktop.operations.sameness import say_same
from desktop.store import folded as tables
from desktop.store import journal
from desktop.store.store import Store
from sync.protocol import entries as protocol
from sync.protocol.kinds import KINDS, Kind
from tests.made_up_stores import (
    TurnedClock,
    colleague,
    deliver,
    entries_of,
    folded,
    made_store,
    reopened_store,
)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Store]:
    made = made_store(tmp_path / "first", TurnedClock())
    yield made
    made.close()


def knows_nothing_of(patch: pytest.MonkeyPatch, kind: str, field: str = "") -> None:
    """Let this program be one that knows no such kind, or no such field of it."""
    if not field:
        patch.delitem(KINDS, kind)
        return
    known = KINDS[kind]
    fields = {name: rule for name, rule in known.fields.items() if name != field}
    patch.setitem(
        KINDS, kind, Kind(kind, fields, known.belongs, is_person=known.is_person, is_door=known.is_door)
    )


@pytest.mark.parametrize(
    ("kind", "field"), [("note", ""), ("same_as", ""), ("contact", "occupation"), ("contact", "")]
)
def test_a_kind_or_a_field_that_comes_with_an_upgrade_is_shown_from_what_was_kept(
    tmp_path: Path, writer: Store, kind: str, field: str
) -> None:
    person = add_person(writer, {"given_name": "Ada", "occupation": "Baker"}).value
    edit_person(writer, person, {"phone": "1"})
    other = add_person(writer, {"given_name": "Ada L"}).value
    add_note(writer, person, "Asks about the bus", read_aloud=False)
    say_same(writer, person, other)
    with pytest.MonkeyPatch.context() as older:
        knows_nothing_of(older, kind, field)
        store = colleague(writer, tmp_path / "second", TurnedClock())
        deliver(store, entries_of(writer))
        assert folded(store) != folded(writer)
        store = reopened_store(store)
        assert folded(store) != folded(writer)
    store = reopened_store(store)
    assert folded(store) == folded(writer)
    here, there = show_person(store, person), show_person(writer, person)
    assert {field.name: field.value for field in here.fields} == {
        field.name: field.value for field in there.fields
    }
    assert [said.text for said in here.words] == [said.text for said in there.words] != []
    store.close()


def test_an_entry_of_a_later_version_is_kept_as_it_is_and_folded_once_that_version_is_known(
    tmp_path: Path, writer: Store
) -> None:
    person = add_person(writer, {"given_name": "Ada"}).value
    later = [msgspec.structs.replace(entry, v=2) for entry in entries_of(writer)]
    store = colleague(writer, tmp_path / "second", TurnedClock())
    deliver(store, later)
    assert count_people(store) == 0
    scope = store.session.scope
    assert {one.id for one in store.exchange.held_in(scope)} == {entry.id for entry in later}
    with pytest.MonkeyPatch.context() as newer:
        for module in (journal, tables, protocol):
            newer.setattr(module, "ENTRY_VERSION", 2)
        store = reopened_store(store)
        assert show_person(store, person).name == "Ada"
    store = reopened_store(store)
    assert count_people(store) == 0
    store.close()


def test_rows_are_not_made_anew_without_a_reason(writer: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(writer, {"given_name": "Ada"})
    monkeypatch.setattr("desktop.store.projection.drop_tables", lambda _connection: pytest.fail("made anew"))
    writer.projection.prepare()
