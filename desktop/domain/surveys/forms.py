"""A workbook read as a survey, or as problems by sheet and row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.surveys.choices import read_choices
from desktop.domain.surveys.filling import Script
from desktop.domain.surveys.headers import FormRow, Header, read_header
from desktop.domain.surveys.limits import MOST_CHOICES, MOST_SURVEY_ROWS
from desktop.domain.surveys.order import Circular
from desktop.domain.surveys.problems import FormRefused, Problem, Problems, Reason
from desktop.domain.surveys.settings import Settings, read_languages, read_settings
from desktop.domain.surveys.standard import check_standard
from desktop.domain.surveys.survey import Survey
from desktop.domain.surveys.survey_rows import read_survey_rows
from desktop.domain.surveys.workbook import READ, UNSUPPORTED, Sheet, Workbook, read_workbook

_NEEDED: Mapping[str, Sequence[str]] = {"survey": ("type", "name"), "choices": ("list_name", "name")}
_MOST_ROWS: Mapping[str, int] = {"survey": MOST_SURVEY_ROWS, "choices": MOST_CHOICES, "settings": 100}


@dataclass(frozen=True, slots=True)
class FormReport:
    """What a form came to. There is a ``survey`` only if the form is accepted."""

    survey: Survey | None
    problems: tuple[Problem, ...]
    form_id: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    questions: int = 0

    @property
    def is_accepted(self) -> bool:
        """Whether the form can be used."""
        return self.survey is not None


def read_form(data: bytes, otherwise: str = "") -> FormReport:
    """Read the bytes of a workbook. ``otherwise`` is what a form is called that does not say it."""
    try:
        workbook = read_workbook(data)
    except FormRefused as refused:
        return FormReport(None, (refused.problem,))
    return _read(workbook, otherwise)


def _read(workbook: Workbook, otherwise: str) -> FormReport:
    problems = Problems()
    for problem in workbook.problems:
        problems.add(problem)
    _judge_sheets(workbook, problems)
    sheets = {name: sheet for name, sheet in workbook.sheets.items() if name in READ}
    settings_sheet = sheets.get("settings")
    settings_header = read_header(settings_sheet, problems) if settings_sheet else {}
    settings = read_settings(settings_sheet, settings_header, problems)
    headers = {
        name: read_header(sheet, problems, settings.default_language)
        for name, sheet in sheets.items()
        if name != "settings"
    }
    for name, header in headers.items():
        _judge_columns(sheets[name], header, problems)
    languages = read_languages(
        [headers[name] for name in ("survey", "choices") if name in headers],
        settings.default_language,
        problems,
        settings_sheet.name if settings_sheet else "settings",
    )
    rows = {name: _rows(sheets[name], header, problems) for name, header in headers.items()}
    survey = _survey(rows, settings, languages, otherwise, problems)
    if not problems.is_refused:
        check_standard(workbook, survey.form_id, problems)
    return FormReport(
        None if problems.is_refused else survey,
        tuple(problems.found),
        survey.form_id,
        survey.version,
        languages,
        survey.question_count,
    )


def _survey(
    rows: Mapping[str, Sequence[FormRow]],
    settings: Settings,
    languages: tuple[str, ...],
    otherwise: str,
    problems: Problems,
) -> Survey:
    asked = rows.get("survey", ())
    lists = read_choices(rows.get("choices", ()), problems)
    groups, questions = read_survey_rows(asked, lists, problems)
    form_id = settings.form_id or otherwise
    survey = Survey(
        form_id=form_id,
        version=settings.version,
        title=settings.title or form_id,
        languages=languages,
        questions=questions,
        groups=groups,
        options={
            question.options: lists.get(question.options, ()) for question in questions if question.options
        },
        default_language=settings.default_language,
    )
    if not survey.question_count and not problems.is_refused:
        problems.at("survey").refuse(Reason.NO_QUESTIONS)
    _judge_translations([*asked, *rows.get("choices", ())], languages)
    _judge_order(survey, asked)
    return survey


def _judge_sheets(workbook: Workbook, problems: Problems) -> None:
    if "survey" not in workbook.sheets:
        problems.at("survey").refuse(Reason.MISSING_SHEET)
    for name in UNSUPPORTED:
        sheet = workbook.sheets.get(name)
        if sheet is not None and sheet.rows:
            problems.at(sheet.name, sheet.rows[0].number).refuse(Reason.UNSUPPORTED_SHEET)


def _judge_columns(sheet: Sheet, header: Mapping[int, Header], problems: Problems) -> None:
    """Refuse a sheet without the columns that say what its rows are, or with cells under no header."""
    key = sheet.name.strip().lower()
    if not sheet.rows:
        return
    place = problems.at(sheet.name, 1)
    if not sheet.header:
        place.refuse(Reason.NO_HEADER)
        return
    there = {column.key for column in header.values()}
    for needed in _NEEDED[key]:
        if needed not in there:
            place.refuse(Reason.MISSING_COLUMN, needed)
    for row in sheet.rows:
        if not row.cells.keys() <= sheet.header.keys():
            problems.at(sheet.name, row.number).warn(Reason.NO_HEADER)


def _rows(sheet: Sheet, header: Mapping[int, Header], problems: Problems) -> list[FormRow]:
    most = _MOST_ROWS[sheet.name.strip().lower()]
    if len(sheet.rows) > most:
        problems.at(sheet.name, sheet.rows[most].number).refuse(Reason.TOO_MANY_ROWS, limit=most)
    return [FormRow(row, header, sheet.name, problems) for row in sheet.rows[:most]]


def _judge_translations(rows: Sequence[FormRow], languages: Sequence[str]) -> None:
    """Say which words are missing in a language that the form has."""
    for row in rows:
        said = row.spoken("label")
        missing = [language for language in languages if language not in said]
        if said and missing:
            row.place.warn(Reason.MISSING_TRANSLATION, row.written["label"], ", ".join(missing))


def _judge_order(survey: Survey, rows: Sequence[FormRow]) -> None:
    """Refuse questions that wait for each other."""
    try:
        Script(survey)
    except Circular as circular:
        row = next(row for row in rows if row.text("name") == circular.names[0])
        row.place.refuse(
            Reason.CIRCULAR, row.written["name"], " → ".join([*circular.names, circular.names[0]])
        )
