"""Importing a register: streamed, all or nothing, one journal entry however many electors."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.register.problems import Problem
from desktop.operations.changed import Done
from desktop.store.store import Store

DEFAULT_AUTHORITY = "authority"
DEFAULT_REGISTER = "register"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was in the file, and what it changed. ``added + changed + unchanged`` is ``electors``."""

    layout: str
    encoding: str
    delimiter: str
    rows: int
    electors: int
    households: int
    polling_districts: int
    added: int
    changed: int
    unchanged: int
    problems: list[Problem] = field(default_factory=list)


class ImportCancelled(Exception):
    """Somebody stopped the import; nothing of it is kept."""


def import_register(
    store: Store,
    path: Path,
    *,
    authority: str = "",
    register: str = "",
    progress: Callable[[int], None] = lambda rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Done[ImportReport]:
    """Import a council's file in one transaction. ``progress`` is told rows read; ``cancelled`` is asked often.

    ``authority`` and ``register`` are the branch's unless given, else one fixed default each.
    Raises RegisterRefused if the file cannot be taken, ImportCancelled; in both cases nothing is kept.
    """
    raise NotImplementedError
