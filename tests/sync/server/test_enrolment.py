"""From a code to a device, with the real stretching: for the first organiser, and for a colleague."""

import dataclasses
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from sync.client.enrol import Enrolled, Laptop, enrol, invite
from sync.client.errors import BadAnswer, BadCode, NotOurServer, ServerRefused, ServerUnreachable
from sync.client.transport import Identity, Transport
from sync.protocol import enrolment
from sync.protocol.enrolment import fingerprint, hash_address, new_code, open_code
from sync.protocol.entries import Scope, scope_of
from sync.protocol.scopes import training_scope
from sync.protocol.words import wordlist
from sync.server import invitations
from sync.server.tables import INVITATION
from sync.server.walls import EVERY
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.derived import DOORS, IN_OTHER, IN_TURF, TURF, Copy, Office

BRANCH_KEY = b"k" * 32
HOUR_MS = 3_600_000


def laptop(branch: str = "") -> Laptop:
    return Laptop("A made-up laptop", Ed25519PrivateKey.generate(), bytes(32), branch)


def first_code(central: Central, branch: str = "Wortley") -> str:
    code = new_code()
    with central.database.writing(EVERY) as connection:
        invitations.invite_first(connection, hash_address(open_code(code).address), branch, central.now())
    return code


def line_of(enrolled: Enrolled, brought: Laptop) -> Transport:
    return Transport(enrolled.server, Identity(enrolled.device, brought.key))


def test_the_first_organiser_brings_the_branch_and_invites_a_colleague_who_gets_its_key(
    central: Central,
) -> None:
    mine, theirs = laptop(BRANCH), laptop("c" * 32)
    first = enrol(central.address, first_code(central).lower().replace("-", " "), mine)
    assert (first.branch, first.role, first.branch_name) == (BRANCH, "organiser", "Wortley")
    assert (first.scopes, first.branch_key) == ([scope_of(BRANCH)], None)
    assert first.words == fingerprint(central.folder.public_key(), wordlist())
    invited = invite(line_of(first, mine), "canvasser", BRANCH_KEY)
    assert list(invited.words) == list(first.words)
    second = enrol(central.address, invited.code, theirs)
    assert (second.branch, second.role, second.branch_key) == (BRANCH, "canvasser", BRANCH_KEY)
    with pytest.raises(ServerRefused, match="role"):
        invite(line_of(second, theirs), "canvasser", BRANCH_KEY)


def test_a_code_works_once_but_for_the_laptop_whose_answer_was_lost(central: Central) -> None:
    code, mine = first_code(central), laptop(BRANCH)
    first = enrol(central.address, code, mine)
    assert enrol(central.address, code, mine).device == first.device
    with pytest.raises(ServerRefused, match="used"):
        enrol(central.address, code, laptop(BRANCH))


def test_a_laptop_with_entries_of_another_branch_does_not_use_a_colleagues_code_up(central: Central) -> None:
    mine = laptop(BRANCH)
    first = enrol(central.address, first_code(central), mine)
    code = invite(line_of(first, mine), "canvasser", BRANCH_KEY).code
    full = dataclasses.replace(laptop("c" * 32), holds_entries=True)
    with pytest.raises(ServerRefused, match="holds_entries"):
        enrol(central.address, code, full)
    returning = dataclasses.replace(laptop(BRANCH), holds_entries=True)
    assert enrol(central.address, code, returning).branch == BRANCH


def test_a_code_ends_after_seventy_two_hours(embedded: Central) -> None:
    code = first_code(embedded)
    embedded.skew_ms = 72 * HOUR_MS + 1
    with pytest.raises(ServerRefused, match="expired"):
        enrol(embedded.address, code, laptop(BRANCH))


def test_a_code_of_a_revoked_organiser_is_worth_nothing(embedded: Central) -> None:
    identity = embedded.enrol()
    invited = invite(embedded.line(identity), "organiser", BRANCH_KEY)
    embedded.revoke(identity)
    with pytest.raises(ServerRefused, match="expired"):
        enrol(embedded.address, invited.code, laptop())


def test_the_server_cannot_invite_into_a_branch_that_has_a_laptop(central: Central) -> None:
    early, late = first_code(central), first_code(central)
    enrol(central.address, early, laptop(BRANCH))
    with pytest.raises(invitations.BranchHasOrganiser):
        first_code(central)
    with pytest.raises(ServerRefused, match="used"):
        enrol(central.address, late, laptop("c" * 32))


def test_two_branches_cannot_have_one_id(embedded: Central) -> None:
    enrol(embedded.address, first_code(embedded, "Wortley"), laptop(BRANCH))
    with pytest.raises(ServerRefused, match="branch_taken"):
        enrol(embedded.address, first_code(embedded, "Armley"), laptop(BRANCH))


def test_guessing_is_slowed_down_also_for_the_right_code(
    embedded: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = first_code(embedded)
    right = open_code(code)
    monkeypatch.setattr(enrolment, "open_code", lambda _code: right)
    embedded.skew_ms = 80 * HOUR_MS
    codes = []
    for _ in range(7):
        with pytest.raises(ServerRefused) as refused:
            enrol(embedded.address, code, laptop())
        codes.append(refused.value.code)
    assert codes == ["expired"] * 5 + ["slow_down"] * 2


@pytest.mark.parametrize("code", ["", "ABCD", "ABCD-EFGH-JKL1", "ABCDEFGHJKLMN", "ABCD-EFGH-JKLÖ"])
def test_what_cannot_be_a_code_is_not_sent(code: str) -> None:
    with pytest.raises(BadCode):
        enrol("http://127.0.0.1:9", code, laptop())


def test_a_server_that_swaps_its_key_is_found_out_by_a_colleagues_code(embedded: Central) -> None:
    inviter = embedded.enrol()
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    code = new_code()
    opened = open_code(code)
    sealed = enrolment.seal_for_newcomer(opened, BRANCH_KEY, other, bytes(12))
    with embedded.database.writing(EVERY) as connection:
        made = (hash_address(opened.address), scope_of(BRANCH), "", "canvasser", sealed.hex(), inviter.device)
        invitations._keep(connection, made, embedded.now(), embedded.now() + HOUR_MS)
    with pytest.raises(NotOurServer):
        enrol(embedded.address, code, laptop())


def test_nobody_there_is_said_to_be_unreachable() -> None:
    with pytest.raises(ServerUnreachable, match="no_connection"):
        enrol("http://127.0.0.1:9", new_code(), laptop())


def test_the_database_holds_no_code_no_branch_key_and_no_address(embedded: Central) -> None:
    identity = embedded.enrol()
    invited = invite(embedded.line(identity), "canvasser", BRANCH_KEY)
    enrol(embedded.address, invited.code, laptop())
    opened = open_code(invited.code)
    held = b"".join(path.read_bytes() for path in embedded.folder.path.parent.rglob("*") if path.is_file())
    letters = invited.code.replace("-", "")
    for secret in (letters, invited.code, opened.address, BRANCH_KEY.hex(), opened.key.hex()):
        assert secret.encode() not in held
    assert BRANCH_KEY not in held


def test_a_newcomer_begins_with_what_the_invitation_says_and_with_nothing_else(central: Central) -> None:
    office = Office(central)
    turf = office.holds(TURF, DOORS[0])
    mine = office.write("attempt", "a" * 32, {"household": DOORS[0]})
    office.write("attempt", "b" * 32, {"household": DOORS[1]})
    brought = laptop()
    code = invite(office.line, "canvasser", BRANCH_KEY, scopes=[IN_TURF]).code
    joined = enrol(central.address, code, brought)
    assert list(joined.scopes) == [IN_TURF]
    line = line_of(joined, brought)
    copy = Copy().pull(central, line, IN_TURF)
    assert set(copy.entries) == {turf.id, mine.id}
    assert copy.counted() == copy.digest
    with pytest.raises(ServerRefused, match="not_found"):
        Copy().pull(central, line, SCOPE)
    later = office.write("attempt", "c" * 32, {"household": DOORS[0]})
    assert later.id in copy.pull(central, line, IN_TURF).entries
    assert list(enrol(central.address, code, brought).scopes) == [IN_TURF]  # the answer was lost
    training = training_scope(BRANCH)
    code = invite(office.line, "canvasser", BRANCH_KEY, scopes=[training, IN_TURF]).code
    assert set(enrol(central.address, code, laptop()).scopes) == {training, IN_TURF}
    code = invite(office.line, "canvasser", BRANCH_KEY).code
    assert list(enrol(central.address, code, laptop()).scopes) == [SCOPE]


def test_an_invitation_to_what_is_not_there_or_not_for_an_organiser_is_none(central: Central) -> None:
    office = Office(central)
    office.holds(TURF, DOORS[0])
    for scope in (
        IN_OTHER,
        Scope("branch:" + "9" * 32),
        Scope("nonsense"),
        Scope("turf:" + "9" * 32 + "." + TURF),
    ):
        with pytest.raises(ServerRefused, match="not_found"):
            invite(office.line, "canvasser", BRANCH_KEY, scopes=[scope])
    with pytest.raises(ServerRefused, match="malformed"):
        invite(office.line, "organiser", BRANCH_KEY, scopes=[IN_TURF])
    with central.database.reading(EVERY) as connection:
        assert set(connection.scalars(select(INVITATION.c.scopes))) == {"[]"}


class OlderLine(Transport):
    """A line to a server that leaves out of its answers what it did not know."""

    def post(self, path: str, message: Any, kind: type[Any], query: Any = None) -> Any:
        del query
        return msgspec.structs.replace(super().post(path, message, kind), scopes=[])


def test_a_code_of_a_server_that_knows_no_beginnings_is_told_to_nobody(embedded: Central) -> None:
    office = Office(embedded)
    office.holds(TURF, DOORS[0])
    line = OlderLine(embedded.server, office.identity)
    with pytest.raises(BadAnswer):
        invite(line, "canvasser", BRANCH_KEY, scopes=[IN_TURF])
    assert invite(line, "canvasser", BRANCH_KEY).code
    line.close()
