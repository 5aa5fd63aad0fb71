"""The room of people: find anyone, look at them closely, and write about them. Nothing typed is ever lost."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.exports import may_export
from desktop.domain.ids import ContactId
from desktop.operations.changed import Changed
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.wear import look_of
from desktop.ui.people.exporting import ExportPage
from desktop.ui.people.finder import FinderPane
from desktop.ui.people.hints import PageHint
from desktop.ui.people.reading import Found, Lines, read_found
from desktop.ui.people.side import Mode, PersonSide
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.states import Face

_REST_MS = 80
"""How long a row is current before its person is read: whoever runs down the list sees names, not pages."""


class PeopleScreen(Screen):
    """The list at the left, one person at the right; over both, for whoever may, the page that writes people to a file."""

    SHOWS: ClassVar[Changed] = (
        Changed.CONTACTS | Changed.HOUSEHOLDS | Changed.ATTEMPTS | Changed.REGISTER | Changed.CONFLICTS
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.found: Found | None = None
        self._asked = ""
        self._wanted: ContactId | None = None  # whose row and page were asked for from elsewhere
        self._is_finding = False
        self._opens = False  # Enter was pressed before the answer was there
        self._is_person_alone = False
        self.finder = FinderPane()
        self.side = PersonSide(desk)
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST_MS)
        self.finder.add_hint(PageHint("A", translate("People", "add a person"), self.side.begin_person))
        self.exporting: ExportPage | None = None
        if may_export(desk.role) and not desk.is_practice:
            self.finder.add_hint(PageHint("F", translate("People", "write to a file"), self.begin_export))
        self._between = HairRule(standing=True)
        panes = QHBoxLayout(self)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.setSpacing(0)
        panes.addWidget(self.finder, 508)
        panes.addWidget(self._between)
        panes.addWidget(self.side, 665)
        self._panes = panes
        self._connect()

    def _connect(self) -> None:
        self.finder.typed.connect(self._find)
        self.finder.moved.connect(self.rest.start)
        self.finder.opened.connect(self.open_current)
        self.rest.timeout.connect(self._read_current)
        self.side.shown.connect(self._shown)
        self.side.unread.connect(self._forget_wanted)
        self.side.began_new.connect(self._show_side)
        self.side.left_new.connect(self.finder.line.setFocus)
        self.side.added.connect(self.open)
        self.side.back_asked.connect(self.back_to_list)
        self.side.undo_changed.connect(self._note_undo)
        self.side.writing.taken_off.connect(self._close_page)

    # Finding

    def refresh(self) -> None:
        """Read the list again, and the person who is shown."""
        self._find(self.finder.line.text())
        if self._wanted is not None:
            self.side.read(self._wanted, with_keys=True)
        elif self.side.pane.page is not None:
            self.side.read(self.side.pane.page.id)

    def _find(self, text: str) -> None:
        self._asked = text
        self._is_finding = True
        if self.finder.states.face is not Face.EMPTY:
            self.finder.states.loading(translate("People", "Reading the list"))
        everyone = self.found.everyone if self.found is not None else 0
        self.desk.tasks.query(
            partial(read_found, self.desk.store, text, everyone),
            self._show_found,
            owner=self,
            failed=self._show_failure,
            latest=(self, "found"),
        )

    def _show_found(self, found: Found) -> None:
        stay = self.found is not None and self.found.text == found.text
        self.found, self._is_finding = found, False
        self.finder.show_found(found, Lines(self.desk.store, found, self.desk.tasks.failed.emit), stay=stay)
        if not found.ids:
            add = Action("A", translate("People", "Add a person"), self.side.begin_person)
            self.finder.show_nobody(found, add)
            self.rest.start()
        self._meet()
        if self._opens:
            self.open_current()

    def _meet(self) -> None:
        """Once list and page of somebody who was asked for are both there, go to their row."""
        page = self.side.pane.page
        if self._wanted is None or self._is_finding or page is None or page.id != self._wanted:
            return
        self._wanted = None
        self.finder.go_to_contact(page.rowid)
        self.rest.stop()

    def _show_failure(self, _fault: Exception) -> None:
        self._is_finding = False
        self.finder.states.failed(
            translate("People", "The list could not be read"),
            translate("People", "Everything you wrote is safe on this laptop."),
            translate("People", "Try again, or tell your organiser."),
            Action("R", translate("People", "Try again"), self.refresh),
        )

    # One person

    def open(self, about: Any) -> None:
        """Show somebody, whoever was looked for before; not while a file is being written."""
        if not self._close_export():
            return
        self.leave()
        self._wanted = ContactId(str(about))
        self.finder.line.clear()
        self.side.read(self._wanted, with_keys=True)
        self._find("")

    def open_current(self) -> None:
        """Enter: to the page of whoever is current in the list."""
        self._opens = self.found is None or self.found.text != self._asked
        contact = self.finder.contact
        if contact is None or self._opens:
            return
        self.rest.stop()
        self.side.read(contact, with_keys=True)

    def _read_current(self) -> None:
        is_writing = self.side.mode is not Mode.LOOK and not self.finder.has_keys
        if self._wanted is not None or is_writing:
            return
        contact = self.finder.contact
        if contact is not None and (self.side.pane.page is None or self.side.pane.page.id != contact):
            self.leave()
            self.side.read(contact)
        elif contact is None and self.finder.states.face is Face.EMPTY and self.side.mode is Mode.LOOK:
            self.side.show_nobody()

    def _shown(self, with_keys: bool) -> None:
        if with_keys:
            self._show_side()
            self.side.pane.fields.take_keys()
        self._meet()

    def _forget_wanted(self) -> None:
        self._wanted = None

    def _note_undo(self) -> None:
        self.finder.can_undo = self.side.writing.can_undo

    def _close_page(self) -> None:
        self.side.pane.person = None
        self.finder.line.setFocus()
        self.rest.start()

    # Writing people to a file

    @property
    def is_exporting(self) -> bool:
        """Whether the page for that is open."""
        return self.exporting is not None and not self.exporting.isHidden()

    def begin_export(self) -> None:
        """F: whoever is found just now, or everybody, goes into a file."""
        self.leave()
        if self.exporting is None:
            self.exporting = ExportPage(self.desk, self)
            self.exporting.hide()
            self.exporting.back.connect(self.end_export)
            self._panes.addWidget(self.exporting, 1173)
        self.exporting.show_for(self.finder.line.text())
        self.exporting.show()
        self._arrange()
        self.exporting.take_keys()

    def end_export(self) -> None:
        """Esc there: back to the list."""
        if self._close_export():
            self.back_to_list()

    def _close_export(self) -> bool:
        """Close the page, unless a file is being written just now; whether it is closed."""
        if self.exporting is None or not self.is_exporting:
            return True
        if self.exporting.is_running:
            return False
        self.exporting.hide()
        return True

    def begin_again(self) -> None:
        """The room's own key: the list."""
        self._close_export()

    # Keys

    def take_keys(self) -> None:
        """The line has the keys at once, unless somebody was opened here from elsewhere."""
        if self.exporting is not None and self.is_exporting:
            self.exporting.take_keys()
        elif self._wanted is None:
            self._is_person_alone = False
            self._arrange()
            self.finder.line.setFocus()
            self.finder.line.selectAll()

    def leave(self) -> None:
        """The next who comes finds the page at rest."""
        self.side.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: clear the line, or go back to it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.finder.line.hasFocus():
            self.finder.clear()
        else:
            self.back_to_list()

    def back_to_list(self) -> None:
        """Esc on a person's page: to the search line; what is typed next begins a new search."""
        self._is_person_alone = False
        self._arrange()
        self.finder.line.setFocus()
        self.finder.line.selectAll()

    def _show_side(self) -> None:
        self._is_person_alone = True
        self._arrange()

    def _arrange(self) -> None:
        single = self.width() < look_of(self).px(sizes.SINGLE_PANE_BELOW - sizes.RAIL_NARROW)
        self.side.is_single = single
        is_list = not self.is_exporting
        self.finder.setVisible(is_list and not (single and self._is_person_alone))
        self.side.setVisible(is_list and (not single or self._is_person_alone))
        self._between.setVisible(is_list and not single)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pane where there is no room for two."""
        super().resizeEvent(event)
        self._arrange()
        self.side.dress()
        self.side.show_actions()
