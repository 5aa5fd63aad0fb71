"""The branch's laptops: one sentence that says what to do first, then each laptop, the longest-silent first."""

from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.grants import Part
from desktop.domain.laptops import LaptopsHeld, LaptopStanding, figure_of, first_concern
from desktop.domain.members import Role as Member
from desktop.domain.turfs import TurfRow
from desktop.operations.accounts import change_role
from desktop.operations.changed import Changed, Done
from desktop.operations.grants import end_grant, give_grant
from desktop.operations.laptops import ask_laptops, read_laptops
from desktop.operations.turfs import list_turfs
from desktop.ui.branch.having import HavingList
from desktop.ui.branch.lost_report import AskedReport
from desktop.ui.branch.rarely import Rarely
from desktop.ui.branch.readers_line import ReadersLine
from desktop.ui.branch.role_list import OF_BRANCH, RoleList
from desktop.ui.branch.shutting_out import ShuttingOut
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.delegates import WaitingDelegate
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import Row, WaitingRow
from desktop.ui.widgets.words import Words
from desktop.wording.custody import waiting_words, wipe_words
from desktop.wording.faults import fault_words
from desktop.wording.grants import given_words
from desktop.wording.laptops import (
    erasure_words,
    first_words,
    laptop_name,
    seen_words,
    standing_words,
    told_words,
    whose_words,
)
from desktop.wording.roles import changed_words

_MOST_ERASURES = 5


class LaptopsPage(BranchPage):
    """The last answer of the server at once, and a new one as soon as it comes."""

    SHOWS: ClassVar[Changed] = Changed.MEMBERS | Changed.SYNC | Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Laptops", "Laptops"), scrolls=False, parent=parent)
        self.held: LaptopsHeld | None = None
        self.number = Words(style=Type.NUMERAL)
        self.first = Words(style=Type.LEAD, wrap=True)
        self.fault = Words(role=Role.CARE, wrap=True)
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE_4)
        head.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self.first)
        beside.addStretch(1)
        head.addLayout(beside, 1)
        self.model = PagedModel(self._fetch, self)
        self.list = RowList(self.model, WaitingDelegate(), name=translate("Laptops", "Laptops"))
        self.list.current_changed.connect(self._offer)
        self.having = HavingList()
        self.having.current_changed.connect(self._offer)
        self.lists = QStackedWidget()
        self.roles = RoleList()
        self.roles.current_changed.connect(self._offer)
        for shown in (self.list, self.having, self.roles):
            self.lists.addWidget(shown)
        self.said = Words(role=Role.SOFT, wrap=True)
        self.said.hide()
        self.readers = ReadersLine(desk)
        self.list_head = SectionHead("")
        self._erasures = QVBoxLayout()
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_3)
        column.addLayout(head)
        column.addWidget(self.fault)
        column.addWidget(self.said)
        column.addWidget(self.list_head)
        column.addWidget(self.lists, 1)
        column.addWidget(self.readers)
        column.addLayout(self._erasures)
        self.columns.addLayout(column)
        self.fault.hide()
        self.place = Place("branch", "laptops")  # where pages that this one leads to lead back
        self._is_asking = False
        self._giving_to: LaptopStanding | None = None
        self.shutting: ShuttingOut = ShuttingOut(self)
        self.rarely: Rarely = Rarely(self)
        self._naming: LaptopStanding | None = None
        self._say_head()

    @property
    def current(self) -> LaptopStanding | None:
        """The laptop that one is on."""
        laptops = self.held.laptops if self.held else []
        return laptops[self.list.row] if 0 <= self.list.row < len(laptops) else None

    @property
    def is_asking(self) -> bool:
        """Whether the server is being asked just now."""
        return self._is_asking

    def refresh(self) -> None:
        """Show the answer that was kept, and ask for a new one."""
        self.states.loading(translate("Laptops", "Reading how the laptops stand"))
        self.desk.tasks.query(
            partial(read_laptops, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )
        self.readers.refresh(self._paint_rows, self._untold)

    def take_keys(self) -> None:
        """The list has the keys."""
        choices = self.roles if self._naming is not None else self.having
        (self.list if self._giving_to is None and self._naming is None else choices).setFocus()

    def choose(self) -> None:
        """G: choose what a laptop is to have."""
        laptop = self.current
        if laptop is not None:
            self.desk.tasks.query(
                partial(list_turfs, self.desk.store),
                partial(self._choose_among, laptop),
                owner=self,
                failed=self._untold,
                latest=(self, "turfs"),
            )

    def give(self) -> None:
        """Enter: let the laptop have this in the place of all that it has."""
        laptop, chosen = self._giving_to, self.having.chosen
        if laptop is None or chosen is None or self._is_asking:
            return
        part, turf = chosen
        name = turf.name if turf else ""
        work = partial(give_grant, self.desk.store, laptop.id, part, turf.id if turf else None, instead=True)
        self._is_asking = True
        self.said.say(translate("Laptops", "Sending, so that the server knows what belongs to it"), Role.SOFT)
        self.said.show()
        self.leave_choice()
        words = given_words(laptop_name(laptop, translate), part, name, translate)
        self.desk.tasks.errand(work, partial(self._given, words), owner=self, failed=self._untold)

    def choose_role(self) -> None:
        """C: choose what its member is to do."""
        self._naming = self.current
        if self._naming is not None:
            self.roles.offer(self._naming.role)
            self._turn_to(self.roles)

    def change_role(self) -> None:
        """Enter: let its member do this from now on."""
        laptop, role = self._naming, self.roles.chosen
        if laptop is None or role is None or self._is_asking:
            return
        self.leave_choice()
        words = changed_words(laptop_name(laptop, translate), role, translate)
        self._work(partial(change_role, self.desk.store, laptop.id, role), words)

    def end_visit(self) -> None:
        """E: a guest sees people no more."""
        laptop = self.current
        if laptop is not None and not self._is_asking:
            words = translate("Laptops", "{laptop} is a guest here no more.").format(laptop=laptop.guest_of)
            self._work(partial(end_grant, self.desk.store, laptop.id, Part.BRANCH), words)

    def _work(self, work: Callable[[], Done[LaptopsHeld]], words: str) -> None:
        self._is_asking = True
        self.desk.tasks.errand(work, partial(self._given, words), owner=self, failed=self._untold)

    def leave_choice(self) -> None:
        """Esc: leave it as it was."""
        self._giving_to = self._naming = None
        self.lists.setCurrentWidget(self.list)
        self._say_head()
        self._offer()
        self.take_keys()

    def renew(self) -> None:
        """N: a new key to the notes, for all who are known and were not shut out."""
        self.readers.renew(self._paint_rows, self._untold)

    def help(self) -> None:
        """H: help a colleague whose passphrase is lost."""
        self.desk.go(Place("branch", "help"))

    def report(self, laptop: LaptopStanding) -> None:
        """P: what was on a laptop, and what was done."""
        self.desk.go(Place("lost report", AskedReport(laptop.id, self.place)))

    def compare(self) -> None:
        """W: three words by which a laptop is known for certain."""
        self.desk.go(Place("comparing", self.place))

    def begin_again(self) -> None:
        """Ask anew."""
        self.ask()

    def ask(self) -> None:
        """Ask the server how the laptops stand; meanwhile the last answer stays."""
        if self._is_asking:
            return
        self._is_asking = True
        work = partial(ask_laptops, self.desk.store)
        self.desk.tasks.errand(work, self._told, owner=self, failed=self._untold)

    def told(self, done: Done[LaptopsHeld]) -> None:
        """Show an answer that came another way."""
        self._told(done)

    def offer(self) -> None:
        """Offer anew what can be done."""
        self._offer()

    def widget(self) -> QWidget:
        """Whom dialogs and answers belong to."""
        return self

    def _choose_among(self, laptop: LaptopStanding, turfs: Sequence[TurfRow]) -> None:
        self._giving_to = laptop
        self.having.offer(laptop, turfs)
        self._turn_to(self.having)

    def _turn_to(self, choices: QWidget) -> None:
        self.lists.setCurrentWidget(choices)
        self.said.hide()
        self._say_head()
        self._offer()
        self.take_keys()

    def _say_head(self) -> None:
        if self._naming is not None:
            what = translate("Laptops", "What the member with {laptop} is to do").format(
                laptop=laptop_name(self._naming, translate)
            )
            self.list_head.say(what, translate("Laptops", "from their next sending on"))
        elif self._giving_to is None:
            days = translate("Laptops", "Days since each was heard from")
            self.list_head.say(days, translate("Laptops", "longest first"))
        else:
            what = translate("Laptops", "What {laptop} is to have").format(
                laptop=laptop_name(self._giving_to, translate)
            )
            self.list_head.say(what, translate("Laptops", "in the place of all that it has"))

    def _given(self, words: str, done: Done[LaptopsHeld]) -> None:
        self._told(done)
        self.said.say(words, Role.SOFT)
        self.said.show()
        self.desk.tasks.tell(done.changed)

    def _told(self, done: Done[LaptopsHeld]) -> None:
        self._is_asking = False
        self.fault.hide()
        self._paint(done.value)

    def _untold(self, fault: Exception) -> None:
        # The last answer stays: it is better than none, and says how old it is.
        self._is_asking = False
        self.said.hide()
        told = fault_words(fault, translate)
        self.fault.say(" ".join(part for part in (f"! {told.happened}", told.remedy) if part))
        self.fault.show()

    def _paint_rows(self) -> None:
        if self.held is not None:
            self.model.refresh()
            self._offer()  # whether the key is to be renewed is known now

    def _show(self, held: LaptopsHeld) -> None:
        first = self.held is None
        self._paint(held)
        self.states.loaded()
        if first:
            self.ask()
            if self.isVisible():
                self.take_keys()

    def _paint(self, held: LaptopsHeld) -> None:
        was_on = self.current.id if self.current is not None else ""
        self.held = held
        now = self.desk.now()
        self.page.set_title(translate("Laptops", "Laptops"), told_words(held, now, translate))
        concern, laptop = first_concern(held.laptops, now.astimezone(UTC))
        self.number.say(str(figure_of(concern, laptop)) if laptop is not None else "")
        self.number.setVisible(laptop is not None)
        self.first.say(
            first_words(held, now.astimezone(UTC), translate)
            if held.told_at is not None
            else translate("Laptops", "The server says how each laptop stands once it has been asked.")
        )
        self.model.set_ids(range(len(held.laptops)))
        if held.laptops:  # their order may have changed: stay on the laptop that one was on
            names = [laptop.id for laptop in held.laptops]
            self.list.setCurrentIndex(self.model.index(names.index(was_on) if was_on in names else 0, 0))
        clear(self._erasures)
        if held.erasures:
            self._erasures.addWidget(SectionHead(translate("Laptops", "People erased")))
            for erasure in held.erasures[-_MOST_ERASURES:]:
                role = Role.CARE if erasure.waiting else Role.INK
                self._erasures.addWidget(Words(erasure_words(erasure, translate), role=role, wrap=True))
        self._offer()

    def _offer(self, _row: int = 0) -> None:
        if self.shutting.is_asking:
            self.set_actions(self.shutting.answers(), self.shutting.way_back())
            return
        leave = Action("Escape", translate("Laptops", "Leave it as it was"), self.leave_choice, Kind.FAR)
        if self._naming is not None:
            words = translate("Laptops", "Let them do this")
            self.set_actions([Action("Return", words, self.change_role, Kind.PRIMARY)], leave)
            return
        if self._giving_to is not None:
            words = translate("Laptops", "Let it have this alone")
            self.set_actions([Action("Return", words, self.give, Kind.PRIMARY)], leave)
            return
        ask = Action("R", translate("Laptops", "Ask again"), self.ask, Kind.PRIMARY)
        laptop = self.current
        if self.desk.role is Member.OFFICER:
            self.set_actions([ask])
            return
        if laptop is None:
            words = translate("Laptops", "Help with a lost passphrase")
            self.set_actions([ask, Action("H", words, self.help)])
            return
        if laptop.guest_of and laptop.revoked_at is None:
            self.set_actions([ask, Action("E", translate("Laptops", "End the visit"), self.end_visit)])
            return
        if self.rarely.is_open:
            self.set_actions(self.rarely.offers(laptop), self.rarely.way_back())
            return
        reason = ""
        if laptop.revoked_at is not None:
            reason = translate("Laptops", "It was shut out")
        elif laptop.is_this_one:
            reason = translate("Laptops", "This laptop needs all of it")
        words = translate("Laptops", "Choose what it has")
        actions = [ask, Action("G", words, self.choose, reason=reason)]
        if laptop.revoked_at is None and laptop.role in OF_BRANCH:
            actions.append(Action("C", translate("Laptops", "Change what they do"), self.choose_role))
        actions.append(Action("P", translate("Laptops", "Report"), partial(self.report, laptop)))
        if self.readers.held is not None and self.readers.held.is_due:
            actions.append(self.rarely.renewing())
        self.set_actions([*actions, self.rarely.way_in(), *self.shutting.offers(laptop)])

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        laptops = self.held.laptops if self.held else []
        longest = max((laptop.days for laptop in laptops if laptop.revoked_at is None), default=0)
        return [self._row(laptops[place], longest) if place < len(laptops) else None for place in places]

    def _row(self, laptop: LaptopStanding, longest: int) -> WaitingRow:
        now = self.desk.now()
        whose = whose_words(laptop, now, translate)
        told = (
            seen_words(laptop, now, translate),
            standing_words(laptop, translate),
            wipe_words(laptop, now, translate),
            waiting_words(laptop, translate),
            self.readers.reading(laptop.id),
        )
        unit = translate("Laptops", "day") if laptop.days == 1 else translate("Laptops", "days")
        if laptop.days == 0:
            unit = translate("Laptops", "today") if laptop.seen_at is not None else ""
        return WaitingRow(
            count=str(laptop.days or ""),
            unit=unit,
            name=laptop_name(laptop, translate),
            second=translate("Laptops", "this one, {whose}").format(whose=whose)
            if laptop.is_this_one
            else whose,
            line=", ".join(part for part in told if part),
            share=laptop.days / longest if longest and laptop.revoked_at is None else 0.0,
            care=laptop.is_silent,
        )
