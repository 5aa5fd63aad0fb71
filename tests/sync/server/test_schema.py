"""The tables: one description for two databases, and what lets a scope be the key of a spread ledger."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects import postgresql

from sync.server.database import Database, copy_statement, lateral_statement
from sync.server.schema import FOLDER, current_step, latest_step, migrate, steps
from sync.server.tables import ENTRY, metadata
from tests.sync.statements import COPIED_TO_EACH_MACHINE


def test_the_steps_lead_to_the_tables_that_are_described(database_address: str) -> None:
    database = Database(database_address)
    with database.reading() as connection:
        assert current_step(connection) == ""
    assert migrate(database)
    assert not migrate(database)
    with database.reading() as connection:
        assert current_step(connection) == latest_step()
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
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


def test_postgresql_takes_many_rows_as_one_binary_copy() -> None:
    assert (
        copy_statement(ENTRY, ["scope", "seq"]) == 'COPY "entry" ("scope", "seq") FROM STDIN (FORMAT BINARY)'
    )


def test_postgresql_is_asked_for_many_entries_by_one_binary_array_within_one_scope() -> None:
    statement = lateral_statement([ENTRY.c.seq], ENTRY.c.id, postgresql.dialect())  # type: ignore[no-untyped-call]
    assert "unnest(%(wanted)b::VARCHAR[])" in statement
    assert 'WHERE scope = %(scope)s AND "id" = wanted.value' in statement
