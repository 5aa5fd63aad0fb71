"""What every screen is given: the opened store, the workers, the clock, and ways to go elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from desktop.domain.members import Role, WhoAmI
from desktop.ui.tasks import Tasks

if TYPE_CHECKING:  # a type alone: the window shows before the store is read
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.store import Store
    from desktop.wording.lost import ReportText

PaintReport = Callable[["ReportText"], bytes]
"""Paints the report on a lost laptop as PDF. ``desktop.print`` does it; main hands it in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a room's name, and what to show there (a turf, a person …)."""

    room: str
    about: Any = None


def _not_here(_passphrase: str) -> None:
    """Where there is no window around."""


@dataclass(frozen=True)
class Desk:
    """What a screen works with. ``go`` leads to another place, ``send`` asks for an exchange now.

    ``practise`` opens the made-up street. ``closing`` is set before the store is closed: long work minds it.
    """

    store: "Store"
    tasks: Tasks
    now: Callable[[], datetime]  # the street's own time
    me: WhoAmI
    go: Callable[[Place], None]
    send: Callable[[], None]
    practise: Callable[[], None]
    is_practice: bool = False
    device: "DeviceSecrets | None" = None  # keeps this computer's own part of the lock
    renew_key: Callable[..., None] = (
        _not_here  # closes everything meanwhile; by a passphrase that was checked
    )
    paint_report: PaintReport | None = None  # None: nothing here makes pages to print
    closing: Event = field(default_factory=Event)

    @property
    def role(self) -> Role:
        """What the member does here."""
        return self.me.role
