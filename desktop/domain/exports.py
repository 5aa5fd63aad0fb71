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


def check_export(role: Role, people: int, today: int, reason: Reason, words: str) -> None:
    """Raise unless a member may take so many people out, who took ``today`` already.

    Raises NotAnOrganiser, ReasonNeeded or TooManyToday.
    """
    most = MOST_A_DAY.get(role, 0)
    if not most:
        raise NotAnOrganiser
    length = len(words.strip())
    if length > MOST_WORDS or (reason is Reason.OTHER and length < LEAST_WORDS):
        raise ReasonNeeded
    if people > most - today:
        raise TooManyToday(max(0, most - today), most)
