"""An answer as it is handed in, kept and counted: strict about kinds, silent about nothing."""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from desktop.domain.surveys.limits import MOST_TEXT
from desktop.domain.surveys.survey import Kind, Question
from desktop.domain.surveys.values import Value, to_date, to_number, to_text

Answer: TypeAlias = str | int | float | bool | list[str]
"""An answer as JSON keeps it. A date is 2026-11-24; a truth only ever comes from a calculation."""

_MOST_WHOLE = 2**53 - 1
_MOST_DIGITS = 40


class FaultReason(StrEnum):
    """Why an answer cannot be taken, as a code; ``wording.surveys`` makes the sentences."""

    UNKNOWN_NAME = "unknown_name"
    NOT_ANSWERED_BY_PEOPLE = "not_answered_by_people"
    NOT_TEXT = "not_text"
    NOT_WHOLE_NUMBER = "not_whole_number"
    NOT_NUMBER = "not_number"
    NOT_DATE = "not_date"
    NOT_LIST = "not_list"
    NOT_AN_OPTION = "not_an_option"
    ANSWER_TOO_LONG = "answer_too_long"
    CONTROL_CHARACTER = "answer_control_character"
    REQUIRED = "required"
    CONSTRAINT = "constraint"
    RESULT_TOO_LONG = "result_too_long"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer cannot be taken. ``message`` is the form's own sentence, or empty."""

    name: str
    reason: FaultReason
    message: str = ""


class AnswerWrong(Exception):
    """An answer that cannot be taken for a question of its kind."""

    def __init__(self, reason: FaultReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def is_nothing(given: object) -> bool:
    """Whether no answer was given."""
    return given is None or given == "" or given == []


def read_answer(question: Question, given: object, names: Collection[str]) -> Answer:
    """The answer as it is kept. ``names`` are those of the options there are. Raises AnswerWrong."""
    return _READERS[question.kind](given, names)


def counted(kind: Kind, answer: Answer) -> Value:
    """A kept answer as an expression sees it."""
    if isinstance(answer, list):
        return " ".join(answer)
    if kind is Kind.DATE and isinstance(answer, str):
        return to_date(answer) or ""
    return float(answer) if isinstance(answer, int) and not isinstance(answer, bool) else answer


def worked_out(value: Value) -> Answer | None:
    """What a calculation made, as it is kept; None if it made nothing."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) <= _MOST_WHOLE else value
    if isinstance(value, date):
        return to_text(value)
    return value if value != "" else None


def by_default(kind: Kind, value: Value) -> object:
    """What a default made, as somebody would have answered it."""
    if kind is Kind.SELECT_MULTIPLE:
        return to_text(value).split()
    if kind is Kind.DATE:
        day = to_date(value)
        return "" if day is None else (day.date() if isinstance(day, datetime) else day).isoformat()
    if kind in (Kind.INTEGER, Kind.DECIMAL) and value != "":
        number = to_number(value)
        return number if math.isfinite(number) else ""
    return to_text(value)


def _text(given: object, _: object) -> str:
    if not isinstance(given, str):
        raise AnswerWrong(FaultReason.NOT_TEXT)
    if len(given) > MOST_TEXT:
        raise AnswerWrong(FaultReason.ANSWER_TOO_LONG)
    if any((letter < " " and letter not in "\n\r\t") or "\ud800" <= letter <= "\udfff" for letter in given):
        raise AnswerWrong(FaultReason.CONTROL_CHARACTER)
    return given


def _whole(given: object, _: object) -> int:
    if isinstance(given, str) and len(given) <= _MOST_DIGITS:
        body = given.strip()
        if body.isascii() and body.removeprefix("-").isdigit():
            given = int(body)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool) or abs(given) > _MOST_WHOLE:
        raise AnswerWrong(FaultReason.NOT_WHOLE_NUMBER)
    return given


def _decimal(given: object, _: object) -> float:
    number = math.nan
    if isinstance(given, str) and len(given) <= _MOST_DIGITS:
        number = to_number(given)
    elif isinstance(given, float) or (isinstance(given, int) and abs(given) <= _MOST_WHOLE):
        number = math.nan if isinstance(given, bool) else float(given)
    if not math.isfinite(number):
        raise AnswerWrong(FaultReason.NOT_NUMBER)
    return number


def _day(given: object, _: object) -> str:
    day = to_date(given.strip()) if isinstance(given, str) and len(given.strip()) == 10 else None
    if day is None or day.isoformat() != str(given).strip():
        raise AnswerWrong(FaultReason.NOT_DATE)
    return day.isoformat()


def _one(given: object, names: Collection[str]) -> str:
    name = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if not isinstance(name, str) or name not in names:
        raise AnswerWrong(FaultReason.NOT_AN_OPTION)
    return name


def _several(given: object, names: Collection[str]) -> list[str]:
    if not isinstance(given, list | tuple):
        raise AnswerWrong(FaultReason.NOT_LIST)
    chosen: Sequence[Any] = given
    if len(chosen) > 2 * len(names) + 1:
        raise AnswerWrong(FaultReason.NOT_AN_OPTION)
    return list(dict.fromkeys(_one(one, names) for one in chosen))


def _nobody(_: object, __: object) -> str:
    raise AnswerWrong(FaultReason.NOT_ANSWERED_BY_PEOPLE)


_READERS: dict[Kind, Callable[[object, Collection[str]], Answer]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _whole,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _day,
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _several,
    Kind.NOTE: _nobody,
    Kind.CALCULATE: _nobody,
}
