"""A canvasser's laptop has a turf instead of the branch: it sees and sends that turf's doors, and loses nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.attempts import Outcome
from desktop.domain.grants import BranchNotWhole, EndIsPast, LastLaptop, NoSuchLaptop, NotForOrganisers, Part
from desktop.domain.ids import TurfId
from desktop.domain.laptops import LaptopStanding
from desktop.domain.members import Role
from desktop.domain.turfs import NoSuchTurf
from desktop.operations.attempts import list_attempts, record_attempt
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.contacts import count_people, edit_person, order_people, read_people
from desktop.operations.doors import open_door
from desktop.operations.enrolment import enrol, invite
from desktop.operations.grants import end_grant, give_grant, invite_to, list_grants
from desktop.operations.laptops import ask_laptops
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.operations.sync import sync_now
from desktop.operations.turfs import cut_turf, list_streets, list_turfs, remove_turf, walk_list
from desktop.store.journal import Draft
from desktop.store.store import Store
from sync.client.errors import ServerRefused
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store, register_file, reopened_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running


class Office:
    """Ann, who organises, and Ben, who has a laptop with the whole branch to begin with."""

    def __init__(self, central: Central, folder: Path) -> None:
        self.folder = folder
        self.ann, self.ben = made_store(folder / "ann"), made_store(folder / "ben")
        name_me(self.ann, "Ann", "Kitchen", Role.ORGANISER)
        name_me(self.ben, "Ben", "Blue", Role.CANVASSER)
        enrol(self.ann, central.address, first_code(central))
        enrol(self.ben, central.address, invite(self.ann, Role.CANVASSER).code)
        import_register(self.ann, register_file(folder))
        streets = sorted(list_streets(self.ann), key=lambda street: street.doors)
        self.small, self.large = streets[0], streets[-1]
        self.turf = cut_turf(self.ann, "", [self.small.key]).value
        sync_now(self.ann)
        sync_now(self.ben)
        sync_now(self.ann)

    def bens(self) -> LaptopStanding:
        return next(one for one in ask_laptops(self.ann).value.laptops if one.name == "Blue")

    def hand_over(self, turf: TurfId | None = None) -> None:
        give_grant(self.ann, self.bens().id, Part.TURF, turf or self.turf, instead=True)

    def close(self) -> None:
        self.ann.close()
        self.ben.close()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


@pytest.fixture
def office(central: Central, tmp_path: Path) -> Iterator[Office]:
    found = Office(central, tmp_path)
    yield found
    found.close()


def names(store: Store) -> list[str]:
    order = order_people(store)
    return sorted(row.name for row in read_people(store, order))


def doors(store: Store, turf: TurfId) -> list[tuple[str, str]]:
    return [(door.household, door.label) for door in walk_list(store, turf).doors]


def test_a_turf_in_the_place_of_the_branch_leaves_its_doors_and_who_lives_there(office: Office) -> None:
    whole = count_people(office.ben)
    assert whole == count_people(office.ann)
    expected = doors(office.ann, office.turf)
    office.hand_over()
    assert [one.name for one in list_turfs(office.ben)] == [self_name(office)]
    sync_now(office.ben, may_remove=True)
    assert doors(office.ben, office.turf) == expected
    assert count_people(office.ben) == office.small.electors < whole
    assert [street.key for street in list_streets(office.ben)] == [office.small.key]
    assert set(names(office.ben)) <= set(names(office.ann))
    again = sync_now(office.ben).value.report
    assert (again.received, again.repaired, [one.agrees for one in again.scopes]) == (0, 0, [True])
    standing = office.bens()
    assert (standing.has_branch, standing.turfs, standing.turf_names) == (
        False,
        (office.turf,),
        (self_name(office),),
    )


def self_name(office: Office) -> str:
    return next(one.name for one in list_turfs(office.ann) if one.id == office.turf)


def test_what_happens_at_its_doors_goes_to_everybody_and_comes_from_them(office: Office) -> None:
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    door = walk_list(office.ben, office.turf).doors[0]
    record_attempt(office.ben, door.household, Outcome.NOT_HOME, turf=office.turf)
    elsewhere = cut_turf(office.ann, "", [office.large.key]).value
    theirs = walk_list(office.ann, elsewhere).doors[0]
    assert theirs.household != door.household
    record_attempt(office.ann, theirs.household, Outcome.NOT_HOME)
    assert sync_now(office.ben).value.report.quarantined == 0
    sync_now(office.ann)
    sync_now(office.ben)
    assert walk_list(office.ann, office.turf).doors[0].outcome is Outcome.NOT_HOME
    assert [one.household for one in list_attempts(office.ben)] == [door.household]
    assert len(list_attempts(office.ann)) == 2


def test_nobody_is_given_whom_a_turfs_laptop_says_to_live_at_its_door_or_to_be_somebody_there(
    office: Office,
) -> None:
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    door = walk_list(office.ben, office.turf).doors[0]
    neighbour = open_door(office.ben, door.household).residents[0].contact
    near = {row.id for row in read_people(office.ben, order_people(office.ben))}
    strangers = [row.id for row in read_people(office.ann, order_people(office.ann)) if row.id not in near]
    moved, joined = strangers[0], strangers[1]
    with (
        office.ben.transaction()
    ):  # as a program would that is not ours: both ids can be worked out from the register
        office.ben.projection.append(Draft("contact", moved, {"household": door.household}))
        office.ben.projection.append(
            Draft(
                "same_as", office.ben.session.new_id(), {"contact": neighbour, "other": joined}, is_new=True
            )
        )
    assert sync_now(office.ben).value.report.quarantined == 2
    for who in (moved, joined):
        edit_person(office.ann, who, {"phone": "07700 900789"})
    for _ in range(2):
        sync_now(office.ann)
        sync_now(office.ben)
    assert office.ben.reading.execute("SELECT count(*) FROM entry WHERE body LIKE '%900789%'").fetchone() == (
        0,
    )


def test_rows_that_are_folded_anew_are_those_of_the_turf(office: Office) -> None:
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    expected = doors(office.ben, office.turf), names(office.ben)
    office.ben.projection.rebuild()
    assert (doors(office.ben, office.turf), names(office.ben)) == expected
    office.ben = reopened_store(office.ben)
    assert (doors(office.ben, office.turf), names(office.ben)) == expected


def test_three_hundred_unsent_edits_arrive_when_the_branch_becomes_a_turf(office: Office) -> None:
    people = [row.id for row in read_people(office.ben, order_people(office.ben))]
    for number in range(300):
        edit_person(office.ben, people[number % len(people)], {"phone": f"0{number}"})
    office.hand_over()
    waiting = office.ben.exchange.waiting()
    held = sync_now(office.ben).value.report
    assert (held.sent, held.pending, held.quarantined, held.removed) == (waiting, 0, 0, 0)
    assert held.sent >= 300
    assert held.removals_held > 0
    agreed = sync_now(office.ben, may_remove=True).value.report
    assert agreed.removed == held.removals_held
    assert sync_now(office.ann).value.report.received >= 300


def test_another_turf_takes_the_place_of_the_first_and_the_branch_may_come_back(office: Office) -> None:
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    other = cut_turf(office.ann, "", [office.large.key]).value
    office.hand_over(other)
    sync_now(office.ben, may_remove=True)
    assert doors(office.ben, office.turf) == []
    assert doors(office.ben, other) == doors(office.ann, other)
    assert count_people(office.ben) == office.large.electors
    give_grant(office.ann, office.bens().id, Part.BRANCH, instead=True)
    for _ in range(2):
        sync_now(office.ben, may_remove=True)
    assert names(office.ben) == names(office.ann)
    assert office.bens().has_branch


def test_a_register_that_is_brought_in_later_reaches_the_turf(office: Office) -> None:
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    later = import_register(office.ann, register_file(office.folder, 90)).value
    assert later.added > 0
    sync_now(office.ann)
    for _ in range(2):
        sync_now(office.ben, may_remove=True)
    assert doors(office.ben, office.turf) == doors(office.ann, office.turf)
    assert open_door(office.ben, walk_list(office.ben, office.turf).doors[0].household).residents


def test_who_moves_in_joins_the_turf_and_a_turf_that_is_removed_holds_nothing(
    office: Office, central: Central
) -> None:
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    held = set(office.ann.projection.folded("turf", office.turf).value("holds"))
    away = walk_list(office.ann, cut_turf(office.ann, "", [office.large.key]).value).doors[0]
    mover = open_door(office.ann, away.household).residents[0].contact
    home = walk_list(office.ann, office.turf).doors[0].household
    with office.ann.transaction():
        office.ann.projection.append(Draft("contact", mover, {"household": home}))
    sync_now(office.ann)
    assert set(office.ann.projection.folded("turf", office.turf).value("holds")) == held | {mover}
    cat = made_store(office.folder / "cat")
    name_me(cat, "Cat", "Desk", Role.ORGANISER)
    enrol(cat, central.address, invite(office.ann, Role.ORGANISER).code)
    for _ in range(2):  # another organiser's laptop, where nobody said so, leaves it as it is
        sync_now(cat)
    assert set(cat.projection.folded("turf", office.turf).value("holds")) == held | {mover}
    cat.close()
    sync_now(office.ben)
    remove_turf(office.ann, office.turf)
    sync_now(office.ann)
    assert sync_now(office.ann).value.report.sent == 0  # and nothing is said twice
    sync_now(office.ben, may_remove=True)
    assert count_people(office.ben) == 0


def test_what_cannot_be_given_is_said_and_changes_nothing(office: Office) -> None:
    bens = office.bens().id
    with pytest.raises(NoSuchTurf):
        give_grant(office.ann, bens, Part.TURF, TurfId("0" * 32))
    with pytest.raises(NoSuchLaptop):
        give_grant(office.ann, "nobody", Part.TURF, office.turf)
    with pytest.raises(EndIsPast):
        give_grant(office.ann, bens, Part.TURF, office.turf, until=datetime(2001, 1, 1, tzinfo=UTC))
    with pytest.raises(ServerRefused, match="role"):
        give_grant(office.ben, bens, Part.TURF, office.turf)
    assert office.bens().has_branch
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    with pytest.raises(BranchNotWhole):
        give_grant(office.ben, bens, Part.TURF, office.turf)


def test_grants_are_listed_with_their_names_and_dates(office: Office) -> None:
    until = datetime.now(UTC) + timedelta(days=2)
    give_grant(office.ann, office.bens().id, Part.TURF, office.turf, instead=True, until=until)
    found = [one for one in list_grants(office.ann) if one.laptop_name == "Blue"]
    assert [(one.part, one.turf_name, one.is_now) for one in found] == [
        (Part.BRANCH, "", False),
        (Part.TURF, self_name(office), True),
    ]
    assert found[1].until_at is not None
    assert abs(found[1].until_at - until) < timedelta(seconds=1)
    end_grant(office.ann, office.bens().id, Part.TURF, office.turf)
    assert not any(one.is_now for one in list_grants(office.ann) if one.laptop_name == "Blue")


def test_the_branch_stays_with_the_last_organisers_laptop_that_has_it(office: Office) -> None:
    anns = next(one.id for one in ask_laptops(office.ann).value.laptops if one.is_this_one)
    with pytest.raises(LastLaptop):
        end_grant(office.ann, anns, Part.BRANCH)
    with pytest.raises(LastLaptop):
        give_grant(office.ann, anns, Part.TURF, office.turf, instead=True)
    assert sync_now(office.ann).value.report.removed == 0
    assert next(one for one in ask_laptops(office.ann).value.laptops if one.is_this_one).has_branch


def test_a_newcomer_who_is_invited_to_a_turf_never_has_more(
    office: Office, central: Central, tmp_path: Path
) -> None:
    later = import_register(office.ann, register_file(office.folder, 90)).value  # told with the invitation
    assert later.added > 0
    code = invite_to(office.ann, Role.CANVASSER, Part.TURF, office.turf).code
    cat = made_store(tmp_path / "cat")
    try:
        enrol(cat, central.address, code)
        name_me(cat, "Cat", "Green", Role.CANVASSER)
        assert not cat.reach.is_whole  # from the first, also if a colleague's stick comes before the network
        write_to_stick(office.ann, tmp_path / "hall")
        read_from_stick(cat, tmp_path / "hall")
        theirs = count_people(cat)
        assert 0 < theirs < count_people(office.ann)
        assert not cat.reach.is_whole
        sync_now(cat)
        assert doors(cat, office.turf) == doors(office.ann, office.turf)
        assert count_people(cat) == theirs
        standing = ask_laptops(office.ann).value.laptops
        assert [one.turfs for one in standing if not one.has_branch] == [(office.turf,)]
    finally:
        cat.close()


def test_who_is_invited_to_what_cannot_be_gets_no_code(office: Office) -> None:
    with pytest.raises(NoSuchTurf):
        invite_to(office.ann, Role.CANVASSER, Part.TURF, TurfId("0" * 32))
    with pytest.raises(NotForOrganisers):
        invite_to(office.ann, Role.ORGANISER, Part.TURF, office.turf)
    with pytest.raises(ServerRefused, match="role"):
        invite_to(office.ben, Role.CANVASSER, Part.TURF, office.turf)
