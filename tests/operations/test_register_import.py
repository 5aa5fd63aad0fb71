"""Importing a register: everything or nothing, one entry, and the same on every laptop of the branch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.operations.changed import Changed
from desktop.operations.contacts import count_people, edit_person, order_people, read_people, show_person
from desktop.operations.register import RegisterCancelled
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from sync.protocol.entries import Entry
from tests.made_up_files.register_files import XPRESS, as_bytes, xpress_rows
from tests.made_up_stores import (
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
def store(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "vault")
    yield store
    store.close()


def imports_of(store: Store) -> list[Entry]:
    return [entry for entry in entries_of(store) if entry.kind == "register_import"]


def test_an_import_is_one_entry_however_many_electors(tmp_path: Path, store: Store) -> None:
    done = import_register(store, register_file(tmp_path, 120)).value
    assert (done.report.electors, done.added, done.changed, done.unchanged) == (120, 120, 0, 0)
    assert len(imports_of(store)) == len(entries_of(store)) == 1
    assert count_people(store) == 120
    assert len(store.exchange.attachments_to_send()) == 1


def test_the_same_file_again_changes_nothing(tmp_path: Path, store: Store) -> None:
    path = register_file(tmp_path)
    import_register(store, path)
    before = folded(store), entries_of(store)
    done = import_register(store, path)
    assert (done.value.added, done.value.changed, done.value.unchanged) == (0, 0, 60)
    assert done.changed is Changed.NOTHING
    assert (folded(store), entries_of(store)) == before


def test_a_colleague_who_imports_the_same_file_offline_gets_the_same_people(
    tmp_path: Path, store: Store
) -> None:
    other = colleague(store, tmp_path / "other")
    path = register_file(tmp_path)
    import_register(store, path)
    import_register(other, path)
    assert folded(store)[:4] == folded(other)[:4]
    exchange(store, other)
    assert folded(store) == folded(other)
    assert count_people(store) == 60
    other.close()


def test_a_colleague_who_has_received_it_imports_nothing(tmp_path: Path, store: Store) -> None:
    other = colleague(store, tmp_path / "other")
    path = register_file(tmp_path)
    import_register(store, path)
    deliver(other, entries_of(store))
    pass_attachments(store, other)
    assert import_register(other, path).value.unchanged == 60
    assert imports_of(other) == []
    other.close()


def test_a_register_that_arrives_waits_for_its_bytes_and_then_shows(tmp_path: Path, store: Store) -> None:
    other = colleague(store, tmp_path / "other")
    import_register(store, register_file(tmp_path))
    deliver(other, entries_of(store))
    assert count_people(other) == 0
    assert len(other.exchange.attachments_wanted()) == 1
    pass_attachments(store, other)
    assert folded(store) == folded(other)
    other.close()


def test_a_register_that_arrives_is_folded_in_slices(tmp_path: Path, store: Store) -> None:
    other = colleague(store, tmp_path / "other")
    import_register(store, register_file(tmp_path, 200))
    deliver(other, entries_of(store))
    with other.transaction():
        name = other.attachments.add(store.attachments.read(store.exchange.attachments_to_send()[0].id))
    slices = 0
    while other.editions.fold_slice(0):
        slices += 1
        assert 0 < count_people(other) <= 200
    assert slices > 3
    assert name in {row[0] for row in folded(store)[-1]}
    assert folded(store) == folded(other)
    other.close()


def test_what_was_written_by_hand_holds_over_a_new_edition(tmp_path: Path, store: Store) -> None:
    rows = xpress_rows(60, 1)
    path = tmp_path / "first.csv"
    path.write_bytes(as_bytes(XPRESS, rows))
    import_register(store, path)
    person = read_people(store, order_people(store))[0].id
    edit_person(store, person, {"family_name": "Byhand"})
    changed = [[*row[:5], f"{row[5]}x", *row[6:]] for row in rows]
    path.write_bytes(as_bytes(XPRESS, changed))
    done = import_register(store, path).value
    assert (done.added, done.changed, done.unchanged) == (0, 60, 0)
    page = show_person(store, person)
    assert page.value("family_name") == "Byhand"
    others = read_people(store, order_people(store))
    assert sum(row.name.endswith("x") for row in others) == 59


def test_a_new_edition_adds_changes_and_leaves(tmp_path: Path, store: Store) -> None:
    rows = xpress_rows(60, 1)
    path = tmp_path / "register.csv"
    path.write_bytes(as_bytes(XPRESS, rows[:50]))
    import_register(store, path)
    rows[0][5] += "x"
    path.write_bytes(as_bytes(XPRESS, rows))
    done = import_register(store, path).value
    assert (done.added, done.changed, done.unchanged) == (10, 1, 49)
    assert count_people(store) == 60


def test_two_editions_show_the_same_in_either_order(tmp_path: Path, store: Store) -> None:
    rows = xpress_rows(60, 1)
    path = tmp_path / "register.csv"
    path.write_bytes(as_bytes(XPRESS, rows[:50]))
    import_register(store, path)
    rows[0][5] += "x"
    rows[1][8] = "The Old Mill"
    path.write_bytes(as_bytes(XPRESS, rows))
    import_register(store, path)
    for order in (1, -1):
        other = colleague(store, tmp_path / f"other{order}")
        for entry in imports_of(store)[::order]:
            deliver(other, [entry])
            pass_attachments(store, other)
        assert folded(other) == folded(store)
        other.close()


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 100, b"name,town\nAda,Wexbridge\n", b"PK\x03\x04" + b"x" * 50]
)
def test_a_refused_file_is_reported_and_leaves_nothing(tmp_path: Path, store: Store, content: bytes) -> None:
    path = tmp_path / "refused.csv"
    path.write_bytes(content)
    before = folded(store)
    done = import_register(store, path)
    assert not done.value.report.accepted
    assert done.value.report.problems
    assert done.changed is Changed.NOTHING
    assert (folded(store), entries_of(store)) == (before, [])


def test_a_missing_file_is_reported(tmp_path: Path, store: Store) -> None:
    assert not import_register(store, tmp_path / "nowhere.csv").value.report.accepted


def test_a_file_that_proves_broken_at_its_end_leaves_nothing(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes(as_bytes(XPRESS, xpress_rows(3000, 1))[:-40])
    assert not import_register(store, path).value.report.accepted
    assert (count_people(store), entries_of(store)) == (0, [])
    import_register(store, register_file(tmp_path))
    assert count_people(store) == 60


def test_a_cancelled_import_leaves_nothing(tmp_path: Path, store: Store) -> None:
    path = register_file(tmp_path, 9000)
    told: list[tuple[int, int]] = []
    with pytest.raises(RegisterCancelled):
        import_register(
            store, path, progress=lambda done, total: told.append((done, total)), cancelled=lambda: bool(told)
        )
    assert told
    assert (count_people(store), entries_of(store)) == (0, [])


def test_an_attachment_that_is_damaged_within_takes_nothing_with_it(tmp_path: Path, store: Store) -> None:
    other = colleague(store, tmp_path / "other")
    import_register(store, register_file(tmp_path))
    other.branch.adopt("ab" * 16, b"k" * 32)  # another key: the seal cannot be opened
    deliver(other, entries_of(store))
    pass_attachments(store, other)
    assert count_people(other) == 0
    assert not other.editions.fold_slice(1)
    other.close()


@pytest.mark.parametrize("is_first", [True, False])
def test_the_writing_tells_how_far_it_is_and_can_be_stopped_until_the_last_step(
    tmp_path: Path, store: Store, is_first: bool
) -> None:
    if not is_first:
        import_register(store, register_file(tmp_path, 40))
    path = register_file(tmp_path, 60)
    before = count_people(store)
    told: list[tuple[int, int]] = []

    def note(done: int, of: int) -> None:
        told.append((done, of))

    with pytest.raises(RegisterCancelled):
        import_register(store, path, writing=note, cancelled=lambda: bool(told))
    assert count_people(store) == before
    told.clear()
    import_register(store, path, writing=note)
    assert count_people(store) == 60
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len({of for _, of in told}) == 1
    assert told[0][0] == 0
