"""What a device asks for: where the ledger stands, and its entries after a cursor, as they were received."""

import msgspec
from sqlalchemy import Connection, select

from sync.protocol.entries import Scope
from sync.protocol.messages import PULL_MOST_ENTRIES
from sync.server.ledger import read_heads
from sync.server.tables import ENTRY

PAGE_BYTES = 4 * 1024 * 1024


class LandedText(msgspec.Struct, frozen=True, kw_only=True):
    """``messages.Landed`` with the entry's text put in as it lies in the ledger."""

    seq: int
    eff: int
    received_at: int
    entry: msgspec.Raw


class PullText(msgspec.Struct, frozen=True, kw_only=True):
    """``messages.PullAnswer`` made of ``LandedText``."""

    epoch: str
    entries: list[LandedText]
    next: int
    head: int
    digest: str
    now: int


def read_page(
    connection: Connection, scope: Scope, after: int, limit: int, *, epoch: str, now: int
) -> PullText:
    """One page of a scope's entries after a cursor: at most ``limit``, at most PAGE_BYTES, at least one."""
    (head,) = read_heads(connection, [scope])
    last = _last_of_page(connection, scope, after, min(limit, PULL_MOST_ENTRIES), head.head)
    rows = connection.execute(
        select(ENTRY.c.seq, ENTRY.c.eff, ENTRY.c.received_at, ENTRY.c.text)
        .where(ENTRY.c.scope == scope, ENTRY.c.seq > after, ENTRY.c.seq <= last)
        .order_by(ENTRY.c.seq)
    )
    entries = [
        LandedText(seq=row.seq, eff=row.eff, received_at=row.received_at, entry=msgspec.Raw(bytes(row.text)))
        for row in rows
    ]
    return PullText(epoch=epoch, entries=entries, next=last, head=head.head, digest=head.digest, now=now)


def _last_of_page(connection: Connection, scope: Scope, after: int, limit: int, head: int) -> int:
    rows = connection.execute(
        select(ENTRY.c.seq, ENTRY.c.size)
        .where(ENTRY.c.scope == scope, ENTRY.c.seq > after, ENTRY.c.seq <= head)
        .order_by(ENTRY.c.seq)
        .limit(limit)
    )
    last, total = after, 0
    for row in rows:
        total += row.size
        if last > after and total > PAGE_BYTES:
            break
        last = row.seq
    return last
