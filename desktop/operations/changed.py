"""What an operation hands back: what came of it, and which nouns changed, so that screens reload."""

from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Changed(Flag):
    """The nouns whose rows may have changed."""

    NOTHING = 0
    CONTACTS = auto()
    HOUSEHOLDS = auto()
    ATTEMPTS = auto()
    SURVEYS = auto()
    TURFS = auto()
    REGISTER = auto()
    MEMBERS = auto()
    BRANCH = auto()
    CONFLICTS = auto()
    DRAFTS = auto()
    SETTINGS = auto()
    SYNC = auto()


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """An operation that was done and is on the disk."""

    value: Value
    changed: Changed
