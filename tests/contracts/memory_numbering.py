"""The writers of a journal in memory, and how far the server holds each of them."""

from abc import abstractmethod
from collections.abc import Sequence

import msgspec

from sync.client.journal import WriterState
from sync.protocol.entries import NO_ENTRY, Entry, EntryId, WriterId
from tests.contracts.memory_owing import Owing


class Numbering(Owing):
    """What the server holds by number, what it keeps apart, and what is not known for sure."""

    def __init__(self) -> None:
        super().__init__()
        self._apart: dict[EntryId, str] = {}
        self._unanswered: set[WriterId] = set()
        self._strange: dict[
            WriterId, EntryId
        ] = {}  # the server's last entry of a writer, where it is not ours

    @abstractmethod
    def _new_id(self) -> EntryId: ...

    def writers(self) -> Sequence[WriterState]:
        return [
            WriterState(
                writer,
                max((one.n for one in self._chain(writer)), default=0),
                acked,
                self._strange.get(writer) or self.entry_id(writer, acked) or EntryId(""),
            )
            for writer, acked in self._writers.items()
        ]

    def entries(self, writer: WriterId, after_n: int, limit: int) -> Sequence[Entry]:
        return self._after(writer, after_n)[:limit]

    def entry_id(self, writer: WriterId, n: int) -> EntryId | None:
        return next((entry.id for entry in self._chain(writer) if entry.n == n), None)

    def rewind(self, writer: WriterId, acked_n: int) -> None:
        self._stand(writer, min(self._writers[writer], acked_n))
        for entry in self._after(writer, acked_n):
            self._apart.pop(entry.id, None)

    def note_strange(self, writer: WriterId, prefix: int, last_id: EntryId) -> bool:
        self._doubt_unproven(writer)
        is_forked = bool(self._after(writer, self._writers[writer])) or writer == list(self._writers)[-1]
        if is_forked:
            self.fork(writer)
        self._writers[writer], self._strange[writer] = prefix, last_id
        self._owe_under(writer)
        return is_forked

    def doubt_unanswered(self) -> bool:
        is_doubted = False
        for writer in self._unanswered:
            known = self._receipts.keys() | self._apart.keys()
            first = min((one.n for one in self._chain(writer) if one.body and one.id not in known), default=0)
            if 0 < first <= self._writers[writer]:
                self.rewind(writer, first - 1)
                is_doubted = True
        self._unanswered.clear()
        return is_doubted

    def _doubt_unproven(self, writer: WriterId) -> None:
        unproven = [one.n for one in self._chain(writer) if one.body and one.id not in self._receipts]
        self.rewind(writer, min([self._writers[writer], *(n - 1 for n in unproven)]))

    def fork(self, writer: WriterId) -> WriterId:
        loose = self._after(writer, self._writers[writer])
        fresh = self._begin_writer()
        prev = NO_ENTRY
        for n, entry in enumerate(loose, 1):
            self._entries[entry.id] = msgspec.structs.replace(entry, writer=fresh, n=n, prev=prev)
            prev = entry.id
        return fresh

    def _stand(self, writer: WriterId, acked_n: int) -> None:
        self._writers[writer] = acked_n
        self._strange.pop(writer, None)

    def _begin_writer(self) -> WriterId:
        writer = WriterId(self._new_id())
        self._writers[writer] = 0
        return writer

    def _meet_own(self, entry: Entry) -> None:
        is_current = list(self._writers)[-1] == entry.writer
        is_loose = bool(self._after(entry.writer, self._writers[entry.writer]))
        if entry.id in self._entries or entry.n <= self._writers[entry.writer]:
            return  # what was acknowledged and let go of comes back
        if is_current or is_loose:
            self.fork(entry.writer)
        self._stand(entry.writer, entry.n)  # nothing of ours is left there
