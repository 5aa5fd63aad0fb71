"""The real window over a real vault, for measuring what a person waits for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.operations.vaults import unlock_vault
from desktop.ui.desk import Place
from desktop.ui.program import make_application, make_window
from desktop.ui.window import Window
from tests.bench.vaults import PASSPHRASE
from tests.bench.waiting import settle

Found = TypeVar("Found", bound=QWidget)


def write_no_sheet(file: Path, code: str, branch: str) -> None:
    """Nobody prints a recovery sheet here."""


@contextmanager
def office(vault: Path, settings: Path, *, wait: bool = True) -> Iterator[Window]:
    """The window, shown, with the vault's store open and (if one waits for it) its home painted."""
    application = make_application([])
    window = make_window(vault, settings, write_no_sheet)
    window.resize(1366, 768)
    window.show()
    window.open_store(unlock_vault(vault, PASSPHRASE))
    if wait:
        settle(window.tasks)
    try:
        yield window
    finally:
        window.close()
        application.processEvents()


def go(window: Window, place: Place) -> None:
    """Enter a room."""
    if window.workplace is None:
        raise LookupError(place.room)
    window.workplace.go(place)


def part(window: Window, room: str, kind: type[Found]) -> Found:
    """The first widget of a kind that is seen in a room."""
    seen = [widget for widget in window.room(room).findChildren(kind) if widget.isVisibleTo(window)]
    if not seen:
        raise LookupError(room, kind.__name__)
    return seen[0]
