"""The home of whoever is above branches: how they stand, the longest-silent first. Numbers and laptops, never people."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from desktop.domain.accounts import BranchesHeld, BranchRow, StaffLaptopRow
from desktop.domain.members import Role as Member
from desktop.operations.accounts import ask_branches, read_branches
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.home.page import HomeScreen
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
from desktop.ui.widgets.rows import Row, TwoLineRow, WaitingRow
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.branches import first_words, hidden_count, standing_words, told_words
from desktop.wording.faults import fault_words
from desktop.wording.roles import named_role, sight_words

_CARE_FROM_DAYS = 7


class RegionScreen(HomeScreen[BranchesHeld]):
    """The last answer of the server at once, and a new one as soon as it comes."""

    SHOWS: ClassVar[Changed] = Changed.MEMBERS | Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._left = self.page.add_column(63)
        self._right = self.page.add_column(37)
        self._is_asking = False
        self._was_asked = False
        self._fault = ""

    @property
    def is_asking(self) -> bool:
        """Whether the server is being asked just now."""
        return self._is_asking

    def read(self) -> Callable[[Store], BranchesHeld]:
        """The operation that reads this home."""
        return read_branches

    def ask(self) -> None:
        """Ask the server how the branches stand; meanwhile the last answer stays."""
        if self._is_asking:
            return
        self._is_asking = True
        self.desk.tasks.errand(
            partial(ask_branches, self.desk.store), self._told, owner=self, failed=self._untold
        )

    def show_held(self, held: BranchesHeld) -> None:
        """Branches at the left, laptops at the right."""
        now = self.desk.now()
        name = held.name or translate("Region", "Your branches")
        self.page.set_title(name, told_words(held, now, translate))
        for column in (self._left, self._right):
            clear(column)
            column.setSpacing(sizes.SPACE_3)
        self._left.addWidget(Words(first_words(held, translate), Type.LEAD, wrap=True))
        if self._fault:
            self._left.addWidget(Words(self._fault, role=Role.CARE, wrap=True))
        self._left.addWidget(
            SectionHead(
                translate("Region", "Branches"), translate("Region", "days of silence, longest first")
            )
        )
        if held.branches:
            longest = max(branch.days for branch in held.branches)
            rows: list[Row | None] = [_branch_row(branch, longest) for branch in held.branches]
            self._left.addWidget(_list(rows, WaitingDelegate(), translate("Region", "Branches")))
        else:
            none = translate(
                "Region", "No branch is in this region yet. Whoever runs the server puts them in."
            )
            self._left.addWidget(Words(none, role=Role.SOFT, wrap=True))
        self._show_figures(held)
        self._left.addStretch(1)
        self._show_laptops(held)
        self._right.addWidget(SectionHead(translate("Region", "What you can see")))
        told = translate("Region", "Counts from 1 to 9 stay hidden.")
        sight = sight_words(self.desk.role, translate).replace("\n", " ")
        self._right.addWidget(Words(f"{sight} {told}", role=Role.SOFT, wrap=True))
        self._right.addStretch(1)
        actions = [Action("Return R", translate("Region", "Ask again"), self.ask, Kind.PRIMARY)]
        if self.desk.role in (Member.REGION, Member.NATIONAL):
            below = partial(self.desk.go, Place("below"))
            actions.append(Action("I", translate("Region", "Invite somebody"), below))
        self.page.set_actions(actions)
        if not self._was_asked:
            self._was_asked = True
            self.ask()

    def _show_figures(self, held: BranchesHeld) -> None:
        def total(numbers: list[int | None]) -> str:
            # A sum with a hidden part would tell that part.
            known = [number for number in numbers if number is not None]
            return hidden_count(sum(known) if len(known) == len(numbers) else None, translate)

        laptops = sum(one.count for one in held.branches)
        figures = [
            Figure(counts.number(len(held.branches)), _noun(len(held.branches), branches=True)),
            Figure(counts.number(laptops), _noun(laptops)),
            Figure(total([one.questions for one in held.branches]), translate("Region", "questions wait")),
            Figure(total([one.pending for one in held.branches]), translate("Region", "changes not sent")),
        ]
        self._left.addWidget(FigureRow(figures))

    def _show_laptops(self, held: BranchesHeld) -> None:
        laptops = [laptop for branch in held.branches for laptop in branch.laptops]
        if not laptops:
            return
        laptops.sort(key=lambda one: (-one.days, one.branch, one.name))
        self._right.addWidget(
            SectionHead(translate("Region", "Laptops"), translate("Region", "longest silent first"))
        )
        self._right.addWidget(
            _list([_laptop_row(one) for one in laptops], TwoLineDelegate(), translate("Region", "Laptops"))
        )

    def _told(self, done: Done[BranchesHeld]) -> None:
        self._is_asking = False
        self._fault = ""
        self._shown(done.value)

    def _untold(self, fault: Exception) -> None:
        # The last answer stays: it is better than none, and says how old it is.
        self._is_asking = False
        told = fault_words(fault, translate)
        self._fault = " ".join(part for part in (f"! {told.happened}", told.remedy) if part)
        if self.held is not None:
            self._shown(self.held)


def _noun(count: int, *, branches: bool = False) -> str:
    if branches:
        return translate("Region", "branch") if count == 1 else translate("Region", "branches")
    return translate("Region", "laptop") if count == 1 else translate("Region", "laptops")


def _list(rows: list[Row | None], delegate: WaitingDelegate | TwoLineDelegate, name: str) -> RowList:
    model = PagedModel(lambda places: [rows[place] for place in places])
    model.set_ids(range(len(rows)))
    listed = RowList(model, delegate, name=name, grows=True)
    model.setParent(listed)
    return listed


def _branch_row(branch: BranchRow, longest: int) -> WaitingRow:
    unit = translate("Region", "day") if branch.days == 1 else translate("Region", "days")
    if branch.days == 0:
        unit = translate("Region", "today") if branch.seen_at is not None else ""
    return WaitingRow(
        count=str(branch.days or ""),
        unit=unit,
        name=branch.name,
        second=", ".join(branch.regions),
        line=standing_words(branch, translate),
        share=branch.days / longest if longest else 0.0,
        care=branch.days >= _CARE_FROM_DAYS,
    )


def _laptop_row(laptop: StaffLaptopRow) -> TwoLineRow:
    role = named_role(laptop.role, translate)
    return TwoLineRow(
        first=laptop.name,
        second=translate("Region", "{role}, {branch}").format(role=role, branch=laptop.branch),
        right=counts.days(laptop.days, translate) if laptop.days else translate("Region", "today"),
        mark=Mark(Shape.DUE, "!", translate("Region", "silent")) if laptop.is_silent else Mark(Shape.NOT_YET),
        care=laptop.is_silent,
    )
