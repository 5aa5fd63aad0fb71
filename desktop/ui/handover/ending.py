"""Taking the laptop back: the passphrase, and the way back to whoever helps."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.operations.changed import Done
from desktop.store.errors import WrongPassphrase
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.type_styles import Type
from desktop.ui.throttles import throttle_of, wait_words
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import PassphraseField
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words

EndHandover = Callable[[str], Done[None]]
"""Ends it with a passphrase; WrongPassphrase."""


class EndingPage(BranchPage):
    """Asks for the passphrase and says no more than that it is not right; after several it waits, as the locked page does."""

    def __init__(self, desk: Desk, end: EndHandover, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Handover", "Take the laptop back"), parent=parent)
        self._end = end
        self._is_asking = False
        self._throttle = throttle_of(desk.store.folder)
        self.field = PassphraseField(
            translate("Handover", "Your passphrase"),
            show=translate("Start", "show"),
            hide=translate("Start", "hide"),
        )
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_4)
        column.addWidget(
            Words(
                translate("Handover", "Whoever handed it over opens everything again with the passphrase."),
                Type.LEAD,
                wrap=True,
            )
        )
        column.addWidget(self.field)
        column.addStretch(1)
        self.columns.addLayout(column)
        self.back.connect(lambda: desk.go(Place("picking")))
        self.set_actions([Action("Return", translate("Handover", "Take it back"), self.ask, Kind.PRIMARY)])
        self.states.loaded()

    def take_keys(self) -> None:
        """The line has the keys."""
        self.field.line.setFocus()

    def leave(self) -> None:
        """Leave nothing that was typed."""
        self.field.forget()

    def ask(self) -> None:
        """Enter: try the passphrase; one at a time, and what was typed is taken away."""
        typed = self.field.text()
        if not typed or self._is_asking:
            return
        if left := self._throttle.seconds_left():
            self.field.set_error(wait_words(left))
            return
        self._is_asking = True
        self.field.forget()
        self.desk.tasks.command(partial(self._end, typed), self._ended, owner=self, failed=self._refused)

    def _ended(self, _value: None) -> None:
        self._is_asking = False
        self._throttle.note_right()

    def _refused(self, fault: Exception) -> None:
        self._is_asking = False
        if isinstance(fault, WrongPassphrase):
            self._throttle.note_wrong()
        told = fault_words(fault, translate)
        self.field.set_error(f"{told.happened} {told.safe}")
        if self.isVisible():
            self.take_keys()
