"""Snapshots of scopes: made when somebody asks, kept until the scope has grown by half or something in it is erased."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from sync.protocol.entries import Scope
from sync.protocol.messages import CHUNK_BYTES, SnapshotState
from sync.protocol.snapshot import snapshot_id, write_snapshot
from sync.server.database import insert_many
from sync.server.heads import read_heads
from sync.server.pulls import read_places
from sync.server.refusals import not_found
from sync.server.subjects import SubjectKeys, seal, unseal
from sync.server.tables import ENTRY, ERASURE, SNAPSHOT, SNAPSHOT_CHUNK

_GROWN = 1.5
SNAPSHOT_KEY = "snapshot/"
"""Under what name a snapshot has a key: with the key destroyed, whatever is left of a purged one is unreadable."""


@dataclass(frozen=True, slots=True)
class Made:
    """A snapshot that was just made, and how many erasures its branch had: one more since, and it is of no use."""

    scope: Scope
    content: bytes
    seq: int
    digest: str
    erasures: int


def find_snapshot(
    connection: Connection, scope: Scope, branch: Scope, epoch: str, now: int, keys: SubjectKeys
) -> SnapshotState | None:
    """The snapshot of a scope, unless there is none, its key is gone, or the scope has grown by half since."""
    row = connection.execute(
        select(SNAPSHOT).where(SNAPSHOT.c.scope == scope).order_by(SNAPSHOT.c.seq.desc()).limit(1)
    ).first()
    (head,) = read_heads(connection, [scope])
    if row is None or head.head > row.seq * _GROWN or not keys.find(branch, [_key_name(row.id)]):
        return None
    return SnapshotState(id=row.id, size=row.size, seq=row.seq, digest=row.digest, epoch=epoch, now=now)


def make_snapshot(connection: Connection, scope: Scope, branch: Scope, epoch: str, keys: SubjectKeys) -> Made:
    """Make a snapshot of a scope as it stands, inside a reading transaction."""
    erasures = _count_erasures(connection, branch)
    (head,) = read_heads(connection, [scope])
    places = connection.scalars(
        select(ENTRY.c.seq)
        .where(ENTRY.c.scope == scope, ENTRY.c.seq <= head.head, ENTRY.c.id.is_not(None))
        .order_by(ENTRY.c.kind, ENTRY.c.eid, ENTRY.c.eff, ENTRY.c.id)
    ).all()
    found = {one.seq: one for one in read_places(connection, scope, sorted(places), epoch, keys)}
    content = b"".join(write_snapshot(found[place] for place in places))
    return Made(scope, content, head.head, head.digest, erasures)


def seal_chunks(made: Made, branch: Scope, keys: SubjectKeys) -> list[bytes]:
    """A snapshot as it is kept, under a key of its own, which is made and committed now."""
    name = snapshot_id(made.content)
    key = keys.ensure(branch, [_key_name(name)])[_key_name(name)]
    return [
        seal(key, keys.random, made.content[start : start + CHUNK_BYTES], name, str(index))
        for index, start in enumerate(range(0, len(made.content), CHUNK_BYTES))
    ]


def keep_snapshot(
    connection: Connection, made: Made, branch: Scope, chunks: Sequence[bytes], now: int
) -> None:
    """Keep a snapshot in the place of older ones, inside a writing transaction; not if somebody was erased meanwhile."""
    purge_snapshots(connection, made.scope)
    if _count_erasures(connection, branch) != made.erasures:
        return
    name = snapshot_id(made.content)
    connection.execute(
        insert(SNAPSHOT).values(
            scope=made.scope,
            id=name,
            seq=made.seq,
            digest=made.digest,
            size=len(made.content),
            made_at=now,
        )
    )
    rows = [
        {"scope": made.scope, "snapshot": name, "i": index, "body": chunk}
        for index, chunk in enumerate(chunks)
    ]
    insert_many(connection, SNAPSHOT_CHUNK, rows)


def purge_snapshots(connection: Connection, scope: Scope) -> None:
    """Drop every snapshot of a scope."""
    connection.execute(delete(SNAPSHOT_CHUNK).where(SNAPSHOT_CHUNK.c.scope == scope))
    connection.execute(delete(SNAPSHOT).where(SNAPSHOT.c.scope == scope))


def list_snapshots(connection: Connection) -> set[str]:
    """The names under which the snapshots that are kept have their keys."""
    return {_key_name(name) for name in connection.scalars(select(SNAPSHOT.c.id))}


def read_snapshot_chunk(
    connection: Connection, scope: Scope, branch: Scope, snapshot: str, index: int, keys: SubjectKeys
) -> bytes:
    """One chunk of a snapshot; Refused ``not_found`` if it was dropped meanwhile."""
    body = connection.scalar(
        select(SNAPSHOT_CHUNK.c.body).where(
            SNAPSHOT_CHUNK.c.scope == scope,
            SNAPSHOT_CHUNK.c.snapshot == snapshot,
            SNAPSHOT_CHUNK.c.i == index,
        )
    )
    name = _key_name(snapshot)
    found = unseal(keys.find(branch, [name]), name, bytes(body), snapshot, str(index)) if body else None
    if found is None:
        raise not_found()
    return found


def _key_name(snapshot: str) -> str:
    return f"{SNAPSHOT_KEY}{snapshot}"


def _count_erasures(connection: Connection, branch: Scope) -> int:
    return len(connection.scalars(select(ERASURE.c.id).where(ERASURE.c.scope == branch)).all())
