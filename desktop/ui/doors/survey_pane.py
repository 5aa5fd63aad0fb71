"""The survey at the door: earlier answers in a line each, then the question as it is spoken, answers under it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.board import END, Ask, AskKind, Board, Interview
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.marks import Tick
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words

_MOST_EARLIER = 2


class EarlierAnswer(Part):
    """A question that was answered, and its answer with a tick."""

    def __init__(self, place: str, question: str, answer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        px = self.look.px
        line.setContentsMargins(px(12), 0, px(12), 0)
        line.setSpacing(px(sizes.SPACE_3))
        line.addWidget(Words(place, Type.LABEL, Role.SOFT))
        line.addWidget(Words(question, Type.BODY, Role.SOFT, wrap=True), 1)
        line.addWidget(Words(answer, Type.STRONG))
        line.addWidget(Tick())


class TextAnswer(Part):
    """A line for free text, with the quiet question below it, and a key to say that it was read aloud."""

    edited = Signal(str)
    read_aloud_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_read = False
        self._is_free = True
        self._showing = False
        self.field = Field("", beside=True, keys="Tab")
        self.field.edited.connect(self._edited)
        self.read = KeyHint("Alt+R", "", quiet=True)
        self.read.triggered.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.read, 0, Qt.AlignmentFlag.AlignRight)
        self._say()

    def show_text(
        self, label: str, text: str, *, is_read: bool, fault: str = "", is_free: bool = True
    ) -> None:
        """Show what is written; the cursor stays where it is if nothing changed. A number or a date is no note."""
        self._showing = True
        self._is_free = is_free
        self.field.label.say(label)
        self.field.line.setAccessibleName(label)
        if self.field.text() != text:
            self.field.set_text(text)
        self.field.set_error(fault)
        self._is_read = is_read
        self._say()
        self._showing = False

    def toggle_read(self) -> None:
        """Say that the note was read aloud, or that it was not."""
        if self.field.text():
            self._toggle()

    def _toggle(self) -> None:
        self._is_read = not self._is_read
        self._say()
        self.read_aloud_changed.emit(self._is_read)

    def _edited(self, text: str) -> None:
        self._say()
        if not self._showing:
            self.edited.emit(text)

    def _say(self) -> None:
        written = bool(self.field.text())
        asks = translate("Door", "Would you read this note aloud to them?")
        self.field.set_notes(
            asks if written and self._is_free else "",
            translate("Door", "Kept as you type") if written else "",
        )
        self.read.say(
            translate("Door", "Read aloud, and right")
            if self._is_read
            else translate("Door", "I read it aloud")
        )
        self.read.setVisible(written and self._is_free)


class SurveyPane(Part):
    """Shows where a board is in its survey. It decides nothing: keys and words go out as signals."""

    chosen = Signal(str)  # the key of a choice
    written = Signal(str, object)  # question name, text
    read_aloud = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask: Ask | None = None
        self._follow_up: Ask | None = None
        self._shown: tuple[Ask, tuple[str, ...]] | None = None
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(0)
        self.head = SectionHead("", rule=Role.ACCENT, style=Type.QUESTION)
        self.hint = Words(role=Role.SOFT, wrap=True)
        self.one = OptionGrid(name=translate("Door", "Answers"), columns=3)
        self.several = OptionGrid(
            name=translate("Door", "Answers, several can be chosen"), columns=3, multiple=True
        )
        self.words = TextAnswer()
        self.fault = Words(style=Type.NOTE, role=Role.STOP, wrap=True)
        for grid in (self.one, self.several):
            grid.chosen.connect(self._chosen)
        self.words.edited.connect(lambda text: self.written.emit(self._text_name(), text))
        self.words.read_aloud_changed.connect(
            lambda is_read: self.read_aloud.emit(self._text_name(), is_read)
        )
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.addLayout(self._earlier)
        for widget in (self.head, self.hint, self.one, self.several, self.fault, self.words):
            self._all.addWidget(widget)
        self.ensure_dressed()

    @property
    def takes_text(self) -> bool:
        """Whether the question itself is answered by writing."""
        return self._ask is not None and self._ask.kind in (AskKind.TEXT, AskKind.NUMBER, AskKind.DATE)

    def show_board(self, board: Board, interview: Interview, fault: str = "") -> None:
        """Show the question that the board is at, with the answers before it."""
        steps = board.steps(interview)
        ask, follow_up = board.ask(interview), board.follow_up(interview)
        self._ask, self._follow_up = ask, follow_up
        self._show_earlier(steps, board, ask)
        text = ask if self.takes_text else follow_up
        if ask is not None:
            self.head.say(ask.words, self._note(ask, steps.index(ask) + 1, len(steps)))
            self.hint.say(ask.hint)
            if ask.kind in (AskKind.ONE, AskKind.SEVERAL):
                self._show_choices(ask, board)
        if text is not None:
            self._show_text(text, board, fault)
        self.fault.say(fault)
        # Only what changes is shown or hidden: hiding what holds the keys would hand them to anything.
        self.head.setVisible(ask is not None)
        self.hint.setVisible(ask is not None and bool(ask.hint))
        self.one.setVisible(ask is not None and ask.kind is AskKind.ONE)
        self.several.setVisible(ask is not None and ask.kind is AskKind.SEVERAL)
        self.words.setVisible(text is not None)
        self.fault.setVisible(bool(fault) and text is None)

    def _show_text(self, text: Ask, board: Board, fault: str) -> None:
        own = _written(text.answered(board.answers))
        label = translate("Door", "Answer") if text is self._ask else text.words
        is_read = text.name in board.read_aloud
        self.words.show_text(label, own, is_read=is_read, fault=fault, is_free=text.kind is AskKind.TEXT)

    def take_keys(self) -> None:
        """Give the keys to the choices, or to the line where the question is answered by writing."""
        if self.takes_text:
            self.words.field.line.setFocus()
            if self._ask is not None and self._ask.default is not None:
                self.words.field.line.selectAll()  # what is typed takes the default's place
        elif self.one.isVisible():
            self.one.take_keys()
        elif self.several.isVisible():
            self.several.take_keys()
        elif self._ask is not None:
            # A note has nothing to answer. What held the keys may be hidden now, and Qt would give them to anything.
            self.setAccessibleName(self._ask.words)
            self.setFocus()

    def rest(self) -> None:
        """No question is asked: let no key answer."""
        self._ask = self._follow_up = None
        for grid in (self.one, self.several):
            grid.set_answers(False)

    def _text_name(self) -> str:
        about = self._ask if self.takes_text else self._follow_up
        return about.name if about is not None else ""

    def _show_choices(self, ask: Ask, board: Board) -> None:
        grid = self.several if ask.kind is AskKind.SEVERAL else self.one
        other = self.one if grid is self.several else self.several
        other.set_answers(False)
        given = ask.answered(board.answers)
        names = given if isinstance(given, list) else [given]
        chosen = tuple(place for place, choice in enumerate(ask.choices) if choice.name in names)
        if self._shown is None or self._shown[0] != ask:
            grid.set_options([Option(choice.key, choice.words) for choice in ask.choices], chosen)
        else:
            grid.set_chosen(*chosen)
        self._shown = (ask, tuple(str(name) for name in names))
        grid.set_answers(True)

    def _chosen(self, place: int) -> None:
        if self._ask is not None:
            self.chosen.emit(self._ask.choices[place].key)

    def _note(self, ask: Ask, at: int, count: int) -> str:
        told = {
            AskKind.ONE: translate("Door", "question {at} of {count}: a digit answers"),
            AskKind.SEVERAL: translate("Door", "question {at} of {count}: digits choose, several may"),
        }.get(ask.kind, translate("Door", "question {at} of {count}"))
        return told.format(at=at, count=count)

    def _show_earlier(self, asks: Sequence[Ask], board: Board, now: Ask | None) -> None:
        while (item := self._earlier.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        until = asks.index(now) if now is not None else len(asks) if board.position == END else 0
        answered = [
            (at, ask, shown)
            for at, ask in enumerate(asks[:until], 1)
            if (shown := answer_words(ask, board.answers))
        ]
        low = self.window().height() < self.look.px(sizes.SHORT_BELOW)
        most = (0 if low else 1) if now is not None else _MOST_EARLIER + 2
        for at, ask, shown in answered[-most:] if most else []:
            place = translate("Door", "Question {at}").format(at=at)
            self._earlier.addWidget(EarlierAnswer(place, ask.words, shown))

    def dress(self) -> None:
        """Question, answers and words stand a part's distance from each other."""
        self._all.setSpacing(self.look.px(sizes.SPACE_2))


def answer_words(ask: Ask, answers: Any) -> str:
    """An answer as it is read: the words of its options, or what was written."""
    value = ask.answered(answers)
    if value in (None, "", []):
        return ""
    names = value if isinstance(value, list) else [value]
    words = {choice.name: choice.words for choice in ask.choices}
    return ", ".join(words.get(str(name), _written(name)) for name in names)


def _written(value: Any) -> str:
    """An answer as somebody would have typed it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
