"""The report on a lost laptop, to be read, and saved as PDF for whoever has to be told."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from desktop.domain.lost import LostReport, ReportNotPainted
from desktop.operations.lost import report_lost, save_report
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.lost import Section, report_saved_words, report_text

_FILE_NAME = "lost-laptop-report.pdf"
_LABEL, _TOLD = 30, 70


@dataclass(frozen=True, slots=True)
class AskedReport:
    """Which laptop a report is wanted on, and where Esc leads."""

    laptop: str
    back: Place


class LostReportPage(BranchPage):
    """Asks the server at each visit: a report says how things stand now, or that nobody could be asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Lost", "Report on a lost laptop"), parent=parent)
        self.report: LostReport | None = None
        self.said = Words(role=Role.SOFT, wrap=True)
        self.said.hide()
        self.chooser: QFileDialog | None = None
        self._sections = QVBoxLayout()
        self._sections.setSpacing(sizes.SPACE_4)
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_3)
        column.addWidget(self.said)
        column.addLayout(self._sections)
        column.addStretch(1)
        self.columns.addLayout(column)
        self._asked: AskedReport | None = None
        self._turn = 0
        self.back.connect(self._go_back)

    def open(self, about: Any) -> None:
        """Report on this laptop."""
        if isinstance(about, AskedReport):
            self._asked = about
            self.ask()

    def begin_again(self) -> None:
        """Ask anew."""
        self.ask()

    def ask(self) -> None:
        """R: ask the server how things stand now."""
        asked = self._asked
        if asked is None:
            return
        self._turn += 1
        self.report = None
        self.said.hide()
        self.set_actions([])
        self.states.loading(translate("Lost", "Asking the server what was on this laptop"))
        work = partial(report_lost, self.desk.store, asked.laptop)
        self.desk.tasks.errand(
            work, partial(self._show, self._turn), owner=self, failed=partial(self._not_told, self._turn)
        )

    def ask_where_to(self) -> None:
        """Let the person say where the file is to be written."""
        chooser = QFileDialog(self, translate("Lost", "Save the report"), "", "PDF (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(_FILE_NAME)
        chooser.fileSelected.connect(self.save)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def save(self, path: str) -> None:
        """Write what is shown into a file."""
        if self.report is None:
            return
        if self.desk.paint_report is None:
            self._not_saved(ReportNotPainted())
            return
        content = self.desk.paint_report(report_text(self.report, translate))
        self.desk.tasks.errand(
            partial(save_report, Path(path), content), self._saved, owner=self, failed=self._not_saved
        )

    def _show(self, turn: int, report: LostReport) -> None:
        if turn != self._turn:
            return
        self.report = report
        text = report_text(report, translate)
        self.page.set_title(text.title, text.about)
        clear(self._sections)
        for section in text.sections:
            self._sections.addWidget(SectionHead(section.heading))
            self._sections.addWidget(SectionView(section))
        self.states.loaded()
        self.set_actions(
            [
                Action("Return", translate("Lost", "Save as PDF"), self.ask_where_to, Kind.PRIMARY),
                Action("R", translate("Lost", "Ask again"), self.ask),
            ]
        )
        if self.isVisible():
            self.take_keys()

    def _not_told(self, turn: int, fault: Exception) -> None:
        if turn != self._turn:
            return
        told = fault_words(fault, translate)
        self.states.failed(
            told.happened, told.safe, told.remedy, Action("R", translate("Lost", "Try again"), self.ask)
        )
        self._keep_keys_within()

    def _saved(self, _nothing: None) -> None:
        self.said.say(report_saved_words(translate), Role.SOFT)
        self.said.show()

    def _not_saved(self, fault: Exception) -> None:
        self.said.say(f"! {fault_words(fault, translate).sentence}", Role.CARE)
        self.said.show()

    def _go_back(self) -> None:
        self._turn += 1  # what is still being asked is not shown any more
        self.desk.go(self._asked.back if self._asked is not None else Place("home"))


class SectionView(Part):
    """The lines of a section: what at the left, what is told of it beside."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, _LABEL)
        self._grid.setColumnStretch(1, _TOLD)
        for row, line in enumerate(section.lines):
            told = Words(line.told, wrap=True)
            if line.what:
                told.setAccessibleName(line.text)
                what = Words(line.what, role=Role.SOFT, wrap=True)
                self._grid.addWidget(what, row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(told, row, 1, Qt.AlignmentFlag.AlignTop)
            else:
                self._grid.addWidget(told, row, 0, 1, 2)
        self.ensure_dressed()

    def dress(self) -> None:
        """Lines stand clear of each other."""
        px = self.look.px
        self._grid.setHorizontalSpacing(px(sizes.SPACE_4))
        self._grid.setVerticalSpacing(px(sizes.SPACE_1))
