"""The workplace: rail, rooms and strip around an opened store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.leases import LeaseStanding
from desktop.domain.members import WhoAmI
from desktop.operations.changed import Changed
from desktop.operations.leases import read_lease
from desktop.operations.members import who_am_i
from desktop.ui.desk import Desk, Place
from desktop.ui.lock.surfaces import empty
from desktop.ui.look import sizes
from desktop.ui.screen import Screen
from desktop.ui.sending.lease import WITHHELD, is_withheld
from desktop.ui.sending.strip import StatusStrip
from desktop.ui.translating import translate
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rail import Rail, Room
from desktop.wording.roles import role_words


@dataclass(frozen=True)
class RoomPlan:
    """A room of the rail (or, without a ``room``, a page reached only from elsewhere) and how to build it."""

    name: str
    room: Room | None
    build: Callable[[Desk], Screen]


class Workplace(Part):
    """Holds the rooms of one opened store; builds each when it is first entered."""

    entered = Signal(str)
    role_changed = Signal()
    """What its member does here is not what these rooms were built for."""

    def __init__(
        self,
        desk: Desk,
        plans: Sequence[RoomPlan],
        strip: StatusStrip,
        parent: QWidget | None = None,
        *,
        has_rail: bool = True,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.strip = strip
        self._plans = {plan.name: plan for plan in plans}
        self._in_rail = [plan.name for plan in plans if plan.room is not None]
        self._screens: dict[str, Screen] = {}
        self._about: Any = None
        self._has_rail = has_rail
        self.rail = Rail([plan.room for plan in plans if plan.room is not None])
        self.rail.room_chosen.connect(lambda index: self.go(Place(self._in_rail[index])))
        self.rail.help_asked.connect(lambda: self.go(Place("learn", self.current)))
        if not has_rail:  # never shown here: without a parent it would be a window of its own for a moment
            self.rail.hide()
        self.rail.setEnabled(has_rail)
        self._show_me(desk.me)
        desk.tasks.changed.connect(self._note)
        strip.lease_told.connect(self._heed)
        self.pages = QStackedWidget()
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.rail)
        beside.addWidget(self.pages, 1)
        above = QVBoxLayout(self)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addLayout(beside, 1)
        above.addWidget(strip)
        self.ensure_dressed()

    @property
    def room_names(self) -> list[str]:
        """Every room and page that can be entered."""
        return list(self._plans)

    @property
    def current(self) -> str:
        """The name of the room one is in."""
        shown = self.pages.currentWidget()
        return next((name for name, screen in self._screens.items() if screen is shown), "")

    @property
    def place(self) -> Place:
        """Where one is."""
        return Place(self.current, self._about)

    def room(self, name: str) -> Screen:
        """A room's screen, built now if nobody has been there yet."""
        if name not in self._screens:
            made = self._plans[name].build(self.desk)
            self._screens[name] = made
            made.alone_changed.connect(lambda alone: self.rail.setVisible(self._has_rail and not alone))
            self.pages.addWidget(made)
        return self._screens[name]

    def go(self, place: Place) -> None:
        """Enter a room, and open there what the place is about; another page instead while that room stays closed.

        A room that this workplace has not is not entered.
        """
        if place.room in WITHHELD and is_withheld(place.room, read_lease(self.desk.store)):
            place = Place("lease")
        if place.room not in self._plans:
            return
        if place.room != self.current or place.about is not None:
            self._about = place.about
        leaving = self._screens.get(self.current)
        screen = self.room(place.room)
        if leaving is not None and leaving is not screen:
            leaving.leave()
        elif leaving is screen and place.about is None:
            screen.begin_again()
        self.pages.setCurrentWidget(screen)
        if place.room in self._in_rail:
            self.rail.set_current(self._in_rail.index(place.room))
        if place.about is not None:
            screen.open(place.about)
        screen.take_keys()
        self.entered.emit(place.room)

    def forget_room(self, name: str) -> None:
        """Take a room down, with whatever it could undo; who enters it next finds it anew."""
        screen = self._screens.pop(name, None)
        if screen is not None:
            screen.leave()
            empty(screen)
            self.pages.removeWidget(screen)
            screen.deleteLater()

    def _heed(self, lease: LeaseStanding) -> None:
        """Leave a room that is to be closed once the lease has ended."""
        if is_withheld(self.current, lease):
            self.go(Place("lease"))

    def hasHeightForWidth(self) -> bool:
        """Takes whatever height there is: else each layout above asks each below again and again, for every key."""
        return False

    def leave(self) -> None:
        """Let every screen keep what is being typed."""
        for screen in self._screens.values():
            screen.leave()

    def dress(self) -> None:
        """Narrow the rail and lower the strip where the window is small, counted in the size of the text."""
        px = self.look.px
        narrow = self.width() < px(sizes.NARROW_BELOW)
        if narrow != self.rail.is_narrow:
            self.rail.set_narrow(narrow)
        self.strip.set_short(self.height() < px(sizes.SHORT_BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.dress()

    def _note(self, changed: Changed) -> None:
        if changed & (Changed.MEMBERS | Changed.BRANCH):
            self.desk.tasks.query(partial(who_am_i, self.desk.store), self._show_me, owner=self, latest=self)

    def _show_me(self, me: WhoAmI) -> None:
        if me.role is not self.desk.role:
            self.role_changed.emit()
        if not self._has_rail:
            return  # whoever sees this is not the one
        role = ", ".join(part for part in (role_words(me.role, translate), me.branch) if part)
        self.rail.set_person(me.name, translate("Workplace", "Practising") if self.desk.is_practice else role)
