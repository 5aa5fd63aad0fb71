"""What was done with the branch's records at the server: a story, newest first, and whether it can be believed."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.audit import AuditEvent, AuditHeld, Trust
from desktop.operations.audit import look_at_audit, read_audit
from desktop.operations.changed import Changed, Done
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import Row, TwoLineRow
from desktop.ui.widgets.words import Words
from desktop.wording.audit import (
    ABOUT_GRANTS,
    ABOUT_KEEPING,
    ABOUT_LAPTOPS,
    ABOUT_TAKING,
    asked_words,
    event_words,
    lost_words,
    trust_words,
)
from desktop.wording.dates import moment_words, street_time
from desktop.wording.faults import fault_words


class AuditPage(BranchPage):
    """What this laptop kept at once, and what the server says as soon as it comes. F shows a part of it."""

    SHOWS: ClassVar[Changed] = Changed.MEMBERS | Changed.SYNC | Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Audit", "What was done"), scrolls=False, parent=parent)
        self.held: AuditHeld | None = None
        self.trust = Words(style=Type.LEAD, wrap=True)
        self.fault = Words(role=Role.CARE, wrap=True)
        self.fault.hide()
        self.head = SectionHead("")
        self.model = PagedModel(self._fetch, self)
        self.list = RowList(self.model, TwoLineDelegate(), name=translate("Audit", "What was done"))
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_3)
        for part in (self.trust, self.fault, self.head):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.columns.addLayout(column)
        self._shown = 0
        self._events: list[AuditEvent] = []
        self._is_asking = False

    @property
    def is_asking(self) -> bool:
        """Whether the server is being asked just now."""
        return self._is_asking

    def refresh(self) -> None:
        """Show what was kept, and ask for more."""
        self.states.loading(translate("Audit", "Reading what was done"))
        self.desk.tasks.query(
            partial(read_audit, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """The list has the keys."""
        self.list.setFocus()

    def begin_again(self) -> None:
        """Ask anew."""
        self.ask()

    def ask(self) -> None:
        """Ask the server; meanwhile what was kept stays."""
        if self._is_asking:
            return
        self._is_asking = True
        work = partial(look_at_audit, self.desk.store)
        self.desk.tasks.errand(work, self._told, owner=self, failed=self._untold)

    def show_next(self) -> None:
        """F: show the next part of what was done."""
        self._shown = (self._shown + 1) % len(_parts())
        self._paint()

    def _show(self, held: AuditHeld) -> None:
        first = self.held is None
        self.held = held
        self._paint()
        if first:
            self.ask()
            if self.isVisible():
                self.take_keys()

    def _told(self, done: Done[AuditHeld]) -> None:
        self._is_asking = False
        self.fault.hide()
        self.held = done.value
        self._paint()

    def _untold(self, fault: Exception) -> None:
        self._is_asking = False
        told = fault_words(fault, translate)
        self.fault.say(" ".join(part for part in (f"! {told.happened}", told.remedy) if part))
        self.fault.show()

    def _paint(self) -> None:
        held = self.held
        if held is None:
            return
        now = self.desk.now()
        self.page.set_title(translate("Audit", "What was done"), asked_words(held, now, translate))
        is_good = held.trust is Trust.HOLDS
        self.trust.say(
            ("" if is_good else "! ") + trust_words(held, translate), Role.INK if is_good else Role.CARE
        )
        name, kinds = _parts()[self._shown]
        self._events = [event for event in held.events if not kinds or event.what in kinds]
        empty = translate("Audit", "nothing of this kind was noted")
        self.head.say(name, "" if self._events else empty)
        self.model.set_ids(range(len(self._events)))
        if self._events and self.list.currentIndex().row() < 0:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._offer()
        self.states.loaded()

    def _offer(self) -> None:
        following = _parts()[(self._shown + 1) % len(_parts())][0]
        words = translate("Audit", "Show: {part}").format(part=following)
        ask = Action("R", translate("Audit", "Ask again"), self.ask, Kind.PRIMARY)
        self.set_actions([ask, Action("F", words, self.show_next)])

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self._row(self._events[place]) if place < len(self._events) else None for place in places]

    def _row(self, event: AuditEvent) -> TwoLineRow:
        return TwoLineRow(
            first=event_words(event, translate),
            second=moment_words(street_time(event.at), self.desk.now(), translate),
            right=lost_words(translate) if event.is_lost else "",
            care=event.is_lost,
        )


def _parts() -> tuple[tuple[str, Collection[str]], ...]:
    """What can be shown: all, or what is about one thing."""
    return (
        (translate("Audit", "Everything"), ()),
        (translate("Audit", "Who joined and was shut out"), ABOUT_LAPTOPS),
        (translate("Audit", "Who was given what"), ABOUT_GRANTS),
        (translate("Audit", "What was taken out or fetched"), ABOUT_TAKING),
        (translate("Audit", "Erasures, backups and files on sticks"), ABOUT_KEEPING),
    )
