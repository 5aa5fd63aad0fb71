"""Roles: changed and dated, the last organiser's guarded, remembered beside the database; regions and guests."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from sync.client import accounts
from sync.client.enrol import Beyond, enrol, invite
from sync.client.errors import ServerRefused
from sync.client.transport import Transport
from sync.protocol.accounts import SMALLEST_TOLD
from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.enrolment import hash_address, new_code, open_code
from sync.protocol.entries import WriterId, scope_of
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import GrantRequest, GrantsAnswer, LaptopsAnswer
from sync.protocol.rights import Role
from sync.protocol.scopes import permits, region_scope
from sync.server import invitations
from sync.server.database import Database
from sync.server.devices import find_device, home_named
from sync.server.folder import ServerFolder
from sync.server.refusals import Refused
from sync.server.regions import ROOT, RegionExists, add_branch, branches_of, make_region
from sync.server.remembered import Remembered, read_marks
from sync.server.roles import change_role
from sync.server.schema import migrate
from sync.server.tables import DEVICE, DEVICE_ROLE
from sync.server.walls import NOTHING
from tests.contracts.authors import Author
from tests.sync.above import HOUR_MS, enrol_above, enrol_guest, one_of_each, region
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.test_enrolment import BRANCH_KEY, laptop, line_of
from tests.sync.server.test_pushes import push

OTHER = "c" * 32


def hello(line: Transport) -> HelloAnswer:
    asked = HelloRequest(epoch="", writer=WriterId("e" * 32), n=0, scopes=[], protocol=2)
    return line.post("/v1/hello", asked, HelloAnswer)


def role_of(central: Central, device: str) -> str:
    with central.database.reading(home_named(device)) as connection:
        found = find_device(connection, device, central.now())
    assert found is not None
    return found.role


def test_a_role_is_changed_by_an_organiser_and_the_laptop_hears_of_it(central: Central) -> None:
    ann, ben = central.enrol(), central.enrol(role="canvasser")
    assert hello(central.line(ben)).role == ""
    accounts.change_role(central.line(ann), ben.device, "data_officer")
    accounts.change_role(central.line(ann), ben.device, "data_officer")
    assert hello(central.line(ben)).role == "data_officer"
    assert central.line(ben).get("/v1/laptops", {}, LaptopsAnswer).laptops[1].role == "data_officer"
    with central.database.reading(SCOPE) as connection:
        rows = connection.execute(
            select(DEVICE_ROLE)
            .where(DEVICE_ROLE.c.scope == SCOPE, DEVICE_ROLE.c.device == ben.device.partition(".")[2])
            .order_by(DEVICE_ROLE.c.from_at)
        ).all()
    assert [(row.role, row.given_by, row.ended_by) for row in rows] == [
        ("canvasser", "", ann.device),
        ("data_officer", ann.device, ""),
    ]
    assert rows[0].until_at == rows[1].from_at
    assert rows[1].until_at is None


def test_whoever_becomes_an_organiser_is_given_the_whole_branch(central: Central) -> None:
    ann, ben = central.enrol(), central.enrol(role="canvasser")
    line = central.line(ann)
    line.post("/v1/grants", GrantRequest(device=ben.device, end=[SCOPE]), GrantsAnswer)
    assert central.scopes_of(ben) == frozenset()
    accounts.change_role(line, ben.device, "organiser")
    assert central.scopes_of(ben) == {SCOPE}


def test_the_last_organiser_stays_one(central: Central) -> None:
    ann, ben = central.enrol(), central.enrol(role="organiser")
    line = central.line(ann)
    accounts.change_role(line, ben.device, "canvasser")
    with pytest.raises(ServerRefused, match="last_laptop"):
        accounts.change_role(line, ann.device, "canvasser")
    assert role_of(central, ann.device) == "organiser"
    with pytest.raises(Refused, match="last_laptop"):
        central.database.write(
            SCOPE, lambda writing: change_role(writing, ann.device, "canvasser", "", central.now())
        )


@pytest.mark.parametrize(
    ("role", "code"), [("region", "role"), ("observer", "role"), ("guest", "role"), ("emperor", "malformed")]
)
def test_an_organiser_gives_roles_of_the_branch_alone(central: Central, role: str, code: str) -> None:
    devices = one_of_each(central)
    line = central.line(devices[Role.ORGANISER])
    with pytest.raises(ServerRefused, match=code):
        accounts.change_role(line, devices[Role.CANVASSER].device, role)
    with pytest.raises(ServerRefused, match="role"):  # a guest stays one
        accounts.change_role(line, devices[Role.GUEST].device, "organiser")


def test_a_role_that_was_taken_away_stays_so_when_a_backup_comes_back(
    database_address: str, tmp_path: Path
) -> None:
    database, folder = Database(database_address), ServerFolder(tmp_path / "server")
    migrate(database)
    central = Central(folder, database)
    _, ben = central.enrol(), central.enrol(role="organiser")
    where = region(central, "North", BRANCH)
    central.service.remembered.keep()
    database.write(SCOPE, lambda writing: change_role(writing, ben.device, "canvasser", "", central.now()))
    central.service.remembered.keep()
    with database.reading(SCOPE) as connection:
        told = read_marks(connection, SCOPE)

    def put_back(writing: Connection) -> None:  # what the backup says
        of_ben = DEVICE.c.id == ben.device.partition(".")[2]
        writing.execute(DEVICE_ROLE.delete().where(DEVICE_ROLE.c.scope == SCOPE))
        writing.execute(
            DEVICE.update().where(DEVICE.c.scope == SCOPE, of_ben).values(role="organiser", role_at=0)
        )

    database.write(SCOPE, put_back)
    assert role_of(central, ben.device) == "organiser"
    assert Remembered(folder, database, central.now).bring_back() > 0
    assert role_of(central, ben.device) == "canvasser"
    with database.reading(SCOPE) as connection:
        assert read_marks(connection, SCOPE) == told
        assert [branch for branch, _ in branches_of(connection, where)] == [SCOPE]
    central.service.keys.close()
    database.close()


def test_of_two_roles_that_stand_the_narrower_holds(central: Central) -> None:
    _, ben = central.enrol(), central.enrol(role="canvasser")
    folder = central.folder
    central.service.remembered.keep()
    line = b'{"type":"role","scope":"%s","device":"%s","role":"organiser","from_at":%d}\n' % (
        SCOPE.encode(),
        ben.device.partition(".")[2].encode(),
        central.now(),
    )
    folder.note_marks([line.strip()])
    assert central.service.remembered.bring_back() == 1
    assert role_of(central, ben.device) == "canvasser"


def test_an_import_is_admitted_by_the_role_that_held_when_it_was_written_and_an_erasure_by_that_of_now(
    central: Central,
) -> None:
    ann, ben = central.enrol(), central.enrol(role="data_officer")
    author, at = Author(1, SCOPE), stamp_at(central.now())
    written = [
        author.write("register_import", "1" * 32, {"authority": "Leeds"}, stamp=at),
        author.write("erasure", "2" * 32, {"subject": "3" * 32}, stamp=Stamp(at + 1)),
    ]
    accounts.change_role(central.line(ann), ben.device, "canvasser")
    central.skew_ms += HOUR_MS
    written.append(
        author.write("register_import", "4" * 32, {"authority": "Leeds"}, stamp=stamp_at(central.now()))
    )
    line = Transport(central.server, ben, now_ms=central.now)
    apart = push(central, line, written).quarantined
    assert [(one.id, one.reason) for one in apart] == [(one.id, "role") for one in written[1:]]


def test_a_coordinator_joins_a_region_and_sees_how_its_branches_stand(central: Central) -> None:
    ann = central.enrol()
    central.enrol(OTHER)
    for _ in range(SMALLEST_TOLD):
        central.enrol(role="canvasser")
    north = region(central, "North", BRANCH)
    coordinator = enrol_above(central, Role.REGION, north)
    told = accounts.ask_branches(central.line(coordinator))
    assert told.name == "North"
    assert [(one.branch, one.count, one.silent) for one in told.branches] == [(BRANCH, 11, 0)]
    assert [one.role for one in told.branches[0].laptops][:2] == ["organiser", "canvasser"]
    national = accounts.ask_branches(central.line(enrol_above(central, Role.NATIONAL)))
    assert {one.branch for one in national.branches} == {BRANCH, OTHER}
    assert [region.name for region in national.regions] == ["North"]
    assert ann.device not in repr(told)


def test_counts_from_one_to_nine_are_not_told_above(central: Central) -> None:
    ann, ben = central.enrol(), central.enrol(role="canvasser")
    for line, pending in ((central.line(ann), 4), (central.line(ben), 5)):
        asked = HelloRequest(epoch="", writer=WriterId("e" * 32), n=0, scopes=[], protocol=2, pending=pending)
        line.post("/v1/hello", asked, HelloAnswer)
    line = central.line(enrol_above(central, Role.NATIONAL))
    (branch,) = accounts.ask_branches(line).branches
    assert (branch.pending, branch.questions) == (None, 0)
    asked = HelloRequest(epoch="", writer=WriterId("e" * 32), n=0, scopes=[], protocol=2, pending=6)
    central.line(ben).post("/v1/hello", asked, HelloAnswer)
    (branch,) = accounts.ask_branches(line).branches
    assert branch.pending == 10


def test_an_observer_sees_numbers_and_no_laptop(central: Central) -> None:
    central.enrol()
    line = central.line(enrol_above(central, Role.OBSERVER))
    (branch,) = accounts.ask_branches(line).branches
    assert (branch.count, branch.laptops) == (1, [])


def test_a_branch_is_in_one_region_and_dated(central: Central) -> None:
    central.enrol()
    north, south = region(central, "North", BRANCH), region(central, "South", BRANCH)
    with central.database.reading(NOTHING) as connection:
        assert branches_of(connection, north) == []
        assert [scope for scope, _ in branches_of(connection, south)] == [SCOPE]
        assert [scope for scope, _ in branches_of(connection, ROOT)] == [SCOPE]
    central.database.write(NOTHING, lambda writing: add_branch(writing, north, SCOPE, central.now()))
    with central.database.reading(NOTHING) as connection:
        assert [scope for scope, _ in branches_of(connection, north)] == [SCOPE]


def test_a_coordinator_begins_a_branch_and_never_comes_into_one_that_there_is(central: Central) -> None:
    north = region(central, "North")
    line = central.line(enrol_above(central, Role.REGION, north))
    made = invite(line, "organiser", None, beyond=Beyond(branch_name="Dockside"))
    mine = laptop(BRANCH)
    first = enrol(central.address, made.code, mine)
    assert (first.branch, first.branch_name, first.role, first.branch_key) == (
        BRANCH,
        "Dockside",
        "organiser",
        None,
    )
    assert [one.name for one in accounts.ask_branches(line).branches] == ["Dockside"]
    central.revoke(line_of(first, mine)._identity)  # nobody is left in it, and still it is not theirs
    with pytest.raises(ServerRefused, match="branch_taken"):
        invite(line, "organiser", None, beyond=Beyond(branch_name="Dockside"))


def test_a_code_for_a_new_branch_leads_into_no_branch_that_began_meanwhile(central: Central) -> None:
    north = region(central, "North")
    line = central.line(enrol_above(central, Role.REGION, north))
    code = invite(line, "organiser", None, beyond=Beyond(branch_name=BRANCH)).code
    first = central.enrol()  # the branch of that name, by the server's own code
    central.revoke(first)
    with pytest.raises(ServerRefused, match="branch_taken"):
        enrol(central.address, code, laptop(BRANCH))


def test_codes_are_made_downwards_alone(central: Central) -> None:
    north, south = region(central, "North"), region(central, "South")
    national = central.line(enrol_above(central, Role.NATIONAL))
    regional = central.line(enrol_above(central, Role.REGION, north))
    invite(national, "region", None, beyond=Beyond(into=south))
    invite(regional, "observer", None)
    for role, beyond, code in (
        ("region", Beyond(), "role"),
        ("national", Beyond(), "role"),
        ("observer", Beyond(into=south), "not_found"),
        ("observer", Beyond(into=ROOT), "not_found"),
        ("observer", Beyond(into=region_scope("9" * 32)), "not_found"),
        ("canvasser", Beyond(), "role"),
    ):
        with pytest.raises(ServerRefused, match=code):
            invite(regional, role, None, beyond=beyond)
    with pytest.raises(ServerRefused, match="malformed"):  # the region of all is national's own
        invite(national, "region", None)
    with pytest.raises(ServerRefused, match="malformed"):
        invite(national, "observer", BRANCH_KEY)


def test_a_guest_has_an_end_and_is_shut_out_by_it(central: Central) -> None:
    ann = central.enrol()
    coordinator = enrol_above(central, Role.REGION, region(central, "North", BRANCH))
    guest = enrol_guest(central, ann, coordinator, hours=2)
    assert central.scopes_of(guest) == {SCOPE}
    assert [head.scope for head in hello(central.line(guest)).scopes] == [SCOPE]
    central.skew_ms += 2 * HOUR_MS
    later = Transport(central.server, guest, now_ms=central.now)
    with pytest.raises(ServerRefused, match="revoked"):
        hello(later)


def test_a_guest_is_ended_at_once_and_given_nothing_without_an_end(central: Central) -> None:
    ann = central.enrol()
    coordinator = enrol_above(central, Role.REGION, region(central, "North", BRANCH))
    guest = enrol_guest(central, ann, coordinator)
    line = central.line(ann)
    with pytest.raises(ServerRefused, match="malformed"):
        line.post("/v1/grants", GrantRequest(device=guest.device, give=[SCOPE]), GrantsAnswer)
    line.post("/v1/grants", GrantRequest(device=guest.device, end=[SCOPE]), GrantsAnswer)
    with pytest.raises(ServerRefused, match="revoked"):
        hello(central.line(guest))


def test_a_coordinator_who_is_shut_out_is_a_guest_nowhere(central: Central) -> None:
    ann = central.enrol()
    coordinator = enrol_above(central, Role.REGION, region(central, "North", BRANCH))
    guest = enrol_guest(central, ann, coordinator)
    central.revoke(coordinator)
    with pytest.raises(ServerRefused, match="revoked"):
        hello(central.line(guest))


def test_guests_are_coordinators_above_the_branch_and_named_with_an_end(central: Central) -> None:
    ann = central.enrol()
    north, south = region(central, "North", BRANCH), region(central, "South")
    above, beside = (enrol_above(central, Role.REGION, where) for where in (north, south))
    observer = enrol_above(central, Role.OBSERVER, north)
    line = central.line(ann)
    listed = [one.device for one in accounts.ask_coordinators(line).coordinators]
    assert listed == [above.device]
    until = central.now() + HOUR_MS
    for guest, end, code in (
        (beside.device, until, "not_found"),
        (observer.device, until, "not_found"),
        (ann.device, until, "not_found"),
        (above.device, 0, "malformed"),
        (above.device, central.now() - 1, "malformed"),
        (above.device, central.now() + 400 * 24 * HOUR_MS, "malformed"),
        ("", until, "malformed"),
    ):
        with pytest.raises(ServerRefused, match=code):
            invite(line, "guest", BRANCH_KEY, beyond=Beyond(until_at=end, guest=guest))
    made = invite(line, "guest", BRANCH_KEY, beyond=Beyond(until_at=until, guest=above.device))
    visitor = laptop()
    joined = enrol(central.address, made.code, visitor)
    assert (joined.role, joined.branch_key, joined.scopes) == ("guest", BRANCH_KEY, [SCOPE])


def test_a_region_takes_no_entry_about_people(central: Central) -> None:
    north = region_scope("9" * 32)
    assert permits(north, north, "member")
    for kind in ("contact", "attempt", "household", "erasure", "response", "something_new"):
        assert not permits(north, north, kind)
    assert not permits(north, SCOPE, "member")
    assert not permits(SCOPE, north, "member")
    assert scope_of("region:" + "9" * 32) == north


def test_two_regions_have_two_names(central: Central) -> None:
    region(central, "North")
    with pytest.raises(RegionExists):
        central.database.write(NOTHING, lambda writing: make_region(writing, "North", central.now()))


def test_a_code_of_a_region_refuses_a_vault_that_wrote_for_a_branch(central: Central) -> None:
    code, where = new_code(), region(central, "North")
    at = hash_address(open_code(code).address)
    central.database.write(
        NOTHING, lambda writing: invitations.invite_above(writing, at, where, "region", central.now())
    )
    written = replace(laptop(BRANCH), holds_entries=True)
    with pytest.raises(ServerRefused, match="holds_entries"):
        enrol(central.address, code, written)
    joined = enrol(central.address, code, laptop(BRANCH))  # the code was not used up
    assert (joined.branch, joined.role, joined.scopes) == (where, "region", [where])
