"""What is being typed anywhere: kept at every key on this laptop, never sent, and given back after a crash."""

from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


def keep_draft(store: Store, place: str, text: str) -> Done[None]:
    """Keep what is being typed in a place (``person:new``, ``turf:new`` …); empty text forgets it."""
    if text:
        store.drafts.keep(place, text)
    else:
        store.drafts.drop(place)
    return Done(None, Changed.NOTHING)


def find_draft(store: Store, place: str) -> str:
    """What was being typed in a place, or nothing."""
    return store.drafts.find(place)


def list_drafts(store: Store) -> list[str]:
    """The places in which something was being typed, the latest first."""
    return store.drafts.places()
