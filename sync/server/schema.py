"""Brings a database to this version's schema, and says whether it is there."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from sync.server.database import Database
from sync.server.walls import EVERY, NOTHING, raise_walls

FOLDER = Path(__file__).parent / "migrations"
_TAKEN = "alembic_version"
_LOCK = 0x47524E44  # "GRND": one migration at a time on PostgreSQL; nothing else takes advisory locks


class SchemaIsNewer(Exception):
    """The database was migrated by a later version of the program."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def steps() -> list[str]:
    """The names of the steps that this version knows, in their order: what their files are called by."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("m[0-9]*_*.py"))


def latest_step() -> str:
    """The name of the last step that this version knows."""
    return steps()[-1]


def current_step(connection: Connection) -> str:
    """The name of the last step that was taken on a database; empty if none was."""
    if not inspect(connection).has_table(_TAKEN):
        return ""
    return str(connection.exec_driver_sql(f"SELECT version_num FROM {_TAKEN}").scalar() or "")  # noqa: S608


def check_step(connection: Connection) -> str:
    """The name of the last step that was taken. Raises SchemaIsNewer if this version does not know it."""
    found = current_step(connection)
    if found and found not in steps():
        raise SchemaIsNewer(found)
    return found


def migrate(database: Database) -> bool:
    """Take the steps that are missing, in one transaction; returns whether any were. Raises SchemaIsNewer, OwnerNeeded."""
    with database.reading(NOTHING) as connection:
        found = check_step(connection)
    if found == latest_step():
        return False
    # Loading Alembic takes as long as most commands; nearly always there is nothing for it to do.
    from alembic import command
    from alembic.config import Config

    with database.writing(EVERY) as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config = Config()
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not database.is_sqlite:
            raise_walls(connection)
    return True
