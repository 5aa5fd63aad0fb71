"""How a field of a kind merges when several people wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


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


class Belongs(Enum):
    """Which scopes of a branch hold entries of a kind, besides the branch's own, which holds all."""

    BRANCH = "branch"
    """None."""
    EVERYWHERE = "everywhere"
    """Every one: what each laptop needs to show the rest."""
    TURF = "turf"
    """The turfs that hold its door or its person, see ``place_of``."""
    TRAINING = "training"
    """The scope of courses."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record by name, with its fields. Every kind can be deleted and brought back.

    ``is_person`` and ``is_door`` say that an entity of this kind is a contact or a household itself; others name theirs
    in the plain fields ``contact`` and ``household``, if they have them. ``joins`` are the plain fields by which an entry
    puts people or doors together, so that whoever may know of one may come to know of the others.
    """

    name: str
    fields: dict[str, FieldRule] = field(default_factory=dict)
    belongs: Belongs = Belongs.BRANCH
    is_person: bool = False
    is_door: bool = False
    joins: frozenset[str] = frozenset()

    def subject_of(self, eid: str, plain: Mapping[str, Any]) -> str:
        """Whom an entry is about, so that it is erased with them: a contact, else a household, else nobody."""
        if self.is_person or self.is_door:
            return eid
        return self._named("contact", plain) or self._named("household", plain)

    def place_of(self, eid: str, plain: Mapping[str, Any]) -> str:
        """By what an entry belongs to a turf: a household, else a contact, else nothing."""
        if self.is_person or self.is_door:
            return eid
        return self._named("household", plain) or self._named("contact", plain)

    def _named(self, name: str, plain: Mapping[str, Any]) -> str:
        found = plain.get(name) if name in self.fields else None
        return found if isinstance(found, str) else ""

    def rule(self, name: str) -> FieldRule | None:
        """The rule of a field, or None for one that this version does not know."""
        return DELETED if name == "deleted" else self.fields.get(name)


DELETED = FieldRule(Merge.REGISTER)
PLAIN = FieldRule()
SEALED = FieldRule(sealed=True)
FACT = FieldRule(Merge.ONCE)
SEALED_FACT = FieldRule(Merge.ONCE, sealed=True)
