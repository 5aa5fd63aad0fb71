"""Taking people out of the program, into a file or onto paper: who may, why, and how many on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.members import NotAnOrganiser, Role

MOST_A_DAY: Mapping[Role, int] = {Role.ORGANISER: 5000, Role.OFFICER: 5000}
"""People that a member takes out on one day; who is not named here takes none. For more, another organiser takes the rest."""
LEAST_WORDS, MOST_WORDS = 3, 500
"""Letters of a reason in one's own words."""


class Reason(StrEnum):
    """Why people are taken out."""

    LETTERS = "letters"
    LISTS = "lists"
    ASKED_FOR = "asked_for"  # somebody wants to see what is held of them
    OTHER_PROGRAM = "other_program"
    OTHER = "other"  # in words


class ExportProblem(Exception):
    """People cannot be taken out like this."""


class ReasonNeeded(ExportProblem):
    """No reason was given, or words that say nothing."""


class TooManyToday(ExportProblem):
    """More than a member takes out on one day: ``left`` are left of ``most``."""

    def __init__(self, left: int, most: int) -> None:
        super().__init__(left, most)
        self.left = left
        self.most = most


class ExportNotWritten(ExportProblem):
    """The file could not be written. That it was to be is noted all the same."""


class ExportStopped(ExportProblem):
    """Somebody stopped it, or the records were closed, before anything was noted: nothing is written."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """That people were taken out. ``at`` in UTC."""

    id: str
    what: str
    people: int
    reason: str
    words: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What a file would hold: ``people`` of ``everyone``, and in how many of them each column is filled.

    ``left`` of ``most`` a member may still take out today, as far as this laptop knows. Columns are not counted where the
    people are more than that.
    """

    people: int
    everyone: int
    left: int
    most: int
    columns: Mapping[str, int]

    @property
    def is_too_many(self) -> bool:
        """Whether these are more than may be taken out today."""
        return self.people > self.left


def may_export(role: Role) -> bool:
    """Whether a member takes anybody out at all."""
    return bool(MOST_A_DAY.get(role, 0))


def says_why(reason: Reason, words: str) -> bool:
    """Whether a reason says enough: words may follow any of them, and must stand for one that is not named."""
    length = len(words.strip())
    return length <= MOST_WORDS and (reason is not Reason.OTHER or length >= LEAST_WORDS)


def check_export(role: Role, people: int, today: int, reason: Reason, words: str) -> None:
    """Raise unless a member may take so many people out, who took ``today`` already.

    Raises NotAnOrganiser, ReasonNeeded or TooManyToday.
    """
    if not may_export(role):
        raise NotAnOrganiser
    most = MOST_A_DAY[role]
    if not says_why(reason, words):
        raise ReasonNeeded
    if people > most - today:
        raise TooManyToday(max(0, most - today), most)
