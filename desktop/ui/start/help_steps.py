"""The pages on which a locked laptop asks for an organiser's help: who asks, the request, the answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.helping import LONGEST_NAME, HelpAsked
from desktop.ui.branch.file_choice import FileChoice
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.line_step import LineStep
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.square_code import SquareCode
from desktop.ui.widgets.words import Words

REQUEST_FILE, ANSWER_FILE = "groundswell-request.txt", "groundswell-answer.txt"


class AskStep(LineStep):
    """Who asks: typed, for the records that say it are locked."""

    done = Signal(str)
    has_answer = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Start", "Ask an organiser"),
            translate("Start", "1 of 4"),
            Field(translate("Start", "Who are you?"), note=translate("Start", "The organiser reads this.")),
            translate(
                "Start",
                "An organiser of your branch can open this for you, over the telephone and without a network. You then"
                " choose a new passphrase. Nobody sees your records by it.",
            ),
            parent,
        )
        self.field.line.setMaxLength(LONGEST_NAME)
        self.set_actions(
            [
                Action("Return", translate("Start", "Ask"), self._go_on, Kind.PRIMARY),
                Action("Alt+A", translate("Start", "I have the answer"), self.has_answer.emit),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def _go_on(self) -> None:
        if self.field.text().strip():
            self.field.clear_error()
            self.done.emit(self.field.text())
        else:
            self.field.set_error(translate("Start", "Write your name, so that they know who asks."))


class RequestStep(Step):
    """The request, as a square code and for a file, and the three words to be read out."""

    done = Signal()
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Your request"), translate("Start", "2 of 4"), parent)
        self.code = SquareCode(translate("Start", "The request as a square code"))
        self.words = Words("", Type.FIGURE, wrap=True)
        self.words.setAccessibleName(translate("Start", "Your three words"))
        self.told = Words("", Type.BODY, Role.SOFT, wrap=True)
        beside, line = QVBoxLayout(), QHBoxLayout()
        beside.addWidget(Words(translate("Start", "Your three words"), Type.LABEL, Role.SOFT))
        beside.addWidget(self.words)
        for sentence in _how():
            beside.addWidget(Words(sentence, wrap=True))
        beside.addWidget(self.told)
        beside.addStretch(1)
        line.addWidget(self.code, 1)
        line.addLayout(beside, 1)
        self.body.addLayout(line, 1)
        self.chooser: QFileDialog | None = None
        self.set_actions(
            [
                Action("Return", translate("Start", "I have the answer"), self.done.emit, Kind.PRIMARY),
                Action("Alt+F", translate("Start", "Write it into a file"), self.ask_where_to),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def show_request(self, asked: HelpAsked) -> None:
        """Show a request."""
        self.code.show_line(asked.text)
        self.words.say("   ".join(asked.words))
        self.told.say("")

    def ask_where_to(self) -> None:
        """Let the person say where the file is to be written."""
        chooser = QFileDialog(self, translate("Start", "Write it into a file"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(REQUEST_FILE)
        chooser.fileSelected.connect(self.written)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def tell(self, sentence: str) -> None:
        """Say what became of the file."""
        self.told.say(sentence)

    def forget(self) -> None:
        """Leave nothing of the request on the page."""
        self.code.show_line("")
        self.words.say("")
        self.told.say("")


class AnswerStep(Step):
    """Takes the organiser's answer: a file, or the line, pasted or typed by a scanner."""

    done = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "The organiser’s answer"), translate("Start", "3 of 4"), parent)
        self.choice = FileChoice(
            translate("Start", "The answer"),
            translate("Start", "Its file, or the line that a scanner reads from the square code."),
            translate("Start", "Text (*.txt);;All files (*)"),
        )
        self.choice.accept_drops_on(self)
        self.body.addWidget(self.choice)
        self.body.addStretch(1)
        self.set_actions(
            [
                Action("Return", translate("Start", "Go on"), self._go_on, Kind.PRIMARY),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def take_keys(self) -> None:
        """The line has the keys."""
        self.choice.field.line.setFocus()

    def show_fault(self, sentence: str) -> None:
        """Say what was wrong."""
        self.choice.field.set_error(sentence)

    def forget(self) -> None:
        """Leave nothing that was typed."""
        self.choice.field.forget()

    def _go_on(self) -> None:
        if self.choice.field.text().strip():
            self.choice.field.clear_error()
            self.done.emit(self.choice.field.text())


def _how() -> tuple[str, ...]:
    return (
        translate("Start", "Send the organiser this code, as a photograph or as a file. It is no secret."),
        translate(
            "Start",
            "Then let them call you, and read these words to them: they know by them that it is yours.",
        ),
        translate(
            "Start",
            "They give you an answer. You may close the program meanwhile; a new request makes this one void.",
        ),
    )
