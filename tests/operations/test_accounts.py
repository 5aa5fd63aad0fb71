"""Coordinators, observers, guests and roles, by the program's own operations and a real server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.domain.accounts import (
    BranchNameTaken,
    LastOrganiser,
    NoStickAbove,
    NoSuchCoordinator,
    NoSuchRole,
    NotForThisRole,
)
from desktop.domain.grants import EndIsPast, NoSuchLaptop, Part
from desktop.domain.members import NotAnOrganiser, Role
from desktop.operations.accounts import (
    ask_branches,
    change_role,
    invite_below,
    invite_guest,
    list_coordinators,
    read_branches,
    roles_to_give,
)
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.changed import Changed
from desktop.operations.contacts import add_person, count_people, order_people, read_people
from desktop.operations.enrolment import enrol, invite
from desktop.operations.erasures import erase_contact
from desktop.operations.grants import end_grant
from desktop.operations.laptops import ask_laptops
from desktop.operations.members import name_me, who_am_i
from desktop.operations.readers import read_readers
from desktop.operations.sync import sync_now
from desktop.store.errors import EntriesExist
from desktop.store.store import Store
from desktop.wording.laptops import whose_words
from sync.client.errors import ServerRefused
from sync.protocol import enrolment
from sync.protocol.entries import scope_of
from sync.server import invitations
from sync.server.database import sqlite_address
from sync.server.regions import add_branch, keep_root, make_region
from sync.server.walls import NOTHING
from tests.made_up_stores import TurnedClock, made_store, reopened_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running


class Party:
    """Ann organises Mill Lane, which is in the North; Ben walks there; Rosa coordinates the North."""

    def __init__(self, central: Central, folder: Path) -> None:
        self.central, self.folder = central, folder
        self.ann, self.ben, self.rosa = (self.store(name) for name in ("ann", "ben", "rosa"))
        enrol(self.ann, central.address, first_code(central))
        enrol(self.ben, central.address, invite(self.ann, Role.CANVASSER).code)
        branch = scope_of(self.ann.branch.id)

        def work(writing: Connection) -> None:
            self.north = make_region(writing, "North", central.now())
            add_branch(writing, self.north, branch, central.now())

        central.database.write(NOTHING, work)
        enrol(self.rosa, central.address, self.code("region"))

    def store(self, name: str) -> Store:
        made = made_store(self.folder / name, TurnedClock(datetime.now(UTC)))
        name_me(made, name.title(), f"{name.title()}’s laptop")
        return made

    def code(self, role: str, *, is_national: bool = False) -> str:
        """A code for somebody above branches, as the server's command makes it."""
        code = enrolment.new_code()
        at, now = enrolment.hash_address(enrolment.open_code(code).address), self.central.now()

        def work(writing: Connection) -> None:
            where = keep_root(writing, now) if is_national else self.north
            invitations.invite_above(writing, at, where, role, now)

        self.central.database.write(NOTHING, work)
        return code

    def id_of(self, name: str) -> str:
        return next(one.id for one in ask_laptops(self.ann).value.laptops if one.name == f"{name}’s laptop")

    def close(self) -> None:
        for store in (self.ann, self.ben, self.rosa):
            store.close()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


@pytest.fixture
def party(central: Central, tmp_path: Path) -> Iterator[Party]:
    found = Party(central, tmp_path)
    yield found
    found.close()


def test_a_coordinator_sees_their_branches_after_joining_and_nobody_in_them(party: Party) -> None:
    add_person(party.ann, {"given_name": "Adah"})
    sync_now(party.ann)
    assert who_am_i(party.rosa).role is Role.REGION
    assert read_branches(party.rosa).told_at is None
    done = sync_now(party.rosa)
    assert done.value.report.agrees
    assert [scope.scope for scope in done.value.report.scopes] == [party.north]
    held = ask_branches(party.rosa).value
    assert (held.name, [(one.name, one.count, one.days) for one in held.branches]) == (
        "North",
        [("Mill Lane", 2, 0)],
    )
    assert {one.name for one in held.branches[0].laptops} == {"Ann’s laptop", "Ben’s laptop"}
    assert read_branches(party.rosa) == held
    assert count_people(party.rosa) == 0


def test_a_coordinators_vault_stays_of_its_region_when_it_is_opened_again(party: Party) -> None:
    party.rosa = reopened_store(party.rosa)
    assert party.rosa.branch.scope == party.north
    assert sync_now(party.rosa).value.report.agrees


def test_whoever_wrote_for_a_branch_cannot_take_that_vault_into_a_region(party: Party) -> None:
    zia = party.store("zia")
    add_person(zia, {"given_name": "Adah"})
    with pytest.raises(EntriesExist):
        enrol(zia, party.central.address, party.code("region"))
    zia.close()


def test_a_region_writes_and_reads_no_stick(party: Party) -> None:
    for work in (write_to_stick, read_from_stick):
        with pytest.raises(NoStickAbove):
            work(party.rosa, party.folder / "stick.groundswell")


def test_an_observer_sees_no_laptops(party: Party) -> None:
    olu = party.store("olu")
    enrol(olu, party.central.address, party.code("observer"))
    (branch,) = ask_branches(olu).value.branches
    assert (branch.count, branch.laptops) == (2, ())
    with pytest.raises(NotForThisRole):
        invite_below(olu, Role.OBSERVER)
    olu.close()


def test_a_coordinator_begins_a_branch_whose_organiser_brings_it(party: Party) -> None:
    cai = party.store("cai")
    code = invite_below(party.rosa, Role.ORGANISER, branch="Dockside").code
    joined = enrol(cai, party.central.address, code)
    assert (joined.branch_name, joined.role, joined.branch) == ("Dockside", Role.ORGANISER, cai.branch.id)
    assert [one.name for one in ask_branches(party.rosa).value.branches] == ["Dockside", "Mill Lane"]
    with pytest.raises(BranchNameTaken):
        invite_below(party.rosa, Role.ORGANISER, branch="Mill Lane")
    with pytest.raises(NoSuchRole):
        invite_below(party.rosa, Role.ORGANISER)
    with pytest.raises(NoSuchCoordinator):
        invite_below(party.rosa, Role.OBSERVER, region="region:" + "9" * 32)
    cai.close()


def test_national_invites_a_coordinator_of_a_region(party: Party) -> None:
    nan, zia = party.store("nan"), party.store("zia")
    enrol(nan, party.central.address, party.code("national", is_national=True))
    (north,) = ask_branches(nan).value.regions
    code = invite_below(nan, Role.REGION, region=north.id).code
    assert enrol(zia, party.central.address, code).branch_name == "North"
    assert [one.name for one in ask_branches(zia).value.branches] == ["Mill Lane"]
    nan.close()
    zia.close()


def test_a_guest_sees_people_in_a_vault_of_the_branch_until_the_branch_ends_it(party: Party) -> None:
    add_person(party.ann, {"given_name": "Adah"})
    sync_now(party.ann)
    (rosa,) = list_coordinators(party.ann)
    assert (rosa.laptop, rosa.role, rosa.region) == ("Rosa’s laptop", "region", "North")
    until = party.ann.now() + timedelta(days=7)
    visit = party.store("visit")
    joined = enrol(visit, party.central.address, invite_guest(party.ann, rosa.id, until).code)
    assert (joined.role, joined.branch) == (Role.GUEST, party.ann.branch.id)
    sync_now(visit)
    assert count_people(visit) == 1
    guest = next(one for one in ask_laptops(party.ann).value.laptops if one.role == "guest")
    assert guest.until is not None
    assert abs(guest.until - until) < timedelta(seconds=1)
    assert whose_words(guest, until).startswith("Guest: Rosa’s laptop, until ")
    party.ann.notes_keys.ask_soon()
    sync_now(party.ann)
    assert {one.id: one.is_known for one in read_readers(party.ann).readers}[guest.id]
    (row,) = read_people(visit, order_people(visit))
    with pytest.raises(NotAnOrganiser):
        erase_contact(visit, row.id)
    end_grant(party.ann, guest.id, Part.BRANCH)
    with pytest.raises(ServerRefused, match="revoked"):
        sync_now(visit)
    visit.close()


def test_a_guest_needs_an_end_within_a_year_and_a_coordinator_above(party: Party) -> None:
    (rosa,) = list_coordinators(party.ann)
    now = party.ann.now()
    with pytest.raises(EndIsPast):
        invite_guest(party.ann, rosa.id, now - timedelta(hours=1))
    with pytest.raises(NoSuchRole):
        invite_guest(party.ann, rosa.id, now + timedelta(days=400))
    with pytest.raises(NoSuchCoordinator):
        invite_guest(party.ann, party.id_of("Ben"), now + timedelta(days=1))
    with pytest.raises(NotForThisRole):
        list_coordinators(party.ben)


def test_a_colleague_hears_of_a_new_role_in_the_next_exchange(party: Party) -> None:
    change_role(party.ann, party.id_of("Ben"), Role.OFFICER)
    assert who_am_i(party.ben).role is Role.CANVASSER
    done = sync_now(party.ben)
    assert Changed.MEMBERS in done.changed
    assert who_am_i(party.ben).role is Role.OFFICER
    assert Changed.MEMBERS not in sync_now(party.ben).changed
    assert next(one for one in ask_laptops(party.ben).value.laptops if one.is_this_one).role == "data_officer"


def test_roles_are_refused_in_words_and_nothing_changes(party: Party) -> None:
    for laptop, role, fault in (
        (party.id_of("Ann"), Role.CANVASSER, LastOrganiser),
        (party.id_of("Ben"), Role.REGION, NotForThisRole),
        (f"{party.ann.branch.id}.{'9' * 32}", Role.CANVASSER, NoSuchLaptop),
    ):
        with pytest.raises(fault):
            change_role(party.ann, laptop, role)
    with pytest.raises(NotForThisRole):
        change_role(party.ben, party.id_of("Ann"), Role.CANVASSER)
    assert {one.role for one in ask_laptops(party.ann).value.laptops} == {"organiser", "canvasser"}


def test_what_may_be_given_follows_from_the_role() -> None:
    assert roles_to_give(Role.ORGANISER) == [Role.CANVASSER, Role.ORGANISER, Role.OFFICER, Role.GUEST]
    assert roles_to_give(Role.OFFICER) == []
    assert roles_to_give(Role.NATIONAL) == [Role.ORGANISER, Role.REGION, Role.OBSERVER]
