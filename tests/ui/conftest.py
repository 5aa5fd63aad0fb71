"""What holds for tests of windows: our look is worn, nothing blinks, queued deletions are carried out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from desktop.store.store import Store
from desktop.ui.look.look import Look
from desktop.ui.look.wear import wear
from desktop.ui.people.screen import PeopleScreen
from tests.ui.opened_room import OpenedRoom
from tests.ui.people_room import People

HERE = Path(__file__).parent
NOISE = "This plugin does not support propagateSizeHints"
"""What Qt's offscreen platform says of every window whose smallest size changes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform speak its one harmless sentence; any other warning of Qt fails the test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(NOISE, extend=True))


@pytest.fixture(autouse=True, scope="module")
def one_process(codes_cost_little: None) -> None:
    """Nobody in another process stretches what is stretched here."""


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light palette at 100 %, whatever a test before has worn."""
    qapp.setCursorFlashTime(0)
    wear(qapp, Look(still=True))
    yield qapp
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def people(app: QApplication, store: Store) -> Iterator[People]:
    """The people's room over the store that a file of tests makes."""
    room = OpenedRoom(PeopleScreen, store)
    yield room
    room.close()
