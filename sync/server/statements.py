"""Statements that many requests execute: written out once for each database, and given to its driver as they are.

To build a statement, to find it among those that were compiled and to wrap its rows costs SQLAlchemy more than the database
takes to answer it. Transactions stay SQLAlchemy's, and whoever listens to its engine hears of these statements too.
"""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Executable, Select
from sqlalchemy.exc import DBAPIError

Text = tuple[str, Sequence[str] | None]
"""What a driver is told, and the order in which it wants the values; None if it wants them by name."""


class Prepared:
    """A statement with its values left open, each a ``bindparam``."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._texts: dict[str, Text] = {}
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        names = [str(column.key) for column in columns]
        # Columns are our own, and named as they are in the tables.
        self._row: Any = namedtuple("Row", names) if names else None

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """What it selects, with these values."""
        return list(map(self._row._make, self._execute(connection, values).fetchall()))

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """The first of that; None if there is none."""
        return next(iter(self.rows(connection, values)), None)

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Write, with these values; how many rows it changed."""
        return int(self._execute(connection, values).rowcount)

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        found = self._texts.get(connection.dialect.name)
        text, order = found or self._write_out(connection)
        return execute(connection, text, values if order is None else [values[name] for name in order])

    def _write_out(self, connection: Connection) -> Text:
        compiled: Any = self._statement.compile(dialect=connection.dialect)  # type: ignore[attr-defined]
        found = str(compiled), compiled.positiontup
        self._texts[connection.dialect.name] = found
        return found


def execute(connection: Connection, text: str, values: Any) -> Any:
    """Execute a statement in the driver's own words; its cursor. Raises what SQLAlchemy raises."""
    driver = cast("Any", connection.connection)
    cursor = driver.cursor()
    for hear in connection.dispatch.before_cursor_execute:
        hear(connection, cursor, text, values, None, False)
    try:
        cursor.execute(text, values)
    except connection.dialect.loaded_dbapi.Error as fault:
        raise DBAPIError.instance(
            text, None, fault, connection.dialect.loaded_dbapi.Error, dialect=connection.dialect
        ) from fault
    return cursor
