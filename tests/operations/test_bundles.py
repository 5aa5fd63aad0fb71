"""A stick between two laptops does what the network does: twice, late, cut short or of another branch it is harmless."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.members import Role
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.contacts import add_note, add_person, count_people, edit_person, show_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.operations.sent import list_sent
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from sync.protocol.bundle import NotABundle, WrongBranch
from sync.server.database import sqlite_address
from tests.made_up_stores import colleague, made_store, register_file
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "ann")
    name_me(store, "Ann", "Kitchen", Role.ORGANISER)
    yield store
    store.close()


@pytest.fixture
def ben(ann: Store, tmp_path: Path) -> Iterator[Store]:
    store = colleague(ann, tmp_path / "ben")
    name_me(store, "Ben", "Blue", Role.CANVASSER)
    yield store
    store.close()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


def test_two_laptops_without_a_network_end_with_the_same(ann: Store, ben: Store, tmp_path: Path) -> None:
    import_register(ann, register_file(tmp_path, 60))
    person = add_person(ann, {"given_name": "Zoë", "phone": "1"}).value
    stick = tmp_path / "stick"
    written = write_to_stick(ann, stick).value
    assert written.unsent == written.entries > 0
    taken = read_from_stick(ben, stick).value
    assert (taken.new, taken.known, taken.is_whole) == (written.entries, 0, True)
    assert count_people(ben) == 61
    edit_person(ben, person, {"email": "zoe@example.org"})
    edit_person(ann, person, {"phone": "2"})
    write_to_stick(ben, tmp_path / "back")
    assert read_from_stick(ann, tmp_path / "back").value.new > 0
    page = show_person(ann, person)
    assert (page.value("phone"), page.value("email"), page.conflicts) == ("2", "zoe@example.org", [])


def test_a_stick_read_twice_or_out_of_order_changes_nothing(ann: Store, ben: Store, tmp_path: Path) -> None:
    add_person(ann, {"given_name": "Zoë"})
    write_to_stick(ann, tmp_path / "first")
    add_person(ann, {"given_name": "Bo"})
    write_to_stick(ann, tmp_path / "second")
    second = read_from_stick(ben, tmp_path / "second").value
    assert second.new > 0
    for name in ("first", "second"):
        assert read_from_stick(ben, tmp_path / name).value.new == 0
    assert count_people(ben) == 2


def test_a_stick_of_another_branch_or_no_stick_at_all_stays_shut(
    ann: Store, ben: Store, tmp_path: Path
) -> None:
    stranger = made_store(tmp_path / "stranger")
    add_person(stranger, {"given_name": "Osei"})
    write_to_stick(stranger, tmp_path / "other")
    stranger.close()
    (tmp_path / "text").write_text("Dear Ben", encoding="utf-8")
    with pytest.raises(WrongBranch):
        read_from_stick(ben, tmp_path / "other")
    with pytest.raises(NotABundle):
        read_from_stick(ben, tmp_path / "text")
    assert count_people(ben) == 0


def test_a_file_cut_short_gives_what_is_whole_of_it(ann: Store, ben: Store, tmp_path: Path) -> None:
    add_person(ann, {"given_name": "Zoë"})
    write_to_stick(ann, tmp_path / "stick")
    content = (tmp_path / "stick").read_bytes()
    (tmp_path / "cut").write_bytes(content[:-30])
    taken = read_from_stick(ben, tmp_path / "cut").value
    assert not taken.is_whole
    assert read_from_stick(ben, tmp_path / "stick").value.is_whole
    assert count_people(ben) == 1


def test_what_a_colleague_carries_reaches_the_server_though_its_authors_laptop_is_gone(
    central: Central, ann: Store, tmp_path: Path
) -> None:
    enrol(ann, central.address, first_code(central))
    ben, cat = made_store(tmp_path / "ben"), made_store(tmp_path / "cat")
    for store, name in ((ben, "Ben"), (cat, "Cat")):
        name_me(store, name, f"{name}’s", None)
        enrol(store, central.address, invite(ann, Role.CANVASSER).code)
        sync_now(store)
    person = add_person(ben, {"given_name": "Zoë"}).value
    add_note(ben, person, "Asks about the bus", read_aloud=True)
    write_to_stick(ben, tmp_path / "stick")
    ben.close()
    taken = read_from_stick(cat, tmp_path / "stick").value
    assert taken.carried > 0
    sync_now(cat)
    assert not cat.exchange.carried(10)
    sync_now(ann)
    assert [said.text for said in show_person(ann, person).words] == ["Asks about the bus"]
    assert read_from_stick(cat, tmp_path / "stick").value.carried == 0
    cat.close()


def test_what_was_sent_has_a_receipt_and_what_was_not_says_so(central: Central, ann: Store) -> None:
    enrol(ann, central.address, first_code(central))
    add_person(ann, {"given_name": "Zoë"})
    assert {entry.state.value for entry in list_sent(ann)} == {"not_sent"}
    sync_now(ann)
    add_person(ann, {"given_name": "Bo"})
    entries = list(list_sent(ann))
    assert [bool(entry.receipt) for entry in entries] == [False] + [True] * (len(entries) - 1)
    assert all(entry.received_at for entry in entries[1:])
