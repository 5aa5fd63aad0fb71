"""The ledger's database: SQLite in a file, or PostgreSQL. Transactions begin and end here."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import URL, Column, Connection, Dialect, Engine, Row, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from sync.protocol.entries import Scope
from sync.server.arrays import ARRAYS, pack_array
from sync.server.statements import execute
from sync.server.walls import look, looking

Result = TypeVar("Result")
_BUSY_SECONDS = 30
_EMPTYING_SECONDS = 2
APPLICATION = "groundswell-server"
"""By what PostgreSQL knows our connections."""
_TRIES = 4
_WRITES = "groundswell_writes"
_POSTGRES = "postgresql+psycopg"


class DatabaseUnreachable(Exception):
    """The database did not answer."""


def read_address(address: str) -> URL:
    """The address of a database, SQLite's or PostgreSQL's, taken apart. Raises ArgumentError."""
    try:
        url = make_url(address)
    except ValueError as fault:  # its port is none
        raise ArgumentError("address") from fault
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername=_POSTGRES)
    if url.drivername not in ("sqlite", _POSTGRES):
        raise ArgumentError("address")
    return url


def sqlite_reason(fault: BaseException) -> str:
    """What SQLite calls what went wrong beneath a fault, such as ``FULL``; empty if it was not SQLite."""
    for one in (fault, fault.__cause__):
        name = str(getattr(getattr(one, "orig", None), "sqlite_errorname", ""))
        if name:
            return name.split("_")[1]
    return ""


def is_damage(fault: BaseException) -> bool:
    """Whether an SQLite file is not what SQLite wrote."""
    return sqlite_reason(fault) in ("CORRUPT", "NOTADB")


class Database:
    """A pool of connections. One writer at a time on SQLite; on PostgreSQL, rows are locked."""

    def __init__(self, address: str) -> None:
        url = read_address(address)
        if url.get_backend_name() == "postgresql":
            url = url.update_query_dict({"application_name": APPLICATION})
        self.address = address
        self.engine: Engine = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=url.get_backend_name() == "postgresql",
            pool_size=20,
            max_overflow=20,
        )
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.connections_made = 0
        self._writer = threading.Lock()
        self._held = threading.local()
        event.listen(self.engine, "connect", self._count_connection)
        if not self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_postgres)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def reading(self, at: Scope) -> Iterator[Connection]:
        """A transaction that only reads, and sees a branch or what ``sync.server.walls`` has a name for.

        Within another of the same thread it is a part of that one on PostgreSQL: to hold one connection and wait for a second
        would stop everybody behind a pooler that has few.
        """
        outer: Connection | None = getattr(self._held, "connection", None)
        if outer is not None:
            with looking(outer, at):
                yield outer
            return
        with self._beginning(at) as connection:
            yield connection

    @contextmanager
    def writing(self, at: Scope) -> Iterator[Connection]:
        """A transaction that writes: all or nothing, and on the disk when it is left. It sees what ``reading`` would."""
        if not self.is_sqlite:
            with self._beginning(at) as connection:
                yield connection
            return
        with self._writer, self._connected(**{_WRITES: True}) as connection, connection.begin():
            yield connection

    def write(self, at: Scope, work: Callable[[Connection], Result]) -> Result:
        """Run a writing transaction, again from the start where the database broke a deadlock."""
        for attempt in range(_TRIES):
            try:
                with self.writing(at) as connection:
                    return work(connection)
            except OperationalError as fault:
                if attempt == _TRIES - 1 or getattr(fault.orig, "sqlstate", None) not in ("40001", "40P01"):
                    raise
        raise AssertionError

    def cluster(self, connection: Connection) -> str:
        """Which PostgreSQL cluster this is, and on which timeline it writes; the same for every SQLite file."""
        if self.is_sqlite:
            return "sqlite"
        found = connection.exec_driver_sql(
            "SELECT system_identifier::text || '/' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)"
            " FROM pg_control_system()"
        )
        return str(found.scalar_one())

    def empty_log(self) -> bool:
        """Bring what SQLite has in the log beside its file into the file, and leave the log empty.

        Returns False if somebody who reads stood in the way. PostgreSQL keeps its log by itself.
        """
        if not self.is_sqlite:
            return True
        with self.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_EMPTYING_SECONDS * 1000}")
            is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
            connection.exec_driver_sql("BEGIN")
        return not is_busy

    def _count_connection(self, _connection: Any, _record: Any) -> None:
        self.connections_made += 1

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _beginning(self, at: Scope) -> Iterator[Connection]:
        before = getattr(self._held, "connection", None)
        with self._connected() as connection, connection.begin():
            look(connection, at)
            if not self.is_sqlite:
                self._held.connection = connection
            try:
                yield connection
            finally:
                self._held.connection = before

    @contextmanager
    def _connected(self, **options: Any) -> Iterator[Connection]:
        try:
            connection = self.engine.connect()
        except OperationalError as fault:
            raise DatabaseUnreachable from fault
        with connection:
            yield connection.execution_options(**options)


def sqlite_address(path: Path) -> str:
    """The address of an embedded database in a file."""
    return f"sqlite:///{path}"


def insert_absent(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is there; returns whether it was inserted."""
    kept = {"preserve_rowcount": True}  # else PostgreSQL's driver has forgotten it by then
    if connection.dialect.name == "sqlite":
        statement = sqlite.insert(table).values(**row).on_conflict_do_nothing()
        return connection.execute(statement, execution_options=kept).rowcount == 1
    inserting = postgresql.insert(table).values(**row).on_conflict_do_nothing()
    return connection.execute(inserting, execution_options=kept).rowcount == 1


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows at once. PostgreSQL takes them as a binary array a column: COPY would go past row-level security,
    so PostgreSQL refuses it where there is some."""
    if not rows:
        return
    names = list(rows[0])
    if connection.dialect.name == "sqlite":
        statement = insert_statement(table, names)
        # Values are as the driver takes them: SQLAlchemy would look at each of them anew.
        connection.exec_driver_sql(statement, [tuple(map(row.__getitem__, names)) for row in rows])
        return
    kinds = [table.c[name].type.compile(connection.dialect) for name in names]
    columns = zip(names, kinds, strict=True)
    arrays = [pack_array(kind, [row[name] for row in rows]) for name, kind in columns]
    execute(connection, arrays_statement(table, names, kinds), arrays)


def insert_statement(table: Table, names: Sequence[str]) -> str:
    """How SQLite is given a row."""
    columns = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608 our own names


def arrays_statement(table: Table, names: Sequence[str], kinds: Sequence[str]) -> str:
    """How PostgreSQL is given many rows."""
    columns = ", ".join(f'"{name}"' for name in names)
    arrays = ", ".join(f"%b::{ARRAYS[kind].name}[]" for kind in kinds)
    return f'INSERT INTO "{table.name}" ({columns}) SELECT * FROM unnest({arrays})'  # noqa: S608 our own names


def rows_among(
    connection: Connection,
    columns: Sequence[Column[Any]],
    scope: str,
    key: Column[Any],
    values: Sequence[Any],
) -> list[Row[Any]]:
    """The rows of a scope whose ``key`` is one of many values, looked up one by one in the index of scope and key.

    PostgreSQL gets the values as one binary array and may not choose to read the scope through instead, which is
    what it does with a long list as long as it has not counted a table that grew a moment ago.
    """
    values = list(dict.fromkeys(values))
    if connection.dialect.name == "sqlite":
        statement = among_statement(columns, key)
        wanted = msgspec.json.encode(values).decode()
        return list(connection.exec_driver_sql(statement, (scope, wanted)).all())
    statement = lateral_statement(columns, key, connection.dialect)
    return list(connection.exec_driver_sql(statement, {"scope": scope, "wanted": values}).all())


def among_statement(columns: Sequence[Column[Any]], key: Column[Any]) -> str:
    """The same for SQLite, which gets the values as JSON; CROSS JOIN keeps it from reading the scope through."""
    names = ", ".join(f'found."{column.name}"' for column in columns)
    return (
        f'SELECT {names} FROM json_each(?2) AS wanted CROSS JOIN "{key.table.name}" AS found'  # noqa: S608 our own names
        f' WHERE found.scope = ?1 AND found."{key.name}" = wanted.value'
    )


def lateral_statement(columns: Sequence[Column[Any]], key: Column[Any], dialect: Dialect) -> str:
    """A look-up in an index for each of an array's values; ``OFFSET 0`` keeps the planner from making it a join."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    kind = key.type.compile(dialect)
    return (
        f"SELECT {names} FROM unnest(%(wanted)b::{kind}[]) AS wanted (value), LATERAL (SELECT {names}"  # noqa: S608 our own names
        f' FROM "{key.table.name}" WHERE scope = %(scope)s AND "{key.name}" = wanted.value OFFSET 0) AS found'
    )


def _prepare_postgres(connection: Any, _record: Any) -> None:
    """A pooler gives each transaction another connection, on which what was prepared on the last one is not known.

    It tells its clients the number of no process, for it has none for them.
    """
    with connection.cursor() as cursor:
        (process,) = cursor.execute("SELECT pg_backend_pid()").fetchone()
    connection.rollback()
    if process != connection.info.backend_pid:
        connection.prepare_threshold = None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where this module says so, not in the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
