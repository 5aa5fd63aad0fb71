"""The ledger: takes pushes in, writer by writer without a gap, and says where it stands.

Within the transaction of a push, the writer's row is locked first and the heads of the scopes after it: see
``sync.server.admission``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from sync.protocol.audit import What
from sync.protocol.clock import Stamp
from sync.protocol.entries import NO_ENTRY, EntryId, Scope, WriterId
from sync.protocol.hello import WriterHeld
from sync.protocol.messages import Placed, PushAnswer, Quarantined, ScopeHead, ScopeState
from sync.protocol.standing import standing_of
from sync.server.admission import Admitted, Clerk, admit, find_held, keep_apart, told
from sync.server.audit import note
from sync.server.database import insert_absent, rows_among
from sync.server.devices import Device, note_seen
from sync.server.erasures import Erasing, carry_out, discard_late
from sync.server.exports import note_exports
from sync.server.heads import read_heads
from sync.server.laptops import note_placed
from sync.server.pushes import Push, Pushed
from sync.server.reach import judged_by_reach
from sync.server.refusals import Refused
from sync.server.statements import Prepared
from sync.server.tables import FORK, QUARANTINE, WRITER

_MOST_FORKS = 10
"""Histories under one name that are noted of a device in a day."""
_DAY_MS = 24 * 60 * 60 * 1000
_APART = (
    QUARANTINE.c.id,
    QUARANTINE.c.writer,
    QUARANTINE.c.eff,
    QUARANTINE.c.received_at,
    QUARANTINE.c.reason,
)


_WRITER = Prepared(
    select(WRITER).where(
        WRITER.c.scope == bindparam("of"),
        WRITER.c.writer == bindparam("who"),
        WRITER.c.device == bindparam("device"),
    )
)
_LOCKED = Prepared(
    select(WRITER)
    .where(WRITER.c.scope == bindparam("of"), WRITER.c.writer == bindparam("who"))
    .with_for_update()
)
_FURTHER = Prepared(
    update(WRITER)
    .where(WRITER.c.scope == bindparam("of"), WRITER.c.writer == bindparam("who"))
    .values(prefix=bindparam("n"), last_id=bindparam("id"), last_eff=bindparam("eff"))
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a push: the answer, and how many entries the ledger has more."""

    answer: PushAnswer
    admitted: int
    erasures: Sequence[Erasing] = ()


@dataclass(frozen=True, slots=True)
class WriterRow:
    """How far the ledger holds a writer without a gap, and the id of its entry there."""

    prefix: int
    last_id: EntryId
    last_eff: Stamp


def take_push(connection: Connection, device: Device, push: Push, clerk: Clerk) -> Taken:
    """Take a push in, inside a writing transaction.

    Raises Refused: ``epoch`` if the client speaks of another one, ``gap`` with the prefix if entries before
    it are missing, ``forked`` if the ledger holds other entries in their places.
    """
    if push.epoch != clerk.epoch:
        raise Refused(409, "epoch", epoch=clerk.epoch)
    writer = _lock_writer(connection, device, push.writer, clerk.now)
    if push.from_n > writer.prefix + 1:
        raise Refused(409, "gap", prefix=writer.prefix)
    held = [entry for entry in push.entries if entry.n <= writer.prefix]
    fresh = [entry for entry in push.entries if entry.n > writer.prefix]
    known, apart_before = _check_held(connection, device, held, writer)
    if push.from_n == writer.prefix + 1 and push.prev != writer.last_id:
        raise Refused(409, "forked")
    note_seen(connection, device, clerk.now, len(push.entries))
    fresh = discard_late(connection, clerk.branch, judged_by_reach(connection, device, fresh))
    admitted = admit(connection, clerk, fresh, writer.last_eff)
    apart = keep_apart(connection, clerk, zip(fresh, admitted, strict=True))
    if fresh:
        last_eff = max(writer.last_eff, *(one.eff for one in admitted))
        last = {"n": fresh[-1].n, "id": fresh[-1].id, "eff": last_eff}
        _FURTHER.run(connection, {"of": device.scope, "who": push.writer, **last})
    placed = None if known else _placed(connection, device, admitted, clerk)
    if placed is not None:
        note_placed(connection, device, placed, sum(one.is_new for one in admitted))
    answer = _answer([*known, *admitted], max(writer.prefix, push.entries[-1].n), clerk, placed)
    answer.quarantined.extend([*apart_before, *apart])
    erasures = carry_out(connection, clerk, zip(fresh, admitted, strict=True))
    note_exports(connection, clerk, zip(fresh, admitted, strict=True))
    return Taken(answer, sum(one.is_new for one in admitted), erasures)


def find_writer(connection: Connection, device: Device, writer: WriterId) -> WriterRow:
    """How far the ledger holds a writer of this device."""
    found = _WRITER.first(connection, {"of": device.scope, "who": writer, "device": device.id})
    if found is None:
        return WriterRow(0, NO_ENTRY, Stamp(0))
    return WriterRow(found.prefix, EntryId(found.last_id), Stamp(found.last_eff))


def find_earlier(
    connection: Connection, device: Device, writers: Sequence[WriterId]
) -> dict[WriterId, WriterHeld]:
    """How far the ledger holds each of many writers of this device, in their order."""
    if not writers:
        return {}
    columns = (WRITER.c.writer, WRITER.c.device, WRITER.c.prefix, WRITER.c.last_id)
    rows = rows_among(connection, columns, device.scope, WRITER.c.writer, writers)
    found = {
        row.writer: WriterHeld(prefix=row.prefix, last_id=EntryId(row.last_id))
        for row in rows
        if row.device == device.id
    }
    return {writer: found.get(writer, WriterHeld(prefix=0, last_id=NO_ENTRY)) for writer in writers}


def standing_now(
    epoch: str, writer: WriterRow, heads: Sequence[ScopeHead], earlier: Mapping[WriterId, WriterHeld]
) -> str:
    """Where a device stands that has everything; of no use to one that has an empty scope, which it could not name."""
    if not all(head.head for head in heads):
        return ""
    scopes = [ScopeState(scope=head.scope, cursor=head.head, digest=head.digest) for head in heads]
    return standing_of(epoch, writer.prefix, writer.last_id, scopes, earlier.items())


def note_fork(connection: Connection, device: Device, writer: WriterId, now: int) -> None:
    """Note that two histories came under one writer: the laptop was copied or put back, and goes on as another."""
    which = (FORK.c.scope == device.scope, FORK.c.device == device.id, FORK.c.at > now - _DAY_MS)
    if (connection.scalar(select(func.count()).where(*which)) or 0) >= _MOST_FORKS:
        return  # a program that is not ours could fill the branch's log with them
    row = {"scope": device.scope, "device": device.id, "writer": writer, "at": now}
    if insert_absent(connection, FORK, row):
        note(connection, device.scope, What.FORKED, device.name, writer, now)


def _placed(
    connection: Connection, device: Device, admitted: Sequence[Admitted], clerk: Clerk
) -> Placed | None:
    """Where a push lies in the branch's scope, whose head is locked; None if it was held before, or is not for the device."""
    new = sum(one.is_new for one in admitted)
    is_whole = new and all(one.is_new or one.reason for one in admitted)
    if not is_whole or clerk.branch not in device.scopes:
        return None
    (head,) = read_heads(connection, [clerk.branch])
    return Placed(scope=clerk.branch, first=head.head - new + 1, digest=head.digest)


def _answer(admitted: Sequence[Admitted], acked_n: int, clerk: Clerk, placed: Placed | None) -> PushAnswer:
    issued = [one.issued for one in admitted]
    return PushAnswer(
        acked_n=acked_n,
        epoch=clerk.epoch,
        eff=[one.eff for one in admitted],
        quarantined=[],
        now=clerk.now,
        received_at=[one.received_at for one in admitted],
        receipts=[one.receipt for one in admitted],
        issued=[] if set(issued) <= {clerk.epoch, ""} else issued,
        placed=placed,
    )


def keep_writer(connection: Connection, branch: Scope, device: str, writer: WriterId) -> None:
    """Note whose a writer is, unless that is noted, before anything of it was pushed: nobody else begins as it."""
    fresh = {
        "scope": branch,
        "writer": writer,
        "device": device,
        "prefix": 0,
        "last_id": NO_ENTRY,
        "last_eff": 0,
    }
    insert_absent(connection, WRITER, fresh)


def _lock_writer(connection: Connection, device: Device, writer: WriterId, now: int) -> WriterRow:
    which = {"of": device.scope, "who": writer}
    row = _LOCKED.first(connection, which)
    if row is None:
        keep_writer(connection, device.scope, device.id, writer)
        row = _LOCKED.first(connection, which)
    if row.device != device.id:  # a writer is one device's own
        raise Refused(409, "forked")
    if not row.prefix:
        _note_former(connection, device, writer, now)
    return WriterRow(row.prefix, EntryId(row.last_id), Stamp(row.last_eff))


def _note_former(connection: Connection, device: Device, writer: WriterId, now: int) -> None:
    """A laptop begins as another writer only where it found by itself that it was copied or put back: note that too."""
    former = connection.scalar(
        select(WRITER.c.writer)
        .where(WRITER.c.scope == device.scope, WRITER.c.device == device.id, WRITER.c.writer != writer)
        .order_by(WRITER.c.last_eff.desc())
        .limit(1)
    )
    if former is not None:
        note_fork(connection, device, WriterId(former), now)


def _check_held(
    connection: Connection, device: Device, held: Sequence[Pushed], writer: WriterRow
) -> tuple[list[Admitted], list[Quarantined]]:
    """What was said of entries that are pushed again; ``forked`` if others are held in their places."""
    if not held:
        return [], []
    if held[-1].n == writer.prefix and held[-1].id != writer.last_id:
        raise Refused(409, "forked")
    ids = [entry.id for entry in held]
    apart = _find_apart(connection, device.scope, held[0].writer, ids)
    known = {entry_id: one for entry_id, (one, _) in apart.items()}
    known |= find_held(connection, device.scope, ids)
    if any(entry_id not in known for entry_id in ids):
        raise Refused(409, "forked")
    listed = [one for entry_id, (_, one) in apart.items() if known[entry_id].reason]
    return [known[entry_id] for entry_id in ids], listed


def _find_apart(
    connection: Connection, branch: Scope, writer: WriterId, ids: Sequence[str]
) -> dict[str, tuple[Admitted, Quarantined]]:
    found: dict[str, tuple[Admitted, Quarantined]] = {}
    for row in rows_among(connection, _APART, branch, QUARANTINE.c.id, ids):
        if row.writer == writer:
            one = Admitted(Stamp(row.eff), row.received_at, reason=row.reason)
            found[row.id] = one, told(row.id, row.reason)
    return found
