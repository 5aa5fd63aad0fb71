"""A survey as it is asked: questions in order, their options, and the rules that decide which are asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.surveys.expressions import Expression

DEFAULT_LANGUAGE = "default"
"""The language of words that name none."""


class Kind(StrEnum):
    """How a question is answered; a note is read out, a calculation is neither seen nor asked."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"
    CALCULATE = "calculate"

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it."""
        return self not in (Kind.NOTE, Kind.CALCULATE)

    @property
    def has_options(self) -> bool:
        """Whether it is answered by choosing."""
        return self in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, by language."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def said(self, language: str, otherwise: str = "") -> str:
        """The words in a language, else in the one that names none, else in the first that there is."""
        said = self.by_language
        return said.get(language) or said.get(DEFAULT_LANGUAGE) or next(iter(said.values()), otherwise)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question offers. ``columns`` are the cells that a choice filter looks at."""

    name: str
    label: Words
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are asked together, or not at all. ``inside`` is the group around it, or empty."""

    name: str
    label: Words = Words()
    inside: str = ""
    relevant: Expression | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked, read out or calculated. ``group`` is the innermost group, ``options`` a list's name."""

    name: str
    kind: Kind
    label: Words = Words()
    hint: Words = Words()
    group: str = ""
    options: str = ""
    relevant: Expression | None = None
    required: Expression | None = None
    required_message: Words = Words()
    constraint: Expression | None = None
    constraint_message: Words = Words()
    calculation: Expression | None = None
    choice_filter: Expression | None = None
    default: Expression | None = None
    appearance: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """The questions of a canvass in one version."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    groups: tuple[Group, ...] = ()
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    default_language: str = ""  # empty: the words that name no language

    @property
    def question_count(self) -> int:
        """How many questions a person can be asked: notes and calculations do not count."""
        return sum(question.kind.is_asked for question in self.questions)

    def question(self, name: str) -> Question | None:
        """A question by its name."""
        return next((question for question in self.questions if question.name == name), None)
