"""Bringing in a register by keys: what was found is said, what is wrong is listed, what is stopped is not kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.operations.contacts import count_people
from desktop.operations.register_import import import_register
from desktop.ui.branch.cut import CutPage
from desktop.ui.branch.overview import OverviewPage
from desktop.ui.branch.register import RegisterPage
from desktop.ui.widgets.states import Face
from tests.made_up_files.register_files import xpress_rows
from tests.ui.keys import press
from tests.ui.office import ELECTORS, Office


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(office: Office) -> RegisterPage:
    return office.go("register", RegisterPage)


def problems(page: RegisterPage) -> list[str]:
    model = page.report.table.model
    return [row.spoken for place in range(model.rowCount()) if (row := model.row_at(place)) is not None]


def test_a_file_is_brought_in_by_its_path_and_enter(office: Office, page: RegisterPage) -> None:
    office.type(str(office.register()))
    office.press("Return")
    assert count_people(office.store) == ELECTORS
    assert page.result.face is Face.LOADED
    assert page.report.head.title.text() == "The register is brought in"
    assert "Xpress" in page.report.found.text()
    assert f"{ELECTORS} rows" in page.report.found.text()
    assert problems(page) == []


def test_the_same_file_again_says_that_nothing_is_new(office: Office, page: RegisterPage) -> None:
    office.type(str(office.register()))
    office.press("Return", "B")
    assert page.report.head.title.text() == "Nothing new: all of it was here already"
    assert count_people(office.store) == ELECTORS


def test_each_problem_is_listed_with_its_row_and_column(office: Office, page: RegisterPage) -> None:
    rows = xpress_rows(50)
    rows[4][1] = "seven"
    rows[20][4] = "31/02/2027"
    office.type(str(office.register(rows)))
    office.press("Return")
    assert count_people(office.store) == 49
    assert page.report.head.note.text() == "1 row not taken"
    told = problems(page)
    assert len(told) == 2
    assert told[0].startswith("6, Elector Number, ")
    assert told[1].startswith("22, Elector DOB, ")


def test_looking_into_a_file_keeps_nothing(office: Office, page: RegisterPage) -> None:
    office.type(str(office.register()))
    office.press("Alt+L")
    assert page.report.head.title.text() == "This is a register, and nothing was brought in yet"
    assert count_people(office.store) == 0
    office.press("Return")
    assert count_people(office.store) == ELECTORS


def test_a_refused_file_says_first_that_nothing_was_changed_and_then_why(
    office: Office, page: RegisterPage
) -> None:
    path = office.folder / "register.csv"
    path.write_bytes(b"Name,Town\r\nA,B\r\n")
    office.type(str(path))
    office.press("Return")
    assert page.result.face is Face.FAILED
    failed = page.result.failed_page
    assert failed.first.text() == "Nothing was brought in, and nothing that was here was changed."
    assert "full register from the council" in failed.second.text()
    assert page.choice.field.text() == str(path)
    assert count_people(office.store) == 0


def test_a_refused_file_names_row_and_column(office: Office, page: RegisterPage) -> None:
    path = office.register()
    path.write_bytes(path.read_bytes().replace(b"\r\n", b",Elector Number\r\n", 1))
    office.type(str(path))
    office.press("Return")
    assert page.result.failed_page.second.text().startswith("Row 1, column “Elector Number”: ")


def test_a_file_that_is_not_there_is_a_sentence(office: Office, page: RegisterPage) -> None:
    office.type(str(office.folder / "nowhere.csv"))
    office.press("Return")
    assert page.result.face is Face.FAILED
    assert "cannot be opened" in page.result.failed_page.second.text()


def test_escape_stops_the_reading_and_nothing_is_kept(office: Office, page: RegisterPage) -> None:
    office.type(str(office.register(xpress_rows(20_000))))
    page.bring_in()
    assert page.result.is_waiting
    page.stop()
    office.settle()
    assert page.result.face is Face.EMPTY
    assert page.result.empty_page.heading.text() == "Stopped"
    assert count_people(office.store) == 0
    assert not page.is_running
    office.press("Return")
    assert count_people(office.store) == 20_000


def test_while_a_file_is_read_escape_means_stop_and_does_not_leave_the_page(
    office: Office, page: RegisterPage
) -> None:
    office.type(str(office.register(xpress_rows(30_000))))
    page.bring_in()
    office.until(lambda: page.result.face is Face.LOADING)
    assert page.result.loading_page.key is not None
    assert page.result.loading_page.key.words == "Stop, keep nothing"
    assert page.page.actions_bar.isHidden()
    press(office.window, "Escape")
    office.settle()
    assert office.branch.current is page
    assert page.result.empty_page.heading.text() == "Stopped"


def test_progress_is_said_in_megabytes_and_time_left(office: Office, page: RegisterPage) -> None:
    heard: list[str] = []
    office.type(str(office.register(xpress_rows(20_000))))
    page.bring_in()
    assert page._job is not None
    page._job.progressed.connect(lambda _state: heard.append(page.result.loading_page.first.text()))
    office.settle()
    assert any(" MB, " in words for words in heard)
    assert heard[-1] == "The file is read. Writing it down: 7 of 8."


def test_locking_while_a_file_is_read_stops_it_and_keeps_nothing(office: Office, page: RegisterPage) -> None:
    office.type(str(office.register(xpress_rows(20_000))))
    page.bring_in()
    office.window.lock()
    assert office.window.workplace is None


def test_a_file_can_be_dropped_on_the_page(office: Office, page: RegisterPage) -> None:
    path = office.register()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, *held)
    QApplication.sendEvent(page, over)
    assert over.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *held))
    assert page.choice.path == path


def test_enter_on_an_empty_line_looks_for_the_file(office: Office, page: RegisterPage) -> None:
    office.press("Return")
    chooser = page.choice.chooser
    assert isinstance(chooser, QFileDialog)
    assert chooser.isVisible()
    path = office.register()
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    office.settle()
    assert page.choice.path == path
    office.window.activateWindow()
    office.until(office.window.isActiveWindow)
    page.take_keys()
    office.press("Return")
    assert count_people(office.store) == ELECTORS


def test_quotation_marks_around_a_pasted_path_do_no_harm(office: Office, page: RegisterPage) -> None:
    office.type(f'"{office.register()}"')
    office.press("Return")
    assert count_people(office.store) == ELECTORS


def test_after_bringing_in_enter_leads_to_cutting_walks(office: Office, page: RegisterPage) -> None:
    office.type(str(office.register()))
    office.press("Return", "Return")
    assert isinstance(office.branch.current, CutPage)


def test_escape_goes_back_to_what_the_branch_holds(office: Office, page: RegisterPage) -> None:
    office.press("Escape")
    overview = office.branch.current
    assert isinstance(overview, OverviewPage)
    assert overview.register.title.text() == "No register yet"


def test_the_branchs_page_follows_what_is_brought_in(office: Office) -> None:
    overview = office.go("", OverviewPage)
    office.window.tasks.command(lambda: import_register(office.store, office.register()), owner=office.window)
    office.settle()
    assert overview.register.number.text() == str(ELECTORS)


def test_the_latest_import_is_undone_by_one_key_and_stands_again_by_it(
    office: Office, page: RegisterPage
) -> None:
    office.type(str(office.register()))
    office.press("Return")
    assert count_people(office.store) == ELECTORS
    office.press("U")
    assert count_people(office.store) == 0
    assert page.result.empty_page.isVisible()
    office.press("U")
    assert count_people(office.store) == ELECTORS
