"""What was written together, and taking it back together."""

from desktop.domain.batches import BatchRow, Undone
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store

MOST_LISTED = 100


def list_batches(store: Store, limit: int = MOST_LISTED) -> list[BatchRow]:
    """What was written together on any laptop of the branch, the latest first: imports, doors, files of commands."""
    return store.batches.listed(limit)


def undo_batch(store: Store, batch: str) -> Done[Undone]:
    """Undo a batch: what stood before it is written again, and what it made stands no more.

    What others wrote since stays, and is counted. The undoing is a batch itself. Raises NoSuchBatch.
    """
    with store.transaction():
        undone = store.batches.undo(batch)
    return Done(undone, ~Changed.NOTHING if undone.records else Changed.NOTHING)
