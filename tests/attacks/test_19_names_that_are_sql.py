"""Attack 19: names that are SQL, NUL, 5,000 letters or no text at all. They are kept as they are, or refused; nothing runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.contacts import ContactProblem
from desktop.operations.contacts import add_person, count_people, edit_person, find_people, list_people
from desktop.store.store import Store
from tests.made_up_stores import made_store

NAMES = [
    "Robert'); DROP TABLE contact;--",
    'Robert"; DELETE FROM entry; --',
    "' OR '1'='1",
    "x' UNION SELECT value FROM identity --",
    "rowid",
    "NULL",
    "%_[]*?",
    "\\'; ATTACH DATABASE 'x' AS y; --",
    "?1 :name @name $name",
    "{given_name}",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = made_store(tmp_path / "vault")
    yield made
    made.close()


def test_names_that_are_sql_are_names(store: Store, tmp_path: Path) -> None:
    ids = [add_person(store, {"given_name": name, "family_name": name}).value for name in NAMES]
    held = {one["id"]: one for one in list_people(store)}
    assert [held[each]["given_name"] for each in ids] == NAMES
    for name in NAMES:
        assert {one["given_name"] for one in find_people(store, name)} <= set(NAMES)
    assert [one["given_name"] for one in find_people(store, "drop table")] == [NAMES[0]]
    assert count_people(store) == len(NAMES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]


@pytest.mark.parametrize(
    "field", ["rowid", "id", "given_name = 'x' --", "given_name) VALUES ('x') --", "", "\x00", "GIVEN_NAME"]
)
def test_a_field_that_is_sql_is_no_field(store: Store, field: str) -> None:
    person = add_person(store, {"given_name": "Ada"}).value
    for values in ({field: "x"}, {"phone": "1", field: "x"}):
        with pytest.raises(ContactProblem):
            add_person(store, values)
        with pytest.raises(ContactProblem):
            edit_person(store, person, values)
    (held,) = list_people(store)
    assert held["given_name"] == "Ada"
    assert "phone" not in held or not held["phone"]  # nothing half done


@pytest.mark.parametrize(
    ("name", "kept"),
    [("A" * 5000, "A" * 5000), ("A\x00B", "AB"), ("Ad\ud800a", "Ada"), ("\x00", ""), ("\udfff", "")],
)
def test_what_is_no_text_is_left_out_of_a_name(store: Store, name: str, kept: str) -> None:
    person = add_person(store, {"given_name": name, "phone": "1"}).value
    (held,) = list_people(store)
    assert (held["id"], held.get("given_name", ""), held["phone"]) == (person, kept, "1")
    assert count_people(store) == 1
