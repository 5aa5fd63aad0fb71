"""An organiser at a laptop: the real window over a real store that was made quickly, and register files to bring in."""

import gc
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role
from desktop.operations.members import name_branch, name_me
from desktop.operations.register_import import import_register
from desktop.operations.vaults import create_vault
from desktop.store.store import Store
from desktop.ui.branch.screen import BranchScreen
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Place
from desktop.ui.tasks import Tasks
from desktop.ui.window import Window
from sync.protocol.enrolment import Stretch
from tests.made_up_files.register_files import XPRESS, Row, as_bytes, xpress_rows
from tests.ui.keys import press, type_text

NOW = datetime(2026, 11, 24, 18, 0)
ELECTORS = 400
_QUICK = Stretch(memory_kib=1024, passes=1, lanes=1)
_PASSPHRASE = "violet otter harbour nine"
PageType = TypeVar("PageType", bound=BranchPage)


class Office:
    """The window, opened; `folder` is where files may lie."""

    def __init__(self, folder: Path, role: Role = Role.ORGANISER, *, has_register: bool = False) -> None:
        self.folder = folder
        made = create_vault(folder / "records", _PASSPHRASE, stretch=_QUICK, floor=_QUICK)
        self.store: Store = made.store
        name_me(self.store, "Eluned Probert", "Eluned’s laptop", role)
        name_branch(self.store, "Dockside")
        if has_register:
            import_register(self.store, self.register())
        self.window = Window(
            tasks=Tasks(),
            folder=folder / "records",
            appearance_file=folder / "appearance.json",
            write_sheet=_no_sheet,
            now=lambda: NOW,
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.open_store(self.store)
        self.window.activateWindow()
        self.settle()

    @property
    def branch(self) -> BranchScreen:
        """The branch room."""
        room = self.window.room("branch")
        assert isinstance(room, BranchScreen)
        return room

    def go(self, about: str, kind: type[PageType]) -> PageType:
        """Go to a page of the branch room."""
        assert self.window.workplace is not None
        self.window.workplace.go(Place("branch", about))
        self.settle()
        page = self.branch.current
        assert isinstance(page, kind)
        return page

    def is_at(self, kind: type[BranchPage]) -> bool:
        """Whether a page of this kind is shown in the branch room."""
        return isinstance(self.branch.current, kind)

    def register(self, rows: list[Row] | None = None, name: str = "register.csv") -> Path:
        """A register file of made-up electors."""
        path = self.folder / name
        path.write_bytes(as_bytes(XPRESS, xpress_rows(ELECTORS) if rows is None else rows))
        return path

    def press(self, *keys: str) -> None:
        """Press keys one after the other; the program answers each."""
        for key in keys:
            press(self.window, key)
            self.settle()

    def type(self, text: str) -> None:
        """Type where the keys are."""
        type_text(self.window, text)
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked has been answered."""
        for _ in range(3):
            self.until(lambda: not self.window.tasks.is_busy)
            QApplication.processEvents()

    def until(self, happened: Callable[[], object]) -> None:
        """Let the program work until something has happened."""
        deadline = time.monotonic() + 30
        while not happened():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            assert time.monotonic() < deadline, "it did not happen"

    def close(self) -> None:
        """Close the window as a person does, and let go of its widgets here, in the thread that they belong to."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()


def _no_sheet(*_told: object) -> None:
    """No recovery sheet is printed here."""
