"""Records as JSON values: dates and instants as text, names as their fields are called."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """A record, or whatever one holds, as a JSON value.

    An instant with a zone is written in UTC with a ``Z``; the street's own time without one.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return value


def instant(at: datetime | None) -> str | None:
    """A moment as text, to the millisecond."""
    if at is None:
        return None
    if at.tzinfo is None:
        return at.isoformat(timespec="minutes")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
