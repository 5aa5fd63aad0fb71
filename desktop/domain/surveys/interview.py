"""A stored survey as the board asks it at a door."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from desktop.domain.board import Ask, AskKind, Choice
from desktop.domain.surveys.answers import Answer, FaultReason
from desktop.domain.surveys.documents import survey_from_json
from desktop.domain.surveys.filling import Filling, Script
from desktop.domain.surveys.survey import Kind, Option, Question

NO_ANSWER = frozenset(["would_not_say", "refused", "no_answer", "dont_know", "prefer_not_to_say"])
"""Names of options that say nothing; their key is 0, under the last finger, on every question."""
_KINDS = {
    Kind.TEXT: AskKind.TEXT,
    Kind.INTEGER: AskKind.NUMBER,
    Kind.DECIMAL: AskKind.NUMBER,
    Kind.DATE: AskKind.DATE,
    Kind.SELECT_ONE: AskKind.ONE,
    Kind.SELECT_MULTIPLE: AskKind.SEVERAL,
    Kind.NOTE: AskKind.NOTE,
}
_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
Clock = Callable[[], datetime]


def interview_of(
    definition: Mapping[str, Any], language: str = "", clock: Clock | None = None
) -> "SurveyInterview":
    """The interview of a stored survey; empty for its own first language. Raises SurveyBroken.

    ``clock`` gives the street's own time; without one it is the laptop's.
    """
    return SurveyInterview(Script(survey_from_json(definition)), language, clock or _laptops_time)


def _laptops_time() -> datetime:
    return datetime.now(UTC).astimezone().replace(tzinfo=None)


class SurveyInterview:
    """What the board asks, from a survey. It keeps nothing: all follows from the answers it is given."""

    def __init__(self, script: Script, language: str, clock: Clock) -> None:
        self._script = script
        self._language = language
        self._clock = clock

    @property
    def languages(self) -> Sequence[str]:
        """The languages that the form is written in, as it names them."""
        return self._script.survey.languages

    @property
    def language(self) -> str:
        """The one in which it is asked: as chosen, else the form's own, else the first that it names."""
        return self._language or self._script.survey.default_language or next(iter(self.languages), "")

    def in_next_language(self) -> "SurveyInterview":
        """The same interview in the language that the form names next."""
        languages = list(self.languages)
        at = languages.index(self.language) + 1 if self.language in languages else 0
        following = languages[at % len(languages)] if languages else ""
        return SurveyInterview(self._script, following, self._clock)

    def asks(self, answers: Mapping[str, Any]) -> Sequence[Ask]:
        """The questions and notes to go through in order, given the answers so far."""
        filling = self._fill(answers)
        return [_ask(question, filling) for question in filling.seen]

    def fault(self, name: str, value: Any, answers: Mapping[str, Any]) -> str:
        """Why an answer cannot be taken: the form's own sentence, else the code of a reason; empty if it can.

        ``wording.surveys.fault_sentence`` makes a sentence of either.
        """
        if name not in self._script.questions:
            return FaultReason.UNKNOWN_NAME.value
        fault = self._fill({**answers, name: value}).fault_of(name)
        return (fault.message or fault.reason.value) if fault is not None else ""

    def counted(self, answers: Mapping[str, Any]) -> dict[str, Answer]:
        """What is kept in the end: answers that were asked for, defaults, and what was calculated."""
        return self._fill(answers).answers

    def _fill(self, answers: Mapping[str, Any]) -> Filling:
        return self._script.fill(answers, self._clock(), self.language)


def _ask(question: Question, filling: Filling) -> Ask:
    words, hint = filling.said(question.label), filling.said(question.hint)
    return Ask(
        name=question.name,
        kind=_KINDS[question.kind],
        words=words or hint or question.name,
        hint=hint if words else "",
        choices=_choices(filling.options(question), filling) if question.kind.has_options else (),
        is_required=question.kind.is_asked and filling.is_required(question),
        default=filling.default_of(question),
    )


def _choices(options: Sequence[Option], filling: Filling) -> tuple[Choice, ...]:
    """Options with their keys: digits, then letters; past those, none."""
    choices, keys = [], iter(_KEYS)
    has_zero = False
    for option in options:
        is_zero = option.name in NO_ANSWER and not has_zero
        has_zero = has_zero or is_zero
        key = "0" if is_zero else next(keys, "")
        choices.append(Choice(key, option.name, filling.said(option.label) or option.name))
    return tuple(choices)
