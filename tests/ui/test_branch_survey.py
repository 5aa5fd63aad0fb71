"""Checking a form and taking it into use, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.branch_surveys import current_survey
from desktop.ui.branch.overview import OverviewPage
from desktop.ui.branch.survey import SurveyPage
from desktop.ui.widgets.states import Face
from tests.made_up_files.forms import LISTENING, form
from tests.ui.office import Office


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(office: Office) -> SurveyPage:
    return office.go("survey", SurveyPage)


def spoken(page: SurveyPage, *, questions: bool) -> list[str]:
    model = (page.form.questions if questions else page.form.problems).model
    return [row.spoken for place in range(model.rowCount()) if (row := model.row_at(place)) is not None]


def test_a_form_is_checked_shown_and_only_then_taken_into_use(office: Office, page: SurveyPage) -> None:
    office.type(str(LISTENING))
    office.press("Return")
    assert page.result.face is Face.LOADED
    assert len(spoken(page, questions=True)) >= 3
    assert current_survey(office.store) is None
    office.press("Return")
    used = current_survey(office.store)
    assert used is not None
    assert page.form.head.note.text() == "in use already"
    assert used.title in page.page.masthead.context.text()


def test_what_is_not_supported_is_refused_by_sheet_and_row(office: Office, page: SurveyPage) -> None:
    path = office.folder / "form.xlsx"
    path.write_bytes(form([["text", "why", "Why?"], ["geopoint", "where", "Where?"]]))
    office.type(str(path))
    office.press("Return")
    assert page.form.head.title.text() == "This form cannot be used yet"
    assert [row[:9] for row in spoken(page, questions=False)] == ["survey, 3"]
    office.press("Return")
    assert current_survey(office.store) is None


def test_a_mended_form_is_checked_again_under_the_same_name(office: Office, page: SurveyPage) -> None:
    path = office.folder / "form.xlsx"
    path.write_bytes(form([["geopoint", "where", "Where?"]]))
    office.type(str(path))
    office.press("Return")
    path.write_bytes(form([["text", "where", "Where?"]]))
    office.press("Return", "Return")
    used = current_survey(office.store)
    assert used is not None


def test_a_file_that_is_no_form_says_first_that_nothing_was_changed(office: Office, page: SurveyPage) -> None:
    path = office.folder / "form.xlsx"
    path.write_bytes(b"not a workbook")
    office.type(str(path))
    office.press("Return")
    assert page.result.face is Face.FAILED
    assert page.result.failed_page.first.text() == "Nothing was changed."
    assert page.choice.field.text() == str(path)


def test_the_branchs_page_names_the_survey_in_use(office: Office, page: SurveyPage) -> None:
    office.type(str(LISTENING))
    office.press("Return", "Return", "Escape")
    overview = office.branch.current
    assert isinstance(overview, OverviewPage)
    used = current_survey(office.store)
    assert used is not None
    assert overview.survey.second.text() == used.title
