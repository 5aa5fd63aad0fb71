"""Erasure keys that are lost erase nobody: laptops keep what they hold, and give it back."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete

from sync.client.exchange import exchange
from sync.client.journal import Applied
from sync.client.transport import Transport
from sync.protocol.entries import EntryId, Landed, Scope
from sync.protocol.messages import GiveAnswer, GiveRequest, PullAnswer
from sync.server.database import sqlite_address
from sync.server.subjects import SUBJECT_KEY
from sync.server.tables import ENTRY, HEAD, WRITER
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import SCOPE, Central, running
from tests.sync.server.derived import IN_TURF, TURF, check, give
from tests.sync.server.test_pushes import pull

PERSON, OTHER = "a" * 32, "b" * 32


def at(line: Transport, central: Central) -> Transport:
    return Transport(central.server, line._identity)


def lose_keys(central: Central) -> None:
    """As if a ledger was put back whose keys were in no backup any more; by the owner, who alone may do that."""
    keys = central.service.keys.database
    beside = keys.engine.dialect.name == "sqlite"  # in a file of their own
    with (keys if beside else central.database).writing(EVERY) as connection:
        for scope in (SCOPE, ""):  # of the branch, and their own mark
            connection.execute(delete(SUBJECT_KEY).where(SUBJECT_KEY.c.scope == scope))


def bodies(answer: PullAnswer) -> list[bool]:
    return [bool(one.entry.body) for one in answer.entries]


def test_a_server_that_lost_its_keys_gets_the_words_back_and_takes_them_from_nobody(
    database_address: str, tmp_path: Path
) -> None:
    author, early, holder = (MemoryJournal(number, SCOPE) for number in (1, 2, 3))
    with running(tmp_path / "server", database_address) as central:
        lines = [central.device() for _ in range(4)]
        kept = author.write("contact", PERSON, {"given_name": "Ada"})
        gone = author.write("contact", OTHER, {"given_name": "Bob"})
        exchange(author, lines[0])
        exchange(holder, lines[2])
        before = central.service.epoch
        lose_keys(central)
    with running(tmp_path / "server", database_address) as central:
        lines = [at(line, central) for line in lines]
        assert central.service.epoch != before
        exchange(early, lines[1])  # it holds nothing, and gets headers alone
        assert [early.body(one) for one in (kept, gone)] == ["", ""]
        late = MemoryJournal(4, SCOPE)
        exchange(holder, lines[2])
        assert [bool(holder.body(one)) for one in (kept, gone)] == [True, True]
        assert bodies(pull(central, lines[2])) == [True, True]
        for journal, line in ((early, lines[1]), (late, lines[3])):
            report = exchange(journal, line)
            assert [journal.body(one) for one in (kept, gone)] == [holder.body(one) for one in (kept, gone)]
            assert all(found.agrees for found in report.scopes)


def test_words_that_come_back_reach_the_turf_that_holds_them(database_address: str, tmp_path: Path) -> None:
    office, walker = (MemoryJournal(number, SCOPE) for number in (1, 2))
    with running(tmp_path / "server", database_address) as central:
        identities = [central.enrol(role="organiser"), central.enrol(role="canvasser")]
        lines = [central.line(identity) for identity in identities]
        office.write("turf", TURF, {"holds": [PERSON]})
        kept = office.write("contact", PERSON, {"given_name": "Ada"})
        exchange(office, lines[0])
        give(lines[0], identities[1].device, IN_TURF, end=[SCOPE])
        give(lines[0], identities[0].device, IN_TURF)
        lose_keys(central)
    with running(tmp_path / "server", database_address) as central:
        lines = [at(line, central) for line in lines]
        exchange(walker, lines[1])
        assert walker.body(kept) == ""
        exchange(office, lines[0])
        report = exchange(walker, lines[1])
        assert walker.body(kept) == office.body(kept) != ""
        assert all(found.agrees for found in report.scopes)
        check(central, lines[0], TURF)


def test_a_header_that_is_given_back_without_its_lost_words_is_not_taken_for_erased(
    database_address: str, tmp_path: Path
) -> None:
    """One laptop has but the header; it gives that back first, to a server that has neither."""
    author, early = MemoryJournal(1, SCOPE), MemoryJournal(2, SCOPE)
    with running(tmp_path / "server", database_address) as central:
        lines = [central.device() for _ in range(2)]
        entry = author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        lose_keys(central)
        exchange(early, lines[1])
        assert early.body(entry) == ""
        with central.database.writing(EVERY) as connection:
            for table in (ENTRY, WRITER, HEAD):
                connection.execute(delete(table).where(table.c.scope == SCOPE))
    with running(tmp_path / "server", database_address) as central:
        lines = [at(line, central) for line in lines]
        assert exchange(early, lines[1]).given_back == 1
        assert bodies(pull(central, lines[1])) == [False]
        exchange(author, lines[0])
        assert author.body(entry)
        assert bodies(pull(central, lines[0])) == [True]
        exchange(early, lines[1])
        assert early.body(entry) == author.body(entry)


def test_who_was_erased_stays_so_though_the_keys_were_lost(database_address: str, tmp_path: Path) -> None:
    author, early, holder = (MemoryJournal(number, SCOPE) for number in (1, 2, 3))
    with running(tmp_path / "server", database_address) as central:
        lines = [central.line(central.enrol(role="organiser")) for _ in range(3)]
        entry = author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        exchange(holder, lines[2])
        author.write("erasure", "e" * 32, {"subject": PERSON})
        exchange(author, lines[0])
        lose_keys(central)
    with running(tmp_path / "server", database_address) as central:
        lines = [at(line, central) for line in lines]
        for journal, line in ((early, lines[1]), (holder, lines[2]), (author, lines[0])):
            exchange(journal, line)
            assert journal.body(entry) == ""
        assert bodies(pull(central, lines[0])) == [False, True]


def landed_of(journal: MemoryJournal, entry: EntryId) -> Landed:
    return next(one for one in journal.given_back(SCOPE, [entry]))


def without_words(landed: Landed) -> Landed:
    return msgspec.structs.replace(landed, entry=msgspec.structs.replace(landed.entry, body=""))


def give_back(line: Transport, epoch: str, landed: Landed) -> GiveAnswer:
    return line.post("/v1/give", GiveRequest(epoch=epoch, entries=[landed]), GiveAnswer)


@pytest.mark.parametrize("role", ["canvasser", "organiser"])
def test_a_header_given_back_takes_nobodys_words(database_address: str, tmp_path: Path, role: str) -> None:
    """A receipt covers the hash of a body, not the body: whoever gives it back empty erases nobody by that."""
    author, newcomer = MemoryJournal(1, SCOPE), MemoryJournal(2, SCOPE)
    with running(tmp_path / "server", database_address) as central:
        lines = [central.line(central.enrol(role=role)) for role in ("organiser", role, "canvasser")]
        entry = author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        header = without_words(landed_of(author, entry))
        with central.database.writing(EVERY) as connection:
            for table in (ENTRY, WRITER, HEAD):
                connection.execute(delete(table).where(table.c.scope == SCOPE))
    with running(tmp_path / "server", database_address) as central:
        lines = [at(line, central) for line in lines]
        assert give_back(lines[1], central.service.epoch, header).taken == 1
        if role == "canvasser":  # an organiser may erase, and is believed until somebody has the words
            exchange(newcomer, lines[2])
            assert list(newcomer.ask_for_lost(9)) == [entry]
        else:
            give_back(lines[2], central.service.epoch, landed_of(author, entry))
        exchange(author, lines[0])
        assert bodies(pull(central, lines[0])) == [True]
        exchange(newcomer, lines[2])
        assert newcomer.body(entry) == author.body(entry) != ""


def test_an_erasure_given_back_without_a_receipt_lies_apart_by_its_givers_role(central: Central) -> None:
    author, line = MemoryJournal(1, SCOPE), central.line(central.enrol(role="organiser"))
    entry = author.write("contact", PERSON, {"given_name": "Ada"})
    exchange(author, line)
    erasure = Author(7, SCOPE).write("erasure", "e" * 32, {"subject": PERSON})
    forged = Landed(seq=0, eff=erasure.stamp, received_at=1, entry=erasure, receipt="0" * 32)
    answer = give_back(central.device(), central.service.epoch, forged)
    assert [one.reason for one in answer.quarantined] == ["role"]
    assert central.service.intake.admit_apart(SCOPE) == 0
    assert bodies(pull(central, line)) == [True]
    assert author.body(entry)


class NeverFilled(MemoryJournal):
    """A journal that takes no words for what it once got without them, whatever comes."""

    def take(self, scope: Scope, landed: Sequence[Landed]) -> Applied:
        return Applied(len(landed))


def test_an_exchange_ends_though_words_that_come_are_not_taken(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "ledger.db")
    author, early = MemoryJournal(1, SCOPE), NeverFilled(2, SCOPE)
    with running(tmp_path / "server", address) as central:
        lines = [central.device() for _ in range(2)]
        author.write("contact", PERSON, {"given_name": "Ada"})
        exchange(author, lines[0])
        lose_keys(central)
    with running(tmp_path / "server", address) as central:
        lines = [at(line, central) for line in lines]
        exchange(early, lines[1])
        exchange(author, lines[0])
        assert all(found.agrees for found in exchange(early, lines[1]).scopes)
        assert early.ask_for_lost(9)
