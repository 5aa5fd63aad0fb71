"""Tab leads to everything that can hold the keys, on every page before the store is open and in every room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.members import Role
from desktop.ui.desk import Place
from desktop.ui.window import Window
from tests.rehearsal.player import Player
from tests.ui.keys import press
from tests.ui.office import Office


def named(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def stops(window: Window) -> list[QWidget]:
    """What Tab is to reach: visible, enabled, and not a group of which one holds the keys for all."""
    tab = Qt.FocusPolicy.TabFocus
    found = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & tab == tab
    ]
    return [widget for widget in found if widget.focusProxy() is None]


def assert_tab_reaches_all(window: Window) -> None:
    wanted = stops(window)
    assert wanted
    reached: list[QWidget | None] = []
    for _ in range(3 * len(wanted)):
        reached.append(window.focusWidget())
        press(window, "Tab")
    assert [named(widget) for widget in wanted if widget not in reached] == []
    assert all(named(widget).strip() for widget in wanted)


@pytest.fixture
def newcomer(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("newcomer", tmp_path, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("page", ["first", "join", "branch", "passphrase", "promise", "unlock", "recover"])
def test_tab_reaches_everything_before_the_store_is_open(newcomer: Player, page: str) -> None:
    pages = newcomer.window.start
    shown = getattr(pages, page)
    pages.setCurrentWidget(shown)
    newcomer.settle()
    assert_tab_reaches_all(newcomer.window)


def test_the_key_that_shows_a_passphrase_comes_after_both_lines(newcomer: Player) -> None:
    pages = newcomer.window.start
    step = pages.passphrase
    pages.setCurrentWidget(step)
    newcomer.settle()
    step.first.line.setFocus()
    order = []
    for _ in range(5):
        order.append(newcomer.window.focusWidget())
        newcomer.press("Tab")
    assert order[:4] == [step.first.line, step.second.line, step.first.reveal, step.second.reveal]
    assert isinstance(order[4], QWidget)
    assert named(order[4]).startswith("Lock with this")


@pytest.mark.parametrize(
    "page",
    [
        "home",
        "people",
        "people to a file",
        "branch",
        "register",
        "survey",
        "turf",
        "server",
        "invite",
        "laptops",
        "conflicts",
    ],
)
def test_tab_reaches_everything_in_a_room(app: QApplication, tmp_path: Path, page: str) -> None:
    office = Office(tmp_path, Role.ORGANISER, has_register=True)
    try:
        assert office.window.workplace is not None
        if page in ("register", "survey", "turf", "server", "invite"):
            office.window.workplace.go(Place("branch"))
            office.settle()
            office.branch.open(page)
        elif page == "people to a file":
            office.press("Ctrl+3", "Alt+F")
        else:
            office.window.workplace.go(Place(page))
        office.settle()
        assert_tab_reaches_all(office.window)
    finally:
        office.close()
        app.processEvents()
