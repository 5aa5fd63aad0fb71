"""The functions that a form may call, as ODK's tools define them. What stands here neither waits nor guesses."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from desktop.domain.surveys.limits import MOST_TEXT
from desktop.domain.surveys.values import Value, to_date, to_number, to_text, to_truth

_MANY = 50
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class TextTooLong(Exception):
    """An expression made a text that nobody could have said."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how many arguments it takes, and what it makes of them."""

    least: int
    most: int
    call: Callable[[Sequence[Value]], Value] | None = None  # None: done by the evaluation itself


def bounded(text: str) -> str:
    """The text, if it is not too long. Raises TextTooLong."""
    if len(text) > MOST_TEXT:
        raise TextTooLong
    return text


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """A regular expression that runs in linear time. Raises ValueError if it cannot be one."""
    import re2  # type: ignore[import-untyped]  # it comes without types

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as fault:
        raise ValueError("not a pattern") from fault


def _regex(arguments: Sequence[Value]) -> bool:
    try:
        return compiled(to_text(arguments[1])).fullmatch(to_text(arguments[0])) is not None
    except ValueError:
        return False


def _concat(arguments: Sequence[Value]) -> str:
    return bounded("".join(map(to_text, arguments)))


def _join(arguments: Sequence[Value]) -> str:
    return bounded(to_text(arguments[0]).join(map(to_text, arguments[1:])))


def _selected(arguments: Sequence[Value]) -> bool:
    return f" {to_text(arguments[1]).strip()} " in f" {to_text(arguments[0])} "


def _selected_at(arguments: Sequence[Value]) -> str:
    names, place = to_text(arguments[0]).split(), to_number(arguments[1])
    return names[int(place)] if 0 <= place < len(names) else ""


def _substr(arguments: Sequence[Value]) -> str:
    text, places = to_text(arguments[0]), [_place(value) for value in arguments[1:]]
    return text[places[0] : places[1] if len(places) > 1 else None]


def _substring(arguments: Sequence[Value]) -> str:
    """XPath's own, which counts from one and rounds."""
    text, numbers = to_text(arguments[0]), [to_number(value) for value in arguments[1:]]
    if any(map(math.isnan, numbers)):
        return ""
    first = math.floor(max(-MOST_TEXT, min(MOST_TEXT, numbers[0])) + 0.5)
    count = math.floor(min(2.0 * MOST_TEXT, numbers[1]) + 0.5) if len(numbers) > 1 and numbers[1] > 0 else 0
    end = first + count if len(numbers) > 1 else MOST_TEXT + 1
    return text[max(0, first - 1) : max(0, end - 1)]


def _place(value: Value) -> int:
    number = to_number(value)
    return 0 if math.isnan(number) else int(max(-MOST_TEXT, min(MOST_TEXT, number)))


def _translate(arguments: Sequence[Value]) -> str:
    text, old, new = map(to_text, arguments)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text.translate(table)


def _round(arguments: Sequence[Value]) -> float:
    number = to_number(arguments[0])
    places = to_number(arguments[1]) if len(arguments) > 1 else 0.0
    if math.isnan(places) or abs(places) > 15 or not math.isfinite(number) or abs(number) > 1e15:
        return number
    step = Decimal(1).scaleb(-int(places))
    return float((Decimal(repr(number)) / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step)


def _finite(work: Callable[[float], float]) -> Callable[[Sequence[Value]], Value]:
    """A function of one number; where mathematics has no answer it is NaN."""

    def call(arguments: Sequence[Value]) -> Value:
        try:
            return float(work(to_number(arguments[0])))
        except (ValueError, OverflowError):
            return math.nan

    return call


def _int(arguments: Sequence[Value]) -> float:
    number = to_number(arguments[0])
    return float(math.trunc(number)) if math.isfinite(number) else number


def _pow(arguments: Sequence[Value]) -> float:
    try:
        return math.pow(to_number(arguments[0]), to_number(arguments[1]))
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def _numbers(arguments: Sequence[Value]) -> list[float]:
    return [to_number(value) for value in arguments if value != ""]


def _extreme(choose: Callable[[list[float]], float]) -> Callable[[Sequence[Value]], Value]:
    def call(arguments: Sequence[Value]) -> Value:
        numbers = _numbers(arguments)
        return choose(numbers) if numbers and not any(map(math.isnan, numbers)) else math.nan

    return call


def _sum(arguments: Sequence[Value]) -> float:
    return float(sum(_numbers(arguments)))


def _date(arguments: Sequence[Value]) -> Value:
    found = to_date(arguments[0])
    return "" if found is None else found.date() if isinstance(found, datetime) else found


def _format_date(arguments: Sequence[Value]) -> str:
    day = to_date(arguments[0])
    if day is None:
        return ""
    made, letters = [], iter(to_text(arguments[1])[:200])
    for letter in letters:
        made.append(_date_part(day, next(letters, "")) if letter == "%" else letter)
    return "".join(made)


def _date_part(day: date, code: str) -> str:
    at = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day
    codes = {
        "Y": f"{at.year:04}",
        "y": f"{at.year % 100:02}",
        "m": f"{at.month:02}",
        "n": str(at.month),
        "b": _MONTHS[at.month - 1],
        "d": f"{at.day:02}",
        "e": str(at.day),
        "a": _DAYS[at.weekday()],
        "H": f"{at.hour:02}",
        "h": str(at.hour),
        "M": f"{at.minute:02}",
        "S": f"{at.second:02}",
        "3": f"{at.microsecond // 1000:03}",
    }
    return codes.get(code, f"%{code}")


def _coalesce(arguments: Sequence[Value]) -> Value:
    return next((value for value in arguments if value != ""), "")


def _before(arguments: Sequence[Value]) -> str:
    before, mark, _ = to_text(arguments[0]).partition(to_text(arguments[1]) or "\0")
    return before if mark else ""


def _after(arguments: Sequence[Value]) -> str:
    return to_text(arguments[0]).partition(to_text(arguments[1]) or "\0")[2]


FUNCTIONS: dict[str, Function] = {
    # done by the evaluation, which knows the filling
    "if": Function(3, 3),
    "once": Function(1, 1),
    "today": Function(0, 0),
    "now": Function(0, 0),
    "count": Function(1, _MANY),
    "jr:choice-name": Function(2, 2),
    # truth
    "true": Function(0, 0, lambda _: True),
    "false": Function(0, 0, lambda _: False),
    "not": Function(1, 1, lambda given: not to_truth(given[0])),
    "boolean": Function(1, 1, lambda given: to_truth(given[0])),
    "boolean-from-string": Function(1, 1, lambda given: to_text(given[0]).lower() in ("true", "1")),
    "coalesce": Function(2, _MANY, _coalesce),
    "count-non-empty": Function(1, _MANY, lambda given: float(sum(value != "" for value in given))),
    # choices
    "selected": Function(2, 2, _selected),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda given: float(len(to_text(given[0]).split()))),
    # text
    "string": Function(1, 1, lambda given: to_text(given[0])),
    "concat": Function(1, _MANY, _concat),
    "join": Function(2, _MANY, _join),
    "string-length": Function(1, 1, lambda given: float(len(to_text(given[0])))),
    "contains": Function(2, 2, lambda given: to_text(given[1]) in to_text(given[0])),
    "starts-with": Function(2, 2, lambda given: to_text(given[0]).startswith(to_text(given[1]))),
    "ends-with": Function(2, 2, lambda given: to_text(given[0]).endswith(to_text(given[1]))),
    "substr": Function(2, 3, _substr),
    "substring": Function(2, 3, _substring),
    "substring-before": Function(2, 2, _before),
    "substring-after": Function(2, 2, _after),
    "translate": Function(3, 3, _translate),
    "normalize-space": Function(1, 1, lambda given: " ".join(to_text(given[0]).split())),
    "regex": Function(2, 2, _regex),
    # numbers
    "number": Function(1, 1, lambda given: to_number(given[0])),
    "int": Function(1, 1, _int),
    "round": Function(1, 2, _round),
    "floor": Function(1, 1, _finite(math.floor)),
    "ceiling": Function(1, 1, _finite(math.ceil)),
    "abs": Function(1, 1, _finite(abs)),
    "pow": Function(2, 2, _pow),
    "sqrt": Function(1, 1, _finite(math.sqrt)),
    "exp": Function(1, 1, _finite(math.exp)),
    "log": Function(1, 1, _finite(math.log)),
    "log10": Function(1, 1, _finite(math.log10)),
    "pi": Function(0, 0, lambda _: math.pi),
    "min": Function(1, _MANY, _extreme(min)),
    "max": Function(1, _MANY, _extreme(max)),
    "sum": Function(1, _MANY, _sum),
    # dates
    "date": Function(1, 1, _date),
    "decimal-date-time": Function(1, 1, lambda given: to_number(to_date(given[0]) or "")),
    "format-date": Function(2, 2, _format_date),
    "format-date-time": Function(2, 2, _format_date),
}
"""By name. The stored tree of an expression may call these and no other."""
