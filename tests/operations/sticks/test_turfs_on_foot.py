"""A laptop that has a turf instead of the branch: a stick does for it what the network does, and no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.attempts import Outcome
from desktop.operations.attempts import list_attempts, record_attempt, void_attempt
from desktop.operations.bundles import read_from_stick
from desktop.operations.contacts import add_person, count_people, edit_person, order_people, read_people
from desktop.operations.register_import import import_register
from desktop.operations.status import read_status
from desktop.operations.sync import sync_now
from desktop.operations.turfs import cut_turf, walk_list
from desktop.store.journal import Draft
from desktop.store.projection import seen_heads
from desktop.wording.bundles import taken_words
from sync.server import attachments
from sync.server.backups import back_up
from sync.server.database import sqlite_address
from sync.server.restoring import restore
from sync.server.service import Service
from sync.server.walls import EVERY
from tests.made_up_stores import folded, register_file
from tests.operations.sticks.carrying import round_trip, server_reads, write
from tests.operations.test_grants import Office, doors, names
from tests.sync.central import Central


@pytest.fixture
def office(central: Central, tmp_path: Path) -> Iterator[Office]:
    found = Office(central, tmp_path)
    yield found
    found.close()


@pytest.fixture
def turf(office: Office) -> Office:
    """Ben has the turf alone."""
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    return office


def is_of_the_turf(office: Office) -> bool:
    held = {scope.scope for scope in office.ben.exchange.scopes()}
    return held == {f"turf:{office.ben.branch.id}.{office.turf}"}


def test_the_turf_takes_the_branchs_place_on_foot_once_a_person_agrees(
    central: Central, office: Office, tmp_path: Path
) -> None:
    people = [row.id for row in read_people(office.ben, order_people(office.ben))]
    for person in people:  # more than goes without a word
        edit_person(office.ben, person, {"phone": "1"})
    sync_now(office.ben)
    office.hand_over()
    whole = count_people(office.ben)
    held = round_trip(central, office.ben, tmp_path)
    assert (held.removed, held.removals_held > 0, count_people(office.ben)) == (0, True, whole)
    assert read_status(office.ben).removals_held == held.removals_held
    assert "are no longer for this laptop" in taken_words(held)
    agreed = read_from_stick(office.ben, tmp_path / "back", may_remove=True).value
    assert agreed.removed == held.removals_held
    assert "and went." in taken_words(agreed)
    assert read_status(office.ben).removals_held == 0
    assert is_of_the_turf(office)
    assert doors(office.ben, office.turf) == doors(office.ann, office.turf)
    assert count_people(office.ben) == office.small.electors < whole
    report = sync_now(office.ben).value.report
    assert (report.received, report.repaired, report.removed, report.pending) == (0, 0, 0, 0)
    assert all(one.agrees for one in report.scopes)


def test_work_at_its_doors_goes_and_comes_on_foot(central: Central, turf: Office, tmp_path: Path) -> None:
    mine, theirs = walk_list(turf.ben, turf.turf).doors[:2]
    record_attempt(turf.ben, mine.household, Outcome.NOT_HOME, turf=turf.turf)
    record_attempt(turf.ann, theirs.household, Outcome.REFUSED)
    sync_now(turf.ann)
    taken = round_trip(central, turf.ben, tmp_path)
    assert (taken.pending, taken.apart, taken.elsewhere) == (0, 0, 0)
    sync_now(turf.ann)
    assert {one.household for one in list_attempts(turf.ann)} == {mine.household, theirs.household}
    assert {one.household for one in list_attempts(turf.ben)} == {mine.household, theirs.household}
    assert import_register(turf.ann, register_file(turf.folder, 90)).value.added > 0
    sync_now(turf.ann)
    assert round_trip(central, turf.ben, tmp_path).is_whole
    assert doors(turf.ben, turf.turf) == doors(turf.ann, turf.turf)
    report = sync_now(turf.ben).value.report
    assert (report.received, report.repaired, report.pending) == (0, 0, 0)


def test_of_a_colleagues_stick_it_takes_its_turf_and_carries_the_rest(turf: Office, tmp_path: Path) -> None:
    elsewhere = cut_turf(turf.ann, "", [turf.large.key]).value
    mine = walk_list(turf.ann, turf.turf).doors[0]
    away = walk_list(turf.ann, elsewhere).doors[0]
    record_attempt(turf.ann, mine.household, Outcome.NOT_HOME)
    sync_now(turf.ann)
    record_attempt(turf.ann, away.household, Outcome.NOT_HOME)
    add_person(turf.ann, {"given_name": "Somebody"})
    before = names(turf.ben)
    taken = read_from_stick(turf.ben, write(turf.ann, tmp_path / "hall")).value
    assert taken.is_whole
    assert taken.elsewhere > 0
    assert taken.carried > 0
    assert is_of_the_turf(turf)
    assert names(turf.ben) == before
    assert [one.household for one in list_attempts(turf.ben)] == [mine.household]
    assert set(turf.ben.bundling.attachment_names()) <= set(turf.ben.reach.attachments())
    assert doors(turf.ben, turf.turf) == doors(turf.ann, turf.turf)
    again = read_from_stick(turf.ben, tmp_path / "hall").value
    assert (again.new, again.carried) == (0, 0)
    report = sync_now(turf.ben).value.report
    assert (report.removed, report.removals_held, report.pending) == (0, 0, 0)
    assert all(one.agrees for one in report.scopes)
    assert sync_now(turf.ann).value.report.pending == 0
    assert len(list_attempts(turf.ann)) == 2


def test_what_voids_a_visit_finds_it_further_on_in_the_file(turf: Office, tmp_path: Path) -> None:
    mine = walk_list(turf.ann, turf.turf).doors[0]
    attempt = record_attempt(turf.ann, mine.household, Outcome.NOT_HOME).value
    sync_now(turf.ann)
    void_attempt(turf.ann, attempt)  # not sent: it stands before what the server has
    read_from_stick(turf.ben, write(turf.ann, tmp_path / "hall"))
    assert [(one.id, one.is_voided) for one in list_attempts(turf.ben)] == [(attempt, True)]


def test_doors_that_a_turf_gains_come_with_the_stick_that_says_so(turf: Office, tmp_path: Path) -> None:
    away = walk_list(turf.ann, cut_turf(turf.ann, "", [turf.large.key]).value).doors[0]
    record_attempt(turf.ann, away.household, Outcome.NOT_HOME)
    folded_turf = turf.ann.projection.folded("turf", turf.turf)
    with turf.ann.transaction():
        holds = sorted({*folded_turf.value("holds"), away.household})
        turf.ann.projection.append(
            Draft("turf", turf.turf, {"holds": holds}, seen_heads(folded_turf, ["holds"]))
        )
    read_from_stick(turf.ben, write(turf.ann, tmp_path / "hall"))
    assert away.household in {one.household for one in list_attempts(turf.ben)}


def test_an_answer_that_is_older_than_what_the_server_said_since_takes_nothing_away(
    central: Central, office: Office, tmp_path: Path
) -> None:
    server_reads(central, write(office.ben, tmp_path / "there"), tmp_path / "old")
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    before = folded(office.ben)
    late = read_from_stick(office.ben, tmp_path / "old", may_remove=True).value
    assert (late.removed, late.removals_held) == (0, 0)
    sync_now(office.ben, may_remove=True)
    assert folded(office.ben) == before
    assert is_of_the_turf(office)


@pytest.mark.parametrize("way", ["stick", "network"])
def test_an_extract_that_a_restored_server_lost_comes_back_from_the_turfs_laptop(
    central: Central, office: Office, tmp_path: Path, way: str
) -> None:
    made = back_up(central.folder, central.database, tmp_path / "backups", central.now())
    office.hand_over()
    sync_now(office.ben, may_remove=True)
    extracts = set(office.ben.reach.attachments())
    assert extracts
    central.database.close()
    restore(central.folder, sqlite_address(central.folder.ledger), made.ledger)
    Service(central.database, central.folder, central.now)  # as a start
    if way == "stick":
        assert server_reads(central, write(office.ben, tmp_path / "there")).attachments == len(extracts)
    else:
        assert sync_now(office.ben).value.report.pending == 0
    scopes = list(office.ben.reach.attachments().values())
    with central.database.reading(EVERY) as connection:
        assert set(attachments.whole_for(connection, office.ben.branch.scope, scopes)) == extracts
