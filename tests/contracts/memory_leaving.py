"""What leaves a journal in memory, and what is erased there."""

from collections.abc import Sequence

import msgspec

from sync.client.journal import Removals
from sync.protocol.digest import Digest
from sync.protocol.entries import Entry, EntryId, Landed, Scope, WriterId, decode_body
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS
from sync.protocol.kinds.erasure import ERASED


class Leaving:
    """The entries of a journal in memory, with their places, and how they go."""

    def __init__(self) -> None:
        self._entries: dict[EntryId, Entry] = {}
        self._writers: dict[WriterId, int] = {}
        self._unanswered: set[WriterId] = set()
        self._strange: dict[
            WriterId, EntryId
        ] = {}  # the server's last entry of a writer, where it is not ours
        self._places: dict[Scope, dict[EntryId, int]] = {}
        self._cursors: dict[Scope, tuple[int, Digest]] = {}
        self._left: dict[tuple[str, str], bool] = {}  # whether it went, and only own entries are here
        self._lately = 0  # how many went without a person's word; its days are all one
        self._backed_up: set[EntryId] = set()
        self._erasures: dict[EntryId, bool] = {}  # whether the server was told
        self._subjects: dict[tuple[EntryId, str], str] = {}
        self._erased: dict[EntryId, object] = {}  # whom an erasure is of, even once its entry is let go of

    def correct(self, landed: Sequence[Landed]) -> None:
        for one in landed:
            if held := self._entries.get(one.entry.id):
                link = {"writer": held.writer, "n": held.n, "prev": held.prev}
                self._entries[held.id] = msgspec.structs.replace(one.entry, **link)

    def drop_scope(self, scope: Scope) -> None:
        if scope not in self._cursors:
            return
        left = self._places.pop(scope, {})
        elsewhere = {entry_id for places in self._places.values() for entry_id in places}
        for entry in self._entries.values():
            if entry.id in left or (entry.scope == scope and entry.id not in elsewhere):
                self._left.setdefault((entry.kind, entry.eid), False)
        self._cursors.pop(scope, None)

    def _placed(self) -> set[tuple[str, str]]:
        held = {entry_id for places in self._places.values() for entry_id in places}
        return {(self._entries[one].kind, self._entries[one].eid) for one in held}

    def removals(self) -> Removals:
        placed = self._placed()
        count = sum(1 for about, gone in self._left.items() if not gone and about not in placed)
        return Removals(count, count + len(placed), self._lately) if count else Removals(0, 0)

    def evict(self, *, is_agreed: bool = False) -> int:
        placed, gone = self._placed(), 0
        pending = [entry for writer, acked in self._writers.items() for entry in self._after(writer, acked)]
        waiting = {name for entry in pending for name in (entry.eid, self._subject(entry))}
        for about in list(self._left):
            if about in placed:
                del self._left[about]
            elif about[1] not in waiting:
                gone += not self._left[about]
                self._let_go(about)
        if gone:
            self._lately = 0 if is_agreed else self._lately + gone
        return gone

    def _let_go(self, about: tuple[str, str]) -> None:
        self._left[about] = True
        for entry in [one for one in self._entries.values() if (one.kind, one.eid) == about]:
            acked = self._writers.get(entry.writer)
            if acked is None or (entry.id in self._backed_up and entry.n < acked):
                del self._entries[entry.id]

    def note_backed_up(self, scope: Scope, seq: int) -> None:
        self._backed_up |= {one for one, place in self._places.get(scope, {}).items() if 0 < place <= seq}

    def _subject(self, entry: Entry) -> str:
        found = self._subjects.get((entry.id, entry.body))
        if found is None:
            found = self._subjects[entry.id, entry.body] = _subject_of(entry)
        return found

    def _note_erasure(self, entry: Entry) -> None:
        if entry.kind == "erasure" and entry.body:
            self._erasures.setdefault(entry.id, False)
            self._erased[entry.id] = decode_body(entry).plain.get("subject")
        for erasure, subject in self._erased.items():
            for one in list(self._entries.values()):
                if self._subject(one) == subject and erasure not in one.seen.get(ERASED, ()):
                    self._empty(one.id)

    def _erasures_of(self, subject: str) -> dict[str, list[EntryId]]:
        """What whoever writes about somebody knows of their erasures."""
        found = [erasure for erasure, erased in self._erased.items() if subject and erased == subject]
        return {ERASED: found} if found else {}

    def erasures(self) -> Sequence[EntryId]:
        return [erasure for erasure, told in self._erasures.items() if not told]

    def erasures_told(self, ids: Sequence[EntryId]) -> None:
        self._erasures |= dict.fromkeys(ids, True)

    def _chain(self, writer: WriterId) -> list[Entry]:
        own = [entry for entry in self._entries.values() if entry.writer == writer]
        return sorted(own, key=lambda entry: entry.n)

    def _after(self, writer: WriterId, n: int) -> list[Entry]:
        return [entry for entry in self._chain(writer) if entry.n > n]

    def _empty(self, entry_id: EntryId) -> None:
        self._entries[entry_id] = msgspec.structs.replace(self._entries[entry_id], body="")


def _subject_of(entry: Entry) -> str:
    try:
        plain = decode_body(entry).plain
    except ProtocolError:
        return ""
    return KINDS[entry.kind].subject_of(entry.eid, plain) if entry.kind in KINDS and entry.body else ""
