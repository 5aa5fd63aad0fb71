"""A made-up street to practise on: an encrypted store of its own that is thrown away. Nothing is kept or sent."""

from dataclasses import dataclass

from desktop.domain.ids import TurfId
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Practice:
    """A store with made-up people in it, and the turf to walk. Close the store and it is gone."""

    store: Store
    turf: TurfId


def open_practice() -> Practice:
    """Build a made-up street in a throw-away store, with a short survey."""
    raise NotImplementedError
