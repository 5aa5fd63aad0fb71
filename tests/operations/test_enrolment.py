"""Joining, inviting, and sending as operations: lost answers, wrong clocks, revoked laptops, a stop half-way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.members import Role
from desktop.operations.changed import Changed
from desktop.operations.contacts import add_person, count_people, remove_person
from desktop.operations.enrolment import NotJoined, confirm_server, enrol, invite
from desktop.operations.members import name_me, who_am_i
from desktop.operations.status import read_status
from desktop.operations.sync import sync_now
from desktop.store.errors import EntriesExist
from desktop.store.store import Store
from desktop.wording.strip import failure_words
from sync.client import enrol as client
from sync.client.errors import BadCode, Cancelled, NotOurServer, ServerRefused, ServerUnreachable
from sync.client.reports import Stage
from sync.client.transport import Identity
from sync.protocol import enrolment
from sync.server import invitations
from sync.server.database import sqlite_address
from sync.server.devices import list_devices, revoke_device
from sync.server.walls import EVERY
from tests.made_up_stores import made_store
from tests.sync.central import Central, running

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "ann")
    name_me(store, "Ann", "Kitchen")
    yield store
    store.close()


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "ben")
    name_me(store, "Ben", "Blue")
    yield store
    store.close()


def first_code(central: Central, branch: str = "Mill Lane") -> str:
    """A code for a branch's first organiser."""
    code = enrolment.new_code()
    address = enrolment.hash_address(enrolment.open_code(code).address)
    central.database.write(
        EVERY, lambda writing: invitations.invite_first(writing, address, branch, central.now())
    )
    return code


def test_a_lost_answer_is_asked_for_again_with_the_same_code(central: Central, ann: Store) -> None:
    code = first_code(central)
    with pytest.raises(ServerUnreachable):
        enrol(ann, NOWHERE, code)
    kept = ann.enrolment.asked_with()
    assert kept is not None
    assert not read_status(ann).is_enrolled
    laptop = client.Laptop(
        name="Kitchen",
        key=Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept[0])),
        box_key=bytes(32),
        proposed_branch=ann.branch.id,
    )
    client.enrol(central.address, code, laptop)  # the server answers, and nobody hears it
    enrolled = enrol(ann, central.address, code)
    assert enrolled.branch == ann.branch.id
    assert ann.enrolment.asked_with() is None
    assert sync_now(ann).value.report.pending == 0


def test_a_code_that_cannot_be_one_is_not_sent_anywhere(ann: Store) -> None:
    with pytest.raises(BadCode):
        enrol(ann, NOWHERE, "ABCD")
    assert ann.enrolment.asked_with() is None


def test_joining_gives_the_role_and_the_branchs_name(central: Central, ann: Store, ben: Store) -> None:
    enrol(ann, central.address, first_code(central))
    assert (who_am_i(ann).role, who_am_i(ann).branch) == (Role.ORGANISER, "Mill Lane")
    joined = enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
    assert (joined.role, joined.branch_name) == (Role.CANVASSER, "Mill Lane")
    assert who_am_i(ben).role is Role.CANVASSER
    assert (ben.branch.id, ben.branch.key) == (ann.branch.id, ann.branch.key)


def test_a_vault_with_entries_keeps_its_branch_and_does_not_join(
    central: Central, ann: Store, ben: Store
) -> None:
    enrol(ann, central.address, first_code(central))
    add_person(ben, {"given_name": "Osei"})
    before = ben.branch.id, ben.branch.key
    code = invite(ann, Role.CANVASSER).code
    with pytest.raises(EntriesExist):
        enrol(ben, central.address, code)
    assert (ben.branch.id, ben.branch.key) == before
    assert not read_status(ben).is_enrolled
    assert count_people(ben) == 1


def test_a_laptop_with_a_very_long_name_can_join(central: Central, ann: Store) -> None:
    name_me(ann, "Ann", "Kitchen " * 100)
    enrol(ann, central.address, first_code(central))
    assert read_status(ann).is_enrolled


def test_nothing_is_sent_before_joining(ann: Store) -> None:
    with pytest.raises(NotJoined):
        sync_now(ann)
    with pytest.raises(NotJoined):
        invite(ann, Role.CANVASSER)


def test_what_came_of_sending_says_which_screens_to_reload(central: Central, ann: Store, ben: Store) -> None:
    enrol(ann, central.address, first_code(central))
    enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
    person = add_person(ann, {"given_name": "Osei"}).value
    assert (
        sync_now(ann).changed is Changed.SYNC | Changed.SETTINGS
    )  # an organiser's: laptops were asked about too
    assert sync_now(ann).changed is Changed.SYNC  # and not at once again
    told: list[tuple[Stage, int, int]] = []
    done = sync_now(ben, lambda *stage: told.append(stage))
    assert Changed.CONTACTS in done.changed
    assert Changed.CONFLICTS in done.changed
    assert (Stage.RECEIVING, done.value.report.received, done.value.report.received) in told
    remove_person(ann, person)
    sync_now(ann)
    sync_now(ben)
    assert count_people(ben) == 0


def test_the_strip_knows_when_it_was_last_sent_and_why_not(central: Central, ann: Store) -> None:
    enrol(ann, central.address, first_code(central))
    add_person(ann, {"given_name": "Osei"})
    assert read_status(ann).last_sent_at is None
    sync_now(ann)
    status = read_status(ann)
    assert status.last_sent_at == status.last_heard_at == ann.now()
    assert (status.reason, status.pending_other) == ("", 0)
    kept = ann.enrolment.find()
    assert kept is not None
    device = kept.device
    central.database.write(EVERY, lambda writing: revoke_device(writing, device, central.now()))
    with pytest.raises(ServerRefused):
        sync_now(ann)
    assert read_status(ann).reason == "revoked"
    assert failure_words("revoked").startswith("This laptop may not send any more.")


def test_a_revoked_laptop_may_join_its_branch_again_with_a_new_code(
    central: Central, ann: Store, ben: Store
) -> None:
    enrol(ann, central.address, first_code(central))
    enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
    add_person(ben, {"given_name": "Osei"})
    enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
    assert sync_now(ben).value.report.pending == 0
    sync_now(ann)
    assert count_people(ann) == 1


def test_a_stop_half_way_keeps_what_was_sent_and_is_no_failure(central: Central, ann: Store) -> None:
    enrol(ann, central.address, first_code(central))
    add_person(ann, {"given_name": "Osei"})
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        sync_now(ann, cancelled=lambda: next(asked, True))
    assert read_status(ann).reason == ""
    assert sync_now(ann).value.report.pending == 0


def test_somebody_elses_server_at_the_address_gets_nothing(
    central: Central, ann: Store, tmp_path: Path
) -> None:
    enrol(ann, central.address, first_code(central))
    add_person(ann, {"given_name": "Osei"})
    kept = ann.enrolment.find()
    assert kept is not None
    with running(tmp_path / "other", sqlite_address(tmp_path / "other.db")) as other:
        ann.enrolment.save(replace(kept, server=other.address))
        with pytest.raises(NotOurServer):
            sync_now(ann)
    assert read_status(ann).reason == "not_trusted"
    assert read_status(ann).pending_other > 0


def test_nothing_is_sent_while_the_words_are_still_compared(central: Central, ann: Store) -> None:
    enrol(ann, central.address, first_code(central), is_compared=False)
    assert not read_status(ann).is_enrolled
    with pytest.raises(NotJoined):
        sync_now(ann)
    confirm_server(ann)
    assert read_status(ann).is_enrolled
    assert sync_now(ann).value.report.pending == 0


def test_a_laptop_that_joins_again_leaves_no_valid_device_behind(
    central: Central, ann: Store, ben: Store
) -> None:
    enrol(ann, central.address, first_code(central))
    enrol(ben, central.address, invite(ann, Role.ORGANISER).code)
    before = ben.enrolment.find()
    assert before is not None
    add_person(ben, {"given_name": "Osei"})
    again = enrol(ben, central.address, invite(ann, Role.ORGANISER).code)
    assert again.device != before.device
    with central.database.reading(EVERY) as connection:
        ended = {row.device for row in list_devices(connection) if row.revoked_at}
    assert ended == {before.device}
    assert sync_now(ben).value.report.pending == 0
    sync_now(ann)
    assert count_people(ann) == 1


def test_nobody_ends_the_device_of_somebody_else(central: Central, ann: Store, ben: Store) -> None:
    enrol(ann, central.address, first_code(central))
    kept = ann.enrolment.find()
    assert kept is not None
    forged = Identity(kept.device, Ed25519PrivateKey.generate())
    code = invite(ann, Role.CANVASSER).code
    newcomer = client.Laptop("Blue", Ed25519PrivateKey.generate(), bytes(32), former=forged)
    client.enrol(central.address, code, newcomer)
    assert sync_now(ann).value.report.pending == 0


def test_the_last_organisers_laptop_does_not_become_a_canvassers_by_joining_again(
    central: Central, ann: Store, ben: Store
) -> None:
    enrol(ann, central.address, first_code(central))
    code = invite(ann, Role.CANVASSER).code
    with pytest.raises(ServerRefused, match="last_laptop"):
        enrol(ann, central.address, code)
    assert sync_now(ann).value.report.pending == 0  # it is what it was
    enrol(ben, central.address, code)  # and the code is as good as before
    assert sync_now(ben).value.report.pending == 0
