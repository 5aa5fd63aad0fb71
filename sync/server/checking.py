"""Whether a ledger holds what it should: its entries add up to its digests."""

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId
from sync.server.database import Database
from sync.server.tables import ENTRY, HEAD
from sync.server.walls import EVERY

_AT_ONCE = 5000


class LedgerBroken(Exception):
    """A ledger that does not hold what it should."""


def checked_heads(connection: Connection) -> dict[str, int]:
    """Where each scope stands, if its entries add up to its digest. Raises LedgerBroken."""
    heads: dict[str, int] = {}
    for row in connection.execute(select(HEAD)).all():
        if _digest_of(connection, row.scope).text() != row.digest:
            raise LedgerBroken
        heads[row.scope] = row.head
    return heads


def check_file(database: Database) -> dict[str, int]:
    """The same of an SQLite file that may be anything. Raises LedgerBroken."""
    try:
        with database.reading(EVERY) as connection:
            if connection.exec_driver_sql("PRAGMA quick_check").scalar_one() != "ok":
                raise LedgerBroken
            return checked_heads(connection)
    except (DatabaseError, ValueError) as fault:
        raise LedgerBroken from fault


def _digest_of(connection: Connection, scope: str) -> Digest:
    digest = Digest()
    held = connection.execute(
        select(ENTRY.c.id, ENTRY.c.hash).where(ENTRY.c.scope == scope, ENTRY.c.id.is_not(None)),
        execution_options={"yield_per": _AT_ONCE},
    )
    for part in held.partitions():
        digest = digest.plus_all((EntryId(one.id), one.hash) for one in part)
    return digest
