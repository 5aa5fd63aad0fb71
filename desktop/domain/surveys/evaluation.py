"""What an expression comes to in one filling. Nothing loops, nothing waits: the size of the tree bounds the work."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from desktop.domain.surveys.expressions import Apply, Column, Constant, Expression, Itself, Reference
from desktop.domain.surveys.functions import FUNCTIONS
from desktop.domain.surveys.values import (
    Value,
    in_order,
    is_equal,
    to_number,
    to_truth,
)


class Scene(Protocol):
    """What an expression sees of a filling."""

    @property
    def now(self) -> datetime:
        """The street's own time when the filling began."""

    def value_of(self, name: str) -> Value:
        """The answer to a question as it counts now."""

    def is_relevant(self, name: str) -> bool:
        """Whether a question is asked or calculated now."""

    def option_words(self, name: str, value: Value) -> str:
        """The words of an option of a question."""


class Evaluation:
    """Evaluates expressions in a scene. ``itself`` is ``.``, ``columns`` the option that is considered."""

    def __init__(self, scene: Scene, itself: Value = "", columns: Callable[[str], str] | None = None) -> None:
        self._scene = scene
        self._itself = itself
        self._columns = columns

    def value(self, expression: Expression) -> Value:
        """What it comes to. Raises TextTooLong."""
        match expression:
            case Constant(value):
                return value
            case Reference(name):
                return self._scene.value_of(name)
            case Itself():
                return self._itself
            case Column(name):
                return self._columns(name) if self._columns is not None else ""
            case Apply():
                return self._applied(expression)

    def truth(self, expression: Expression) -> bool:
        """Whether it holds. Raises TextTooLong."""
        return to_truth(self.value(expression))

    def _applied(self, expression: Apply) -> Value:
        name, given = expression.name, expression.arguments
        if name in ("and", "or"):
            return self._logic(name, given[0], given[1])
        if name == "if":
            return self.value(given[1] if self.truth(given[0]) else given[2])
        if name in _OPERATIONS:
            return _OPERATIONS[name](self.value(given[0]), self.value(given[1]))
        if name == "negative":
            return -to_number(self.value(given[0]))
        call = FUNCTIONS[name].call
        if call is not None:
            return call([self.value(argument) for argument in given])
        return self._of_the_scene(name, given)

    def _logic(self, name: str, left: Expression, right: Expression) -> bool:
        holds = self.truth(left)
        return holds if holds is (name == "or") else self.truth(right)

    def _of_the_scene(self, name: str, given: tuple[Expression, ...]) -> Value:
        if name == "today":
            return self._scene.now.date()
        if name == "now":
            return self._scene.now
        if name == "once":
            return self._itself if self._itself != "" else self.value(given[0])
        if name == "count":
            return float(
                sum(self._scene.is_relevant(part.name) for part in given if isinstance(part, Reference))
            )
        about = given[1]
        return (
            self._scene.option_words(about.name, self.value(given[0])) if isinstance(about, Reference) else ""
        )


def _divided(left: Value, right: Value) -> float:
    top, bottom = to_number(left), to_number(right)
    if bottom == 0:
        return math.nan if top == 0 or math.isnan(top) else math.copysign(math.inf, top)
    return top / bottom


def _rest(left: Value, right: Value) -> float:
    top, bottom = to_number(left), to_number(right)
    return math.nan if bottom == 0 or not math.isfinite(top) or math.isnan(bottom) else math.fmod(top, bottom)


def _compared(holds: Callable[[float, float], bool]) -> Callable[[Value, Value], Value]:
    return lambda left, right: holds(*in_order(left, right))


_OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    "=": is_equal,
    "!=": lambda left, right: not is_equal(left, right),
    "<": _compared(lambda left, right: left < right),
    "<=": _compared(lambda left, right: left <= right),
    ">": _compared(lambda left, right: left > right),
    ">=": _compared(lambda left, right: left >= right),
    "+": lambda left, right: to_number(left) + to_number(right),
    "-": lambda left, right: to_number(left) - to_number(right),
    "*": lambda left, right: to_number(left) * to_number(right),
    "div": _divided,
    "mod": _rest,
}
OPERANDS = {**dict.fromkeys(_OPERATIONS, 2), "and": 2, "or": 2, "negative": 1}
"""How many sides an operator has, by name."""
