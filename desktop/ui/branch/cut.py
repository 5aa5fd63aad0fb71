"""Cutting a walk: mark streets at the left, see the sum of doors and minutes grow, give it to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.households import Door
from desktop.domain.members import MemberRow
from desktop.domain.turfs import StreetRow
from desktop.operations.changed import Changed
from desktop.operations.members import list_members
from desktop.operations.turfs import cut_turf, list_streets, preview_walk
from desktop.store.store import Store
from desktop.ui.branch.giving import GivingLines
from desktop.ui.branch.street_list import StreetList
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.branch.walk_order import WalkOrder
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.figures import Figure, FigureRow
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.faults import fault_words
from desktop.wording.turfs import length_words, walk_minutes

_LABEL = 104


@dataclass(frozen=True, slots=True)
class Cutting:
    """What a walk can be cut from, and who can be given it."""

    streets: list[StreetRow]
    members: list[MemberRow]


def read_cutting(store: Store) -> Cutting:
    """Read the streets and the members at once."""
    return Cutting(list_streets(store), list_members(store))


class NewWalk(Part):
    """The walk as it grows: its figures, its streets in their order, its name, and who walks it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested = ""
        self.head = SectionHead(translate("Turfs", "The new walk"))
        self.figures = FigureRow()
        self.streets = Words(wrap=True)
        self.fault = Words(role=Role.STOP, wrap=True)
        self.name = Field(translate("Turfs", "Called"), beside=True)
        self.giving = GivingLines(desk.now)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.figures, self.streets, self.fault, self.name, self.giving):
            self._stack.addWidget(widget)
        self._stack.addStretch(1)
        self.show_marked([])
        self.ensure_dressed()

    def show_marked(self, marked: Sequence[StreetRow]) -> None:
        """Show the sum of what is marked; the name follows the first street until somebody writes another."""
        doors = sum(street.doors for street in marked)
        self.figures.set_figures(
            [
                Figure(counts.number(doors), translate("Turfs", "doors"), leading=bool(doors)),
                Figure(
                    counts.number(sum(street.electors for street in marked)), translate("Turfs", "electors")
                ),
                Figure(*length_words(walk_minutes(doors), translate)),
            ]
        )
        if marked:
            self.streets.say(
                "; ".join(f"{at} {street.name}" for at, street in enumerate(marked, 1)), Role.INK
            )
        else:
            self.streets.say(
                translate("Turfs", "Take a street from the list: it is walked in that order."), Role.SOFT
            )
        self.fault.hide()
        name = marked[0].name if marked else ""
        if self.name.text() in ("", self._suggested):
            self.name.set_text(name)
        self._suggested = name

    def show_fault(self, sentence: str) -> None:
        """Say why it could not be cut; everything stays as it is."""
        self.fault.say(sentence)
        self.fault.show()

    def dress(self) -> None:
        """The lines stand below each other, the sum apart from them."""
        px = self.look.px
        self.name.label.setMinimumWidth(px(_LABEL))
        self._stack.setSpacing(px(sizes.SPACE_2))


class WalkPreview(Part):
    """The doors of what is marked, as they would be walked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(translate("Turfs", "In the order walked"))
        self.table = WalkOrder()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.head)
        stack.addWidget(self.table, 1)
        self.ensure_dressed()

    def show_doors(self, doors: Sequence[Door]) -> None:
        """Odds going up, evens coming down, flats in their block."""
        self.head.say(
            translate("Turfs", "In the order walked"), translate("Turfs", "odds going up, evens coming down")
        )
        self.table.show_doors(doors, marks=False)
        if doors:
            self.table.list.go_to(0)


class CutPage(BranchPage):
    """Streets at the left, the walk that becomes of them at the right."""

    SHOWS: ClassVar[Changed] = Changed.REGISTER | Changed.HOUSEHOLDS | Changed.MEMBERS
    IS_PASSED: ClassVar[bool] = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Turfs", "Cut a walk"), scrolls=False, parent=parent)
        self.streets = StreetList()
        self.walk = NewWalk(desk)
        self.preview = WalkPreview()
        self.right = QStackedWidget()
        self._walk_area = scrolled(self.walk)
        self.right.addWidget(self._walk_area)
        self.right.addWidget(self.preview)
        self.columns.addWidget(self.streets, 56)
        self.columns.addWidget(self.right, 44)
        self.streets.marks_changed.connect(self._show_marked)
        self.walk.name.line.returnPressed.connect(self.walk.giving.canvasser.line.setFocus)
        self._is_cutting = False

    def refresh(self) -> None:
        """Read the streets and the members."""
        self.states.loading(translate("Turfs", "Reading the streets"))
        self.desk.tasks.query(
            partial(read_cutting, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """The line over the streets has the keys."""
        self.streets.take_keys()

    @property
    def is_previewing(self) -> bool:
        """Whether the doors are shown in their order."""
        return self.right.currentWidget() is self.preview

    def toggle_preview(self) -> None:
        """See the doors in their order, or go back to the walk."""
        if self.is_previewing:
            self.right.setCurrentWidget(self._walk_area)
            self._offer()
            return
        self._read_preview()

    def cut(self) -> None:
        """Cut the walk that is marked, if everything on the lines is understood."""
        marked = self.streets.marked
        if self._is_cutting or not marked:
            return
        self.right.setCurrentWidget(self._walk_area)
        if not self.walk.giving.check():
            self._offer()
            return
        canvasser, partner, back_by = self.walk.giving.chosen
        work = partial(
            cut_turf,
            self.desk.store,
            self.walk.name.text(),
            [street.key for street in marked],
            canvasser=canvasser,
            partner=partner,
            back_by=back_by,
        )
        self._is_cutting = True
        self.desk.tasks.command(work, self._after_cut, owner=self, failed=self._not_cut)

    def _show(self, held: Cutting) -> None:
        self.walk.giving.set_members(held.members)
        self.streets.show_streets(held.streets)
        if not held.streets:
            self.say_empty(
                translate("Turfs", "No streets yet"),
                translate("Turfs", "Walks are cut from the streets of the council’s register."),
                translate("Turfs", "Bring it in first; that takes a minute."),
                Action("R", translate("Turfs", "Bring in a register"), partial(self.asked.emit, "register")),
            )
            return
        doors = counts.doors(sum(street.doors for street in held.streets), translate)
        self.page.set_title(
            translate("Turfs", "Cut a walk"), translate("Turfs", "from {doors}").format(doors=doors)
        )
        had_keys = self.isVisible() and not self.content.isVisible()
        self.states.loaded()
        self._show_marked()
        if had_keys:
            self.take_keys()

    def _show_marked(self) -> None:
        self.walk.show_marked(self.streets.marked)
        if self.is_previewing:
            self._read_preview()
        self._offer()

    def _read_preview(self) -> None:
        keys = [street.key for street in self.streets.marked]
        self.desk.tasks.query(
            partial(preview_walk, self.desk.store, keys),
            self._show_preview,
            owner=self,
            failed=self._not_cut,
            latest=(self, "preview"),
        )

    def _show_preview(self, doors: list[Door]) -> None:
        self.preview.show_doors(doors)
        self.right.setCurrentWidget(self.preview)
        self._offer()

    def _after_cut(self, _turf: object) -> None:
        self._is_cutting = False
        self.streets.clear_filter()
        self.streets.clear_marks()
        self.walk.name.set_text("")
        self.walk.giving.show_given(None, None, None)
        self.asked.emit("walks")

    def _not_cut(self, fault: Exception) -> None:
        self._is_cutting = False
        self.walk.show_fault(fault_words(fault, translate).sentence)

    def _escape(self) -> None:
        if self.is_previewing:
            self.toggle_preview()
        elif not self.streets.clear_filter():
            self.back.emit()

    def _offer(self) -> None:
        marked = self.streets.marked
        doors = counts.doors(sum(street.doors for street in marked), translate)
        words = (
            translate("Turfs", "Cut this walk of {doors}").format(doors=doors)
            if marked
            else translate("Turfs", "Cut this walk")
        )
        nothing = "" if marked else translate("Turfs", "No street is taken yet.")
        self.set_actions(
            [
                Action("Ctrl+Return", words, self.cut, Kind.PRIMARY, reason=nothing),
                Action(
                    "V",
                    translate("Turfs", "Back to the walk")
                    if self.is_previewing
                    else translate("Turfs", "See its doors in order"),
                    self.toggle_preview,
                    reason=nothing,
                ),
                Action("D", translate("Turfs", "Next district"), self.streets.next_district),
            ],
            Action("Escape", translate("Branch", "Back"), self._escape, Kind.FAR),
        )
