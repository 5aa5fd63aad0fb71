"""Options to choose from by key: residents, outcomes, the answers to a question."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import paint_hair
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.flow import hugging
from desktop.ui.widgets.option_buttons import Face, OneOf, Option, SomeOf
from desktop.ui.widgets.part import Part

__all__ = ["Option", "OptionGrid"]


class OptionGrid(Part):
    """Choices in up to `columns` columns; fewer where the words need the room.

    A key press, a click, Space or Enter chooses and emits `chosen` with the index. Arrow keys move the keys
    from option to option without choosing. With `multiple`, choosing again takes back. Where `keys_anywhere`
    is set, the keys of the options work wherever in the window the keys go, as long as the grid `answers`.
    """

    chosen = Signal(int)
    moved = Signal(object)  # the option that the arrow keys are at

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
        self._buttons: list[OneOf | SomeOf] = []
        self._shortcuts: list[QShortcut | None] = []
        self._widest: dict[float, int] = {}  # by the scale of the text
        self.setAccessibleName(name)
        self.setSizePolicy(hugging())
        self.set_options(options)
        self.ensure_dressed()

    def set_options(self, options: Iterable[Option], chosen: Sequence[int] = ()) -> None:
        """Replace the choices, and say which of them are chosen already."""
        had_keys = any(button.hasFocus() for button in self._buttons)
        wanted = list(options)
        before = [button.face.option for button in self._buttons]
        kept = (
            0  # buttons stay as far as their keys stay: a button that is shown anew lays the whole page out
        )
        while kept < min(len(wanted), len(before)) and wanted[kept].key == before[kept].key:
            self._buttons[kept].show_option(wanted[kept])
            kept += 1
        self._drop_from(kept)
        for index, option in enumerate(wanted[kept:], kept):
            self._add(index, option)
        for index, button in enumerate(self._buttons):
            button.show_chosen(index in chosen)
        self._rove(self.chosen_index if self.chosen_index is not None else 0)
        if wanted != before:
            self._widest = {}
            self.updateGeometry()
            self._arrange()
        if had_keys and self._buttons:
            self.take_keys()

    def _drop_from(self, first: int) -> None:
        for shortcut in self._shortcuts[first:]:
            if shortcut is not None:
                shortcut.setEnabled(False)
                shortcut.deleteLater()
        for old in self._buttons[first:]:
            old.hide()
            old.deleteLater()
        del self._buttons[first:], self._shortcuts[first:]

    def _add(self, index: int, option: Option) -> None:
        strong = Type.LEADSTRONG if self._style is Type.LEAD else Type.STRONG
        face = Face(option, self._style, strong)
        face.answering = self._answers
        button = SomeOf(face, self) if self._multiple else OneOf(face, self)
        button.setAccessibleName(face.spoken())
        button.clicked.connect(lambda _checked=False: self.choose(index))
        button.show()
        self._buttons.append(button)
        made = None
        if self._anywhere and option.key:
            made = install(option.key, partial(self.choose, index), self)
            made.setEnabled(self._answers)
        self._shortcuts.append(made)

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
        if answers == self._answers:
            return
        self._answers = answers
        for button in self._buttons:
            button.face.answering = answers
            button.update()
        for shortcut in self._shortcuts:
            if shortcut is not None:
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
        if index < len(self._buttons):
            self.moved.emit(self._buttons[index])
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
        return max(1, min(self._columns, width // max(1, self._width())))

    def _width(self) -> int:
        """How wide the widest option is; layouts ask for it again and again."""
        look = self.look
        if look.scale not in self._widest:
            self._widest[look.scale] = max((button.face.width(look) for button in self._buttons), default=1)
        return self._widest[look.scale]

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
        widest = self._width()
        return QSize(widest * self._columns, self.heightForWidth(widest * self._columns))

    def minimumSizeHint(self) -> QSize:
        """One column, whose words may be set smaller."""
        return QSize(self._width() * 2 // 3, self._row_height())

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
