"""Behind a pooler a connection is another's a moment later: nothing of one branch may be left on it for the next."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from sync.client.exchange import exchange
from sync.client.transport import Transport
from sync.protocol.entries import Scope, WriterId, scope_of
from sync.protocol.messages import HelloAnswer, HelloRequest, PullAnswer
from sync.server.database import Database
from sync.server.heads import read_heads
from sync.server.schema import migrate
from sync.server.tables import ENTRY, HEAD, WRITER
from sync.server.walls import NOTHING
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import BRANCH, Central, running
from tests.sync.clusters import Cluster
from tests.sync.statements import Watch

OTHER_BRANCH = "c" * 32
HANDS = 6
ROUNDS = 80


@pytest.fixture
def pooled(cluster: Cluster, pooler: int, tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", cluster.new_database(), pooler=pooler) as central:
        yield central


class Hand:
    """A laptop of a branch, which asks without a pause; whatever it is shown of another branch it notes."""

    def __init__(self, central: Central, branch: str, number: int) -> None:
        self.central, self.scope = central, scope_of(branch)
        self.journal = MemoryJournal(number, self.scope)
        self.line = Transport(central.server, central.enrol(branch))
        self.asked, self.foreign = 0, 0

    def write(self) -> None:
        """Write a contact, send it, and take in what others wrote."""
        self.journal.write("contact", "a" * 32, {"given_name": "Adah"})
        exchange(self.journal, self.line)
        self.asked += 3

    def look(self) -> None:
        """Ask where the server stands, and for all of the branch."""
        asked = HelloRequest(epoch="", writer=WriterId("f" * 32), n=0, scopes=[])
        answer = self.line.post("/v1/hello", asked, HelloAnswer)
        self.foreign += sum(head.scope != self.scope for head in answer.scopes)
        query = {"epoch": answer.epoch, "scope": self.scope, "after": "0", "limit": "50", "form": "2"}
        page = self.line.get("/v1/pull", query, PullAnswer)
        self.foreign += sum(one.entry.scope != self.scope for one in page.entries)
        self.asked += 2


def rows_without_condition(connection: Connection) -> set[Scope]:
    """Of which branches a statement sees rows that forgot to say of which it is: the first wall has a hole."""
    found = (connection.scalars(select(table.c.scope)).all() for table in (ENTRY, HEAD, WRITER))
    return {Scope(scope) for scopes in found for scope in scopes}


def forgetful(database: Database, scope: Scope) -> int:
    """Such statements, with and without a branch being said: how often something foreign was seen."""
    foreign = 0
    with database.reading(scope) as connection:
        foreign += bool(rows_without_condition(connection) - {scope})
    with database.reading(NOTHING) as connection:
        foreign += bool(rows_without_condition(connection))
    return foreign


def interleaved(central: Central) -> tuple[int, int]:
    """Two branches ask side by side over few connections: how often, and how often something foreign was seen."""
    hands = [
        Hand(central, branch, number) for number, branch in enumerate([BRANCH, OTHER_BRANCH] * (HANDS // 2))
    ]
    serving = central.service._database
    peeks = 0

    def work(hand: Hand) -> int:
        seen = 0
        for turn in range(ROUNDS):
            if turn % 10 == 0:
                hand.write()
            else:
                hand.look()
            seen += forgetful(serving, hand.scope)
        return seen

    with ThreadPoolExecutor(HANDS) as pool:
        peeks = sum(pool.map(work, hands))
    for hand in hands:
        exchange(hand.journal, hand.line)
        hand.line.close()
    held = [hand.journal.held() for hand in hands]
    assert held[0] == held[2] == held[4] != held[1] == held[3] == held[5]
    return sum(hand.asked for hand in hands), peeks + sum(hand.foreign for hand in hands)


def test_two_branches_over_few_connections_never_see_a_row_of_each_other(pooled: Central) -> None:
    asked, foreign = interleaved(pooled)
    assert asked >= 900
    assert foreign == 0


def test_a_branch_that_is_said_for_the_session_is_found_by_that(
    pooled: Central, monkeypatch: pytest.MonkeyPatch, statements: Watch
) -> None:
    """What the test above is worth: with SET instead of SET LOCAL it fails, and so does whoever looks at statements."""
    problems = len(statements.problems)
    hands = [Hand(pooled, branch, number) for number, branch in enumerate([BRANCH, OTHER_BRANCH])]
    for hand in hands:
        hand.write()
    database = pooled.service._database
    executed = Connection.exec_driver_sql

    def for_the_session(connection: Connection, statement: str, *given: Any, **named: Any) -> Any:
        # … and who forgets to say anything says nothing
        if statement == "SET LOCAL groundswell.branch = ''":
            return None
        return executed(connection, statement.replace("SET LOCAL", "SET"), *given, **named)

    assert sum(forgetful(database, hand.scope) for hand in hands * 5) == 0
    with monkeypatch.context() as patch:
        patch.setattr(Connection, "exec_driver_sql", for_the_session)
        assert sum(forgetful(database, hand.scope) for hand in hands * 5) > 0
    assert statements.problems[problems:]
    del statements.problems[problems:]
    for hand in hands:
        hand.line.close()


def test_nothing_is_prepared_behind_a_pooler_and_is_without_one(cluster: Cluster, pooler: int) -> None:
    direct = cluster.new_database()
    for address, is_pooled in ((direct, False), (re.sub(r":\d+/", f":{pooler}/", direct), True)):
        database = Database(address)
        migrate(database)
        for _ in range(40):
            with database.reading(NOTHING) as connection:
                assert read_heads(connection, [Scope("branch:" + BRANCH)])[0].head == 0
                driver: Any = connection.connection.driver_connection
                assert (driver.prepare_threshold is None) == is_pooled
        database.close()
