"""Two answers to one question: list them, look at one, and say which is right."""

from collections.abc import Sequence

from desktop.domain.conflicts import Conflict, ConflictPage, NoSuchConflict
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store

_CHANGED = (
    Changed.CONFLICTS
    | Changed.CONTACTS
    | Changed.HOUSEHOLDS
    | Changed.TURFS
    | Changed.ATTEMPTS
    | Changed.SYNC
)


def list_conflicts(store: Store) -> list[Conflict]:
    """Everything that is in conflict, the longest-standing first."""
    return store.conflicts.listed()


def count_conflicts(store: Store) -> int:
    """How many fields hold several answers."""
    return store.conflicts.count()


def show_conflict(store: Store, entity: str, field: str) -> ConflictPage:
    """One conflict with all that was ever written there. Raises NoSuchConflict."""
    page = store.conflicts.page(entity, field)
    if page is None:
        raise NoSuchConflict()
    return page


def resolve_conflict(store: Store, entity: str, field: str, value: str) -> Done[Sequence[str]]:
    """Say what is right: one of the answers, or another. An ordinary edit that has seen all; nothing is removed.

    The value handed back is the answers that it replaced. Raises NoSuchConflict if it is settled already, and
    NotAnAnswer if another text than the answers cannot be right.
    """
    with store.transaction():
        replaced = store.conflicts.resolve(entity, field, value)
    return Done(replaced, _CHANGED)


def reopen_conflict(store: Store, kind: str, entity: str, field: str, answers: Sequence[str]) -> Done[None]:
    """Undo a settling: the answers that it replaced stand side by side again, on every laptop."""
    with store.transaction():
        store.conflicts.reopen(kind, entity, field, answers)
    return Done(None, _CHANGED)
