"""The fields of a person: a line each, with the key that opens it, and the writing line that opens below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look.painting import RIGHT, CapState, paint_hair, paint_ring, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install, takes_letters
from desktop.ui.widgets.keys import PressedByKeys, caps_width, paint_caps
from desktop.ui.widgets.part import Part

_LABEL_SHARE = 0.25
_ROW = 35
_ROOMY = 480
_MOST_KEYS = 9


@dataclass(frozen=True)
class FieldRow:
    """A field as it is shown.

    ``note`` stands in the key's place where it cannot be edited, else before it as far as there is room; that
    something was begun and not saved is said in any case.
    """

    name: str
    label: str
    value: str
    note: str = ""
    is_editable: bool = True
    is_set: bool = True
    is_begun: bool = False


class FieldLine(PressedByKeys):
    """Label, value, and the key that edits it."""

    def __init__(self, row: FieldRow, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, row.label, parent)
        self.row = row
        self._key = keys
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row.is_editable else Qt.FocusPolicy.NoFocus)
        self.show_row(row)
        if keys:
            install(keys, self.click, self)

    def show_row(self, row: FieldRow) -> None:
        """Show what the field holds now."""
        self.row = row
        self.setAccessibleName(", ".join(part for part in (row.label, row.value, row.note) if part))
        self.update()

    def follow_focus(self, *, typing: bool) -> None:
        """While letters are text, the key is held with Alt."""
        self.show_keys(f"Alt+{self._key}" if typing and self._key else self._key)

    def sizeHint(self) -> QSize:
        """One row, as wide as there is room."""
        return QSize(self.look.px(300), self.look.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        """Values may be set smaller."""
        return QSize(self.look.px(200), self.look.px(_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Label, value, key; a hair below, a ring where the keys are."""
        look, px = self.look, self.look.px
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            paint_hair(painter, look, 0, rect.bottom(), rect.width())
            left: float = px(8) if self.hasFocus() else 0
            box = QRectF(left, 0, rect.width() * _LABEL_SHARE - px(8) - left, rect.height() - 1)
            paint_text(painter, look, box, self.row.label, Type.BODY, Role.SOFT)
            right = self._paint_right(painter, rect)
            left = rect.width() * _LABEL_SHARE
            box = QRectF(left, 0, right - left - px(12), rect.height() - 1)
            role = Role.INK if self.row.is_set else Role.SOFT
            paint_text(painter, look, box, self.row.value, Type.BODY, role)
            if self.hasFocus():
                paint_ring(painter, look, rect.adjusted(0, 1, 0, -1))

    def _paint_right(self, painter: QPainter, rect: QRectF) -> float:
        look, px = self.look, self.look.px
        right = rect.right() - (px(8) if self.hasFocus() else 0)
        told = self.row.is_begun or not self.row.is_editable or rect.width() >= px(_ROOMY)
        words = [self.row.note] if self.row.note and told else []
        if self.row.is_editable:
            words.append(translate("People", "edit"))
        for at, text in enumerate(reversed(words)):
            edits = self.row.is_editable and at == 0
            wide = look.metrics(Type.NOTE).horizontalAdvance(text) + 1
            box = QRectF(right - wide, 0, wide, rect.height() - 1)
            paint_text(painter, look, box, text, Type.NOTE, Role.INK if edits else Role.SOFT, RIGHT)
            right -= wide + px(9)
            if edits and self.caps:
                right -= caps_width(look, self.caps)
                middle = rect.center().y() - 0.5
                paint_caps(painter, look, right, middle, self.caps, CapState.RESTING)
                right -= px(12)
        return right


class FieldLines(Part):
    """Fields below each other. A digit, a click or Enter asks to edit one; ``editor`` opens below it."""

    edit_asked = Signal(str)  # the field's name

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[FieldLine] = []
        self.editor = editor
        self.editing = ""
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addWidget(editor)
        editor.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def show_rows(self, rows: Sequence[FieldRow]) -> None:
        """Show these fields; lines stay where they are if the fields are the same."""
        shape = [(row.name, row.label, row.is_editable) for row in rows]
        if shape != [(line.row.name, line.row.label, line.row.is_editable) for line in self.lines]:
            self._build(rows)
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row)
        self._follow_focus(None, QApplication.focusWidget())

    def _build(self, rows: Sequence[FieldRow]) -> None:
        had_keys = any(line.hasFocus() for line in self.lines)
        for line in self.lines:
            line.hide()
            self._stack.removeWidget(line)
            line.deleteLater()
        self.lines = []
        keys = iter(range(1, _MOST_KEYS + 1))
        for at, row in enumerate(rows):
            key = next(keys, None) if row.is_editable else None
            line = FieldLine(row, str(key or ""), self)
            line.triggered.connect(lambda name=row.name: self.edit_asked.emit(name))
            self._stack.insertWidget(at, line)
            line.show()
            self.lines.append(line)
        if self.editing:
            self.open_editor(self.editing)
        elif had_keys:
            self.take_keys()

    def line(self, name: str) -> FieldLine | None:
        """The line of a field."""
        return next((line for line in self.lines if line.row.name == name), None)

    def open_editor(self, name: str) -> None:
        """Open the editor below a field."""
        found = self.line(name)
        if found is None:
            return
        self._stack.removeWidget(self.editor)
        self._stack.insertWidget(self._stack.indexOf(found) + 1, self.editor)
        self.editing = name
        self.editor.show()

    def close_editor(self) -> None:
        """Close the editor and give the keys back to the line it belongs to."""
        found = self.line(self.editing)
        self.editing = ""
        if found is not None:
            found.setFocus()
        self.editor.hide()

    def take_keys(self) -> None:
        """Give the keys to the first field."""
        for line in self.lines:
            if line.row.is_editable:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from field to field."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        able = [line for line in self.lines if line.row.is_editable]
        at = next((place for place, line in enumerate(able) if line.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(able):
            able[at + step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        typing = takes_letters(now) and now is not None and now.window() is self.window()
        for line in self.lines:
            line.follow_focus(typing=typing)
