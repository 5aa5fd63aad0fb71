"""Taking part of what was written back, over every way in which a field merges."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.store.undoing import take_back
from sync.protocol.clock import Stamp
from sync.protocol.entries import EntryId, WriterId
from sync.protocol.kinds import FieldRule, Kind, Merge
from sync.protocol.merge import Folded, Write, fold

THING = Kind(
    "thing",
    {
        "name": FieldRule(),
        "open": FieldRule(),
        "tags": FieldRule(Merge.SET),
        "total": FieldRule(Merge.SUM),
        "made": FieldRule(Merge.ONCE),
    },
)


def write(number: int, values: dict[str, object], seen: dict[str, list[str]] | None = None) -> Write:
    named = {name: [EntryId(one) for one in found] for name, found in (seen or {}).items()}
    return Write(EntryId(f"{number:032x}"), Stamp(number), WriterId("w"), "a", values, named)


def seen_by(folded: Folded, values: dict[str, object]) -> dict[str, list[str]]:
    seen = {name: list(map(str, folded.heads(name))) for name in values}
    if "deleted" in values:
        seen["*"] = list(map(str, folded.everything()))
    return seen


def undone(writes: list[Write], batch: set[EntryId]) -> tuple[list[Write], int]:
    """The writes with a taking back after them, and how much it left."""
    taking = take_back(THING, writes, batch, is_derived=True)
    after = [
        write(
            1000 + len(writes) + place, values, {name: list(map(str, found)) for name, found in seen.items()}
        )
        for place, (values, seen) in enumerate(taking.entries)
    ]
    return [*writes, *after], taking.kept


def shown(writes: list[Write]) -> tuple[object, ...]:
    folded = fold(THING, writes)
    registers = {
        name: {repr(sibling.value) for sibling in folded.siblings.get(name, ())} - {"None", "False"}
        for name in ("name", "open")
    }
    sets = folded.sets.get("tags", set())
    return registers, sets, folded.sums.get("total", 0), folded.is_deleted


VALUES = st.one_of(
    st.fixed_dictionaries({"name": st.sampled_from(["a", "b", "c"])}),
    st.fixed_dictionaries({"open": st.booleans()}),
    st.fixed_dictionaries({"total": st.integers(-5, 5)}),
    st.fixed_dictionaries({"deleted": st.booleans()}),
    st.fixed_dictionaries(
        {
            "tags": st.fixed_dictionaries(
                {
                    "add": st.lists(st.sampled_from("xyz"), max_size=2),
                    "remove": st.lists(st.sampled_from("xyz"), max_size=2),
                }
            )
        }
    ),
)


@given(st.lists(VALUES, max_size=5), st.lists(VALUES, min_size=1, max_size=5))
def test_what_is_undone_at_once_leaves_everything_as_it_was(
    before: list[dict[str, object]], batch: list[dict[str, object]]
) -> None:
    writes: list[Write] = []
    for number, values in enumerate([*before, *batch], start=1):
        writes.append(write(number, values, seen_by(fold(THING, writes), values)))
    mine = {one.id for one in writes[len(before) :]}
    after, kept = undone(writes, mine)
    assert kept == 0
    assert shown(after) == shown(writes[: len(before)])
    assert take_back(THING, after, mine, is_derived=True).entries == []
    again, _ = undone(after, {one.id for one in after[len(writes) :]})
    assert shown(again) == shown(writes)


@given(st.lists(VALUES, max_size=4), st.lists(VALUES, min_size=1, max_size=3), st.lists(VALUES, max_size=3))
def test_what_was_written_without_knowing_of_the_batch_stands_as_if_the_batch_had_never_been(
    before: list[dict[str, object]], batch: list[dict[str, object]], beside: list[dict[str, object]]
) -> None:
    base: list[Write] = []
    for number, values in enumerate(before, start=1):
        base.append(write(number, values, seen_by(fold(THING, base), values)))
    mine, theirs = list(base), list(base)
    for number, values in enumerate(batch, start=100):
        mine.append(write(number, values, seen_by(fold(THING, mine), values)))
    for number, values in enumerate(beside, start=200):
        theirs.append(write(number, values, seen_by(fold(THING, theirs), values)))
    writes = [*mine, *theirs[len(base) :]]
    after, _ = undone(writes, {one.id for one in mine[len(base) :]})
    assert shown(after)[:3] == shown(theirs)[:3]


def test_a_number_that_was_taken_back_twice_is_taken_back_once() -> None:
    writes = [write(1, {"total": 5}), write(2, {"total": 3})]
    once, _ = undone(writes, {writes[1].id})
    assert fold(THING, once).sums["total"] == 5
    assert take_back(THING, once, {writes[1].id}, is_derived=True).entries == []


def test_what_was_written_over_since_stays_and_is_counted() -> None:
    writes = [write(1, {"name": "a"})]
    writes.append(write(2, {"name": "b"}, {"name": [writes[0].id]}))
    writes.append(write(3, {"name": "c"}, {"name": [writes[1].id]}))
    taking = take_back(THING, writes, {writes[1].id}, is_derived=True)
    assert (taking.entries, taking.kept) == ([], 1)


def test_what_was_made_is_deleted_unless_somebody_wrote_there_since() -> None:
    made = write(1, {"name": "a", "made": "x"})
    (values, seen), *more = take_back(THING, [made], {made.id}, is_derived=False).entries
    assert (values, seen, more) == ({"deleted": True}, {"*": [made.id]}, [])
    since = write(2, {"open": True})
    taking = take_back(THING, [made, since], {made.id}, is_derived=False)
    assert (taking.entries, taking.kept) == ([], 1)
