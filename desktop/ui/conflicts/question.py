"""One question that holds several answers: whose it is, the answers, another answer, and all that was written."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.contacts import Written
from desktop.ui.conflicts.panels import Answers, Panel
from desktop.ui.conflicts.reading import Question
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.people.tables import value_of, written_rows, written_table
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.page import SCROLL_GUTTER, scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words
from desktop.wording.conflicts import (
    answer_when,
    answer_where,
    answer_words,
    answers_title,
    kept_words,
    question_label,
    question_words,
)


class QuestionPane(Part):
    """Shows a question. It decides nothing: what is chosen and written goes out as signals."""

    chosen = Signal(int)
    moved = Signal(int)
    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None
        self.whose = Words("", Type.LABEL, Role.SOFT, wrap=True)
        self.title = Words("", Type.TITLE, wrap=True)
        self.kept = Words("", Type.LEAD, wrap=True)
        self.answers = Answers()
        self.answers.chosen.connect(self.chosen)
        self.answers.moved.connect(self.moved)
        self.other = Field(translate("Conflicts", "Another answer"))
        self.other.edited.connect(self.written)
        self.other.hide()
        self.past_head = SectionHead(
            translate("Conflicts", "What was written, and when"),
            translate("Conflicts", "nothing here is ever removed by choosing"),
        )
        self.past = written_table(with_field=False)
        body = QWidget()
        self._body = QVBoxLayout(body)
        named = QVBoxLayout()
        named.setSpacing(0)
        for words in (self.whose, self.title, self.kept):
            named.addWidget(words)
        self._body.addLayout(named)
        self._body.addWidget(self.answers)
        self._body.addWidget(self.other)
        past = QVBoxLayout()
        past.setSpacing(0)
        past.addWidget(self.past_head)
        past.addWidget(self.past)
        self._body.addLayout(past)
        self._body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(body))
        self.ensure_dressed()

    def show_question(self, question: Question, now: datetime) -> None:
        """Show a question; the first answer, the one that is shown everywhere meanwhile, is current."""
        self.question = question
        conflict = question.conflict
        self.whose.say(question_words(conflict, translate))
        self.title.say(answers_title(len(conflict.answers), translate))
        self.kept.say(kept_words(len(conflict.answers), translate))
        self.answers.show_panels(
            [
                Panel(
                    value=answer_words(conflict, question.named(answer.value), translate),
                    by=answer.by or translate("Conflicts", "Somebody"),
                    when=answer_when(answer, now, translate),
                    where=answer_where(answer, translate),
                )
                for answer in conflict.answers
            ]
        )
        self.other.label.say(question_label(conflict, translate))
        past = written_rows(question.page.history, now, with_field=False, told=self._told)
        self.past.show_rows(past)

    def _told(self, one: Written) -> str:
        named = self.question.named(one.value) if self.question is not None else one.value
        return named if named != one.value else value_of(one)

    def begin_other(self, text: str) -> None:
        """Open the line for another answer."""
        self.other.line.blockSignals(True)
        self.other.set_text(text)
        self.other.line.blockSignals(False)
        self.other.clear_error()
        self.other.show()
        self.other.line.setFocus()

    def dress(self) -> None:
        """Distances."""
        px = self.look.px
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self._body.setContentsMargins(0, 0, px(SCROLL_GUTTER - sizes.SCROLL_BAR), 0)
        self._body.setSpacing(px(sizes.SPACE_3 if short else sizes.SPACE_4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Closer where the window is low."""
        super().resizeEvent(event)
        self.dress()
