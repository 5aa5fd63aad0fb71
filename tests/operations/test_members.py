"""Who writes: kept on the laptop first, so that a vault without entries can still take a colleague's branch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.members import list_laptops, list_members, name_branch, name_me, who_am_i
from desktop.operations.practice import open_practice
from desktop.operations.settings import read_setting, write_setting
from desktop.operations.turfs import walk_list
from desktop.store.enrolment import Enrolled
from desktop.store.errors import EntriesExist
from desktop.store.store import Store
from tests.made_up_stores import colleague, deliver, entries_of, made_store, reopened_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "vault")
    yield store
    store.close()


def test_naming_oneself_writes_no_entry_before_the_first(store: Store) -> None:
    name_me(store, "Gwenllian Pritchard", "Ropewalk 1", Role.CANVASSER)
    name_branch(store, "Dockside")
    assert entries_of(store) == []
    me = who_am_i(store)
    assert (me.name, me.laptop, me.role, me.branch) == (
        "Gwenllian Pritchard",
        "Ropewalk 1",
        Role.CANVASSER,
        "Dockside",
    )
    add_person(store, {"given_name": "Ada"})
    assert [entry.kind for entry in entries_of(store)] == ["member", "laptop", "branch", "contact"]
    add_person(store, {"given_name": "Bea"})
    assert [entry.kind for entry in entries_of(store)][4:] == ["contact"]


def test_a_new_name_later_is_an_entry_at_once(store: Store) -> None:
    add_person(store, {"given_name": "Ada"})
    name_me(store, "Gwenllian", "Ropewalk 1")
    name_me(store, "Gwenllian Pritchard", "Ropewalk 1")
    assert [entry.kind for entry in entries_of(store)] == ["contact", "member", "laptop", "member"]
    assert [member.name for member in list_members(store)] == ["Gwenllian Pritchard"]


def test_a_vault_without_entries_takes_a_colleagues_branch(tmp_path: Path, store: Store) -> None:
    add_person(store, {"given_name": "Ada"})
    other = made_store(tmp_path / "other")
    name_me(other, "Liban Guuleed", "Ropewalk 2")
    other.branch.adopt(store.branch.id, store.branch.key)
    other = reopened_store(other)
    assert (other.branch.id, other.branch.key) == (store.branch.id, store.branch.key)
    deliver(other, entries_of(store))
    add_person(other, {"given_name": "Bea"})
    assert [entry.kind for entry in entries_of(other)] == ["member", "laptop", "contact"]
    assert {entry.scope for entry in entries_of(other)} == {store.session.scope}
    other.close()


def test_a_vault_with_an_entry_keeps_its_branch(tmp_path: Path, store: Store) -> None:
    other = made_store(tmp_path / "other")
    add_person(other, {"given_name": "Ada"})
    before = other.branch.id, other.branch.key
    with pytest.raises(EntriesExist):
        other.branch.adopt(store.branch.id, store.branch.key)
    assert (other.branch.id, other.branch.key) == before
    other.branch.adopt(*before)
    other.close()


def test_laptops_are_known_by_what_they_wrote(tmp_path: Path, store: Store) -> None:
    name_me(store, "Eluned Probert", "Ropewalk 1")
    add_person(store, {"given_name": "Ada"})
    other = colleague(store, tmp_path / "other")
    name_me(other, "Liban Guuleed", "Ropewalk 2")
    add_person(other, {"given_name": "Bea"})
    deliver(store, entries_of(other))
    rows = {row.name: (row.member_name, row.is_this_one) for row in list_laptops(store)}
    assert rows == {"Ropewalk 1": ("Eluned Probert", True), "Ropewalk 2": ("Liban Guuleed", False)}
    other.close()


def test_a_fork_leaves_one_laptop_with_its_name(store: Store) -> None:
    name_me(store, "Eluned Probert", "Ropewalk 1")
    add_person(store, {"given_name": "Ada"})
    store.exchange.fork(store.session.writer)
    add_person(store, {"given_name": "Bea"})
    (laptop,) = list_laptops(store)
    assert (laptop.name, laptop.is_this_one) == ("Ropewalk 1", True)
    assert store.members.laptop_names()[store.session.writer] == "Ropewalk 1"


def test_settings_and_enrolment_are_found_by_a_later_process(store: Store, tmp_path: Path) -> None:
    other = made_store(tmp_path / "other")
    write_setting(other, "palette", "dark")
    enrolled = Enrolled("http://localhost:1", "aa", "device", "bb", "cc", "organiser", "Dockside")
    other.enrolment.save(enrolled)
    other.enrolment.failed("unreachable")
    other = reopened_store(other)
    assert read_setting(other, "palette") == "dark"
    assert read_setting(other, "scale", "100") == "100"
    assert other.enrolment.find() == enrolled
    assert other.enrolment.last_failure() == "unreachable"
    other.enrolment.heard(1_790_000_000_000)
    assert (other.enrolment.last_failure(), other.enrolment.last_sent_at()) == ("", None)
    assert "bb" not in repr(enrolled)
    other.close()


def test_a_practice_street_is_walked_and_gone_when_it_is_closed() -> None:
    practice = open_practice()
    walk = walk_list(practice.store, practice.turf)
    assert len(walk.doors) == 40
    assert any(door.is_do_not_visit for door in walk.doors)
    folder = practice.store.folder
    practice.store.close()
    assert not folder.exists()
    assert not folder.parent.exists()
