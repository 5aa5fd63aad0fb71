"""What every screen is given: the opened store, the workers, the clock, and ways to go elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain.members import Role, WhoAmI
from desktop.store.store import Store
from desktop.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a room's name, and what to show there (a turf, a person …)."""

    room: str
    about: Any = None


@dataclass(frozen=True)
class Desk:
    """What a screen works with. ``go`` leads to another place, ``send`` asks for an exchange now."""

    store: Store
    tasks: Tasks
    now: Callable[[], datetime]  # the street's own time
    me: WhoAmI
    go: Callable[[Place], None]
    send: Callable[[], None]
    is_practice: bool = False

    @property
    def role(self) -> Role:
        """What the member does here."""
        return self.me.role
