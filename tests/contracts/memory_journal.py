"""A journal in memory: what the contract asks for and nothing else. Exchanges are tested with it."""

import copy
import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from sync.client.journal import Applied, AttachmentRef, NotContiguous, WriterState
from sync.protocol.clock import Clock, Stamp
from sync.protocol.digest import Digest
from sync.protocol.entries import (
    NO_ENTRY,
    Body,
    EntityId,
    Entry,
    EntryId,
    Landed,
    Scope,
    WriterId,
    decode_body,
    encode_body,
    hash_body,
)
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS
from sync.protocol.merge import Folded, Write, fold
from sync.protocol.messages import CHUNK_BYTES, Quarantined, ScopeState
from tests.contracts.authors import NOON_MS


class MemoryJournal:
    """Fulfils ``sync.client.journal.Journal``. ``name`` tells devices apart; ``skew_ms`` is a wrong clock."""

    def __init__(self, name: int, scope: Scope, skew_ms: int = 0) -> None:
        self.scope = scope
        self.name = name
        self._ids = 0
        self._epoch = ""
        self._entries: dict[EntryId, Entry] = {}
        self._effs: dict[EntryId, int] = {}
        self._writers: dict[WriterId, int] = {}
        self._cursors: dict[Scope, tuple[int, Digest]] = {}
        self._apart: dict[EntryId, str] = {}
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
        self._entries[entry_id] = Entry(
            id=entry_id,
            writer=writer,
            n=len(chain) + 1,
            prev=chain[-1].id if chain else NO_ENTRY,
            stamp=self._clock.tick(),
            scope=self.scope,
            kind=kind,
            eid=EntityId(eid),
            seen={name: self.fold(kind, eid).heads(name) for name in values},
            hash=hash_body(text),
            body=text,
        )
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
        self._cursors = {}
        self._sent = set()

    def writers(self) -> Sequence[WriterState]:
        return [
            WriterState(writer, len(self._chain(writer)), acked) for writer, acked in self._writers.items()
        ]

    def entries(self, writer: WriterId, after_n: int, limit: int) -> Sequence[Entry]:
        return self._chain(writer)[after_n : after_n + limit]

    def acknowledge(
        self, writer: WriterId, acked_n: int, effs: Sequence[int], quarantined: Sequence[Quarantined]
    ) -> None:
        self._writers[writer] = max(self._writers[writer], acked_n)
        named = self._chain(writer)[acked_n - len(effs) : acked_n]
        self._effs.update(zip((entry.id for entry in named), effs, strict=True))
        self._apart.update({item.id: item.reason for item in quarantined})

    def rewind(self, writer: WriterId, acked_n: int) -> None:
        self._writers[writer] = min(self._writers[writer], acked_n)

    def fork(self, writer: WriterId) -> WriterId:
        loose = self._chain(writer)[self._writers[writer] :]
        fresh = self._begin_writer()
        prev = NO_ENTRY
        for n, entry in enumerate(loose, 1):
            self._entries[entry.id] = msgspec.structs.replace(entry, writer=fresh, n=n, prev=prev)
            prev = entry.id
        return fresh

    def scopes(self) -> Sequence[ScopeState]:
        return [
            ScopeState(scope=scope, cursor=cursor, digest=digest.text())
            for scope, (cursor, digest) in self._cursors.items()
        ]

    def apply(self, scope: Scope, landed: Sequence[Landed], cursor: int) -> Applied:
        before, digest = self._cursors.get(scope, (0, Digest()))
        for expected, found in enumerate(landed, before + 1):
            if found.seq != expected:
                raise NotContiguous(scope, expected, found.seq)
        if cursor != before + len(landed):
            raise NotContiguous(scope, before + len(landed), cursor)
        new = 0
        for found in landed:
            entry = found.entry
            if entry.writer in self._writers:
                self._meet_own(entry)
            new += entry.id not in self._entries
            self._entries.setdefault(entry.id, entry)
            self._effs[entry.id] = found.eff
            self._clock.observe(Stamp(found.eff))
            self._want(entry)
        self._cursors[scope] = (
            cursor,
            digest.plus_all((found.entry.id, found.entry.hash) for found in landed),
        )
        return Applied(new)

    def reset_scope(self, scope: Scope) -> None:
        self._cursors.pop(scope, None)

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
        return sum(state.last_n - state.acked_n for state in self.writers())

    def quarantined(self) -> int:
        return len(self._apart)

    def _chain(self, writer: WriterId) -> list[Entry]:
        own = [entry for entry in self._entries.values() if entry.writer == writer]
        return sorted(own, key=lambda entry: entry.n)

    def _begin_writer(self) -> WriterId:
        writer = WriterId(self._new_id())
        self._writers[writer] = 0
        return writer

    def _new_id(self) -> EntryId:
        self._ids += 1
        return EntryId(f"{self.name:08x}{self._ids:024x}")

    def _meet_own(self, entry: Entry) -> None:
        is_current = list(self._writers)[-1] == entry.writer
        is_loose = len(self._chain(entry.writer)) > self._writers[entry.writer]
        if entry.id not in self._entries and (is_current or is_loose):
            self.fork(entry.writer)
        self._writers[entry.writer] = max(self._writers[entry.writer], entry.n)

    def _want(self, entry: Entry) -> None:
        if entry.kind == "register_import":
            values = decode_body(entry).plain
            ref = AttachmentRef(entry.scope, str(values["edition"]), int(values["size"]))
            self._wanted.setdefault(ref.id, ref)
