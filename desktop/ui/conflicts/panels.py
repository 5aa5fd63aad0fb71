"""Answers side by side: what was written, the letters that differ underlined, from whom, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import CapState, fill, paint_ring
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import KeyCap, PressedByKeys
from desktop.ui.widgets.page import Columns
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words

LETTERS = "ABCDEFGH"
_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}


@dataclass(frozen=True)
class Panel:
    """What stands in a panel: the answer in words, from whom, when, and on which laptop."""

    value: str
    by: str
    when: str
    where: str


def differing(values: Sequence[str]) -> list[tuple[int, int]]:
    """Where each value differs from the others: start and length of what is left between what all share."""
    shortest = min(map(len, values), default=0)
    head = 0
    while head < shortest and len({value[head] for value in values}) == 1:
        head += 1
    tail = 0
    while tail < shortest - head and len({value[-1 - tail] for value in values}) == 1:
        tail += 1
    return [(head, len(value) - head - tail) for value in values]


class Value(Words):
    """An answer, as large as it fits on one line, with what differs underlined; a long one is set as text."""

    def __init__(self, text: str, span: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(text, Type.FIGURE, wrap=True, parent=parent)
        self._span = span

    @property
    def is_on_one_line(self) -> bool:
        """Whether it fits its width."""
        return self.look.metrics(self._style).horizontalAdvance(self.text()) <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set it in the largest voice that fits."""
        super().resizeEvent(event)
        for style in (Type.FIGURE, Type.TITLE, Type.HEADING):
            if self.look.metrics(style).horizontalAdvance(self.text()) <= self.width():
                break
        else:
            style = Type.LEAD
        if style is not self._style:
            self.say(self.text(), style=style)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the accent line below what differs."""
        super().paintEvent(event)
        start, length = self._span
        if not self.is_on_one_line or not length:
            return
        look, text = self.look, self.text()
        metrics = look.metrics(self._style)
        left = metrics.horizontalAdvance(text[:start])
        wide = metrics.horizontalAdvance(text[start : start + length])
        base = look.line(self._style) / 2 + metrics.capHeight() / 2 + look.px(5)
        with QPainter(self) as painter:
            fill(painter, QRectF(left, base, wide, look.px(4)), look.colour(Role.ACCENT))


class AnswerPanel(PressedByKeys):
    """One answer. Its letter, a click, or Enter while it holds the keys says that it is right."""

    taken = Signal()  # the keys are here now
    walked = Signal(int)  # a key that moves

    def __init__(
        self, letter: str, panel: Panel, span: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(letter, panel.value, parent)
        self.letter = letter
        self.is_current = False
        told = (letter, panel.value, panel.by, panel.when, panel.where)
        self.setAccessibleName(", ".join(part for part in told if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value = Value(panel.value, span)
        self._cap = KeyCap(letter, CapState.ANSWERING)
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE_3)
        head.addWidget(self._cap)
        head.addWidget(Words(translate("Conflicts", "This one"), Type.STRONG), 1)
        self._stack = QVBoxLayout(self)
        self._stack.addLayout(head)
        for widget, above in (
            (self.value, 12),
            (HairRule(), 8),
            (Words(panel.by, Type.LEADSTRONG, wrap=True), 5),
            (Words(panel.when, wrap=True), 0),
            (Words(panel.where, role=Role.SOFT, wrap=True), 0),
        ):
            if above:
                self._stack.addSpacing(above)
            self._stack.addWidget(widget)
        self._stack.addStretch(1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        install(letter, self.click, self)
        self._dress()

    def set_current(self, *, current: bool) -> None:
        """Whether Enter chooses this one."""
        self.is_current = current
        self.update()

    def sizeHint(self) -> QSize:
        """As high as what stands in it."""
        wide = max(self.width(), self.look.px(240))
        layout = self._stack
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(self.look.px(320), high)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a number can be read."""
        return QSize(self.look.px(220), self.sizeHint().height())

    def _dress(self) -> None:
        px = self.look.px
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self._stack.setContentsMargins(px(28), px(14 if short else 24), px(28), px(14 if short else 24))
        self._stack.setSpacing(px(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower panels are higher."""
        super().resizeEvent(event)
        self._dress()
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The current one has tint, bar and ring; the others a line above and below."""
        look, rect = self.look, QRectF(self.rect())
        with QPainter(self) as painter:
            if self.is_current:
                gap = look.ring + 2
                inside = rect.adjusted(gap, gap, -gap, -gap)
                fill(painter, inside, look.colour(Role.TINT))
                bar = QRectF(inside.left(), inside.top(), sizes.HERE_BAR, inside.height())
                fill(painter, bar, look.colour(Role.ACCENT))
                if self.hasFocus():
                    paint_ring(painter, look, rect)
            else:
                fill(painter, QRectF(0, 0, rect.width(), 1), look.colour(Role.EDGE))
                fill(painter, QRectF(0, rect.bottom() - 1, rect.width(), 1), look.colour(Role.EDGE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What holds the keys is current."""
        super().focusInEvent(event)
        self.taken.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move belong to the desk; the page around would scroll by them."""
        if event.key() in _MOVES:
            self.walked.emit(event.key())
        else:
            super().keyPressEvent(event)


class Answers(Part):
    """All answers of one question, side by side where there is room."""

    chosen = Signal(int)
    moved = Signal(int)
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panels: list[AnswerPanel] = []
        self.current = 0
        self._columns: Columns | None = None
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)

    def show_panels(self, panels: Sequence[Panel]) -> None:
        """Show these answers, the first of them current."""
        had_keys = self.has_keys
        if self._columns is not None:
            if had_keys:
                self.setFocus()  # else Qt would hand the keys to whatever comes next while these go
            self._columns.hide()
            self._stack.removeWidget(self._columns)
            self._columns.deleteLater()
        spans = differing([panel.value for panel in panels])
        self.panels = [
            AnswerPanel(letter, panel, span)
            for letter, panel, span in zip(LETTERS, panels, spans, strict=False)
        ]
        for index, made in enumerate(self.panels):
            made.triggered.connect(lambda index=index: self.chosen.emit(index))
            made.walked.connect(self.walked)
            made.taken.connect(lambda index=index: self._move_to(index))
        self._columns = Columns(*self.panels, gap=sizes.SPACE_5, stack_below=220 * max(2, len(self.panels)))
        self._stack.addWidget(self._columns)
        self._columns.show()
        self._move_to(0)
        if had_keys:
            self.take_keys()

    @property
    def has_keys(self) -> bool:
        """Whether one of the answers holds the keys."""
        return any(panel.hasFocus() for panel in self.panels)

    def take_keys(self) -> None:
        """Give the keys to the current answer."""
        if self.panels:
            self.panels[self.current].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Left and right: from answer to answer."""
        if 0 <= self.current + by < len(self.panels):
            self._move_to(self.current + by)
            self.take_keys()

    def _move_to(self, index: int) -> None:
        self.current = index
        for place, panel in enumerate(self.panels):
            panel.set_current(current=place == index)
        self.moved.emit(index)
