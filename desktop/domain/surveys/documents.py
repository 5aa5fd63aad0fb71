"""A survey as JSON values, to be stored and sent; and back, believing nothing."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from desktop.domain.surveys.evaluation import OPERANDS
from desktop.domain.surveys.expressions import (
    Apply,
    Expression,
    Reference,
    TreeWrong,
    from_tree,
    parts,
    to_tree,
)
from desktop.domain.surveys.filling import Script
from desktop.domain.surveys.grammar import ExpressionWrong, check_call
from desktop.domain.surveys.limits import MOST_CHOICES, MOST_SURVEY_ROWS
from desktop.domain.surveys.order import Circular
from desktop.domain.surveys.survey import Group, Kind, Option, Question, Survey, Words

FORMAT = 1
"""The version of the document. A program that does not know it does not guess."""
_RULES = ("relevant", "required", "constraint", "calculation", "choice_filter", "default")
_WORDS = ("label", "hint", "required_message", "constraint_message")
_TEXTS = ("group", "options", "appearance")
_Made = TypeVar("_Made")


class SurveyBroken(Exception):
    """A stored survey is none that this program can ask."""


def survey_to_json(survey: Survey) -> dict[str, Any]:
    """A survey as JSON values; what is empty is left out."""
    return {
        "format": FORMAT,
        "form_id": survey.form_id,
        "version": survey.version,
        "title": survey.title,
        "languages": list(survey.languages),
        "default_language": survey.default_language,
        "groups": [_group_document(group) for group in survey.groups],
        "questions": [_question_document(question) for question in survey.questions],
        "options": {
            name: [_option_document(option) for option in options] for name, options in survey.options.items()
        },
    }


def _group_document(group: Group) -> dict[str, Any]:
    document: dict[str, Any] = {
        "name": group.name,
        "label": dict(group.label.by_language),
        "inside": group.inside,
    }
    if group.relevant is not None:
        document["relevant"] = to_tree(group.relevant)
    return document


def _question_document(question: Question) -> dict[str, Any]:
    document: dict[str, Any] = {"name": question.name, "kind": question.kind.value}
    for key in _WORDS:
        words: Words = getattr(question, key)
        if words:
            document[key] = dict(words.by_language)
    for key in _TEXTS:
        if text := getattr(question, key):
            document[key] = text
    for key in _RULES:
        rule: Expression | None = getattr(question, key)
        if rule is not None:
            document[key] = to_tree(rule)
    return document


def _option_document(option: Option) -> dict[str, Any]:
    document: dict[str, Any] = {"name": option.name, "label": dict(option.label.by_language)}
    if option.columns:
        document["columns"] = dict(option.columns)
    return document


def survey_from_json(document: Mapping[str, Any]) -> Survey:
    """A survey from its document. Raises SurveyBroken."""
    if document.get("format") != FORMAT:
        raise SurveyBroken("format")
    options = document.get("options", {})
    if not isinstance(options, Mapping):
        raise SurveyBroken("options")
    survey = Survey(
        form_id=_text(document, "form_id"),
        version=_text(document, "version"),
        title=_text(document, "title"),
        languages=_listed(document, "languages", MOST_SURVEY_ROWS, _said),
        questions=_listed(document, "questions", MOST_SURVEY_ROWS, _question),
        groups=_listed(document, "groups", MOST_SURVEY_ROWS, _group),
        options={_said(name): _listed(options, name, MOST_CHOICES, _option) for name in options},
        default_language=_text(document, "default_language"),
    )
    _check(survey)
    return survey


def _check(survey: Survey) -> None:
    """Make sure that a stored survey can be filled: names that there are, calls that can be made, an end."""
    names = {question.name for question in survey.questions}
    groups: set[str] = set()
    for group in survey.groups:
        if group.name in groups or (group.inside and group.inside not in groups):
            raise SurveyBroken("groups")
        groups.add(group.name)
    if len(names) != len(survey.questions):
        raise SurveyBroken("names")
    for question in survey.questions:
        if question.group and question.group not in groups:
            raise SurveyBroken("group")
        if question.kind.has_options and question.options not in survey.options:
            raise SurveyBroken("options")
    rules = [getattr(question, key) for question in survey.questions for key in _RULES]
    for rule in (*rules, *(group.relevant for group in survey.groups)):
        if rule is not None:
            _check_rule(rule, names)
    try:
        Script(survey)
    except Circular as circular:
        raise SurveyBroken("circular") from circular


def _check_rule(rule: Expression, names: set[str]) -> None:
    for part in parts(rule):
        if isinstance(part, Reference) and part.name not in names:
            raise SurveyBroken("reference")
        if isinstance(part, Apply):
            _check_applied(part)


def _check_applied(part: Apply) -> None:
    if part.name in OPERANDS:
        if len(part.arguments) != OPERANDS[part.name]:
            raise SurveyBroken("expression")
        return
    try:
        check_call(part.name, part.arguments)
    except ExpressionWrong as fault:
        raise SurveyBroken("expression") from fault


def _group(document: Mapping[str, Any]) -> Group:
    return Group(
        _text(document, "name"),
        _words(document, "label"),
        _text(document, "inside"),
        _rule(document, "relevant"),
    )


def _question(document: Mapping[str, Any]) -> Question:
    try:
        kind = Kind(_text(document, "kind"))
    except ValueError as fault:
        raise SurveyBroken("kind") from fault
    return Question(
        name=_text(document, "name"),
        kind=kind,
        label=_words(document, "label"),
        hint=_words(document, "hint"),
        group=_text(document, "group"),
        options=_text(document, "options"),
        relevant=_rule(document, "relevant"),
        required=_rule(document, "required"),
        required_message=_words(document, "required_message"),
        constraint=_rule(document, "constraint"),
        constraint_message=_words(document, "constraint_message"),
        calculation=_rule(document, "calculation"),
        choice_filter=_rule(document, "choice_filter"),
        default=_rule(document, "default"),
        appearance=_text(document, "appearance"),
    )


def _option(document: Mapping[str, Any]) -> Option:
    return Option(_text(document, "name"), _words(document, "label"), _texts(document, "columns"))


def _rule(document: Mapping[str, Any], key: str) -> Expression | None:
    if key not in document:
        return None
    try:
        return from_tree(document[key])
    except TreeWrong as fault:
        raise SurveyBroken("expression") from fault


def _words(document: Mapping[str, Any], key: str) -> Words:
    return Words(_texts(document, key))


def _texts(document: Mapping[str, Any], key: str) -> dict[str, str]:
    given = document.get(key, {})
    if not isinstance(given, Mapping):
        raise SurveyBroken(key)
    return {_said(name): _said(text) for name, text in given.items()}


def _text(document: Mapping[str, Any], key: str) -> str:
    return _said(document.get(key, ""))


def _said(given: object) -> str:
    if not isinstance(given, str):
        raise SurveyBroken("text")
    return given


def _listed(
    document: Mapping[str, Any], key: str, most: int, make: Callable[[Any], _Made]
) -> tuple[_Made, ...]:
    given = document.get(key, [])
    if not isinstance(given, list | tuple) or len(given) > most:
        raise SurveyBroken(key)
    if make is not _said and not all(isinstance(one, Mapping) for one in given):
        raise SurveyBroken(key)
    return tuple(make(one) for one in given)
