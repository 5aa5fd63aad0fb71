"""Writing people to a file: who and how many, why, what of them goes out, and what was taken out before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFileDialog, QWidget

from desktop.domain.exports import ExportNotWritten, ExportPlan, ExportRow, ExportStopped, Reason, says_why
from desktop.operations.changed import Changed, Done
from desktop.operations.exports import WORKBOOK, Exported, Work, export_people, list_exports, plan_export
from desktop.store.store import Store
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.people.export_parts import WhatGoesOut, WhomAndWhy
from desktop.ui.tasks import Job
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.states import Face, StateStack
from desktop.wording.counts import people
from desktop.wording.faults import fault_words


@dataclass(frozen=True)
class _Read:
    plan: ExportPlan
    before: Sequence[ExportRow]


class ExportPage(BranchPage):
    """Whom and why at the left, what the file holds at the right; there also how far it is, and how it ended."""

    SHOWS: ClassVar[Changed] = Changed.CONTACTS | Changed.HOUSEHOLDS | Changed.REGISTER | Changed.MEMBERS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Exports", "Write people to a file"),
            translate("Exports", "who did, how many and why is noted for the branch"),
            scrolls=False,
            parent=parent,
        )
        self.plan: ExportPlan | None = None
        self.chooser: QFileDialog | None = None
        self._search = self._wanted = ""
        self._job: Job | None = None
        self.choice = WhomAndWhy()
        self.told = WhatGoesOut()
        self._left, self._right = scrolled(self.choice), scrolled(self.told)
        self.result = StateStack(self._right)
        self.columns.addWidget(self._left, 46)
        self.columns.addWidget(self.result, 54)
        self.choice.reasons.chosen.connect(self._choose)
        self.choice.reasons.moved.connect(self._left.ensureWidgetVisible)
        self.choice.words.edited.connect(lambda _text: self._offer())

    @property
    def is_running(self) -> bool:
        """Whether a file is being written just now."""
        return self._job is not None

    def show_for(self, search: str) -> None:
        """Begin with those whom a search finds, or with everybody."""
        if self.is_running:
            return
        self._search = self._wanted = search.strip()
        self.plan = None
        self.choice.forget()
        self.told.forget()
        self.result.empty("")
        self._offer()
        self._is_stale = True  # it is read when it is shown

    def refresh(self) -> None:
        """Count who goes out, and read what was taken out before."""
        self.states.loading(translate("Exports", "Counting who goes into the file"))
        self.desk.tasks.query(
            partial(_read, self.desk.store, self._wanted or None),
            self._show,
            owner=self,
            failed=self.failed,
            latest=self,
        )

    def failed(self, fault: Exception) -> None:
        """Say why nobody can be taken out."""
        told = fault_words(fault, translate)
        again = Action("R", translate("Exports", "Try again"), self.refresh)
        self.states.failed(told.happened, told.safe, told.remedy, again)
        self._keep_keys_within()

    def take_keys(self) -> None:
        """The reasons have the keys; while a file is written there is only Esc."""
        if self.is_running:
            self.setFocus()
        else:
            self.choice.reasons.take_keys()
            QTimer.singleShot(0, self, self._bring_keys_into_sight)

    def _bring_keys_into_sight(self) -> None:
        holder: QWidget | None = self.window().focusWidget()
        if holder is not None and self.choice.isAncestorOf(holder):
            self._left.ensureWidgetVisible(holder)

    def toggle_whom(self) -> None:
        """A: everybody, or those found again."""
        self._wanted = "" if self._wanted else self._search
        self._come_back()
        self.refresh()

    def ask_where_to(self) -> None:
        """Let the person say where the file is to be written, and of which kind it is to be."""
        if self._hindrance() or self.is_running:
            return
        kinds = (
            translate("Exports", "Workbook for a spreadsheet (*.xlsx)"),
            translate("Exports", "Plain table for other programs (*.csv)"),
        )
        chooser = QFileDialog(
            self, translate("Exports", "Write people to a file"), f"people{WORKBOOK}", ";;".join(kinds)
        )
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("xlsx")
        chooser.filterSelected.connect(self._take_kind)
        chooser.fileSelected.connect(self.write)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def write(self, path: str) -> None:
        """Write them, for the reason that is given."""
        reason, plan = self.choice.reason, self.plan
        if self.is_running or reason is None or plan is None:
            return
        job = self._begin(plan.people)
        work = Work(
            lambda done, of: job.progress(
                (done / of, translate("Exports", "{n} %").format(n=100 * done // of))
            ),
            lambda: job.is_cancelled() or self.desk.closing.is_set(),
        )
        words, search = self.choice.words.text(), self._wanted or None
        self.desk.tasks.errand(
            partial(export_people, self.desk.store, Path(path), reason, words, search, work),
            self._written,
            owner=self,
            failed=self._not_written,
        )

    def stop(self) -> None:
        """Esc while a file is written."""
        if self._job is not None:
            self._job.cancel()
            self.result.progress(translate("Exports", "Stopping"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down read on where the text is large, or much was taken out before."""
        ways = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        }
        if event.key() in ways:
            for area in (self._left, self._right):
                area.verticalScrollBar().triggerAction(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _take_kind(self, kind: str) -> None:
        """Another kind of file was chosen: a name without an ending is ended so. The chooser itself changes another's."""
        if self.chooser is not None:
            self.chooser.setDefaultSuffix("xlsx" if WORKBOOK in kind else "csv")

    def _choose(self, _at: int) -> None:
        self._come_back()
        self._offer()
        if self.choice.reason is Reason.OTHER:
            self.choice.words.line.setFocus()
            self._bring_keys_into_sight()

    def _come_back(self) -> None:
        """From how the last file ended to what the next would hold."""
        if self.plan is not None and self.result.face in (Face.EMPTY, Face.FAILED):
            self.result.loaded()

    def _begin(self, count: int) -> Job:
        self._job = job = Job(self)
        job.progressed.connect(self._show_progress)
        self.told.forget()
        self.result.empty("")
        self.result.loading(
            translate("Exports", "Writing {people} to a file").format(people=people(count, translate)),
            stop=Action("Escape", translate("Exports", "Stop, write nothing"), self.stop),
        )
        self.choice.rest(is_resting=True)
        self.set_actions([], has_back=False)
        self.setFocus()
        return job

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        had_keys = self.window().focusWidget() is self  # also while the chooser is still closing
        self.choice.rest(is_resting=False)
        self._offer()
        if had_keys and self.isVisible():
            self.take_keys()

    def _show(self, read: _Read) -> None:
        had_keys = self.isVisible() and not self.content.isVisible()
        is_first = self.plan is None
        self.plan = read.plan
        self.choice.show_plan(read.plan, self._wanted)
        self.told.show_plan(read.plan, read.before)
        self.states.loaded()
        if self.is_running:
            return
        if is_first:
            self.result.loaded()
        self._offer()
        if had_keys:
            self.take_keys()

    def _show_progress(self, state: "tuple[float, str]") -> None:
        if self._job is not None and not self._job.is_cancelled():
            share, words = state
            self.result.progress(words, share=share)

    def _written(self, done: Done[Exported]) -> None:
        self.choice.forget()
        self.told.say_written(done.value.file, done.value.people)
        self.result.loaded()
        self._right.verticalScrollBar().setValue(0)
        self._end()
        self.desk.tasks.tell(done.changed)

    def _not_written(self, fault: Exception) -> None:
        told = fault_words(fault, translate)
        if isinstance(fault, ExportStopped):
            self.result.empty(told.happened, told.safe)
        else:
            self.result.failed(told.happened, told.safe, told.remedy)
        self._end()
        if isinstance(fault, ExportNotWritten):
            self.desk.tasks.tell(Changed.SYNC | Changed.MEMBERS)  # it is noted all the same

    def _hindrance(self) -> str:
        """Why no file can be written yet."""
        plan, reason = self.plan, self.choice.reason
        if plan is None or not plan.people:
            return translate("Exports", "Nobody is found")
        if plan.is_too_many:
            return translate("Exports", "More than is left of today’s")
        if reason is None:
            return translate("Exports", "Say why first")
        if not says_why(reason, self.choice.words.text()):
            return translate("Exports", "Say in a few words why")
        return ""

    def _offer(self) -> None:
        if self.is_running:
            return
        words = translate("Exports", "Choose where to write them")
        actions = [Action("Return", words, self.ask_where_to, Kind.PRIMARY, self._hindrance())]
        if self._search:
            everybody, found = (
                translate("Exports", "Everybody instead"),
                translate("Exports", "Only those found"),
            )
            other = everybody if self._wanted else found
            actions.append(Action("A", other, self.toggle_whom))
        self.set_actions(actions)


def _read(store: Store, search: str | None) -> _Read:
    return _Read(plan_export(store, search), list_exports(store))
