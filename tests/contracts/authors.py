"""Other people's entries, made up: chained by writer, as they would come from the server."""

from collections.abc import Mapping, Sequence
from typing import Any

from sync.protocol.clock import Stamp, stamp_at
from sync.protocol.entries import (
    NO_ENTRY,
    Body,
    EntityId,
    Entry,
    EntryId,
    Landed,
    Scope,
    WriterId,
    encode_body,
    hash_body,
)

NOON_MS = 1_790_000_000_000


class Author:
    """Writes entries under one writer; ``number`` tells authors apart."""

    def __init__(self, number: int, scope: Scope) -> None:
        self.writer = WriterId(f"{number:032x}")
        self.scope = scope
        self._number = number
        self._n = 0
        self._last = NO_ENTRY

    def write(self, kind: str, eid: str, values: Mapping[str, Any], **changes: Any) -> Entry:
        """The next entry of this author; ``changes`` replace parts of its header or body."""
        self._n += 1
        entry_id = EntryId(f"{self._number:08x}{self._n:024x}")
        body = encode_body(Body(plain=dict(values), salt=f"{self._n:032x}"))
        parts: dict[str, Any] = {
            "id": entry_id,
            "writer": self.writer,
            "n": self._n,
            "prev": self._last,
            "stamp": Stamp(stamp_at(NOON_MS + self._n)),
            "scope": self.scope,
            "kind": kind,
            "eid": EntityId(eid),
            "hash": hash_body(body),
            "body": body,
            **changes,
        }
        self._last = parts["id"]
        return Entry(**parts)

    def contacts(self, count: int) -> list[Entry]:
        """Entries about as many new contacts."""
        return [
            self.write("contact", f"{self._number:08x}{self._n:024x}", {"given_name": f"Ada {self._n}"})
            for _ in range(count)
        ]


def land(entries: Sequence[Entry], first: int = 1) -> list[Landed]:
    """Entries as the server gives them out, from a place on."""
    return [
        Landed(seq=seq, eff=entry.stamp, received_at=NOON_MS, entry=entry)
        for seq, entry in enumerate(entries, first)
    ]
