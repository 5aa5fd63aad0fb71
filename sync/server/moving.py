"""Moves an embedded server's records to PostgreSQL: all of them in one transaction, compared before it is committed.

The server stays who it is: its folder keeps its key, its erasures and its address for laptops. What was there before stays
until a backup of the new database was made, or somebody is erased.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from sync.server.checking import checked_heads
from sync.server.database import Database, insert_many, read_address
from sync.server.folder import ServerFolder
from sync.server.occupying import check_unused
from sync.server.schema import migrate
from sync.server.subjects import copy_keys, open_keys
from sync.server.tables import metadata
from sync.server.walls import EVERY

_AT_ONCE = 1000
_MODULUS = 1 << 128


class NotPostgres(Exception):
    """Records move from a server's own folder to PostgreSQL, and no other way."""


class TargetNotEmpty(Exception):
    """The other database holds other records already."""


class CopyDiffers(Exception):
    """What was read back from the other database is not what was written; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and a sum over all of them, in whatever order they are read."""

    rows: int
    total: int


def move(folder: ServerFolder, source: Database, address: str) -> int:
    """Move the records of a folder, at which nobody else is, to an empty database; returns how many entries.

    Begun again after a crash it goes on. Raises NotPostgres, TargetNotEmpty, CopyDiffers, LedgerBroken, FolderInUse,
    SchemaIsNewer, DatabaseUnreachable.
    """
    if not source.is_sqlite or read_address(address).get_backend_name() != "postgresql":
        raise NotPostgres
    target = Database(address)
    try:
        check_unused(target)
        migrate(target)
        keys = open_keys(folder, source)
        try:
            copy_keys(keys, open_keys(folder, target))
        finally:
            keys.close()
        entries = _copy(source, target)
    finally:
        target.close()
    folder.note_move()
    return entries


def _copy(source: Database, target: Database) -> int:
    with source.reading(EVERY) as reading, target.writing(EVERY) as writing:
        heads = checked_heads(reading)
        if any(_is_filled(writing, table) for table in metadata.sorted_tables):
            if _sums(writing) != _sums(reading):
                raise TargetNotEmpty
            return sum(heads.values())
        copied = {table.name: _copy_table(reading, writing, table) for table in metadata.sorted_tables}
        if copied != _sums(writing) or checked_heads(writing) != heads:
            raise CopyDiffers
    return sum(heads.values())


def _copy_table(reading: Connection, writing: Connection, table: Table) -> TableSum:
    rows, total = 0, 0
    found = reading.execute(select(table), execution_options={"yield_per": _AT_ONCE})
    for part in found.partitions():
        insert_many(writing, table, [dict(row._mapping) for row in part])
        rows += len(part)
        total += sum(_number_of(row) for row in part)
    return TableSum(rows, total % _MODULUS)


def _sums(connection: Connection) -> dict[str, TableSum]:
    sums = {}
    for table in metadata.sorted_tables:
        rows, total = 0, 0
        found = connection.execute(select(table), execution_options={"yield_per": _AT_ONCE})
        for part in found.partitions():
            rows += len(part)
            total += sum(_number_of(row) for row in part)
        sums[table.name] = TableSum(rows, total % _MODULUS)
    return sums


def _number_of(row: Row[Any]) -> int:
    values = tuple(row)
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=16).digest(), "big")


def _is_filled(connection: Connection, table: Table) -> bool:
    return connection.execute(select(*table.primary_key.columns).limit(1)).first() is not None
