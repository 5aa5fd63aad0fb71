"""A handover: one task, on an organiser's unlocked laptop, for whoever helps; known by their initials, and by no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.typed import printable

MOST_LETTERS = 4
MOST_INITIALS = 40


class InitialsRefused(Exception):
    """What was written are no initials, or nobody's, or too many people's."""

    def __init__(self) -> None:
        super().__init__("initials")
        self.most_letters, self.most = MOST_LETTERS, MOST_INITIALS


class NoSuchInitials(Exception):
    """The laptop was not handed to anybody with these initials."""


class NothingHandedOver(Exception):
    """The laptop is not handed over to anybody."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What was handed over: its name for those who help, the room it is done in and what is open there, and their initials."""

    name: str
    room: str
    about: str
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnderInitials:
    """What was written under somebody's initials: how much, and from when to when, in UTC."""

    initials: str
    records: int
    first_at: datetime
    last_at: datetime


def read_initials(text: str) -> tuple[str, ...]:
    """Everybody's initials in a text, parted by spaces or commas, each once. Raises InitialsRefused."""
    found = _each(printable(text).replace(",", " ").split())
    if not 1 <= len(found) <= MOST_INITIALS:
        raise InitialsRefused
    if any(not (each.isalpha() and len(each) <= MOST_LETTERS) for each in found):
        raise InitialsRefused
    return found


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.replace(".", "").upper() for word in words))
