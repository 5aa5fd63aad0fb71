"""Laptops that have a turf: they hold its doors and people alone, and lose nothing when it changes. On either database."""

import shutil
from pathlib import Path

import pytest

from sync.client.exchange import exchange
from sync.client.manners import Manners
from sync.client.reports import SyncReport
from sync.client.transport import Identity, Transport
from sync.server.database import sqlite_address
from sync.server.streams import settle_all
from sync.server.walls import EVERY
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import SCOPE, Central, running
from tests.sync.server.derived import IN_OTHER, IN_TURF, OTHER_TURF, TURF, Copy, check, give

PEOPLE = [f"{number:032x}" for number in range(1, 301)]
MINE, OTHERS = PEOPLE[:40], PEOPLE[40:80]
AGREED = Manners(may_remove=True)


class Evening:
    """An organiser and two canvassers, each with the whole branch to begin with."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.organiser = central.enrol(role="organiser")
        self.canvassers: list[Identity] = [central.enrol(role="canvasser") for _ in range(2)]
        self.journals = [MemoryJournal(name, SCOPE) for name in (1, 2, 3)]
        self.lines: list[Transport] = [
            central.line(identity) for identity in (self.organiser, *self.canvassers)
        ]

    def meet(self, central: Central) -> None:
        """The server was started again."""
        self.central = central
        self.lines = [Transport(central.server, line._identity) for line in self.lines]

    def sync(self, name: int, manners: Manners = AGREED) -> SyncReport:
        return exchange(self.journals[name], self.lines[name], manners)

    def begin(self) -> None:
        """The branch's people are on every laptop, and two turfs are cut."""
        for person in PEOPLE:
            self.journals[0].write("contact", person, {"given_name": "Ada"})
        self.cut(TURF, MINE)
        self.cut(OTHER_TURF, OTHERS)
        for name in range(3):
            self.sync(name)

    def cut(self, turf: str, people: list[str]) -> None:
        self.journals[0].write("turf", turf, {"holds": people})

    def hand_over(self) -> None:
        """Each canvasser has a turf instead of the branch."""
        for identity, scope in zip(self.canvassers, (IN_TURF, IN_OTHER), strict=True):
            give(self.lines[0], identity.device, scope, end=[SCOPE])

    def people(self, name: int) -> set[str]:
        """Of whom a laptop holds anything that came from the server or goes there."""
        journal = self.journals[name]
        return {
            journal._entries[entry].eid
            for places in journal._places.values()
            for entry in places
            if journal._entries[entry].kind == "contact"
        }


@pytest.fixture
def evening(central: Central) -> Evening:
    found = Evening(central)
    found.begin()
    return found


def test_three_hundred_unsent_edits_arrive_when_the_turf_takes_the_place_of_the_branch(
    evening: Evening,
) -> None:
    journal = evening.journals[1]
    written = {journal.write("contact", person, {"phone": "1"}) for person in PEOPLE}
    evening.hand_over()
    held = evening.sync(1, Manners())
    assert (held.sent, held.pending, held.quarantined) == (300, 0, 0)
    assert (held.removed, held.removals_held) == (0, 260)  # so many only if a person says so
    agreed = evening.sync(1)
    assert agreed.removed == 260
    assert evening.people(1) == set(MINE)
    assert [(one.scope, one.agrees) for one in agreed.scopes] == [(IN_TURF, True)]
    branch = Copy().pull(evening.central, evening.lines[0], SCOPE, 2000)
    assert written <= set(branch.entries)
    give(evening.lines[0], evening.organiser.device, IN_TURF)
    check(evening.central, evening.lines[0], TURF)


def test_three_hundred_unsent_edits_arrive_when_the_turf_is_cut_anew(evening: Evening) -> None:
    evening.cut(TURF, PEOPLE)
    evening.sync(0)
    evening.hand_over()
    evening.sync(1)
    assert evening.people(1) == set(PEOPLE)
    journal = evening.journals[1]
    written = {journal.write("contact", person, {"phone": "1"}) for person in PEOPLE}
    evening.cut(TURF, MINE)
    evening.sync(0)
    report = evening.sync(1)
    assert (report.sent, report.removed, report.pending, report.quarantined) == (300, 260, 0, 0)
    assert evening.people(1) == set(MINE)
    evening.sync(0)
    assert written <= evening.journals[0].held()


def test_what_is_written_while_the_turf_is_cut_anew_is_sent_before_it_goes(evening: Evening) -> None:
    """The turf changes after the laptop has sent all and before it lets go."""
    evening.hand_over()
    evening.sync(1)
    journal = evening.journals[1]
    written: list[str] = []

    def pause() -> None:
        if not written and journal.removals().count:
            written.append(journal.write("contact", MINE[0], {"phone": "1"}))

    evening.cut(TURF, MINE[1:])
    evening.sync(0)
    pull = journal.apply

    def apply(*given: object) -> object:
        found = pull(*given)  # type: ignore[arg-type]
        pause()
        return found

    journal.apply = apply  # type: ignore[method-assign, assignment]
    report = evening.sync(1)
    assert (report.removed, report.pending, len(written)) == (0, 1, 1)
    assert written[0] in journal.held()
    again = evening.sync(1)
    assert (again.sent, again.removed, again.pending) == (1, 1, 0)
    evening.sync(0)
    assert written[0] in evening.journals[0].held()


def test_who_moves_from_one_turf_to_another_is_on_the_other_laptop_with_all_that_was_written(
    evening: Evening,
) -> None:
    evening.hand_over()
    for name in (1, 2):
        evening.sync(name)
    mover = MINE[0]
    late = evening.journals[1].write("contact", mover, {"phone": "1"})
    evening.cut(TURF, MINE[1:])
    evening.cut(OTHER_TURF, [*OTHERS, mover])
    evening.sync(0)
    evening.sync(2)
    evening.sync(1)
    evening.sync(2)
    assert mover not in evening.people(1)
    assert late in evening.journals[2].held()
    assert evening.journals[2].fold("contact", mover).value("phone") == "1"


def test_a_restored_server_derives_what_it_is_given_back(tmp_path: Path) -> None:
    ledger, backup = tmp_path / "ledger.db", tmp_path / "backup.db"
    with running(tmp_path / "server", sqlite_address(ledger)) as central:
        evening = Evening(central)
        evening.begin()
        evening.hand_over()
        for name in (1, 2):
            evening.sync(name)
        with central.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"VACUUM INTO '{backup}'")
            connection.exec_driver_sql("BEGIN")
        evening.cut(TURF, MINE[:30])
        evening.cut(OTHER_TURF, [*OTHERS, *MINE[30:]])
        evening.sync(0)
        for name in (1, 2):
            evening.sync(name)
            evening.journals[name].write("contact", OTHERS[0] if name == 2 else MINE[0], {"phone": "1"})
            evening.sync(name)
        expected = [evening.people(name) for name in (1, 2)]
    for suffix in ("", "-wal", "-shm"):
        Path(f"{ledger}{suffix}").unlink(missing_ok=True)
    shutil.copy(backup, ledger)
    with running(tmp_path / "server", sqlite_address(ledger)) as central:
        evening.meet(central)
        central.database.write(EVERY, settle_all)
        for _ in range(3):
            reports = [evening.sync(name) for name in (1, 2, 0)]
        assert all(one.agrees for report in reports for one in report.scopes)
        assert [evening.people(name) for name in (1, 2)] == expected
        give(evening.lines[0], evening.organiser.device, IN_TURF, IN_OTHER)
        for turf in (TURF, OTHER_TURF):
            check(central, evening.lines[0], turf)


def test_a_laptop_that_holds_a_place_which_the_server_does_not_counts_anew(evening: Evening) -> None:
    evening.hand_over()
    evening.sync(1)
    journal = evening.journals[1]
    stray = journal.write("contact", PEOPLE[200], {"phone": "1"})
    evening.sync(1)
    journal._places[IN_TURF][stray] = 1
    journal.recount(IN_TURF)
    report = evening.sync(1)
    assert report.repaired == 1
    assert all(one.agrees for one in report.scopes)
