"""The log of what was done at a server: rows, each with the hash of the one before, and checkpoints that laptops keep.

Who, what, when, ids and counts; never a name, never what somebody said. A laptop that kept a checkpoint is a witness: a log
that was cut, forked or rewritten since does not lead on from it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.entries import Number, Scope
from sync.protocol.errors import BadSignature
from sync.protocol.messages import Moment

SERVER_LOG = Scope("server")
"""The log of the server itself; every branch has one of its own, under its scope."""
BEFORE_ALL = ""
"""The hash before a log's first row."""
AUDIT_MOST_ROWS = 500
"""In one answer."""
_ROW, _CHECKPOINT = "groundswell-audit-v1", "groundswell-checkpoint-v1"


class What(StrEnum):
    """What a row says was done. ``about`` holds what is in brackets, parts joined by a blank; ``count`` what is counted."""

    STARTED = "started"
    EPOCH = "epoch"  # (the new epoch) the records were put back, moved, or begun
    INVITED = "invited"  # (the role)
    ENROLLED = "enrolled"  # (the device that invited)
    REVOKED = "revoked"  # (the device)
    ROLE_CHANGED = "role_changed"  # (device, role)
    PLACED = (
        "placed"  # (the region) in which the branch lies from now on; of the server: which region there is
    )
    GRANT_GIVEN = "grant_given"  # (device, scope)
    GRANT_ENDED = "grant_ended"  # (device, scope)
    WIPE_ORDERED = "wipe_ordered"  # (device)
    WIPE_WITHDRAWN = "wipe_withdrawn"  # (device)
    WIPED = "wiped"  # (device) it says that it destroyed its records
    FORKED = "forked"  # (the writer under which two histories came)
    ERASED = "erased"  # (the erasure)
    EXPORTED = "exported"  # (the entry that says why) people
    SNAPSHOT_GIVEN = "snapshot_given"  # (scope) entries
    PULLED_MUCH = "pulled_much"  # (scope) entries on this day so far
    PULLED_UNUSUALLY = "pulled_unusually"  # (scope) entries on this day so far, more than twice what there is
    ATTACHMENT_GIVEN = "attachment_given"  # (the attachment)
    BUNDLE_TAKEN = "bundle_taken"  # (the device that made it) entries that were new
    BUNDLE_ANSWERED = "bundle_answered"  # (the device) entries
    DROP_TAKEN = "drop_taken"  # (the device that handed it in) entries
    DROP_LEFT = (
        "drop_left"  # (the device that handed it in) entries that nobody wanted, or decided about in time
    )
    ADMITTED = "admitted"  # entries that lay apart
    REFUSED = "refused"  # (why, device or nothing) requests since the last such row
    BACKED_UP = "backed_up"  # entries
    RESTORED = "restored"
    REMEMBERED = "remembered"  # marks of who may have what, which the folder knew and the database did not


class AuditRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of a log. ``who`` is a device, a writer, or nothing for whoever runs the server; ``prev`` the hash before."""

    n: Number
    at: Moment
    what: str
    hash: str
    prev: str = BEFORE_ALL
    who: str = ""
    about: str = ""
    count: Number = 0


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """That a log had ``n`` rows at an instant, the last with this hash; signed by the server's key (hex)."""

    scope: Scope
    n: Number
    hash: str
    at: Moment
    epoch: str
    signature: str


class AuditAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the asker's branch after the one that was named, and where its log stands now."""

    checkpoint: Checkpoint
    rows: list[AuditRow]
    now: Moment


class Fault(StrEnum):
    """What is wrong with a log."""

    GAP = "gap"  # a row is missing, or one is there twice
    HASH = "hash"  # a row says something else than it did
    CHAIN = "chain"  # a row does not follow the one before
    CUT = "cut"  # rows at the end are gone, or all of them
    REWRITTEN = "rewritten"  # a checkpoint that was signed says otherwise
    FORGED = "forged"  # a checkpoint that the server did not sign


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, and at which row."""

    fault: Fault
    n: int


def hash_row(scope: Scope, row: AuditRow) -> str:
    """The hash of a row, in hex: over every field of it by its length and its text, and over the hash before."""
    numbers = (str(row.n), str(row.at))
    return _hash((_ROW, scope, *numbers, row.what, row.who, row.about, str(row.count), row.prev)).hex()


def chained(scope: Scope, row: AuditRow) -> AuditRow:
    """A row with its hash."""
    return msgspec.structs.replace(row, hash=hash_row(scope, row))


def first_fault(scope: Scope, rows: Sequence[AuditRow], n: int = 0, before: str = BEFORE_ALL) -> Found | None:
    """What is wrong first with rows that should follow row ``n``, whose hash is ``before``; None if they do."""
    for at, row in enumerate(rows, n + 1):
        if row.n != at:
            return Found(Fault.GAP, at)
        if row.prev != before:
            return Found(Fault.CHAIN, at)
        if row.hash != hash_row(scope, row):
            return Found(Fault.HASH, at)
        before = row.hash
    return None


def sign_checkpoint(
    key: Ed25519PrivateKey, scope: Scope, n: int, last: str, at: int, epoch: str
) -> Checkpoint:
    """A checkpoint of a log, signed."""
    bare = Checkpoint(scope=scope, n=n, hash=last, at=at, epoch=epoch, signature="")
    return msgspec.structs.replace(bare, signature=key.sign(_text(bare)).hex())


def verify_checkpoint(key: Ed25519PublicKey, checkpoint: Checkpoint) -> None:
    """Raise BadSignature unless the server signed exactly this checkpoint."""
    try:
        key.verify(bytes.fromhex(checkpoint.signature), _text(checkpoint))
    except (InvalidSignature, ValueError) as fault:
        raise BadSignature("checkpoint") from fault


def _text(one: Checkpoint) -> bytes:
    return _hash((_CHECKPOINT, one.scope, str(one.n), one.hash, str(one.at), one.epoch))


def _hash(fields: Sequence[str]) -> bytes:
    parts = (field.encode() for field in fields)
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()
