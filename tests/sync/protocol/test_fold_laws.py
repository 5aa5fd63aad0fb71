"""The laws that convergence rests on: a fold is a function of the set of writes, and of nothing else."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.clock import Stamp
from sync.protocol.entries import EntryId, WriterId
from sync.protocol.kinds import FieldRule, Kind, Merge
from sync.protocol.merge import EVERYTHING, Folded, Write, fold

KIND = Kind(
    "made_up",
    {
        "name": FieldRule(),
        "phone": FieldRule(),
        "born": FieldRule(Merge.ONCE),
        "tags": FieldRule(Merge.SET),
        "doors": FieldRule(Merge.SUM),
    },
)
VALUES = {
    "name": st.sampled_from(["Ada", "Adah", None]),
    "phone": st.sampled_from(["1", "2"]),
    "born": st.integers(1900, 1903),
    "tags": st.fixed_dictionaries(
        {"add": st.lists(st.sampled_from("xyz")), "remove": st.lists(st.sampled_from("xyz"))}
    ),
    "doors": st.integers(-3, 3),
    "deleted": st.booleans(),
    "of_later": st.integers(),
}


@st.composite
def histories(draw: st.DrawFn) -> list[Write]:
    """Writes by honest people: each has seen some of those before, whatever their clocks said."""
    writes: list[Write] = []
    for number in range(draw(st.integers(0, 10))):
        names = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3, unique=True))
        earlier = [write.id for write in writes]
        known = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        seen = {name: [one.id for one in writes if one.id in known and name in one.values] for name in names}
        if "deleted" in names:
            seen[EVERYTHING] = list(known)
        writes.append(
            Write(
                id=EntryId(f"{number:032x}"),
                eff=Stamp(draw(st.integers(0, 5))),
                writer=WriterId(f"{number % 3:032x}"),
                actor="",
                values={name: draw(VALUES[name]) for name in names},
                seen=seen,
            )
        )
    return writes


def shown(folded: Folded) -> tuple[object, ...]:
    names = sorted(folded.siblings)
    return (
        [(name, folded.siblings[name]) for name in names],
        sorted((name, sorted(members)) for name, members in folded.sets.items()),
        sorted(folded.sums.items()),
        sorted(folded.unknown),
        folded.deletion_saw,
        folded.is_deleted,
    )


@pytest.mark.prove
@given(st.data(), histories())
def test_any_permutation_folds_equal(data: st.DataObject, writes: list[Write]) -> None:
    assert shown(fold(KIND, data.draw(st.permutations(writes)))) == shown(fold(KIND, writes))


@pytest.mark.prove
@given(st.data(), histories())
def test_any_duplication_folds_equal(data: st.DataObject, writes: list[Write]) -> None:
    again = data.draw(st.lists(st.sampled_from(writes))) if writes else []
    assert shown(fold(KIND, [*writes, *again])) == shown(fold(KIND, writes))


@pytest.mark.prove
@given(st.data(), histories())
def test_any_partition_folds_equal(data: st.DataObject, writes: list[Write]) -> None:
    """Two sides that hold overlapping parts and exchange them fold equal, in whatever order they merge."""
    mine = {write.id for write in writes if data.draw(st.booleans())}
    theirs = {write.id for write in writes if write.id not in mine or data.draw(st.booleans())}
    first: Sequence[Write] = [write for write in writes if write.id in mine]
    second: Sequence[Write] = [write for write in writes if write.id in theirs]
    assert shown(fold(KIND, [*first, *second])) == shown(fold(KIND, [*second, *first]))
    assert shown(fold(KIND, [*first, *second])) == shown(fold(KIND, writes))


@pytest.mark.prove
@given(histories())
def test_no_value_is_shown_that_somebody_saw_and_replaced(writes: list[Write]) -> None:
    folded = fold(KIND, writes)
    for name in ("name", "phone", "deleted"):
        replaced = {entry for write in writes if name in write.values for entry in write.seen.get(name, ())}
        assert not {sibling.entry for sibling in folded.siblings.get(name, ())} & replaced


@pytest.mark.prove
@given(histories())
def test_no_write_of_a_field_is_lost_unless_somebody_saw_it(writes: list[Write]) -> None:
    folded = fold(KIND, writes)
    for name in ("name", "phone"):
        written = {write.id for write in writes if name in write.values}
        replaced = {entry for write in writes if name in write.values for entry in write.seen.get(name, ())}
        assert {sibling.entry for sibling in folded.siblings.get(name, ())} == written - replaced


@pytest.mark.prove
@given(histories())
def test_whoever_writes_having_seen_everything_is_shown_whatever_their_clock_says(
    writes: list[Write],
) -> None:
    seen = {"name": fold(KIND, writes).heads("name")}
    last = Write(EntryId("f" * 32), Stamp(0), WriterId("9" * 32), "", {"name": "the last word"}, seen)
    folded = fold(KIND, [*writes, last])
    assert folded.value("name") == "the last word"
    assert folded.conflict("name") == []


@pytest.mark.prove
@given(histories())
def test_a_sum_is_the_sum_of_what_was_added(writes: list[Write]) -> None:
    deltas = [write.values["doors"] for write in writes if "doors" in write.values]
    assert fold(KIND, writes).sums.get("doors", 0) == sum(deltas)


@pytest.mark.prove
@given(histories())
def test_a_concurrent_add_survives_a_removal(writes: list[Write]) -> None:
    add = Write(EntryId("f" * 32), Stamp(0), WriterId("9" * 32), "", {"tags": {"add": ["w"]}}, {})
    assert "w" in fold(KIND, [*writes, add]).sets["tags"]


@pytest.mark.prove
@given(histories())
def test_a_removal_that_has_seen_all_takes_the_member_away(writes: list[Write]) -> None:
    seen = {"tags": fold(KIND, writes).heads("tags")}
    remove = Write(EntryId("f" * 32), Stamp(0), WriterId("9" * 32), "", {"tags": {"remove": ["x"]}}, seen)
    folded = fold(KIND, [*writes, remove])
    assert "x" not in folded.sets["tags"]
    assert folded.sets["tags"] == fold(KIND, writes).sets.get("tags", set()) - {"x"}


@pytest.mark.prove
@given(histories(), st.sampled_from([("tags", {"add": ["w"]}), ("doors", 1), ("name", "Ada")]))
def test_whatever_is_written_beside_a_deletion_keeps_the_entity_and_asks(
    writes: list[Write], beside: tuple[str, object]
) -> None:
    folded = fold(KIND, writes)
    seen = {"deleted": folded.heads("deleted"), EVERYTHING: folded.everything()}
    deletion = Write(EntryId("e" * 32), Stamp(9), WriterId("8" * 32), "", {"deleted": True}, seen)
    assert fold(KIND, [*writes, deletion]).is_deleted
    name, value = beside
    edit = Write(EntryId("f" * 32), Stamp(0), WriterId("9" * 32), "", {name: value}, {})
    kept = fold(KIND, [*writes, deletion, edit])
    assert not kept.is_deleted
    assert [sibling.entry for sibling in kept.edits_unseen_by_deletion()] == [edit.id]


@pytest.mark.prove
@given(histories())
def test_an_edit_that_a_deletion_had_not_seen_keeps_the_entity(writes: list[Write]) -> None:
    edit = Write(EntryId("f" * 32), Stamp(0), WriterId("9" * 32), "", {"phone": "3"}, {})
    assert not fold(KIND, [*writes, edit]).is_deleted


@pytest.mark.prove
@given(histories(), st.sampled_from(["honest", "saw itself"]))
def test_a_write_that_stands_alone_folds_as_among_others(writes: list[Write], author: str) -> None:
    """One write has a short way of its own; beside one that says nothing it goes the ordinary way."""
    silent = Write(EntryId("f" * 32), Stamp(0), WriterId("9" * 32), "", {}, {})
    for write in writes:
        seen = write.seen if author == "honest" else {name: [write.id] for name in write.values}
        alone = msgspec.structs.replace(write, seen=seen)
        short, ordinary = fold(KIND, [alone, alone]), fold(KIND, [alone, silent])
        assert shown(short) == shown(ordinary)
        assert (short.adds, short.deltas) == (ordinary.adds, ordinary.deltas)
