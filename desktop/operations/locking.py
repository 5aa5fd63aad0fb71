"""After how long without a key this laptop locks itself. Kept in the store, so that nobody changes it while locked."""

from desktop.domain.locking import MOST_MINUTES, USUAL_MINUTES, accept_minutes
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store

_NAME = "lock_minutes"


def read_lock_minutes(store: Store) -> int:
    """After how many minutes this laptop locks itself. What was written by no program of ours counts for nothing."""
    kept = store.settings.find(_NAME) or ""
    minutes = int(kept) if kept.isascii() and kept.isdecimal() and len(kept) < 4 else 0
    return minutes if 1 <= minutes <= MOST_MINUTES else USUAL_MINUTES


def set_lock_minutes(store: Store, minutes: int) -> Done[int]:
    """Let this laptop lock itself after so many minutes. Raises LockMinutesRefused."""
    store.settings.write(_NAME, str(accept_minutes(minutes)))
    return Done(minutes, Changed.SETTINGS)
