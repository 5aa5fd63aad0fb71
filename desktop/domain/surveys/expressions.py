"""A form's expressions as small trees of our own: checked once, stored as JSON, evaluated without a library."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop.domain.surveys.limits import MOST_TOKENS, MOST_TREE_DEPTH

OPERATORS = frozenset(["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "negative"])


@dataclass(frozen=True, slots=True)
class Constant:
    """A number or a text that stands in the form."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer to a question: ``${name}``."""

    name: str


@dataclass(frozen=True, slots=True)
class Itself:
    """The answer that is being checked: ``.`` in a constraint."""


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of the option that is being considered: a bare name in a choice filter."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator or a function, and what it is applied to."""

    name: str
    arguments: "tuple[Expression, ...]"


Expression: TypeAlias = Constant | Reference | Itself | Column | Apply


class TreeWrong(Exception):
    """A stored expression is not one of ours."""


def parts(expression: Expression) -> Iterator[Expression]:
    """The expression and everything in it."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, Apply):
            waiting.extend(reversed(part.arguments))


def references(expression: Expression | None) -> set[str]:
    """Names of the questions whose answers an expression needs."""
    if expression is None:
        return set()
    return {part.name for part in parts(expression) if isinstance(part, Reference)}


def to_tree(expression: Expression) -> list[Any]:
    """An expression as JSON values."""
    match expression:
        case Constant(value):
            return ["is", value]
        case Reference(name):
            return ["answer", name]
        case Itself():
            return ["itself"]
        case Column(name):
            return ["column", name]
        case Apply(name, arguments):
            return ["apply", name, *map(to_tree, arguments)]


def from_tree(tree: object) -> Expression:
    """An expression from JSON values that came from elsewhere. Raises TreeWrong."""
    budget = [MOST_TOKENS]
    return _grown(tree, budget, 0)


def _grown(tree: object, budget: list[int], depth: int) -> Expression:
    budget[0] -= 1
    if budget[0] < 0 or depth > MOST_TREE_DEPTH:
        raise TreeWrong("too large")
    match tree:
        case ["is", bool()]:
            raise TreeWrong("not a constant")
        case ["is", str() | int() | float() as value]:
            return Constant(value if isinstance(value, str) else float(value))
        case ["answer", str(name)]:
            return Reference(name)
        case ["itself"]:
            return Itself()
        case ["column", str(name)]:
            return Column(name)
        case ["apply", str(name), *arguments]:
            return Apply(name, tuple(_grown(argument, budget, depth + 1) for argument in arguments))
        case _:
            raise TreeWrong("not an expression")
