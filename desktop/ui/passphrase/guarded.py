"""A page of whose work each piece asks for the passphrase that holds now."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.store.errors import WrongPassphrase
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.throttles import throttle_of, wait_words
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import PassphraseField
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.told import Told


class GuardedPage(BranchPage):
    """Its first line is the passphrase; one piece of work at a time, and what came of it is told."""

    def __init__(self, desk: Desk, title: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, title, subtitle, parent=parent)
        self.now = passphrase_field(translate("Passphrase", "Your passphrase now"), "Alt+S")
        self.told = Words("", Type.BODY, wrap=True)
        self._is_busy = False
        self._throttle = throttle_of(desk.store.folder)

    def take_keys(self) -> None:
        """The line that comes first has the keys."""
        self.now.line.setFocus()

    def do(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Do it beside the window, unless something is being done; then leave nothing that was typed, and go on."""
        if self._is_busy:
            return
        if left := self._throttle.seconds_left():
            self.now.set_error(wait_words(left))
            return
        self._is_busy = True
        self.now.clear_error()
        self.told.say(translate("Passphrase", "One moment."), Role.SOFT)
        self.desk.tasks.errand(work, partial(self._done, then), owner=self, failed=self._not_done)

    def blame(self, told: Told) -> None:
        """Say what hindered it, where it was not the passphrase."""
        self._say_at_first(told)

    def _done(self, then: Callable[[Any], object], value: object) -> None:
        self._is_busy = False
        self._throttle.note_right()
        self.leave()
        self.take_keys()
        then(value)

    def _not_done(self, fault: Exception) -> None:
        self._is_busy = False
        self.told.say("")
        told = fault_words(fault, translate)
        if isinstance(fault, WrongPassphrase):
            self._throttle.note_wrong()
            self.now.line.clear()
            self._say_at_first(told)
        else:
            self.blame(told)

    def _say_at_first(self, told: Told) -> None:
        self.now.set_error(f"{told.happened} {told.safe}")
        self.take_keys()


def passphrase_field(label: str, keys: str) -> PassphraseField:
    """A line for a passphrase, which can be shown."""
    return PassphraseField(
        label, show=translate("Passphrase", "show"), hide=translate("Passphrase", "hide"), keys=keys
    )
