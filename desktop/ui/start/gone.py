"""After a wipe: a plain notice of what happened, and the way to begin anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.look.type_styles import Type
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.wording.custody import wiped_words


class GoneStep(Step):
    """Says that nothing is here any more, who decided that, and whom to ask."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Nothing is on this laptop any more"), "", parent)
        self.say(wiped_words(translate), Type.LEAD)
        self.body.addStretch(1)
        self.set_actions([Action("Return", translate("Start", "Begin anew"), self.done.emit, Kind.PRIMARY)])
