"""A server that was put back from a backup gets back what its laptops wrote, and nobody loses anything."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import update

from sync.client.errors import ServerUnreachable
from sync.client.exchange import exchange
from sync.client.manners import Manners
from sync.client.transport import Transport
from sync.protocol.entries import EntryId, Landed, Scope
from sync.protocol.messages import GiveAnswer, GiveRequest
from sync.protocol.scopes import training_scope
from sync.server.database import sqlite_address
from sync.server.devices import split_name
from sync.server.folder import EpochMark, ServerFolder
from sync.server.service import Service
from sync.server.tables import GRANT, SERVER
from sync.server.walls import EVERY
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import BRANCH, SCOPE, Central, running
from tests.sync.server.derived import give

PERSON = "a" * 32
TRAINING = training_scope(BRANCH)


def at(line: Transport, central: Central) -> Transport:
    """The same device's line to the same server after it was started again."""
    return Transport(central.server, line._identity)


def test_a_server_put_back_from_last_night_is_noticed_and_given_everything_again(tmp_path: Path) -> None:
    ledger, backup = tmp_path / "ledger.db", tmp_path / "backup.db"
    first, second = MemoryJournal(1, SCOPE), MemoryJournal(2, SCOPE)
    content = b"an edition" * 100
    with running(tmp_path / "server", sqlite_address(ledger)) as central:
        lines = [central.device(), central.device()]
        first.write("contact", PERSON, {"given_name": "Ada"})
        exchange(first, lines[0])
        with central.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"VACUUM INTO '{backup}'")
            connection.exec_driver_sql("BEGIN")
        attachment = first.attach(content)
        first.write("register_import", "d" * 32, {"edition": attachment, "size": len(content)})
        first.write("contact", PERSON, {"phone": "1"})
        exchange(first, lines[0])
        exchange(second, lines[1])
        second.write("contact", PERSON, {"email": "ada@example.org"})
        exchange(second, lines[1])
        before = central.service.epoch
    for suffix in ("", "-wal", "-shm"):
        Path(f"{ledger}{suffix}").unlink(missing_ok=True)
    shutil.copy(backup, ledger)
    with running(tmp_path / "server", sqlite_address(ledger)) as central:
        assert central.service.epoch != before
        lines = [at(line, central) for line in lines]
        for _ in range(2):
            reports = [exchange(journal, line) for journal, line in zip((first, second), lines, strict=True)]
        newcomer = MemoryJournal(3, SCOPE)
        fresh = exchange(newcomer, central.device())
    assert first.held() == second.held() == newcomer.held()
    assert newcomer.attachment(attachment) == content
    assert [report.pending for report in reports] == [0, 0]
    assert all(found.agrees for report in [*reports, fresh] for found in report.scopes)


def copy_ledger(source: Path, target: Path) -> None:
    """Copy an embedded ledger of a server that does not run."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
        if Path(f"{source}{suffix}").exists():
            shutil.copy(f"{source}{suffix}", f"{target}{suffix}")


def test_a_restore_is_found_also_when_the_epoch_was_put_back_with_it(tmp_path: Path) -> None:
    """The author's laptop is destroyed; somebody else gives its work back, and everybody learns of the restore."""
    folder, ledger = tmp_path / "server", tmp_path / "ledger.db"
    author, colleague, third = (MemoryJournal(number, SCOPE) for number in (1, 2, 3))
    with running(folder, sqlite_address(ledger)) as central:
        lines = [central.device() for _ in range(3)]
        for journal, line in zip((author, colleague, third), lines, strict=True):
            exchange(journal, line)
    copy_ledger(ledger, tmp_path / "backup.db")
    shutil.copytree(folder, tmp_path / "folder")
    with running(folder, sqlite_address(ledger)) as central:
        lines = [at(line, central) for line in lines]
        author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        effs = author.eff(next(iter(author.held())))
        exchange(colleague, lines[1])
        before = central.service.epoch
    copy_ledger(tmp_path / "backup.db", ledger)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "folder", folder)
    with running(folder, sqlite_address(ledger)) as central:
        assert central.service.epoch == before  # nothing on the server tells
        lines = [at(line, central) for line in lines]
        report = exchange(colleague, lines[1])
        assert report.given_back == 1
        assert central.service.epoch != before
        exchange(third, lines[2])
        assert third.held() == colleague.held() == author.held()
        assert {third.eff(entry) for entry in third.held()} == {effs}


def without_the_branch(central: Central, line: Transport, *, until: int | None) -> None:
    """End the grant of the branch of a device, or give it again."""
    scope, device = split_name(line._identity.device) or ("", "")
    with central.database.writing(EVERY) as connection:
        which = (GRANT.c.scope == scope) & (GRANT.c.device == device)
        connection.execute(update(GRANT).where(which).values(until_at=until))


def test_a_restore_is_found_by_whoever_has_the_branch_again_only_because_of_it(tmp_path: Path) -> None:
    """Its writer is a fresh one, as a copy's is, and its cursor of the branch is gone: what it holds tells by itself."""
    folder, ledger = tmp_path / "server", tmp_path / "ledger.db"
    author = MemoryJournal(1, SCOPE)
    with running(folder, sqlite_address(ledger)) as central:
        line = central.device()
        exchange(author, line)
    copy_ledger(ledger, tmp_path / "backup.db")
    shutil.copytree(folder, tmp_path / "folder")
    with running(folder, sqlite_address(ledger)) as central:
        line = at(line, central)
        written = author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, line)
        give(central.line(central.enrol(role="organiser")), line._identity.device, TRAINING, end=[SCOPE])
        exchange(author, line, Manners(may_remove=True))
        author.fork(author.writers()[-1].writer)
        assert SCOPE not in {state.scope for state in author.scopes()}
        before = central.service.epoch
    copy_ledger(tmp_path / "backup.db", ledger)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "folder", folder)
    with running(folder, sqlite_address(ledger)) as central:
        assert exchange(author, at(line, central)).given_back == 1
        assert central.service.epoch != before
        newcomer = MemoryJournal(2, SCOPE)
        exchange(newcomer, central.device())
        assert written in newcomer.held()


@pytest.mark.parametrize("is_written_on", [False, True])
def test_a_restore_is_found_by_a_laptop_that_forked_and_has_no_place_for_what_it_sent(
    tmp_path: Path, *, is_written_on: bool
) -> None:
    """What its earlier writer sent lies in no scope of its own: that the server holds less of that writer tells it.

    Its copy may have written on under that writer, up to the very number, before it asks: then the last entry's id tells.
    """
    folder, ledger = tmp_path / "server", tmp_path / "ledger.db"
    author = MemoryJournal(1, SCOPE)
    with running(folder, sqlite_address(ledger)) as central:
        line = central.device()
        author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, line)
        copy = author.image()
        copy.rename(7)
    copy_ledger(ledger, tmp_path / "backup.db")
    shutil.copytree(folder, tmp_path / "folder")
    with running(folder, sqlite_address(ledger)) as central:
        line = at(line, central)
        organiser = central.line(central.enrol(role="organiser"))
        author._now = central.now()
        written = [author.write("contact", PERSON, {"phone": str(number)}) for number in range(3)]
        time.sleep(0.01)
        give(organiser, line._identity.device, TRAINING, end=[SCOPE])
        author._now = central.now() + 10
        apart = [author.write("contact", PERSON, {"phone": "not granted"})]
        assert exchange(author, line).quarantined == len(apart)
        author.fork(author.writers()[-1].writer)
        exchange(author, line)
        before = central.service.epoch
    copy_ledger(tmp_path / "backup.db", ledger)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "folder", folder)
    with running(folder, sqlite_address(ledger)) as central:
        assert central.service.epoch == before  # nothing on the server tells
        line = at(line, central)
        if is_written_on:
            for number in range(4):
                copy.write("contact", PERSON, {"email": str(number)})
            exchange(copy, line)
        told = exchange(author, line)
        assert (told.given_back, told.pending) == (len(written), 0)
        newcomer = MemoryJournal(2, SCOPE)
        exchange(newcomer, central.device())
        assert (
            newcomer.held() == author.held() | copy.held()
        )  # the branch is granted again: nothing lies apart
        exchange(author, line)
        again = exchange(author, line)
        assert (again.given_back, again.sent, again.forks) == (0, 0, 0)


@pytest.mark.parametrize("is_granted_again", [False, True])
def test_a_laptop_that_has_the_branch_no_more_gives_back_before_it_lets_go(
    tmp_path: Path, *, is_granted_again: bool
) -> None:
    folder, ledger = tmp_path / "server", tmp_path / "ledger.db"
    author, giver, third = (MemoryJournal(number, SCOPE) for number in (1, 2, 3))
    with running(folder, sqlite_address(ledger)) as central:
        lines = [central.device() for _ in range(3)]
    copy_ledger(ledger, tmp_path / "backup.db")
    with running(folder, sqlite_address(ledger)) as central:
        lines = [at(line, central) for line in lines]
        author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        exchange(giver, lines[1])
    copy_ledger(tmp_path / "backup.db", ledger)
    with running(folder, sqlite_address(ledger)) as central:
        giver_line, third_line = (at(line, central) for line in lines[1:])
        without_the_branch(central, giver_line, until=central.now() - 1)
        giver.write("contact", PERSON, {"phone": "1"})
        exchange(giver, giver_line)
        if is_granted_again:
            without_the_branch(central, giver_line, until=None)
            assert all(found.agrees for found in exchange(giver, giver_line).scopes)
        exchange(third, third_line)
        assert third.held() == author.held()


@pytest.mark.parametrize("is_lost", [False, True])
def test_what_lies_apart_is_known_to_its_author_also_if_the_answer_was_lost_or_the_server_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_lost: bool
) -> None:
    folder, ledger = tmp_path / "server", tmp_path / "ledger.db"
    author = MemoryJournal(1, SCOPE)
    with running(folder, sqlite_address(ledger)) as central:
        line = central.device()
        without_the_branch(central, line, until=1)
        apart = [author.write("contact", PERSON, {"phone": str(number)}) for number in range(3)]
        if is_lost:
            with monkeypatch.context() as patched:
                patched.setattr(author, "acknowledge", losing)
                with pytest.raises(ServerUnreachable):
                    exchange(author, line)
        told = exchange(author, line)
        assert (told.pending, told.quarantined) == (0, len(apart))
        assert exchange(author, line).sent == 0
    ServerFolder(folder).forget_epoch()  # as after a restore, though nothing is lost
    with running(folder, sqlite_address(ledger)) as central:
        told = exchange(author, at(line, central))
        assert (told.pending, told.quarantined) == (0, len(apart))


def losing(*_: object) -> None:
    """The server has it, and nobody here hears of that."""
    raise ServerUnreachable("broken_off")


class CutOff(MemoryJournal):
    """A journal whose process ends while something is given back."""

    is_cut = False

    def given_back(self, scope: Scope, ids: Sequence[EntryId]) -> Sequence[Landed]:
        if self.is_cut:
            raise ServerUnreachable("broken_off")
        return super().given_back(scope, ids)


def test_a_giving_back_that_was_cut_off_is_done_the_next_time(tmp_path: Path) -> None:
    folder, ledger = tmp_path / "server", tmp_path / "ledger.db"
    author, giver, third = MemoryJournal(1, SCOPE), CutOff(2, SCOPE), MemoryJournal(3, SCOPE)
    with running(folder, sqlite_address(ledger)) as central:
        lines = [central.device() for _ in range(3)]
    copy_ledger(ledger, tmp_path / "backup.db")
    with running(folder, sqlite_address(ledger)) as central:
        lines = [at(line, central) for line in lines]
        author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        exchange(giver, lines[1])
    copy_ledger(tmp_path / "backup.db", ledger)
    with running(folder, sqlite_address(ledger)) as central:
        lines = [at(line, central) for line in lines]
        giver.is_cut = True
        with pytest.raises(ServerUnreachable):
            exchange(giver, lines[1])
        giver.is_cut = False
        report = exchange(giver, lines[1])
        assert report.given_back == 1
        assert all(found.agrees for found in report.scopes)
        exchange(third, lines[2])
        assert third.held() == author.held()


def test_what_is_given_back_without_a_receipt_of_ours_lies_apart_until_its_author_sends_it(
    central: Central,
) -> None:
    author, giver = MemoryJournal(1, SCOPE), MemoryJournal(2, SCOPE)
    lines = central.device(), central.device()
    exchange(giver, lines[1])
    entry = author.write("contact", PERSON, {"given_name": "Ada"})
    written = author.entries(author.writers()[-1].writer, 0, 1)[0]
    forged = Landed(seq=0, eff=written.stamp, received_at=1, entry=written, receipt="0" * 32)
    giver.take(SCOPE, [forged])
    asked = GiveRequest(epoch=giver.epoch(), entries=list(giver.given_back(SCOPE, [entry])))
    answer = lines[1].post("/v1/give", asked, GiveAnswer)
    assert (answer.taken, [one.reason for one in answer.quarantined]) == (0, ["receipt"])
    assert central.service.epoch == giver.epoch()
    assert exchange(author, lines[0]).quarantined == 0
    newcomer = MemoryJournal(3, SCOPE)
    exchange(newcomer, central.device())
    assert newcomer.held() == {entry}


def test_a_server_that_is_only_started_again_keeps_its_epoch(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "ledger.db")
    journal = MemoryJournal(1, SCOPE)
    journal.write("contact", PERSON, {"given_name": "Ada"})
    with running(tmp_path / "server", address) as central:
        before = central.service.epoch
        exchange(journal, central.device())
    with running(tmp_path / "server", address) as central:
        assert central.service.epoch == before


def started_again(central: Central) -> str:
    """The epoch of another server over the same folder and database."""
    return Service(central.database, central.folder, central.now).epoch


def test_a_folder_that_lost_its_epoch_file_begins_a_new_epoch(central: Central) -> None:
    before = central.service.epoch
    (central.folder.path / "epoch").unlink()
    assert started_again(central) != before


def test_a_ledger_with_fewer_entries_than_were_counted_begins_a_new_epoch(central: Central) -> None:
    before = central.service.epoch
    assert started_again(central) == before
    central.folder.keep_mark(EpochMark(before, 1))
    assert started_again(central) != before


def test_a_database_in_another_cluster_or_on_another_timeline_begins_a_new_epoch(central: Central) -> None:
    before = central.service.epoch
    with central.database.writing(EVERY) as connection:
        connection.execute(
            update(SERVER).where(SERVER.c.name == "cluster").values(value="elsewhere/00000001")
        )
    assert started_again(central) != before


def test_two_servers_over_one_database_speak_of_one_epoch(central: Central, tmp_path: Path) -> None:
    other = Service(central.database, ServerFolder(tmp_path / "other"), central.now)
    assert central.service.epoch == other.epoch
    journal, line = MemoryJournal(1, SCOPE), central.device()
    journal.write("contact", PERSON, {"given_name": "Ada"})
    assert exchange(journal, line).epoch == other.epoch


def test_an_epoch_that_changes_while_a_laptop_speaks_is_met_by_beginning_again(central: Central) -> None:
    journal, line = MemoryJournal(1, SCOPE), central.device()
    journal.write("contact", PERSON, {"given_name": "Ada"})
    exchange(journal, line)
    journal.write("contact", PERSON, {"phone": "1"})
    journal.adopt_epoch("0" * 32)
    report = exchange(journal, line)
    assert (report.pending, report.epoch, report.scopes[0].agrees) == (0, central.service.epoch, True)
