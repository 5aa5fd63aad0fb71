"""Comparing a scope with what a device holds of it, by parts; and giving out entries by their ids."""

from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection, select

from sync.protocol.entries import EntryId, Scope, is_id
from sync.protocol.messages import (
    PULL_MOST_ENTRIES,
    CompareRequest,
    Difference,
    FetchRequest,
    Part,
    ScopeHead,
)
from sync.protocol.parts import FEW, MOST_PARTS, Held, digest_part, is_prefix, split
from sync.server.database import rows_among
from sync.server.heads import steadily
from sync.server.refusals import malformed
from sync.server.tables import ENTRY

_KEPT = 8


class Comparing:
    """What scopes hold, kept as long as nothing is added to them: a comparison asks several times."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Scope, int, str], list[Held]] = OrderedDict()

    def differences(self, connection: Connection, asked: CompareRequest) -> list[Difference]:
        """The parts that differ here, each with its smaller parts or its ids."""
        if len(asked.parts) > MOST_PARTS or not all(is_prefix(part.prefix) for part in asked.parts):
            raise malformed()
        if not _are_apart([part.prefix for part in asked.parts]):
            raise malformed()
        found = []
        within = _within(self._held(connection, asked), [part.prefix for part in asked.parts])
        for part in asked.parts:
            here = within[part.prefix]
            if digest_part(here).text() != part.digest:
                found.append(_difference(part.prefix, here))
        return found

    def _held(self, connection: Connection, asked: CompareRequest) -> list[Held]:
        def read(head: ScopeHead) -> tuple[tuple[str, Scope, int, str], list[Held]]:
            key = (asked.epoch, asked.scope, head.head, head.digest)
            if key in self._kept:
                return key, self._kept[key]
            rows = connection.execute(
                select(ENTRY.c.id, ENTRY.c.hash).where(
                    ENTRY.c.scope == asked.scope, ENTRY.c.id.is_not(None), ENTRY.c.seq <= head.head
                )
            )
            return key, [Held(EntryId(row.id), row.hash) for row in rows]

        key, held = steadily(connection, asked.scope, read)
        self._kept[key] = held
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return held


def _are_apart(prefixes: Sequence[str]) -> bool:
    """Whether no part is another's or within it: nobody asks twice for the same, and each entry is looked at once."""
    ordered = sorted(prefixes)
    return not any(later.startswith(earlier) for earlier, later in pairwise(ordered))


def _within(held: Sequence[Held], prefixes: Sequence[str]) -> dict[str, list[Held]]:
    """What is held of each part, in one pass."""
    found: dict[str, list[Held]] = {prefix: [] for prefix in prefixes}
    lengths = sorted({len(prefix) for prefix in prefixes})
    for one in held:
        digits = one.id[::-1]
        for length in lengths:
            part = found.get(digits[:length])
            if part is not None:
                part.append(one)
                break
    return found


def check_ids(asked: FetchRequest) -> Sequence[EntryId]:
    """The ids that are asked for; Refused if they are too many or none are ids."""
    if len(asked.ids) > PULL_MOST_ENTRIES or not all(is_id(one) for one in asked.ids):
        raise malformed()
    return asked.ids


def places_of(connection: Connection, scope: Scope, ids: Sequence[EntryId]) -> list[int]:
    """Where entries lie in a scope, in their order; those that do not are left out."""
    return sorted(row.seq for row in rows_among(connection, (ENTRY.c.seq,), scope, ENTRY.c.id, ids))


def _difference(prefix: str, here: Sequence[Held]) -> Difference:
    if len(here) <= FEW:
        return Difference(prefix=prefix, ids=sorted(one.id for one in here))
    parts = [
        Part(prefix=inner, digest=digest_part(held).text()) for inner, held in split(prefix, here).items()
    ]
    return Difference(prefix=prefix, parts=parts)
