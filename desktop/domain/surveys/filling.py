"""One filling of a survey: which questions are asked, what they offer, what counts, and what is wrong with it.

A ``Script`` is made once for a survey; a ``Filling`` is made of it anew for each set of answers, in well under a
millisecond. It loads no library but RE2, and that only where a form has a pattern.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desktop.domain.surveys.answers import (
    Answer,
    AnswerWrong,
    Fault,
    FaultReason,
    by_default,
    counted,
    is_nothing,
    read_answer,
    worked_out,
)
from desktop.domain.surveys.evaluation import Evaluation
from desktop.domain.surveys.expressions import Expression
from desktop.domain.surveys.functions import TextTooLong
from desktop.domain.surveys.order import in_working_order
from desktop.domain.surveys.survey import Group, Kind, Option, Question, Survey, Words
from desktop.domain.surveys.values import Value, to_text

_INSERTED = r"\$\{\s*([^{}]+?)\s*\}"


class Script:
    """A survey made ready to be filled many times. Raises Circular if its questions wait for each other."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.order = in_working_order(survey)
        self.questions = {question.name: question for question in survey.questions}
        groups = {group.name: group for group in survey.groups}
        self.around = {question.name: _around(question, groups) for question in survey.questions}
        self.words = {
            name: {option.name: option.label for option in options}
            for name, options in survey.options.items()
        }

    def fill(self, given: Mapping[str, Any], now: datetime, language: str = "") -> "Filling":
        """Work out a filling. ``now`` is the street's own time."""
        return Filling(self, given, now, language)


def _around(question: Question, groups: Mapping[str, Group]) -> tuple[Expression, ...]:
    """The rules of the groups around a question, the outermost first."""
    rules: list[Expression] = []
    inside = groups.get(question.group)
    while inside is not None:
        if inside.relevant is not None:
            rules.insert(0, inside.relevant)
        inside = groups.get(inside.inside)
    return tuple(rules)


class Filling:
    """A survey with answers, worked out. ``now`` is when; ``language`` whose words are said, or empty."""

    def __init__(self, script: Script, given: Mapping[str, Any], now: datetime, language: str = "") -> None:
        self._script = script
        self._given = given
        self._language = language or script.survey.default_language
        self.now = now
        self._values: dict[str, Value] = {}
        self._kept: dict[str, Answer] = {}
        self._wrong: dict[str, FaultReason] = {}
        self._relevant: set[str] = set()
        self._options: dict[str, tuple[Option, ...]] = {}
        self._plain = Evaluation(self)
        for question in script.order:
            self._work_out(question)

    # what an expression sees

    def value_of(self, name: str) -> Value:
        """The answer to a question as it counts now; nothing if it is not asked."""
        return self._values.get(name, "")

    def is_relevant(self, name: str) -> bool:
        """Whether a question is asked, read out or calculated now."""
        return name in self._relevant

    def option_words(self, name: str, value: Value) -> str:
        """The words of an option of a question, or what was given if there is no such option."""
        question = self._script.questions.get(name)
        words = self._script.words.get(question.options, {}) if question is not None else {}
        text = to_text(value)
        return words[text].said(self._language, text) if text in words else text

    # what it comes to

    @property
    def seen(self) -> list[Question]:
        """What a person sees, in order: questions and notes."""
        return [
            question
            for question in self._script.survey.questions
            if question.name in self._relevant and question.kind is not Kind.CALCULATE
        ]

    @property
    def asked(self) -> list[str]:
        """Names of the questions that are asked, in order."""
        return [question.name for question in self.seen if question.kind.is_asked]

    @property
    def answers(self) -> dict[str, Answer]:
        """What counts, in the order of the form: answers, defaults and what was calculated."""
        return {name: self._kept[name] for name in self._script.questions if name in self._kept}

    @property
    def faults(self) -> list[Fault]:
        """All that is wrong: in the order of the form, then names that it does not know."""
        found = [fault for name in self._script.questions if (fault := self.fault_of(name)) is not None]
        strange = [name for name in self._given if name not in self._script.questions]
        return found + [Fault(name, FaultReason.UNKNOWN_NAME) for name in strange]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing and nothing wrong."""
        return not self.faults

    def options(self, question: Question) -> tuple[Option, ...]:
        """What a question offers now."""
        if question.name not in self._options:
            self._options[question.name] = self._filtered(question)
        return self._options[question.name]

    def default_of(self, question: Question) -> Answer | None:
        """What counts for a question that nobody answered, because the form says so; None where nothing does."""
        is_default = question.default is not None and question.name not in self._given
        return self._kept.get(question.name) if is_default else None

    def is_required(self, question: Question) -> bool:
        """Whether a question must be answered now."""
        return question.required is not None and self._holds(question.required, question)

    def fault_of(self, name: str) -> Fault | None:
        """What is wrong with the answer to a question, or with its absence."""
        question = self._script.questions[name]
        if name in self._wrong:
            return Fault(name, self._wrong[name])
        if not question.kind.is_asked or name not in self._relevant:
            return None
        if name not in self._kept:
            if not self.is_required(question):
                return None
            return Fault(name, FaultReason.REQUIRED, self.said(question.required_message))
        if question.constraint is not None and not self._holds(question.constraint, question):
            return Fault(name, FaultReason.CONSTRAINT, self.said(question.constraint_message))
        return None

    def said(self, words: Words) -> str:
        """Words in the language of this filling, with the answers that they name put in."""
        text = words.said(self._language)
        return (
            re.sub(_INSERTED, lambda found: to_text(self.value_of(found[1])), text) if "${" in text else text
        )

    # how it is worked out

    def _work_out(self, question: Question) -> None:
        name = question.name
        given = self._given.get(name)
        if not question.kind.is_asked and not is_nothing(given):
            self._wrong[name] = FaultReason.NOT_ANSWERED_BY_PEOPLE
        try:
            if not self._is_asked(question):
                return
            self._relevant.add(name)
            if question.calculation is not None:
                self._calculate(question, question.calculation)
            elif question.kind.is_asked:
                self._take(question, given)
        except TextTooLong:
            self._wrong[name] = FaultReason.RESULT_TOO_LONG

    def _is_asked(self, question: Question) -> bool:
        rules = self._script.around[question.name]
        if not all(self._plain.truth(rule) for rule in rules):
            return False
        return question.relevant is None or self._plain.truth(question.relevant)

    def _calculate(self, question: Question, calculation: Expression) -> None:
        value = self._plain.value(calculation)
        kept = worked_out(value)
        if kept is not None:
            self._values[question.name], self._kept[question.name] = value, kept

    def _take(self, question: Question, given: object) -> None:
        is_default = question.name not in self._given and question.default is not None
        if is_default and question.default is not None:
            given = by_default(question.kind, self._plain.value(question.default))
        if is_nothing(given):
            return
        try:
            kept = read_answer(question, given, self._names(question))
        except AnswerWrong as wrong:
            if not is_default:
                self._wrong[question.name] = wrong.reason
            return
        if not is_nothing(kept):
            self._kept[question.name] = kept
            self._values[question.name] = counted(question.kind, kept)

    def _names(self, question: Question) -> dict[str, None]:
        return dict.fromkeys(option.name for option in self.options(question))

    def _filtered(self, question: Question) -> tuple[Option, ...]:
        options = self._script.survey.options.get(question.options, ())
        rule = question.choice_filter
        if rule is None:
            return tuple(options)
        return tuple(option for option in options if self._keeps(rule, option))

    def _keeps(self, rule: Expression, option: Option) -> bool:
        def cell(column: str) -> str:
            if column == "name":
                return option.name
            return self.said(option.label) if column == "label" else option.columns.get(column, "")

        try:
            return Evaluation(self, columns=cell).truth(rule)
        except TextTooLong:
            return False

    def _holds(self, rule: Expression, question: Question) -> bool:
        try:
            return Evaluation(self, self.value_of(question.name)).truth(rule)
        except TextTooLong:
            return False
