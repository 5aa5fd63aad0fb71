"""What it takes to take back part of what was written about an entity: pure, over the writes.

Nothing is erased by it. It is written what stood before, by somebody who has seen what is taken back; what others
wrote meanwhile is left as it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.protocol.entries import EntryId
from sync.protocol.kinds import Kind, Merge
from sync.protocol.merge import EVERYTHING, Folded, Sibling, Write, fold

_FLAGS = {"attempt": "voided", "response": "voided", "register_import": "undone", "same_as": "undone"}
"""By what an entity of a kind stands no more; others are deleted."""


@dataclass(slots=True)
class TakingBack:
    """What is to be written, one after the other, and how much stays because others wrote there since."""

    entries: list[tuple[dict[str, Any], dict[str, list[EntryId]]]] = field(default_factory=list)
    kept: int = 0


def take_back(
    kind: Kind,
    writes: Sequence[Write],
    batch: Collection[EntryId],
    *,
    is_derived: bool,
    untouchable: Collection[str] = (),
) -> TakingBack:
    """How to take the entries in ``batch`` back out of the writes about one entity.

    ``is_derived`` says that the entity is there without anybody having made it, as an elector is; ``untouchable``
    names fields that must stay as they are.
    """
    first = min(writes, key=lambda write: (write.eff, write.id), default=None)
    if first is None or not any(write.id in batch for write in writes):
        return TakingBack()
    folded = fold(kind, writes)
    if first.id in batch and not is_derived:
        return _unmake(kind, folded, batch)
    return _Fields(kind, writes, frozenset(batch), folded).take_back(frozenset(untouchable))


def _unmake(kind: Kind, folded: Folded, batch: Collection[EntryId]) -> TakingBack:
    flag = _FLAGS.get(kind.name, "deleted")
    if folded.value(flag) is True and not folded.conflict(flag):
        return TakingBack()
    standing = {**folded.siblings, **folded.adds, **folded.deltas}
    since = [
        name
        for name, siblings in standing.items()
        if name != flag and any(sibling.entry not in batch for sibling in siblings)
    ]
    if since:
        return TakingBack(kept=len(since))
    seen = {flag: folded.heads(flag)}
    if flag == "deleted":
        seen[EVERYTHING] = folded.everything()
    return TakingBack([({flag: True}, _without_empty(seen))])


class _Fields:
    """Field by field, for an entity that was there before."""

    def __init__(
        self, kind: Kind, writes: Sequence[Write], batch: frozenset[EntryId], folded: Folded
    ) -> None:
        self._kind = kind
        self._writes = writes
        self._batch = batch
        self._folded = folded
        self._before = fold(kind, [write for write in writes if write.id not in batch])
        self._seen: dict[str, list[EntryId]] = {}
        self._values: dict[str, list[Any]] = {}

    def take_back(self, untouchable: frozenset[str]) -> TakingBack:
        taking = TakingBack()
        for name in sorted({name for write in self._mine for name in write.values}):
            rule = self._kind.rule(name)
            if rule is not None and rule.merge is Merge.ONCE:
                continue  # a fact of something that is there anyhow
            if name in untouchable or rule is None:
                taking.kept += 1
            elif rule.merge is Merge.SET:
                self._set(name)
            elif rule.merge is Merge.SUM:
                self._sum(name)
            elif not self._register(name):
                taking.kept += 1
        if self._values and "deleted" not in self._values and self._before.is_deleted:
            self._values["deleted"] = [True]  # what is written to undo an edit must not keep a deleted record
            self._seen["deleted"] = self._folded.heads("deleted")
        # Values that stood side by side are written so again: each has seen what is taken back, and not the others.
        for place in range(max(map(len, self._values.values()), default=0)):
            values = {name: found[place] for name, found in self._values.items() if place < len(found)}
            for part in self._apart(values):
                seen = {name: self._seen[name] for name in part}
                if "deleted" in part:
                    seen[EVERYTHING] = self._seen_by_deletion(part["deleted"] is True)
                taking.entries.append((part, _without_empty(seen)))
        return taking

    def _apart(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """What a deletion that stands again had not seen is written beside it, so that it keeps the record as before."""
        if values.get("deleted") is not True:
            return [values]
        before = self._before
        held = {**before.siblings, **before.adds, **before.deltas}
        beside = {
            name: value
            for name, value in values.items()
            if name != "deleted"
            and any(sibling.entry not in before.deletion_saw for sibling in held.get(name, ()))
        }
        together = {name: value for name, value in values.items() if name not in beside}
        return [together, beside] if beside else [together]

    @property
    def _mine(self) -> list[Write]:
        return [write for write in self._writes if write.id in self._batch]

    def _register(self, name: str) -> bool:
        """Whether the field is as it was before, or will be."""
        now, before = self._folded.siblings.get(name, []), self._before.siblings.get(name, [])
        standing = [sibling for sibling in now if sibling.entry in self._batch]
        if not standing:
            return _distinct(now) == _distinct(before) or (not before and now[0].value in (None, False))
        values = _distinct(before) or [False if isinstance(standing[0].value, bool) else None]
        self._values[name] = values[::-1]  # the last that is written is the one that is shown
        self._seen[name] = [sibling.entry for sibling in standing]
        return True

    def _set(self, name: str) -> None:
        now, before = self._folded.sets.get(name, set()), self._before.sets.get(name, set())
        if now != before:
            adds = self._folded.adds.get(name, [])
            self._values[name] = [{"add": sorted(before - now), "remove": sorted(now - before)}]
            self._seen[name] = [sibling.entry for sibling in adds if sibling.entry in self._batch]

    def _sum(self, name: str) -> None:
        about = [write for write in self._writes if name in write.values]
        standing = [write for write in self._mine if name in write.values and _is_counted(write, name, about)]
        deltas = [write.values[name] for write in standing]
        if standing:
            self._values[name] = [-sum(delta for delta in deltas if isinstance(delta, int | float))]
            self._seen[name] = [write.id for write in standing]

    def _seen_by_deletion(self, is_deletion: bool) -> list[EntryId]:
        if not is_deletion:
            return self._folded.everything()
        return sorted(self._before.deletion_saw | {write.id for write in self._mine})


def _is_counted(write: Write, name: str, about: Sequence[Write]) -> bool:
    """Whether a number that was added has not been taken back: whoever takes it back has seen it."""
    later = [other for other in about if write.id in other.seen.get(name, ()) and other.id != write.id]
    return not any(_is_counted(other, name, about) for other in later)


def _distinct(siblings: Sequence[Sibling]) -> list[Any]:
    found: list[Any] = []
    for sibling in siblings:
        if sibling.value not in found:
            found.append(sibling.value)
    return found


def _without_empty(seen: dict[str, list[EntryId]]) -> dict[str, list[EntryId]]:
    return {name: entries for name, entries in seen.items() if entries}
