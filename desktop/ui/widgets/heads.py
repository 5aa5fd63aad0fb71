"""What stands over things: the masthead of a page and the head of a section."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import RIGHT
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.flow import hugging
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import MastheadRule, SectionRule
from desktop.ui.widgets.words import Words


class Masthead(Part):
    """The name of the page at the left, its context at the right, the thick-and-thin rule below."""

    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words(title, Type.TITLE, wrap=True)
        self.context = Words(context, Type.BODY, Role.SOFT, align=RIGHT)
        line = QHBoxLayout()
        line.setSpacing(sizes.SPACE_5)
        line.addWidget(self.title, 1)
        self._beside = QVBoxLayout()
        self._beside.addWidget(self.context)
        line.addLayout(self._beside, 0)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addLayout(line)
        self._stack.addWidget(MastheadRule())
        self.setSizePolicy(hugging())
        self.ensure_dressed()

    def say(self, title: str, context: str = "") -> None:
        """Change the name and the context."""
        self.title.say(title)
        self.context.say(context)

    def dress(self) -> None:
        """The rule stands a little below the title."""
        self._stack.setSpacing(self.look.px(sizes.SPACE_2))
        self._beside.setContentsMargins(0, self.look.px(5), 0, 0)


class SectionHead(Part):
    """A rule that opens a section, its name, and a note at the right if there is one.

    `rule` is accent where the section is what the keys answer now; `style` is QUESTION for a survey question.
    """

    def __init__(
        self,
        title: str,
        note: str = "",
        *,
        rule: Role = Role.INK,
        style: Type = Type.HEADING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Words(title, style, wrap=True)
        self.note = Words(note, Type.NOTE, Role.SOFT, align=RIGHT)
        if not note:
            self.note.hide()
        self._line = QHBoxLayout()
        self._line.addWidget(self.title, 1)
        self._line.addWidget(self.note, 0)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addWidget(SectionRule(rule))
        self._stack.addLayout(self._line)
        self.setSizePolicy(hugging())
        self.ensure_dressed()

    def say(self, title: str, note: str = "") -> None:
        """Change the name and the note."""
        self.title.say(title)
        self.note.say(note)
        self.note.setVisible(bool(note))

    def add(self, widget: QWidget) -> None:
        """Put a widget, such as a key hint, at the right of the head."""
        self._line.addWidget(widget, 0)

    def dress(self) -> None:
        """The name stands close under its rule."""
        self._line.setSpacing(self.look.px(sizes.SPACE_4))
        self._line.setContentsMargins(0, self.look.px(3), 0, self.look.px(1))
