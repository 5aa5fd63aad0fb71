"""The end of work: what is open is closed, and a small store has its backup before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a type alone: the window shows before the store is read
    from desktop.store.store import Store


def close_stores(practice: "Store | None", store: "Store | None", *, has_time: bool) -> None:
    """Close what is open, behind a page that shows nobody; where there is time, a backup is made first if one is due."""
    if practice is not None:
        practice.close()
    if store is not None:
        if has_time:
            from desktop.operations.backups import back_up_at_end

            back_up_at_end(store)
        store.close()
