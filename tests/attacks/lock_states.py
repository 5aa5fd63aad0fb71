"""What is open or runs when it locks, and what is to have come of it."""

import csv
from contextlib import ExitStack

from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu

from desktop.operations.bundles import read_from_stick
from desktop.operations.contacts import count_people
from desktop.operations.doors import open_door
from desktop.operations.drafts import list_drafts
from desktop.operations.exports import list_exports
from desktop.operations.register_import import list_imports
from desktop.operations.sent import list_sent
from desktop.ui.branch.register import RegisterPage
from desktop.ui.branch.screen import BranchScreen
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.sending.sent import SentPage
from desktop.ui.sending.stick import StickPage
from tests.attacks.open_laptop import (
    OpenLaptop,
    everything_shown,
    join,
    silent_server,
)
from tests.made_up_stores import register_file
from tests.ui.conftest import app  # noqa: F401 - a fixture
from tests.ui.keys import type_text

SECRET = "Boiler out since October"


class State:
    """Something that is so when it locks: ``begin`` brings it about, ``check`` looks at what came of it."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        raise NotImplementedError

    def check(self, laptop: OpenLaptop) -> None:
        """Beside what is to be so in each case."""


class Searching(State):
    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+3")
        type_text(laptop.window, SECRET)
        laptop.settle()
        room = laptop.window.room("people")
        assert isinstance(room, PeopleScreen)
        assert SECRET in everything_shown(laptop)


class SurveyUnfinished(State):
    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+2")
        laptop.until(lambda: laptop.doors.page is not None)
        laptop.press("1", "T", "3", "1")
        line = laptop.doors.door_pane.survey.words.field.line
        line.setFocus()
        type_text(laptop.window, SECRET)  # and no moment for anything to be written
        page = laptop.doors.page
        assert page is not None
        self.door = page.household

    def check(self, laptop: OpenLaptop) -> None:
        store = laptop.reopened()
        assert SECRET in open_door(store, self.door).draft
        assert list_drafts(store)
        store.close()


class DialogOpen(State):
    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+T", "B")
        room = laptop.window.room("stick")
        assert isinstance(room, StickPage)
        room.ask_where_to()
        QApplication.processEvents()
        assert QApplication.activeModalWidget() is room.chooser


class DialogWithItsOwnLoop(State):
    """As the system's own dialogs run: nothing returns before it is closed."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        self.answer: int | None = None
        assert laptop.window.workplace is not None
        dialog = QDialog(laptop.window.workplace)
        QLineEdit(SECRET, dialog)

        def run() -> None:
            self.answer = dialog.exec()

        self.dialog, self.run = dialog, run

    def check(self, laptop: OpenLaptop) -> None:
        assert self.answer == QDialog.DialogCode.Rejected


class ComboOpen(State):
    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        assert laptop.window.workplace is not None
        combo = QComboBox(laptop.window.workplace)
        combo.addItems([SECRET, "another"])
        combo.show()
        combo.showPopup()
        QApplication.processEvents()
        assert QApplication.activePopupWidget() is not None


class MenuOpen(State):
    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        menu = QMenu(laptop.window)
        menu.addAction("Paste")
        menu.addMenu("More").addAction("Select all")
        menu.popup(QPoint(200, 200))
        QApplication.processEvents()
        assert QApplication.activePopupWidget() is menu


class DragOver(State):
    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+T", "B")
        room = laptop.window.room("stick")
        self.mime = QMimeData()
        self.mime.setUrls([QUrl.fromLocalFile(str(laptop.folder / "somebody.groundswell"))])
        drag = (Qt.DropAction.CopyAction, self.mime, Qt.MouseButton.LeftButton)
        none = Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(5, 5), *drag, none)
        assert isinstance(room, StickPage)
        room.dragEnterEvent(entering)  # by hand: for a sent one Qt would ask for the drag that there is not
        assert entering.isAccepted()

    def check(self, laptop: OpenLaptop) -> None:
        takers = [one for one in QApplication.allWidgets() if one.isVisible() and one.acceptDrops()]
        assert all(isinstance(one, QLineEdit) for one in takers)


class Exchanging(State):
    """The server has the request and does not answer."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        join(laptop.store, on.enter_context(silent_server()))
        sending = laptop.window.sending
        assert sending is not None
        sending.send_now()
        laptop.until(lambda: laptop.window.tasks._network._work_queue.empty() and sending._is_running)
        for _ in range(10):
            QApplication.processEvents()
            QTest.qWait(20)

    def check(self, laptop: OpenLaptop) -> None:
        store = laptop.reopened()
        assert store.exchange.waiting() > 0  # it is still to be sent
        store.close()


class BringingIn(State):
    """A register is being written: all of it, or nothing."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        self.before = count_people(laptop.store)
        laptop.press("Ctrl+4", "R")
        room = laptop.window.room("branch")
        assert isinstance(room, BranchScreen)
        page = room.current
        assert isinstance(page, RegisterPage)
        page.choice.field.set_text(str(register_file(laptop.folder, 4000, 2)))
        page.bring_in()
        laptop.until(lambda: laptop.window.tasks.is_busy)

    def check(self, laptop: OpenLaptop) -> None:
        store = laptop.reopened()
        brought = len(list_imports(store)) - 1
        assert (count_people(store) > self.before) == bool(brought)
        store.close()


class WritingToStick(State):
    """A file for a stick: whole, or not there."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+T", "B")
        room = laptop.window.room("stick")
        assert isinstance(room, StickPage)
        self.before = {path.name for path in laptop.folder.iterdir()}
        room.write(str(laptop.folder / "out.groundswell"))

    def check(self, laptop: OpenLaptop) -> None:
        made = {path.name for path in laptop.folder.iterdir()} - self.before
        assert made <= {"out.groundswell"}
        store = laptop.reopened()
        if made:
            taken = read_from_stick(store, laptop.folder / "out.groundswell").value
            assert taken.is_whole
            assert (taken.new, taken.known) == (0, len(list_sent(store)))
        store.close()


class WritingList(State):
    """A list is written to a file: whole, or not there."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+T")
        room = laptop.window.room("sent")
        assert isinstance(room, SentPage)
        self.before = {path.name for path in laptop.folder.iterdir()}
        self.rows = len(list_sent(laptop.store))
        assert self.rows > 0
        room.export()
        assert room.chooser is not None
        room.chooser.fileSelected.emit(str(laptop.folder / "out.csv"))

    def check(self, laptop: OpenLaptop) -> None:
        made = {path.name for path in laptop.folder.iterdir()} - self.before
        assert made <= {"out.csv"}
        if made:
            with (laptop.folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
                assert len(list(csv.reader(file))) == 1 + self.rows


class WritingPeople(State):
    """People are written to a file: whole and noted, or neither."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.press("Ctrl+3", "Alt+F")
        room = laptop.window.room("people")
        assert isinstance(room, PeopleScreen)
        page = room.exporting
        assert page is not None
        laptop.until(lambda: page.plan is not None)
        laptop.press("5")
        type_text(laptop.window, SECRET)
        self.people = count_people(laptop.store)
        self.before = {path.name for path in laptop.folder.iterdir()}
        laptop.press("Return")
        assert page.chooser is not None
        page.chooser.fileSelected.emit(str(laptop.folder / "out.xlsx"))
        assert page.is_running

    def check(self, laptop: OpenLaptop) -> None:
        made = {path.name for path in laptop.folder.iterdir()} - self.before
        assert made <= {"out.xlsx"}
        store = laptop.reopened()
        assert [row.people for row in list_exports(store)] == [self.people] * len(made)
        store.close()
        if made:
            sheet = load_workbook(laptop.folder / "out.xlsx")["People"]
            assert sum(1 for _row in sheet.iter_rows()) == 1 + self.people


class Printing(State):
    """The recovery sheet of a store that was just made: it is written to its end, and the code is nowhere any more."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        store = laptop.window.give_back()
        assert store is laptop.store
        start = laptop.window.start
        start._begun.store = store
        start.sheet.show_code("ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567-ABCD", "Dockside")
        start._show(start.sheet)
        laptop.print_sheet = lambda file, *_told: file.write_text("a whole sheet")
        self.file = laptop.folder / "sheet.pdf"
        QTimer.singleShot(0, lambda: start.sheet.save_sheet(str(self.file)))

    def check(self, laptop: OpenLaptop) -> None:
        laptop.until(self.file.exists)
        assert self.file.read_text() in ("a whole sheet",)
        assert "ABCD" not in everything_shown(laptop)


class Practising(State):
    """Over the open store a made-up street is walked."""

    def begin(self, laptop: OpenLaptop, on: ExitStack) -> None:
        laptop.window.practise()
        laptop.until(lambda: laptop.window.workplace is not None and laptop.window.workplace.desk.is_practice)
        laptop.settle()


STATES: dict[str, type[State]] = {
    "searching": Searching,
    "survey unfinished": SurveyUnfinished,
    "dialog open": DialogOpen,
    "dialog with its own loop": DialogWithItsOwnLoop,
    "list of a combo open": ComboOpen,
    "menu open": MenuOpen,
    "drag over": DragOver,
    "exchange waiting for its server": Exchanging,
    "register coming in": BringingIn,
    "file for a stick": WritingToStick,
    "list going to a file": WritingList,
    "people going to a file": WritingPeople,
    "sheet being printed": Printing,
    "practising": Practising,
}
