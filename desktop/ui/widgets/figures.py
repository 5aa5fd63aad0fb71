"""Figures as words: large numerals with captions, a row of squares for doors, a line that fills."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import CENTRE, LEFT, RIGHT, fill, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.flow import hugging
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words


@dataclass(frozen=True)
class Figure:
    """A number as it is shown, its caption, and whether it is what the next key works on."""

    number: str
    caption: str
    leading: bool = False


class FigureRow(Part):
    """Numbers side by side. `large` sets them as the numbers of the screen, with hairs between."""

    def __init__(
        self, figures: Iterable[Figure] = (), *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._large = large
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._parts: list[QWidget] = []
        self.setSizePolicy(hugging())
        self.set_figures(figures)
        self.ensure_dressed()

    def set_figures(self, figures: Iterable[Figure]) -> None:
        """Replace the numbers."""
        for old in self._parts:
            old.hide()
            old.deleteLater()
        self._parts = []
        for index, figure in enumerate(figures):
            if index and self._large:
                self._add(HairRule(standing=True), 0)
            self._add(_FigureView(figure, large=self._large), 1)

    def _add(self, widget: QWidget, stretch: int) -> None:
        self._row.addWidget(widget, stretch)
        self._parts.append(widget)

    def dress(self) -> None:
        """Numbers keep a column's distance."""
        self._row.setSpacing(self.look.px(sizes.SPACE_5))


class _FigureView(QWidget):
    def __init__(self, figure: Figure, *, large: bool) -> None:
        super().__init__()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        role = Role.ACCENT if figure.leading else Role.INK
        number = Words(figure.number, Type.NUMERAL if large else Type.FIGURE, role)
        caption = Words(figure.caption, Type.BODY, Role.INK if figure.leading else Role.SOFT, wrap=True)
        number.setAccessibleName(f"{figure.number} {figure.caption}")
        stack.addWidget(number)
        stack.addWidget(caption)
        stack.addStretch(1)


class ProgressSquares(Part):
    """One square a door: done, the next, and those to come; where they are too many, a line that fills."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = self._done = 0
        self._first = self._next = self._last = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(
        self, total: int, done: int, first: str = "", following: str = "", last: str = ""
    ) -> None:
        """Show `done` of `total`, with words under the first, the next and the last."""
        self._total, self._done = total, done
        self._first, self._next, self._last = first, following, last
        self.setAccessibleName(", ".join([f"{done}/{total}", *filter(None, (first, following, last))]))
        self.update()

    def sizeHint(self) -> QSize:
        """Squares, and words under them."""
        return QSize(self.look.px(240), self.look.px(14) + self.look.line(Type.NOTE) + self.look.px(4))

    def minimumSizeHint(self) -> QSize:
        """As high as the size asked for."""
        return QSize(self.look.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the squares or the line, then the words."""
        if self._total <= 0:
            return
        look = self.look
        pitch = min(self.width() / self._total, look.px(24))
        with self.painter() as painter:
            if pitch < look.px(8):
                _paint_line(painter, QRectF(0, look.px(4), self.width(), look.px(4)), self)
                pitch = self.width() / self._total
            else:
                self._paint_squares(painter, pitch)
            top = look.px(17)
            box = QRectF(0, top, self.width(), look.line(Type.NOTE))
            end = QRectF(0, top, min(self.width(), pitch * self._total), box.height())
            paint_text(painter, look, box, self._first, Type.NOTE, Role.SOFT, LEFT)
            paint_text(painter, look, end, self._last, Type.NOTE, Role.SOFT, RIGHT)
            self._paint_next(painter, box, (self._done + 0.4) * pitch)

    def _paint_squares(self, painter: QPainter, pitch: float) -> None:
        look = self.look
        side = min(look.px(13), round(pitch * 0.75))
        for index in range(self._total):
            rect = QRectF(round(index * pitch), look.px(1), side, side)
            if index < self._done:
                fill(painter, rect, look.colour(Role.INK))
            elif index == self._done:
                fill(painter, rect, look.colour(Role.ACCENT))
            else:
                fill(painter, rect, look.colour(Role.EDGE))
                fill(painter, rect.adjusted(1, 1, -1, -1), look.colour(Role.PAPER))

    def _paint_next(self, painter: QPainter, box: QRectF, middle: float) -> None:
        """The word under the next door, kept clear of the words at both ends."""
        look = self.look
        note = look.metrics(Type.NOTE)
        width = look.metrics(Type.LABEL).horizontalAdvance(self._next) + 2
        low = note.horizontalAdvance(self._first) + look.px(12) if self._first else 0.0
        high = box.width() - width - (note.horizontalAdvance(self._last) + look.px(12) if self._last else 0.0)
        if high < low:
            return
        left = max(low, min(middle - width / 2, high))
        rect = QRectF(left, box.top(), width, box.height())
        paint_text(painter, look, rect, self._next, Type.LABEL, Role.ACCENT, CENTRE)

    @property
    def share(self) -> float:
        """How much is done, between 0 and 1."""
        return self._done / self._total if self._total else 0.0


def _paint_line(painter: QPainter, rect: QRectF, squares: ProgressSquares) -> None:
    fill(painter, rect, squares.look.colour(Role.HAIR))
    fill(
        painter,
        QRectF(rect.left(), rect.top(), rect.width() * squares.share, rect.height()),
        squares.look.colour(Role.INK),
    )


class ProgressLine(Part):
    """Four pixels of ink that fill; the figure stands beside them in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How much is done, between 0 and 1."""
        return self._share

    def show_share(self, share: float) -> None:
        """Show how much is done, between 0 and 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleName(f"{round(self._share * 100)} %")
        self.update()

    def sizeHint(self) -> QSize:
        """Four pixels, scaled."""
        return QSize(self.look.px(160), self.look.px(4))

    def minimumSizeHint(self) -> QSize:
        """Four pixels, scaled."""
        return QSize(self.look.px(40), self.look.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Hair for the whole, ink for what is done."""
        with self.painter() as painter:
            fill(painter, QRectF(self.rect()), self.look.colour(Role.HAIR))
            done = QRectF(0, 0, self.width() * self._share, self.height())
            fill(painter, done, self.look.colour(Role.INK))


class Saying(Part):
    """A sentence in ink and the one behind it in the second voice, as under a section."""

    def __init__(self, first: str, second: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = Words(first, wrap=True)
        self.second = Words(second, role=Role.SOFT, wrap=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.first)
        stack.addWidget(self.second)
        self.second.setVisible(bool(second))

    def say(self, first: str, second: str = "") -> None:
        """Change both."""
        self.first.say(first)
        self.second.say(second)
        self.second.setVisible(bool(second))
