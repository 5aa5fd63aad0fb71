"""Fields: a label, a line to write on, and below it what was not understood. What was typed always stays."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.painting import RIGHT
from desktop.ui.look.palettes import Role
from desktop.ui.look.style import paint_field
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import KeyCap, KeyHint
from desktop.ui.widgets.marks import MarkView
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words


class WritingLine(QLineEdit):
    """The line one writes on: a sheet over a rule; with the keys, a ring."""

    def __init__(self, style: Type, height: int, parent: QWidget | None = None) -> None:
        self._style, self._height = style, height
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()

    @property
    def look(self) -> Look:
        """What the line wears just now."""
        return look_of(self)

    def sizeHint(self) -> QSize:
        """As high as was asked, scaled; as wide as some twenty letters."""
        return QSize(self.look.px(240), self.look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """A short word must be readable."""
        return QSize(self.look.px(80), self.look.px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        """Set the letters anew when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self.setFont(self.look.font(self._style))
        margin = self.look.px(8)
        self.setTextMargins(margin, 0, margin, 0)
        self.updateGeometry()


class WritingSheet(QPlainTextEdit):
    """Several lines to write on. Tab leaves it; nothing but plain text can be put in."""

    def __init__(self, style: Type, lines: int, parent: QWidget | None = None) -> None:
        self._style, self._lines = style, lines
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()

    def sizeHint(self) -> QSize:
        """As high as the lines asked for."""
        look = look_of(self)
        return QSize(look.px(240), look.line(self._style) * self._lines + look.px(12))

    def minimumSizeHint(self) -> QSize:
        """As the size asked for, but narrow."""
        return QSize(look_of(self).px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a field, then the text."""
        with QPainter(self.viewport()) as painter:
            ground = self.viewport().rect().toRectF()
            paint_field(painter, look_of(self), ground, focused=self.hasFocus())
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Set the letters anew when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = look_of(self)
        self.setFont(look.font(self._style))
        self.document().setDocumentMargin(look.px(9))
        self.updateGeometry()


class _Labelled(Part):
    """What every field has around its editor: label, notes, and what was not understood."""

    edited = Signal(str)

    def __init__(
        self,
        editor: QWidget,
        label: str,
        *,
        beside: bool,
        keys: str,
        note: str,
        right_note: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        self.label = Words(label, Type.BODY if beside else Type.LABEL, Role.INK if beside else Role.SOFT)
        self.note, self.right_note = (
            Words(role=Role.SOFT, style=Type.NOTE, wrap=True),
            Words(role=Role.SOFT, style=Type.NOTE, align=RIGHT),
        )
        self._error = Words(style=Type.NOTE, role=Role.STOP, wrap=True)
        self._error_mark = MarkView(Mark(Shape.NEVER, "!"))
        self._head = QHBoxLayout()
        if keys:
            self._head.addWidget(KeyCap(keys))
        self._head.addWidget(self.label, 0 if beside else 1)
        self.field_line = QHBoxLayout()
        self.field_line.addWidget(editor, 1)
        notes = QHBoxLayout()
        notes.addWidget(self.note, 1)
        notes.addWidget(self.right_note, 0)
        self._wrong = QHBoxLayout()
        self._wrong.addWidget(self._error_mark, 0, Qt.AlignmentFlag.AlignTop)
        self._wrong.addWidget(self._error, 1)
        self._below = QVBoxLayout()
        self._below.addLayout(self.field_line)
        self._below.addLayout(notes)
        self._below.addLayout(self._wrong)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._all = QBoxLayout(way, self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.addLayout(self._head)
        self._all.addLayout(self._below, 1)
        if beside:
            self._all.setAlignment(self._head, Qt.AlignmentFlag.AlignTop)
        self._beside = beside
        self.set_notes(note, right_note)
        self.clear_error()

    @property
    def error(self) -> str:
        """What was not understood; empty when all was."""
        return self._error.text()

    def set_notes(self, note: str, right_note: str = "") -> None:
        """The quiet words under the line, left and right."""
        for words, text in ((self.note, note), (self.right_note, right_note)):
            words.say(text)
            words.setVisible(bool(text))
        if not self.error:
            self._editor.setAccessibleDescription(note)

    def set_error(self, sentence: str) -> None:
        """Say below the line what was not understood. What was typed stays."""
        self._error.say(sentence)
        for widget in (self._error, self._error_mark):
            widget.setVisible(bool(sentence))
        self._editor.setAccessibleDescription(sentence or self.note.text())

    def clear_error(self) -> None:
        """Everything is understood again."""
        self.set_error("")

    def dress(self) -> None:
        """Label, line and notes stand close together."""
        look = self.look
        self._all.setSpacing(look.px(sizes.SPACE_4 if self._beside else 1))
        self._below.setSpacing(look.px(sizes.SPACE_1))
        self._head.setSpacing(look.px(9))
        self._wrong.setSpacing(look.px(sizes.SPACE_2))
        self.field_line.setSpacing(look.px(sizes.SPACE_4))
        if self._beside:
            lower = (self._editor.sizeHint().height() - look.px(sizes.KEY_CAP)) // 2
            self._head.setContentsMargins(0, lower, 0, 0)


class Field(_Labelled):
    """One line of text under (or beside) its label.

    `edited` at each change, `committed` at Enter or on leaving.
    """

    committed = Signal()

    def __init__(
        self,
        label: str,
        *,
        beside: bool = False,
        keys: str = "",
        note: str = "",
        right_note: str = "",
        style: Type = Type.LEAD,
        height: int = sizes.FIELD_LOW + 2,
        parent: QWidget | None = None,
    ) -> None:
        self.line = WritingLine(style, height)
        super().__init__(
            self.line, label, beside=beside, keys=keys, note=note, right_note=right_note, parent=parent
        )
        self.line.textChanged.connect(self.edited)
        self.line.editingFinished.connect(self.committed)
        self.ensure_dressed()

    def text(self) -> str:
        """What is written on the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Write on the line."""
        self.line.setText(text)

    def forget(self) -> None:
        """Leave nothing that was typed, nor what Ctrl+Z brings back: a line that was only cleared is undone."""
        self.line.setText("")
        self.clear_error()


class PassphraseField(Field):
    """A line whose letters are hidden until the person asks to see them, by key or click."""

    def __init__(
        self, label: str, *, show: str, hide: str, keys: str = "Alt+S", parent: QWidget | None = None
    ) -> None:
        super().__init__(label, parent=parent)
        self._show, self._hide = show, hide
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.reveal = KeyHint(keys, show)
        self.reveal.triggered.connect(self.toggle)
        install(keys, self.toggle, self.reveal)
        self.field_line.addWidget(self.reveal)

    @property
    def is_shown(self) -> bool:
        """Whether the letters can be read."""
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def forget(self) -> None:
        """Leave nothing that was typed, and hide what is typed next."""
        super().forget()
        if self.is_shown:
            self.toggle()

    def toggle(self) -> None:
        """Show the letters, or hide them again."""
        mode = QLineEdit.EchoMode.Password if self.is_shown else QLineEdit.EchoMode.Normal
        self.line.setEchoMode(mode)
        self.reveal.say(self._hide if self.is_shown else self._show)


class SearchField(Field):
    """The tall line one searches on, in serif; `name` is what a screen reader calls it."""

    def __init__(self, name: str, *, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, style=Type.HEADING, height=sizes.FIELD_TALL - 4, parent=parent)
        self.label.setVisible(bool(label))
        self.line.setAccessibleName(name)


class MultilineField(_Labelled):
    """Several lines of text under (or beside) their label."""

    def __init__(
        self,
        label: str,
        *,
        lines: int = 3,
        beside: bool = False,
        keys: str = "",
        note: str = "",
        right_note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.sheet = WritingSheet(Type.LEAD, lines)
        super().__init__(
            self.sheet, label, beside=beside, keys=keys, note=note, right_note=right_note, parent=parent
        )
        self.sheet.textChanged.connect(lambda: self.edited.emit(self.text()))
        self.ensure_dressed()

    def text(self) -> str:
        """What is written."""
        return self.sheet.toPlainText()

    def set_text(self, text: str) -> None:
        """Write on the sheet."""
        self.sheet.setPlainText(text)
