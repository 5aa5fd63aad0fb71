"""What the first screen shows each role."""

from desktop.domain.home import CanvasserHome, CoordinatorHome, OrganiserHome
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


def canvasser_home(store: Store) -> CanvasserHome:
    """Tonight's walk, what to know before ringing, your evenings, and what is not yet sent."""
    return store.homes.canvasser()


def organiser_home(store: Store) -> OrganiserHome:
    """Turfs that are out, people owed a visit, what is due, and the week's figures."""
    return store.homes.organiser()


def coordinator_home(store: Store) -> CoordinatorHome:
    """Branches that wait, laptops that are silent, and counts since the last look."""
    return store.homes.coordinator()


def note_look(store: Store) -> Done[None]:
    """Remember that the coordinator has looked, so that the next look counts from here."""
    store.homes.note_look()
    return Done(None, Changed.SETTINGS)
