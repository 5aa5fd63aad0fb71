"""Orders are carried out by whoever may still give them: what was decided between the door and the writing comes first."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, select, update

from sync.client import accounts
from sync.client.enrol import Laptop, enrol, invite
from sync.client.errors import ServerRefused
from sync.client.grants import change_grants
from sync.client.transport import Identity, Transport
from sync.protocol.audit import SERVER_LOG, What
from sync.protocol.custody import ShutOutRequest
from sync.protocol.drops import DropDecision, DropOutcome
from sync.protocol.messages import LaptopsAnswer
from sync.protocol.rights import Role
from sync.protocol.scopes import training_scope
from sync.server.audit import all_rows, list_logs
from sync.server.devices import find_device, home_named, revoke_device
from sync.server.door import Call
from sync.server.drops import KEPT_MS, _keep
from sync.server.regions import add_branch
from sync.server.roles import change_role
from sync.server.tables import DEVICE, DROP
from sync.server.walls import NOTHING
from tests.sync.above import enrol_above, region
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.test_enrolment import BRANCH_KEY, first_code, laptop, line_of

Order = Callable[[Transport, Identity], object]


def shut_out(line: Transport, other: Identity) -> object:
    return line.post("/v1/shut-outs", ShutOutRequest(device=other.device), LaptopsAnswer)


def take_drops(line: Transport, other: Identity) -> object:
    return line.post("/v1/drops", DropDecision(device=other.device, take=True), DropOutcome)


ORDERS: dict[str, Order] = {
    "grants": lambda line, other: change_grants(line, other.device, [training_scope(BRANCH)], []),
    "roles": lambda line, other: accounts.change_role(line, other.device, "data_officer"),
    "shut-outs": shut_out,
    "drops": take_drops,
    "invitations": lambda line, _other: invite(line, "canvasser", BRANCH_KEY),
}


def happens_between(
    central: Central, patched: pytest.MonkeyPatch, work: Callable[[Connection], object]
) -> None:
    """Something is done once, after the next request was let in and before it is carried out."""
    door = central.service._door
    admit, done = door.admit, list[bool]()

    def admitted(connection: Connection, call: Call) -> object:
        device = admit(connection, call)
        if not done:
            done.append(True)
            central.database.write(home_named(device.name), work)
        return device

    patched.setattr(door, "admit", admitted)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_who_was_demoted_since_the_door_gives_no_order(
    embedded: Central, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben, cy = embedded.enrol(), embedded.enrol(role="organiser"), embedded.enrol(role="canvasser")
    order(embedded.line(ben), cy)  # as an organiser
    now = embedded.now()
    happens_between(
        embedded, monkeypatch, lambda writing: change_role(writing, ben.device, "canvasser", ann.device, now)
    )
    with pytest.raises(ServerRefused, match="role"):
        order(embedded.line(ben), cy)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_who_was_shut_out_since_the_door_gives_no_order(
    embedded: Central, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben, cy = embedded.enrol(), embedded.enrol(role="organiser"), embedded.enrol(role="canvasser")
    now = embedded.now()
    happens_between(
        embedded, monkeypatch, lambda writing: revoke_device(writing, ben.device, now, ann.device)
    )
    with pytest.raises(ServerRefused, match="revoked"):
        order(embedded.line(ben), cy)
    assert embedded.line(ann).get("/v1/laptops", {}, LaptopsAnswer).laptops[2].revoked_at == 0


def test_of_two_organisers_who_shut_each_other_out_the_first_has_done_it(central: Central) -> None:
    ann, ben = central.enrol(), central.enrol(role="organiser")
    shut_out(central.line(ann), ben)
    with pytest.raises(ServerRefused, match="revoked"):
        shut_out(central.line(ben), ann)


def test_a_code_of_an_organiser_who_is_none_any_more_is_worth_nothing(central: Central) -> None:
    ann, ben = central.enrol(), central.enrol(role="organiser")
    code = invite(central.line(ben), "organiser", BRANCH_KEY).code
    accounts.change_role(central.line(ann), ben.device, "canvasser")
    with pytest.raises(ServerRefused, match="expired"):
        enrol(central.address, code, laptop())
    accounts.change_role(central.line(ann), ben.device, "organiser")
    assert enrol(central.address, code, laptop()).role == "organiser"  # and again, once they are one


def test_the_last_laptop_of_a_branch_does_not_leave_it_for_another(central: Central) -> None:
    mine, theirs = laptop(BRANCH), laptop("c" * 32)
    first = enrol(central.address, first_code(central), mine)
    other = enrol(central.address, first_code(central, "Dockside"), theirs)
    code = invite(line_of(other, theirs), "canvasser", BRANCH_KEY).code
    with pytest.raises(ServerRefused, match="last_laptop"):
        enrol(central.address, code, moving_from(first.device, mine))
    assert not _is_revoked(central, first.device)


def test_whoever_leaves_a_branch_stays_shut_out_there_when_a_backup_comes_back(central: Central) -> None:
    mine, theirs = laptop(BRANCH), laptop("c" * 32)
    first = enrol(central.address, first_code(central), mine)
    central.enrol(role="organiser")
    other = enrol(central.address, first_code(central, "Dockside"), theirs)
    code = invite(line_of(other, theirs), "canvasser", BRANCH_KEY).code
    enrol(central.address, code, moving_from(first.device, mine))
    assert _is_revoked(central, first.device)

    def put_back(writing: Connection) -> None:  # what the backup says
        writing.execute(update(DEVICE).where(DEVICE.c.scope == SCOPE).values(revoked_at=None))

    central.database.write(SCOPE, put_back)
    assert central.service.remembered.bring_back() == 1
    assert _is_revoked(central, first.device)


def moving_from(device: str, was: Laptop) -> Laptop:
    return replace(laptop(), former=Identity(device, was.key))


def _is_revoked(central: Central, device: str) -> bool:
    with central.database.reading(home_named(device)) as connection:
        found = find_device(connection, device, central.now())
    assert found is not None
    return found.is_revoked


def test_what_nobody_decides_about_in_time_is_kept_no_longer_and_the_log_says_so(central: Central) -> None:
    _, ben = central.enrol(), central.enrol(role="canvasser")

    def hand_in(writing: Connection) -> None:
        device = find_device(writing, ben.device, central.now())
        assert device is not None
        _keep(writing, device, b"sealed", 7, central.now())

    central.database.write(SCOPE, hand_in)
    central.skew_ms += KEPT_MS - 60_000
    assert central.service.drops.let_go() == 0
    central.skew_ms += 120_000
    assert central.service.drops.let_go() == 1
    assert central.service.drops.let_go() == 0
    with central.database.reading(SCOPE) as connection:
        (row,) = connection.execute(select(DROP).where(DROP.c.scope == SCOPE)).all()
        (left,) = [one for one in all_rows(connection, SCOPE) if one.what == What.DROP_LEFT]
    assert bytes(row.body) == b""
    assert (left.who, left.about, left.count) == ("", ben.device, 7)


def test_regions_codes_for_them_and_what_lies_in_them_are_noted(central: Central) -> None:
    central.enrol()
    where = region(central, "South", BRANCH)
    enrol_above(central, Role.REGION, where)
    central.database.write(SCOPE, lambda writing: add_branch(writing, where, SCOPE, central.now()))
    with central.database.reading(NOTHING) as connection:
        rows = {
            log: [(row.what, row.about) for row in all_rows(connection, log)] for log in list_logs(connection)
        }
    assert rows[SCOPE].count((What.PLACED, where)) == 1  # twice is as once
    assert (What.PLACED, where) in rows[SERVER_LOG]
    assert rows[where][0] == (What.INVITED, "region")
