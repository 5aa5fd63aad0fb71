"""A door: what to know before the bell is rung, wishes not to be visited, and what is being typed there."""

from datetime import date

from desktop.domain.households import DoorPage, NoSuchHousehold
from desktop.domain.ids import HouseholdId
from desktop.operations.changed import Changed, Done
from desktop.store.drafts import door_draft
from desktop.store.store import Store


def open_door(store: Store, household: HouseholdId) -> DoorPage:
    """All that a door screen shows, with what was being typed there. Raises NoSuchHousehold."""
    page = store.doors.page(household, store.drafts.find(door_draft(household)))
    if page is None:
        raise NoSuchHousehold()
    return page


def find_households(store: Store, text: str, limit: int = 50) -> list[tuple[HouseholdId, str]]:
    """Households whose address holds the beginnings of these words: (id, address)."""
    return store.households.find(text, limit)


def set_do_not_visit(
    store: Store, household: HouseholdId, wish: bool, since: date | None = None
) -> Done[HouseholdId]:
    """Write down that nobody is to ring here, or that one may again. ``since`` is today unless given.

    Raises NoSuchHousehold.
    """
    with store.transaction():
        store.households.set_do_not_visit(household, wish, since or store.today())
    return Done(household, Changed.HOUSEHOLDS | Changed.CONFLICTS | Changed.SYNC)


def keep_draft(store: Store, household: HouseholdId, draft: str) -> Done[None]:
    """Keep what is being typed at a door, as JSON text; called at every key, so it is one statement."""
    store.drafts.keep(door_draft(household), draft)
    return Done(None, Changed.NOTHING)


def drop_draft(store: Store, household: HouseholdId) -> Done[None]:
    """Forget what was being typed at a door."""
    store.drafts.drop(door_draft(household))
    return Done(None, Changed.DRAFTS)
