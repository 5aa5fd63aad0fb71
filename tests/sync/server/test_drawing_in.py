"""A laptop with turfs alone brings nobody into them whom they do not hold. On both databases."""

from typing import Any

import pytest

from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.messages import GrantRequest, GrantsAnswer
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central
from tests.sync.server.derived import DOORS, IN_OTHER, IN_TURF, OTHER_TURF, PEOPLE, TURF, Copy, Office
from tests.sync.server.test_pushes import push

AT_HOME, NEIGHBOUR, STRANGER, UNWRITTEN = PEOPLE
TYPED = "f" * 32


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


def test_whom_the_laptop_wrote_itself_it_may_put_anywhere_in_its_turf(streets: Streets) -> None:
    assert streets.lets("contact", TYPED, {"given_name": "Jo"})
    assert streets.lets("same_as", "1" * 32, {"contact": AT_HOME, "other": TYPED})
    assert not streets.lets("contact", TYPED, {"household": DOORS[1]})


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
