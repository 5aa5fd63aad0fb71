"""An import of a register, as it is listed."""

from dataclasses import dataclass
from datetime import datetime


class NoSuchImport(Exception):
    """No register was brought in under this id."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import: whose register, how many electors, when (UTC) and by whom, and whether it was undone."""

    id: str
    authority: str
    register: str
    electors: int
    at: datetime
    by: str
    is_undone: bool
