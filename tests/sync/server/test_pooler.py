"""Behind a pooler a connection is another's a moment later: nothing of one branch may be left on it for the next."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from sync.client.exchange import exchange
from sync.client.transport import Transport
from sync.protocol.entries import Scope, WriterId, scope_of
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import PullAnswer
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
    """A laptop of a branch, which asks without a pause; whatever it is shown of its own and of another branch it counts.

    ``through`` are the connections to PostgreSQL on which its branch was looked at.
    """

    def __init__(self, central: Central, branch: str, number: int) -> None:
        self.central, self.scope = central, scope_of(branch)
        self.journal = MemoryJournal(number, self.scope)
        self.line = Transport(central.server, central.enrol(branch))
        self.own, self.foreign = 0, 0
        self.through: set[int] = set()

    def write(self) -> None:
        """Write a contact, send it, and take in what others wrote."""
        self.journal.write("contact", "a" * 32, {"given_name": "Adah"})
        exchange(self.journal, self.line)

    def look(self) -> None:
        """Ask where the server stands, and for all of the branch."""
        asked = HelloRequest(epoch="", writer=WriterId("f" * 32), n=0, scopes=[])
        answer = self.line.post("/v1/hello", asked, HelloAnswer)
        self.foreign += sum(head.scope != self.scope for head in answer.scopes)
        query = {"epoch": answer.epoch, "scope": self.scope, "after": "0", "limit": "50", "form": "2"}
        page = self.line.get("/v1/pull", query, PullAnswer)
        self.foreign += sum(one.entry.scope != self.scope for one in page.entries)
        self.own += sum(one.entry.scope == self.scope for one in page.entries)

    def peek(self, database: Database) -> None:
        """Look past the server, as whoever forgot a condition would."""
        self.foreign += forgetful(database, self.scope, self.through)


def rows_without_condition(connection: Connection) -> set[Scope]:
    """Of which branches a statement sees rows that forgot to say of which it is: the first wall has a hole."""
    found = (connection.scalars(select(table.c.scope)).all() for table in (ENTRY, HEAD, WRITER))
    return {Scope(scope) for scopes in found for scope in scopes}


def forgetful(database: Database, scope: Scope, through: set[int] | None = None) -> int:
    """Such statements, with and without a branch being said: how often something else was seen than its own, or nothing.

    ``through`` is told on which of PostgreSQL's connections.
    """
    foreign = 0
    with database.reading(scope) as connection:
        foreign += rows_without_condition(connection) != {scope}
        if through is not None:
            through.add(connection.scalar(select(func.pg_backend_pid())) or 0)
    with database.reading(NOTHING) as connection:
        foreign += bool(rows_without_condition(connection))
    return foreign


def interleaved(central: Central) -> list[Hand]:
    """Two branches ask side by side over few connections."""
    hands = [
        Hand(central, branch, number) for number, branch in enumerate([BRANCH, OTHER_BRANCH] * (HANDS // 2))
    ]

    def work(hand: Hand) -> None:
        for turn in range(ROUNDS):
            if turn % 10 == 0:
                hand.write()
            else:
                hand.look()
            hand.peek(central.service._database)

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(work, hands))
    for hand in hands:
        exchange(hand.journal, hand.line)
        hand.line.close()
    held = [hand.journal.held() for hand in hands]
    assert held[0] == held[2] == held[4] != held[1] == held[3] == held[5]
    return hands


def test_two_branches_over_few_connections_never_see_a_row_of_each_other(pooled: Central) -> None:
    hands = interleaved(pooled)
    assert [hand.foreign for hand in hands] == [0] * HANDS
    assert min(hand.own for hand in hands) > ROUNDS  # and each was shown its own
    ours, theirs = (set[int]().union(*(hand.through for hand in hands[branch::2])) for branch in (0, 1))
    assert ours & theirs, "no connection was that of both branches, so nothing was put to the proof"
    assert len(ours | theirs) < HANDS


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
