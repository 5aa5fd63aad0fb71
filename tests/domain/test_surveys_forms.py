"""What a form may ask, and what is refused by name and row."""

from typing import Any

import pytest

from desktop.domain.surveys.forms import FormReport, read_form
from desktop.domain.surveys.problems import Problem, Reason, Severity
from desktop.domain.surveys.survey import Kind
from tests.made_up_files.forms import form, workbook

COLOURS = [["colours", "red", "Red"], ["colours", "blue", "Blue"]]


def read(*rows: list[Any], columns: str = "type name label", **rest: Any) -> FormReport:
    return read_form(form(list(rows), columns=columns, **rest), "form")


def refusal(*rows: list[Any], columns: str = "type name label", **rest: Any) -> Problem:
    report = read(*rows, columns=columns, **rest)
    assert report.survey is None
    return next(problem for problem in report.problems if problem.severity is Severity.ERROR)


def warnings_of(report: FormReport) -> list[tuple[Reason, str, int | None]]:
    assert report.is_accepted, report.problems
    return [(problem.reason, problem.sheet, problem.row) for problem in report.problems]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", Kind.TEXT),
        ("string", Kind.TEXT),
        ("int", Kind.INTEGER),
        ("integer", Kind.INTEGER),
        ("decimal", Kind.DECIMAL),
        ("date", Kind.DATE),
        ("note", Kind.NOTE),
        ("select_one colours", Kind.SELECT_ONE),
        ("select one colours", Kind.SELECT_ONE),
        ("select1 colours", Kind.SELECT_ONE),
        ("select one from colours", Kind.SELECT_ONE),
        ("select_multiple colours", Kind.SELECT_MULTIPLE),
        ("select all that apply from colours", Kind.SELECT_MULTIPLE),
    ],
)
def test_types_are_known_by_every_name(written: str, kind: Kind) -> None:
    report = read([written, "a", "A?"], ["text", "z", "Z?"], choices=COLOURS)
    assert report.survey is not None
    assert report.survey.questions[0].kind is kind


@pytest.mark.parametrize(
    "written",
    [
        "begin repeat",
        "begin_repeat",
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "photo",
        "audio",
        "video",
        "file",
        "barcode",
        "rank colours",
        "range",
        "time",
        "dateTime",
        "hidden",
        "acknowledge",
        "trigger",
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "audit",
        "xml-external",
        "csv-external",
        "select_one_from_file places.csv",
        "select_multiple_from_file places.csv",
        "select_one_external colours",
        "osm",
        "background-audio",
        "calculate_here",
        "selekt_one colours",
        "text and more",
    ],
)
def test_other_types_are_refused_by_name_and_row(written: str) -> None:
    problem = refusal(["text", "a", "A?"], [written, "b", "B?"], choices=COLOURS)
    assert problem.reason in (Reason.UNSUPPORTED_TYPE, Reason.UNKNOWN_TYPE)
    assert (problem.sheet, problem.row) == ("survey", 3)
    assert problem.found == written


def test_or_other_is_refused() -> None:
    problem = refusal(["select_one colours or_other", "a", "A?"], choices=COLOURS)
    assert (problem.reason, problem.row) == (Reason.OR_OTHER, 2)


@pytest.mark.parametrize(
    "column",
    [
        "trigger",
        "save_to",
        "repeat_count",
        "media::image",
        "image",
        "audio::English (en)",
        "bind::foo",
        "body::accuracyThreshold",
        "query",
        "intent",
        "disabled",
    ],
)
def test_a_column_that_changes_what_a_row_means_is_refused_where_it_is_filled(column: str) -> None:
    columns = f"type name label {column}".replace(" (en)", "_(en)")
    problem = refusal(["text", "a", "A?"], ["text", "b", "B?", "x"], columns=columns)
    assert (problem.reason, problem.row) == (Reason.UNSUPPORTED_COLUMN, 3)
    assert read(["text", "a", "A?"], columns=columns).is_accepted


def test_an_unknown_column_is_told_and_no_more() -> None:
    report = read(["text", "a", "A?", "for Ann"], columns="type name label colour_of_paper")
    assert warnings_of(report) == [(Reason.UNUSED_COLUMN, "survey", 1)]


@pytest.mark.parametrize("column", ["relevent", "contraint", "calculatoin", "requierd"])
def test_a_column_that_is_misspelt_is_refused(column: str) -> None:
    problem = refusal(["text", "a", "A?", "yes"], columns=f"type name label {column}")
    assert (problem.reason, problem.column, problem.row) == (Reason.MISSPELT_COLUMN, column, 1)


def test_columns_are_known_by_other_names() -> None:
    report = read_form(
        workbook(
            {
                "Survey": [
                    [
                        "Type",
                        "Name",
                        "caption",
                        "relevance",
                        "constraining_message",
                        "constraint",
                        "bind::required",
                    ],
                    ["text", "a", "A?"],
                    ["integer", "b", "B?", "${a} != ''", "Too many", ". < 9", "yes"],
                ]
            }
        )
    )
    assert report.survey is not None
    question = report.survey.questions[1]
    assert question.relevant is not None
    assert question.constraint is not None
    assert question.required is not None
    assert question.constraint_message.said("default") == "Too many"


def test_rows_keep_the_numbers_of_the_spreadsheet_when_some_are_blank() -> None:
    problem = refusal(["text", "a", "A?"], [], [], ["geopoint", "b", "B?"])
    assert problem.row == 5


@pytest.mark.parametrize(
    ("rows", "reason", "row"),
    [
        ([["text", "a", "A?"], ["text", "a", "Again?"]], Reason.DUPLICATE_NAME, 3),
        ([["text", "", "A?"]], Reason.MISSING_NAME, 2),
        ([["text", "a b", "A?"]], Reason.BAD_NAME, 2),
        ([["text", "1a", "A?"]], Reason.BAD_NAME, 2),
        ([["text", "a" * 65, "A?"]], Reason.BAD_NAME, 2),
        ([["", "a", "A?"]], Reason.MISSING_TYPE, 2),
        ([["begin group", "g", "G"], ["text", "a", "A?"]], Reason.GROUP_NOT_CLOSED, 2),
        ([["text", "a", "A?"], ["end group"]], Reason.GROUP_NOT_OPEN, 3),
        ([["select_one nothing", "a", "A?"]], Reason.MISSING_LIST, 2),
        ([["select_one", "a", "A?"]], Reason.MISSING_LIST, 2),
        ([["calculate", "a", ""]], Reason.MISSING_CALCULATION, 2),
        ([["note", "a", "A"]], Reason.NO_QUESTIONS, None),
    ],
)
def test_a_row_that_cannot_be_asked_is_refused(
    rows: list[list[str]], reason: Reason, row: int | None
) -> None:
    problem = refusal(*rows)
    assert (problem.reason, problem.row) == (reason, row)


@pytest.mark.parametrize(
    ("choices", "reason", "row"),
    [
        ([*COLOURS, ["colours", "red", "Red again"]], Reason.DUPLICATE_CHOICE, 4),
        ([*COLOURS, ["", "green", "Green"]], Reason.MISSING_LIST_NAME, 4),
        ([*COLOURS, ["colours", "", "Green"]], Reason.MISSING_CHOICE_NAME, 4),
    ],
)
def test_a_choice_that_cannot_be_chosen_is_refused(
    choices: list[list[str]], reason: Reason, row: int
) -> None:
    problem = refusal(["select_one colours", "a", "A?"], choices=choices)
    assert (problem.reason, problem.sheet, problem.row) == (reason, "choices", row)


def test_a_choice_with_a_space_cannot_be_one_of_several() -> None:
    choices = [["colours", "light red", "Light red"]]
    assert refusal(["select_multiple colours", "a", "A?"], choices=choices).reason is Reason.BAD_CHOICE_NAME


def test_a_column_twice_is_refused() -> None:
    problem = refusal(["text", "a", "A?", "B?"], columns="type name label label")
    assert (problem.reason, problem.sheet, problem.row) == (Reason.DUPLICATE_COLUMN, "survey", 1)


@pytest.mark.parametrize("missing", ["type", "name"])
def test_a_survey_needs_its_columns(missing: str) -> None:
    columns = " ".join(name for name in ("type", "name", "label") if name != missing)
    problem = refusal(["text", "a"], columns=columns)
    assert (problem.reason, problem.column, problem.row) == (Reason.MISSING_COLUMN, missing, 1)


def test_a_workbook_without_a_survey_is_refused() -> None:
    report = read_form(workbook({"Sheet1": [["type", "name", "label"], ["text", "a", "A?"]]}))
    assert [problem.reason for problem in report.problems] == [Reason.MISSING_SHEET]


@pytest.mark.parametrize("sheet", ["entities", "external_choices", "osm"])
def test_a_sheet_that_asks_for_more_is_refused(sheet: str) -> None:
    sheets = {"survey": [["type", "name", "label"], ["text", "a", "A?"]], sheet: [["list_name"], ["trees"]]}
    report = read_form(workbook(sheets))
    assert not report.is_accepted
    assert (report.problems[0].reason, report.problems[0].sheet, report.problems[0].row) == (
        Reason.UNSUPPORTED_SHEET,
        sheet,
        2,
    )


def test_another_sheet_is_nobodys_business() -> None:
    sheets = {"survey": [["type", "name", "label"], ["text", "a", "A?"]], "notes to self": [["=1+1"]]}
    assert read_form(workbook(sheets)).is_accepted


def test_languages_are_those_of_the_sheet() -> None:
    sheet = [["type", "name", "label::English (en)", "label::Cymraeg (cy)"], ["text", "a", "Who?", "Pwy?"]]
    report = read_form(workbook({"survey": sheet}))
    assert report.languages == ("English (en)", "Cymraeg (cy)")
    assert read(["text", "a", "A?"]).languages == ("default",)


def test_plain_columns_are_in_the_default_language() -> None:
    sheet = [["type", "name", "label", "label::Cymraeg (cy)"], ["text", "a", "Who?", "Pwy?"]]
    settings = [["default_language"], ["English (en)"]]
    assert read_form(workbook({"survey": sheet, "settings": settings})).languages == (
        "English (en)",
        "Cymraeg (cy)",
    )


def test_a_default_language_that_no_column_is_in_is_refused() -> None:
    sheet = [["type", "name", "label::English (en)"], ["text", "a", "Who?"]]
    settings = [["form_title", "default_language"], ["T", "Latin"]]
    problem = read_form(workbook({"survey": sheet, "settings": settings})).problems[0]
    assert (problem.reason, problem.sheet, problem.row) == (Reason.UNKNOWN_LANGUAGE, "settings", 2)


def test_words_that_a_language_lacks_are_told() -> None:
    sheet = [["type", "name", "label::English (en)", "label::Cymraeg (cy)"], ["text", "a", "Who?"]]
    assert warnings_of(read_form(workbook({"survey": sheet}))) == [(Reason.MISSING_TRANSLATION, "survey", 2)]


def test_settings_name_the_form() -> None:
    settings = {"form_title": "Listening", "form_id": "listening", "version": "3"}
    report = read(["text", "a", "A?"], settings=settings)
    assert report.survey is not None
    assert (report.survey.title, report.form_id, report.version) == ("Listening", "listening", "3")
    assert read(["text", "a", "A?"]).form_id == "form"


def test_what_others_would_refuse_is_refused_here() -> None:
    report = read(["text", "a", "A?"], ["begin group", "a", "G"], ["text", "b", "B?"], ["end group"])
    assert not report.is_accepted
