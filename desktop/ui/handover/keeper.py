"""Keeps a handed-over laptop to its one task: who is signed on, and when they are asked again."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.handovers import Handover
from desktop.operations.handovers import end_handover, read_handover, sign
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.handover.ending import EndHandover, EndingPage
from desktop.ui.handover.picking import PickingPage
from desktop.ui.lock.watch import Watch
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action
from desktop.ui.workplace import RoomPlan

STILL_SECONDS = 120
"""After so long without a key somebody else may sit there: initials are asked for again."""


class Keeper(QObject):
    """The rooms of a handover, and its signing on and off. ``again`` asks for a fresh room: nothing of the last one's stays."""

    again = Signal(str)

    def __init__(
        self,
        handover: Handover,
        end: EndHandover,
        still_for: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._still_for = still_for
        self.handover = handover
        self.initials = ""
        self._end = end
        self._desk: Desk | None = None

    def plans(self, desk: Desk, every: Iterable[RoomPlan]) -> list[RoomPlan]:
        """Of every room the one that was handed over, and before and behind it picking and the end; no rail leads anywhere."""
        self._desk = desk
        room = [
            plan for plan in every if plan.name == self.handover.room
        ]  # none where the role has it not any more
        return [
            RoomPlan("picking", None, self._picking),
            *(RoomPlan(plan.name, None, plan.build) for plan in room),
            RoomPlan("ending", None, lambda desk: EndingPage(desk, self._end)),
        ]

    def allowed(self, place: Place) -> Place:
        """Where somebody gets who wants to go there: to the task only once signed on, and there to what was handed over."""
        if place.room == self.handover.room and self.initials:
            return Place(place.room, self.handover.about)
        return place if place.room == "ending" else Place("picking")

    def actions(self, desk: Desk, *, on_lock: Callable[[], None]) -> list[Action]:
        """What the strip offers meanwhile; it says who writes."""
        change = translate("Handover", "{initials} writes now: change").format(initials=self.initials)
        signed_on = [Action("Ctrl+I", change, self.sign_off)] if self.initials else []
        return [
            *signed_on,
            Action("Ctrl+E", translate("Handover", "End"), lambda: desk.go(Place("ending"))),
            Action("Ctrl+L", translate("Strip", "Lock"), on_lock),
        ]

    def sign_on(self, initials: str) -> None:
        """Somebody picked their initials; the room opens once what is written there will carry them."""
        self._sign(initials)

    def sign_off(self) -> None:
        """Nobody sits here any more."""
        self._sign("")

    @Slot()
    def look(self) -> None:
        """Ask again after a short while."""
        if self.initials and self._still_for() >= STILL_SECONDS:
            self.sign_off()

    def _sign(self, initials: str) -> None:
        desk = self._desk
        if desk is None:
            return
        if not initials:
            self.initials = ""
            desk.go(
                Place("picking")
            )  # at once; drafts that are on their way still carry nobody else's initials
        desk.tasks.command(partial(sign, desk.store, initials), self._signed, owner=self)

    def _signed(self, initials: str) -> None:
        self.initials = initials
        self.again.emit(self.handover.room)
        if initials and self._desk is not None:
            self._desk.go(Place(self.handover.room))

    def _picking(self, desk: Desk) -> Screen:
        page = PickingPage(desk, self.handover)
        page.picked.connect(self.sign_on)
        return page


def make_keeper(store: Store, watch: Watch, device: DeviceSecrets | None, parent: QObject) -> Keeper | None:
    """Who keeps the laptop to its task, if it is handed over; ``watch`` tells how long no key was pressed."""
    handover = read_handover(store)
    if handover is None:
        return None
    keeper = Keeper(handover, partial(end_handover, store, device=device), watch.still_for, parent)
    watch.ticked.connect(keeper.look)
    return keeper
