"""One option as a button: its key on a cap, its words, up to two columns; painted alike whether one or several are chosen."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.painting import (
    CapState,
    cap_width,
    fill,
    paint_cap,
    paint_ring,
    paint_text,
    paint_tick,
)
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of

THIRD_COLUMN_FROM = 560
"""Below this width, at 100 %, the third column of an option is left to the screen reader and the page."""


@dataclass(frozen=True)
class Option:
    """One choice: its key, its words, up to two further columns, and whether it is taken only with care."""

    key: str
    words: str
    second: str = ""
    third: str = ""
    stop: bool = False


class Face:
    """How an option is painted, whichever kind of button it is."""

    def __init__(self, option: Option, style: Type, strong: Type) -> None:
        self.option, self.style, self.strong = option, style, strong
        self.answering = True
        self.columns = (0.512, 0.672)

    def width(self, look: Look) -> int:
        """How wide the option is when nothing is set smaller."""
        words = look.metrics(self.strong).horizontalAdvance(self.option.words)
        return round(look.px(12) + cap_width(look, self.option.key) + look.px(10) + words + look.px(8))

    def paint(self, painter: QPainter, look: Look, rect: QRectF, *, chosen: bool, focused: bool) -> None:
        """Cap, words, columns; chosen with tint, bar and tick; with the keys, a ring and a gap of paper."""
        inside = rect
        if focused:
            gap = look.ring + 2
            inside = rect.adjusted(gap, gap, -gap, -gap)
        if chosen:
            fill(painter, inside, look.colour(Role.TINT))
            bar = QRectF(inside.left(), inside.top(), sizes.HERE_BAR, inside.height())
            fill(painter, bar, look.colour(Role.ACCENT))
        middle = rect.center().y()
        cap = paint_cap(
            painter, look, rect.left() + look.px(12), middle, self.option.key, self._cap_state(chosen)
        )
        left = rect.left() + look.px(12) + cap + look.px(10)
        right = rect.right() - look.px(34 if chosen or self.option.second else 6)
        style = self.strong if chosen else self.style
        first_right = right
        if self.option.second:
            roomy = rect.width() >= look.px(THIRD_COLUMN_FROM)
            second = rect.left() + rect.width() * (self.columns[0] if roomy else 0.7)
            third = rect.left() + rect.width() * self.columns[1]
            first_right = second - look.px(8)
            room = (third if self.option.third and roomy else right) - second - look.px(8)
            box = QRectF(second, rect.top(), room, rect.height())
            paint_text(painter, look, box, self.option.second, Type.BODY, Role.SOFT)
            box = QRectF(third, rect.top(), right - third, rect.height())
            role = Role.INK if chosen else Role.SOFT
            if roomy:
                paint_text(painter, look, box, self.option.third, Type.BODY, role)
        box = QRectF(left, rect.top(), first_right - left, rect.height())
        paint_text(painter, look, box, self.option.words, style)
        if chosen:
            paint_tick(painter, look, QPointF(rect.right() - look.px(19), middle))
        if focused:
            paint_ring(painter, look, rect)

    def _cap_state(self, chosen: bool) -> CapState:
        if chosen:
            return CapState.CHOSEN
        if self.option.stop:
            return CapState.STOP
        return CapState.ANSWERING if self.answering else CapState.RESTING

    def spoken(self) -> str:
        """The option as a screen reader says it."""
        return ", ".join(part for part in (self.option.words, self.option.second, self.option.third) if part)


class OneOf(QRadioButton):
    """One option of which one is chosen."""

    def __init__(self, face: Face, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it is chosen; the grid may also show none, which Qt alone would refuse."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def show_option(self, option: Option) -> None:
        """Show another option under the same key."""
        if option != self.face.option:
            self.face.option = option
            self.setAccessibleName(self.face.spoken())
            self.update()

    def hitButton(self, point: object) -> bool:  # noqa: ARG002 - the whole of it is the button
        """The whole option can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the option."""
        _paint_option(self, self.face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the grid."""
        event.ignore()

    def nextCheckState(self) -> None:
        """The grid decides what is chosen."""


class SomeOf(QCheckBox):
    """One option of which several may be chosen."""

    def __init__(self, face: Face, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        self.setChecked(chosen)

    def show_option(self, option: Option) -> None:
        """Show another option under the same key."""
        if option != self.face.option:
            self.face.option = option
            self.setAccessibleName(self.face.spoken())
            self.update()

    def hitButton(self, point: object) -> bool:  # noqa: ARG002 - the whole of it is the button
        """The whole option can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the option."""
        _paint_option(self, self.face)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the grid."""
        event.ignore()

    def nextCheckState(self) -> None:
        """The grid decides what is chosen."""


def _paint_option(button: QAbstractButton, face: Face) -> None:
    with QPainter(button) as painter:
        rect = QRectF(button.rect())
        face.paint(painter, look_of(button), rect, chosen=button.isChecked(), focused=button.hasFocus())
