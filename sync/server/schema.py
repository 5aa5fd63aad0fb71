"""Brings a database to this version's schema, and says whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from sync.server.database import Database

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x47524E44  # "GRND": one migration at a time on PostgreSQL; nothing else takes advisory locks


class SchemaIsNewer(Exception):
    """The database was migrated by a later version of the program."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def latest_step() -> str:
    """The name of the last step that this version knows."""
    return ScriptDirectory(str(_FOLDER)).get_current_head() or ""


def current_step(connection: Connection) -> str:
    """The name of the last step that was taken on a database; empty if none was."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def check_step(connection: Connection) -> str:
    """The name of the last step that was taken. Raises SchemaIsNewer if this version does not know it."""
    found = current_step(connection)
    if found and found not in {step.revision for step in ScriptDirectory(str(_FOLDER)).walk_revisions()}:
        raise SchemaIsNewer(found)
    return found


def migrate(database: Database) -> bool:
    """Take the steps that are missing, in one transaction; returns whether any were."""
    with database.reading() as connection:
        found = check_step(connection)
    if found == latest_step():
        return False
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config = Config()
        config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True
