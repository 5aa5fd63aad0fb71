"""Whatever is written, in whatever order, each derived scope holds what its rule says. On both databases."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.protocol.entries import Entry
from tests.sync.central import Central
from tests.sync.server.derived import (
    DOORS,
    IN_OTHER,
    IN_TURF,
    OTHER_TURF,
    PEOPLE,
    TURF,
    Copy,
    Office,
    check,
)
from tests.sync.server.test_pushes import push


@pytest.fixture
def office(central: Central) -> Office:
    return Office(central)


MOVES = st.lists(
    st.one_of(
        st.tuples(
            st.just("holds"), st.sampled_from((TURF, OTHER_TURF)), st.sets(st.sampled_from(DOORS + PEOPLE))
        ),
        st.tuples(st.just("blind"), st.sampled_from((TURF, OTHER_TURF)), st.sets(st.sampled_from(DOORS))),
        st.tuples(st.just("door"), st.sampled_from(DOORS), st.just(set())),
        st.tuples(st.just("person"), st.sampled_from(PEOPLE), st.just(set())),
        st.tuples(st.just("attempt"), st.sampled_from(DOORS), st.just(set())),
        st.tuples(st.just("voided"), st.sampled_from(("a" * 32, "b" * 32)), st.just(set())),
        st.tuples(st.just("erasure"), st.sampled_from(PEOPLE), st.just(set())),
        st.tuples(st.just("removed"), st.sampled_from((TURF, OTHER_TURF)), st.just(set())),
        st.tuples(st.just("member"), st.just("c" * 32), st.just(set())),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=MOVES, together=st.integers(1, 5))
def test_whatever_happens_each_scope_is_what_its_rule_says(
    office: Office, moves: list[tuple[str, str, set[str]]], together: int
) -> None:
    """All examples grow one ledger, so that each begins with whatever those before it left."""
    central, line = office.central, office.line
    if not office.copies:
        for turf in (TURF, OTHER_TURF):
            office.holds(turf)
        office.hand_over(IN_TURF, IN_OTHER)
        office.copies.update({TURF: Copy(), OTHER_TURF: Copy()})
    entries = [_entry(office, move) for move in moves]
    for start in range(0, len(entries), together):
        push(central, line, entries[start : start + together])
    for turf, copy in office.copies.items():
        check(central, line, turf, copy)


def _entry(office: Office, move: tuple[str, str, set[str]]) -> Entry:
    what, name, places = move
    if what in ("holds", "blind"):
        seen: dict[str, Any] = (
            {"holds": [office.latest[name]]} if what == "holds" and name in office.latest else {}
        )
        entry = office.author.write("turf", name, {"holds": sorted(places)}, seen=seen)
        office.latest[name] = entry.id
        office.written.append(entry)
        return entry
    if what == "removed":
        known = [entry.id for entry in office.written if (entry.kind, entry.eid) == ("turf", name)]
        return office.author.write("turf", name, {"deleted": True}, seen={"*": known[:-1] or known})
    if what == "attempt":
        eid = ("a" if name < DOORS[2] else "b") * 32
        return office.author.write("attempt", eid, {"household": name, "outcome": "talked"})
    if what == "voided":
        return office.author.write("attempt", name, {"voided": True})
    if what == "erasure":
        return office.author.write("erasure", "e" * 31 + name[-1], {"subject": name})
    kind = {"door": "household", "person": "contact", "member": "member"}[what]
    return office.author.write(kind, name, {"given_name": "Ada"})
