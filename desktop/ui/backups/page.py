"""The backups of this laptop: which there are, how much each holds, and making one now."""

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.operations.backups import (
    BackupMade,
    BackupRow,
    BackupsHeld,
    Work,
    make_backup,
    read_backups,
    set_second_folder,
)
from desktop.operations.changed import Changed, Done
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.branch.table import RowTable
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.tasks import Job
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.rows import Cell, TableRow
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.words import Words
from desktop.wording.backups import (
    failed_words,
    holds_words,
    made_words,
    second_words,
    size_words,
    when_words,
)
from desktop.wording.faults import fault_words


class BackupsPage(BranchPage):
    """Those on this laptop at the left, those in the second folder at the right."""

    SHOWS: ClassVar[Changed] = Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Backups", "Backups"),
            translate("Backups", "of everything on this laptop"),
            scrolls=False,
            parent=parent,
        )
        self.held: BackupsHeld | None = None
        self.chooser: QFileDialog | None = None
        self.told = Words(style=Type.LEAD, wrap=True)
        self.here = _table(translate("Backups", "Backups on this laptop"))
        self.there = _table(translate("Backups", "Backups in the second folder"))
        self.folder = Words(wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(sizes.SPACE_2)
        left.addWidget(SectionHead(translate("Backups", "On this laptop")))
        left.addWidget(self.told)
        left.addWidget(self.here, 1)
        right.addWidget(SectionHead(translate("Backups", "In a second folder")))
        right.addWidget(self.folder)
        right.addWidget(self.there, 1000)
        right.addStretch(1)
        right.addWidget(Words(_drawer(), role=Role.SOFT, wrap=True))
        self.columns.addLayout(left, 52)
        self.columns.addLayout(right, 48)
        self._job: Job | None = None
        self._from, self._keys_wanted = "home", False
        self.back.connect(lambda: desk.go(Place(self._from)))

    @property
    def is_running(self) -> bool:
        """Whether a backup is being made just now."""
        return self._job is not None

    def open(self, about: Any) -> None:
        """Remember from which room one came."""
        self._from = str(about)

    def refresh(self) -> None:
        """Read which backups there are."""
        if self.is_running:
            return
        self.states.loading(translate("Backups", "Reading which backups there are"))
        self.desk.tasks.query(
            partial(read_backups, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """The filled action has the keys; while a backup is made there is only Esc."""
        self._keys_wanted = self.page.actions_bar.primary is None
        if self.is_running:
            self.setFocus()
        else:
            super().take_keys()

    def make(self) -> None:
        """Make a backup now."""
        if self.is_running:
            return
        self._job = job = Job(self)
        job.progressed.connect(self._show_progress)
        self.states.empty("")  # else what was there would stand, with a line over it
        self.states.loading(
            translate("Backups", "Making a backup"),
            stop=Action("Escape", translate("Backups", "Stop, make none"), self.stop),
        )
        self.set_actions([], has_back=False)
        self.take_keys()
        work = Work(
            lambda done, of: job.progress(
                (done / of, translate("Backups", "{n} %").format(n=100 * done // of))
            ),
            lambda: job.is_cancelled() or self.desk.closing.is_set(),
        )
        self.desk.tasks.errand(
            partial(make_backup, self.desk.store, work), self._made, owner=self, failed=self._not_made
        )

    def stop(self) -> None:
        """Esc while one is made."""
        if self._job is not None:
            self._job.cancel()
            self.states.progress(translate("Backups", "Stopping"))

    def choose_folder(self) -> None:
        """Let the person say where backups are to be written too."""
        chooser = QFileDialog(self, translate("Backups", "Choose a second folder"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda path: self.set_folder(Path(path)))
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def set_folder(self, folder: Path | None) -> None:
        """Write every backup there too from now on, or to no second folder."""
        self.desk.tasks.command(
            partial(set_second_folder, self.desk.store, folder), owner=self, failed=self._not_made
        )

    def _show(self, held: BackupsHeld) -> None:
        self.held = held
        if self.is_running:
            return
        now = self.desk.now()
        self.here.show_rows([_row(row, when_words(row, now, translate)) for row in held.rows])
        rows = held.second_rows or ()
        self.there.show_rows([_row(row, when_words(row, now, translate)) for row in rows])
        self.there.setVisible(bool(rows))
        self.folder.say(_folder_words(held), Role.CARE if held.second_rows is None else Role.INK)
        if held.failed:
            self.told.say(f"! {failed_words(held.failed, translate)}", Role.CARE)
        elif not self.told.text():
            self.told.say(_state_words(held))
        self.states.loaded()
        self._offer(held)

    def _offer(self, held: BackupsHeld) -> None:
        actions = [
            Action("Return B", translate("Backups", "Make a backup now"), self.make, Kind.PRIMARY),
            Action("S", translate("Backups", "Choose a second folder"), self.choose_folder),
        ]
        if held.second:
            actions.append(
                Action("N", translate("Backups", "No second folder"), partial(self.set_folder, None))
            )
        self.set_actions(actions)
        if self.isVisible() and self._keys_wanted:
            self.take_keys()

    def _show_progress(self, state: "tuple[float, str]") -> None:
        if self._job is not None and not self._job.is_cancelled():
            share, words = state
            self.states.progress(words, share=share)

    def _made(self, done: Done[BackupMade]) -> None:
        self._end()
        care = done.value.second not in ("none", "written")
        self.told.say(made_words(done.value, translate), Role.CARE if care else Role.INK)
        self.desk.tasks.tell(done.changed)

    def _not_made(self, fault: Exception) -> None:
        self._end()
        told = fault_words(fault, translate)
        self.told.say(f"! {told.sentence}", Role.CARE)
        self.refresh()

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None


def _table(name: str) -> RowTable:
    return RowTable(
        name,
        [
            Column(translate("Backups", "Made"), 1.3),
            Column(translate("Backups", "Holds"), 2.2),
            Column(translate("Backups", "Size"), 0.7, at_right=True),
        ],
    )


def _row(row: BackupRow, when: str) -> TableRow:
    return TableRow(
        (
            Cell(when),
            Cell(holds_words(row, translate), soft=row.people is None),
            Cell(size_words(row.size, translate)),
        )
    )


def _state_words(held: BackupsHeld) -> str:
    if not held.rows:
        return translate("Backups", "No backup yet. One is made by itself soon after work begins.")
    return translate(
        "Backups",
        "They are made by themselves while you work and when you close. The last of seven days, four weeks and six months"
        " stay.",
    )


def _folder_words(held: BackupsHeld) -> str:
    if not held.second:
        return translate(
            "Backups",
            "None yet. Choose one on a stick, so that a lost laptop does not take its backups along.",
        )
    if held.second_rows is None:
        return f"! {held.second}\n{second_words('absent', translate)}"
    return held.second


def _drawer() -> str:
    return translate(
        "Backups",
        "A stick in a drawer keeps what was erased since, and opens with the passphrase of then, until it is plugged in and the"
        " next backup is made. Know where your sticks are.",
    )
