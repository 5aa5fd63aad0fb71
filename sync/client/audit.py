"""Being a witness of what the server noted: its log is kept, and each later one must lead on from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.client.errors import BadAnswer
from sync.client.transport import Transport
from sync.protocol.audit import (
    BEFORE_ALL,
    AuditAnswer,
    AuditRow,
    Checkpoint,
    What,
    first_fault,
    verify_checkpoint,
)
from sync.protocol.errors import BadSignature

_MOST_PAGES = 10_000


class Finding(StrEnum):
    """What a look at the log came to."""

    HOLDS = "holds"
    RESTORED = "restored"  # a backup was put back: what was noted since is lost there
    CUT = "cut"  # rows at the end are gone, and nothing explains it
    REWRITTEN = "rewritten"  # it says something else than it did
    BROKEN = "broken"  # its rows do not follow each other


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, and what is to be kept: the checkpoint, and the rows after ``common`` in the place of what was there."""

    finding: Finding
    checkpoint: Checkpoint
    common: int
    rows: Sequence[AuditRow]


class Witness(Protocol):
    """Keeps a log."""

    def last(self) -> tuple[int, str]:
        """Number and hash of the last row that is kept; 0 and nothing without one."""
        ...

    def last_checkpoint(self) -> Checkpoint | None:
        """The checkpoint that was kept last."""
        ...

    def hashes(self) -> Sequence[str]:
        """The hashes of all rows that are kept, the first one's first."""
        ...

    def keep(self, look: Look) -> None:
        """Keep what a look came to."""
        ...


def look_at_log(transport: Transport, witness: Witness) -> Look:
    """Ask for what was noted since the last look, see whether it leads on, and keep it.

    Raises ExchangeError; ServerRefused with ``role`` unless an organiser's laptop asks.
    """
    n, last = witness.last()
    checkpoint, rows = _ask(transport, n)
    if checkpoint.n >= n and _leads_to(checkpoint, rows, n, last):
        look = Look(Finding.HOLDS, checkpoint, n, rows)
    else:
        checkpoint, rows = _ask(transport, 0)
        held = witness.hashes()
        common = _common(held, rows)
        finding = _explained(witness.last_checkpoint(), checkpoint, rows, common)
        if finding is Finding.BROKEN:  # nothing of it is taken; what was kept stays
            common, rows = len(held), []
        look = Look(finding, checkpoint, common, rows[common:])
    witness.keep(look)
    return look


def _ask(transport: Transport, after: int) -> tuple[Checkpoint, list[AuditRow]]:
    """Everything after a row, and a checkpoint of where that ends, which the server signed."""
    rows: list[AuditRow] = []
    for _ in range(_MOST_PAGES):
        answer = transport.get("/v1/audit", {"after": str(after + len(rows))}, AuditAnswer)
        try:
            verify_checkpoint(Ed25519PublicKey.from_public_bytes(transport.server.key), answer.checkpoint)
        except BadSignature as fault:
            raise BadAnswer("checkpoint") from fault
        if answer.checkpoint.scope != transport.branch:
            raise BadAnswer("checkpoint")
        rows += answer.rows
        if not answer.rows or after + len(rows) >= answer.checkpoint.n:
            return answer.checkpoint, rows
    raise BadAnswer("audit")


def _leads_to(checkpoint: Checkpoint, rows: Sequence[AuditRow], n: int, last: str) -> bool:
    """Whether rows follow a row and end where the checkpoint says."""
    end = (rows[-1].n, rows[-1].hash) if rows else (n, last)
    return first_fault(checkpoint.scope, rows, n, last) is None and end == (checkpoint.n, checkpoint.hash)


def _common(held: Sequence[str], rows: Sequence[AuditRow]) -> int:
    """How many rows both have from the first on."""
    for at, (mine, theirs) in enumerate(zip(held, rows, strict=False)):
        if mine != theirs.hash:
            return at
    return min(len(held), len(rows))


def _explained(before: Checkpoint | None, now: Checkpoint, rows: Sequence[AuditRow], common: int) -> Finding:
    """Why a log does not lead on from what is kept: a backup explains it only if the server says so, in and beside the log."""
    if not _leads_to(now, rows, 0, BEFORE_ALL):
        return Finding.BROKEN
    began = any(row.what == What.EPOCH and row.about == now.epoch for row in rows[common:])
    if before is not None and before.epoch != now.epoch and began:
        return Finding.RESTORED
    return Finding.CUT if common == len(rows) else Finding.REWRITTEN
