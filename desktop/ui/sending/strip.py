"""The status strip of an opened store: what is saved, what is not sent, and why."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.status import StripStatus
from desktop.operations.changed import Changed
from desktop.operations.status import read_status
from desktop.store.errors import KeyFileOlder
from desktop.ui.desk import Desk, Place
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action
from desktop.ui.widgets.strip import Strip, StripState
from desktop.wording.faults import fault_words
from desktop.wording.strip import sending_words, strip_reason, strip_sentence


class StatusStrip(Strip):
    """Reads what is pending at each change; says so without moving. ``lease_told`` tells how the lease stands."""

    lease_told = Signal(object)  # LeaseStanding

    def __init__(self, desk: Desk, actions: list[Action], parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self._desk = desk
        self._status: StripStatus | None = None
        desk.tasks.changed.connect(self._note)
        if desk.is_practice:
            self.say(
                translate("Strip", "Nobody here is real."),
                translate("Strip", "Nothing is kept and nothing is sent."),
            )

    def read(self) -> None:
        """Count what is on this laptop only."""
        if not self._desk.is_practice:
            self._desk.tasks.query(
                partial(read_status, self._desk.store), self._show, owner=self, latest=self
            )

    def hear(self, progress: tuple[int, int] | None) -> None:
        """While an exchange runs: how far it is; None once it has ended."""
        if progress is None:
            self.read()
        else:
            self.say(sending_words(*progress, translate), state=StripState.SENDING)

    def fail(self, fault: object) -> None:
        """Something could not be done: say what is safe and what to do, until the next change."""
        told = fault_words(fault if isinstance(fault, Exception) else Exception(), translate)
        self.say(
            told.happened, " ".join(part for part in (told.safe, told.remedy) if part), StripState.FAILED
        )

    def _note(self, _changed: Changed) -> None:
        self.read()

    def _show(self, status: StripStatus) -> None:
        self._status = status
        self.lease_told.emit(status.lease)
        reason = strip_reason(status, self._desk.now(), translate)
        if self._desk.store.is_key_older:  # said for as long as it is so, beside what waits
            told = fault_words(KeyFileOlder(), translate)
            reason = f"{told.happened} {told.remedy}"
        self.say(strip_sentence(status, translate), reason)


def make_strip(desk: Desk, *, on_send: Callable[[], None], on_lock: Callable[[], None]) -> StatusStrip:
    """The strip with the keys that work everywhere."""
    if desk.is_practice:
        return StatusStrip(desk, [Action("Ctrl+L", translate("Strip", "Leave the practice"), on_lock)])
    return StatusStrip(
        desk,
        [
            Action("Ctrl+S", translate("Strip", "Send now"), on_send),
            Action("Ctrl+T", translate("Strip", "What was sent"), partial(desk.go, Place("sent"))),
            Action("Ctrl+L", translate("Strip", "Lock"), on_lock),
        ],
    )
