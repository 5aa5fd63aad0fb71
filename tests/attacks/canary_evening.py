"""An evening in the real program, from its own beginning, by somebody whose every word is a canary.

``python -m tests.attacks.canary_evening FOLDER SERVER_ADDRESS CODE``: plays in the window that ``desktop.main`` opens,
meets two unforeseen faults on the way, says on standard output which secrets it used, and waits to be killed while
somebody types.
"""

import json
import sys
import traceback
from pathlib import Path
from threading import Event
from typing import TypeVar
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import main as program
from desktop.operations.branch_surveys import current_survey
from desktop.operations.contacts import count_people
from desktop.operations.status import read_status
from desktop.operations.turfs import cut_turf, list_streets, list_turfs
from desktop.store import keyfile
from desktop.ui.branch.screen import BranchScreen
from desktop.ui.branch.server import ServerPage
from desktop.ui.doors.screen import DoorsScreen
from desktop.ui.widgets.clipboard import put_on_clipboard
from desktop.ui.window import Window
from tests.attacks import canaries
from tests.rehearsal.player import Player

Room = TypeVar("Room")
_USED: set[bytes] = set()
_DERIVE = keyfile.derive
_SHOWN_MS = 300
"""After this long the window stands there."""


class Evening(Player):
    """A player in the window that the program itself opened."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.who, self.folder, self.window = "canary", folder, window
        self._pictures = folder

    def play(self, address: str, code: str) -> None:
        """From nothing to the middle of a note."""
        self._found()
        self._bring_in()
        self._connect(address, code)
        self._walk()
        self._find()
        self._stumble()
        secrets = [
            *(key.hex() for key in _USED),
            self.store.branch.key.hex(),
            *self._lock_and_return(),
            *self._device_keys(),
        ]
        self.press("Ctrl+2")
        self._typing()
        sys.stdout.write(json.dumps(secrets) + "\n")
        sys.stdout.flush()

    def _found(self) -> None:
        self.window.resize(1366, 768)
        self.come_forward()
        self.press("S")
        self.type(canaries.MEMBER)
        self.press("Return")
        self.type("Dockside")
        self.press("Return")
        self.type(canaries.PASSPHRASE)
        start = self.window.start
        self.write(start.passphrase.second.line, canaries.PASSPHRASE)
        self.press("Return")
        self.until(lambda: start.currentWidget() is start.sheet)
        self._code = start.sheet.code.text().replace("\n", "  ").replace("  ", "-")
        self.press("Return", "Return")
        self.until(lambda: self.window.workplace is not None)

    def _bring_in(self) -> None:
        room = self._room("branch", BranchScreen)
        self.press("Ctrl+4", "R")
        self.type(str(self.folder / "council" / "register.csv"))
        self.press("Return")
        self.until(lambda: count_people(self.store) > 0)
        room.open("survey")
        self.settle()
        self.type(str(self.folder / "council" / "survey.xlsx"))
        self.press("Return", "Return")
        self.until(lambda: current_survey(self.store) is not None)
        cut_turf(self.store, "Walk", [list_streets(self.store)[0].key])
        self.until(lambda: bool(list_turfs(self.store)))

    def _connect(self, address: str, code: str) -> None:
        room = self._room("branch", BranchScreen)
        room.open("server")
        self.settle()
        page = room.current
        if not isinstance(page, ServerPage):
            raise TypeError(type(page).__name__)
        self.write(page.form.address.line, address)
        self.write(page.form.code.line, code)
        self.press("Return")
        self.until(lambda: bool(page.words.words.text()))
        self.press("Return")
        self.until(lambda: read_status(self.store).is_enrolled)

    def _walk(self) -> None:
        self.press("Ctrl+2")
        screen = self._room("doors", DoorsScreen)
        self.until(lambda: screen.page is not None)
        self.press("1", "T", "3", "1")
        self.write(screen.door_pane.survey.words.field.line, canaries.OPINION)
        self.press("Return", "1", "Return")
        self.press("1", "R")
        self.write(screen.door_pane.note.field.line, canaries.NOTE)
        self.press("Return")
        self.settle()
        self.press("Ctrl+S")
        self.until(lambda: not read_status(self.store).pending_visits)

    def _find(self) -> None:
        self.press("Ctrl+3")
        self.type(canaries.SURNAME)
        self.settle()
        self.press("Return")
        self.settle()

    def _stumble(self) -> None:
        """Two faults that nobody foresaw, each with somebody in its words: in a worker, and in the window's own thread."""

        def fail() -> None:
            raise RuntimeError(canaries.SURNAME, canaries.NOTE)

        self.window.tasks.query(fail, lambda _read: None, owner=self.window)
        self.settle()
        QTimer.singleShot(0, fail)
        QApplication.processEvents()
        self.settle()

    def _lock_and_return(self) -> list[str]:
        put_on_clipboard(canaries.NOTE)
        self.press("Ctrl+L")
        self.until(lambda: self.window.workplace is None)
        if canaries.NOTE in QApplication.clipboard().text():
            raise AssertionError("what was copied outlived the lock")
        self.type(canaries.PASSPHRASE)
        self.press("Return")
        self.until(lambda: self.window.workplace is not None)
        self.settle()
        return [self._code]

    def _device_keys(self) -> list[str]:
        kept = self.store.enrolment.find()
        return [kept.device_key, kept.box_key] if kept is not None else []

    def _typing(self) -> None:
        screen = self._room("doors", DoorsScreen)
        self.until(lambda: screen.page is not None)
        self.press("1", "R")
        self.write(screen.door_pane.note.field.line, canaries.UNFINISHED)

    def _room(self, name: str, kind: type[Room]) -> Room:
        room = self.window.room(name)
        if not isinstance(room, kind):
            raise TypeError(type(room).__name__)
        return room


def _where(fault: BaseException) -> str:
    places = [f"{place.filename}:{place.lineno}" for place in traceback.extract_tb(fault.__traceback__)]
    return f"{type(fault).__name__} at {' '.join(places)}"


def _noting(key: bytes, purpose: bytes, store_id: str) -> bytes:
    """Derive a key, and remember both: what opens the vault must lie nowhere."""
    made = _DERIVE(key, purpose, store_id)
    _USED.update((key, made))
    return made


def begin() -> int:
    """Let the program begin as a person does, and play in its window."""
    folder, address, code = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    begin_window, begun_once = Window.begin, Event()

    def play(window: Window) -> None:
        try:
            Evening(window, folder).play(address, code)
        except BaseException as fault:  # noqa: BLE001 - whoever waits is told where it was
            sys.stdout.write(json.dumps({"stopped": _where(fault)}) + "\n")
            sys.stdout.flush()

    def begun(window: Window) -> None:
        if not begun_once.is_set():
            QTimer.singleShot(_SHOWN_MS, window, lambda: play(window))
        begun_once.set()
        begin_window(window)

    with patch.object(Window, "begin", begun), patch.object(keyfile, "derive", _noting):
        return program.main(["--vault", str(folder / "records")])


if __name__ == "__main__":
    sys.exit(begin())
