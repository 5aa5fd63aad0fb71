"""Fault scenarios 35 to 40: what people did at the same time, by mistake, or too late."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, insert, update

from desktop.domain.attempts import Outcome
from desktop.domain.contacts import NoSuchContact
from desktop.domain.members import Role
from desktop.domain.sent import SentState
from desktop.operations.attempts import door_of, record_attempt
from desktop.operations.conflicts import list_conflicts
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    remove_person,
    search_people,
    show_person,
)
from desktop.operations.enrolment import enrol, invite
from desktop.operations.erasures import erase_contact
from desktop.operations.laptops import ask_laptops
from desktop.operations.sameness import say_same, undo_same
from desktop.operations.sent import list_sent
from desktop.operations.status import read_status
from desktop.wording.strip import failure_words, strip_sentence
from sync.client.errors import ServerRefused
from sync.protocol.entries import Scope, hash_body
from sync.server.devices import revoke_device, split_name
from sync.server.tables import GRANT
from sync.server.walls import EVERY
from tests.faults.branches import Branch, Colleague
from tests.faults.pass_rule import check_pass_rule

EDITS = 300
CANARY = "Zephyrine Quackenbush"


def test_35_two_edit_different_fields_or_the_same_or_one_deletes_what_another_edits(branch: Branch) -> None:
    ann, ben = branch.laptops
    apart, same, gone, left = (
        add_person(ann.store, {"given_name": name, "phone": "1", "email": "a@example.org"}).value
        for name in ("Apart", "Same", "Gone", "Left")
    )
    branch.settle()
    edit_person(ann.store, apart, {"phone": "2"})
    edit_person(ben.store, apart, {"email": "b@example.org"})
    edit_person(ann.store, same, {"phone": "2"})
    edit_person(ben.store, same, {"phone": "3"})
    remove_person(ann.store, gone)
    edit_person(ben.store, gone, {"phone": "3"})
    remove_person(ann.store, left)
    branch.settle()
    for laptop in branch.laptops:
        page = show_person(laptop.store, apart)
        assert (page.value("phone"), page.value("email"), page.conflicts) == ("2", "b@example.org", [])
        answers = {
            (one.id, one.field): {answer.value for answer in one.answers}
            for one in list_conflicts(laptop.store)
        }
        assert answers.keys() == {(same, "phone"), (gone, "deleted")}
        assert answers[same, "phone"] == {"2", "3"}
        assert show_person(laptop.store, gone).value("phone") == "3"  # kept, and asked about
        assert search_people(laptop.store, "Left").total == 0
    check_pass_rule(branch)


def test_36_one_person_registered_on_two_laptops_joined_edited_under_both_ids_and_parted(
    branch: Branch,
) -> None:
    ann, ben = branch.laptops
    one = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    other = add_person(ben.store, {"given_name": "Ada", "email": "ada@example.org"}).value
    branch.settle()
    say_same(ann.store, one, other)
    edit_person(ben.store, other, {"occupation": "Baker"})  # Ben has not heard of it yet
    edit_person(ann.store, one, {"phone": "2"})
    branch.settle()
    for laptop in branch.laptops:
        pages = [show_person(laptop.store, contact) for contact in (one, other)]
        assert pages[0].id == pages[1].id
        found = {name: pages[0].value(name) for name in ("phone", "email", "occupation")}
        assert found == {"phone": "2", "email": "ada@example.org", "occupation": "Baker"}
    undo_same(ben.store, one, other)
    edit_person(ann.store, other, {"address": "2 Mill Lane"})
    branch.settle()
    for laptop in branch.laptops:
        first, second = (show_person(laptop.store, contact) for contact in (one, other))
        assert (first.id, second.id) == (one, other)
        assert (first.value("phone"), first.value("email")) == ("2", "")
        assert (second.value("phone"), second.value("occupation")) == ("", "Baker")
    check_pass_rule(branch)


def end_grant(branch: Branch, laptop: Colleague, *, leaves: Scope | None) -> None:
    """The branch's scope is a laptop's no more; it has another, or nothing at all as by a mistake."""
    scope, device = split_name(laptop.device) or ("", "")
    which = (GRANT.c.scope == scope) & (GRANT.c.device == device)
    with branch.server.central.database.writing(EVERY) as connection:
        now = branch.server.central.now()
        connection.execute(
            update(GRANT)
            .where(which, GRANT.c.granted == branch.scope, GRANT.c.until_at.is_(None))
            .values(until_at=now)
        )
        if leaves is not None:
            connection.execute(delete(GRANT).where(which, GRANT.c.granted == leaves))
            row = {"scope": scope, "device": device, "granted": leaves, "from_at": 0}
            connection.execute(insert(GRANT).values(**row))


def give_grant(branch: Branch, laptop: Colleague, *, ends: Scope | None) -> None:
    """It has the branch's scope again, and that alone."""
    scope, device = split_name(laptop.device) or ("", "")
    which = (GRANT.c.scope == scope) & (GRANT.c.device == device)
    with branch.server.central.database.writing(EVERY) as connection:
        row = {
            "scope": scope,
            "device": device,
            "granted": branch.scope,
            "from_at": branch.server.central.now(),
        }
        connection.execute(insert(GRANT).values(**row))
        if ends is not None:
            connection.execute(delete(GRANT).where(which, GRANT.c.granted == ends))


def training(branch: Branch) -> Scope:
    """A scope that holds nothing that was written here."""
    return Scope(f"training:{branch.scope.removeprefix('branch:')}")


@pytest.mark.slow
def test_37_turf_taken_away_while_300_edits_are_not_sent(branch: Branch) -> None:
    ann, ben = branch.laptops
    people = [add_person(ann.store, {"given_name": f"Ada {n}"}).value for n in range(10)]
    branch.settle()
    for number in range(EDITS):
        person = people[number % len(people)]
        if number % 30 == 0:
            record_attempt(ben.store, door_of(ben.store, person), Outcome.TALKED, contact=person)
        else:
            edit_person(ben.store, person, {"phone": str(number)})
    branch.look()
    end_grant(branch, ben, leaves=training(branch))
    assert ben.unsent() == EDITS
    report = ben.sync()
    assert (report.sent, report.pending, report.quarantined) == (
        EDITS,
        0,
        0,
    )  # never refused: it was his when he wrote
    assert (report.removed, report.removals_held > 10) == (0, True)
    assert "wait for your word" in strip_sentence(read_status(ben.store))
    report = ben.sync(may_remove=True)
    assert (report.removed > 10, count_people(ben.store)) == (True, 0)
    assert ben.unsent() == 0
    ann.sync()
    assert {show_person(ann.store, person).value("phone") for person in people} != {""}
    give_grant(branch, ben, ends=training(branch))
    ben.sync()
    assert count_people(ben.store) == count_people(ann.store)
    check_pass_rule(branch)


@pytest.mark.slow
def test_37_laptop_shut_out_with_work_that_is_not_sent(branch: Branch) -> None:
    ann, ben = branch.laptops
    ben.write(4)
    central = branch.server.central
    assert central.database.write(EVERY, lambda writing: revoke_device(writing, ben.device, central.now()))
    fault = ben.try_sync()
    assert isinstance(fault, ServerRefused)
    assert fault.code == "revoked"
    assert (ben.unsent(), read_status(ben.store).reason) == (4, "revoked")
    assert "new code" in failure_words("revoked")
    ben.write()
    enrol(ben.store, branch.server.address, invite(ann.store, Role.CANVASSER).code)
    report = ben.sync()
    assert (report.pending, report.quarantined) == (0, 0)
    check_pass_rule(branch)


def test_38_an_entry_that_can_never_be_accepted_lies_apart_and_the_queue_goes_on(branch: Branch) -> None:
    ann, ben = branch.laptops
    foreign, broken, good = (add_person(ben.store, {"given_name": name}).value for name in ("F", "B", "Good"))
    with ben.store.transaction() as connection:
        connection.execute("UPDATE entry SET scope = ? WHERE eid = ?", ("branch:" + "c" * 32, foreign))
        connection.execute("UPDATE entry SET body = '{', hash = ? WHERE eid = ?", (hash_body("{"), broken))
    ben.store.projection.rebuild()
    ben.write(2)
    report = ben.sync()
    assert (report.sent, report.pending, report.quarantined) == (5, 0, 2)
    told = {row.about: (row.state, row.reason) for row in list_sent(ben.store)}
    assert told[foreign] == (SentState.KEPT_APART, "scope")
    assert told[broken] == (SentState.KEPT_APART, "malformed")
    assert told[good] == (SentState.SENT, "")
    ann.sync()
    assert show_person(ann.store, good).name == "Good"
    assert sorted(row.kept_apart for row in ask_laptops(ann.store).value.laptops) == [
        0,
        2,
    ]  # the organiser is told
    ledger = branch.server.ledger(branch.scope)
    assert sorted(ledger.apart.values()) == ["malformed", "scope"]
    check_pass_rule(branch, apart=[ben])


@pytest.mark.prove
def test_39_erased_while_another_edits_offline_and_then_restored_from_before(any_branch: Branch) -> None:
    branch = any_branch
    ann, ben = branch.laptops
    person = add_person(ann.store, {"given_name": CANARY, "phone": "1"}).value
    other = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    branch.settle()
    backup = branch.server.back_up()
    edit_person(ben.store, person, {"phone": "2"})
    edit_person(ben.store, other, {"phone": "2"})
    add_note(ben.store, person, CANARY, read_aloud=False)
    erase_contact(ann.store, person)
    ann.sync()
    branch.forgets()
    branch.server.put_back(backup)  # it holds all of her, and nothing of the erasure
    report = ben.sync()
    assert (report.pending, report.quarantined) == (0, 0)
    branch.settle()
    for laptop in branch.laptops:
        with pytest.raises(NoSuchContact):
            show_person(laptop.store, person)
        assert show_person(laptop.store, other).value("phone") == "2"
    check_pass_rule(branch)
    (standing,) = ask_laptops(ann.store).value.erasures
    assert standing.waiting == []  # every laptop told that it was carried out
    for body in all_bodies(branch):
        assert CANARY not in body


def all_bodies(branch: Branch) -> Iterator[str]:
    """The bodies of all entries on all laptops, one of which took everything from the server just now."""
    for laptop in branch.laptops:
        for row in laptop.store.reading.execute("SELECT body FROM entry").fetchall():
            yield row[0]


def test_40_an_empty_answer_or_a_mistake_that_would_remove_most_is_stopped(branch: Branch) -> None:
    ann, ben = branch.laptops
    ann.write(20)
    branch.settle()
    before = count_people(ben.store)
    end_grant(branch, ben, leaves=None)
    report = ben.sync()
    assert (report.removed, report.removals_held, report.scopes) == (
        0,
        0,
        [],
    )  # an answer that is empty means nothing
    assert count_people(ben.store) == before
    end_grant(branch, ben, leaves=training(branch))
    report = ben.sync()
    assert (report.removed, count_people(ben.store)) == (0, before)
    assert read_status(ben.store).removals_held == report.removals_held >= before
    ben.write()
    give_grant(branch, ben, ends=training(branch))
    assert ben.sync().removals_held == 0
    assert read_status(ben.store).removals_held == 0
    check_pass_rule(branch)


def test_40_a_body_that_differs_is_found_and_put_right_by_the_difference_and_not_by_adoption(
    branch: Branch,
) -> None:
    ann, ben = branch.laptops
    person = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    branch.settle()
    with ben.store.transaction() as connection:
        (text,) = connection.execute("SELECT body FROM entry WHERE eid = ?", (person,)).fetchone()
        other = text.replace('"1"', '"9"')
        assert other != text
        connection.execute(
            "UPDATE entry SET body = ?, hash = ? WHERE eid = ?", (other, hash_body(other), person)
        )
    ben.store.projection.rebuild()
    ben.store.exchange.recount(branch.scope)
    report = ben.sync()
    assert report.repaired == 1
    assert report.scopes[0].agrees
    assert show_person(ben.store, person).value("phone") == "1"
    check_pass_rule(branch)
