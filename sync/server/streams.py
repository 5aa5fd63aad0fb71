"""Streams derived from a branch's: what the scopes of turfs and of training hold, and what enters and leaves them.

The rule (docs/protocol.md, 8) speaks of entities, so that whoever holds one can fold it: a turf's stream holds every entry
of an entity if the turf's ``holds`` names the place of any of them, and of kinds that belong everywhere all entries.

A stream is kept only while it is *open*: while some device may have it. All of this happens under the lock of the
branch's head, in the transaction in which the branch changes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from sync.protocol.clock import Stamp
from sync.protocol.codec import decode
from sync.protocol.entries import Entry, EntryId, Scope, WriterId, decode_body
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS, Belongs
from sync.protocol.kinds.turf import TURF
from sync.protocol.merge import Folded, Write, fold
from sync.protocol.scopes import ScopeKind, read_scope
from sync.server.database import insert_absent, insert_many, rows_among
from sync.server.heads import About, Stream
from sync.server.snapshots import purge_snapshots
from sync.server.tables import ENTRY, HEAD, STREAM, STREAM_PLACE
from sync.server.walls import each_branch

_PLACED = (ENTRY.c.seq, ENTRY.c.id, ENTRY.c.kind, ENTRY.c.eid, ENTRY.c.place)
_WHOLE = tuple(ENTRY.c)
_EXTRACTS = "extract"
Rows = Sequence[Mapping[str, Any]]


def open_streams(connection: Connection, branch: Scope) -> list[Scope]:
    """The streams of a branch that are kept, in the order of their names."""
    rows = connection.scalars(
        select(STREAM.c.stream).where(STREAM.c.scope == branch, STREAM.c.is_open == 1)
    ).all()
    return sorted(Scope(row) for row in rows)


def all_streams(connection: Connection, branch: Scope) -> list[Scope]:
    """Every stream that a branch has or had: also of one that is closed, the entries are still there."""
    rows = connection.scalars(select(STREAM.c.stream).where(STREAM.c.scope == branch)).all()
    return sorted(Scope(row) for row in rows)


def derive(connection: Connection, branch: Scope, rows: Rows) -> None:
    """Give entries that just landed in a branch, whose head is locked, their places in the streams derived from it."""
    scopes = open_streams(connection, branch) if rows else []
    turfs = {str(row["eid"]) for row in rows if row["kind"] == TURF.name}
    changed = [scope for scope in scopes if turf_of(scope) in turfs]
    more, whole = _joining(connection, branch, scopes, rows)
    streams = {scope: Stream.lock(connection, scope) for scope in sorted({*more, *whole, *changed})}
    for scope, stream in streams.items():
        _enter(connection, branch, stream, whole.get(scope, ()))
        for row in more.get(scope, ()):
            stream.add(row)
        stream.close(connection)
    for scope in changed:
        _hold_anew(connection, branch, streams[scope])


def open_stream(connection: Connection, branch: Stream, scope: Scope) -> None:
    """Keep a stream from now on, and let it hold what it should. The branch's head is locked."""
    row = {"scope": branch.scope, "stream": scope, "is_open": 1}
    if not insert_absent(connection, STREAM, row):
        connection.execute(
            update(STREAM).where(STREAM.c.scope == branch.scope, STREAM.c.stream == scope).values(is_open=1)
        )
    settle(connection, branch.scope, scope)
    _count_open(connection, branch)


def close_streams(connection: Connection, branch: Stream, scopes: Iterable[Scope]) -> None:
    """Keep these streams no more; what they hold stays, and is made right when they are opened again."""
    for scope in scopes:
        connection.execute(
            update(STREAM).where(STREAM.c.scope == branch.scope, STREAM.c.stream == scope).values(is_open=0)
        )
        _note_places(connection, branch.scope, scope, set())
    _count_open(connection, branch)


def settle(connection: Connection, branch: Scope, scope: Scope) -> int:
    """Let a stream hold exactly what its rule says, whatever it holds; how many entries entered or left."""
    stream = Stream.lock(connection, scope)
    wanted = _wanted(connection, branch, scope)
    present = {
        EntryId(row.id): (row.kind, row.eid)
        for row in connection.execute(
            select(ENTRY.c.id, ENTRY.c.kind, ENTRY.c.eid).where(
                ENTRY.c.scope == scope, ENTRY.c.id.is_not(None)
            )
        )
    }
    leaving = {about for entry, about in present.items() if entry not in wanted}
    kept = {entry for entry, about in present.items() if about not in leaving}
    if leaving:
        stream.leave(connection, leaving)
        purge_snapshots(connection, scope)
    entering = [seq for entry, seq in wanted.items() if entry not in kept]
    for row in _in_order(rows_among(connection, _WHOLE, branch, ENTRY.c.seq, entering)):
        stream.add(row._mapping)
    stream.close(connection)
    return len(present) - len(kept) + len(entering)


def settle_all(connection: Connection) -> None:
    """Let every open stream of every branch hold what it should: after a backup was put back."""
    for branch in each_branch(connection):
        scopes = open_streams(connection, branch)
        if scopes:
            Stream.lock(connection, branch)
        for scope in scopes:
            settle(connection, branch, scope)


def extracts_of(connection: Connection, branch: Scope, scope: Scope) -> frozenset[str]:
    """The attachments of its branch that a derived scope may read: extracts that its turf names."""
    found = connection.scalar(
        select(STREAM.c.extracts).where(STREAM.c.scope == branch, STREAM.c.stream == scope)
    )
    return frozenset(msgspec.json.decode(found) if found is not None else ())


def turf_of(scope: Scope) -> str:
    """The turf that a scope is of; empty if it is of none."""
    name = read_scope(scope)
    return name.turf if name is not None else ""


def holds_of(connection: Connection, branch: Scope, turf: str) -> frozenset[str]:
    """The doors and people that a turf says it holds, whether its stream is kept or not."""
    return _held_by(_fold_turf(connection, branch, turf))


def _joining(
    connection: Connection, branch: Scope, scopes: Sequence[Scope], rows: Rows
) -> tuple[dict[Scope, list[Mapping[str, Any]]], dict[Scope, set[About]]]:
    """What enters which stream: new rows of what is there or new altogether, and entities that enter with all they have."""
    before, after = _where(connection, branch, [row for row in rows if _belongs(row["kind"]) is Belongs.TURF])
    more: dict[Scope, list[Mapping[str, Any]]] = {}
    whole: dict[Scope, set[About]] = {}
    for row in rows:
        belongs, about = _belongs(row["kind"]), (row["kind"], row["eid"])
        for scope in scopes:
            is_here = belongs is Belongs.EVERYWHERE or (belongs is Belongs.TRAINING and not turf_of(scope))
            if is_here or scope in before.get(about, ()):
                more.setdefault(scope, []).append(row)
            elif scope in after.get(about, ()):
                whole.setdefault(scope, set()).add(about)
    return more, whole


def _where(
    connection: Connection, branch: Scope, rows: Rows
) -> tuple[dict[About, set[Scope]], dict[About, set[Scope]]]:
    """The streams of turfs that hold these entities: by what the branch held before these rows, and with them."""
    if not rows:
        return {}, {}
    first = min(row["seq"] for row in rows)
    old: dict[About, set[str]] = {(row["kind"], row["eid"]): set() for row in rows}
    new: dict[About, set[str]] = {about: set() for about in old}
    for row in rows:
        new[row["kind"], row["eid"]].add(row["place"])
    for held in rows_among(connection, _PLACED, branch, ENTRY.c.eid, sorted({eid for _, eid in old})):
        if held.seq < first and (held.kind, held.eid) in old:
            old[held.kind, held.eid].add(held.place)
    named = sorted({place for about in old for place in old[about] | new[about]} - {""})
    holding: dict[str, set[Scope]] = {}
    columns = (STREAM_PLACE.c.place, STREAM_PLACE.c.stream)
    for found in rows_among(connection, columns, branch, STREAM_PLACE.c.place, named):
        holding.setdefault(found.place, set()).add(Scope(found.stream))
    before = {about: _streams_of(each, holding) for about, each in old.items()}
    return before, {about: before[about] | _streams_of(each, holding) for about, each in new.items()}


def _streams_of(found: Iterable[str], holding: Mapping[str, set[Scope]]) -> set[Scope]:
    return {scope for place in found for scope in holding.get(place, ())}


def _hold_anew(connection: Connection, branch: Scope, stream: Stream) -> None:
    """A turf was written: what its ``holds`` names no more leaves its stream, and what it names now enters."""
    now = _note_turf(connection, branch, stream.scope)
    before = set(
        connection.scalars(
            select(STREAM_PLACE.c.place).where(
                STREAM_PLACE.c.scope == branch, STREAM_PLACE.c.stream == stream.scope
            )
        )
    )
    if now == before:
        return
    _note_places(connection, branch, stream.scope, now)
    leaving = _leaving(connection, stream.scope, before - now, now)
    if leaving:
        stream.leave(connection, leaving)
        purge_snapshots(connection, stream.scope)
    found = rows_among(connection, _PLACED, branch, ENTRY.c.place, sorted(now - before))
    named = {
        (row.kind, row.eid) for row in found if row.id is not None and _belongs(row.kind) is Belongs.TURF
    }
    _enter(connection, branch, stream, named - _present(connection, stream.scope, named))
    stream.close(connection)


def _leaving(connection: Connection, scope: Scope, gone: Collection[str], now: Collection[str]) -> set[About]:
    found = rows_among(connection, _PLACED, scope, ENTRY.c.place, sorted(gone))
    about = {(row.kind, row.eid) for row in found if row.id is not None}
    again = rows_among(connection, _PLACED, scope, ENTRY.c.eid, sorted({eid for _, eid in about}))
    return about - {(row.kind, row.eid) for row in again if row.id is not None and row.place in now}


def _present(connection: Connection, scope: Scope, about: Collection[About]) -> set[About]:
    found = rows_among(connection, _PLACED, scope, ENTRY.c.eid, sorted({eid for _, eid in about}))
    return {(row.kind, row.eid) for row in found if row.id is not None}


def _enter(connection: Connection, branch: Scope, stream: Stream, entities: Collection[About]) -> None:
    """Give everything about entities that are not in a stream a place there."""
    if not entities:
        return
    found = rows_among(connection, _WHOLE, branch, ENTRY.c.eid, sorted({eid for _, eid in entities}))
    for row in _in_order([row for row in found if (row.kind, row.eid) in entities]):
        stream.add(row._mapping)


def _wanted(connection: Connection, branch: Scope, scope: Scope) -> dict[EntryId, int]:
    """The entries that a stream should hold, with their places in the branch; notes what its turf says."""
    name = read_scope(scope)
    kinds = [Belongs.EVERYWHERE]
    if name is not None and name.kind is ScopeKind.TRAINING:
        kinds.append(Belongs.TRAINING)
    everywhere = connection.execute(
        select(ENTRY.c.id, ENTRY.c.seq).where(
            ENTRY.c.scope == branch,
            ENTRY.c.kind.in_(sorted(kind.name for kind in KINDS.values() if kind.belongs in kinds)),
        )
    )
    wanted = {EntryId(row.id): int(row.seq) for row in everywhere}
    if name is None or not name.turf:
        return wanted
    held = _note_turf(connection, branch, scope)
    _note_places(connection, branch, scope, held)
    named = rows_among(connection, _PLACED, branch, ENTRY.c.place, sorted(held))
    about = {(row.kind, row.eid) for row in named if _belongs(row.kind) is Belongs.TURF}
    found = rows_among(connection, _PLACED, branch, ENTRY.c.eid, sorted({eid for _, eid in about}))
    return wanted | {EntryId(row.id): int(row.seq) for row in found if (row.kind, row.eid) in about}


def _note_turf(connection: Connection, branch: Scope, scope: Scope) -> set[str]:
    """What a turf says that it holds; which extracts of the register it names is noted beside its stream."""
    folded = _fold_turf(connection, branch, turf_of(scope))
    extracts = None if folded.is_deleted else folded.value(_EXTRACTS)
    named = [
        one["edition"]
        for one in (extracts if isinstance(extracts, list) else [])
        if isinstance(one, dict) and isinstance(one.get("edition"), str)
    ]
    connection.execute(
        update(STREAM)
        .where(STREAM.c.scope == branch, STREAM.c.stream == scope)
        .values(extracts=msgspec.json.encode(named).decode())
    )
    return set(_held_by(folded))


def _held_by(folded: Folded) -> frozenset[str]:
    holds = None if folded.is_deleted else folded.value("holds")
    return frozenset(one for one in holds if _is_place(one)) if isinstance(holds, list) else frozenset()


def _is_place(one: object) -> bool:
    return isinstance(one, str) and 0 < len(one) <= 128 and "\0" not in one


def _fold_turf(connection: Connection, branch: Scope, turf: str) -> Folded:
    writes = []
    for row in rows_among(connection, (ENTRY.c.kind, ENTRY.c.eff, ENTRY.c.text), branch, ENTRY.c.eid, [turf]):
        if row.kind != TURF.name:
            continue
        try:
            entry = decode(bytes(row.text), Entry)
            values = decode_body(entry).plain
        except ProtocolError:
            continue
        writes.append(
            Write(entry.id, Stamp(row.eff), WriterId(entry.writer), entry.actor, values, entry.seen)
        )
    return fold(TURF, writes)


def _note_places(connection: Connection, branch: Scope, scope: Scope, held: set[str]) -> None:
    connection.execute(
        delete(STREAM_PLACE).where(STREAM_PLACE.c.scope == branch, STREAM_PLACE.c.stream == scope)
    )
    rows = [{"scope": branch, "stream": scope, "place": place} for place in sorted(held)]
    insert_many(connection, STREAM_PLACE, rows)


def _count_open(connection: Connection, branch: Stream) -> None:
    branch.streams = len(open_streams(connection, branch.scope))
    connection.execute(update(HEAD).where(HEAD.c.scope == branch.scope).values(streams=branch.streams))


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: int(row.seq))


def _belongs(kind: str) -> Belongs:
    """Where a kind belongs; one that this version does not know belongs to the branch alone."""
    known = KINDS.get(kind)
    return Belongs.BRANCH if known is None else known.belongs
