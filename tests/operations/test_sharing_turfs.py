"""What may be shared: a laptop that has a turf alone, not one that has the whole branch. Over a real server."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.attempts import Outcome
from desktop.domain.grants import Part
from desktop.domain.members import Role
from desktop.domain.sharing import SharingRefused
from desktop.operations.attempts import list_attempts, record_attempt
from desktop.operations.grants import give_grant
from desktop.operations.leases import read_lease
from desktop.operations.members import who_am_i
from desktop.operations.sync import sync_now
from desktop.operations.turfs import walk_list
from sync.client.transport import wall_clock
from sync.server.database import sqlite_address
from tests.made_up_stores import TurnedClock
from tests.operations.test_grants import Office
from tests.operations.test_sharing import THEIRS, give, opened
from tests.sync.central import running


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    skew_ms = TurnedClock().now_ms() - wall_clock()  # the server's hour is the laptops', whenever this runs
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db"), skew_ms=skew_ms) as central:
        made = Office(central, tmp_path)
        yield made
        made.close()


def test_a_laptop_with_a_turf_is_shared_and_one_with_the_whole_branch_is_not(office: Office) -> None:
    ben, until = office.ben, date(2026, 11, 30)
    with pytest.raises(SharingRefused) as refused:
        give(ben, "Cai", until)
    assert refused.value.what == "whole_branch"
    office.hand_over()
    sync_now(ben, may_remove=True)
    give(ben, "Cai", until)
    folder = ben.folder
    ben.close()
    cai = office.ben = opened(folder, THEIRS["Cai"], TurnedClock())
    door = walk_list(cai, office.turf).doors[0]
    record_attempt(cai, door.household, Outcome.NOT_HOME, turf=office.turf)
    assert sync_now(cai).value.report.quarantined == 0
    sync_now(office.ann)
    [attempt] = [one for one in list_attempts(office.ann) if one.household == door.household]
    assert attempt.by == "Cai"
    assert who_am_i(cai).role is Role.CANVASSER
    assert office.bens().member_name == "Ben"
    give_grant(office.ann, office.bens().id, Part.BRANCH)
    sync_now(cai)
    assert read_lease(cai).is_sharing
    assert read_lease(cai).takes_in_only
