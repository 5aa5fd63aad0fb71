"""Bringing in the council's register: choose the file, watch it being read, see what it held."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.register.imports import ImportRow
from desktop.domain.register.report import RegisterReport
from desktop.operations.changed import Changed
from desktop.operations.register import RegisterCancelled, inspect_register
from desktop.operations.register_import import (
    ImportReport,
    import_register,
    list_imports,
    redo_import,
    undo_import,
)
from desktop.ui.branch.file_choice import FileChoice
from desktop.ui.branch.register_report import RegisterReportView
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.tasks import Job
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.states import StateStack
from desktop.wording.batches import import_row_words
from desktop.wording.branch import left_words, refused_words, size_words
from desktop.wording.counts import number
from desktop.wording.faults import fault_words


@dataclass(frozen=True, slots=True)
class Writing:
    """How far the second half of an import is: steps done, of how many."""

    done: int
    of: int


class RegisterPage(BranchPage):
    """A line for the file; below it what came of it. Nothing is kept of a file that is refused or stopped.

    The import that came last, here or on a colleague's laptop, can be undone, and that too.
    """

    SHOWS: ClassVar[Changed] = Changed.REGISTER

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Register", "The council’s register"),
            translate("Register", "layout, letters and columns are found out by themselves"),
            scrolls=False,
            parent=parent,
        )
        self.choice = FileChoice(
            translate("Register", "The file from the council"),
            translate(
                "Register", "Paste where it is, or drop it here. It is read where it lies; no copy is kept."
            ),
            translate("Register", "Registers (*.csv *.txt *.tsv);;All files (*)"),
        )
        self.choice.accept_drops_on(self)
        self.choice.field.edited.connect(self._edited)
        self.report = RegisterReportView()
        self.result = StateStack(scrolled(self.report))
        column = QVBoxLayout()
        column.setSpacing(0)
        self.columns.addLayout(column)
        column.addWidget(self.choice)
        column.addSpacing(sizes.SPACE_4)
        column.addWidget(self.result, 1)
        self._job: Job | None = None
        self._since = QElapsedTimer()
        self._imported: Path | None = None
        self._latest: ImportRow | None = None  # what can be undone, or brought back
        self._say_nothing_yet()
        self._offer()
        self.states.loaded()

    def refresh(self) -> None:
        """Read which registers were brought in."""
        self.desk.tasks.query(
            partial(list_imports, self.desk.store), self._show_imports, owner=self, latest=self
        )

    def _show_imports(self, imports: list[ImportRow]) -> None:
        self._latest = imports[0] if imports else None
        before = self.page.actions_bar.primary
        had_keys = before is not None and before.hasFocus()
        self._offer()
        if had_keys:
            self._keep_keys_on_primary()

    def undo_latest(self) -> None:
        """Undo the latest import, or let it stand again."""
        latest = self._latest
        if latest is None or self.is_running:
            return
        self._job = Job(self)
        self.set_actions([], has_back=False)
        if latest.is_undone:
            self.result.loading(translate("Register", "Bringing the register back"))
        else:
            self.result.loading(translate("Register", "Undoing the import"))
        work = partial(redo_import if latest.is_undone else undo_import, self.desk.store, latest.id)
        self.desk.tasks.command(
            work, partial(self._show_undone, latest), owner=self, failed=self._show_failure
        )

    def _show_undone(self, latest: ImportRow, _id: str) -> None:
        self._imported = None
        self._end()
        told = import_row_words(latest, translate)
        if latest.is_undone:
            self.result.empty(translate("Register", "The register stands again"), told)
        else:
            stays = translate(
                "Register",
                "Who was known from it alone is off the lists. What the branch wrote about anybody stays.",
            )
            self.result.empty(translate("Register", "The import is undone"), told, stays)
        self._keep_keys_on_primary()

    def _keep_keys_on_primary(self) -> None:
        primary = self.page.actions_bar.primary
        if self.isVisible() and primary is not None:
            primary.setFocus()

    @property
    def is_running(self) -> bool:
        """Whether a file is being read just now."""
        return self._job is not None

    def take_keys(self) -> None:
        """The line has the keys; while a file is read there is only Esc."""
        if self.is_running:
            self.setFocus()
        else:
            self.choice.field.line.setFocus()

    def bring_in(self) -> None:
        """Import the file that the line names."""
        path = self._path()
        if path is None:
            return
        job = self._begin(translate("Register", "Bringing in the register"))
        work = partial(
            import_register,
            self.desk.store,
            path,
            progress=lambda done, total: job.progress((done, total)),
            writing=lambda done, of: job.progress(Writing(done, of)),
            cancelled=self._stops(job),
        )
        self.desk.tasks.command(
            work, partial(self._show_imported, path), owner=self, failed=self._show_failure
        )

    def look_into(self) -> None:
        """Say what the file holds, and keep nothing of it."""
        path = self._path()
        if path is None:
            return
        job = self._begin(translate("Register", "Looking into the file"))
        work = partial(
            inspect_register, path, lambda done, total: job.progress((done, total)), self._stops(job)
        )
        self.desk.tasks.errand(work, self._show_found, owner=self, failed=self._show_failure)

    def stop(self) -> None:
        """Esc: stop, and keep nothing."""
        if self._job is not None:
            self._job.cancel()
            self.result.progress(translate("Register", "Stopping"))

    def _path(self) -> Path | None:
        if self.is_running:
            return None
        path = self.choice.path
        if path is None:
            self.choice.open_chooser()
        return path

    def _stops(self, job: Job) -> Callable[[], bool]:
        return lambda: job.is_cancelled() or self.desk.closing.is_set()

    def _begin(self, heading: str) -> Job:
        self._job = job = Job(self)
        job.progressed.connect(self._show_progress)
        self._since.start()
        self.choice.setEnabled(False)
        self.result.empty("")
        stop = Action("Escape", translate("Register", "Stop, keep nothing"), self.stop)
        self.result.loading(heading, stop=stop)
        self.set_actions([], has_back=False)
        self.setFocus()
        return job

    def _show_progress(self, state: "tuple[int, int] | Writing") -> None:
        if self._job is None or self._job.is_cancelled():
            return
        if isinstance(state, Writing):
            words = translate("Register", "The file is read. Writing it down: {done} of {all}.").format(
                done=number(state.done), all=number(state.of)
            )
            self.result.progress(words, left_words(0, translate), state.done / state.of if state.of else 1.0)
            return
        done, total = state
        share = done / total if total else 1.0
        seconds = self._since.elapsed() / 1000
        if share >= 1.0:
            words = translate("Register", "The file is read. Writing it down.")
            self.result.progress(words, left_words(0, translate), share)
        else:
            left = seconds / share - seconds if share else 0.0
            self.result.progress(size_words(done, total, translate), left_words(left, translate), share)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        had_keys = self.hasFocus()
        self.choice.setEnabled(True)
        self._offer()
        if had_keys and self.isVisible():
            self.take_keys()

    def _show_imported(self, path: Path, done: ImportReport) -> None:
        if not done.report.accepted:
            self._show_refusal(done.report)
            return
        self._imported = path
        self._end()
        self.report.show_imported(done)
        self.result.loaded()
        self._keep_keys_on_primary()

    def _show_found(self, report: RegisterReport) -> None:
        if not report.accepted:
            self._show_refusal(report)
            return
        self._end()
        self.report.show_found(report)
        self.result.loaded()

    def _show_refusal(self, report: RegisterReport) -> None:
        self._end()
        self.result.failed(
            translate("Register", "This file was not taken"),
            translate("Register", "Nothing was brought in, and nothing that was here was changed."),
            refused_words(report, translate),
        )

    def _show_failure(self, fault: Exception) -> None:
        self._end()
        if isinstance(fault, RegisterCancelled):
            self.result.empty(
                translate("Register", "Stopped"),
                translate("Register", "Nothing of the file was kept, and nothing that was here was changed."),
            )
            return
        told = fault_words(fault, translate)
        self.result.failed(told.happened, told.safe, told.remedy)

    def _say_nothing_yet(self) -> None:
        self.result.empty(
            translate("Register", "No file chosen yet"),
            translate(
                "Register",
                "Ask the council’s electoral services for the full register as CSV; parties may have it.",
            ),
            translate(
                "Register", "Bringing in a newer one keeps all visits and notes; people stay who they are."
            ),
        )

    def _edited(self, _text: str) -> None:
        self.choice.field.clear_error()
        self._offer()

    def _offer(self) -> None:
        if self.is_running:
            return
        path = self.choice.path
        if path is None:
            actions = [
                Action(
                    "Return",
                    translate("Register", "Look for the file"),
                    self.choice.open_chooser,
                    Kind.PRIMARY,
                )
            ]
        elif path == self._imported:
            actions = [
                Action(
                    "Return",
                    translate("Register", "Cut walks from it"),
                    partial(self.asked.emit, "turf"),
                    Kind.PRIMARY,
                ),
                Action("B", translate("Register", "Bring it in again"), self.bring_in),
            ]
        else:
            actions = [
                Action("Return", translate("Register", "Bring it in"), self.bring_in, Kind.PRIMARY),
                Action("L", translate("Register", "Only look into it"), self.look_into),
            ]
        if self._latest is not None:
            again = translate("Register", "Let the latest stand again")
            undo = translate("Register", "Undo the latest import")
            words = again if self._latest.is_undone else undo
            actions.append(Action("U", words, self.undo_latest))
        self.set_actions(actions)
