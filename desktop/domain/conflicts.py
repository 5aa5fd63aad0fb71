"""A conflict: two answers to one question, written by people who did not know of each other."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.contacts import CONTACT_FIELDS, Written


class ConflictProblem(Exception):
    """What is asked of a conflict cannot be."""


class NoSuchConflict(ConflictProblem):
    """Nothing stands in conflict there; perhaps somebody settled it meanwhile."""


class NotAnAnswer(ConflictProblem):
    """The question is no free text: only one of the answers that stand there can be right."""


_FREE_TEXT = {
    "contact": frozenset(CONTACT_FIELDS),
    "household": frozenset({"address", "postal_code"}),
    "turf": frozenset({"name"}),
    "branch": frozenset({"name", "authority", "register"}),
    "member": frozenset({"name"}),
    "laptop": frozenset({"name"}),
}


def takes_any_text(kind: str, field: str) -> bool:
    """Whether a third answer may be right, which nobody gave; a date, a wish or a list must be one that stands."""
    return field in _FREE_TEXT.get(kind, ())


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers. ``entry`` is the journal entry that gave it; ``at`` is in UTC."""

    value: str
    at: datetime
    by: str
    laptop: str
    entry: str
    is_this_laptop: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that holds several answers. ``name`` and ``address`` say whose it is."""

    id: str  # of the entity
    kind: str  # contact, household, turf …
    field: str
    name: str
    address: str
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """A conflict and everything that was ever written there, the latest first."""

    conflict: Conflict
    history: list[Written]


QUIET_FIELDS: dict[str, frozenset[str]] = {
    "household": frozenset({"do_not_visit_since"}),
    "attempt": frozenset({"voided"}),
    "response": frozenset({"voided"}),
    "survey": frozenset({"in_use"}),
    "branch": frozenset({"survey"}),
    "register_import": frozenset({"undone"}),
    "turf": frozenset({"holds", "extract"}),
}
"""Fields about which nobody is asked: the later answer holds, and both stay in the history."""
