"""The desk of two answers: what people wrote without knowing of each other, settled by one key."""

from enum import Enum, auto
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.conflicts import Conflict
from desktop.operations.changed import Changed, Done
from desktop.operations.conflicts import reopen_conflict, resolve_conflict
from desktop.operations.drafts import keep_draft
from desktop.ui.conflicts.panels import LETTERS
from desktop.ui.conflicts.question import QuestionPane
from desktop.ui.conflicts.reading import (
    Question,
    ToSettle,
    begun_at,
    can_be_reopened,
    can_be_written,
    choice_of,
    read_to_settle,
)
from desktop.ui.conflicts.waiting import WaitingPane
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.wear import look_of
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, ActionBar, Kind
from desktop.ui.widgets.page import SCROLL_GUTTER
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.states import Face, StateStack
from desktop.wording.conflicts import answer_words, settled_words
from desktop.wording.faults import fault_words


class Mode(Enum):
    """What the keys answer."""

    CHOOSE = auto()
    WRITE = auto()


class ConflictsScreen(Screen):
    """What there is to settle at the left, one question at the right. Nothing is removed by choosing."""

    SHOWS: ClassVar[Changed] = Changed.CONFLICTS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.mode = Mode.CHOOSE
        self.held: ToSettle | None = None
        self._wanted: tuple[str, str] | None = None
        self._came_from = Place("home")
        self._is_sent_here = False
        self._settled: list[tuple[Conflict, list[str]]] = []
        self._begun: dict[str, str] = {}
        self._last_settled = ""
        self._is_showing = False
        self.waiting = WaitingPane()
        self.pane = QuestionPane()
        self.bar = ActionBar()
        self.undo_bar = ActionBar()
        self._body = QWidget()
        panes = QHBoxLayout(self._body)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.setSpacing(0)
        self._between = HairRule(standing=True)
        right = QWidget()
        self._column = QVBoxLayout(right)
        self._column.addWidget(self.pane, 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.bar)
        self._column.addLayout(self._foot)
        panes.addWidget(self.waiting, 326)
        panes.addWidget(self._between)
        panes.addWidget(right, 847)
        self.states = StateStack(self._body)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self.states, 1)
        self._below = QVBoxLayout()
        self._below.addWidget(self.undo_bar)
        self._whole.addLayout(self._below)
        self.undo_bar.hide()
        self._below.setContentsMargins(0, 0, 0, 0)
        self.waiting.picked.connect(self._go_to)
        self.waiting.opened.connect(self.pane.answers.take_keys)
        self.waiting.next_asked.connect(self.go_on)
        self.waiting.back_asked.connect(self.go_back)
        self.pane.chosen.connect(self.choose)
        self.pane.moved.connect(lambda _place: self._show_actions())
        self.pane.written.connect(self._keep)
        self.pane.answers.walked.connect(self._walk)

    # Reading

    def open(self, about: Any) -> None:
        """Stand at one question, given as (whose, field); Esc then leads back to that person."""
        self._wanted = (str(about[0]), str(about[1]))
        self._came_from = Place("people", about[0])
        self._is_sent_here = True
        self.refresh()

    def refresh(self) -> None:
        """Read what there is to settle, and the question one is at."""
        wanted, place = self._wanted, 0
        if self.held is not None:
            place = self.held.place
            if wanted is None and self.held.question is not None:
                conflict = self.held.question.conflict
                wanted = (conflict.id, conflict.field)
        if self.states.face is not Face.EMPTY:
            self.states.loading(translate("Conflicts", "Reading what there is to settle"))
        self._read(wanted, place)

    def _read(self, wanted: tuple[str, str] | None, place: int) -> None:
        self.desk.tasks.query(
            partial(read_to_settle, self.desk.store, wanted, place),
            self._show,
            owner=self,
            failed=self._show_failure,
            latest=self,
        )

    def _show(self, held: ToSettle) -> None:
        had_keys = self.states.face is not Face.LOADED or self.pane.answers.has_keys
        is_same = held.question is not None and _is_same(self.pane.question, held.question)
        self.held, self._wanted = held, None
        if held.question is None:
            self._show_nothing()
            return
        self.undo_bar.hide()
        self._below.setContentsMargins(0, 0, 0, 0)
        self.waiting.show_conflicts(held.conflicts, held.place)
        if not is_same:
            self.stop_writing()
            self.pane.show_question(held.question, self.desk.now())
        self.states.loaded()
        self._show_actions()
        if had_keys and not is_same and self.isVisible() and self.mode is Mode.CHOOSE:
            self.pane.answers.take_keys()

    def _show_nothing(self) -> None:
        self.pane.question = None
        told = settled_words(self._last_settled, translate) if self._settled else ""
        self.states.empty(
            translate("Conflicts", "Nothing to settle"),
            translate(
                "Conflicts", "Where two people answer one question differently, both answers wait here."
            ),
            told,
            Action("Escape", translate("Conflicts", "Back"), self.go_back),
        )
        self.undo_bar.set_actions(self._undoing())
        self.undo_bar.setVisible(bool(self._settled))
        side = look_of(self).px(sizes.PAGE_MARGIN)
        self._below.setContentsMargins(side, 0, side, look_of(self).px(10))
        if self.isVisible():
            self.setFocus()

    def _show_failure(self, _fault: Exception) -> None:
        self.states.failed(
            translate("Conflicts", "What there is to settle could not be read"),
            translate("Conflicts", "Every answer is safe on this laptop."),
            translate("Conflicts", "Try again, or tell your organiser."),
            Action("R", translate("Conflicts", "Try again"), self.refresh),
        )

    # Choosing

    def choose(self, index: int) -> None:
        """A letter, or Enter: this answer is right."""
        question = self.pane.question
        if question is not None and self.mode is Mode.CHOOSE and index < len(question.conflict.answers):
            self._settle(choice_of(question.conflict, question.conflict.answers[index]))

    def _settle(self, value: str) -> None:
        question = self.pane.question
        if question is None:
            return
        conflict = question.conflict
        self._last_settled = answer_words(conflict, question.named(value), translate)

        def settled(replaced: Any) -> None:
            self._keep_at(begun_at(conflict), "")
            if can_be_reopened(conflict):
                self._settled.append((conflict, list(replaced)))
            else:
                self._settled.clear()
            self.stop_writing()

        work = partial(resolve_conflict, self.desk.store, conflict.id, conflict.field, value)
        self.desk.tasks.command(work, settled, owner=self, failed=self._refuse)

    def _refuse(self, fault: Exception) -> None:
        if self.mode is Mode.WRITE:
            self.pane.other.set_error(fault_words(fault, translate).sentence)
        else:
            self.refresh()  # somebody settled it meanwhile

    def undo(self) -> None:
        """Ctrl+Z: the answers stand side by side again."""
        if not self._settled:
            return
        conflict, answers = self._settled.pop()
        self._wanted = (conflict.id, conflict.field)

        def work() -> Done[None]:
            return reopen_conflict(self.desk.store, conflict.kind, conflict.id, conflict.field, answers)

        self.desk.tasks.command(work, owner=self)

    def begin_other(self) -> None:
        """O: neither is right; write what is."""
        question = self.pane.question
        if question is not None and can_be_written(question.conflict):
            self.mode = Mode.WRITE
            place = begun_at(question.conflict)
            self.pane.begin_other(self._begun.get(place, question.begun))
            self._show_actions()

    def _keep(self, text: str) -> None:
        if self.pane.question is not None:
            self._keep_at(begun_at(self.pane.question.conflict), text)

    def _keep_at(self, place: str, text: str) -> None:
        self._begun[place] = text
        self.desk.tasks.command(partial(keep_draft, self.desk.store, place, text), owner=self)

    def save_other(self) -> None:
        """Enter: what was written is right."""
        text = self.pane.other.text().strip()
        if text:
            self._settle(text)

    def stop_writing(self) -> None:
        """Esc: leave the line; what was written is kept."""
        if self.mode is Mode.WRITE:
            self.mode = Mode.CHOOSE
            self.pane.answers.take_keys()
            self.pane.other.hide()
            self._show_actions()

    # Moving

    def keep_both(self) -> None:
        """K: leave both as they are, and go to the next, or back if there is no other."""
        if self.held is not None and len(self.held.conflicts) == 1:
            self.go_back()
        else:
            self.go_on()

    def go_on(self) -> None:
        """PgDn: the next question."""
        self._go_to(self._place + 1)

    @property
    def _place(self) -> int:
        return self.held.place if self.held is not None else 0

    def _go_to(self, place: int) -> None:
        if self.held is None or not self.held.conflicts or place == self._place:
            return
        at = place % len(self.held.conflicts)
        conflict = self.held.conflicts[at]
        self._read((conflict.id, conflict.field), at)

    def go_back(self) -> None:
        """Esc: to where one came from."""
        self.desk.go(self._came_from)

    def take_keys(self) -> None:
        """The first answer has the keys."""
        if not self._is_sent_here:
            self._came_from = Place("home")
        self._is_sent_here = False
        if self.states.face is Face.LOADED:
            self.pane.answers.take_keys()
        else:
            self.setFocus()

    def leave(self) -> None:
        """What is written is kept at every key."""
        self.stop_writing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys move, Esc leads back."""
        if self.mode is Mode.WRITE or not self._walk(event.key()):
            super().keyPressEvent(event)

    def _walk(self, key: int) -> bool:
        """Whether a key is one that moves; if so, move."""
        moves = {
            Qt.Key.Key_Left: lambda: self.pane.answers.step(-1),
            Qt.Key.Key_Right: lambda: self.pane.answers.step(1),
            Qt.Key.Key_Up: lambda: self._go_to(self._place - 1),
            Qt.Key.Key_Down: self.go_on,
            Qt.Key.Key_PageUp: lambda: self._go_to(self._place - 1),
            Qt.Key.Key_PageDown: self.go_on,
            Qt.Key.Key_Escape: self.go_back,
        }
        move = moves.get(Qt.Key(key))
        if move is not None:
            move()
        return move is not None

    # What can be done

    def _show_actions(self) -> None:
        question = self.pane.question
        if question is None or self._is_showing:
            return
        # Taking the old actions away may move the keys, and with them the current answer, which leads here again.
        self._is_showing = True
        self.bar.set_actions(self._actions(question))
        self._is_showing = False

    def _actions(self, question: Question) -> list[Action]:
        if self.mode is Mode.WRITE:
            return [
                Action("Return", translate("Conflicts", "This is right"), self.save_other, Kind.PRIMARY),
                Action("Escape", translate("Conflicts", "Leave it for now"), self.stop_writing),
            ]
        current = self.pane.answers.current
        words = translate("Conflicts", "Choose {letter}").format(letter=LETTERS[current])
        actions = [Action("Return", words, partial(self.choose, current), Kind.PRIMARY)]
        if can_be_written(question.conflict):
            actions.append(Action("O", translate("Conflicts", "Another answer"), self.begin_other))
        actions.append(Action("K", translate("Conflicts", "Keep both"), self.keep_both))
        return [*actions, *self._undoing()]

    def _undoing(self) -> list[Action]:
        return (
            [Action("Ctrl+Z", translate("Conflicts", "Undo"), self.undo, Kind.FAR)] if self._settled else []
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pane where there is no room for two."""
        super().resizeEvent(event)
        px = look_of(self).px
        single = self.width() < px(sizes.SINGLE_PANE_BELOW - sizes.RAIL_NARROW)
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self.waiting.setVisible(not single)
        self._between.setVisible(not single)
        gutter = px(SCROLL_GUTTER)
        self._column.setContentsMargins(
            px(36), px(12 if short else 22), px(sizes.PAGE_MARGIN) - gutter, px(10)
        )
        self._foot.setContentsMargins(0, 0, gutter, 0)


def _is_same(before: Question | None, after: Question) -> bool:
    return before is not None and before.page == after.page
