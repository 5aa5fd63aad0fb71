"""The second wall, by itself: what PostgreSQL shows, takes and refuses, whatever statement comes, table by table."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, LargeBinary, String, Table, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, ProgrammingError

from sync.protocol.entries import Scope, is_id
from sync.protocol.scopes import region_scope
from sync.server import subjects
from sync.server.database import Database, insert_many
from sync.server.schema import migrate
from sync.server.tables import BRANCH, DEVICE, INVITATION, REGION, REGION_BRANCH, metadata
from sync.server.walls import (
    BRANCHES,
    EVERY,
    NOTHING,
    OwnerNeeded,
    ServingRoleUnfit,
    WallOpen,
    _said,
    add_serving_role,
    check_wall,
    list_branches,
    look_by_code,
    raise_walls,
    walled,
)
from tests.sync.central import _as_who_serves
from tests.sync.clusters import Cluster, as_superuser
from tests.sync.statements import Watch

OURS, THEIRS = Scope("branch:" + "a" * 32), Scope("branch:" + "b" * 32)
TURF = Scope("turf:" + "a" * 32 + "." + "c" * 32)
TABLES = [table for table in (*metadata.sorted_tables, subjects.SUBJECT_KEY) if "scope" in table.c]
CODE = "d" * 64


class Walled:
    """A database as its owner has it and as a server does, with a row of each of two branches in every table."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.owner = Database(address)
        migrate(self.owner)
        self.serving = _as_who_serves(self.owner, 0)
        with self.owner.writing(EVERY) as connection:
            for table in TABLES:
                for scope in (OURS, THEIRS):
                    connection.execute(insert(table).values(row_of(table, scope)))

    def refused(self, at: Scope, statement: Any) -> str:
        """The class of what PostgreSQL says to a statement of who serves; empty if it does it."""
        try:
            with self.serving.writing(at) as connection:
                connection.execute(statement)
        except DBAPIError as fault:
            return type(fault.orig).__name__
        return ""

    def scopes(self, table: Table, at: Scope) -> list[str]:
        """The scopes of all rows that a statement without a condition is shown."""
        with self.serving.reading(at) as connection:
            return list(connection.scalars(select(table.c.scope)))


def row_of(table: Table, scope: Scope, name: str = "one") -> dict[str, Any]:
    """A made-up row: whatever is a key of another table has the same name there."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, LargeBinary):
            row[column.name] = b"body"
        elif isinstance(column.type, String):
            row[column.name] = name
        else:
            row[column.name] = 1
    code = f"{sum(map(ord, scope + name)):064x}"
    return {**row, "scope": scope, **({"address_hash": code} if "address_hash" in row else {})}


@pytest.fixture(autouse=True)
def only_statements_that_keep_the_rules(statements: Watch) -> Iterator[None]:
    """Statements here break the rules of ours on purpose."""
    before = len(statements.problems)
    yield
    del statements.problems[before:]


@pytest.fixture(scope="module")
def made(cluster: Cluster) -> Iterator[Walled]:
    found = Walled(cluster.new_database())
    yield found
    found.serving.close()
    found.owner.close()


def test_every_table_that_has_a_scope_is_walled_in(made: Walled) -> None:
    with made.owner.reading(NOTHING) as connection:
        assert set(walled(connection)) == {table.name for table in TABLES}
        bare = connection.exec_driver_sql(
            "SELECT relname FROM pg_catalog.pg_class WHERE relname = ANY(%(names)s)"
            " AND NOT (relrowsecurity AND relforcerowsecurity)",
            {"names": [table.name for table in TABLES]},
        )
        assert list(bare) == []


def test_a_table_of_a_later_step_gets_its_wall_and_who_serves_may_use_it(cluster: Cluster) -> None:
    database = Database(cluster.new_database())
    migrate(database)
    serving = _as_who_serves(database, 0)
    with database.writing(EVERY) as connection:
        connection.exec_driver_sql("CREATE TABLE later (scope VARCHAR, PRIMARY KEY (scope))")
    with serving.reading(NOTHING) as connection, pytest.raises(WallOpen):
        check_wall(connection)
    with database.writing(EVERY) as connection:
        raise_walls(connection)
        for scope in (OURS, THEIRS):
            connection.exec_driver_sql("INSERT INTO later (scope) VALUES (%(scope)s)", {"scope": scope})
    with serving.reading(OURS) as connection:
        assert check_wall(connection)
        assert list(connection.exec_driver_sql("SELECT scope FROM later").scalars()) == [OURS]
    serving.close()
    database.close()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_branch_is_shown_its_own_rows_and_nobody_who_says_nothing_is_shown_any(
    made: Walled, table: Table
) -> None:
    assert made.scopes(table, OURS) == [OURS]
    assert made.scopes(table, THEIRS) == [THEIRS]
    assert made.scopes(table, TURF) == [OURS]
    assert made.scopes(table, NOTHING) == []
    assert made.scopes(table, Scope("branch:' OR true --")) == []
    assert sorted(made.scopes(table, BRANCHES)) == (
        [OURS, THEIRS] if table in (BRANCH, REGION, REGION_BRANCH) else []
    )


def test_a_region_is_a_home_of_its_own_also_one_that_has_the_id_of_a_branch(made: Walled) -> None:
    region = region_scope(OURS.removeprefix("branch:"))
    with made.owner.writing(EVERY) as connection:
        connection.execute(insert(DEVICE).values(row_of(DEVICE, region)))
    assert made.scopes(DEVICE, region) == [region]
    assert made.scopes(DEVICE, OURS) == [OURS]
    assert made.refused(OURS, insert(DEVICE).values(row_of(DEVICE, region, "two"))) == "InsufficientPrivilege"
    with made.serving.writing(region) as connection:
        assert connection.execute(delete(DEVICE)).rowcount == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_who_is_of_a_branch_can_neither_write_in_another_nor_move_a_row_there(
    made: Walled, table: Table
) -> None:
    refused = "InsufficientPrivilege"
    assert made.refused(OURS, insert(table).values(row_of(table, THEIRS, "two"))) == refused
    assert made.refused(OURS, update(table).values(scope=THEIRS)) == refused
    assert made.refused(NOTHING, insert(table).values(row_of(table, OURS, "two"))) == refused
    with made.serving.writing(OURS) as connection:
        begun = connection.begin_nested()
        assert connection.execute(delete(table).where(table.c.scope == THEIRS)).rowcount == 0
        assert (
            connection.execute(update(table).where(table.c.scope == THEIRS).values(scope=OURS)).rowcount == 0
        )
        begun.rollback()
    with made.owner.reading(EVERY) as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 2


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whether_another_branch_has_a_key_is_not_told_by_the_refusal_of_a_row(
    made: Walled, table: Table
) -> None:
    there, not_there = row_of(table, THEIRS), row_of(table, THEIRS, "nobody")
    assert made.refused(OURS, insert(table).values(there)) == made.refused(
        OURS, insert(table).values(not_there)
    )


def test_many_rows_at_once_go_through_the_wall_too(made: Walled) -> None:
    table = metadata.tables["entry"]
    rows = [row_of(table, scope, f"many {number}") for number, scope in enumerate([OURS, THEIRS])]
    with pytest.raises(ProgrammingError), made.serving.writing(OURS) as connection:
        insert_many(connection, table, [{**row, "seq": 9} for row in rows])
    assert made.scopes(table, OURS) == [OURS]


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE entry",
        "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_branch ON entry",
        "SET ROLE owner",
        "CREATE VIEW all_of_it AS SELECT * FROM entry",
        "UPDATE alembic_version SET version_num = 'm0001'",
        "COPY entry FROM STDIN",
    ],
)
def test_who_serves_can_do_nothing_to_the_wall(made: Walled, statement: str) -> None:
    with psycopg.connect(made.serving.address) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(statement.encode())
    assert refused.value.sqlstate in ("42501", "0A000")


def test_to_see_every_branch_is_the_owners_alone(made: Walled) -> None:
    with pytest.raises(OwnerNeeded), made.serving.reading(EVERY):
        pass
    with psycopg.connect(made.serving.address) as connection:
        connection.execute("SET LOCAL groundswell.branch = 'every'")
        assert connection.execute("SELECT count(*) FROM entry").fetchall() == [(0,)]
    with made.owner.reading(NOTHING) as connection:
        assert connection.scalar(select(func.count()).select_from(metadata.tables["entry"])) == 0
    with made.owner.reading(EVERY) as connection:
        assert connection.scalar(select(func.count()).select_from(metadata.tables["entry"])) == 2


def test_who_holds_a_code_is_shown_its_invitation_and_its_branch_and_no_other(made: Walled) -> None:
    code = row_of(INVITATION, THEIRS)["address_hash"]
    with made.serving.reading(NOTHING) as connection:
        look_by_code(connection, code)
        assert list(connection.scalars(select(INVITATION.c.scope))) == [THEIRS]
        look_by_code(connection, CODE)
        assert list(connection.scalars(select(INVITATION.c.scope))) == []
        assert list(connection.scalars(select(BRANCH.c.scope))) == []
        assert list_branches(connection) == [OURS, THEIRS]


def test_a_role_that_sees_past_the_wall_is_found(made: Walled, cluster: Cluster) -> None:
    god = Database(as_superuser(made.address))
    with god.reading(NOTHING) as connection, pytest.raises(WallOpen):
        check_wall(connection)
    god.close()
    with made.owner.reading(NOTHING) as connection:
        assert not check_wall(connection)
    with made.serving.reading(NOTHING) as connection:
        assert check_wall(connection)
    for name in ("owner", "groundswell"):
        with made.owner.writing(NOTHING) as connection, pytest.raises(ServingRoleUnfit):
            add_serving_role(connection, name)


@given(st.text())
def test_whatever_is_said_is_a_branch_or_a_word_of_ours(text: str) -> None:
    said = _said(Scope(text))
    assert is_id(said) or said in ("", "nobody", "branches", "every")


def test_the_walls_are_the_same_however_often_they_are_raised(made: Walled) -> None:
    def policies(connection: Connection) -> list[Any]:
        return list(connection.exec_driver_sql("SELECT * FROM pg_catalog.pg_policies ORDER BY 2, 3").all())

    with made.owner.writing(EVERY) as connection:
        before = policies(connection)
        raise_walls(connection)
        assert policies(connection) == before
