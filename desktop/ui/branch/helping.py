"""Helping somebody whose passphrase is lost: their request, the words that they read out, the answer to send back."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.domain.helping import HelpPart
from desktop.operations.changed import Changed, Done
from desktop.operations.helping import give_help, read_request, read_text, write_text
from desktop.store.help_requests import Request
from desktop.ui.branch.file_choice import FileChoice
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.square_code import SquareCode
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.helping import answered_words, request_words

_ANSWER_FILE = "groundswell-answer.txt"


class HelpPage(BranchPage):
    """First the request, then its words, then the answer. Nothing of it is left when one goes."""

    SHOWS: ClassVar[Changed] = Changed.NOTHING

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Helping", "Help with a lost passphrase"),
            translate("Helping", "without a network"),
            parent=parent,
        )
        self.choice = FileChoice(
            translate("Helping", "The request"),
            translate("Helping", "Its file, or the line that a scanner reads from the square code."),
            translate("Helping", "Text (*.txt);;All files (*)"),
        )
        self.choice.accept_drops_on(self)
        self.choice.field.edited.connect(lambda _text: self._begin_anew())
        self.who = Words("", Type.LEAD, wrap=True)
        self.words = Field(
            translate("Helping", "The three words that they read to you"),
            note=translate("Helping", "If they are not right, no answer is made."),
        )
        self.told = Words("", role=Role.SOFT, wrap=True)
        self.head = SectionHead(translate("Helping", "The answer"))
        self.code = SquareCode(translate("Helping", "The answer as a square code"))
        self.answered = Words("", wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(sizes.SPACE_3)  # else that of the columns between each other
        for widget in (self.choice, self.who, self.words, self.told):
            left.addWidget(widget)
        left.addStretch(1)
        right.addWidget(self.head)
        right.addWidget(self.code, 1)
        right.addWidget(self.answered)
        right.addStretch(1)
        self.columns.addLayout(left, 52)
        self.columns.addLayout(right, 48)
        self.chooser: QFileDialog | None = None
        self._text = self._answer = ""
        self._is_busy = False
        self.back.connect(self.leave)
        self._begin_anew()
        self.states.loaded()

    def take_keys(self) -> None:
        """What comes next has the keys."""
        if self._answer:
            super().take_keys()
        else:
            (self.words if self._text else self.choice.field).line.setFocus()

    def leave(self) -> None:
        """Leave nothing of the request, the words or the answer."""
        self.choice.field.forget()
        self._begin_anew()

    def read(self) -> None:
        """Enter: see whose request it says it is."""
        source = self.choice.field.text()

        def work() -> tuple[str, Request]:
            text = read_text(HelpPart.REQUEST, source)
            return text, read_request(text)

        if source.strip() and not self._is_busy:
            self._is_busy = True
            self.desk.tasks.errand(
                work, self._show_request, owner=self, failed=partial(self._fail, self.choice.field)
            )

    def answer(self) -> None:
        """Enter: answer it, if the words are right."""
        if not self.words.text().strip() or self._is_busy:
            return
        self._is_busy = True
        self.words.clear_error()
        work = partial(give_help, self.desk.store, self._text, self.words.text().split())
        self.desk.tasks.errand(work, self._show_answer, owner=self, failed=partial(self._fail, self.words))

    def ask_where_to(self) -> None:
        """W: let the person say where the answer is to be written."""
        chooser = QFileDialog(self, translate("Helping", "Write it into a file"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(_ANSWER_FILE)
        chooser.fileSelected.connect(self.write)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def write(self, file: str) -> None:
        """Write the answer into a file."""
        self.desk.tasks.errand(
            partial(write_text, Path(file), self._answer),
            lambda _nothing: self.told.say(translate("Helping", "It is written.")),
            owner=self,
            failed=lambda fault: self.told.say(f"! {fault_words(fault, translate).sentence}", Role.CARE),
        )

    def _begin_anew(self) -> None:
        self._text = self._answer = ""
        self.words.forget()
        self.choice.field.clear_error()
        for words in (self.who, self.told, self.answered):
            words.say("")
        self.code.show_line("")
        self._offer()

    def _show_request(self, read: tuple[str, Request]) -> None:
        self._is_busy = False
        self._text, request = read
        self.who.say(request_words(request.who, translate))
        self._offer()
        self.take_keys()

    def _show_answer(self, done: Done[str]) -> None:
        self._is_busy = False
        self._answer = done.value
        self.code.show_line(done.value)
        self.answered.say(answered_words(translate))
        self._offer()
        self.take_keys()
        self.desk.tasks.tell(done.changed)

    def _fail(self, field: Field, fault: Exception) -> None:
        self._is_busy = False
        told = fault_words(fault, translate)
        field.set_error(f"{told.happened} {told.remedy}")
        field.line.setFocus()

    def _offer(self) -> None:
        has_request, has_answer = bool(self._text), bool(self._answer)
        self.who.setVisible(has_request)
        self.words.setVisible(has_request)
        self.head.setVisible(has_answer)
        self.answered.setVisible(has_answer)
        if has_answer:
            write = Action(
                "Return W", translate("Helping", "Write it into a file"), self.ask_where_to, Kind.PRIMARY
            )
            self.set_actions([write])
        elif has_request:
            self.set_actions([Action("Return", translate("Helping", "Answer it"), self.answer, Kind.PRIMARY)])
        else:
            self.set_actions([Action("Return", translate("Helping", "Read it"), self.read, Kind.PRIMARY)])
