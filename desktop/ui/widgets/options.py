"""Options to choose from by key: residents, outcomes, the answers to a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.painting import (
    CapState,
    cap_width,
    fill,
    paint_cap,
    paint_hair,
    paint_ring,
    paint_text,
    paint_tick,
)
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.flow import hugging
from desktop.ui.widgets.part import Part

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


class _Face:
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


class _OneOf(QRadioButton):
    """One option of which one is chosen."""

    def __init__(self, face: _Face, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it is chosen; the grid may also show none, which Qt alone would refuse."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

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


class _SomeOf(QCheckBox):
    """One option of which several may be chosen."""

    def __init__(self, face: _Face, parent: QWidget) -> None:
        super().__init__(parent)
        self.face = face

    def show_chosen(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        self.setChecked(chosen)

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


def _paint_option(button: QAbstractButton, face: _Face) -> None:
    with QPainter(button) as painter:
        rect = QRectF(button.rect())
        face.paint(painter, look_of(button), rect, chosen=button.isChecked(), focused=button.hasFocus())


class OptionGrid(Part):
    """Choices in up to `columns` columns; fewer where the words need the room.

    A key press, a click, Space or Enter chooses and emits `chosen` with the index. Arrow keys move the keys
    from option to option without choosing. With `multiple`, choosing again takes back. Where `keys_anywhere`
    is set, the keys of the options work wherever in the window the keys go, as long as the grid `answers`.
    """

    chosen = Signal(int)

    def __init__(
        self,
        options: Iterable[Option] = (),
        *,
        name: str,
        columns: int = 1,
        row: int = sizes.ROW_OPTION,
        style: Type = Type.LEAD,
        multiple: bool = False,
        keys_anywhere: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._row, self._style = columns, row, style
        self._multiple, self._anywhere = multiple, keys_anywhere
        self._answers = True
        self._buttons: list[_OneOf | _SomeOf] = []
        self._shortcuts: list[QShortcut] = []
        self.setAccessibleName(name)
        self.setSizePolicy(hugging())
        self.set_options(options)
        self.ensure_dressed()

    def set_options(self, options: Iterable[Option], chosen: Sequence[int] = ()) -> None:
        """Replace the choices, and say which of them are chosen already."""
        had_keys = any(button.hasFocus() for button in self._buttons)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        strong = Type.LEADSTRONG if self._style is Type.LEAD else Type.STRONG
        self._buttons, self._shortcuts = [], []
        for index, option in enumerate(options):
            face = _Face(option, self._style, strong)
            face.answering = self._answers
            button = _SomeOf(face, self) if self._multiple else _OneOf(face, self)
            button.setAccessibleName(face.spoken())
            button.show_chosen(index in chosen)
            button.clicked.connect(lambda _checked=False, index=index: self.choose(index))
            button.show()
            self._buttons.append(button)
            if self._anywhere and option.key:
                made = install(option.key, partial(self.choose, index), self)
                made.setEnabled(self._answers)
                self._shortcuts.append(made)
        self._rove(self.chosen_index if self.chosen_index is not None else 0)
        self.updateGeometry()
        self._arrange()
        if had_keys and self._buttons:
            self.take_keys()

    @property
    def chosen_indexes(self) -> list[int]:
        """Which options are chosen."""
        return [index for index, button in enumerate(self._buttons) if button.isChecked()]

    @property
    def chosen_index(self) -> int | None:
        """The first option that is chosen."""
        return next(iter(self.chosen_indexes), None)

    def set_chosen(self, *indexes: int) -> None:
        """Show what is chosen, without saying so to anyone."""
        for index, button in enumerate(self._buttons):
            button.show_chosen(index in indexes)

    def choose(self, index: int) -> None:
        """Choose as the person does: show it, and emit `chosen`."""
        if self._multiple:
            self._buttons[index].show_chosen(not self._buttons[index].isChecked())
        else:
            self.set_chosen(index)
        self._rove(index)
        if any(button.hasFocus() for button in self._buttons):
            self._buttons[index].setFocus()
        self.chosen.emit(index)

    def choose_key(self, key: str) -> bool:
        """Choose by what stands on a cap; gives whether any option has that key."""
        for index, button in enumerate(self._buttons):
            if button.face.option.key.casefold() == key.casefold():
                self.choose(index)
                return True
        return False

    @property
    def answers(self) -> bool:
        """Whether the keys of the options are the ones that answer now."""
        return self._answers

    def set_answers(self, answers: bool) -> None:
        """Let the options' keys answer (caps solid), or rest (caps outlined, keys silent)."""
        self._answers = answers
        for button in self._buttons:
            button.face.answering = answers
            button.update()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(answers)

    def take_keys(self) -> None:
        """Give the keys to the chosen option, else to the first."""
        if self._buttons:
            self._buttons[self._roving].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The grid itself never holds the keys; an option does."""
        super().focusInEvent(event)
        self.take_keys()

    def _rove(self, index: int) -> None:
        """Tab reaches one option of the grid; the arrow keys reach the others."""
        self._roving = index
        for at, button in enumerate(self._buttons):
            wanted = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(wanted)
        if self._buttons:
            self.setFocusProxy(self._buttons[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space and Enter choose, and the keys on the caps choose."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, count = event.key(), len(self._buttons)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._used_columns(self.width()),
            Qt.Key.Key_Down: self._used_columns(self.width()),
        }
        if held != Qt.KeyboardModifier.NoModifier or not count:
            super().keyPressEvent(event)
        elif key in steps:
            goal = self._roving + steps[Qt.Key(key)]
            if 0 <= goal < count:
                self._rove(goal)
                self._buttons[goal].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self._roving)
        elif not self._answers or not event.text() or not self.choose_key(event.text()):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While an option holds the keys, Space and Enter choose it before any shortcut of the page."""
        taken = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in taken
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            and self._roving not in self.chosen_indexes
        ):
            event.accept()
            return True
        return super().event(event)

    def _used_columns(self, width: int) -> int:
        """As many columns as let every option keep its size; at least one."""
        look = self.look
        widest = max((button.face.width(look) for button in self._buttons), default=1)
        return max(1, min(self._columns, width // max(1, widest)))

    def _row_height(self) -> int:
        return self.look.px(self._row)

    def heightForWidth(self, width: int) -> int:
        """The rows that `width` asks for."""
        columns = self._used_columns(width)
        return -(-len(self._buttons) // columns) * self._row_height()

    def hasHeightForWidth(self) -> bool:
        """Fewer columns make more rows."""
        return True

    def sizeHint(self) -> QSize:
        """All columns side by side."""
        widest = max((button.face.width(self.look) for button in self._buttons), default=1)
        return QSize(widest * self._columns, self.heightForWidth(widest * self._columns))

    def minimumSizeHint(self) -> QSize:
        """One column, whose words may be set smaller."""
        widest = max((button.face.width(self.look) for button in self._buttons), default=1)
        return QSize(widest * 2 // 3, self._row_height())

    def dress(self) -> None:
        """Lay the options out again."""
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the options out for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = self._used_columns(self.width())
        height = self._row_height()
        for index, button in enumerate(self._buttons):
            row, column = divmod(index, columns)
            left = self.width() * column // columns
            right = self.width() * (column + 1) // columns
            button.setGeometry(QRect(left, row * height, right - left, height - 1))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairs under the rows."""
        columns = self._used_columns(self.width())
        rows = -(-len(self._buttons) // columns)
        with self.painter() as painter:
            for row in range(1, rows + 1):
                paint_hair(painter, self.look, 0, row * self._row_height(), self.width())
