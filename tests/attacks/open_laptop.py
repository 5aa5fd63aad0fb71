"""A laptop that stands open: the real window over a real store with people, a walk and a survey, made once and copied."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.ids import TurfId
from desktop.domain.made_up.surveys import listening_survey
from desktop.domain.members import Role
from desktop.domain.surveys.documents import survey_to_json
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.members import name_branch, name_me
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets
from desktop.store.enrolment import Enrolled
from desktop.store.store import Store
from desktop.store.vault import create_vault, open_vault
from desktop.ui.doors.screen import DoorsScreen
from desktop.ui.tasks import Tasks
from desktop.ui.window import Window
from tests.made_up_stores import PASSPHRASE, QUICK, register_file
from tests.ui import keys

NOW = datetime(2026, 11, 24, 18, 0)
_PATIENCE = 30.0


def make_records(folder: Path) -> TurfId:
    """An organiser's records, in ``folder``: sixty electors, a walk, a survey. They are closed again."""
    made = create_vault(folder / "records", PASSPHRASE, stretch=QUICK, floor=QUICK)
    store = Store(made.opened)
    name_me(store, "Eluned Probert", "Eluned’s laptop", Role.ORGANISER)
    name_branch(store, "Dockside")
    import_register(store, register_file(folder))
    asked = listening_survey()
    adopt_survey(
        store,
        form_id=asked.form_id,
        version=asked.version,
        title=asked.title,
        definition=survey_to_json(asked),
    )
    streets = sorted(list_streets(store), key=lambda street: street.doors)
    turf = cut_turf(store, "", [streets[-1].key]).value
    store.close()
    return turf


class OpenLaptop:
    """The window, opened over a copy of made records."""

    def __init__(self, records: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(records, folder / "records")
        self.store = self.reopened()
        self.found_here = {shiboken6.getCppPointer(widget)[0] for widget in QApplication.allWidgets()}
        self.window = Window(
            tasks=Tasks(),
            folder=folder / "records",
            appearance_file=folder / "appearance.json",
            write_sheet=lambda *told: self.print_sheet(*told),
            now=lambda: NOW,
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.open_store(self.store)
        self.window.activateWindow()
        self.settle()
        self.print_sheet: Callable[..., None] = _no_sheet

    def reopened(self) -> Store:
        """The records as a later process finds them."""
        return Store(open_vault(self.folder / "records", PASSPHRASE, floor=QUICK))

    @property
    def doors(self) -> DoorsScreen:
        """The doors, entered."""
        room = self.window.room("doors")
        assert isinstance(room, DoorsScreen)
        return room

    def press(self, *chords: str) -> None:
        """Press keys, each answered. The window comes forward first: no desktop does that here when its pages change."""
        self.window.activateWindow()
        QApplication.processEvents()
        for chord in chords:
            keys.press(self.window, chord)
            self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked has been answered."""
        for _ in range(3):
            self.until(lambda: not self.window.tasks.is_busy)
            QApplication.processEvents()

    def until(self, happened: Callable[[], object], patience: float = _PATIENCE) -> None:
        """Let the program work until something has happened."""
        deadline = time.monotonic() + patience
        while not happened():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            assert time.monotonic() < deadline, "it did not happen"

    def bury(self) -> None:
        """Let Qt delete what is to be deleted."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()
        self.window.deleteLater()
        self.bury()


def _no_sheet(*_told: object) -> None:
    """No recovery sheet is printed here."""


def everything_shown(laptop: OpenLaptop) -> str:
    """Every word that any widget holds that was made since this laptop was opened, seen or not."""
    held: list[str] = []
    for widget in QApplication.allWidgets():
        if shiboken6.getCppPointer(widget)[0] in laptop.found_here:
            continue  # left by another test
        held += [
            widget.windowTitle(),
            widget.toolTip(),
            widget.accessibleName(),
            widget.accessibleDescription(),
        ]
        if isinstance(widget, QLabel | QLineEdit):
            held.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            held.append(widget.toPlainText())
    return "\n".join(held)


def windows_beside(laptop: OpenLaptop) -> list[QWidget]:
    """Whatever is seen beside the window."""
    seen = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not laptop.window]
    return [one for one in seen if shiboken6.getCppPointer(one)[0] not in laptop.found_here]


@contextmanager
def silent_server() -> Iterator[str]:
    """A server that takes requests and never answers; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    taken: list[socket.socket] = []

    def take() -> None:
        while True:
            try:
                taken.append(listening.accept()[0])
            except OSError:
                return

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
        for one in taken:
            one.close()


def join(store: Store, address: str) -> None:
    """Let a store believe that it has joined a server."""
    store.enrolment.save(Enrolled(address, "11" * 32, "d", "22" * 32, "33" * 32, is_compared=True))
