"""A code that was just made: what is told to a newcomer, large, to be read aloud."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.operations.enrolment import Invited
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role as Ink
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.page import Columns
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words


class CodeView(Part):
    """What is told to a newcomer: code, server, words; large, to be read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code_head = SectionHead("")
        self.code = Words("", Type.NUMERAL)
        self.until = Words(role=Ink.SOFT, wrap=True)
        self.server_head = SectionHead(translate("Invite", "The server’s address"))
        self.server = Words("", Type.LEADSTRONG, wrap=True)
        self.server_note = Words(
            translate("Invite", "They type it below the code, as it stands here."), role=Ink.SOFT, wrap=True
        )
        self.words_head = SectionHead(translate("Invite", "The three words, by voice"))
        self.words = Words("", Type.FIGURE, wrap=True)
        self.words_note = Words(
            translate(
                "Invite",
                "Their laptop shows three words before it takes anything in. They must be these. "
                "If they differ, tell them to stop, shut out the laptop that came by this code (Laptops, X), "
                "and make another code.",
            ),
            role=Ink.SOFT,
            wrap=True,
        )
        self.code.setAccessibleName(translate("Invite", "The code"))
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self.code_head, self.code, self.until):
            self._stack.addWidget(widget)
        self._columns = Columns(
            _column(self.server_head, self.server, self.server_note),
            _column(self.words_head, self.words, self.words_note),
            gap=sizes.PAGE_GAP,
        )
        self._stack.addWidget(self._columns)
        self._stack.addStretch(1)
        self.ensure_dressed()

    def show_code(self, head: str, made: Invited, server: str, until: str) -> None:
        """Show a code that was just made; it is kept nowhere."""
        self.code_head.say(head)
        self.code.say(made.code)
        self.until.say(until)
        self.server.say(server)
        self.words.say("   ".join(made.words))

    def forget(self) -> None:
        """Leave nothing of the code."""
        self.code.say("")
        self.words.say("")

    def dress(self) -> None:
        """Room around what is read aloud."""
        self._stack.setSpacing(self.look.px(sizes.SPACE_4))


def _column(*parts: QWidget) -> QWidget:
    column = QWidget()
    stack = QVBoxLayout(column)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(sizes.SPACE_2)
    for part in parts:
        stack.addWidget(part)
    stack.addStretch(1)
    return column
