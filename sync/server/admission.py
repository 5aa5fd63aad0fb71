"""Admitting entries into the ledger: by their ids, in one gapless order per scope, each with a receipt.

Within one transaction: the heads of all scopes concerned are locked in the order of their names, and whatever is
compared with what is stored is read after that. The head is raised in the transaction in which the entries
are inserted, so whoever sees a head sees every entry up to it. A push, a giving back and a carried push come through here
alike; only a push fills places in its writer's chain besides.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select, update

from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Landed, Scope
from sync.protocol.messages import Quarantined
from sync.protocol.receipts import Receipts
from sync.server.database import insert_absent, insert_many, rows_among
from sync.server.pushes import ERASED, ID_TAKEN, Pushed
from sync.server.subjects import LOST, seal, unseal, without_body
from sync.server.tables import ENTRY, HEAD, QUARANTINE

_MOST_KEYED = 128
_HELD = (ENTRY.c.id, ENTRY.c.hash, ENTRY.c.eff, ENTRY.c.received_at, ENTRY.c.receipt, ENTRY.c.issued)
_APART = (QUARANTINE.c.id,)
_APART_BOUND = "apart"


@dataclass(frozen=True, slots=True)
class Admitted:
    """What became of one entry: effective stamp, time of acceptance and receipt; or why it lies apart."""

    eff: Stamp
    received_at: int
    receipt: str = ""
    issued: str = ""
    reason: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Clerk:
    """What every admission needs: whose branch, which receipts, which epoch, and the server's time in ms."""

    branch: Scope
    receipts: Receipts
    epoch: str
    now: int
    keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # erasure keys, by subject
    random: Callable[[int], bytes] = secrets.token_bytes
    find_key: Callable[[Scope, str], bytes | None] = lambda _branch, _subject: (
        None
    )  # of whom an erasure erases


@dataclass(slots=True)
class Stream:
    """One scope during one admission, its head locked."""

    scope: Scope
    head: int
    digest: Digest
    rows: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def lock(cls, connection: Connection, scope: Scope) -> "Stream":
        """Lock the head of a scope, made if it is the first time."""
        wanted = select(HEAD).where(HEAD.c.scope == scope).with_for_update()
        row = connection.execute(wanted).first()
        if row is None:
            insert_absent(connection, HEAD, {"scope": scope, "head": 0, "digest": Digest().text()})
            row = connection.execute(wanted).one()
        return cls(scope, row.head, Digest.from_text(row.digest))

    def add(self, row: dict[str, Any]) -> None:
        """Give a row the next place."""
        self.rows.append({"scope": self.scope, "seq": self.head + len(self.rows) + 1, **row})

    def close(self, connection: Connection) -> None:
        """Insert what was added and raise the head."""
        if not self.rows:
            return
        insert_many(connection, ENTRY, self.rows)
        digest = self.digest.plus_all((row["id"], row["hash"]) for row in self.rows)
        connection.execute(
            update(HEAD)
            .where(HEAD.c.scope == self.scope)
            .values(head=self.head + len(self.rows), digest=digest.text())
        )


def admit(
    connection: Connection,
    clerk: Clerk,
    entries: Sequence[Pushed],
    last_eff: Stamp,
    given: Sequence[Landed] = (),
) -> list[Admitted]:
    """Admit entries, in order; what lies apart already or is to lie apart is for the caller to keep.

    ``last_eff`` is the writer's latest effective stamp: new ones are later. With ``given``, one for each entry,
    entries keep the stamp, time and receipt that they had.
    """
    if not entries:
        return []
    stream = Stream.lock(connection, clerk.branch)
    held = _held(connection, clerk.branch, [entry.id for entry in entries])
    admitted: list[Admitted] = []
    ceiling = stamp_at(clerk.now)
    for place, entry in enumerate(entries):
        last_eff = _next_eff(entry, last_eff, ceiling)
        found = held.get(entry.id)
        if entry.entry is not None and found is not None:  # whoever may or may not send it now
            is_same = found[0] == entry.entry.hash
            admitted.append(found[1] if is_same else Admitted(last_eff, clerk.now, reason=ID_TAKEN))
        elif entry.reason or entry.entry is None:
            admitted.append(Admitted(last_eff, clerk.now, reason=entry.reason))
        else:
            one = _given(given[place], clerk) if given else _fresh(entry, clerk, last_eff)
            stream.add(_row(entry, one, clerk, is_lost=bool(given) and given[place].lost))
            held[entry.id] = (entry.entry.hash, one)
            admitted.append(one)
    stream.close(connection)
    _leave_quarantine(connection, clerk.branch, [row["id"] for row in stream.rows])
    return admitted


def keep_apart(
    connection: Connection,
    clerk: Clerk,
    pairs: Iterable[tuple[Pushed, Admitted]],
    slot: Callable[[Pushed], tuple[str, int]] = lambda entry: (entry.writer, entry.n),
) -> list[Quarantined]:
    """Keep in quarantine whatever has a reason; ``slot`` gives the writer's place, or one made up for what has none."""
    listed = []
    for entry, one in pairs:
        if not one.reason:
            continue
        writer, n = slot(entry)
        row = {
            "scope": clerk.branch,
            "writer": writer,
            "n": n,
            "id": entry.id,
            "reason": one.reason,
            "eff": one.eff,
            "received_at": one.received_at,
            "text": b"" if one.reason.startswith(ERASED) else _text_apart(entry, clerk),
            "subject": keyed(entry.subject),
        }
        insert_absent(connection, QUARANTINE, row)
        listed.append(told(entry.id, one.reason))
    return listed


def open_apart(row: Any, branch: Scope, keys: Mapping[str, bytes]) -> bytes | None:
    """The text of an entry that lies apart; None if it is about somebody who was erased."""
    if not row.subject:
        return bytes(row.text)
    return unseal(keys, row.subject, bytes(row.text), branch, row.id, _APART_BOUND)


def _text_apart(entry: Pushed, clerk: Clerk) -> bytes:
    if not entry.subject:
        return entry.text
    key = clerk.keys.get(keyed(entry.subject))  # none: whom it is about was erased
    return seal(key, clerk.random, entry.text, clerk.branch, entry.id, _APART_BOUND) if key else b""


def told(entry_id: str, reason: str) -> Quarantined:
    """What a device is told of an entry that lies apart."""
    return Quarantined(id=EntryId(entry_id), reason=reason.partition(":")[0])


def find_held(connection: Connection, branch: Scope, ids: Sequence[str]) -> dict[str, Admitted]:
    """Which of these entries the ledger holds, with what they were given at first."""
    return {entry_id: one for entry_id, (_, one) in _held(connection, branch, ids).items()}


def _held(connection: Connection, branch: Scope, ids: Sequence[str]) -> dict[str, tuple[str, Admitted]]:
    return {
        row.id: (row.hash, Admitted(Stamp(row.eff), row.received_at, row.receipt, row.issued))
        for row in rows_among(connection, _HELD, branch, ENTRY.c.id, ids)
    }


def _next_eff(entry: Pushed, last_eff: Stamp, ceiling: Stamp) -> Stamp:
    stamp = entry.entry.stamp if entry.entry is not None else Stamp(0)
    return Stamp(max(min(stamp, ceiling), last_eff + 1))


def _fresh(entry: Pushed, clerk: Clerk, eff: Stamp) -> Admitted:
    assert entry.entry is not None  # noqa: S101 - it was read, or it would lie apart
    receipt = clerk.receipts.issue(entry.entry, clerk.epoch, eff, clerk.now)
    return Admitted(eff, clerk.now, receipt, clerk.epoch, is_new=True)


def _given(landed: Landed, clerk: Clerk) -> Admitted:
    return Admitted(landed.eff, landed.received_at, landed.receipt, landed.issued or clerk.epoch, is_new=True)


def at_rest(entry: Pushed, clerk: Clerk) -> tuple[bytes, bytes | None]:
    """The text of an entry as it lies in the ledger, and its body if it is about somebody, sealed under their key."""
    assert entry.entry is not None  # noqa: S101 - it was read, or it would lie apart
    if not entry.subject or not entry.entry.body:
        return entry.text, None
    # No key: whom it is about was erased, and its header alone is kept.
    key, body = clerk.keys.get(keyed(entry.subject)), entry.entry.body.encode()
    sealed = seal(key, clerk.random, body, clerk.branch, entry.id) if key is not None else None
    return without_body(entry.text, entry.entry), sealed


def _row(entry: Pushed, one: Admitted, clerk: Clerk, *, is_lost: bool) -> dict[str, Any]:
    assert entry.entry is not None  # noqa: S101 - it was read, or it would lie apart
    text, sealed = at_rest(entry, clerk)
    if is_lost and not entry.entry.body:
        sealed = LOST
    return {
        "id": entry.id,
        "hash": entry.entry.hash,
        "writer": entry.writer,
        "n": entry.n,
        "eff": one.eff,
        "received_at": one.received_at,
        "size": len(entry.text),
        "text": text,
        "sealed": sealed,
        "kind": keyed(entry.entry.kind),
        "eid": keyed(entry.entry.eid),
        "subject": keyed(entry.subject),
        "place": keyed(entry.place),
        "receipt": one.receipt,
        "issued": one.issued,
    }


def keyed(text: str) -> str:
    """A text as a column with an index holds it: what is longer than any id, or holds a NUL, by its hash."""
    if len(text) <= _MOST_KEYED and "\0" not in text:
        return text
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _leave_quarantine(connection: Connection, branch: Scope, ids: Sequence[EntryId]) -> None:
    for row in rows_among(connection, _APART, branch, QUARANTINE.c.id, ids):
        connection.execute(delete(QUARANTINE).where(QUARANTINE.c.scope == branch, QUARANTINE.c.id == row.id))
