"""Many new entities are folded at once by a short way of their own: it must come to what the ordinary way comes to."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.attempts import Outcome
from desktop.operations.contacts import order_people, search_people
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from tests.contracts.authors import Author
from tests.made_up_stores import deliver, folded, made_store, register_file

TEXTS = st.sampled_from(["", "Ada", "Łukasz Żółć", "O'Neill", "7 Mill Street", "  ", "ǅ", "42"])
ODD: st.SearchStrategy[Any] = st.one_of(TEXTS, st.none(), st.integers(-3, 3), st.booleans(), st.lists(TEXTS))
"""What comes from elsewhere may be of any shape."""
FLAGS = st.sampled_from([True, False, 1, "yes", None])
DOORS = st.sampled_from([f"{number:032x}" for number in range(1, 4)])
CONTACT = st.fixed_dictionaries(
    {},
    optional={
        "given_name": ODD,
        "family_name": ODD,
        "preferred_name": TEXTS,
        "address": ODD,
        "postal_code": TEXTS,
        "household": st.one_of(DOORS, ODD),
        "tags": st.fixed_dictionaries({"add": st.lists(TEXTS)}),
        "deleted": FLAGS,
        "of_later": ODD,
    },
)
TIMES = st.sampled_from(["2026-03-02T18:00:00.000+00:00", "2026-03-02T18:05:00.000+00:00", "soon"])
ATTEMPT = st.fixed_dictionaries(
    {},
    optional={
        "household": st.one_of(DOORS, st.sampled_from(["", None])),
        "outcome": st.one_of(st.sampled_from([one.value for one in Outcome]), ODD),
        "contact": st.one_of(DOORS, ODD),
        "at": st.one_of(TIMES, ODD),
        "come_back_at": st.one_of(TIMES, ODD),
        "turf": st.one_of(DOORS, ODD),
        "voided": FLAGS,
        "deleted": FLAGS,
    },
)
CHANGED = st.lists(st.tuples(st.integers(0, 3), st.booleans(), CONTACT), min_size=2)
"""Which of some people, whether its author had seen what was written of them, and what."""
WRITTEN = st.lists(st.one_of(st.tuples(st.just("contact"), CONTACT), st.tuples(st.just("attempt"), ATTEMPT)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = made_store(tmp_path / "vault")
    yield opened
    opened.close()


@pytest.fixture
def numbers() -> Iterator[int]:
    """No example writes about what another wrote about."""
    return count(1000)


@pytest.mark.prove
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITTEN)
def test_rows_are_those_of_the_ordinary_way(
    store: Store, numbers: Iterator[int], written: list[tuple[str, dict[str, Any]]]
) -> None:
    """What each example adds comes in bulk; then every row is made anew from the journal, entity by entity."""
    author = Author(next(numbers), store.session.scope)
    deliver(store, [author.write(kind, f"{next(numbers):032x}", values) for kind, values in written])
    in_bulk = folded(store), _found(store)
    store.projection.rebuild()
    assert (folded(store), _found(store)) == in_bulk
    with store.transaction() as connection:
        connection.execute("DELETE FROM holding")
        connection.execute("DELETE FROM entry")
        store.projection.fold_all()


@pytest.mark.prove
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CONTACT, min_size=4, max_size=4), CHANGED)
def test_rows_of_known_people_that_change_together_are_those_of_the_ordinary_way(
    store: Store,
    numbers: Iterator[int],
    written: list[dict[str, Any]],
    changed: list[tuple[int, bool, dict[str, Any]]],
) -> None:
    author = Author(next(numbers), store.session.scope)
    people = [f"{next(numbers):032x}" for _ in written]
    began = [author.write("contact", eid, values) for eid, values in zip(people, written, strict=True)]
    deliver(store, began)
    deliver(
        store,
        [
            author.write(
                "contact",
                people[at],
                values,
                seen={name: [began[at].id] for name in (*values, "*")} if has_seen else {},
            )
            for at, has_seen, values in changed
        ],
    )
    in_bulk = folded(store), _found(store)
    with store.transaction() as connection:
        for eid in people:
            store.projection.refold("contact", eid)
        assert (folded(store), _found(store)) == in_bulk
        connection.execute("DELETE FROM holding")
        connection.execute("DELETE FROM entry")
        store.projection.fold_all()


def test_what_the_register_says_of_people_stands_beside_what_changes_together(
    store: Store, tmp_path: Path
) -> None:
    import_register(store, register_file(tmp_path))
    electors = [row.id for row in store.contacts.rows(order_people(store)[:3])]
    author = Author(7, store.session.scope)
    deliver(store, [author.write("contact", elector, {"phone": "1"}) for elector in electors])
    deliver(
        store,
        [
            author.write("contact", electors[0], {"phone": "2"}),
            author.write("contact", electors[1], {"family_name": "Grażyna"}),
            author.write("contact", electors[2], {"deleted": True}),
            author.write("contact", electors[2], {"postal_code": "N1 7QQ"}),
        ],
    )
    in_bulk = folded(store), _found(store), search_people(store, "grazyna").total
    assert in_bulk[2] == 1
    store.projection.rebuild()
    assert (folded(store), _found(store), search_people(store, "grazyna").total) == in_bulk


def test_somebody_with_another_id_or_with_a_row_goes_the_ordinary_way(store: Store, tmp_path: Path) -> None:
    import_register(store, register_file(tmp_path))
    elector = store.contacts.rows(order_people(store)[:1])[0].id
    author = Author(7, store.session.scope)
    told = [
        author.write("same_as", "a" * 32, {"contact": "b" * 32, "other": elector}),
        author.write("contact", "b" * 32, {"given_name": "Ada", "phone": "1"}),
        author.write("contact", elector, {"phone": "2"}),
        author.write("contact", "c" * 32, {"given_name": "Grace"}),
    ]
    deliver(store, told)
    in_bulk = folded(store), _found(store)
    store.projection.rebuild()
    assert (folded(store), _found(store)) == in_bulk


def _found(store: Store) -> list[tuple[str, int]]:
    return [(word, search_people(store, word).total) for word in ("a", "l", "o", "4", "mill", "zolc", "gra")]
