"""A mark as a widget of its own, and the tick."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape, paint_mark
from desktop.ui.look.painting import paint_tick
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words


class MarkView(Part):
    """One mark on a page."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setAccessibleName(mark.spoken or mark.letter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: Mark) -> None:
        """Show another mark."""
        if mark == self._mark:
            return
        self._mark = mark
        self.setAccessibleName(mark.spoken or mark.letter)
        self.update()

    def sizeHint(self) -> QSize:
        """The mark and a pixel around it for the heavy circle."""
        side = self.look.px(sizes.MARK) + 2
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """The whole mark."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        with self.painter() as painter:
            paint_mark(painter, self.look, QPointF(self.width() / 2, self.height() / 2), self._mark)


class Tick(Part):
    """The tick of what is saved or enough."""

    def __init__(self, role: Role = Role.INK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the tick."""
        return QSize(self.look.px(18), self.look.px(16))

    def minimumSizeHint(self) -> QSize:
        """As wide as the tick."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tick."""
        with self.painter() as painter:
            paint_tick(painter, self.look, QPointF(self.width() / 2, self.height() / 2), self._role)


class CheckedSentence(Part):
    """A tick and a sentence: what is done, or enough. While it is not, a point stands for the tick."""

    def __init__(self, sentence: str, *, done: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tick, self._point = Tick(), MarkView(Mark(Shape.NOT_YET))
        self.sentence = Words(sentence, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._tick)
        self._row.addWidget(self._point)
        self._row.addWidget(self.sentence, 1)
        self.say(sentence, done=done)
        self.ensure_dressed()

    def say(self, sentence: str, *, done: bool) -> None:
        """Change the sentence, and whether it is so."""
        self.sentence.say(sentence, Role.INK if done else Role.SOFT, Type.STRONG if done else Type.BODY)
        self._tick.setVisible(done)
        self._point.setVisible(not done)

    def dress(self) -> None:
        """Tick and sentence stand close."""
        self._row.setSpacing(self.look.px(sizes.SPACE_2))
        for sign in (self._tick, self._point):
            sign.setFixedWidth(self._tick.sizeHint().width())
