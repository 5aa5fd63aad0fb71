"""The doors screen: what each key does, and how nothing that was keyed is ever lost."""

import json
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.domain.board import (
    Board,
    Stage,
    answer,
    answer_by_key,
    choose_outcome,
    choose_resident,
    from_draft,
    go_back,
    go_on,
    to_draft,
)
from desktop.domain.households import DoorPage
from desktop.domain.ids import AttemptId, HouseholdId, SurveyId, TurfId
from desktop.domain.surveys.interview import SurveyInterview
from desktop.domain.turfs import WalkList
from desktop.operations.changed import Changed
from desktop.operations.doors import keep_draft, open_door, set_do_not_visit
from desktop.ui.desk import Desk, Place
from desktop.ui.doors.ahead import NextDoor
from desktop.ui.doors.door import DoorPane
from desktop.ui.doors.keys import DoorKeys
from desktop.ui.doors.offers import offers
from desktop.ui.doors.panes import Panes
from desktop.ui.doors.reading import Evening, read_evening
from desktop.ui.doors.saving import Saved, SaveDoor, void_door
from desktop.ui.doors.walk import WalkPane
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, ActionBar
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.states import StateStack

_WALK_LATER_MS = 150
"""When the walk shows that a door was saved: the keys at the next one come first."""


class DoorsScreen(Screen):
    """One turf's walk at the left, one door at the right."""

    SHOWS: ClassVar[Changed] = Changed.ATTEMPTS | Changed.HOUSEHOLDS | Changed.TURFS | Changed.SURVEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.board = Board()
        self.page: DoorPage | None = None
        self.walk: WalkList | None = None
        self._interview: SurveyInterview | None = None
        self._language = ""  # chosen at a door; else the form's own
        self._survey: SurveyId | None = None
        self._turf: TurfId | None = None
        self._saved: list[Saved] = []
        self._keyed: dict[HouseholdId, Board] = {}  # newer than any draft that a page was read with
        self._fault = ""
        self._offered: list[Action] = []
        self.walk_pane = WalkPane()
        self.door_pane = DoorPane()
        self.jump = Field(translate("Doors", "Go to number"), beside=True)
        self.jump.hide()
        self.walk_pane.below.addWidget(self.jump)
        self.bar = ActionBar()
        self.panes = Panes(self.walk_pane, self.door_pane, self.bar)
        self.states = StateStack(self.panes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.states)
        self.keys = DoorKeys(self, self)
        self._next = NextDoor(desk, self)
        self._just_saved = False
        self._is_page_old = True
        self._connect()

    def _connect(self) -> None:
        pane = self.door_pane
        self.walk_pane.picked.connect(self.go_to)
        self.walk_pane.back.triggered.connect(self.show_walk)
        pane.resident_chosen.connect(lambda contact: self.change(choose_resident(self.board, contact)))
        pane.outcome_chosen.connect(lambda outcome: self.change(choose_outcome(self.board, outcome)))
        pane.answer_chosen.connect(self._answer_by_key)
        pane.answer_written.connect(self._write_answer)
        pane.time_written.connect(lambda text: self.change(replace(self.board, come_back=text)))
        pane.note_written.connect(lambda text: self.change(replace(self.board, note=text)))
        pane.read_aloud.connect(self._read_aloud)
        pane.back.connect(self.step_back)

    # Reading

    def open(self, about: Any) -> None:
        """Walk this turf."""
        self._turf = about
        self.refresh()

    def refresh(self) -> None:
        """Read the walk and the door one is at. After a door of one's own was saved, the walk alone, a little later."""
        saved, self._just_saved = self._just_saved, False
        if not saved:
            self._next.forget()
            self._is_page_old = True
            self.states.loading(translate("Doors", "Reading the walk"))
        self.desk.tasks.query(
            partial(read_evening, self.desk.store, self._turf),
            self._show_evening,
            owner=self,
            failed=self._show_failure,
            latest=(self, "walk"),
            later=_WALK_LATER_MS if saved else 0,
        )

    def _show_evening(self, evening: Evening) -> None:
        self._interview, self._survey = evening.interview, evening.survey
        if self._interview is not None and self._language in self._interview.languages:
            while self._interview.language != self._language:
                self._interview = self._interview.in_next_language()
        self.walk = evening.walk
        if evening.walk is None or not evening.walk.doors:
            self.states.empty(
                translate("Doors", "No walk yet"),
                translate("Doors", "Your organiser cuts walks from streets and gives you one."),
                translate("Doors", "Meanwhile there is a made-up street to practise on."),
                Action("P", translate("Doors", "Practise"), lambda: self.desk.go(Place("learn"))),
            )
            return
        self._turf = evening.walk.turf.id
        # Where one stands, which may be a door further than the page that is still shown.
        shown = self.walk_pane.doors
        here = shown[self.walk_pane.current].household if shown else None
        places = {door.household: place for place, door in enumerate(evening.walk.doors)}
        first = places.get(evening.walk.next_door.household, 0) if evening.walk.next_door else 0
        self.walk_pane.show_walk(evening.walk, places.get(here, first) if here else first)
        self.states.loaded()
        here = self.walk_pane.doors[self.walk_pane.current].household
        if self._is_page_old or self.page is None or self.page.household != here:
            self._is_page_old = False
            self._read_door()

    def _show_failure(self, _fault: Exception) -> None:
        self.states.failed(
            translate("Doors", "This walk could not be read"),
            translate("Doors", "Your visits are safe on this laptop."),
            translate("Doors", "Try again, or tell your organiser."),
            Action("R", translate("Doors", "Try again"), self.refresh),
        )

    def _read_door(self) -> None:
        household = self.walk_pane.doors[self.walk_pane.current].household
        self.desk.tasks.query(
            partial(open_door, self.desk.store, household),
            self._show_door,
            owner=self,
            failed=self._show_failure,
            latest=(self, "door"),
        )

    def _show_door(self, page: DoorPage) -> None:
        if page.household != self.walk_pane.doors[self.walk_pane.current].household:
            return  # read for a door that one has left meanwhile
        is_another = self.page is None or self.page.household != page.household
        self.page = page
        if is_another:
            self.board = self._board_of(page)
            self._fault = ""
        now = self.desk.now()
        self.door_pane.show_door(page, self.walk_pane.current + 1, len(self.walk_pane.doors), now)
        self._show_board()
        if is_another:
            self.door_pane.take_keys(self.board, self._interview)
        following = self.walk_pane.doors[self.walk_pane.current + 1 :][:1]
        if following:
            self._next.read(following[0].household)

    def _board_of(self, page: DoorPage) -> Board:
        if page.household in self._keyed:
            return self._keyed[page.household]  # its draft may still be on its way to the disk
        return from_draft(json.loads(page.draft)) if page.draft else Board()

    def _show_board(self) -> None:
        if self.page is None:
            return
        never = self.page.is_do_not_visit and self.board.is_empty
        self.door_pane.show_board(self.board, self._interview, self.desk.now(), self._fault, never=never)
        actions = offers(self, self.board, self._interview, self.page, self.panes)
        if actions != self._offered:
            self._offered = actions
            self.bar.set_actions(actions)

    # Keys

    def change(self, board: Board, fault: str = "") -> None:
        """Show a board that a key made, give the keys to what answers next, and keep the draft."""
        before = self.board.stage(self._interview), self.board.position
        self.board, self._fault = board, fault
        self._show_board()
        holder = QApplication.focusWidget()
        is_lost = holder is None or not self.isAncestorOf(holder)
        if is_lost or before != (board.stage(self._interview), board.position):
            self.door_pane.take_keys(board, self._interview)
        if self.page is not None:
            self._keyed[self.page.household] = board
            draft = json.dumps(to_draft(board)) if not board.is_empty else ""
            self.desk.tasks.command(
                partial(keep_draft, self.desk.store, self.page.household, draft), owner=self
            )

    def _answer_by_key(self, key: str) -> None:
        if self._interview is not None:
            changed, known = answer_by_key(self.board, self._interview, key)
            if known:
                self.change(changed)

    def _write_answer(self, name: str, value: object) -> None:
        if self._interview is not None and name:
            self.change(*answer(self.board, self._interview, value, name))

    def _read_aloud(self, name: str, is_read: bool) -> None:
        others = tuple(held for held in self.board.read_aloud if held != name)
        self.change(replace(self.board, read_aloud=(*others, name) if is_read else others))

    def go_on(self) -> None:
        """Enter: the number that is being typed, the next question, save, or walk past."""
        if self.jump.isVisible():
            self._jump()
            return
        stage = self.board.stage(self._interview)
        if stage in (Stage.QUESTION, Stage.WHEN):
            changed, why_not = go_on(self.board, self._interview)
            self.change(changed, why_not)
        elif stage is Stage.READY:
            self.save()
        else:
            self.go_to(self.walk_pane.current + 1)

    def step_back(self) -> None:
        """Backspace: one step back."""
        self.change(go_back(self.board, self._interview))

    def write(self) -> bool:
        """Tab: the line for words that is shown; whether there is one."""
        return self.door_pane.write()

    def save(self, *, others_out: bool = False) -> None:
        """Save this door and go to the next; it is on the disk before the strip says so."""
        if self.page is None or self.board.stage(self._interview) is not Stage.READY:
            return
        page, board = self.page, self.board
        residents = [resident.contact for resident in page.residents if resident.contact != board.resident]
        job = SaveDoor(
            household=page.household,
            board=board,
            turf=self._turf,
            survey=self._survey,
            interview=self._interview,
            now=self.desk.now(),
            others=tuple(residents) if others_out else (),
        )

        def saved(attempts: tuple[AttemptId, ...]) -> None:
            self._saved.append(Saved(attempts, page.household, board))
            if self._keyed.get(page.household) is board:
                self._keyed[page.household] = Board()
            # Another door is shown by now, whose page is as it was.
            shown = self.page.household if self.page is not None and self.isVisible() else page.household
            self._just_saved = shown != page.household

        self.desk.tasks.command(partial(job.run, self.desk.store), saved, owner=self)
        self.go_to(self.walk_pane.current + 1)

    def save_others_out(self) -> None:
        """Ctrl+Enter: save this one, and everybody else here as not in."""
        self.save(others_out=True)

    def undo(self) -> None:
        """Ctrl+Z: take the last saved door back and stand there again with what was keyed."""
        if self._saved:
            last = self._saved.pop()
        elif self.page is not None and self.page.last is not None and self.page.last.is_unsent:
            last = Saved((self.page.last.id,), self.page.household, Board())
        else:
            return
        draft = json.dumps(to_draft(last.board)) if not last.board.is_empty else ""
        store = self.desk.store
        self.desk.tasks.command(partial(keep_draft, store, last.household, draft), owner=self)
        self.desk.tasks.command(partial(void_door, store, last.attempts), owner=self)
        self.page, self._keyed[last.household] = None, last.board
        self._go_to_household(last.household)

    def next_language(self) -> None:
        """F7: ask in the next language of the form, from here on; what was answered stays."""
        if self._interview is not None:
            self._interview = self._interview.in_next_language()
            self._language = self._interview.language
            self._show_board()
            self.take_keys()

    def visit_again(self) -> None:
        """They changed their mind: nobody is kept from ringing here any more."""
        if self.page is not None and self.page.is_do_not_visit:
            work = partial(set_do_not_visit, self.desk.store, self.page.household, False)
            self.desk.tasks.command(work, owner=self)

    # Moving

    def go_to(self, place: int) -> None:
        """Stand before a door; what was being keyed at the one before stays there as a draft."""
        if not self.walk_pane.doors:
            return
        self.panes.prefer_walk(False)
        self.walk_pane.go_to(place)
        page = self._next.take(self.walk_pane.doors[self.walk_pane.current].household)
        if page is not None:
            self._show_door(page)
        else:
            self._read_door()

    def walk_on(self, steps: int) -> None:
        """Up and down the walk."""
        self.go_to(self.walk_pane.current + steps)

    def cross(self) -> None:
        """Left and right: over the road."""
        if self.walk_pane.doors:
            self.go_to(self.walk_pane.across())

    def next_undone(self) -> None:
        """PgDn: the next door that is still to be tried."""
        place = self.walk_pane.next_undone()
        if place is not None:
            self.go_to(place)

    def _go_to_household(self, household: HouseholdId) -> None:
        for place, door in enumerate(self.walk_pane.doors):
            if door.household == household:
                self.go_to(place)

    def ask_number(self) -> None:
        """/: type a house number."""
        self.jump.set_text("")
        self.jump.clear_error()
        self.jump.show()
        self.jump.line.setFocus()

    def _jump(self) -> None:
        place = self.walk_pane.numbered(self.jump.text())
        if place is None:
            self.jump.set_error(translate("Doors", "No door here has that number."))
            return
        self.stop_asking_number()
        self.go_to(place)

    def stop_asking_number(self) -> bool:
        """Esc: leave the number line; whether it was open."""
        was_open = self.jump.isVisible()
        if was_open:
            self.jump.hide()
            self.door_pane.take_keys(self.board, self._interview)
        return was_open

    def show_alone(self) -> None:
        """F12: hide all but this door, as residents can see the list; F12 again shows it."""
        self.panes.set_alone(not self.panes.is_alone)
        self.alone_changed.emit(self.panes.is_alone)
        self._show_board()

    def show_walk(self) -> None:
        """W, where there is room for one pane: the walk, or the door again."""
        self.panes.prefer_walk(not self.panes.shows_walk)
        self._show_board()
        if self.panes.shows_walk:
            self.walk_pane.back.setFocus()
        else:
            self.take_keys()

    def changeEvent(self, event: QEvent) -> None:
        """What is shown depends on the room, and so on the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.page is not None:
            self._show_board()

    def leave(self) -> None:
        """Show the list again for whoever comes next; drafts are kept at every key already."""
        if self.panes.is_alone:
            self.show_alone()

    def take_keys(self) -> None:
        """Give the keys to what answers at this door."""
        self.door_pane.take_keys(self.board, self._interview)
