"""Reads every log through, and holds it against the checkpoints that were signed of it."""

from collections.abc import Iterable, Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from sync.protocol.audit import (
    BEFORE_ALL,
    AuditRow,
    Checkpoint,
    Fault,
    Found,
    What,
    first_fault,
    verify_checkpoint,
)
from sync.protocol.entries import Scope
from sync.protocol.errors import BadSignature
from sync.server.audit import all_rows, list_logs, read_head


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """What a restore forgot: noted between two instants, and how many rows at least."""

    from_at: int
    until_at: int
    rows: int


class LogVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """How one log stands. ``fault`` is a ``Fault`` or nothing, ``row`` where."""

    log: Scope
    rows: int
    checkpoints: int
    fault: str = ""
    row: int = 0
    lost: list[Lost] = []


def verify_logs(
    connection: Connection, key: Ed25519PublicKey, checkpoints: Sequence[Checkpoint]
) -> list[LogVerdict]:
    """Every log that there is, or of which a checkpoint was kept."""
    logs = sorted({*list_logs(connection), *(one.scope for one in checkpoints)})
    return [_verify(connection, log, key, [one for one in checkpoints if one.scope == log]) for log in logs]


def _verify(
    connection: Connection, log: Scope, key: Ed25519PublicKey, checkpoints: Sequence[Checkpoint]
) -> LogVerdict:
    begun = read_head(connection, log)  # somebody may write while this is read
    wanted = {begun[0], *(one.n for one in checkpoints)}
    hashes, epochs, found = {0: BEFORE_ALL}, list[AuditRow](), None
    n, last, times = 0, BEFORE_ALL, dict[int, int]()
    for row in all_rows(connection, log):
        found = first_fault(log, [row], n, last)
        if found is not None:
            break
        n, last = row.n, row.hash
        if row.n in wanted:
            hashes[row.n] = row.hash
        if row.what == What.EPOCH:
            epochs.append(row)
        times[row.n] = row.at
    if found is None and begun[0] > n:
        found = Found(Fault.CUT, n + 1)
    elif found is None and (hashes[begun[0]] != begun[1] or read_head(connection, log)[0] < n):
        found = Found(Fault.CHAIN, begun[0])
    lost: list[Lost] = []
    for one in checkpoints if found is None else ():
        found = found or _held_against(one, key, hashes, n)
        if found is not None and found.fault is not Fault.FORGED and (gone := _lost(one, epochs, times)):
            lost.append(gone)
            found = None
    return LogVerdict(
        log=log,
        rows=n,
        checkpoints=len(checkpoints),
        fault=found.fault if found else "",
        row=found.n if found else 0,
        lost=list({each.from_at: each for each in lost}.values()),
    )


def _held_against(one: Checkpoint, key: Ed25519PublicKey, hashes: dict[int, str], rows: int) -> Found | None:
    try:
        verify_checkpoint(key, one)
    except BadSignature:
        return Found(Fault.FORGED, one.n)
    if one.n > rows:
        return Found(Fault.CUT, rows + 1)
    return None if hashes[one.n] == one.hash else Found(Fault.REWRITTEN, one.n)


def _lost(one: Checkpoint, epochs: Iterable[AuditRow], times: dict[int, int]) -> Lost | None:
    """What of a checkpoint a restore explains: the records began another life after it was signed, and the log says so."""
    began = next((row for row in epochs if row.at >= one.at and row.about != one.epoch), None)
    if began is None or began.n > one.n + 1:
        return None
    before = began.n - 1
    return Lost(from_at=times.get(before, 0), until_at=one.at, rows=max(1, one.n - before))
