"""A coordinator's home: who waits, which laptops are silent, and what came since the last look. Never people."""

from collections.abc import Callable
from datetime import UTC
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desktop.domain.home import BranchWaiting, CoordinatorHome, SilentLaptop, SinceLastLook
from desktop.domain.laptops import LaptopsHeld, LaptopStanding
from desktop.domain.members import Role as Member
from desktop.operations.changed import Changed
from desktop.operations.home import coordinator_home, note_look
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.home.page import HomeScreen, locking_actions
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.delegates import TwoLineDelegate, WaitingDelegate
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.figures import Figure, FigureRow
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import TwoLineRow, WaitingRow
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.dates import clock_words, long_date_words, moment_words, street_time
from desktop.wording.home import branch_words, small_count, waiting_words
from desktop.wording.laptops import first_words, laptop_name

_CARE_FROM_DAYS = 7


class CoordinatorScreen(HomeScreen[CoordinatorHome]):
    """Waiting for you."""

    SHOWS: ClassVar[Changed] = (
        Changed.ATTEMPTS | Changed.MEMBERS | Changed.SYNC | Changed.CONTACTS | Changed.TURFS
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._left = self.page.add_column(63)
        self._right = self.page.add_column(37)

    def read(self) -> Callable[[Store], CoordinatorHome]:
        """The operation that reads this home."""
        return coordinator_home

    def show_held(self, held: CoordinatorHome) -> None:
        """Branches at the left, laptops at the right."""
        now = self.desk.now()
        self.page.set_title(
            translate("Home", "Waiting for you"),
            translate("Home", "{date}, {time}").format(
                date=long_date_words(now.date(), translate), time=clock_words(now)
            ),
        )
        for column in (self._left, self._right):
            clear(column)
            column.setSpacing(sizes.SPACE_3)
        waiting = [branch for branch in held.branches if branch.owed]
        self._left.addWidget(
            SectionHead(
                translate("Home", "Branches, longest waiting first"),
                waiting_words(len(waiting), translate),
            )
        )
        longest = max((branch.days for branch in held.branches), default=0)
        if waiting:
            rows = [_branch_row(branch, longest) for branch in waiting]
            model = PagedModel(lambda places: [rows[place] for place in places])
            model.set_ids(range(len(rows)))
            listed = RowList(
                model, WaitingDelegate(), name=translate("Home", "Branches that wait"), grows=True
            )
            model.setParent(listed)
            self._left.addWidget(listed)
        else:
            self._left.addWidget(Words(translate("Home", "Nobody waits just now."), role=Role.SOFT))
        self._show_since(held.since_last_look)
        self._left.addStretch(1)
        self._show_first(held.standing)
        self._show_laptops(held)
        self._show_questions(held.standing)
        self._right.addWidget(SectionHead(translate("Home", "What you can see")))
        told = translate(
            "Home",
            "You see numbers from branches, never people. Counts under 10 stay hidden. A name comes only with its owner’s yes.",
        )
        self._right.addWidget(Words(told, role=Role.SOFT, wrap=True))
        self._right.addStretch(1)
        actions = [
            Action("Return", translate("Home", "I have looked"), self._looked, Kind.PRIMARY),
            Action("L", translate("Home", "Laptops"), partial(self.desk.go, Place("laptops"))),
        ]
        if self.desk.role is not Member.COORDINATOR:
            branch, home = partial(self.desk.go, Place("branch")), partial(self.desk.go, Place("home"))
            actions.append(Action("B", translate("Home", "The branch"), branch))
            actions.append(Action("Escape", translate("Home", "Back"), home, Kind.FAR))
        else:
            actions += locking_actions(self.desk)
        self.page.set_actions(actions)

    def _looked(self) -> None:
        self.desk.tasks.command(
            partial(note_look, self.desk.store), lambda _value: self.refresh(), owner=self
        )

    def _show_since(self, since: SinceLastLook) -> None:
        if since.since is None:
            title = translate("Home", "So far")
        else:
            moment = moment_words(street_time(since.since), self.desk.now(), translate)
            title = translate("Home", "Since you last looked, {moment}").format(moment=moment)
        self._left.addWidget(SectionHead(title))
        figures = [
            Figure(small_count(since.doors, translate), translate("Home", "doors")),
            Figure(small_count(since.conversations, translate), translate("Home", "conversations")),
            Figure(small_count(since.people_added, translate), translate("Home", "new people")),
            Figure(counts.number(since.turfs), translate("Home", "walks cut")),
        ]
        self._left.addWidget(FigureRow(figures))

    def _show_first(self, standing: LaptopsHeld) -> None:
        if standing.told_at is not None:
            first = first_words(standing, self.desk.now().astimezone(UTC), translate)
            self._right.addWidget(Words(first, Type.LEAD, wrap=True))

    def _show_questions(self, standing: LaptopsHeld) -> None:
        asking = [laptop for laptop in standing.laptops if laptop.questions and laptop.revoked_at is None]
        if not asking:
            return
        self._right.addWidget(SectionHead(translate("Home", "Questions with two answers")))
        for laptop in sorted(asking, key=lambda one: -one.questions):
            line = translate("Home", "{questions} on {laptop}").format(
                questions=counts.questions(laptop.questions, translate), laptop=laptop_name(laptop, translate)
            )
            self._right.addWidget(Words(line, wrap=True))

    def _show_laptops(self, held: CoordinatorHome) -> None:
        self._right.addWidget(
            SectionHead(translate("Home", "Silent laptops"), translate("Home", "longest first"))
        )
        # The server knows of each laptop when it was last there; our own records only when something came from it.
        rows = [_standing_row(one) for one in held.standing.laptops if one.revoked_at is None] or [
            _laptop_row(laptop) for laptop in held.laptops
        ]
        if not rows:
            told = translate("Home", "No other laptop has been heard from yet.")
            self._right.addWidget(Words(told, role=Role.SOFT, wrap=True))
            return
        model = PagedModel(lambda places: [rows[place] for place in places])
        model.set_ids(range(len(rows)))
        listed = RowList(model, TwoLineDelegate(), name=translate("Home", "Silent laptops"), grows=True)
        model.setParent(listed)
        self._right.addWidget(listed)


def _branch_row(branch: BranchWaiting, longest: int) -> WaitingRow:
    unit = translate("Home", "day") if branch.days == 1 else translate("Home", "days")
    return WaitingRow(
        count=str(branch.days or ""),
        unit=unit if branch.days else translate("Home", "today"),
        name=branch.name,
        line=branch_words(branch, translate),
        share=branch.days / longest if longest else 0.0,
        care=branch.days >= _CARE_FROM_DAYS,
    )


def _laptop_row(silent: SilentLaptop) -> TwoLineRow:
    name = silent.laptop.name or translate("Home", "A laptop without a name")
    return _silence_row(name, silent.laptop.member_name, silent.days, is_silent=silent.is_silent)


def _standing_row(laptop: LaptopStanding) -> TwoLineRow:
    name = laptop_name(laptop, translate)
    return _silence_row(name, laptop.member_name, laptop.days, is_silent=laptop.is_silent)


def _silence_row(name: str, member_name: str, days: int, *, is_silent: bool) -> TwoLineRow:
    return TwoLineRow(
        first=name,
        second=member_name,
        right=counts.days(days, translate) if days else translate("Home", "today"),
        mark=Mark(Shape.DUE, "!", translate("Home", "silent")) if is_silent else Mark(Shape.NOT_YET),
        care=is_silent,
    )
