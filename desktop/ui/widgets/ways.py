"""Ways to go on, set large: a key, a title, what it means, how long it takes. As on the first start."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import CapState, cap_width, fill, paint_cap, paint_ring, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import PressedByKeys
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import SectionRule


@dataclass(frozen=True)
class Way:
    """One way: its key, its title, the lines that explain it (parted by `\\n`), and a note."""

    key: str
    title: str
    lines: str = ""
    note: str = ""


class WayButton(PressedByKeys):
    """A way; the one that holds the keys has tint, bar and ring, and says that Enter takes it."""

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(way.key, way.title, parent)
        self.way = way
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(
            " ".join(part for part in (way.lines.replace("\n", " "), way.note) if part)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Title, lines and note, with room around them."""
        look = self.look
        high = look.px(20) + look.line(Type.TITLE) + look.px(2)
        high += look.px(23) * len(self._lines) + (look.px(26) if self.way.note else 0) + look.px(24)
        texts = [(Type.TITLE, self.way.title), *((Type.BODY, line) for line in self._lines)]
        wide = max(look.metrics(style).horizontalAdvance(text) for style, text in texts)
        enter = cap_width(look, "Enter") + look.px(24)
        wide = max(wide, look.metrics(Type.TITLE).horizontalAdvance(self.way.title) + enter)
        return QSize(round(wide) + look.px(66 + 24), high)

    def minimumSizeHint(self) -> QSize:
        """Its words may be set smaller where the window is narrow."""
        hint = self.sizeHint()
        return QSize(hint.width() * 2 // 3, hint.height())

    @property
    def _lines(self) -> list[str]:
        return self.way.lines.split("\n") if self.way.lines else []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, key, words."""
        look, rect, here = self.look, QRectF(self.rect()), self.hasFocus()
        px = look.px
        with QPainter(self) as painter:
            if here:
                gap = look.ring + 2
                inside = rect.adjusted(gap, gap, -gap, -gap)
                fill(painter, inside, look.colour(Role.TINT))
                bar = QRectF(inside.left(), inside.top(), sizes.HERE_BAR, inside.height())
                fill(painter, bar, look.colour(Role.ACCENT))
                paint_ring(painter, look, rect)
            state = CapState.ANSWERING if here else CapState.RESTING
            title = px(20) + look.line(Type.TITLE) / 2
            paint_cap(painter, look, px(24), title, self.way.key, state)
            right = rect.right() - px(24)
            if here:
                right -= cap_width(look, "Enter")
                paint_cap(painter, look, right, title, "Enter", CapState.CHOSEN)
            self._paint_words(painter, right - px(12))

    def _paint_words(self, painter: QPainter, right: float) -> None:
        look, px = self.look, self.look.px
        left, top = px(66), float(px(20))
        box = QRectF(left, top, right - left, look.line(Type.TITLE))
        paint_text(painter, look, box, self.way.title, Type.TITLE)
        top += box.height() + px(2)
        right = self.width() - px(16)
        for line in self._lines:
            paint_text(painter, look, QRectF(left, top, right - left, px(23)), line, Type.BODY)
            top += px(23)
        if self.way.note:
            box = QRectF(left, top + px(3), right - left, px(23))
            paint_text(painter, look, box, self.way.note, Type.NOTE, Role.SOFT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.update()


class WayList(Part):
    """Ways below each other, each under a rule. A key, a click or Enter takes one and emits `chosen`."""

    chosen = Signal(int)

    def __init__(self, ways: Iterable[Way], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._buttons = [WayButton(way) for way in ways]
        for index, button in enumerate(self._buttons):
            self._stack.addWidget(SectionRule())
            self._stack.addWidget(button)
            button.triggered.connect(lambda index=index: self.chosen.emit(index))
            install(button.way.key, button.click, button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.ensure_dressed()

    def take_keys(self) -> None:
        """Give the keys to the first way."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from way to way."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = next((index for index, button in enumerate(self._buttons) if button.hasFocus()), None)
        if not step or at is None or not 0 <= at + step < len(self._buttons):
            super().keyPressEvent(event)
            return
        self._buttons[at + step].setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self) -> None:
        """A little air between rule and way."""
        self._stack.setSpacing(self.look.px(3))
