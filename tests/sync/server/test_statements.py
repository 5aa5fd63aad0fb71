"""The rules by which a ledger can be spread are really looked at: each of them finds a statement that breaks it."""

import pytest

from sync.client.exchange import exchange
from sync.server.devices import find_device, revoke_device
from sync.server.schema import migrate
from sync.server.walls import EVERY
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import SCOPE, Central
from tests.sync.statements import Watch, broken_rules, normal


@pytest.mark.parametrize(
    ("rule", "statement"),
    [
        (1, "CREATE TABLE entry (scope VARCHAR, id VARCHAR, PRIMARY KEY (id))"),
        (1, "CREATE TABLE entry (scope VARCHAR, id VARCHAR, PRIMARY KEY (scope, id), UNIQUE (id))"),
        (1, "CREATE TABLE chunk (scope VARCHAR, FOREIGN KEY(attachment) REFERENCES attachment (id))"),
        (1, "CREATE INDEX entry_by_entity ON entry (eid)"),
        (2, "SELECT nextval('entry_seq')"),
        (2, "CREATE TABLE entry (scope VARCHAR, seq BIGSERIAL, PRIMARY KEY (scope, seq))"),
        (3, "CREATE TRIGGER entry_counted AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION count_entry()"),
        (4, "UPDATE entry SET scope=%(to)s WHERE entry.scope = %(scope)s AND entry.id = %(id)s"),
        (4, "INSERT INTO head (scope) VALUES (%(scope)s) ON CONFLICT (scope) DO UPDATE SET scope = 'a'"),
        (5, "SELECT head.head FROM head FOR UPDATE"),
        (5, "UPDATE device SET seen_at=%(at)s WHERE device.id = %(id)s"),
        (5, "DELETE FROM quarantine WHERE quarantine.id = %(id)s"),
        (6, "SELECT scope, count(*) FROM entry GROUP BY ROLLUP (scope)"),
        (6, "SELECT 1 FROM quarantine JOIN writer ON quarantine.writer = writer.writer"),
        (6, "SELECT 1 FROM quarantine, writer WHERE quarantine.writer = writer.writer"),
        (6, "SELECT id FROM device WHERE id IN (SELECT device FROM writer WHERE prefix > 0)"),
        (7, "SET search_path TO elsewhere"),
        (7, "SELECT set_config('app.branches', '1', true)"),
        (8, "INSERT INTO entry (scope, seq) SELECT * FROM unnest(%(scope)b::VARCHAR[], %(seq)b::BIGINT[])"),
        (9, "SELECT pg_advisory_xact_lock(7)"),
        (9, "LISTEN entries"),
        (9, "SELECT id FROM entry WHERE scope = %(scope)s AND xmin::text::bigint < 7"),
        (10, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"),
    ],
)
def test_a_statement_that_breaks_a_rule_is_found(rule: int, statement: str) -> None:
    assert rule in broken_rules(normal(statement), "postgresql")


def test_many_rows_one_by_one_are_found_on_postgresql_alone() -> None:
    statement = normal("INSERT INTO entry (scope, seq) VALUES (%(scope)s, %(seq)s)")
    assert broken_rules(statement, "postgresql", is_many=True) == [8]
    assert broken_rules(statement, "sqlite", is_many=True) == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT head.head FROM head WHERE head.scope = %(scope)s FOR UPDATE",
        "SELECT coalesce(sum(head.head), 0) FROM head",
        "SELECT device.id FROM device JOIN branch ON device.scope = branch.scope",
        "SELECT 1 FROM quarantine JOIN writer ON quarantine.scope = writer.scope AND quarantine.n = writer.n",
        "UPDATE invitation SET scope=%(scope)s WHERE invitation.address_hash = %(hash)s",
        'INSERT INTO "entry" ("scope", "seq") SELECT * FROM unnest(%b::varchar[], %b::int8[])',
        "SET LOCAL groundswell.branch = 'every'",
    ],
)
def test_a_statement_that_keeps_the_rules_is_let_be(statement: str) -> None:
    assert broken_rules(normal(statement), "postgresql") == []


def test_what_a_server_executes_is_looked_at(central: Central, statements: Watch) -> None:
    assert not migrate(central.database)
    device = central.device()
    exchange(MemoryJournal(1, SCOPE), device)
    with central.database.reading(EVERY) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM device")
        dialect = connection.dialect.name
    device.close()
    assert (dialect, "select count(*) from device") in statements.seen
    assert statements.tables(dialect) >= {"device", "scope_grant", "head"}


def test_a_laptop_is_revoked_by_its_id_alone_within_its_scope(central: Central) -> None:
    identity = central.enrol()
    _, _, device = identity.device.partition(".")
    assert central.database.write(EVERY, lambda writing: revoke_device(writing, device, central.now()))
    assert not central.database.write(EVERY, lambda writing: revoke_device(writing, "0" * 32, central.now()))
    with central.database.reading(EVERY) as connection:
        found = find_device(connection, identity.device, central.now())
    assert found is not None
    assert found.is_revoked
