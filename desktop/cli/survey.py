"""``groundswell survey``: check a form, fill it, take it into use at the doors."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.statuses import Status
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.surveys.documents import survey_to_json
from desktop.operations.branch_surveys import SurveyRow, adopt_survey, list_surveys
from desktop.operations.surveys import check_survey, fill_survey, read_answers
from desktop.wording.surveys import (
    check_document,
    check_words,
    fill_document,
    fill_words,
    survey_line,
)


def _take_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the form, an XLSForm saved as .xlsx")


def _take_filling(parser: argparse.ArgumentParser) -> None:
    _take_form(parser)
    parser.add_argument(
        "answers",
        metavar="ANSWERS.json",
        type=Path,
        help="one JSON object: the name of a question to its answer",
    )


def _check(call: Call) -> Answer:
    report = check_survey(call.arguments.file)
    return Answer(check_document(report), check_words(report), _status(report.is_accepted))


def _fill(call: Call) -> Answer:
    report = fill_survey(call.arguments.file, read_answers(call.arguments.answers))
    return Answer(fill_document(report), fill_words(report), _status(report.is_complete))


def _adopt(call: Call) -> Answer:
    report = check_survey(call.arguments.file)
    document = check_document(report)
    if report.survey is None:
        return Answer({"id": None, **document}, check_words(report), Status.REFUSED)
    survey = report.survey
    done = adopt_survey(
        call.store,
        form_id=survey.form_id,
        version=survey.version,
        title=survey.title,
        definition=survey_to_json(survey),
    )
    return Answer({"id": done.value, **document}, check_words(report))


def _list(call: Call) -> Answer:
    surveys = list_surveys(call.store)
    return Answer(
        [_row(survey) for survey in surveys],
        [survey_line(survey) for survey in surveys],
    )


def _row(survey: SurveyRow) -> dict[str, object]:
    return {name: value for name, value in plain(survey).items() if name != "definition"}


def _status(is_good: bool) -> Status:
    return Status.DONE if is_good else Status.REFUSED


VERBS = (
    Verb(
        "survey check",
        "Say whether a form can be used, and what in it cannot, by sheet and row. Nothing is kept.",
        _check,
        ["groundswell survey check listening.xlsx --json"],
        _take_form,
        needs_vault=False,
    ),
    Verb(
        "survey fill",
        "Fill a form with answers from a file: what is asked, what counts, what is missing. Nothing is kept.",
        _fill,
        ["groundswell survey fill listening.xlsx answers.json --json"],
        _take_filling,
        needs_vault=False,
    ),
    Verb(
        "survey adopt",
        "Take a form into use at the doors, in the place of the one before.",
        _adopt,
        ["groundswell survey adopt listening.xlsx --vault records"],
        _take_form,
    ),
    Verb(
        "survey list",
        "List the branch's surveys, the one in use first.",
        _list,
        ["groundswell survey list --vault records"],
    ),
)
