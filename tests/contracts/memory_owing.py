"""What a journal in memory can give back, and what it owes the server."""

from collections.abc import Sequence

import msgspec

from sync.protocol.clock import Stamp
from sync.protocol.entries import Entry, EntryId, Landed, Scope, WriterId
from sync.protocol.parts import Held
from tests.contracts.memory_leaving import Leaving


class Owing(Leaving):
    """Receipts, and the entries of which the server may have lost hold."""

    def __init__(self) -> None:
        super().__init__()
        self._effs: dict[EntryId, int] = {}
        self._receipts: dict[EntryId, tuple[int, str, str]] = {}
        self._owed: dict[EntryId, None] = {}
        self._lost: dict[EntryId, int] = {}  # how often each was asked for

    def held_in(self, scope: Scope) -> Sequence[Held]:
        claimed = {
            entry.id
            for entry in self._entries.values()
            if entry.scope == scope and entry.id in self._receipts
        }
        return [
            Held(entry_id, self._entries[entry_id].hash)
            for entry_id in sorted(claimed | set(self._places.get(scope, {})))
        ]

    def given_back(self, scope: Scope, ids: Sequence[EntryId]) -> Sequence[Landed]:
        found = []
        for entry_id in ids:
            if entry_id in self._receipts:
                received_at, receipt, issued = self._receipts[entry_id]
                found.append(
                    Landed(
                        seq=0,
                        eff=Stamp(self._effs[entry_id]),
                        received_at=received_at,
                        entry=self._entries[entry_id],
                        receipt=receipt,
                        issued=issued,
                        lost=entry_id in self._lost,
                    )
                )
        return found

    def owed(self, limit: int) -> Sequence[Landed]:
        return self.given_back(Scope(""), [one for one in self._owed if one in self._entries][:limit])

    def owe_beyond(self, scope: Scope) -> None:
        placed = {one for one, seq in self._places.get(scope, {}).items() if seq}
        self._owed |= dict.fromkeys(
            one for one in self._receipts if one in self._entries and one not in placed
        )

    def _owe_under(self, writer: WriterId) -> None:
        placed = {one for places in self._places.values() for one, seq in places.items() if seq}
        self._owed |= dict.fromkeys(
            one.id
            for one in self._entries.values()
            if one.writer == writer and one.id in self._receipts and one.id not in placed
        )

    def owed_done(self, ids: Sequence[EntryId]) -> None:
        for one in ids:
            self._owed.pop(one, None)

    def ask_for_lost(self, limit: int) -> Sequence[EntryId]:
        found = sorted((one for one in self._lost if one in self._entries), key=lambda one: self._lost[one])[
            :limit
        ]
        for one in found:
            self._lost[one] += 1
        return found

    def _meet_body(self, kept: Entry, found: Landed) -> bool:
        """What is said of a body, beside the one that is held; whether the server lost what is here."""
        if not kept.body and not found.entry.body and found.lost and kept is found.entry:
            self._lost.setdefault(kept.id, 0)
        elif kept.id in self._lost and found.entry.body and found.entry.hash == kept.hash:
            self._entries[kept.id] = msgspec.structs.replace(kept, body=found.entry.body)
            del self._lost[kept.id]
            return not found.seq
        elif kept.id in self._lost and not found.entry.body and not found.lost and found.seq:
            del self._lost[kept.id]  # it was erased
        elif kept.body and not found.entry.body and not found.lost and found.seq:
            self._empty(kept.id)
        return found.lost and bool(kept.body)
