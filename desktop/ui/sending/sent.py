"""What was sent when: evenings at the left, what was written on one of them at the right, each with its receipt."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.domain.members import Role as Member
from desktop.domain.sent import SentBook, SentEvening, SentRow, SentState
from desktop.operations.changed import Changed, Done
from desktop.operations.sent import export_sent, read_sent
from desktop.operations.sync import Sent, sync_now
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.branch.table import RowTable
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import Cell, Row, TableRow, TwoLineRow
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.words import Words
from desktop.wording.dates import clock_words, long_date_words, moment_words, street_time
from desktop.wording.faults import fault_words
from desktop.wording.sent import (
    apart_words,
    book_words,
    evening_words,
    exported_words,
    kind_words,
    receipt_words,
    records_words,
    removals_words,
    state_words,
)

_APART = (SentState.KEPT_APART, SentState.ERASED)


class SentPage(BranchPage):
    """Counts and kinds, never what was written: the page may be shown to anybody."""

    SHOWS: ClassVar[Changed] = ~Changed.NOTHING & ~Changed.DRAFTS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Sent", "What was sent when"), scrolls=False, parent=parent)
        self.book: SentBook | None = None
        self.chooser: QFileDialog | None = None
        self.lead = Words(style=Type.LEAD, wrap=True)
        self.held = Words(style=Type.STRONG, role=Role.CARE, wrap=True)
        self.forked = Words(role=Role.SOFT, wrap=True)
        self.model = PagedModel(self._fetch, self)
        self.evenings = RowList(self.model, TwoLineDelegate(), name=translate("Sent", "Evenings"))
        self.head = SectionHead("")
        self.table = RowTable(
            translate("Sent", "What was written"),
            [
                Column(translate("Sent", "Written"), 0.85),
                Column(translate("Sent", "What"), 1.4),
                Column(translate("Sent", "Where it stands"), 1.7),
                Column(translate("Sent", "Receipt"), 3.6),
            ],
        )
        self.note = Words(role=Role.CARE, wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for widget in (self.lead, self.held, self.forked):
            left.addWidget(widget)
        left.addWidget(SectionHead(translate("Sent", "By evening"), translate("Sent", "latest first")))
        left.addWidget(self.evenings, 1)
        right.addWidget(self.head)
        right.addWidget(self.table, 1)
        right.addWidget(self.note)
        for column in (left, right):
            column.setSpacing(sizes.SPACE_2)
        self.columns.addLayout(left, 40)
        self.columns.addLayout(right, 60)
        self.evenings.current_changed.connect(self._show_evening)
        self.table.list.current_changed.connect(self._explain)
        self.back.connect(partial(desk.go, Place("home")))
        self._keys_wanted = False

    @property
    def evening(self) -> SentEvening | None:
        """The evening one is on."""
        at = self.evenings.currentIndex().row()
        return self.book.evenings[at] if self.book and 0 <= at < len(self.book.evenings) else None

    def refresh(self) -> None:
        """Read what was written here and where it stands."""
        self.states.loading(translate("Sent", "Reading what was sent"))
        work = partial(read_sent, self.desk.store, street_time)
        self.desk.tasks.query(work, self._show, owner=self, failed=self.failed, latest=self)

    def take_keys(self) -> None:
        """The evenings have the keys, now or as soon as there are any."""
        self._keys_wanted = not self.evenings.isVisible()
        self.evenings.setFocus()

    def export(self) -> None:
        """Let the person say where the list is to be written."""
        chooser = QFileDialog(
            self, translate("Sent", "Write the list to a file"), "sent.csv", "CSV (*.csv);;JSON (*.json)"
        )
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.fileSelected.connect(self._write)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def let_go(self) -> None:
        """Send once more, and let go of what is no longer for this laptop."""
        self.states.loading(translate("Sent", "Sending, then letting go"))
        work = partial(sync_now, self.desk.store, None, self.desk.closing.is_set, may_remove=True)
        self.desk.tasks.errand(work, self._gone, owner=self, failed=self._not_done)

    def _gone(self, done: Done[Sent]) -> None:
        self.desk.tasks.tell(done.changed | Changed.SYNC)

    def _not_done(self, fault: Exception) -> None:
        told = fault_words(fault, translate)
        self.states.failed(
            told.happened,
            told.safe,
            told.remedy,
            Action("R", translate("Sent", "Back to the list"), self.refresh),
        )
        self._keep_keys_within()

    def _write(self, path: str) -> None:
        work = partial(export_sent, self.desk.store, Path(path))
        self.desk.tasks.query(work, self._written, owner=self, failed=self._not_done)

    def _written(self, count: int) -> None:
        self.note.say(exported_words(count, translate), Role.INK)

    def _show(self, book: SentBook) -> None:
        first = self.book is None
        self.book = book
        self.page.set_title(
            translate("Sent", "What was sent when"),
            translate("Sent", "this laptop, without what was written"),
        )
        self.lead.say(book_words(book, translate))
        self._say_held(book)
        self.model.set_ids(range(len(book.evenings)))
        self.states.loaded()
        if book.evenings and (first or self.evenings.currentIndex().row() < 0):
            self.evenings.setCurrentIndex(self.model.index(0, 0))
        self._show_evening(self.evenings.currentIndex().row())
        self._offer(book)
        if (self._keys_wanted or first) and self.isVisible():
            self.take_keys()

    def _say_held(self, book: SentBook) -> None:
        self.held.setVisible(bool(book.removals))
        self.held.say(removals_words(book.removals, translate))
        self.forked.setVisible(book.forked_at is not None)
        if book.forked_at is not None:
            self.forked.say(
                translate(
                    "Sent",
                    "This laptop was copied or put back from an older one; it was noticed {moment}. Nothing was lost.",
                ).format(moment=moment_words(street_time(book.forked_at), self.desk.now(), translate))
            )

    def _offer(self, book: SentBook) -> None:
        actions = []
        if book.count(SentState.NOT_SENT) or book.carried:
            actions.append(Action("N", translate("Sent", "Send now"), self.desk.send, Kind.PRIMARY))
        if not self.desk.is_practice and (
            not self.desk.role.is_above or self.desk.role is Member.COORDINATOR
        ):
            stick = partial(self.desk.go, Place("stick", "sent"))
            actions.append(Action("B", translate("Sent", "By stick"), stick))
            backups = partial(self.desk.go, Place("backups", "sent"))
            actions.append(Action("U", translate("Sent", "Backups"), backups))
        actions.append(Action("F", translate("Sent", "Write the list to a file"), self.export))
        if book.removals:
            keep = partial(self.desk.go, Place("home"))
            actions.append(Action("K", translate("Sent", "Keep them for now"), keep))
            actions.append(Action("G", translate("Sent", "Let them go"), self.let_go, Kind.STOP))
        self.set_actions(actions)

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        evenings = self.book.evenings if self.book else []
        return [self._evening_row(evenings[place]) if place < len(evenings) else None for place in places]

    def _evening_row(self, evening: SentEvening) -> TwoLineRow:
        waiting = evening.states.get(SentState.NOT_SENT, 0)
        apart = any(evening.states.get(state) for state in _APART)
        mark = Mark(Shape.FINISHED)
        if waiting or apart:
            mark = Mark(Shape.DUE, "!", translate("Sent", "look at this"))
        return TwoLineRow(
            first=long_date_words(evening.on, translate),
            second=records_words(evening.records, translate),
            right=evening_words(evening, translate),
            mark=mark,
            care=bool(waiting or apart),
        )

    def _show_evening(self, _at: int) -> None:
        evening = self.evening
        rows = evening.rows if evening is not None else []
        self.head.say(
            long_date_words(evening.on, translate)
            if evening is not None
            else translate("Sent", "Nothing was written here yet")
        )
        self.table.show_rows([_entry_row(row) for row in rows])
        apart = next((row for row in rows if row.state in _APART), None)
        self.note.say(apart_words(apart, translate) if apart else "", Role.CARE)

    def _explain(self, at: int) -> None:
        evening = self.evening
        if evening is not None and 0 <= at < len(evening.rows) and evening.rows[at].state in _APART:
            self.note.say(apart_words(evening.rows[at], translate), Role.CARE)


def _entry_row(row: SentRow) -> TableRow:
    care = row.state in _APART
    stands = state_words(row.state, translate)
    if row.state is SentState.SENT and row.received_at is not None:
        stands = translate("Sent", "taken at {time}").format(time=clock_words(street_time(row.received_at)))
    return TableRow(
        (
            Cell(clock_words(street_time(row.written_at))),
            Cell(kind_words(row.kind, 1, translate)),
            Cell(stands, strong=care, mark=Mark(Shape.DUE, "!") if care else None),
            Cell(receipt_words(row, translate), soft=True),
        )
    )
