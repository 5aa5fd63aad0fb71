"""A page of the first start on which one line is typed."""

from PySide6.QtWidgets import QWidget

from desktop.ui.start.step import Step
from desktop.ui.widgets.fields import Field


class LineStep(Step):
    """One line, which has the keys; what was typed stays to be mended until it is forgotten. ``lead`` stands above it."""

    def __init__(
        self, title: str, context: str, field: Field, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, context, parent)
        if lead:
            self.say(lead)
        self.field = field
        self.body.addWidget(field)
        self.body.addStretch(1)

    def take_keys(self) -> None:
        """The line has the keys."""
        self.field.line.setFocus()

    def show_fault(self, sentence: str) -> None:
        """Say what was wrong with it."""
        self.field.set_error(sentence)

    def forget(self) -> None:
        """Leave nothing that was typed."""
        self.field.forget()
