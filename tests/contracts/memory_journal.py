"""A journal in memory: what the contract asks for and nothing else. Exchanges are tested with it."""

import copy
import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from sync.client.journal import Applied, AttachmentRef, NotContiguous
from sync.protocol.clock import Clock, Stamp
from sync.protocol.digest import Digest
from sync.protocol.entries import (
    NO_ENTRY,
    Body,
    Departure,
    EntityId,
    Entry,
    EntryId,
    Landed,
    Scope,
    WriterId,
    decode_body,
    encode_body,
    hash_body,
    whole,
)
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS
from sync.protocol.merge import Folded, Write, fold
from sync.protocol.messages import CHUNK_BYTES, CarriedPush, PushAnswer, ScopeState, SnapshotState
from sync.protocol.snapshot import read_snapshot, snapshot_id
from tests.contracts.authors import NOON_MS
from tests.contracts.memory_numbering import Numbering


class MemoryJournal(Numbering):
    """Fulfils ``sync.client.journal.Journal``. ``name`` tells devices apart; ``skew_ms`` is a wrong clock."""

    def __init__(self, name: int, scope: Scope, skew_ms: int = 0) -> None:
        super().__init__()
        self.scope = scope
        self.name = name
        self._ids = 0
        self._epoch = ""
        self._snapshot: dict[str, dict[int, bytes]] = {}
        self._carried: list[CarriedPush] = []
        self._attachments: dict[str, bytes] = {}
        self._sent: set[str] = set()
        self._chunks: dict[str, dict[int, bytes]] = {}
        self._wanted: dict[str, AttachmentRef] = {}
        self._now = NOON_MS + skew_ms
        self._clock = Clock(lambda: self._now)
        self._begin_writer()

    # What a person does

    def write(self, kind: str, eid: str, values: dict[str, Any], body: str | None = None) -> EntryId:
        """Write an entry as this device, having seen what it holds; ``body`` replaces what would be right."""
        self._now += 1
        entry_id = self._new_id()
        text = encode_body(Body(plain=values, salt=entry_id)) if body is None else body
        writer = list(self._writers)[-1]
        chain = self._chain(writer)
        entry = Entry(
            id=entry_id,
            writer=writer,
            n=chain[-1].n + 1 if chain else 1,
            prev=chain[-1].id if chain else NO_ENTRY,
            stamp=self._clock.tick(),
            scope=self.scope,
            kind=kind,
            eid=EntityId(eid),
            seen={name: self.fold(kind, eid).heads(name) for name in values},
            hash=hash_body(text),
            body=text,
        )
        known = self._erasures_of(self._subject(entry))
        self._entries[entry_id] = msgspec.structs.replace(entry, seen=entry.seen | known)
        self._note_erasure(self._entries[entry_id])
        return entry_id

    def fold(self, kind: str, eid: str) -> Folded:
        """What the entries about an entity amount to."""
        writes = []
        for entry in self._entries.values():
            if (entry.kind, entry.eid) == (kind, eid):
                try:
                    values = decode_body(entry).plain
                except ProtocolError:
                    continue
                eff = Stamp(self._effs.get(entry.id, entry.stamp))
                writes.append(Write(entry.id, eff, entry.writer, entry.actor, values, entry.seen))
        return fold(KINDS[kind], writes)

    def held(self) -> set[EntryId]:
        """The ids of all entries."""
        return set(self._entries)

    def eff(self, entry: EntryId) -> int | None:
        """The effective stamp of an entry."""
        return self._effs.get(entry)

    def body(self, entry: EntryId) -> str:
        """The body of an entry."""
        return self._entries[entry].body

    def attach(self, content: bytes) -> str:
        """Hold an attachment."""
        attachment = hashlib.sha256(content).hexdigest()
        self._attachments[attachment] = content
        return attachment

    def attachment(self, attachment: str) -> bytes | None:
        """The content of an attachment, if it is held whole."""
        return self._attachments.get(attachment)

    def image(self) -> "MemoryJournal":
        """A copy of everything: a backup, or a profile copied to another laptop."""
        return copy.deepcopy(self)

    def rename(self, name: int) -> None:
        """Let the ids that this copy makes differ from those of its twin."""
        self.name = name

    # What the exchange does

    def epoch(self) -> str:
        return self._epoch

    def adopt_epoch(self, epoch: str) -> None:
        self._epoch = epoch
        self._cursors = {scope: (0, Digest()) for scope in self._cursors}
        self._places = {scope: dict.fromkeys(places, 0) for scope, places in self._places.items()}
        self._sent = set()
        self._owed = dict.fromkeys(one for one in self._entries if one in self._receipts)
        for writer in self._writers:
            self._doubt_unproven(writer)

    def acknowledge(self, writer: WriterId, acked_n: int, answer: PushAnswer | None = None) -> None:
        if acked_n >= self._writers[writer]:
            self._stand(writer, acked_n)
        if answer is None:
            self._unanswered.add(writer)
            return
        named = self._after(writer, acked_n - len(answer.eff))[: len(answer.eff)]
        for place, entry in enumerate(named):
            self._effs[entry.id] = answer.eff[place]
            if answer.receipts and answer.receipts[place]:
                issued = answer.issued[place] if answer.issued else answer.epoch
                self._receipts[entry.id] = (answer.received_at[place], answer.receipts[place], issued)
        apart = {one.id for one in answer.quarantined}
        own = [entry for entry in named if entry.id not in apart]
        if (placed := answer.placed) is not None and len(named) == len(answer.eff):
            cursor, digest = self._cursors.get(placed.scope, (0, Digest()))
            if cursor == placed.first - 1:
                self._places.setdefault(placed.scope, {}).update(
                    {entry.id: seq for seq, entry in enumerate(own, placed.first)}
                )
                after = digest.plus_all((entry.id, entry.hash) for entry in own)
                self._cursors[placed.scope] = (cursor + len(own), after)
                self.owed_done([entry.id for entry in own])
        for item in answer.quarantined:
            if item.reason == "erased":
                self._empty(item.id)
            else:
                self._apart[item.id] = item.reason

    def scopes(self) -> Sequence[ScopeState]:
        return [
            ScopeState(scope=scope, cursor=cursor, digest=digest.text())
            for scope, (cursor, digest) in self._cursors.items()
        ]

    def apply(
        self, scope: Scope, landed: Sequence[Landed], cursor: int, departures: Sequence[Departure] = ()
    ) -> Applied:
        before, digest = self._cursors.get(scope, (0, Digest()))
        places = sorted([*(one.seq for one in landed), *(one.seq for one in departures)])
        for expected, found in enumerate(places, before + 1):
            if found != expected:
                raise NotContiguous(scope, expected, found)
        if cursor != before + len(places):
            raise NotContiguous(scope, before + len(places), cursor)
        new, counted = self._take(scope, landed, before)
        digest = digest.plus_all(counted)
        for departure in departures:
            left = [
                self._entries[entry_id]
                for entry_id, seq in self._places.get(scope, {}).items()
                if 0 < seq < departure.seq
                and (self._entries[entry_id].kind, self._entries[entry_id].eid)
                == (departure.kind, departure.eid)
            ]
            digest = digest.minus_all((entry.id, entry.hash) for entry in left)
            for entry in left:
                del self._places[scope][entry.id]
            if departure.kind:
                self._left.setdefault((departure.kind, departure.eid), False)
        self._cursors[scope] = (cursor, digest)
        return Applied(new)

    def take(self, scope: Scope, landed: Sequence[Landed]) -> Applied:
        before, _ = self._cursors.get(scope, (0, Digest()))
        return Applied(self._take(scope, landed, before)[0])

    def recount(self, scope: Scope) -> ScopeState:
        cursor, _ = self._cursors.get(scope, (0, Digest()))
        here = [one for one, seq in self._places.get(scope, {}).items() if 0 < seq <= cursor]
        digest = Digest().plus_all((one, self._entries[one].hash) for one in here)
        if scope in self._cursors:
            self._cursors[scope] = (cursor, digest)
        return ScopeState(scope=scope, cursor=cursor, digest=digest.text())

    def snapshot_chunks(self, snapshot: str) -> frozenset[int]:
        self._snapshot = {snapshot: self._snapshot.get(snapshot, {})}
        return frozenset(self._snapshot[snapshot])

    def keep_snapshot_chunk(self, snapshot: str, index: int, content: bytes) -> None:
        self._snapshot.setdefault(snapshot, {})[index] = content

    def take_snapshot(self, scope: Scope, state: SnapshotState) -> Applied | None:
        parts = self._snapshot.pop(state.id, {})
        content = b"".join(part for _, part in sorted(parts.items()))
        if snapshot_id(content) != state.id:
            return None
        try:
            landed = [
                msgspec.structs.replace(one, entry=whole(one.entry))
                for block in read_snapshot(content)
                for one in block
            ]
        except ProtocolError:
            return None
        digest = Digest().plus_all((one.entry.id, one.entry.hash) for one in landed)
        if digest.text() != state.digest:
            return None
        new, _ = self._take(scope, landed, 0)
        self._cursors[scope] = (state.seq, digest)
        return Applied(new)

    def carry(self, push: CarriedPush) -> None:
        """A colleague's push that came by a bundle."""
        self._carried.append(push)

    def carried(self, limit: int) -> Sequence[CarriedPush]:
        return self._carried[:limit]

    def carried_done(self, pushes: Sequence[CarriedPush]) -> None:
        self._carried = [one for one in self._carried if one not in pushes]

    def reset_scope(self, scope: Scope) -> None:
        self._cursors[scope] = (0, Digest())
        self._places[scope] = dict.fromkeys(self._places.get(scope, {}), 0)

    def _take(
        self, scope: Scope, landed: Sequence[Landed], cursor: int
    ) -> tuple[int, list[tuple[EntryId, str]]]:
        places = self._places.setdefault(scope, {})
        new, counted = 0, []
        for found in landed:
            entry = found.entry
            if entry.writer in self._writers:
                self._meet_own(entry)
            new += entry.id not in self._entries
            kept = self._entries.setdefault(entry.id, entry)
            is_owed = self._meet_body(kept, found)
            if not 0 < places.get(entry.id, 0) <= cursor:
                counted.append((entry.id, entry.hash))
            is_told = found.seq or (found.receipt and entry.id not in self._receipts)
            if found.seq or found.receipt:
                places[entry.id] = max(places.get(entry.id, 0), found.seq)
            if is_told:
                self._effs[entry.id] = found.eff
                self._clock.observe(Stamp(found.eff))
            if is_told and found.receipt:
                self._receipts[entry.id] = (found.received_at, found.receipt, found.issued or self._epoch)
            is_placed = any(places.get(entry.id, 0) for places in self._places.values())
            if is_placed:
                self._owed.pop(entry.id, None)
            is_owed |= bool(found.receipt) and not is_placed
            if is_owed:
                self._owed[entry.id] = None
            if found.seq:
                self._left.pop((entry.kind, entry.eid), None)
            self._want(entry)
        for found in landed:
            self._note_erasure(self._entries[found.entry.id])
        return new, counted

    def attachments_to_send(self) -> Sequence[AttachmentRef]:
        return [
            AttachmentRef(self.scope, attachment, len(content))
            for attachment, content in self._attachments.items()
            if attachment not in self._sent
        ]

    def attachment_chunk(self, attachment: str, index: int) -> bytes:
        return self._attachments[attachment][index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]

    def attachment_sent(self, attachment: str) -> None:
        self._sent.add(attachment)

    def attachments_wanted(self) -> Sequence[AttachmentRef]:
        return [ref for ref in self._wanted.values() if ref.id not in self._attachments]

    def chunks_kept(self, attachment: str) -> frozenset[int]:
        return frozenset(self._chunks.get(attachment, {}))

    def keep_chunk(self, attachment: str, index: int, content: bytes) -> None:
        self._chunks.setdefault(attachment, {})[index] = content

    def complete_attachment(self, attachment: str, size: int) -> bool:
        parts = self._chunks.pop(attachment, {})
        content = b"".join(part for _, part in sorted(parts.items()))
        if len(content) != size or hashlib.sha256(content).hexdigest() != attachment:
            return False
        self._attachments[attachment] = content
        self._sent.add(attachment)
        return True

    def waiting(self) -> int:
        back = {entry_id for places in self._places.values() for entry_id, seq in places.items() if seq}
        return sum(
            entry.id not in back
            for writer, acked in self._writers.items()
            for entry in self._after(writer, acked)
        )

    def questions(self) -> int:
        entities = {(entry.kind, entry.eid) for entry in self._entries.values() if entry.kind in KINDS}
        return sum(
            bool(folded.conflict(name))
            for folded in (self.fold(*entity) for entity in entities)
            for name in folded.siblings
        )

    def quarantined(self) -> int:
        return len(self._apart)

    def _new_id(self) -> EntryId:
        self._ids += 1
        return EntryId(f"{self.name:08x}{self._ids:024x}")

    def _want(self, entry: Entry) -> None:
        if entry.kind == "register_import":
            values = decode_body(entry).plain
            ref = AttachmentRef(entry.scope, str(values["edition"]), int(values["size"]))
            self._wanted.setdefault(ref.id, ref)
