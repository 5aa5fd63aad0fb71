"""Attack 34, as far as roles go: nobody reaches another home by a name of its own, whatever they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.client.accounts import ask_branches
from sync.client.enrol import Beyond, invite
from sync.client.errors import ServerRefused
from sync.client.transport import Transport
from sync.protocol.accounts import RoleRequest
from sync.protocol.entries import scope_of
from sync.protocol.messages import (
    AttachmentState,
    CompareRequest,
    FetchRequest,
    GrantRequest,
    PullAnswer,
    PushAnswer,
    PushRequest,
)
from sync.protocol.rights import Role, may_ask
from sync.protocol.scopes import training_scope, turf_scope
from sync.server.database import sqlite_address
from tests.contracts.authors import Author
from tests.sync.above import enrol_above, one_of_each, region
from tests.sync.central import BRANCH, Central, running

pytestmark = pytest.mark.usefixtures("codes_cost_little")

THEIRS = "d" * 32
NAME = "9" * 64


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


def refusal(line: Transport, method: str, path: str, query: dict[str, str], asked: object = None) -> str:
    """The code with which a request is refused; empty if it was answered."""
    try:
        if method == "GET":
            line.get(path, query, PullAnswer)
        else:
            line.post(path, asked, AttachmentState, query)
    except ServerRefused as refused:
        return refused.code
    return ""


def test_every_role_is_told_not_found_of_every_scope_of_another_home(central: Central) -> None:
    central.enrol(THEIRS)
    away = region(central, "South", THEIRS)
    scopes = [scope_of(THEIRS), turf_scope(THEIRS, "1" * 32), training_scope(THEIRS), away]
    epoch = central.service.epoch
    for role, identity in one_of_each(central).items():
        line = central.line(identity)
        own = central.scopes_of(identity)
        for scope in (one for one in [*scopes, scope_of(BRANCH)] if one not in own):
            found = [
                refusal(line, "GET", "/v1/pull", {"epoch": epoch, "scope": scope}),
                refusal(line, "POST", "/v1/snapshots", {"scope": scope}),
                refusal(line, "GET", f"/v1/snapshots/{NAME}/0", {"scope": scope}),
                refusal(line, "POST", "/v1/compare", {}, CompareRequest(epoch=epoch, scope=scope, parts=[])),
                refusal(line, "POST", "/v1/fetch", {}, FetchRequest(epoch=epoch, scope=scope, ids=[])),
            ]
            assert found == ["not_found"] * len(found), (role, scope)
            if may_ask(role, "GET /v1/attachments/{id}"):
                assert refusal(line, "GET", f"/v1/attachments/{NAME}", {"scope": scope}) == "not_found"


def test_every_role_is_told_not_found_of_a_device_of_another_home_as_of_one_that_never_was(
    central: Central,
) -> None:
    foreign = central.enrol(THEIRS).device
    away = enrol_above(central, Role.REGION, region(central, "South")).device
    line = central.line(one_of_each(central)[Role.ORGANISER])
    never = f"{BRANCH}.{'9' * 32}"
    for device in (foreign, away, never, "nobody"):
        asked: list[tuple[str, object]] = [
            ("/v1/grants", GrantRequest(device=device, give=[scope_of(BRANCH)])),
            ("/v1/grants", GrantRequest(device=device, end=[scope_of(BRANCH)])),
            ("/v1/roles", RoleRequest(device=device, role="canvasser")),
        ]
        assert [refusal(line, "POST", path, {}, request) for path, request in asked] == ["not_found"] * 3
        with pytest.raises(ServerRefused, match="not_found"):
            invite(line, "guest", bytes(32), beyond=Beyond(until_at=central.now() + 3_600_000, guest=device))


def test_a_colleague_is_given_nothing_of_another_branch(central: Central) -> None:
    central.enrol(THEIRS)
    devices = one_of_each(central)
    line = central.line(devices[Role.ORGANISER])
    asked = GrantRequest(device=devices[Role.CANVASSER].device, give=[scope_of(THEIRS)])
    assert refusal(line, "POST", "/v1/grants", {}, asked) == "not_found"


def test_a_region_is_told_of_no_branch_that_is_not_in_it(central: Central) -> None:
    central.enrol(THEIRS)
    region(central, "South", THEIRS)
    devices = one_of_each(central)
    for role in (Role.REGION, Role.OBSERVER):
        assert [one.branch for one in ask_branches(central.line(devices[role])).branches] == [BRANCH]


def test_no_role_writes_into_another_home(central: Central) -> None:
    central.enrol(THEIRS)
    for number, (role, identity) in enumerate(one_of_each(central).items(), 1):
        entries = Author(number, scope_of(THEIRS)).contacts(2)
        asked = PushRequest(
            epoch=central.service.epoch,
            writer=entries[0].writer,
            from_n=1,
            prev=entries[0].prev,
            entries=entries,
        )
        answer = central.line(identity).post("/v1/push", asked, PushAnswer)
        assert [one.reason for one in answer.quarantined] == ["scope", "scope"], role


def test_a_coordinator_writes_no_person_anywhere(central: Central) -> None:
    devices = one_of_each(central)
    for number, role in enumerate((Role.REGION, Role.NATIONAL, Role.OBSERVER), 1):
        (own,) = central.scopes_of(devices[role])
        author = Author(number, own)
        entries = [author.write("member", "5" * 32, {"name": "Ada"}), *author.contacts(1)]
        asked = PushRequest(
            epoch=central.service.epoch, writer=author.writer, from_n=1, prev=entries[0].prev, entries=entries
        )
        answer = central.line(devices[role]).post("/v1/push", asked, PushAnswer)
        assert [(one.id, one.reason) for one in answer.quarantined] == [(entries[1].id, "scope")]
