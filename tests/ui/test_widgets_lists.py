"""The list model and its view: pages, keys, and a million rows."""

import time
from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.delegates import NameDelegate
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PAGE, PAGES_KEPT, ROW, PagedModel, WrongPage
from desktop.ui.widgets.rows import NameRow, Row
from tests.ui.keys import press, type_text


class Reader:
    """Reads made-up rows and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[Row | None]:
        self.asked.append(ids[0])
        return [
            None if rowid < 0 else NameRow(f"Person {rowid}", "Alma Terrace", str(rowid)) for rowid in ids
        ]


def test_the_model_keeps_the_rules_of_qt(app: QApplication) -> None:
    model = PagedModel(Reader())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(range(1000))
    model.set_ids([])
    model.set_ids([5, 3])
    model.refresh()
    assert tester.model() is model
    assert isinstance(model, QAbstractItemModel)


def test_a_row_is_read_with_its_page_and_only_once(app: QApplication) -> None:
    reader = Reader()
    model = PagedModel(reader)
    model.set_ids(range(1000, 2000))
    assert reader.asked == []
    for row in (0, 1, PAGE - 1):
        assert model.data(model.index(row), ROW) == NameRow(
            f"Person {1000 + row}", "Alma Terrace", str(1000 + row)
        )
    assert reader.asked == [1000]
    model.data(model.index(PAGE), ROW)
    assert reader.asked == [1000, 1000 + PAGE]


def test_pages_looked_at_longest_ago_are_forgotten(app: QApplication) -> None:
    reader = Reader()
    model = PagedModel(reader)
    model.set_ids(range(PAGE * (PAGES_KEPT + 1)))
    for page in range(PAGES_KEPT + 1):
        model.row_at(page * PAGE)
    reader.asked.clear()
    model.row_at(PAGE)
    model.row_at(0)
    assert reader.asked == [0]


def test_other_roles_read_nothing(app: QApplication) -> None:
    reader = Reader()
    model = PagedModel(reader)
    model.set_ids(range(10))
    for role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.FontRole, Qt.ItemDataRole.SizeHintRole):
        assert model.data(model.index(0), role) is None
    assert reader.asked == []


def test_a_screen_reader_hears_the_whole_row(app: QApplication) -> None:
    model = PagedModel(Reader())
    model.set_ids([7])
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Person 7, Alma Terrace, 7"


def test_a_row_that_is_gone_meanwhile_is_blank(app: QApplication) -> None:
    model = PagedModel(Reader())
    model.set_ids([1, -1, 2])
    assert model.data(model.index(1), ROW) is None
    assert model.data(model.index(2), ROW) is not None


def test_a_reader_that_skips_rows_is_an_error(app: QApplication) -> None:
    model = PagedModel(lambda _ids: [])
    model.set_ids([1, 2])
    with pytest.raises(WrongPage) as wrong:
        model.row_at(0)
    assert (wrong.value.asked, wrong.value.given) == (2, 0)


def test_refreshing_reads_again_and_keeps_the_order(app: QApplication) -> None:
    reader = Reader()
    model = PagedModel(reader)
    model.set_ids([3, 1, 2])
    model.row_at(0)
    model.refresh()
    model.row_at(0)
    assert reader.asked == [3, 3]
    assert model.row_of(2) == 2
    assert model.row_of(9) is None
    assert model.id_at(1) == 1
    assert model.rowCount(QModelIndex()) == 3


def shown(qtbot: QtBot, ids: Sequence[int]) -> tuple[QWidget, SearchField, RowList]:
    model = PagedModel(Reader())
    model.set_ids(ids)
    view = RowList(model, NameDelegate(), name="People")
    model.setParent(view)
    search = SearchField("Find anyone")
    view.follow(search.line)
    page = QWidget()
    stack = QVBoxLayout(page)
    stack.addWidget(search)
    stack.addWidget(view)
    page.resize(600, 700)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page, search, view


def test_arrows_typed_on_the_search_line_move_in_the_list(app: QApplication, qtbot: QtBot) -> None:
    page, search, view = shown(qtbot, range(50))
    search.line.setFocus()
    view.go_to(0)
    type_text(page, "pér")
    press(page, "Down Down Up")
    assert view.row == 1
    assert search.text() == "pér"
    assert search.line.hasFocus()


def test_letters_on_a_list_are_not_a_search_through_all_rows(app: QApplication, qtbot: QtBot) -> None:
    reader = Reader()
    model = PagedModel(reader)
    model.set_ids(range(100_000))
    view = RowList(model, NameDelegate(), name="People")
    qtbot.addWidget(view)
    view.keyboardSearch("zzz")
    assert reader.asked == []


def test_a_list_that_is_given_the_keys_has_a_current_row(app: QApplication, qtbot: QtBot) -> None:
    _page, _search, view = shown(qtbot, range(5))
    heard: list[int] = []
    view.current_changed.connect(heard.append)
    view.setFocus()
    assert heard == [0]


def test_the_row_one_is_on_stays_in_sight_when_there_is_less_room(app: QApplication, qtbot: QtBot) -> None:
    page, _search, view = shown(qtbot, range(50))
    view.go_to(6)
    page.resize(600, 300)
    app.processEvents()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_million_rows_are_shown_within_a_second(app: QApplication, qtbot: QtBot) -> None:
    _page, _search, view = shown(qtbot, [1])
    model = view.model()
    assert isinstance(model, PagedModel)
    ids = array("q", range(1_000_000))
    started = time.perf_counter()
    model.set_ids(ids)
    view.grab()
    shown_in = time.perf_counter() - started
    started = time.perf_counter()
    for _ in range(20):
        press(view, "PgDown")
        view.grab()
    page_down = (time.perf_counter() - started) / 20
    started = time.perf_counter()
    view.go_to(999_999)
    view.grab()
    to_the_end = time.perf_counter() - started
    assert view.row == 999_999
    assert shown_in < 1.0
    assert page_down < 0.15
    assert to_the_end < 0.5
