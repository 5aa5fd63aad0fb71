"""Scopes derived from a branch's: what a turf holds, what enters and what leaves. On both databases."""

from typing import Any

import pytest
from sqlalchemy import select

from sync.client.errors import ServerRefused
from sync.protocol.entries import whole
from sync.protocol.messages import (
    AttachmentState,
    CompareAnswer,
    CompareRequest,
    FetchAnswer,
    FetchRequest,
    GiveAnswer,
    GiveRequest,
    Part,
    SnapshotState,
)
from sync.protocol.parts import Held, belongs, digest_part
from sync.protocol.scopes import training_scope
from sync.protocol.sealing import attachment_id
from sync.protocol.snapshot import read_snapshot
from sync.server.streams import open_streams, settle, settle_all
from sync.server.tables import ENTRY
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.derived import (
    DOORS,
    IN_OTHER,
    IN_TURF,
    OTHER_TURF,
    PEOPLE,
    TURF,
    Copy,
    Office,
    check,
    digest_of,
    give,
)
from tests.sync.server.test_pushes import push


@pytest.fixture
def office(central: Central) -> Office:
    return Office(central)


def test_a_turf_holds_its_doors_and_people_and_what_every_laptop_needs(office: Office) -> None:
    office.holds(TURF, DOORS[0], PEOPLE[0])
    office.write("household", DOORS[0], {"do_not_visit": True})
    office.write("household", DOORS[1], {"do_not_visit": True})
    office.write("attempt", "a" * 32, {"household": DOORS[0], "outcome": "not_home"})
    office.write("note", "b" * 32, {"contact": PEOPLE[0], "read_aloud": True})
    office.write("member", "c" * 32, {"name": "Ada"})
    office.write("register_import", "d" * 32, {"edition": "0" * 64})
    office.hand_over(IN_TURF)
    copy = check(office.central, office.line, TURF)
    assert [one.entry.kind for one in copy.entries.values()] == [
        "turf",
        "household",
        "attempt",
        "note",
        "member",
    ]
    assert office.central.scopes_of(office.theirs) == {IN_TURF}
    with pytest.raises(ServerRefused, match="not_found"):
        Copy().pull(office.central, office.their_line, SCOPE)
    assert set(Copy().pull(office.central, office.their_line, IN_TURF).entries) == set(copy.entries)


def test_entries_that_come_later_get_a_place_in_each_scope_that_holds_them(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    office.holds(OTHER_TURF, DOORS[0], DOORS[1])
    office.hand_over(IN_TURF, IN_OTHER)
    copies = [check(office.central, office.line, turf) for turf in (TURF, OTHER_TURF)]
    one = office.write("attempt", "a" * 32, {"household": DOORS[0], "outcome": "talked"})
    other = office.write("attempt", "b" * 32, {"household": DOORS[1], "outcome": "talked"})
    voided = office.write("attempt", "a" * 32, {"voided": True})
    check(office.central, office.line, TURF, copies[0])
    check(office.central, office.line, OTHER_TURF, copies[1])
    assert {one.id, voided.id} <= set(copies[0].entries)
    assert other.id not in copies[0].entries
    assert {one.id, other.id, voided.id} <= set(copies[1].entries)


def test_an_entity_enters_whole_when_its_place_becomes_known(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    copy = check(office.central, office.line, TURF)
    voided = office.write("attempt", "a" * 32, {"voided": True})  # of an attempt that is still under way
    check(office.central, office.line, TURF, copy)
    assert voided.id not in copy.entries
    office.write("attempt", "a" * 32, {"household": DOORS[0], "outcome": "talked"})
    check(office.central, office.line, TURF, copy)
    assert voided.id in copy.entries


def test_what_leaves_has_one_departure_and_its_places_are_empty(office: Office) -> None:
    first = office.holds(TURF, *DOORS[:2])
    office.hand_over(IN_TURF)
    for door in DOORS[:2]:
        office.write("household", door, {"do_not_visit": True})
        office.write("household", door, {"do_not_visit": False})
    copy = check(office.central, office.line, TURF)
    office.holds(TURF, DOORS[1], seen=first)
    check(office.central, office.line, TURF, copy)
    assert [(one.kind, one.eid) for one in copy.departures] == [("household", DOORS[0])]
    fresh = Copy().pull(office.central, office.their_line, IN_TURF)
    assert [(one.kind, one.eid) for one in fresh.departures] == [("household", DOORS[0])]
    with office.central.database.reading(EVERY) as connection:
        rows = connection.execute(select(ENTRY).where(ENTRY.c.scope == IN_TURF, ENTRY.c.id.is_(None))).all()
    assert [(row.kind, row.eid, bytes(row.text), row.sealed) for row in rows if not row.kind] == [
        ("", "", b"", None)
    ] * 2


def test_what_comes_back_has_new_places(office: Office) -> None:
    first = office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    entry = office.write("household", DOORS[0], {"do_not_visit": True})
    copy = check(office.central, office.line, TURF)
    before = copy.entries[entry.id].seq
    second = office.holds(TURF, seen=first)
    check(office.central, office.line, TURF, copy)
    assert entry.id not in copy.entries
    office.holds(TURF, DOORS[0], seen=second)
    check(office.central, office.line, TURF, copy)
    assert copy.entries[entry.id].seq > before


def test_of_two_who_cut_a_turf_at_once_the_later_holds_and_whoever_saw_both_ends_it(office: Office) -> None:
    first = office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    for door in DOORS:
        office.write("household", door, {"do_not_visit": True})
    copy = check(office.central, office.line, TURF)
    one = office.holds(TURF, DOORS[1], seen=first)
    other = office.holds(TURF, DOORS[2], seen=first)
    check(office.central, office.line, TURF, copy)
    assert {landed.entry.eid for landed in copy.entries.values()} == {TURF, DOORS[2]}
    office.write("turf", TURF, {"holds": [DOORS[1], DOORS[3]]}, seen={"holds": [one.id, other.id]})
    check(office.central, office.line, TURF, copy)
    assert {landed.entry.eid for landed in copy.entries.values()} == {TURF, DOORS[1], DOORS[3]}


def test_a_person_moves_from_one_turf_to_another_while_edited_in_the_old_one(office: Office) -> None:
    first, second = office.holds(TURF, PEOPLE[0]), office.holds(OTHER_TURF)
    office.hand_over(IN_TURF)
    other = office.central.enrol(role="canvasser")
    give(office.line, other.device, IN_OTHER, end=[SCOPE])
    office.write("contact", PEOPLE[0], {"given_name": "Ada"})
    old = Copy().pull(office.central, office.their_line, IN_TURF)
    edit = Author(7, SCOPE).write("contact", PEOPLE[0], {"phone": "1"})
    office.holds(TURF, seen=first)
    office.holds(OTHER_TURF, PEOPLE[0], seen=second)
    answer = push(office.central, office.their_line, [edit])  # who is not in their turf any more
    assert answer.quarantined == []
    old.pull(office.central, office.their_line, IN_TURF)
    assert [(one.kind, one.eid) for one in old.departures] == [("contact", PEOPLE[0])]
    assert old.counted() == old.digest
    new = Copy().pull(office.central, office.central.line(other), IN_OTHER)
    assert edit.id in new.entries
    give(office.line, office.identity.device, IN_OTHER)
    for turf in (TURF, OTHER_TURF):
        check(office.central, office.line, turf)


def test_a_scope_is_compared_fetched_given_and_taken_whole_like_any_other(office: Office) -> None:
    central, line = office.central, office.their_line
    office.holds(TURF, *DOORS)
    office.hand_over(IN_TURF)
    entries = [office.write("household", door, {"do_not_visit": True}) for door in DOORS]
    elsewhere = office.write("household", "f" * 32, {"do_not_visit": True})
    copy = Copy().pull(central, line, IN_TURF)
    epoch = central.service.epoch
    asked = CompareRequest(epoch=epoch, scope=IN_TURF, parts=[Part(prefix="", digest="0:0")])
    (found,) = line.post("/v1/compare", asked, CompareAnswer).differences
    assert set(found.ids) == set(copy.entries)
    wanted = [entries[0].id, elsewhere.id]
    fetched = line.post(
        "/v1/fetch", FetchRequest(epoch=epoch, scope=IN_TURF, ids=wanted), FetchAnswer
    ).entries
    assert [one.entry.id for one in fetched] == [entries[0].id]
    given = GiveRequest(epoch=epoch, entries=[copy.entries[entries[1].id]])
    answer = line.post("/v1/give", given, GiveAnswer)
    assert (answer.taken, answer.quarantined) == (0, [])
    state = line.post("/v1/snapshots", None, SnapshotState, {"scope": IN_TURF})
    content = line.get_bytes(f"/v1/snapshots/{state.id}/0", {"scope": IN_TURF})
    landed = [one for block in read_snapshot(content) for one in block]
    assert digest_of(one.entry for one in copy.entries.values()) == state.digest
    assert {one.entry.id for one in landed} == set(copy.entries)


def test_who_is_erased_is_erased_in_every_scope(office: Office) -> None:
    office.holds(TURF, PEOPLE[0], PEOPLE[1])
    office.hand_over(IN_TURF)
    for person in PEOPLE[:2]:
        office.write("contact", person, {"given_name": "Zephyrine"})
    copy = check(office.central, office.line, TURF)
    line = office.their_line
    before = line.post("/v1/snapshots", None, SnapshotState, {"scope": IN_TURF})
    office.write("erasure", "e" * 32, {"subject": PEOPLE[0]})
    check(office.central, office.line, TURF, copy)
    with office.central.database.reading(EVERY) as connection:
        rows = connection.execute(select(ENTRY).where(ENTRY.c.subject == PEOPLE[0])).all()
    assert [(row.scope, row.sealed) for row in rows] == [(SCOPE, None), (IN_TURF, None)]
    with pytest.raises(ServerRefused, match="not_found"):
        line.get_bytes(f"/v1/snapshots/{before.id}/0", {"scope": IN_TURF})


def test_streams_are_kept_while_somebody_may_have_them_and_are_right_when_they_are_opened_again(
    office: Office,
) -> None:
    first = office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    office.write("household", DOORS[0], {"do_not_visit": True})
    copy = check(office.central, office.line, TURF)
    for device in (office.theirs.device, office.identity.device):
        give(office.line, device, end=[IN_TURF])
    with office.central.database.reading(EVERY) as connection:
        assert open_streams(connection, SCOPE) == []
    office.holds(TURF, DOORS[1], seen=first)
    office.write("household", DOORS[1], {"do_not_visit": True})
    give(office.line, office.identity.device, IN_TURF)
    check(office.central, office.line, TURF, copy)


def test_a_stream_that_is_not_what_it_should_be_is_made_right(office: Office) -> None:
    office.holds(TURF, DOORS[0])
    office.hand_over(IN_TURF)
    for door in DOORS[:2]:
        office.write("household", door, {"do_not_visit": True})

    def spoil(connection: Any) -> None:
        wrong = ENTRY.update().where(ENTRY.c.scope == SCOPE, ENTRY.c.eid.in_(DOORS[:2]))
        connection.execute(wrong.values(place="f" * 32))

    office.central.database.write(EVERY, spoil)
    assert office.central.database.write(EVERY, lambda connection: settle(connection, SCOPE, IN_TURF)) == 1
    assert office.central.database.write(EVERY, lambda connection: settle(connection, SCOPE, IN_TURF)) == 0
    right = ENTRY.update().where(ENTRY.c.scope == SCOPE, ENTRY.c.eid.in_(DOORS[:2]))
    office.central.database.write(
        EVERY, lambda connection: connection.execute(right.values(place=ENTRY.c.eid))
    )
    office.central.database.write(EVERY, settle_all)
    check(office.central, office.line, TURF)


def test_a_turf_may_read_its_own_extract_of_the_register_and_no_other_attachment(office: Office) -> None:
    line, content = office.line, b"sealed rows"
    name = attachment_id(content)
    other = attachment_id(b"another")
    for each, data in ((name, content), (other, b"another")):
        query = {"scope": SCOPE, "size": str(len(data))}
        line.post(f"/v1/attachments/{each}", None, AttachmentState, query)
        line.put_bytes(f"/v1/attachments/{each}/0", {"scope": SCOPE}, data, AttachmentState)
    extract = {"edition": name, "size": len(content)}
    office.write("turf", TURF, {"holds": [DOORS[0]], "extract": [extract]})
    office.write("turf", OTHER_TURF, {"extract": [{"edition": other}, "nonsense", {}]})
    office.hand_over(IN_TURF)
    assert office.their_line.get_bytes(f"/v1/attachments/{name}/0", {"scope": IN_TURF}) == content
    assert office.their_line.get(f"/v1/attachments/{name}", {"scope": IN_TURF}, AttachmentState).complete
    for scope in (IN_TURF, SCOPE, IN_OTHER):
        with pytest.raises(ServerRefused, match="not_found"):
            office.their_line.get_bytes(f"/v1/attachments/{other}/0", {"scope": scope})


def test_training_holds_what_every_laptop_needs_and_no_doors(office: Office) -> None:
    scope = training_scope(BRANCH)
    office.write("member", "c" * 32, {"name": "Ada"})
    give(office.line, office.theirs.device, scope, end=[SCOPE])
    office.write("contact", PEOPLE[0], {"given_name": "Ada"})
    office.write("survey", "d" * 32, {"title": "One"})
    copy = Copy().pull(office.central, office.their_line, scope)
    assert [one.entry.kind for one in copy.entries.values()] == ["member", "survey"]
    assert copy.counted() == copy.digest
    contact = Author(7, SCOPE).write("contact", PEOPLE[0], {"phone": "1"})
    assert [one.reason for one in push(office.central, office.their_line, [contact]).quarantined] == ["scope"]


@pytest.mark.parametrize("hostile", ["x" * 200, "a\0b", "ß" * 120])
def test_what_no_departure_could_name_stays_out_of_turfs(office: Office, hostile: str) -> None:
    office.write("turf", TURF, {"holds": [hostile, DOORS[0]]})
    office.hand_over(IN_TURF)
    entry = office.author.write("household", hostile, {"do_not_visit": True})
    push(office.central, office.line, [entry])
    fresh = Copy().pull(office.central, office.their_line, IN_TURF)
    assert (entry.id in fresh.entries) == (hostile == "ß" * 120)
    assert fresh.counted() == fresh.digest


@pytest.mark.parametrize("prefixes", [["", ""], ["", "a"], ["ab", "a"], ["a", "b", "a"]])
def test_nobody_compares_parts_that_lie_within_each_other(office: Office, prefixes: list[str]) -> None:
    parts = [Part(prefix=prefix, digest="0:0") for prefix in prefixes]
    asked = CompareRequest(epoch=office.central.service.epoch, scope=SCOPE, parts=parts)
    with pytest.raises(ServerRefused, match="malformed"):
        office.line.post("/v1/compare", asked, CompareAnswer)


def test_parts_of_several_depths_are_compared_at_once(office: Office) -> None:
    for number in range(40):
        office.write("contact", f"{number:032x}", {"given_name": "Ada"})
    held = [
        Held(entry, whole(one.entry).hash)
        for entry, one in Copy().pull(office.central, office.line, SCOPE, 100).entries.items()
    ]
    prefixes = ["0", "1", "20", "21", *"3456789abcdef"]
    parts = [
        Part(prefix=one, digest=digest_part(each for each in held if belongs(each.id, one)).text())
        for one in prefixes
    ]
    asked = CompareRequest(epoch=office.central.service.epoch, scope=SCOPE, parts=parts)
    assert office.line.post("/v1/compare", asked, CompareAnswer).differences == []
