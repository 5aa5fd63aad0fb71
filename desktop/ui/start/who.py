"""Who works on this laptop, for which branch, and with which code."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.servers import complete_address, is_address
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from sync.protocol.enrolment import read_code
from sync.protocol.errors import ProtocolError


class JoinStep(Step):
    """What a newcomer types: a name, the organiser's code, and where the server is."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Join my branch"), translate("Start", "1 of 4"), parent)
        self.name = Field(translate("Start", "Your name, as colleagues know you"))
        self.code = Field(
            translate("Start", "The code from your organiser"),
            note=translate("Start", "Twelve letters. Capitals, small letters and gaps are all the same."),
        )
        self.server = Field(
            translate("Start", "The server’s address"),
            note=translate("Start", "Your organiser has it beside the code. It begins with https."),
        )
        for field in (self.name, self.code, self.server):
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.set_actions(
            [
                Action("Return", translate("Start", "Go on"), self._next_line, Kind.PRIMARY),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def take_keys(self) -> None:
        """Begin with the first line that is empty."""
        _first_empty((self.name, self.code, self.server)).line.setFocus()

    def _next_line(self) -> None:
        _after_return((self.name, self.code, self.server), self._go_on)

    def forget(self) -> None:
        """Leave nothing that was typed on the page."""
        for field in (self.name, self.code, self.server):
            field.forget()

    def _go_on(self) -> None:
        self.name.set_error("" if self.name.text().strip() else translate("Start", "Please write a name."))
        try:
            read_code(self.code.text())
            self.code.clear_error()
        except ProtocolError:
            self.code.set_error(
                translate("Start", "A code has twelve letters, without I and O. Please compare it once more.")
            )
        address = complete_address(self.server.text())
        if address != self.server.text():
            self.server.set_text(address)
        self.server.set_error(
            ""
            if is_address(address)
            else translate("Start", "An address begins with https:// and has no gaps.")
        )
        wrong = next((field for field in (self.name, self.code, self.server) if field.error), None)
        if wrong is not None:
            wrong.line.setFocus()
        else:
            self.done.emit()


class BranchStep(Step):
    """What the founder of a branch types."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Start a branch"), translate("Start", "1 of 4"), parent)
        self.name = Field(translate("Start", "Your name, as colleagues know you"))
        self.branch = Field(translate("Start", "The branch’s name"))
        for field in (self.name, self.branch):
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.set_actions(
            [
                Action("Return", translate("Start", "Go on"), self._next_line, Kind.PRIMARY),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def take_keys(self) -> None:
        """Begin with the first line that is empty."""
        _first_empty((self.name, self.branch)).line.setFocus()

    def _next_line(self) -> None:
        _after_return((self.name, self.branch), self._go_on)

    def forget(self) -> None:
        """Leave nothing that was typed on the page."""
        for field in (self.name, self.branch):
            field.forget()

    def _go_on(self) -> None:
        for field in (self.name, self.branch):
            field.set_error("" if field.text().strip() else translate("Start", "Please write a name."))
        wrong = next((field for field in (self.name, self.branch) if field.error), None)
        if wrong is not None:
            wrong.line.setFocus()
        else:
            self.done.emit()


def _first_empty(fields: Sequence[Field]) -> Field:
    return next((field for field in fields if not field.text()), fields[0])


def _after_return(fields: Sequence[Field], go_on: Callable[[], None]) -> None:
    """Enter on a line: the next line that is still empty, else on to the next page."""
    last = len(fields) - 1  # nobody is on a line: the button was pressed, and says what is missing
    here = next((place for place, field in enumerate(fields) if field.line.hasFocus()), last)
    later = next((field for field in fields[here + 1 :] if not field.text()), None)
    if later is not None and fields[here].text():
        later.line.setFocus()
    else:
        go_on()
