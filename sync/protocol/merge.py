"""The fold: what a set of entries about one entity amounts to.

The result depends on the *set* alone: not on order, duplication or the way in which entries came.
Equal sets give equal folds, which is the whole convergence argument (docs/protocol.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from sync.protocol.clock import Stamp
from sync.protocol.entries import EntryId, WriterId
from sync.protocol.kinds.field import Kind, Merge

EVERYTHING = "*"
"""In the ``seen`` of a deletion: the entries of all fields that the deleter had before them."""


class Write(msgspec.Struct, frozen=True):
    """One entry as the fold sees it: its values opened, and its effective stamp.

    ``values`` holds plain and unsealed fields together. ``eff`` is the server's effective stamp
    once there is one, else the writer's own. ``is_shut``: what is sealed is not among the values, for want of its key.
    """

    id: EntryId
    eff: Stamp
    writer: WriterId
    actor: str
    values: Mapping[str, Any]
    seen: Mapping[str, list[EntryId]]
    is_shut: bool = False
    initials: str = ""


class Sibling(msgspec.Struct, frozen=True):
    """One of the answers that a field holds, with who wrote it and when."""

    value: Any
    entry: EntryId
    eff: Stamp
    writer: WriterId
    actor: str


@dataclass(slots=True)
class Folded:
    """An entity after the fold.

    ``siblings`` holds, per field, the surviving writes, the shown one first; ``adds``, per set, the writes
    by whose additions its members stand; ``deltas``, per sum, what was added up; ``heads`` names all entries that a
    new write of a field has seen.
    """

    siblings: dict[str, list[Sibling]] = field(default_factory=dict)
    sets: dict[str, set[str]] = field(default_factory=dict)
    adds: dict[str, list[Sibling]] = field(default_factory=dict)
    sums: dict[str, float] = field(default_factory=dict)
    deltas: dict[str, list[Sibling]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    deletion_saw: frozenset[EntryId] = frozenset()

    def value(self, name: str) -> Any:
        """The value that is shown for a register or a fact, or None."""
        found = self.siblings.get(name)
        return found[0].value if found else None

    def heads(self, name: str) -> list[EntryId]:
        """The entries that somebody who sees this field now has seen."""
        standing = (*self.siblings.get(name, ()), *self.adds.get(name, ()))
        return sorted({sibling.entry for sibling in standing})

    def everything(self) -> list[EntryId]:
        """The entries that somebody who sees all fields now has seen: what a deletion says under EVERYTHING."""
        return sorted({sibling.entry for _, sibling in self._standing()})

    def _standing(self) -> list[tuple[str, Sibling]]:
        """Every write that the entity stands by, of registers, facts, sets and sums, with its field."""
        parts = (*self.siblings.items(), *self.adds.items(), *self.deltas.items())
        return [(name, sibling) for name, siblings in sorted(parts) for sibling in siblings]

    def conflict(self, name: str) -> list[Sibling]:
        """The differing answers of a field if there is more than one, else nothing."""
        distinct: list[Sibling] = []
        for sibling in self.siblings.get(name, ()):
            if all(sibling.value != other.value for other in distinct):
                distinct.append(sibling)
        return distinct if len(distinct) > 1 else []

    @property
    def is_deleted(self) -> bool:
        """Whether the entity is deleted and every value that it holds had been seen by that deletion."""
        return self.value("deleted") is True and not self.edits_unseen_by_deletion()

    def edits_unseen_by_deletion(self) -> list[Sibling]:
        """Edits made at the same time as a deletion: they keep the entity, and somebody must say."""
        if self.value("deleted") is not True:
            return []
        return [
            sibling
            for name, sibling in self._standing()
            if name != "deleted" and sibling.entry not in self.deletion_saw
        ]


def fold(kind: Kind, writes: Iterable[Write]) -> Folded:
    """Fold the writes about one entity; any order, any duplication."""
    unique = {write.id: write for write in writes}
    if len(unique) == 1:
        return _fold_alone(kind, next(iter(unique.values())))
    ordered = sorted(unique.values(), key=lambda write: (write.eff, write.id), reverse=True)
    folded = Folded()
    for name in _names(ordered):
        rule = kind.rule(name)
        if rule is None:
            folded.unknown.add(name)
            continue
        about = [write for write in ordered if name in write.values]
        if rule.merge is Merge.SET:
            folded.sets[name], folded.adds[name] = _fold_set(name, about)
        elif rule.merge is Merge.SUM:
            folded.deltas[name] = [_sibling(name, write) for write in about]
            folded.sums[name] = _fold_sum(name, about)
        elif rule.merge is Merge.ONCE:
            folded.siblings[name] = [_sibling(name, about[-1])]
        else:
            folded.siblings[name] = _fold_register(name, about)
    folded.deletion_saw = _deletion_saw(ordered, folded)
    return folded


def _fold_alone(kind: Kind, write: Write) -> Folded:
    """The same for one write, which most entities are made of: there is nothing that it could be weighed against."""
    folded = Folded()
    for name in sorted(write.values):
        rule = kind.rule(name)
        if rule is None:
            folded.unknown.add(name)
        elif rule.merge is Merge.SET:
            folded.sets[name], folded.adds[name] = _fold_set(name, [write])
        elif rule.merge is Merge.SUM:
            folded.deltas[name] = [_sibling(name, write)]
            folded.sums[name] = _fold_sum(name, [write])
        else:
            folded.siblings[name] = [_sibling(name, write)]
    if write.values.get("deleted") is True:
        folded.deletion_saw = frozenset([write.id, *write.seen.get(EVERYTHING, ())])
    return folded


def _deletion_saw(writes: list[Write], folded: Folded) -> frozenset[EntryId]:
    standing = {sibling.entry for sibling in folded.siblings.get("deleted", ()) if sibling.value is True}
    deletions = [write for write in writes if write.id in standing]
    return frozenset(entry for write in deletions for entry in [write.id, *write.seen.get(EVERYTHING, ())])


def _names(writes: Iterable[Write]) -> list[str]:
    return sorted({name for write in writes for name in write.values})


def _sibling(name: str, write: Write) -> Sibling:
    return Sibling(write.values[name], write.id, write.eff, write.writer, write.actor)


def _fold_register(name: str, about: list[Write]) -> list[Sibling]:
    if len(about) == 1:
        return [_sibling(name, about[0])]
    seen = {entry for write in about for entry in write.seen.get(name, ()) if entry != write.id}
    standing = [write for write in about if write.id not in seen]
    # Honest writers cannot see each other in a ring; if a forger claims it, nothing is lost.
    return [_sibling(name, write) for write in standing or about]


def _fold_set(name: str, about: list[Write]) -> tuple[set[str], list[Sibling]]:
    # A removal names the entries whose adds it saw (`seen`), so a concurrent add survives.
    removed = {
        (member, entry)
        for write in about
        for member in _listed(write.values[name], "remove")
        for entry in write.seen.get(name, ())
    }
    standing = {
        (member, write.id)
        for write in about
        for member in _listed(write.values[name], "add")
        if (member, write.id) not in removed
    }
    entries = {entry for _, entry in standing}
    return {member for member, _ in standing}, [
        _sibling(name, write) for write in about if write.id in entries
    ]


def _listed(value: Any, key: str) -> list[str]:
    found = value.get(key, []) if isinstance(value, dict) else []
    return [str(member) for member in found] if isinstance(found, list) else []


def _fold_sum(name: str, about: list[Write]) -> float:
    deltas = [write.values[name] for write in about]
    return sum(delta for delta in deltas if isinstance(delta, int | float) and not isinstance(delta, bool))
