"""The ledger: takes entries in and gives them out, in one gapless order per scope.

Within the transaction of a push, the writer's row is locked first and the heads of the scopes last, in the
order of their names. Whatever is compared with what is stored is read after its lock. The head is raised in
the transaction in which the entries are inserted, so whoever sees a head sees every entry up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.digest import Digest
from sync.protocol.entries import NO_ENTRY, EntryId, Scope, WriterId
from sync.protocol.messages import PushAnswer, Quarantined, ScopeHead
from sync.server.database import insert_absent, insert_many
from sync.server.devices import Device, note_seen
from sync.server.pushes import ID_TAKEN, Push, Pushed, digest_of
from sync.server.refusals import Refused
from sync.server.tables import ENTRY, HEAD, QUARANTINE, WRITER


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a push: the answer, and how many entries the ledger has more."""

    answer: PushAnswer
    admitted: int


@dataclass(frozen=True, slots=True)
class WriterRow:
    """How far the ledger holds a writer."""

    prefix: int
    last_id: EntryId
    last_eff: Stamp


def take_push(connection: Connection, device: Device, push: Push, epoch: str, now: int) -> Taken:
    """Take a push in, inside a writing transaction.

    Raises Refused: ``epoch`` if the client speaks of another one, ``gap`` with the prefix if entries before
    it are missing, ``forked`` if the ledger holds other entries in their places.
    """
    if push.epoch != epoch:
        raise Refused(409, "epoch", epoch=epoch)
    writer = _lock_writer(connection, device, push.writer)
    if push.from_n > writer.prefix + 1:
        raise Refused(409, "gap", prefix=writer.prefix)
    held = [entry for entry in push.entries if entry.n <= writer.prefix]
    fresh = [entry for entry in push.entries if entry.n > writer.prefix]
    effs = _check_held(connection, device, push, held, writer)
    if push.from_n == writer.prefix + 1 and push.prev != writer.last_id:
        raise Refused(409, "forked")
    note_seen(connection, device, now)
    new_effs, apart, admitted = _take_fresh(connection, device, push.writer, fresh, writer.last_eff, now)
    if fresh:
        connection.execute(
            update(WRITER)
            .where(WRITER.c.scope == device.scope, WRITER.c.writer == push.writer)
            .values(prefix=fresh[-1].n, last_id=fresh[-1].id, last_eff=max(writer.last_eff, *new_effs))
        )
    answer = PushAnswer(
        acked_n=max(writer.prefix, push.entries[-1].n),
        epoch=epoch,
        eff=[*effs, *new_effs],
        quarantined=[*_quarantined(connection, device.scope, held), *apart],
        now=now,
    )
    return Taken(answer, admitted)


def writer_prefix(connection: Connection, device: Device, writer: WriterId) -> int:
    """How far the ledger holds a writer of this device."""
    found = connection.scalar(
        select(WRITER.c.prefix).where(
            WRITER.c.scope == device.scope, WRITER.c.writer == writer, WRITER.c.device == device.id
        )
    )
    return int(found or 0)


def read_heads(connection: Connection, scopes: Sequence[Scope]) -> list[ScopeHead]:
    """Where the ledger stands in these scopes, in the order of their names."""
    rows = connection.execute(select(HEAD).where(HEAD.c.scope.in_(list(scopes))))
    found = {row.scope: ScopeHead(scope=row.scope, head=row.head, digest=row.digest) for row in rows}
    nothing = Digest().text()
    return [found.get(scope) or ScopeHead(scope=scope, head=0, digest=nothing) for scope in sorted(scopes)]


def _lock_writer(connection: Connection, device: Device, writer: WriterId) -> WriterRow:
    fresh = {
        "scope": device.scope,
        "writer": writer,
        "device": device.id,
        "prefix": 0,
        "last_id": NO_ENTRY,
        "last_eff": 0,
    }
    insert_absent(connection, WRITER, fresh)
    row = connection.execute(
        select(WRITER).where(WRITER.c.scope == device.scope, WRITER.c.writer == writer).with_for_update()
    ).one()
    if row.device != device.id:  # a writer is one device's own
        raise Refused(409, "forked")
    return WriterRow(row.prefix, EntryId(row.last_id), Stamp(row.last_eff))


def _check_held(
    connection: Connection, device: Device, push: Push, held: Sequence[Pushed], writer: WriterRow
) -> list[int]:
    """The effective stamps of entries that are pushed again; ``forked`` if others are held."""
    if not held:
        return []
    if held[-1].n == writer.prefix and held[-1].id != writer.last_id:
        raise Refused(409, "forked")
    ids = [entry.id for entry in held]
    kept: dict[str, int] = {}
    for scope in sorted({entry.scope for entry in held if entry.scope}):
        rows = connection.execute(
            select(ENTRY.c.id, ENTRY.c.eff).where(ENTRY.c.scope == scope, ENTRY.c.id.in_(ids))
        )
        kept |= {row.id: row.eff for row in rows}
    rows = connection.execute(
        select(QUARANTINE.c.id, QUARANTINE.c.eff).where(
            QUARANTINE.c.scope == device.scope, QUARANTINE.c.writer == push.writer, QUARANTINE.c.id.in_(ids)
        )
    )
    kept = {row.id: row.eff for row in rows} | kept
    if any(entry_id not in kept for entry_id in ids):
        raise Refused(409, "forked")
    return [kept[entry_id] for entry_id in ids]


def _quarantined(connection: Connection, scope: Scope, held: Sequence[Pushed]) -> list[Quarantined]:
    if not held:
        return []
    rows = connection.execute(
        select(QUARANTINE.c.id, QUARANTINE.c.reason).where(
            QUARANTINE.c.scope == scope, QUARANTINE.c.id.in_([entry.id for entry in held])
        )
    )
    return [Quarantined(id=EntryId(row.id), reason=row.reason) for row in rows]


def _take_fresh(
    connection: Connection,
    device: Device,
    writer: WriterId,
    fresh: Sequence[Pushed],
    last_eff: Stamp,
    now: int,
) -> tuple[list[int], list[Quarantined], int]:
    """Insert what is new. Returns effective stamps, what went into quarantine, and how many were admitted."""
    streams: dict[Scope, _Stream] = {}
    for scope in sorted({entry.scope for entry in fresh if not entry.reason}):
        streams[scope] = _Stream(connection, scope, [entry for entry in fresh if entry.scope == scope])
    effs: list[int] = []
    apart: list[tuple[Pushed, str, int]] = []
    ceiling = stamp_at(now)
    for entry in fresh:
        last_eff = Stamp(max(min(entry.stamp, ceiling), last_eff + 1))
        held = None if entry.reason else streams[entry.scope].take(entry, last_eff)
        reason = entry.reason or (ID_TAKEN if held is None else "")
        if reason:
            apart.append((entry, reason, last_eff))
        effs.append(last_eff if held is None else held)
    for stream in streams.values():
        stream.close(connection, writer, now)
    insert_many(
        connection,
        QUARANTINE,
        [
            {
                "scope": device.scope,
                "writer": writer,
                "n": entry.n,
                "id": entry.id,
                "reason": reason,
                "eff": eff,
                "received_at": now,
                "text": entry.text,
            }
            for entry, reason, eff in apart
        ],
    )
    listed = [Quarantined(id=entry.id, reason=reason) for entry, reason, _ in apart]
    return effs, listed, sum(len(stream.new) for stream in streams.values())


class _Stream:
    """One scope during one push. Made with the scope's head locked; closed by raising it."""

    def __init__(self, connection: Connection, scope: Scope, entries: Sequence[Pushed]) -> None:
        insert_absent(connection, HEAD, {"scope": scope, "head": 0, "digest": Digest().text()})
        row = connection.execute(select(HEAD).where(HEAD.c.scope == scope).with_for_update()).one()
        self.scope = scope
        self.head: int = row.head
        self.digest = Digest.from_text(row.digest)
        ids = [entry.id for entry in entries]
        stored = connection.execute(
            select(ENTRY.c.id, ENTRY.c.hash, ENTRY.c.eff).where(ENTRY.c.scope == scope, ENTRY.c.id.in_(ids))
        )
        self.held: dict[str, tuple[str, int]] = {row.id: (row.hash, row.eff) for row in stored}
        self.new: list[tuple[Pushed, Stamp]] = []

    def take(self, entry: Pushed, eff: Stamp) -> int | None:
        """Admit an entry, or find it held already; returns its effective stamp, which never changes.

        None if another entry is held under its id.
        """
        held = self.held.get(entry.id)
        if held is not None:
            return held[1] if held[0] == entry.hash else None
        self.held[entry.id] = (entry.hash, eff)
        self.new.append((entry, eff))
        return eff

    def close(self, connection: Connection, writer: WriterId, now: int) -> None:
        """Insert the entries and raise the head."""
        if not self.new:
            return
        rows = [
            {
                "scope": self.scope,
                "seq": seq,
                "id": entry.id,
                "hash": entry.hash,
                "writer": writer,
                "n": entry.n,
                "eff": eff,
                "received_at": now,
                "size": len(entry.text),
                "text": entry.text,
            }
            for seq, (entry, eff) in enumerate(self.new, self.head + 1)
        ]
        digest = digest_of(self.digest, [entry for entry, _ in self.new])
        insert_many(connection, ENTRY, rows)
        connection.execute(
            update(HEAD)
            .where(HEAD.c.scope == self.scope)
            .values(head=self.head + len(rows), digest=digest.text())
        )
