"""One door: who answered, what happened, the survey, and what Enter will do."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.attempts import EFFECTS, Outcome
from desktop.domain.board import NOTE, Board, Interview, Stage, read_time
from desktop.domain.households import DoorPage, Resident
from desktop.ui.doors.head import DoorHead
from desktop.ui.doors.survey_pane import SurveyPane, TextAnswer
from desktop.ui.look import sizes
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.part import Part
from desktop.wording.doors import resident_words, when_words
from desktop.wording.outcomes import outcome_words
from desktop.wording.surveys import fault_sentence

_LOW = 560  # logical pixels of height below which what was said is a line each
_MOST_BESIDE_A_QUESTION = 4


class DoorPane(Part):
    """Shows a door page and the board that is being keyed there. It decides nothing."""

    resident_chosen = Signal(str)  # contact id
    outcome_chosen = Signal(object)  # Outcome
    answer_chosen = Signal(str)  # key of a choice
    answer_written = Signal(str, object)
    time_written = Signal(str)
    note_written = Signal(str)
    read_aloud = Signal(str, bool)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._residents: list[Resident] = []
        self._is_tight = False  # no room for a heading over what happened
        self.head = DoorHead()
        self.who_head = SectionHead(translate("Door", "Who answered?"))
        self.back_hint = KeyHint("Backspace", translate("Door", "back a step"), quiet=True)
        self.back_hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back_hint.triggered.connect(self.back)
        self.who_head.add(self.back_hint)
        self.who = OptionGrid(name=translate("Door", "Who answered?"), row=sizes.ROW_RESIDENT)
        self.what_head = SectionHead(translate("Door", "What happened?"))
        self.outcomes = list(EFFECTS)
        self.what = OptionGrid(
            [self._option(outcome) for outcome in self.outcomes],
            name=translate("Door", "What happened?"),
            columns=4,
            row=sizes.ROW_RESIDENT,
            style=Type.BODY,
        )
        self.said = OptionGrid(
            name=translate("Door", "Who answered, and what happened"),
            row=sizes.ROW_RESIDENT,
            multiple=True,
            keys_anywhere=False,
        )
        self.said.set_answers(False)
        self.when = Field(translate("Door", "When?"), beside=True)
        self.survey = SurveyPane()
        self.note = TextAnswer()
        self.who.chosen.connect(lambda place: self.resident_chosen.emit(self._residents[place].contact))
        self.what.chosen.connect(lambda place: self.outcome_chosen.emit(self.outcomes[place]))
        self.when.edited.connect(self.time_written)
        self.survey.chosen.connect(self.answer_chosen)
        self.survey.written.connect(self.answer_written)
        self.survey.read_aloud.connect(self.read_aloud)
        self.note.edited.connect(self.note_written)
        self.note.read_aloud_changed.connect(lambda is_read: self.read_aloud.emit(NOTE, is_read))
        self._who_area = scrolled(self.who)
        self._who_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.who.moved.connect(self._bring_into_sight)
        self._lay_out()
        self.ensure_dressed()

    def _lay_out(self) -> None:
        """Parts below each other, in a place that scrolls."""
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        parts = (
            self.who_head,
            self._who_area,
            self.what_head,
            self.what,
            self.said,
            self.when,
            self.survey,
            self.note,
        )
        for widget in parts:
            self._body.addWidget(widget)
        self._body.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.head)
        self._area = scrolled(body)
        self._all.addWidget(self._area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Residents take what room there is, and the head says the more the higher the window is."""
        super().resizeEvent(event)
        self.head.dress()
        self._fit_residents()

    def _fit_residents(self) -> None:
        """Where the text is large, residents scroll by themselves: what can be keyed next is always in sight."""
        width = max(1, self._area.viewport().width())
        wanted = self.who.heightForWidth(width)
        room = self._area.viewport().height() - self.what.heightForWidth(width) - 3 * self._body.spacing()
        room -= self.who_head.sizeHint().height() + self.what_head.sizeHint().height()
        self._is_tight = wanted > room
        least = min(wanted, self.look.px(sizes.ROW_RESIDENT))
        self._who_area.setFixedHeight(max(least, min(wanted, room)))
        self.what_head.setVisible(not self._is_tight and not self.what.isHidden())

    def _bring_into_sight(self, resident: QWidget) -> None:
        self._who_area.ensureWidgetVisible(resident, 0, 0)

    def show_door(self, page: DoorPage, place: int, count: int, now: datetime) -> None:
        """Show another door; the board follows by ``show_board``."""
        self.head.show_door(page, place, count, now)
        self._residents = page.residents[:9]
        self.who.set_options([_resident_option(resident, now) for resident in self._residents])
        self._fit_residents()

    def show_board(
        self,
        board: Board,
        interview: Interview | None,
        now: datetime,
        fault: str = "",
        *,
        never: bool = False,
    ) -> None:
        """Show what has been keyed; exactly one part of the screen answers keys."""
        stage = board.stage(interview)
        at_door = stage is not Stage.QUESTION
        chosen = [
            place for place, resident in enumerate(self._residents) if resident.contact == board.resident
        ]
        self.who.set_chosen(*chosen)
        self.what.set_chosen(*([self.outcomes.index(board.outcome)] if board.outcome else []))
        self.who.set_answers(at_door and not never)
        self.what.set_answers(at_door)
        self._show_said(board, stage, now)
        self._show_when(board, stage, now)
        if interview is not None and board.outcome is Outcome.TALKED:
            self.survey.show_board(board, interview, fault_sentence(fault, translate) if fault else "")
            self.survey.show()
        else:
            self.survey.hide()
        if at_door:
            self.survey.rest()
        noted = stage is Stage.READY
        self.note.setVisible(noted)
        if noted:
            self.note.show_text(translate("Door", "A note"), board.note, is_read=NOTE in board.read_aloud)
        self.back_hint.setVisible(not board.is_empty)
        if stage is Stage.QUESTION:
            # After the parts have found their places.
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.survey, 0, 0))

    def take_keys(self, board: Board, interview: Interview | None) -> None:
        """Give the keys to the part that answers now."""
        stage = board.stage(interview)
        if stage is Stage.QUESTION:
            self.survey.take_keys()
        elif stage is Stage.WHEN:
            self.when.line.setFocus()
        elif stage is Stage.DOOR and self.who.answers and self._residents and not board.resident:
            self.who.take_keys()
        else:
            self.what.take_keys()

    def write(self) -> bool:
        """Give the keys to the line for words that is shown; whether there is one."""
        for words in (self.survey.words, self.note):
            if words.isVisible():
                words.field.line.setFocus()
                return True
        return False

    def _show_said(self, board: Board, stage: Stage, now: datetime) -> None:
        """Where the question would have no room, who answered and what happened are a line each."""
        crowded = len(self._residents) > _MOST_BESIDE_A_QUESTION or self.height() < self.look.px(_LOW)
        is_short = stage is Stage.QUESTION and crowded
        if is_short and board.outcome is not None:
            chosen = [resident for resident in self._residents if resident.contact == board.resident]
            lines = [*(_resident_option(resident, now) for resident in chosen), self._option(board.outcome)]
            self.said.set_options(lines, range(len(lines)))
        self.said.setVisible(is_short)
        for widget in (self._who_area, self.what):
            widget.setVisible(not is_short)
        self.what_head.setVisible(not is_short and not self._is_tight)

    def _show_when(self, board: Board, stage: Stage, now: datetime) -> None:
        self.when.setVisible(board.outcome is Outcome.COME_BACK)
        if self.when.text() != board.come_back:
            self.when.set_text(board.come_back)
        at = read_time(board.come_back, now)
        unclear = bool(board.come_back) and at is None and stage is Stage.READY
        self.when.set_notes(when_words(at, now, translate))
        self.when.set_error(
            translate("Door", "That is not a time yet. It is kept as typed.") if unclear else ""
        )

    def _option(self, outcome: Outcome) -> Option:
        return Option(
            EFFECTS[outcome].letter, outcome_words(outcome, translate), stop=outcome is Outcome.DO_NOT_VISIT
        )

    def dress(self) -> None:
        """Margins as of a pane that stands beside the walk."""
        px = self.look.px
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self._all.setContentsMargins(px(28), px(10 if short else 16), px(32), 0)
        self._all.setSpacing(px(sizes.SPACE_2))
        self._body.setSpacing(px(6 if short else sizes.SPACE_3))
        if hasattr(self, "_area"):
            self._fit_residents()


def _resident_option(resident: Resident, now: datetime) -> Option:
    number = translate("Door", "Elector {number}").format(number=resident.elector_number)
    second = number if resident.elector_number else ""
    return Option(str(resident.digit), resident.name, second, resident_words(resident, now, translate))
