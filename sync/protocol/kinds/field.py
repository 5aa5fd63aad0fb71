"""How a field of a kind merges when several people wrote it."""

from dataclasses import dataclass, field
from enum import Enum


class Merge(Enum):
    """What several writes of one field amount to."""

    REGISTER = "register"
    """Multi-value register: writes that another write has seen are gone; the rest are siblings."""
    ONCE = "once"
    """A fact: written with the entity and never changed; a correction is another entity or field."""
    SET = "set"
    """Observed-remove set: ``{"add": [...], "remove": [...]}``; a removal takes only adds it saw."""
    SUM = "sum"
    """Deltas that are added up; a total is never overwritten."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field: how it merges, and whether it is sealed (end-to-end for the branch)."""

    merge: Merge = Merge.REGISTER
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record by name, with its fields. Every kind can be deleted and brought back."""

    name: str
    fields: dict[str, FieldRule] = field(default_factory=dict)

    def rule(self, name: str) -> FieldRule | None:
        """The rule of a field, or None for one that this version does not know."""
        return DELETED if name == "deleted" else self.fields.get(name)


DELETED = FieldRule(Merge.REGISTER)
PLAIN = FieldRule()
SEALED = FieldRule(sealed=True)
FACT = FieldRule(Merge.ONCE)
SEALED_FACT = FieldRule(Merge.ONCE, sealed=True)
