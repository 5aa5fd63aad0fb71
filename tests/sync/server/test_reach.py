"""A laptop with turfs alone brings nobody into them whom they do not hold. On both databases."""

from typing import Any

import pytest

from sync.client.errors import ServerRefused
from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.entries import Body, Landed, encode_body, hash_body
from sync.protocol.messages import (
    CarryRequest,
    GiveAnswer,
    GiveRequest,
    GrantRequest,
    GrantsAnswer,
    LaptopsAnswer,
)
from sync.protocol.scopes import turf_scope
from sync.protocol.typed import typed_id
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.derived import DOORS, IN_OTHER, IN_TURF, OTHER_TURF, PEOPLE, TURF, Copy, Office
from tests.sync.server.test_pushes import push
from tests.sync.server.test_sticks import carried

AT_HOME, NEIGHBOUR, STRANGER, UNWRITTEN = PEOPLE
PROOF = "f" * 32
TYPED = typed_id("f" * 12, PROOF)
SHOWN = {"typed": {TYPED: PROOF}}


class Streets:
    """A canvasser has a turf with a door and two people; a stranger lives elsewhere, and somebody else is not written of."""

    def __init__(self, central: Central) -> None:
        self.office = Office(central)
        self._central = central
        self._author = Author(7, SCOPE)
        self.office.write("contact", STRANGER, {"phone": "07700 900789"})
        self.office.write("contact", AT_HOME, {"phone": "07700 900788"})
        self.office.holds(TURF, DOORS[0], AT_HOME, NEIGHBOUR)
        self.office.holds(OTHER_TURF, DOORS[1], STRANGER)
        self.with_the_branch = Stamp(stamp_at(central.now()))
        central.skew_ms += 60_000
        self.office.hand_over(IN_TURF)

    def lets(self, kind: str, eid: str, values: dict[str, Any], **changes: Any) -> bool:
        """Whether the server takes in what the canvasser's laptop writes next, and does not lay it apart."""
        if "salt" in changes:
            body = encode_body(Body(plain=values, salt=changes.pop("salt")))
            changes |= {"body": body, "hash": hash_body(body)}
        entry = self._author.write(kind, eid, values, **changes)
        answer = push(self._central, self.office.their_line, [entry])
        assert [one.reason for one in answer.quarantined] in ([], ["scope"])
        held = Copy().pull(self._central, self.office.line, SCOPE, 100).entries
        assert (entry.id in held) is not bool(answer.quarantined)
        return not answer.quarantined


@pytest.fixture
def streets(central: Central) -> Streets:
    return Streets(central)


def test_a_stranger_is_not_moved_to_a_door_of_the_turf(streets: Streets) -> None:
    assert not streets.lets("contact", STRANGER, {"household": DOORS[0]})


def test_a_stranger_is_not_said_to_be_somebody_of_the_turf(streets: Streets) -> None:
    assert not streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": STRANGER})
    assert not streets.lets("same_as", "2" * 32, {"contact": STRANGER, "other": AT_HOME})


def test_what_is_said_in_two_halves_is_not_believed(streets: Streets) -> None:
    assert not streets.lets("same_as", "1" * 32, {"contact": AT_HOME})
    assert not streets.lets("same_as", "1" * 32, {"other": STRANGER})


def test_whom_the_turf_holds_may_move_within_it_and_be_one(streets: Streets) -> None:
    assert streets.lets("contact", AT_HOME, {"household": DOORS[0]})
    assert streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": NEIGHBOUR})
    assert streets.lets("same_as", "1" * 32, {"undone": True})
    assert streets.lets("contact", STRANGER, {"given_name": "Jo"})


def test_whom_the_laptop_typed_itself_it_may_put_anywhere_in_its_turf(streets: Streets) -> None:
    assert streets.lets("contact", TYPED, {"given_name": "Jo"})
    assert not streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": TYPED})
    assert not streets.lets(
        "same_as", "2" * 32, {"contact": AT_HOME, "other": TYPED, "typed": {TYPED: "e" * 32}}
    )
    assert streets.lets("same_as", "3" * 32, {"contact": AT_HOME, "other": TYPED, **SHOWN})
    assert not streets.lets("contact", TYPED, {"household": DOORS[1]}, salt=PROOF)
    assert streets.lets("contact", TYPED, {"household": DOORS[0]}, salt=PROOF)


def test_whom_somebody_else_wrote_of_too_is_not_ones_own_to_put_anywhere(streets: Streets) -> None:
    streets.office.write("contact", TYPED, {"phone": "07700 900787"})
    assert streets.lets("contact", TYPED, {"given_name": "Jo"})
    assert not streets.lets("same_as", "3" * 32, {"contact": AT_HOME, "other": TYPED, **SHOWN})


def test_somebody_of_whom_nobody_wrote_is_not_made_ones_own_by_writing_of_them(streets: Streets) -> None:
    assert streets.lets("contact", UNWRITTEN, {"language": "cy"})
    assert not streets.lets("contact", UNWRITTEN, {"household": DOORS[0]})
    assert not streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": UNWRITTEN})
    assert streets.lets("contact", TYPED, {"given_name": "Jo"})
    assert not streets.lets("same_as", "2" * 32, {"contact": TYPED, "other": UNWRITTEN, **SHOWN})


def test_the_door_of_another_turf_is_nobody_who_lives_here(streets: Streets) -> None:
    assert not streets.lets("contact", DOORS[1], {"household": DOORS[0]})


def test_the_turfs_own_scope_opens_no_more_than_the_branchs(streets: Streets) -> None:
    for number, scope in enumerate((SCOPE, IN_TURF, turf_scope(BRANCH, OTHER_TURF))):
        assert not streets.lets("contact", STRANGER, {"household": DOORS[0]}, scope=scope)
        joined = {"contact": AT_HOME, "other": STRANGER}
        assert not streets.lets("same_as", f"{number:032x}", joined, scope=scope)


def test_nobody_outside_the_turf_is_taken_off_every_list(streets: Streets) -> None:
    assert not streets.lets("contact", STRANGER, {"deleted": True})
    assert not streets.lets("contact", UNWRITTEN, {"deleted": True})
    assert not streets.lets("household", DOORS[1], {"deleted": True})
    assert streets.lets("contact", AT_HOME, {"deleted": True})
    assert streets.lets("contact", AT_HOME, {"deleted": False})
    assert streets.lets("contact", TYPED, {"given_name": "Jo"})
    assert not streets.lets("contact", TYPED, {"deleted": True})
    assert streets.lets("contact", TYPED, {"deleted": True}, salt=PROOF)


def test_people_of_two_turfs_are_not_joined_by_whoever_has_or_had_both(streets: Streets) -> None:
    give_both = GrantRequest(device=streets.office.theirs.device, give=[IN_OTHER], end=[])
    streets.office.line.post("/v1/grants", give_both, GrantsAnswer)
    assert not streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": STRANGER})
    assert streets.lets("contact", STRANGER, {"household": DOORS[1]})


def test_a_stamp_from_when_the_laptop_had_the_branch_opens_nothing(streets: Streets) -> None:
    assert not streets.lets("contact", STRANGER, {"household": DOORS[0]}, stamp=streets.with_the_branch)
    assert not streets.lets("contact", UNWRITTEN, {"household": DOORS[1]}, stamp=streets.with_the_branch)


@pytest.mark.parametrize("strange", ["\0", "a\0b", "x" * 300, "é" * 200, 7, None, ["a"], {"a": 1}])
def test_what_is_no_id_draws_nobody_in_and_stops_nothing(streets: Streets, strange: object) -> None:
    streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": strange})
    streets.lets("contact", STRANGER, {"household": strange})
    assert streets.lets("contact", AT_HOME, {"household": DOORS[0]})


def test_whoever_has_the_branch_moves_whom_they_like(streets: Streets) -> None:
    office = streets.office
    moved = office.write("contact", STRANGER, {"household": DOORS[0]})
    joined = office.write("same_as", "1" * 32, {"contact": AT_HOME, "other": STRANGER})
    held = Copy().pull(office.central, office.line, SCOPE, 100).entries
    assert {moved.id, joined.id} <= set(held)


def test_what_a_turfs_laptop_gives_without_a_receipt_nobody_admits_unasked(streets: Streets) -> None:
    office = streets.office
    planted = Author(8, SCOPE).write("turf", TURF, {"holds": [DOORS[0], STRANGER]})
    given = Landed(seq=0, eff=planted.stamp, received_at=1, entry=planted, receipt="a" * 32)
    asked = GiveRequest(epoch=office.central.service.epoch, entries=[given])
    answer = office.their_line.post("/v1/give", asked, GiveAnswer)
    assert [one.reason for one in answer.quarantined] == ["scope"]
    assert office.central.service.intake.admit_apart(SCOPE) == 0


def test_nobody_begins_as_a_writer_whose_work_a_colleague_carried(streets: Streets) -> None:
    office = streets.office
    carl = office.central.enrol(role="canvasser")
    author = Author(9, SCOPE)
    first = author.write("contact", TYPED, {"given_name": "Jo"})
    asked = CarryRequest(epoch=office.central.service.epoch, pushes=[carried(carl, [first])])
    assert office.line.post("/v1/carry", asked, GiveAnswer).taken == 1
    second = Author(9, SCOPE).write("contact", STRANGER, {"household": DOORS[0]})
    with pytest.raises(ServerRefused, match="forked"):
        push(office.central, office.their_line, [second])
    assert push(office.central, office.central.line(carl), [first]).acked_n == 1


def test_a_fork_whose_first_work_a_colleague_carried_is_noted_once_it_sends_itself(streets: Streets) -> None:
    office = streets.office
    carl = office.central.enrol(role="canvasser")
    line = office.central.line(carl)
    push(office.central, line, [Author(9, SCOPE).write("contact", TYPED, {"given_name": "Jo"})])
    fork = Author(10, SCOPE).write("contact", TYPED, {"phone": "1"})
    asked = CarryRequest(epoch=office.central.service.epoch, pushes=[carried(carl, [fork])])
    assert office.line.post("/v1/carry", asked, GiveAnswer).taken == 1
    push(office.central, line, [fork])
    laptops = office.line.get("/v1/laptops", {}, LaptopsAnswer).laptops
    assert [one.forks for one in laptops if one.device == carl.device] == [1]
