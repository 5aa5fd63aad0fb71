"""The walks of the branch: how far each has come, who has it, giving it to somebody, and taking it off the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.grants import Part as BranchPart
from desktop.domain.ids import TurfId
from desktop.domain.laptops import LaptopsHeld, LaptopStanding, to_be_given
from desktop.domain.members import MemberRow
from desktop.domain.turfs import TurfRow, WalkList
from desktop.operations.changed import Changed, Done
from desktop.operations.grants import give_grant
from desktop.operations.laptops import read_laptops
from desktop.operations.members import list_members
from desktop.operations.turfs import give_turf, list_turfs, remove_turf, restore_turf, walk_list
from desktop.store.store import Store
from desktop.ui.branch.giving import GivingLines
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.branch.walk_order import WalkOrder
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.figures import Figure, FigureRow
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Row, TwoLineRow
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.faults import fault_words
from desktop.wording.grants import given_words
from desktop.wording.laptops import laptop_name
from desktop.wording.turfs import back_words, done_words, free_words, length_words, walk_minutes, who_words


@dataclass(frozen=True, slots=True)
class Walks:
    """The walks, and who can be given one."""

    turfs: list[TurfRow]
    members: list[MemberRow]
    laptops: list[LaptopStanding]


def read_walks(store: Store) -> Walks:
    """Read the walks, the members and how their laptops stood last, at once."""
    return Walks(list_turfs(store), list_members(store), read_laptops(store).laptops)


class WalkDetail(Part):
    """One walk: figures, who has it, and its doors in order."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead("")
        self.figures = FigureRow()
        self.giving = GivingLines(desk.now)
        self.said = Words(role=Role.SOFT, wrap=True)
        self.doors = WalkOrder()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.said.hide()
        for widget in (self.head, self.figures, self.giving, self.said):
            self._stack.addWidget(widget)
        self._stack.addWidget(self.doors, 1)
        self.ensure_dressed()

    def show_turf(self, turf: TurfRow) -> None:
        """Show a walk; its doors come by themselves."""
        left = turf.doors - turf.doors_done
        self.head.say(turf.name, who_words(turf, translate))
        self.figures.set_figures(
            [
                Figure(counts.number(left), translate("Turfs", "doors to go"), leading=bool(left)),
                Figure(counts.number(turf.doors_done), translate("Turfs", "doors done")),
                Figure(*length_words(walk_minutes(left), translate)),
            ]
        )

    def show_given(self, turf: TurfRow) -> None:
        """Write on the lines who has it."""
        self.giving.show_given(turf.canvasser, turf.partner, turf.back_by)

    def dress(self) -> None:
        """Figures, lines and doors stand a part's distance from each other."""
        self._stack.setSpacing(self.look.px(sizes.SPACE_2))


class WalksPage(BranchPage):
    """Walks at the left, the latest first; the one that one is on at the right."""

    SHOWS: ClassVar[Changed] = (
        Changed.TURFS | Changed.ATTEMPTS | Changed.HOUSEHOLDS | Changed.MEMBERS | Changed.SETTINGS
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Turfs", "Walks"), scrolls=False, parent=parent)
        self.turfs: Sequence[TurfRow] = ()
        self.laptops: Sequence[LaptopStanding] = ()
        self._is_sending = False
        self._here: TurfId | None = None
        self._removed: list[TurfRow] = []
        self._keys_wanted = False
        self.model = PagedModel(self._fetch, self)
        self.list = RowList(self.model, TwoLineDelegate(), name=translate("Turfs", "Walks"))
        self.list.current_changed.connect(self._show_current)
        self.detail = WalkDetail(desk)
        self.columns.addWidget(self.list, 42)
        self.columns.addWidget(scrolled(self.detail), 58)
        self._is_giving = False
        for line in self.detail.giving.lines:
            line.line.textEdited.connect(self._begin_giving)
            line.line.installEventFilter(self)

    @property
    def current(self) -> TurfRow | None:
        """The walk that one is on."""
        return self.turfs[self.list.row] if 0 <= self.list.row < len(self.turfs) else None

    def refresh(self) -> None:
        """Read the walks."""
        self.states.loading(translate("Turfs", "Reading the walks"))
        self.desk.tasks.query(
            partial(read_walks, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """The list has the keys."""
        self._keys_wanted = not self.list.isVisible()
        if not self._keys_wanted:
            self.list.setFocus()

    def give(self) -> None:
        """G or Enter: write who walks it, with whom, and when they are back."""
        if self.current is not None:
            self._begin_giving()
            self.detail.giving.canvasser.line.setFocus()
            self.detail.giving.canvasser.line.selectAll()

    def leave_giving(self) -> None:
        """Esc: leave it as it was."""
        self._is_giving = False
        if self.current is not None:
            self.detail.show_given(self.current)
            self._offer(self.current)
        self.list.setFocus()

    def save(self) -> None:
        """Enter on the lines: keep who walks it."""
        turf = self.current
        if turf is None or not self.detail.giving.check():
            return
        canvasser, partner, back_by = self.detail.giving.chosen
        work = partial(give_turf, self.desk.store, turf.id, canvasser, partner=partner, back_by=back_by)
        self.desk.tasks.command(work, self._given, owner=self, failed=self._not_done)

    def let_laptop_have(self) -> None:
        """L: the laptop of whoever walks it has this walk; no more than its walks if it had the whole branch."""
        turf, laptop = self.current, self._laptop()
        if turf is None or laptop is None or self._is_sending:
            return
        self._is_sending = True
        self._say(translate("Turfs", "Sending, so that the server knows what belongs to it"))
        work = partial(
            give_grant, self.desk.store, laptop.id, BranchPart.TURF, turf.id, instead=laptop.has_branch
        )
        words = given_words(laptop_name(laptop, translate), BranchPart.TURF, turf.name, translate)
        self.desk.tasks.errand(work, partial(self._laptop_has, words), owner=self, failed=self._not_given)

    def _laptop_has(self, words: str, done: Done[LaptopsHeld]) -> None:
        self._is_sending = False
        self.laptops = done.value.laptops
        self._say(words)
        if self.current is not None:
            self._offer(self.current)
        self.desk.tasks.tell(done.changed)

    def _not_given(self, fault: Exception) -> None:
        self._is_sending = False
        self._not_done(fault)

    def _laptop(self) -> LaptopStanding | None:
        turf = self.current
        return None if turf is None else to_be_given(self.laptops, turf.id, turf.canvasser)

    def _say(self, words: str) -> None:
        self.detail.said.say(words, Role.SOFT)
        self.detail.said.show()

    def remove(self) -> None:
        """X: take the walk off the list."""
        turf = self.current
        if turf is not None:
            self._removed.append(turf)
            self.desk.tasks.command(
                partial(remove_turf, self.desk.store, turf.id), owner=self, failed=self._not_done
            )

    def undo(self) -> None:
        """Ctrl+Z: bring the walk back that was taken off last."""
        if self._removed:
            turf = self._removed.pop()
            self._here = turf.id
            self.desk.tasks.command(
                partial(restore_turf, self.desk.store, turf.id), owner=self, failed=self._not_done
            )

    def _show(self, held: Walks) -> None:
        was_empty = not self.turfs
        is_new = bool(held.turfs) and held.turfs[0].id not in {turf.id for turf in self.turfs}
        self.detail.giving.set_members(held.members)
        wanted = held.turfs[0].id if is_new and not was_empty and self._here is None else self._here
        self.turfs, self.laptops = held.turfs, held.laptops
        if not held.turfs:
            self._show_none()
            return
        self.page.set_title(translate("Turfs", "Walks"), free_words(held.turfs, translate))
        self.states.loaded()
        at = next((place for place, turf in enumerate(held.turfs) if turf.id == wanted), 0)
        self.model.set_ids(range(len(held.turfs)))
        self.list.go_to(at)
        if self._keys_wanted:
            self.take_keys()

    def _show_none(self) -> None:
        undo = Action("Ctrl+Z", translate("Turfs", "Bring the last one back"), self.undo)
        new = Action("N", translate("Turfs", "New walk"), partial(self.asked.emit, "turf"))
        self.say_empty(
            translate("Turfs", "No walks yet"),
            translate("Turfs", "A walk is a few streets for two people and an evening."),
            translate("Turfs", "Forty doors are about two hours."),
            undo if self._removed else new,
        )

    def _show_current(self, _row: int) -> None:
        turf = self.current
        if turf is None:
            return
        is_another = turf.id != self._here
        self._here = turf.id
        self.detail.show_turf(turf)
        if is_another:
            self._is_giving = False
            self.detail.said.hide()
        if not self._is_giving:
            self.detail.show_given(turf)
        self._offer(turf)
        self.desk.tasks.query(
            partial(walk_list, self.desk.store, turf.id),
            self._show_doors,
            owner=self,
            failed=self._not_done,
            latest=(self, "doors"),
        )

    def _show_doors(self, walk: WalkList) -> None:
        self.detail.doors.show_doors(walk.doors, marks=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever goes to one of the lines is giving the walk."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._begin_giving()
        return super().eventFilter(watched, event)

    def _begin_giving(self, _text: str = "") -> None:
        if not self._is_giving and self.current is not None:
            self._is_giving = True
            self._offer(self.current)

    def _given(self, _turf: object) -> None:
        self._is_giving = False
        self._say(translate("Turfs", "Saved. It goes to their laptop with the next sending."))
        self.list.setFocus()

    def _not_done(self, fault: Exception) -> None:
        self.detail.said.say(fault_words(fault, translate).sentence, Role.STOP)
        self.detail.said.show()

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self._row(self.turfs[place]) for place in places]

    def _row(self, turf: TurfRow) -> TwoLineRow:
        now = self.desk.now()
        done = turf.doors > 0 and turf.doors_done >= turf.doors
        late = turf.back_by is not None and turf.back_by < now and not done
        mark = Mark(Shape.NOT_YET)
        if done:
            mark = Mark(Shape.FINISHED, "", translate("Turfs", "finished"))
        elif late:
            mark = Mark(Shape.DUE, "!", translate("Turfs", "late"))
        second = [who_words(turf, translate), back_words(turf.back_by, now, translate)]
        return TwoLineRow(
            first=turf.name,
            second=", ".join(part for part in second if part),
            right=done_words(turf, translate),
            mark=mark,
            care=late,
        )

    def _offer(self, turf: TurfRow) -> None:
        if self._is_giving:
            save = Action("Return", translate("Turfs", "Save who walks it"), self.save, Kind.PRIMARY)
            leave = Action("Escape", translate("Turfs", "Leave it as it was"), self.leave_giving, Kind.FAR)
            self.set_actions([save], leave)
            return
        words = (
            translate("Turfs", "Give it to somebody")
            if turf.canvasser is None
            else translate("Turfs", "Give it to somebody else")
        )
        over = Place("handing over", turf.id)
        actions = [
            Action("Return G", words, self.give, Kind.PRIMARY),
            Action("N", translate("Turfs", "New walk"), partial(self.asked.emit, "turf")),
            Action("O", translate("Turfs", "Open its doors"), lambda: self.desk.go(Place("doors", turf.id))),
            Action("H", translate("Turfs", "Hand this laptop over"), partial(self.desk.go, over)),
            Action("X", translate("Turfs", "Take off the list"), self.remove, Kind.STOP),
        ]
        if self._laptop() is not None:
            words = translate("Turfs", "Their laptop: this walk alone")
            actions.insert(1, Action("L", words, self.let_laptop_have))
        if self._removed:
            actions.append(Action("Ctrl+Z", translate("Turfs", "Undo"), self.undo))
        self.set_actions(actions)
