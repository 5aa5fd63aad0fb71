"""What a person does with a form file: check it, and fill it once to see how it goes. Nothing is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from desktop.domain.surveys.answers import Answer, Fault
from desktop.domain.surveys.filling import Script
from desktop.domain.surveys.forms import FormReport, read_form
from desktop.domain.surveys.limits import MOST_BYTES
from desktop.domain.surveys.problems import Problem, Reason

_MOST_ANSWERS = 4 * 1024**2
_MEGABYTE = 1024**2


class AnswersUnreadable(Exception):
    """The file with answers is not one JSON object; ``line`` is where reading stopped, if that is known."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__("answers")
        self.line = line


@dataclass(frozen=True, slots=True)
class FillReport:
    """A survey as somebody would fill it. ``form`` says why there is nothing else, if the form is refused."""

    form: FormReport
    is_complete: bool = False
    asked: tuple[str, ...] = ()
    answers: Mapping[str, Answer] | None = None
    faults: tuple[Fault, ...] = ()


def check_survey(path: Path) -> FormReport:
    """Read a form and say what it asks and what is wrong with it. A file that is refused is reported, not raised."""
    try:
        if not path.is_file():
            return _refused(Reason.UNREADABLE)
        if path.stat().st_size > MOST_BYTES:
            return _refused(Reason.TOO_LARGE, MOST_BYTES // _MEGABYTE)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)  # it may have grown since
    except (OSError, ValueError):  # a path may hold a NUL
        return _refused(Reason.UNREADABLE)
    return read_form(data, path.stem)


def fill_survey(path: Path, answers: Mapping[str, Any], now: datetime | None = None) -> FillReport:
    """Fill a form with answers by question name, as at ``now`` (the street's own time; otherwise the laptop's)."""
    report = check_survey(path)
    if report.survey is None:
        return FillReport(report)
    filling = Script(report.survey).fill(answers, now or street_time())
    return FillReport(
        report, filling.is_complete, tuple(filling.asked), filling.answers, tuple(filling.faults)
    )


def read_answers(path: Path) -> dict[str, Any]:
    """Read a JSON file with answers by question name. Raises AnswersUnreadable."""
    try:
        if not path.is_file() or path.stat().st_size > _MOST_ANSWERS:
            raise AnswersUnreadable
        text = path.read_bytes().decode("utf-8-sig")
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as fault:
        raise AnswersUnreadable(fault.lineno) from fault
    except (OSError, ValueError, RecursionError) as fault:
        raise AnswersUnreadable from fault
    if not isinstance(found, dict):
        raise AnswersUnreadable
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _refused(reason: Reason, limit: int | None = None) -> FormReport:
    return FormReport(None, (Problem(reason, limit=limit),))


def street_time() -> datetime:
    """The laptop's own time, without a zone, as a form's ``now()`` and ``today()`` mean it."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None)
