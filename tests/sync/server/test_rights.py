"""The table of rights: every request of every role does what it says, and the page about the protocol says the same."""

from pathlib import Path

import msgspec
import pytest

from sync.client.errors import ServerRefused
from sync.protocol.messages import GrantRequest, GrantsAnswer, Refusal
from sync.protocol.rights import (
    ASKS,
    BY_CODE,
    BY_STATUS_KEY,
    RIGHTS,
    WRITES,
    Act,
    Role,
    may_ask,
    narrowest,
    rights_of,
)
from sync.server.front import routes_of
from tests.sync.above import one_of_each
from tests.sync.central import Central

PAGE = Path(__file__).parents[3] / "docs" / "protocol.md"


def test_every_request_is_in_the_table_and_nothing_else(embedded: Central) -> None:
    routes = {route.name for route in routes_of(embedded.service)}
    assert routes == set(ASKS) | BY_CODE | BY_STATUS_KEY


def test_each_request_of_each_role_is_let_in_or_refused_as_the_table_says(central: Central) -> None:
    devices = one_of_each(central)
    lines = {role: central.line(identity) for role, identity in devices.items()}
    wrong = []
    for request in sorted(ASKS):
        method, _, path = request.partition(" ")
        for role, line in lines.items():
            answer = line.ask(method, path.format(id="0" * 64, index=0), {}, b"null")
            refused = _refusal(answer.status, answer.body)
            if (refused == (403, "role")) == may_ask(role, request):
                wrong.append((request, role, refused))
    assert wrong == []


def _refusal(status: int, body: bytes) -> tuple[int, str]:
    if status == 200:
        return (200, "")
    return status, msgspec.json.decode(body, type=Refusal).error


def test_the_page_about_the_protocol_has_the_same_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [line for line in table() if line not in page]
    assert missing == [], "\n".join(table())


def table() -> list[str]:
    """The table as the page has it."""
    roles = list(Role)
    lines = [_line("", *(f"`{role}`" for role in roles))]
    lines.append(_line("home", *(RIGHTS[role].home.value for role in roles)))
    for act in Act:
        requests = ", ".join(f"`{request}`" for request, one in ASKS.items() if one is act)
        kinds = ", ".join(f"entries `{kind}`" for kind, one in WRITES.items() if one is act)
        named = "; ".join(part for part in (act.value, requests, kinds) if part)
        lines.append(_line(named, *("yes" if act in RIGHTS[role].acts else "" for role in roles)))
    for name in ("invites", "names"):
        given = (", ".join(sorted(getattr(RIGHTS[role], name))) for role in roles)
        lines.append(_line(name, *given))
    return lines


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def test_a_role_that_is_not_known_has_no_rights_and_is_narrower_than_any() -> None:
    assert rights_of("emperor").acts == frozenset()
    assert not may_ask("emperor", "POST /v1/hello")
    assert not may_ask(Role.ORGANISER, "GET /v1/everything")
    assert narrowest(["organiser", "emperor"]) == "emperor"
    assert narrowest(["organiser", "canvasser"]) == "canvasser"


def test_nobody_gives_a_role_with_more_rights_in_its_home_than_their_own() -> None:
    order = list(Role)
    for role, rights in RIGHTS.items():
        for given in rights.invites | rights.names:
            if RIGHTS[given].home is rights.home:
                assert order.index(given) <= order.index(role)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.REGION, Role.NATIONAL])
def test_nobody_above_a_branch_is_granted_anything_of_one(central: Central, role: Role) -> None:
    devices = one_of_each(central)
    scopes = central.scopes_of(devices[role])
    assert scopes
    assert all(scope.startswith("region:") for scope in scopes)
    organiser = central.line(devices[Role.ORGANISER])
    home = next(iter(central.scopes_of(devices[Role.CANVASSER])))
    with pytest.raises(ServerRefused, match="not_found"):
        organiser.post("/v1/grants", GrantRequest(device=devices[role].device, give=[home]), GrantsAnswer)
