"""Grants: who may have what since when, who says so, and how a push is judged by their dates. On both databases."""

import threading

import pytest

from sync.client.errors import ServerRefused
from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.codec import encode
from sync.protocol.entries import Scope
from sync.protocol.messages import GrantsAnswer
from sync.server.devices import keepers
from sync.server.granting import Change, change_grants
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.derived import (
    DOORS,
    IN_OTHER,
    IN_TURF,
    TURF,
    Copy,
    Office,
    check,
    give,
)
from tests.sync.server.test_pushes import push


@pytest.fixture
def office(central: Central) -> Office:
    return Office(central)


def test_a_late_entry_is_admitted_by_its_date(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    now = office.central.now()
    give(office.line, office.theirs.device, end=[IN_TURF])
    office.central.skew_ms += 60_000
    author = Author(7, SCOPE)
    granted = author.write("attempt", "a" * 32, {"household": DOORS[0]}, stamp=Stamp(stamp_at(now)))
    after = author.write("attempt", "b" * 32, {"household": DOORS[0]}, stamp=Stamp(stamp_at(now + 50_000)))
    line = office.central.line(office.theirs)
    answer = push(office.central, line, [granted, after])
    assert [(one.id, one.reason) for one in answer.quarantined] == [(after.id, "scope")]
    assert granted.id in Copy().pull(office.central, office.line, SCOPE).entries


def test_a_revoked_laptop_may_have_nothing_and_sends_nothing(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    office.central.revoke(office.theirs)
    with pytest.raises(ServerRefused, match="revoked"):
        Copy().pull(office.central, office.their_line, IN_TURF)
    entry = Author(7, SCOPE).write("attempt", "a" * 32, {"household": DOORS[0]})
    with pytest.raises(ServerRefused, match="revoked"):
        push(office.central, office.their_line, [entry])
    check(office.central, office.line, TURF)
    with pytest.raises(ServerRefused, match="not_found"):
        give(office.line, office.theirs.device, IN_TURF)


def test_a_turf_alone_writes_what_happens_at_doors_and_nothing_that_decides_over_them(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    author = Author(7, SCOPE)
    entries = [
        author.write("attempt", "a" * 32, {"household": DOORS[0]}),
        author.write("laptop", "b" * 32, {"name": "Theirs"}),
        author.write("turf", TURF, {"holds": DOORS}),
        author.write("survey", "c" * 32, {"title": "Mine"}),
        author.write("a_kind_of_later", "d" * 32, {"x": 1}),
    ]
    answer = push(office.central, office.their_line, entries)
    assert [(one.id, one.reason) for one in answer.quarantined] == [
        (entries[2].id, "scope"),
        (entries[3].id, "scope"),
    ]
    check(office.central, office.line, TURF)


def test_whoever_is_cut_down_to_a_turf_says_no_more_what_it_holds_whatever_the_stamp_says(
    office: Office,
) -> None:
    central = office.central
    office.holds(TURF, DOORS[0])
    author, back_then = Author(7, SCOPE), Stamp(stamp_at(central.now()))
    central.skew_ms += 60_000
    office.hand_over(IN_TURF)
    late = [
        author.write("attempt", "a" * 32, {"household": DOORS[0]}, stamp=back_then),
        author.write("turf", TURF, {"holds": DOORS}, stamp=Stamp(back_then + 1)),
    ]
    answer = push(central, office.their_line, late)
    assert [(one.id, one.reason) for one in answer.quarantined] == [(late[1].id, "scope")]
    check(central, office.line, TURF)


def test_grants_are_read_and_given_by_organisers_alone_and_dated(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    give(office.line, office.theirs.device, IN_TURF, end=[SCOPE])
    again = give(office.line, office.theirs.device, IN_TURF, end=[SCOPE])
    found = [one for one in again.grants if one.device == office.theirs.device]
    assert [(one.scope, bool(one.until_at), one.given_by, one.ended_by) for one in found] == [
        (SCOPE, True, "", office.identity.device),
        (IN_TURF, False, office.identity.device, ""),
    ]
    assert found[0].until_at <= found[1].from_at <= again.now
    until = again.now + 60_000
    later = give(office.line, office.theirs.device, IN_TURF, until_at=until)
    assert [one.until_at for one in later.grants if one.scope == IN_TURF][-1] == until
    office.central.skew_ms += 61_000
    assert office.central.scopes_of(office.theirs) == frozenset()
    with pytest.raises(ServerRefused, match="role"):
        give(office.their_line, office.theirs.device, SCOPE)


def test_what_is_foreign_is_not_found_and_what_makes_no_sense_is_malformed(office: Office) -> None:
    central, line = office.central, office.line
    stranger = central.enrol(branch="9" * 32, role="organiser")
    office.holds(TURF, DOORS[0])
    foreign = [
        (stranger.device, SCOPE),
        (f"{BRANCH}.{stranger.device.partition('.')[2]}", SCOPE),
        (office.theirs.device, Scope("branch:" + "9" * 32)),
        (office.theirs.device, Scope(f"turf:{'9' * 32}.{TURF}")),
        (office.theirs.device, IN_OTHER),
        (office.theirs.device, Scope("nonsense")),
        ("nonsense", SCOPE),
    ]
    for device, scope in foreign:
        with pytest.raises(ServerRefused, match="not_found"):
            give(line, device, scope)
    for ends, until in (((IN_TURF,), 0), ((), central.now() - 1)):
        with pytest.raises(ServerRefused, match="malformed"):
            give(line, office.theirs.device, IN_TURF, end=ends, until_at=until)
    assert central.scopes_of(office.theirs) == {SCOPE}
    assert central.scopes_of(stranger) == {Scope("branch:" + "9" * 32)}
    assert encode(give(line, office.theirs.device, IN_TURF)).count(b'"given_by"') == 1


def standing(office: Office) -> set[Scope]:
    return set(office.central.scopes_of(office.identity))


def test_the_last_organisers_laptop_keeps_the_whole_branch_whatever_is_asked(office: Office) -> None:
    central, line, own = office.central, office.line, office.identity.device
    office.holds(TURF, DOORS[0])
    before = give(line, office.theirs.device, IN_TURF).grants
    ahead = central.now() + 60_000
    for given, ended, until in (((), (SCOPE,), 0), ((IN_TURF,), (SCOPE,), 0), ((SCOPE,), (), ahead)):
        with pytest.raises(ServerRefused, match="last_laptop"):
            give(line, own, *given, end=ended, until_at=until)
        assert line.get("/v1/grants", {}, GrantsAnswer).grants == before
    second = central.enrol(role="organiser")  # a canvasser's laptop with the branch is of no help
    give(line, second.device, SCOPE, until_at=ahead)  # nor one that will lose it
    with pytest.raises(ServerRefused, match="last_laptop"):
        give(line, own, end=[SCOPE])
    give(line, second.device, SCOPE)
    give(line, own, IN_TURF, end=[SCOPE])
    assert standing(office) == {IN_TURF}
    with pytest.raises(ServerRefused, match="last_laptop"):
        give(line, second.device, end=[SCOPE])


def test_two_organisers_who_take_the_branch_from_each_other_leave_one_that_has_it(office: Office) -> None:
    other = office.central.enrol(role="organiser")
    lines = {office.identity.device: office.central.line(other), other.device: office.line}
    refused = []

    def end(device: str) -> None:
        try:
            give(lines[device], device, end=[SCOPE])
        except ServerRefused as fault:
            refused.append(fault.code)

    threads = [threading.Thread(target=end, args=(device,)) for device in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert refused == ["last_laptop"]
    with office.central.database.reading(EVERY) as connection:
        assert len(keepers(connection, SCOPE)) == 1


def test_who_was_shut_out_keeps_no_branch_and_a_branch_without_a_keeper_can_be_given_one(
    office: Office,
) -> None:
    other = office.central.enrol(role="organiser")
    office.central.revoke(other)
    with pytest.raises(ServerRefused, match="last_laptop"):
        give(office.line, office.identity.device, end=[SCOPE])
    third = office.central.enrol(role="organiser")
    give(office.line, third.device, Scope(f"training:{BRANCH}"), end=[SCOPE])
    office.central.revoke(office.identity)  # a laptop that was stolen is shut out, even the last
    change = Change(third.device, [SCOPE])
    office.central.database.write(
        EVERY, lambda writing: change_grants(writing, SCOPE, change, "", office.central.now())
    )
    assert SCOPE in office.central.scopes_of(third)
