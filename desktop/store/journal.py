"""The journal: every entry ever written or received here, as it was written. It is the truth; rows follow."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from desktop.store.errors import TooMuchText
from desktop.store.rows import Rows
from desktop.store.session import Session
from desktop.store.transactions import Transactions
from sync.protocol.clock import Stamp
from sync.protocol.entries import (
    ENTRY_CAP,
    ENTRY_VERSION,
    Body,
    EntityId,
    Entry,
    EntryId,
    Scope,
    WriterId,
    decode_body,
    encode_body,
    hash_body,
)
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS
from sync.protocol.kinds.erasure import ERASED
from sync.protocol.merge import Write
from sync.protocol.sealing import NONCE_LENGTH, KeyName, UnknownKey
from sync.protocol.typed import is_typed, proof_of

_SALT_BYTES = 16
_NAMES = frozenset({"member", "laptop", "branch"})
COLUMNS = "id, writer, n, prev, stamp, scope, kind, eid, seen, actor, app, v, hash, body, batch"
"""What ``row_of`` gives, in its order."""
_INSERT = f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own constants
_SELECT = f"SELECT {COLUMNS}, eff FROM entry"  # noqa: S608 - our own constants
_PENDING = (
    "writer CROSS JOIN entry ON entry.writer = writer.id AND entry.n > writer.acked_n"
    " AND NOT EXISTS (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)"
    " AND NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.entry = entry.id)"
)
"""What the server has not: neither acknowledged, nor come back from it, nor kept apart by it.

CROSS JOIN keeps the order, or SQLite reads all entries to find the few of this laptop.
"""
_GONE = "EXISTS (SELECT 1 FROM eviction WHERE is_gone AND eviction.kind = entry.kind AND eviction.eid = entry.eid)"
"""Of an entity that left, own entries may stay that nothing is shown of: see ``store.evictions``."""
_seen_decoder = msgspec.json.Decoder(dict[str, list[EntryId]])


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written about one entity. ``seen`` as in an entry; ``is_new`` if the id was just made.

    ``salt`` of the body, where an id was made from it, or is to be shown by it; else a fresh one.
    """

    kind: str
    eid: str
    values: dict[str, Any]
    seen: dict[str, list[EntryId]] = field(default_factory=dict)
    is_new: bool = False
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry just written, and its values as the fold reads them."""

    entry: Entry
    write: Write
    is_new: bool


class Journal(Rows):
    """The entries on this laptop. ``before`` is asked for what must stand before a writer's first entry."""

    def __init__(self, base: Transactions, before: Callable[[], list[Draft]]) -> None:
        super().__init__(base)
        self._before = before

    def is_empty(self) -> bool:
        """Whether no entry was ever written or received here."""
        return self.writing.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None

    def write(self, drafts: Sequence[Draft]) -> list[Written]:
        """Write entries, inside a transaction. Rows are the projection's business: see ``Projection.append``.

        Raises TooMuchText, which undoes the transaction.
        """
        if not self.base.is_writing:
            raise RuntimeError("an entry outside a transaction")
        if self.base.session.last_n == 0 and not any(draft.kind in _NAMES for draft in drafts):
            drafts = [*self._before(), *drafts]
        session, initials = self.base.session, self.base.initials
        written = [
            _write(session, replace(draft, seen=self._knowing(draft)), self._batch_of(draft), initials)
            for draft in drafts
        ]
        self.writing.executemany(_INSERT, [row_of(one.entry) for one in written])
        return written

    def _batch_of(self, draft: Draft) -> EntityId:
        # Who somebody is, and on which laptop, is no part of what they do.
        return EntityId("" if draft.kind in _NAMES else self.base.batch_id)

    def writes(self, kind: str, eid: str) -> list[Write]:
        """Everything that was written about an entity, opened for the fold."""
        rows = self.reading.execute(f"{_SELECT} WHERE eid = ? AND kind = ? AND NOT {_GONE}", (eid, kind))
        return [write for row in rows.fetchall() if (write := self.open(entry_of(row), row[15])) is not None]

    def writes_of(self, kind: str, eids: Sequence[str]) -> dict[str, list[Write]]:
        """The same about many entities of a kind, by their ids."""
        rows = self.reading.execute(
            f"{_SELECT} WHERE eid IN (SELECT value FROM json_each(?)) AND kind = ? AND NOT {_GONE}",  # noqa: S608 - our own constants
            (msgspec.json.encode(list(eids)).decode(), kind),
        )
        found: dict[str, list[Write]] = {eid: [] for eid in eids}
        for row in rows.fetchall():
            if (write := self.open(entry_of(row), row[15])) is not None:
                found[row[7]].append(write)
        return found

    def open(self, entry: Entry, eff: int | None) -> Write | None:
        """An entry with its values opened; None if it was erased, or cannot be read, or is of a later version.

        A broken seal hides what is sealed.
        """
        if not entry.body or entry.v > ENTRY_VERSION:
            return None
        try:
            body = decode_body(entry)
            values, is_shut = dict(body.plain), False
            if body.sealed:
                about = (entry.id, entry.scope, entry.kind, entry.eid)
                opened = self._unseal(body.sealed, about)
                values |= opened or {}
                is_shut = opened is None
        except ProtocolError:
            return None
        stamp = Stamp(entry.stamp if eff is None else eff)
        return Write(entry.id, stamp, entry.writer, entry.actor, values, entry.seen, is_shut, body.initials)

    def _unseal(self, sealed: str, about: tuple[EntryId, Scope, str, EntityId]) -> dict[str, Any] | None:
        """What is sealed; None as long as its key is not held here."""
        try:
            return self.base.session.keys.unseal(sealed, about)
        except UnknownKey:
            return None
        except ProtocolError:
            return {}

    def sealed_under(self, name: KeyName) -> list[tuple[str, str]]:
        """The entities of which something is sealed under a notes key: kind and id."""
        rows = self.reading.execute(
            "SELECT DISTINCT kind, eid FROM entry WHERE instr(body, ?) > 0", (f'"{name}.',)
        )
        return [(row[0], row[1]) for row in rows.fetchall()]

    def bodies(self, kind: str) -> list[tuple[str, int, dict[str, Any]]]:
        """The plain part of every entry of ``notes_key`` or ``voucher``, with its entity and stamp; the latest last.

        What the server keeps apart is left out: nobody else hears of it.
        """
        rows = self.reading.execute(
            "SELECT eid, coalesce(eff, stamp) AS at, body FROM entry"
            " WHERE kind IN ('notes_key', 'voucher') AND kind = ? AND v <= ?"
            " AND id NOT IN (SELECT entry FROM quarantine) ORDER BY at, id",
            (kind, ENTRY_VERSION),
        )
        found = []
        for eid, at, body in rows.fetchall():
            try:
                found.append((eid, at, msgspec.json.decode(body, type=Body).plain))
            except (msgspec.DecodeError, RecursionError):
                continue
        return found

    def subject_of(self, entry: Entry) -> str:
        """The contact or household that an entry is about, if its body says; nobody once it is emptied."""
        kind = KINDS.get(entry.kind)
        if kind is None or not entry.body:
            return ""
        try:
            return kind.subject_of(entry.eid, decode_body(entry).plain)
        except ProtocolError:
            return entry.eid if kind.is_person or kind.is_door else ""

    def about(self, subject: str) -> list[tuple[int, Entry]]:
        """Every entry about a contact or a household that has a body, with its row id."""
        rows = self.writing.execute(
            f"{_SELECT.replace('SELECT', 'SELECT rowid,', 1)} WHERE body <> '' AND (eid = ?1 OR instr(body, ?1) > 0)",
            (subject,),
        ).fetchall()
        entries = [(row[0], entry_of(row[1:])) for row in rows]
        return [(rowid, entry) for rowid, entry in entries if self.subject_of(entry) == subject]

    def typed_proof(self, contact: str) -> str:
        """The proof by which a contact's id was made when they were typed; empty for electors, and for older ids."""
        rows = self.reading.execute("SELECT body FROM entry WHERE eid = ? AND kind = 'contact'", (contact,))
        for (text,) in rows.fetchall():
            with suppress(msgspec.DecodeError):
                proof = proof_of(msgspec.json.decode(text, type=Body).salt)
                if is_typed(contact, proof):
                    return proof
        return ""

    def erasures_of(self, subject: str) -> list[EntryId]:
        """The erasures of somebody that were carried out here."""
        rows = self.reading.execute("SELECT id FROM erasure WHERE subject = ? ORDER BY id", (subject,))
        return [EntryId(row[0]) for row in rows.fetchall()] if subject else []

    def _knowing(self, draft: Draft) -> dict[str, list[EntryId]]:
        """What the author of a draft has seen, and which erasures of its subject: the person came back."""
        kind = KINDS[draft.kind]
        erased = self.erasures_of(kind.subject_of(draft.eid, draft.values))
        known = sorted({*erased, *draft.seen.get(ERASED, ())})
        return {**draft.seen, ERASED: known} if known else draft.seen

    def known(self, ids: Iterable[EntryId]) -> set[EntryId]:
        """Which of these entries are here already."""
        wanted = msgspec.json.encode(list(ids)).decode()
        rows = self.reading.execute(
            "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        )
        return {EntryId(row[0]) for row in rows}

    def pending_counts(self) -> tuple[int, int]:
        """How many attempts, and how many other entries, are on this laptop only."""
        visits, everything = self.reading.execute(
            f"SELECT coalesce(sum(kind = 'attempt'), 0), count(*) FROM {_PENDING}"  # noqa: S608 - our own constants
        ).fetchone()
        return visits, everything - visits

    def count_pending(self) -> int:
        """How many entries are on this laptop only. Their numbers are looked at, not they themselves."""
        return int(self.reading.execute(f"SELECT count(*) FROM {_PENDING}").fetchone()[0])  # noqa: S608 - our own constants

    def pending_about(self) -> frozenset[str]:
        """Entities, contacts and households that something not yet acknowledged is about or names."""
        rows = self.reading.execute(
            f"SELECT {', '.join(f'entry.{name}' for name in COLUMNS.split(', '))} FROM writer"  # noqa: S608 - our own constants
            " CROSS JOIN entry ON entry.writer = writer.id AND entry.n > writer.acked_n"
        )
        found: set[str] = set()
        for entry in map(entry_of, rows.fetchall()):
            found.add(entry.eid)
            kind = KINDS.get(entry.kind)
            try:
                plain = decode_body(entry).plain
            except ProtocolError:
                continue
            if kind is not None:
                found |= {kind.subject_of(entry.eid, plain), kind.place_of(entry.eid, plain)}
        return frozenset(found - {""})

    def pending_entities(self, kind: str) -> set[str]:
        """Entities of a kind that something not yet sent is about."""
        rows = self.reading.execute(f"SELECT eid FROM {_PENDING} WHERE kind = ?", (kind,))  # noqa: S608 - our own constants
        return {row[0] for row in rows.fetchall()}


def row_of(entry: Entry) -> tuple[object, ...]:
    """An entry as a row of the table, without what the server adds."""
    return (
        entry.id,
        entry.writer,
        entry.n,
        entry.prev,
        entry.stamp,
        entry.scope,
        entry.kind,
        entry.eid,
        msgspec.json.encode(entry.seen).decode() if entry.seen else "{}",
        entry.actor,
        entry.app,
        entry.v,
        entry.hash,
        entry.body,
        entry.batch,
    )


def entry_of(row: Sequence[Any]) -> Entry:
    """An entry from the columns that ``row_of`` gives."""
    return Entry(
        id=EntryId(row[0]),
        writer=WriterId(row[1]),
        n=row[2],
        prev=EntryId(row[3]),
        stamp=Stamp(row[4]),
        scope=Scope(row[5]),
        kind=row[6],
        eid=EntityId(row[7]),
        seen={} if row[8] == "{}" else _seen_decoder.decode(row[8]),
        actor=row[9],
        app=row[10],
        v=row[11],
        hash=row[12],
        body=row[13],
        batch=EntityId(row[14]),
    )


def seal_body(
    session: Session,
    about: tuple[EntryId, Scope, str, EntityId],
    values: dict[str, Any],
    initials: str = "",
    salt: str = "",
) -> str:
    """The body of an entry: sealed fields apart, by the rules of its kind, and a fresh salt if none is given."""
    rules = KINDS[about[2]]
    hidden = {name for name in values if (rule := rules.rule(name)) is not None and rule.sealed}
    secret = {name: values[name] for name in hidden}
    return encode_body(
        Body(
            plain={name: value for name, value in values.items() if name not in hidden},
            sealed=session.keys.seal(secret, about, session.random(NONCE_LENGTH)) if secret else "",
            salt=salt or session.random(_SALT_BYTES).hex(),
            initials=initials,
        )
    )


def _write(session: Session, draft: Draft, batch: EntityId, initials: str) -> Written:
    stamp = session.clock.tick()
    entry_id, eid = EntryId(session.new_id()), EntityId(draft.eid)
    body = seal_body(session, (entry_id, session.scope, draft.kind, eid), draft.values, initials, draft.salt)
    if len(body.encode()) > ENTRY_CAP:
        raise TooMuchText
    entry = Entry(
        id=entry_id,
        writer=session.writer,
        n=session.last_n + 1,
        prev=session.last_id,
        stamp=stamp,
        scope=session.scope,
        kind=draft.kind,
        eid=eid,
        seen=draft.seen,
        actor=session.member,
        app=session.app,
        batch=batch,
        hash=hash_body(body),
        body=body,
    )
    session.last_n, session.last_id = entry.n, entry.id
    write = Write(entry.id, stamp, entry.writer, entry.actor, draft.values, draft.seen, initials=initials)
    return Written(entry, write, draft.is_new)
