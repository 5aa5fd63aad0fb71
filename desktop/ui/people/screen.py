"""The room of people: find anyone, look at them closely, and write about them. Nothing typed is ever lost."""

from enum import Enum, auto
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.contacts import NoSuchContact, PersonPage
from desktop.domain.ids import ContactId
from desktop.operations.changed import Changed
from desktop.operations.drafts import find_draft
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.wear import look_of
from desktop.ui.people.asking import NoteForm, PersonForm, VisitForm, read_begun
from desktop.ui.people.finder import FinderPane
from desktop.ui.people.hints import PageHint
from desktop.ui.people.person import PersonPane
from desktop.ui.people.reading import NEW_PERSON, Found, Lines, Person, read_found, read_person
from desktop.ui.people.writing import Writing
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, ActionBar, Kind
from desktop.ui.widgets.page import SCROLL_GUTTER
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.states import Face, StateStack
from desktop.wording.faults import fault_words
from desktop.wording.people import field_label

_REST_MS = 80
"""How long a row is current before its person is read: whoever runs down the list sees names, not pages."""


class Mode(Enum):
    """What the right of the room is for just now."""

    LOOK = auto()
    FIELD = auto()
    NOTE = auto()
    VISIT = auto()
    NEW = auto()


class PeopleScreen(Screen):
    """The list at the left, one person at the right."""

    SHOWS: ClassVar[Changed] = (
        Changed.CONTACTS | Changed.HOUSEHOLDS | Changed.ATTEMPTS | Changed.REGISTER | Changed.CONFLICTS
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.mode = Mode.LOOK
        self.found: Found | None = None
        self._asked = ""
        self._wanted: ContactId | None = None  # whose row and page were asked for from elsewhere
        self._is_finding = False
        self._opens = False  # Enter was pressed before the answer was there
        self._is_person_alone = False
        self.writing = Writing(desk, self)
        self.finder = FinderPane()
        self.pane = PersonPane()
        self.person_states = StateStack(self.pane)
        self.new_person, self.note, self.visit = PersonForm(), NoteForm(), VisitForm()
        self.bar = ActionBar()
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(_REST_MS)
        self._lay_out()
        self._connect()
        self.writing.undo_changed.connect(self._show_actions)
        self.writing.taken_off.connect(self._close_page)
        self._set_mode(Mode.LOOK)

    def _lay_out(self) -> None:
        self.finder.add_hint(PageHint("A", translate("People", "add a person"), self.begin_person))
        self.pane.so_far_head.add(PageHint("H", translate("People", "everything written"), self.show_past))
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        for widget in (self.person_states, self.new_person):
            self._column.addWidget(widget, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        for form in (self.note, self.visit, self.bar):
            self._foot.addWidget(form)
        self._column.addLayout(self._foot)
        panes = QHBoxLayout(self)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.setSpacing(0)
        self._between = HairRule(standing=True)
        panes.addWidget(self.finder, 508)
        panes.addWidget(self._between)
        panes.addWidget(self._right, 665)

    def _connect(self) -> None:
        self.finder.typed.connect(self._find)
        self.finder.moved.connect(self.rest.start)
        self.finder.opened.connect(self.open_current)
        self.rest.timeout.connect(self._read_current)
        self.pane.edit_asked.connect(self.begin_field)
        self.pane.editor.edited.connect(self._keep_field)
        self.note.edited.connect(self._keep_note)
        self.new_person.edited.connect(self._keep_new)
        self.visit.chosen.connect(self._save_visit)

    # Finding

    def refresh(self) -> None:
        """Read the list again, and the person who is shown."""
        self._find(self.finder.line.text())
        if self._wanted is not None:
            self._read_person(self._wanted, with_keys=True)
        elif self.pane.page is not None:
            self._read_person(self.pane.page.id)

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
            add = Action("A", translate("People", "Add a person"), self.begin_person)
            self.finder.show_nobody(found, add)
            self.rest.start()
        self._meet()
        if self._opens:
            self.open_current()

    def _meet(self) -> None:
        """Once list and page of somebody who was asked for are both there, go to their row."""
        page = self.pane.page
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
        """Show somebody, whoever was looked for before."""
        self.leave()
        self._wanted = ContactId(str(about))
        self.finder.line.clear()
        self._read_person(self._wanted, with_keys=True)
        self._find("")

    def open_current(self) -> None:
        """Enter: to the page of whoever is current in the list."""
        self._opens = self.found is None or self.found.text != self._asked
        contact = self.finder.contact
        if contact is None or self._opens:
            return
        self.rest.stop()
        self._read_person(contact, with_keys=True)

    def _read_current(self) -> None:
        if self._wanted is not None:
            return
        contact = self.finder.contact
        if contact is not None and (self.pane.page is None or self.pane.page.id != contact):
            self.leave()
            self._read_person(contact)
        elif contact is None and self.finder.states.face is Face.EMPTY and self.mode is Mode.LOOK:
            self.pane.person = None
            self.person_states.empty(
                translate("People", "Nobody chosen"), translate("People", "Whoever is found is shown here.")
            )
            self._show_actions()

    def _read_person(self, contact: ContactId, *, with_keys: bool = False) -> None:
        self.person_states.loading(translate("People", "Reading the page"))
        self.desk.tasks.query(
            partial(read_person, self.desk.store, contact),
            partial(self._show_person, with_keys=with_keys),
            owner=self,
            failed=partial(self._show_no_person, contact),
            latest=(self, "person"),
        )

    def _show_person(self, person: Person, *, with_keys: bool = False) -> None:
        self.pane.show_person(person, self.writing.begun_about(person), self.desk.now())
        self.person_states.loaded()
        self._show_actions()
        if with_keys:
            self._is_person_alone = True
            self._arrange()
            self.pane.fields.take_keys()
        self._meet()

    def _show_no_person(self, contact: ContactId, fault: Exception) -> None:
        told = fault_words(fault, translate)
        again = Action("R", translate("People", "Try again"), partial(self._read_person, contact))
        self.pane.person = self._wanted = None
        self.person_states.failed(
            told.happened, told.safe, told.remedy, None if isinstance(fault, NoSuchContact) else again
        )
        self._show_actions()

    def _close_page(self) -> None:
        self.pane.person = None
        self.finder.line.setFocus()
        self.rest.start()

    def show_past(self) -> None:
        """H: everything that was ever written, or the page without it."""
        self.pane.show_past(shown=not self.pane.is_past_shown)
        if self.pane.is_past_shown:
            self.pane.bring_into_sight(self.pane.past)

    # Writing

    def begin_field(self, name: str) -> None:
        """Alt and a digit: write a field, below its line."""
        page = self.pane.page
        if page is None:
            return
        saved = _saved(page, name)
        text = self.writing.begun(page.id, name) or saved
        note = ""
        if text != saved:
            note = translate("People", "Begun before and not saved. On the page: {value}").format(
                value=saved or translate("People", "nothing")
            )
        written = [one for one in page.history if one.field == name]
        self._set_mode(Mode.FIELD)
        self.pane.fields.open_editor(name)
        self.pane.editor.open(field_label(name, translate), text, note, written, self.desk.now())
        self._show_actions()
        self.pane.editor.take_keys()
        self.pane.bring_into_sight(self.pane.editor)

    def _keep_field(self, text: str) -> None:
        page = self.pane.page
        if page is not None and self.pane.fields.editing:
            name = self.pane.fields.editing
            self.writing.keep(page.id, name, text if text != _saved(page, name) else "")

    def save_field(self) -> None:
        """Enter: the field is saved, and every earlier value stays in the history."""
        page, name = self.pane.page, self.pane.fields.editing
        if page is None or not name:
            return
        text = self.pane.editor.field.text().strip()
        if text == _saved(page, name):
            self.writing.keep(page.id, name, "")
            self._set_mode(Mode.LOOK)
            return
        self.writing.edit(page, name, text, _saved(page, name), self._field_saved, self._refuse_field)

    def _field_saved(self) -> None:
        if self.mode is Mode.FIELD:
            self._set_mode(Mode.LOOK)

    def _refuse_field(self, fault: Exception) -> None:
        self.pane.editor.field.set_error(fault_words(fault, translate).sentence)

    def begin_note(self) -> None:
        """N: write a note."""
        page = self.pane.page
        if page is not None:
            self.note.open(self.writing.begun(page.id, "note"))
            self._set_mode(Mode.NOTE)
            self.note.take_keys()

    def _keep_note(self) -> None:
        if self.pane.page is not None:
            self.writing.keep(self.pane.page.id, "note", self.note.begun)

    def save_note(self) -> None:
        """Ctrl+Enter: keep the note."""
        page, text = self.pane.page, self.note.field.text()
        if page is not None and text.strip():
            self.writing.add_note(page.id, text, self._note_saved, read_aloud=self.note.is_read_aloud)

    def _note_saved(self) -> None:
        if self.mode is Mode.NOTE:
            self._set_mode(Mode.LOOK)
            self.pane.fields.take_keys()

    def begin_visit(self) -> None:
        """V: say what happened at their door."""
        if self.pane.page is not None and self.pane.page.household is not None:
            self.visit.open()
            self._set_mode(Mode.VISIT)
            self.visit.take_keys()

    def _save_visit(self, outcome: Any) -> None:
        page = self.pane.page
        if page is not None and page.household is not None and self.mode is Mode.VISIT:
            self.writing.add_visit(page, outcome)
            self._set_mode(Mode.LOOK)
            self.pane.fields.take_keys()

    def begin_person(self) -> None:
        """A: somebody who is not on the lists yet."""
        self.desk.tasks.query(
            partial(find_draft, self.desk.store, NEW_PERSON), self._show_new, owner=self, latest=(self, "new")
        )

    def _show_new(self, begun: str) -> None:
        self.new_person.open(read_begun(self.writing.begun_or(NEW_PERSON, begun)))
        self._set_mode(Mode.NEW)
        self.new_person.take_keys()

    def _keep_new(self) -> None:
        self.writing.keep_at(NEW_PERSON, self.new_person.begun)

    def save_person(self) -> None:
        """Enter: the new person is on the lists."""
        self.writing.add_person(self.new_person.values, self._person_saved, self._refuse_person)

    def _person_saved(self, contact: ContactId) -> None:
        self._set_mode(Mode.LOOK)
        self.open(contact)

    def _refuse_person(self, fault: Exception) -> None:
        self.new_person.refuse(fault_words(fault, translate).sentence)

    def stop_asking(self) -> None:
        """Esc: leave what is being written; it is kept, and there when one comes back."""
        was = self.mode
        self._set_mode(Mode.LOOK)
        if was is Mode.NEW:
            self.finder.line.setFocus()
        elif was is not Mode.FIELD:
            self.pane.fields.take_keys()
        if self.pane.person is not None:
            self._show_person(self.pane.person)

    # Keys and what can be done

    def _set_mode(self, mode: Mode) -> None:
        if self.mode is Mode.FIELD and mode is not Mode.FIELD:
            self.pane.fields.close_editor()
        self.mode = mode
        self.new_person.setVisible(mode is Mode.NEW)
        self.person_states.setVisible(mode is not Mode.NEW)
        self.note.setVisible(mode is Mode.NOTE)
        self.visit.setVisible(mode is Mode.VISIT)
        if mode is Mode.NEW:
            self._is_person_alone = True
            self._arrange()
        self._show_actions()

    def _show_actions(self) -> None:
        self.finder.can_undo = self.writing.can_undo
        actions = self._looking() if self.mode is Mode.LOOK else self._asking()
        self.bar.set_actions(actions)
        self.bar.setVisible(bool(actions))

    def _looking(self) -> list[Action]:
        page = self.pane.page
        undo = [Action("Ctrl+Z", translate("People", "Undo"), self.writing.undo)]
        if page is None:
            return undo if self.writing.can_undo else []
        actions = [Action("N", translate("People", "Note"), self.begin_note)]
        if page.conflicts:
            about = Place("conflicts", (page.id, page.conflicts[0]))
            actions.append(Action("W", translate("People", "Which is right?"), partial(self.desk.go, about)))
        if self.writing.can_undo:
            actions += undo
        if page.household is not None and page.is_do_not_visit:
            again = translate("People", "They may be visited again")
            actions.append(Action("X", again, partial(self.writing.set_visits, page, stop=False), Kind.FAR))
        elif page.household is not None:
            actions.append(Action("V", translate("People", "Add a visit"), self.begin_visit, Kind.PRIMARY))
            stop = partial(self.writing.set_visits, page, stop=True)
            actions.append(Action("X", translate("People", "Stop visits"), stop, Kind.STOP))
        if self._is_single:
            actions.append(Action("Escape", translate("People", "Back to the list"), self.back_to_list))
        return actions

    def _asking(self) -> list[Action]:
        leave = Action("Escape", translate("People", "Leave it for now"), self.stop_asking)
        save = {
            Mode.FIELD: ("Return", translate("People", "Save it"), self.save_field),
            Mode.NOTE: ("Ctrl+Return", translate("People", "Keep this note"), self.save_note),
            Mode.NEW: ("Return", translate("People", "Add this person"), self.save_person),
        }.get(self.mode)
        return [Action(*save, Kind.PRIMARY), leave] if save is not None else [leave]

    def take_keys(self) -> None:
        """The line has the keys at once, unless somebody was opened here from elsewhere."""
        if self._wanted is None:
            self._is_person_alone = False
            self._arrange()
            self.finder.line.setFocus()
            self.finder.line.selectAll()

    def leave(self) -> None:
        """What is being written is kept at every key; the next who comes finds the page at rest."""
        if self.mode is not Mode.LOOK:
            self._set_mode(Mode.LOOK)

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

    @property
    def _is_single(self) -> bool:
        return self.width() < look_of(self).px(sizes.SINGLE_PANE_BELOW - sizes.RAIL_NARROW)

    def _arrange(self) -> None:
        look = look_of(self)
        single = self._is_single
        self.finder.setVisible(not (single and self._is_person_alone))
        self._right.setVisible(not single or self._is_person_alone)
        self._between.setVisible(not single)
        short = self.window().height() < look.px(sizes.SHORT_BELOW)
        gutter = look.px(SCROLL_GUTTER)
        right = look.px(sizes.PAGE_MARGIN) - gutter
        self._column.setContentsMargins(look.px(28), look.px(12 if short else 20), right, look.px(10))
        self._foot.setContentsMargins(0, 0, gutter, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pane where there is no room for two."""
        super().resizeEvent(event)
        self._arrange()
        self._show_actions()


def _saved(page: PersonPage, name: str) -> str:
    """What a field holds, as its editor begins."""
    return page.value(name) or (page.address if name == "address" else "")
