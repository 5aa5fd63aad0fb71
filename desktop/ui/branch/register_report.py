"""What a register file was found to hold, and what bringing it in changed: figures, then every problem."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.register.problems import Problem, Severity
from desktop.domain.register.report import RegisterReport
from desktop.operations.register_import import ImportReport
from desktop.ui.branch.table import RowTable
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.figures import Figure, FigureRow
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Cell, TableRow
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.branch import found_words, others_words
from desktop.wording.register import problem_sentence


class RegisterReportView(Part):
    """The report, where the file was not refused as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead("")
        self.found = Words(wrap=True)
        self.others = Words(role=Role.SOFT, wrap=True)
        self.figures = FigureRow()
        self.problems_head = SectionHead(translate("Register", "What to look at"))
        self.none = Words(
            translate("Register", "Nothing: every row was read and understood."), role=Role.SOFT, wrap=True
        )
        self.table = RowTable(
            translate("Register", "What to look at"),
            [
                Column(translate("Register", "Row"), 0.09, at_right=True),
                Column("", 0.02),
                Column(translate("Register", "Column"), 0.17),
                Column(translate("Register", "What is wrong"), 0.72),
            ],
        )
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.found, self.others, self.figures, self.problems_head, self.none):
            self._all.addWidget(widget)
        self._all.addWidget(self.table, 1)
        self._all.addStretch(0)
        self.ensure_dressed()

    def show_found(self, report: RegisterReport) -> None:
        """What a file holds that was looked into and not brought in."""
        self.head.say(
            translate("Register", "This is a register, and nothing was brought in yet"), self._rows(report)
        )
        self._show(report, _found_figures(report))

    def show_imported(self, done: ImportReport) -> None:
        """What a file held, and what it changed."""
        if done.added or done.changed:
            head = translate("Register", "The register is brought in")
        else:
            head = translate("Register", "Nothing new: all of it was here already")
        self.head.say(head, self._rows(done.report))
        figures = [
            *_found_figures(done.report),
            Figure(counts.number(done.added), translate("Register", "added"), leading=bool(done.added)),
            Figure(counts.number(done.changed), translate("Register", "changed")),
            Figure(counts.number(done.unchanged), translate("Register", "as before")),
        ]
        self._show(done.report, figures)

    def _rows(self, report: RegisterReport) -> str:
        left = report.rows - report.electors
        if not left:
            return translate("Register", "every row was taken")
        return translate("Register", "{rows} not taken").format(rows=counts.rows(left, translate))

    def _show(self, report: RegisterReport, figures: list[Figure]) -> None:
        self.found.say(found_words(report, translate))
        others = others_words(report, translate)
        self.others.say(others)
        self.others.setVisible(bool(others))
        self.figures.set_figures(figures)
        shown, whole = len(report.problems), report.problem_count
        note = counts.problems(whole, translate)
        if shown < whole:
            note = translate("Register", "the first {n} of {all}").format(n=counts.number(shown), all=note)
        self.problems_head.say(translate("Register", "What to look at"), note)
        self.none.setVisible(not shown)
        self.table.setVisible(bool(shown))
        self.table.show_rows([_row(problem) for problem in report.problems])

    def dress(self) -> None:
        """Figures stand clear of the words above and below."""
        self._all.setSpacing(self.look.px(sizes.SPACE_2))


def _found_figures(report: RegisterReport) -> list[Figure]:
    return [
        Figure(counts.number(report.electors), translate("Register", "electors")),
        Figure(counts.number(report.households), translate("Register", "households")),
        Figure(counts.number(report.polling_districts), translate("Register", "polling districts")),
    ]


def _row(problem: Problem) -> TableRow:
    lost = problem.severity in (Severity.ROW, Severity.FILE)
    mark = Mark(Shape.NEVER, "!", translate("Register", "row not taken")) if lost else Mark(Shape.NOT_YET)
    return TableRow(
        (
            Cell(counts.number(problem.row) if problem.row else ""),
            Cell(""),
            Cell(problem.column, soft=True),
            Cell(problem_sentence(problem, translate), mark=mark),
        )
    )
