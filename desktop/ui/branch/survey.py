"""The branch's survey: choose a form, see what is wrong in it or what it asks, and take it into use."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.surveys.documents import survey_to_json
from desktop.domain.surveys.forms import FormReport
from desktop.domain.surveys.problems import Problem, Severity
from desktop.domain.surveys.survey import Question, Survey
from desktop.operations.branch_surveys import SurveyRow, adopt_survey, current_survey
from desktop.operations.changed import Changed
from desktop.operations.surveys import check_survey
from desktop.ui.branch.file_choice import FileChoice
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.branch.table import RowTable
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Cell, TableRow
from desktop.ui.widgets.states import StateStack
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.branch import asked_words, survey_words
from desktop.wording.faults import fault_words
from desktop.wording.surveys import problem_sentence


class FormView(Part):
    """What a form was found to be: its questions as they are asked, and what is wrong in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead("")
        self.said = Words(wrap=True)
        self.problems_head = SectionHead(translate("Survey", "What to look at"))
        self.problems = RowTable(
            translate("Survey", "What to look at"),
            [
                Column(translate("Survey", "Sheet"), 0.13),
                Column(translate("Survey", "Row"), 0.07, at_right=True),
                Column("", 0.02),
                Column(translate("Survey", "What is wrong"), 0.78),
            ],
        )
        self.questions_head = SectionHead(translate("Survey", "What it asks"))
        self.questions = RowTable(
            translate("Survey", "What it asks"),
            [
                Column("", 0.06, at_right=True),
                Column("", 0.02),
                Column(translate("Survey", "Question"), 0.56),
                Column(translate("Survey", "Answered by"), 0.36),
            ],
        )
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.head)
        self._stack.addWidget(self.said)
        self._stack.addWidget(self.problems_head)
        self._stack.addWidget(self.problems, 1)
        self._stack.addWidget(self.questions_head)
        self._stack.addWidget(self.questions, 2)
        self.ensure_dressed()

    def show_form(self, report: FormReport, *, is_in_use: bool) -> None:
        """Show a form that was read."""
        refused = [one for one in report.problems if one.severity is Severity.ERROR]
        if report.survey is None:
            self.head.say(translate("Survey", "This form cannot be used yet"))
            self.said.say(
                translate(
                    "Survey",
                    "Nothing was changed. Mend what stands below in the spreadsheet, save it, and check it again.",
                ),
            )
        else:
            title = report.survey.title or report.survey.form_id
            self.head.say(
                title,
                translate("Survey", "in use already") if is_in_use else translate("Survey", "not yet in use"),
            )
            self.said.say(survey_words(report.survey, translate))
        note = counts.problems(len(refused), translate) if refused else translate("Survey", "good to know")
        self.problems_head.say(translate("Survey", "What to look at"), note)
        self.problems.show_rows([_problem_row(problem) for problem in report.problems])
        self.problems_head.setVisible(bool(report.problems))
        self.problems.setVisible(bool(report.problems))
        survey = report.survey
        self.questions.show_rows(_question_rows(survey) if survey is not None else [])
        self.questions_head.setVisible(survey is not None)
        self.questions.setVisible(survey is not None)

    def dress(self) -> None:
        """Parts stand a part's distance from each other."""
        self._stack.setSpacing(self.look.px(sizes.SPACE_2))


def _problem_row(problem: Problem) -> TableRow:
    wrong = problem.severity is Severity.ERROR
    mark = Mark(Shape.NEVER, "!", translate("Survey", "must be mended")) if wrong else Mark(Shape.NOT_YET)
    return TableRow(
        (
            Cell(problem.sheet),
            Cell(counts.number(problem.row) if problem.row else ""),
            Cell(""),
            Cell(problem_sentence(problem, translate), mark=mark),
        )
    )


def _question_rows(survey: Survey) -> list[TableRow]:
    asked = [question for question in survey.questions if question.label]
    return [_question_row(survey, place, question) for place, question in enumerate(asked, 1)]


def _question_row(survey: Survey, place: int, question: Question) -> TableRow:
    language = survey.languages[0] if survey.languages else ""
    return TableRow(
        (
            Cell(str(place), soft=True),
            Cell(""),
            Cell(question.label.said(language, question.name), strong=question.kind.is_asked),
            Cell(asked_words(survey, question, translate), soft=True),
        )
    )


class SurveyPage(BranchPage):
    """A line for the form; below it what came of it, or which survey is in use."""

    SHOWS: ClassVar[Changed] = Changed.SURVEYS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Survey", "The survey"), scrolls=False, parent=parent)
        self.choice = FileChoice(
            translate("Survey", "A form, written as a spreadsheet"),
            translate("Survey", "An XLSForm (.xlsx). Paste where it is, or drop it here."),
            translate("Survey", "Forms (*.xlsx);;All files (*)"),
        )
        self.choice.accept_drops_on(self)
        self.choice.field.edited.connect(self._edited)
        self.form = FormView()
        self.result = StateStack(scrolled(self.form))
        column = QVBoxLayout()
        column.setSpacing(0)
        self.columns.addLayout(column)
        column.addWidget(self.choice)
        column.addSpacing(sizes.SPACE_4)
        column.addWidget(self.result, 1)
        self.states.loaded()
        self.used: SurveyRow | None = None
        self.report: FormReport | None = None
        self._checked: Path | None = None
        self._is_busy = False
        self._offer()

    def refresh(self) -> None:
        """Read which survey is in use."""
        self.desk.tasks.query(
            partial(current_survey, self.desk.store),
            self._show_used,
            owner=self,
            failed=self.failed,
            latest=self,
        )

    def take_keys(self) -> None:
        """The line has the keys."""
        self.choice.field.line.setFocus()

    def check(self) -> None:
        """Read the form that the line names."""
        path = self.choice.path
        if path is None:
            self.choice.open_chooser()
        elif not self._is_busy:
            self._is_busy = True
            self.result.loading(translate("Survey", "Reading the form"))
            self.desk.tasks.errand(
                partial(check_survey, path), partial(self._show_form, path), owner=self, failed=self._not_done
            )

    def adopt(self) -> None:
        """Take the form into use, in the place of the one before."""
        survey = self.report.survey if self.report is not None else None
        if survey is None or self._is_busy:
            return
        self._is_busy = True
        work = partial(
            adopt_survey,
            self.desk.store,
            form_id=survey.form_id,
            version=survey.version,
            title=survey.title,
            definition=survey_to_json(survey),
        )
        self.desk.tasks.command(work, self._adopted, owner=self, failed=self._not_done)

    def _show_used(self, used: SurveyRow | None) -> None:
        self.used = used
        title = (used.title or used.form_id) if used is not None else ""
        self.page.set_title(
            translate("Survey", "The survey"),
            translate("Survey", "in use: {title}").format(title=title)
            if title
            else translate("Survey", "none in use"),
        )
        if self.report is None and not self._is_busy:
            self._show_nothing_chosen(title)
        elif self.report is not None:
            self.form.show_form(self.report, is_in_use=self._is_used())
        self._offer()

    def _show_nothing_chosen(self, title: str) -> None:
        if self.used is None:
            self.result.empty(
                translate("Survey", "No survey yet"),
                translate("Survey", "Visits are kept without one: who answered, what happened, a note."),
                translate("Survey", "Whoever writes surveys for you can send one as a spreadsheet."),
            )
            return
        answered = counts.answers(self.used.responses, translate)
        self.result.empty(
            title,
            translate("Survey", "is what is asked at the doors; {answers} so far.").format(answers=answered),
            translate("Survey", "A newer one takes its place; what was answered before is kept."),
        )

    def _show_form(self, path: Path, report: FormReport) -> None:
        self._is_busy = False
        self._checked, self.report = path, report
        if report.survey is None and len(report.problems) == 1 and not report.problems[0].sheet:
            self.result.failed(
                translate("Survey", "This form was not taken"),
                translate("Survey", "Nothing was changed."),
                problem_sentence(report.problems[0], translate),
            )
        else:
            self.form.show_form(report, is_in_use=self._is_used())
            self.result.loaded()
        self._offer()

    def _adopted(self, _survey: object) -> None:
        self._is_busy = False
        self._offer()

    def _not_done(self, fault: Exception) -> None:
        self._is_busy = False
        told = fault_words(fault, translate)
        self.result.failed(told.happened, told.safe, told.remedy)
        self._offer()

    def _is_used(self) -> bool:
        survey = self.report.survey if self.report is not None else None
        used = self.used
        return (
            survey is not None
            and used is not None
            and (used.form_id, used.version) == (survey.form_id, survey.version)
            and used.definition == survey_to_json(survey)
        )

    def _edited(self, _text: str) -> None:
        self.choice.field.clear_error()
        self._offer()

    def _offer(self) -> None:
        path = self.choice.path
        look_for = Action(
            "Return", translate("Survey", "Look for a form"), self.choice.open_chooser, Kind.PRIMARY
        )
        check = Action("Return", translate("Survey", "Check it"), self.check, Kind.PRIMARY)
        if path is None:
            actions = [look_for]
        elif path != self._checked or self.report is None:
            actions = [check]
        elif self.report.survey is None or self._is_used():
            actions = [Action("Return", translate("Survey", "Check it again"), self.check, Kind.PRIMARY)]
        else:
            actions = [
                Action("Return", translate("Survey", "Take it into use"), self.adopt, Kind.PRIMARY),
                Action("K", translate("Survey", "Check it again"), self.check),
            ]
        self.set_actions(actions)
