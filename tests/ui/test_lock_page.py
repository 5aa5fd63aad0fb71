"""The page on which one says when the program locks: what is kept, what is refused, and what it promises on which system."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.operations.locking import read_lock_minutes
from desktop.ui.lock import page
from desktop.ui.lock.hearing import does_system_tell
from desktop.ui.lock.page import LockPage
from tests.made_up_stores import made_store
from tests.ui.opened_room import OpenedRoom


@pytest.fixture
def room(app: QApplication, tmp_path: Path) -> Iterator[OpenedRoom[LockPage]]:
    made = OpenedRoom(LockPage, made_store(tmp_path / "vault"))
    yield made
    made.close()
    made.store.close()


def promised(screen: QWidget) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


def test_the_minutes_are_kept_and_a_number_that_cannot_be_is_refused_at_its_line(
    room: OpenedRoom[LockPage],
) -> None:
    for wrong in ("0", "31", "ten", ""):
        room.screen.minutes.set_text(wrong)
        room.press("Return")
        assert room.screen.minutes.error, wrong
        assert read_lock_minutes(room.store) == 10
    room.screen.minutes.set_text("7")
    room.press("Return")
    assert read_lock_minutes(room.store) == 7


@pytest.mark.parametrize(("system", "tells"), [("linux", True), ("win32", True), ("darwin", False)])
def test_that_the_systems_own_lock_is_heard_is_promised_only_where_it_is(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, tells: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    told = does_system_tell()
    monkeypatch.undo()
    monkeypatch.setattr(page, "does_system_tell", lambda: told)
    made = OpenedRoom(LockPage, made_store(tmp_path / "vault"))
    assert ("its own screen is locked" in promised(made.screen)) is told is tells
    assert "Ctrl+L" in promised(made.screen)
    made.close()
    made.store.close()
