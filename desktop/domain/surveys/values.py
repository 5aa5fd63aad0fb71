"""What an expression works with: text, number, truth, date; and how one becomes another, as ODK's tools do it."""

import math
from datetime import date, datetime, timedelta
from typing import TypeAlias

Value: TypeAlias = str | float | bool | date
"""A ``date`` may be a ``datetime``. The empty text is no answer."""

_EPOCH = date(1970, 1, 1)
_MOST_DIGITS = 400


def to_number(value: Value) -> float:
    """As a number; dates are days since 1970, what is no number is NaN."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, date):
        return _days(value)
    text = value.strip()
    body = text.removeprefix("-")
    if not body or len(body) > _MOST_DIGITS or not body.isascii() or not body.replace(".", "", 1).isdigit():
        return math.nan
    return float(text)


def _days(value: date) -> float:
    days = float(
        (value if not isinstance(value, datetime) else value.date()).toordinal() - _EPOCH.toordinal()
    )
    if isinstance(value, datetime):
        days += (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return days


def to_text(value: Value) -> str:
    """As text; whole numbers without a point, dates as 2026-11-24."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _digits(value)
    return value


def _digits(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == math.floor(value):
        return str(int(value))
    text = repr(value)
    return text if "e" not in text else f"{value:.20f}".rstrip("0")


def to_truth(value: Value) -> bool:
    """As true or false: zero, NaN and the empty text are false."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not (math.isnan(value) or value == 0)
    if isinstance(value, date):
        return True
    return value != ""


def to_date(value: Value) -> date | None:
    """As a date: 2026-11-24, or days since 1970; None if it is none, or lies out of the calendar."""
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return _day_of(value)
    try:
        if len(value) == 10:
            return date.fromisoformat(value)
        return datetime.fromisoformat(value) if 10 < len(value) < 40 else None
    except ValueError:
        return None


def _day_of(days: float) -> date | None:
    if math.isnan(days) or math.isinf(days) or abs(days) > 4_000_000:
        return None
    try:
        return _EPOCH + timedelta(days=math.floor(days))
    except OverflowError:
        return None


def is_equal(left: Value, right: Value) -> bool:
    """XPath's ``=``: by truth, else by number, else by text."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return to_number(left) == to_number(right)
    if isinstance(left, datetime) and isinstance(right, datetime):
        return left == right
    return to_text(left) == to_text(right)


def in_order(left: Value, right: Value) -> tuple[float, float]:
    """Both as numbers to be compared; a text that is written as a date counts as one beside a date."""
    if isinstance(left, date) and isinstance(right, str):
        right = to_date(right) or right
    if isinstance(right, date) and isinstance(left, str):
        left = to_date(left) or left
    return to_number(left), to_number(right)
