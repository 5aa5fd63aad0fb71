"""A batch: what was written together, to be undone together. An import, a door, the lines of a file of commands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class NoSuchBatch(Exception):
    """Nothing here was written with that batch."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as it is listed. ``counts`` is how many records of which kind it wrote about; ``at`` is in UTC."""

    id: str
    at: datetime
    by: str
    laptop: str
    counts: Mapping[str, int]
    is_this_laptop: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch came to.

    ``records`` are as they were before; ``kept`` are fields that others wrote since and that stay as they are.
    ``batch`` is the undoing itself, which can be undone; empty if there was nothing to undo.
    """

    batch: str
    records: int
    kept: int
