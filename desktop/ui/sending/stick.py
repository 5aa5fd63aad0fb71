"""By stick: a file that does what the network does. What is only here at the left, what the last file did at the right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.status import StripStatus
from desktop.operations.bundle_taking import BundleTaken
from desktop.operations.bundles import (
    SUFFIX,
    BundleStopped,
    BundleWritten,
    name_bundle,
    read_from_stick,
    write_to_stick,
)
from desktop.operations.changed import Changed, Done
from desktop.operations.status import read_status
from desktop.ui.branch.file_choice import dropped_path
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.tasks import Job
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.states import StateStack
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.branch import size_words
from desktop.wording.bundles import (
    came_words,
    file_words,
    in_file_words,
    taken_lines,
    warning_words,
    written_lines,
)
from desktop.wording.faults import fault_words
from desktop.wording.strip import pending_words


class StickPage(BranchPage):
    """Writes a file and reads one, wherever it lies; a file may also be dropped on the page."""

    SHOWS: ClassVar[Changed] = Changed.SYNC | Changed.ATTEMPTS | Changed.CONTACTS | Changed.HOUSEHOLDS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Stick", "By stick"),
            translate("Stick", "what the network does, on foot"),
            scrolls=False,
            parent=parent,
        )
        self.chooser: QFileDialog | None = None
        self.number = Words(style=Type.NUMERAL)
        self.pending = Words(style=Type.LEAD, wrap=True)
        self.head = SectionHead(translate("Stick", "The last file"))
        self.lead = Words(style=Type.LEAD, wrap=True)
        self.warning = Words(style=Type.STRONG, role=Role.CARE, wrap=True)
        self._lines = QVBoxLayout()
        self.result = StateStack(scrolled(self._result()))
        right = QVBoxLayout()
        right.setSpacing(sizes.SPACE_2)
        right.addWidget(self.head)
        right.addWidget(self.result, 1)
        self._told = scrolled(self._explanation())
        self.columns.addWidget(self._told, 48)
        self.columns.addLayout(right, 52)
        self._job: Job | None = None
        self._held: Path | None = None  # the file by which much would go
        self._from = "sent"
        self.back.connect(lambda: desk.go(Place(self._from)))
        self.setAcceptDrops(True)
        self.result.empty(
            translate("Stick", "No file written or read yet"),
            translate("Stick", "Choose below, or drop a file here."),
        )
        self._offer()
        self.states.loaded()

    @property
    def is_running(self) -> bool:
        """Whether a file is being written or read just now."""
        return self._job is not None

    def refresh(self) -> None:
        """Count what is on this laptop only."""
        self.desk.tasks.query(
            partial(read_status, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def open(self, about: Any) -> None:
        """Remember from which room one came."""
        self._from = str(about)

    def take_keys(self) -> None:
        """The filled action has the keys; while a file is written or read there is only Esc."""
        if self.is_running:
            self.setFocus()
        else:
            super().take_keys()

    def ask_where_to(self) -> None:
        """Let the person say where the file is to be written."""
        chooser = self._chooser(translate("Stick", "Write to a stick"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(SUFFIX.removeprefix("."))
        chooser.selectFile(name_bundle(self.desk.store))
        chooser.fileSelected.connect(self.write)
        chooser.open()

    def ask_which(self) -> None:
        """Let the person say which file is to be read."""
        chooser = self._chooser(translate("Stick", "Read from a stick"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self.read(path))
        chooser.open()

    def write(self, path: str) -> None:
        """Write everything that others may lack into a file."""
        if self.is_running:
            return
        job = self._begin(
            translate("Stick", "Writing to the stick"), translate("Stick", "Stop, write nothing")
        )
        work = partial(
            write_to_stick,
            self.desk.store,
            Path(path),
            lambda done, of: job.progress(
                (done / of, translate("Stick", "{n} %").format(n=100 * done // of))
            ),
            self._stops(job),
        )
        self.desk.tasks.errand(
            work, partial(self._show_written, Path(path)), owner=self, failed=self._show_fault
        )

    def let_go(self) -> None:
        """G: read the file once more, and let go of what is no longer for this laptop."""
        if self._held is not None:
            self.read(str(self._held), may_remove=True)

    def read(self, path: str, *, may_remove: bool = False) -> None:
        """Take in what a file holds; ``may_remove``: what is no longer for this laptop may go, even if it is much."""
        if self.is_running:
            return
        job = self._begin(
            translate("Stick", "Reading from the stick"), translate("Stick", "Stop, keep what came")
        )
        work = partial(
            read_from_stick,
            self.desk.store,
            Path(path),
            lambda done, of: job.progress((done / of if of else 1.0, size_words(done, of, translate))),
            self._stops(job),
            may_remove=may_remove,
        )
        self.desk.tasks.errand(
            work, partial(self._show_taken, Path(path)), owner=self, failed=self._show_fault
        )

    def stop(self) -> None:
        """Esc while a file is written or read."""
        if self._job is not None:
            self._job.cancel()
            self.result.progress(translate("Stick", "Stopping"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down read on where the text is large."""
        ways = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        }
        if event.key() in ways:
            self._told.verticalScrollBar().triggerAction(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say yes to a file that hovers."""
        if dropped_path(event) and not self.is_running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read a file that falls."""
        if path := dropped_path(event):
            event.acceptProposedAction()
            self.read(path)

    def _explanation(self) -> QWidget:
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_2)
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE_4)
        head.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.pending, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(SectionHead(translate("Stick", "Only on this laptop")))
        column.addLayout(head)
        column.addWidget(SectionHead(translate("Stick", "How it goes")))
        for number, sentence in enumerate(_steps(), start=1):
            line = QHBoxLayout()
            line.setSpacing(sizes.SPACE_3)
            line.addWidget(Words(str(number), Type.STRONG), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Words(sentence, wrap=True), 1)
            column.addLayout(line)
        column.addWidget(
            Words(
                translate(
                    "Stick",
                    "Only laptops of your branch and its server open it. Twice, late or cut short it does no harm.",
                ),
                role=Role.SOFT,
                wrap=True,
            )
        )
        column.addStretch(1)
        return told

    def _result(self) -> QWidget:
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_2)
        column.addWidget(self.lead)
        column.addLayout(self._lines)
        self._warned = HairRule()
        column.addWidget(self._warned)
        column.addWidget(self.warning)
        column.addStretch(1)
        return told

    def _chooser(self, title: str) -> QFileDialog:
        kinds = translate("Stick", "Groundswell (*.groundswell);;All files (*)")
        chooser = QFileDialog(self, title, "", kinds)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        return chooser

    def _stops(self, job: Job) -> "partial[bool]":
        return partial(_is_stopped, job, self.desk)

    def _begin(self, heading: str, stop: str) -> Job:
        self._held = None
        self._job = job = Job(self)
        job.progressed.connect(self._show_progress)
        self.head.say(translate("Stick", "The last file"))
        self.result.empty("")
        self.result.loading(heading, stop=Action("Escape", stop, self.stop))
        self.set_actions([], has_back=False)
        self.setFocus()
        return job

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        had_keys = self.window().focusWidget() is self  # also while the chooser is still closing
        self._offer()
        if had_keys and self.isVisible():
            self.take_keys()

    def _show(self, status: StripStatus) -> None:
        waiting = status.pending_visits + status.pending_other + status.carried
        self.number.say(counts.number(waiting))
        self.number.setVisible(bool(waiting))
        self.pending.say(pending_words(status, translate))

    def _show_progress(self, state: "tuple[float, str]") -> None:
        if self._job is not None and not self._job.is_cancelled():
            share, words = state
            self.result.progress(words, share=share)

    def _show_written(self, path: Path, done: Done[BundleWritten]) -> None:
        told = done.value
        self._say(
            file_words(path.name, told.size, translate),
            in_file_words(told, translate),
            written_lines(told, translate),
        )

    def _show_taken(self, path: Path, done: Done[BundleTaken]) -> None:
        told = done.value
        warning = warning_words(told, translate)
        lines = [line for line in taken_lines(told, translate) if line != warning]
        self._held = path if told.removals_held else None
        self._say(path.name, came_words(told, translate), lines, warning)
        self.desk.tasks.tell(done.changed)

    def _say(self, file: str, lead: str, lines: Sequence[str], warning: str = "") -> None:
        self._end()
        self.head.say(translate("Stick", "The last file"), file)
        self.lead.say(lead)
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(HairRule())
            self._lines.addWidget(Words(line, wrap=True))
        self.warning.say(f"! {warning}" if warning else "")
        for widget in (self._warned, self.warning):
            widget.setVisible(bool(warning))
        self.result.content.setAccessibleName(" ".join((lead, *lines, warning)).strip())
        self.result.loaded()

    def _show_fault(self, fault: Exception) -> None:
        self._end()
        told = fault_words(fault, translate)
        if isinstance(fault, BundleStopped):
            self.result.empty(told.happened, told.safe)
        else:
            self.result.failed(told.happened, told.safe, told.remedy)

    def _offer(self) -> None:
        actions = [
            Action("Return W", translate("Stick", "Write to a stick"), self.ask_where_to, Kind.PRIMARY),
            Action("R", translate("Stick", "Read from a stick"), self.ask_which),
        ]
        if self._held is not None:
            actions.append(Action("G", translate("Stick", "Let them go"), self.let_go, Kind.STOP))
        self.set_actions(actions)


def _is_stopped(job: Job, desk: Desk) -> bool:
    return job.is_cancelled() or desk.closing.is_set()


def _steps() -> tuple[str, ...]:
    return (
        translate(
            "Stick",
            "Write a file. It may lie on a stick, or in any folder: where two people share this laptop, in one that both"
            " can open.",
        ),
        translate(
            "Stick",
            "Read it on a colleague’s laptop. Or hand it to whoever looks after the server: they give a file back.",
        ),
        translate("Stick", "Read here what they give you."),
    )
