"""The rules of a row: its expressions read, and held against the names that the form has."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from desktop.domain.surveys.expressions import Column, Constant, Expression, Itself, Reference, parts
from desktop.domain.surveys.grammar import ExpressionWrong, parse
from desktop.domain.surveys.headers import FormRow
from desktop.domain.surveys.problems import Reason

_YES_NO: Mapping[str, Expression | None] = {
    "yes": Constant("true"),
    "true": Constant("true"),
    "no": None,
    "false": None,
}


@dataclass(frozen=True, slots=True)
class Names:
    """What a form calls things: questions, groups, and the columns of its choices."""

    questions: Set[str]
    groups: Set[str]

    def judge(self, name: str) -> Reason | None:
        """Why an expression may not ask for a name, if it may not."""
        if name in self.questions:
            return None
        return Reason.GROUP_REFERENCE if name in self.groups else Reason.UNKNOWN_REFERENCE


def read_rule(
    row: FormRow,
    key: str,
    names: Names,
    *,
    may_be_itself: bool = False,
    columns: Set[str] | None = None,
) -> Expression | None:
    """The expression under a column, or None if there is none or it is wrong, which is noted.

    ``columns`` are those that a choice filter may look at; elsewhere a bare name means nothing.
    """
    text = row.text(key)
    if not text:
        return None
    return read_expression(row, key, text, names, may_be_itself=may_be_itself, columns=columns)


def read_expression(
    row: FormRow,
    key: str,
    text: str,
    names: Names,
    *,
    may_be_itself: bool = False,
    columns: Set[str] | None = None,
) -> Expression | None:
    """The expression that a text is, or None if it is wrong, which is noted."""
    try:
        expression = parse(text)
        for part in parts(expression):
            _judge(part, names, may_be_itself, columns)
    except ExpressionWrong as fault:
        row.place.refuse(fault.reason, row.written.get(key, key), fault.found or text)
        return None
    return expression


def _judge(part: Expression, names: Names, may_be_itself: bool, columns: Set[str] | None) -> None:
    match part:
        case Reference(name):
            if reason := names.judge(name):
                raise ExpressionWrong(reason, name)
        case Itself() if not may_be_itself:
            raise ExpressionWrong(Reason.ITSELF)
        case Column(name) if columns is None:
            raise ExpressionWrong(Reason.NOT_UNDERSTOOD, name)
        case Column(name) if columns is not None and name not in columns:
            raise ExpressionWrong(Reason.UNKNOWN_FILTER_COLUMN, name)
        case _:
            pass


def read_yes_no(row: FormRow, key: str, names: Names) -> Expression | None:
    """What is required: yes, no, or when an expression holds. None means never."""
    text = row.text(key).strip()
    small = text.lower().removesuffix("()")
    if small in _YES_NO:
        return _YES_NO[small]
    return read_rule(row, key, names, may_be_itself=True)


def is_yes(text: str) -> bool:
    """Whether a cell that is yes or no says anything but no."""
    return text.strip().lower().removesuffix("()") not in ("", "no", "false")
