"""What a device asks for: entries of a scope after a cursor, as they were received."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from sync.protocol.codec import decode
from sync.protocol.entries import Departure, EntityId, Entry, Scope, whole
from sync.protocol.messages import PULL_MOST_ENTRIES
from sync.protocol.scopes import branch_of
from sync.server.database import rows_among
from sync.server.heads import read_heads
from sync.server.subjects import SubjectKeys, unseal, with_body
from sync.server.tables import ENTRY

PAGE_BYTES = 4 * 1024 * 1024
_COLUMNS = (
    ENTRY.c.seq,
    ENTRY.c.id,
    ENTRY.c.eff,
    ENTRY.c.received_at,
    ENTRY.c.text,
    ENTRY.c.kind,
    ENTRY.c.eid,
    ENTRY.c.receipt,
    ENTRY.c.issued,
    ENTRY.c.hash,
    ENTRY.c.subject,
    ENTRY.c.sealed,
)


class LandedText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``entries.Landed`` with the entry's text put in as it lies in the ledger."""

    seq: int
    eff: int
    received_at: int
    entry: msgspec.Raw
    receipt: str = ""
    issued: str = ""
    lost: bool = False


class PullText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``messages.PullAnswer`` made of ``LandedText``."""

    epoch: str
    entries: list[LandedText]
    next: int
    head: int
    digest: str
    now: int
    departures: list[Departure] = []


class FetchText(msgspec.Struct, frozen=True, kw_only=True):
    """``messages.FetchAnswer`` made of ``LandedText``."""

    epoch: str
    entries: list[LandedText]
    now: int


def read_page(
    connection: Connection,
    scope: Scope,
    after: int,
    limit: int,
    *,
    epoch: str,
    now: int,
    keys: SubjectKeys,
    with_hashes: bool = False,
) -> PullText:
    """One page of a scope after a cursor: at most ``limit``, at most PAGE_BYTES, at least one.

    ``with_hashes`` is for a client of version 1, who knows neither how to work a hash out nor receipts.
    """
    (head,) = read_heads(connection, [scope])
    last = _last_of_page(connection, scope, after, min(limit, PULL_MOST_ENTRIES), head.head)
    rows = connection.execute(
        select(*_COLUMNS)
        .where(ENTRY.c.scope == scope, ENTRY.c.seq > after, ENTRY.c.seq <= last)
        .order_by(ENTRY.c.seq)
    ).all()
    entries = landed_texts(rows, epoch, scope, keys)
    return PullText(
        epoch=epoch,
        entries=[_for_version_1(one) for one in entries] if with_hashes else entries,
        next=last,
        head=head.head,
        digest=head.digest,
        now=now,
        departures=[
            Departure(seq=row.seq, kind=row.kind, eid=EntityId(row.eid)) for row in rows if row.id is None
        ],
    )


def read_places(
    connection: Connection, scope: Scope, places: Sequence[int], epoch: str, keys: SubjectKeys
) -> list[LandedText]:
    """The entries of some places of a scope."""
    rows = rows_among(connection, _COLUMNS, scope, ENTRY.c.seq, places)
    return landed_texts(sorted(rows, key=lambda row: row.seq), epoch, scope, keys)


def landed_texts(rows: Sequence[Any], epoch: str, scope: Scope, keys: SubjectKeys) -> list[LandedText]:
    """Rows as they are given out, bodies opened; ``issued`` stands only where a receipt is of another epoch."""
    branch = branch_of(scope)
    opened = keys.find(branch, sorted({row.subject for row in rows if row.sealed is not None}))
    return [_landed_text(row, epoch, branch, opened) for row in rows if row.id is not None]


def _landed_text(row: Any, epoch: str, branch: Scope, keys: Mapping[str, bytes]) -> LandedText:
    text = bytes(row.text)
    body = None if row.sealed is None else unseal(keys, row.subject, bytes(row.sealed), branch, row.id)
    return LandedText(
        seq=row.seq,
        eff=row.eff,
        received_at=row.received_at,
        entry=msgspec.Raw(text if body is None else with_body(text, body, row.hash)),
        receipt=row.receipt,
        issued="" if row.issued == epoch else row.issued,
        lost=body is None and row.sealed is not None,
    )


def _for_version_1(one: LandedText) -> LandedText:
    entry = whole(decode(bytes(one.entry), Entry))
    return LandedText(
        seq=one.seq,
        eff=one.eff,
        received_at=one.received_at,
        entry=msgspec.Raw(msgspec.json.encode(entry)),
    )


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
