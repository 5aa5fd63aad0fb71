"""The tables: one description for two databases, and what lets a scope be the key of a spread ledger."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import UniqueConstraint, column, select
from sqlalchemy import table as bare_table
from sqlalchemy.dialects import postgresql

from sync.server import subjects
from sync.server.database import Database, arrays_statement, lateral_statement
from sync.server.schema import FOLDER, current_step, latest_step, migrate, steps
from sync.server.tables import DEVICE_ROLE, ENTRY, metadata
from sync.server.walls import EVERY, NOTHING
from tests.sync.statements import COPIED_TO_EACH_MACHINE


def test_the_steps_lead_to_the_tables_that_are_described(database_address: str) -> None:
    database = Database(database_address)
    with database.reading(NOTHING) as connection:
        assert current_step(connection) == ""
    assert migrate(database)
    assert not migrate(database)
    with database.reading(EVERY) as connection:
        assert current_step(connection) == latest_step()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        described: Any = metadata if database.is_sqlite else [metadata, subjects.metadata]
        assert compare_metadata(context, described) == []
    database.close()


def test_whoever_was_enrolled_before_there_were_dated_roles_has_had_theirs_since_then(
    database_address: str,
) -> None:
    database = Database(database_address)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.writing(EVERY) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "m0004")
    old = ("scope", "id", "key", "box_key", "laptop", "role", "enrolled_at", "seen_at")
    device = bare_table("device", *(column(name) for name in old))
    with database.writing(EVERY) as connection:
        for number, role in ((1, "organiser"), (2, "canvasser")):
            values = ("branch:b", f"{number}", "00", "00", "A made-up laptop", role, number, 9)
            connection.execute(device.insert().values(**dict(zip(old, values, strict=True))))
    assert migrate(database)
    with database.reading(EVERY) as connection:
        rows = connection.execute(
            select(DEVICE_ROLE).where(DEVICE_ROLE.c.scope == "branch:b").order_by(DEVICE_ROLE.c.from_at)
        ).all()
    assert [(row.device, row.role, row.from_at, row.until_at) for row in rows] == [
        ("1", "organiser", 1, None),
        ("2", "canvasser", 2, None),
    ]
    database.close()


def test_the_steps_are_those_that_alembic_finds() -> None:
    found = ScriptDirectory(str(FOLDER)).walk_revisions()
    assert steps() == [step.revision for step in found][::-1]


def test_a_scope_leads_every_key() -> None:
    for table in metadata.tables.values():
        if table.name in COPIED_TO_EACH_MACHINE:
            continue
        keys = [list(table.primary_key.columns)]
        keys += [list(rule.columns) for rule in table.constraints if isinstance(rule, UniqueConstraint)]
        keys += [list(index.columns) for index in table.indexes]
        keys += [list(rule.columns) for rule in table.foreign_key_constraints]
        assert {key[0].name for key in keys} == {"scope"}, table.name


def test_no_column_is_numbered_by_a_sequence() -> None:
    assert [
        column
        for table in metadata.tables.values()
        for column in table.columns
        if column.autoincrement is True
        or column.identity is not None
        or column.default is not None
        or not isinstance(getattr(column.server_default, "arg", ""), str)  # a constant, if any
    ] == []


def test_postgresql_takes_many_rows_as_one_binary_array_a_column() -> None:
    assert arrays_statement(ENTRY, ["scope", "seq"], ["VARCHAR", "BIGINT"]) == (
        'INSERT INTO "entry" ("scope", "seq") SELECT * FROM unnest(%b::varchar[], %b::int8[])'
    )


def test_postgresql_is_asked_for_many_entries_by_one_binary_array_within_one_scope() -> None:
    statement = lateral_statement([ENTRY.c.seq], ENTRY.c.id, postgresql.dialect())  # type: ignore[no-untyped-call]
    assert "unnest(%(wanted)b::VARCHAR[])" in statement
    assert 'WHERE scope = %(scope)s AND "id" = wanted.value' in statement
