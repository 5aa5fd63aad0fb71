"""The right of the room: one person's page, or what is being written there, and the keys for both."""

from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.contacts import NoSuchContact, PersonPage
from desktop.domain.ids import ContactId
from desktop.operations.drafts import find_draft
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.people.asking import NoteForm, PersonForm, VisitForm, read_begun
from desktop.ui.people.erasing import ErasingPage
from desktop.ui.people.hints import PageHint
from desktop.ui.people.person import PersonPane
from desktop.ui.people.reading import NEW_PERSON, Person, read_person
from desktop.ui.people.writing import Writing
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, ActionBar, Kind
from desktop.ui.widgets.page import SCROLL_GUTTER
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.states import StateStack
from desktop.wording.faults import fault_words
from desktop.wording.people import field_label


class Mode(Enum):
    """What the right of the room is for just now."""

    LOOK = auto()
    FIELD = auto()
    NOTE = auto()
    VISIT = auto()
    NEW = auto()
    ERASE = auto()


class PersonSide(Part):
    """Shows one person, and opens what is written about them below its cause."""

    shown = Signal(bool)  # a person's page is there; whether it was asked for with the keys
    unread = Signal()  # a page that was asked for cannot be shown
    began_new = Signal()  # the form for somebody new is open
    left_new = Signal()
    added = Signal(str)  # contact id
    back_asked = Signal()
    undo_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.mode = Mode.LOOK
        self.is_single = False  # whether this is the only pane there is room for
        self.writing = Writing(desk, self)
        self.pane = PersonPane(may_erase=desk.role.runs_branch and not desk.is_practice)
        self.states = StateStack(self.pane)
        self.new_person, self.note, self.visit = PersonForm(), NoteForm(), VisitForm()
        self.erasing = ErasingPage()
        self.bar = ActionBar()
        self.pane.so_far_head.add(PageHint("H", translate("People", "everything written"), self.show_past))
        self._column = QVBoxLayout(self)
        for widget in (self.states, self.new_person, self.erasing):
            self._column.addWidget(widget, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(0)
        for form in (self.note, self.visit, self.bar):
            self._foot.addWidget(form)
        self._column.addLayout(self._foot)
        self.pane.edit_asked.connect(self.begin_field)
        self.pane.editor.edited.connect(self._keep_field)
        self.note.edited.connect(self._keep_note)
        self.new_person.edited.connect(self._keep_new)
        self.visit.chosen.connect(self._save_visit)
        self.pane.rarely.joined.connect(self.writing.say_same)
        self.pane.rarely.parted.connect(self.writing.part)
        self.pane.rarely.other_wanted.connect(self.back_asked)
        self.pane.rarely.erase_asked.connect(self.begin_erasing)
        self.writing.undo_changed.connect(self._undo_changed)
        self._set_mode(Mode.LOOK)
        self.ensure_dressed()

    # One person

    def read(self, contact: ContactId, *, with_keys: bool = False) -> None:
        """Read somebody's page and show it, with the keys if they are wanted there."""
        self.states.loading(translate("People", "Reading the page"))
        self.desk.tasks.query(
            partial(read_person, self.desk.store, contact),
            partial(self._show, with_keys=with_keys),
            owner=self,
            failed=partial(self._show_no_person, contact),
            latest=self,
        )

    def _show(self, person: Person, *, with_keys: bool = False) -> None:
        self.pane.show_person(person, self.writing.begun_about(person), self.desk.now())
        self.states.loaded()
        self.show_actions()
        self.shown.emit(with_keys)

    def _show_no_person(self, contact: ContactId, fault: Exception) -> None:
        told = fault_words(fault, translate)
        again = Action("R", translate("People", "Try again"), partial(self.read, contact))
        self.pane.person = None
        self.states.failed(
            told.happened, told.safe, told.remedy, None if isinstance(fault, NoSuchContact) else again
        )
        self.show_actions()
        self.unread.emit()

    def show_nobody(self) -> None:
        """Nobody is found who could be shown."""
        self.pane.person = None
        self.states.empty(
            translate("People", "Nobody chosen"), translate("People", "Whoever is found is shown here.")
        )
        self.show_actions()

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
        self.show_actions()
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
        self.added.emit(contact)

    def _refuse_person(self, fault: Exception) -> None:
        self.new_person.refuse(fault_words(fault, translate).sentence)

    def begin_erasing(self) -> None:
        """E: the page that stops before somebody is erased."""
        if self.pane.page is not None and self.mode is Mode.LOOK:
            self.erasing.open(self.pane.page)
            self._set_mode(Mode.ERASE)
            self.setFocus()

    def erase(self) -> None:
        """Erase whom the page asks about."""
        if self.pane.page is not None and self.mode is Mode.ERASE:
            self.writing.erase(self.pane.page.id, self._erased, self._refuse_erasing)

    def _erased(self) -> None:
        self._set_mode(Mode.LOOK)
        self.pane.fields.take_keys()

    def _refuse_erasing(self, fault: Exception) -> None:
        self.erasing.refuse(fault_words(fault, translate).sentence)

    def stop_asking(self) -> None:
        """Esc: leave what is being written; it is kept, and there when one comes back."""
        was = self.mode
        self._set_mode(Mode.LOOK)
        if was is Mode.NEW:
            self.left_new.emit()
        elif was is not Mode.FIELD:
            self.pane.fields.take_keys()
        if self.pane.person is not None:
            self._show(self.pane.person)

    def leave(self) -> None:
        """What is being written is kept at every key; the next who comes finds the page at rest."""
        if self.mode is not Mode.LOOK:
            self._set_mode(Mode.LOOK)

    # Keys and what can be done

    def _set_mode(self, mode: Mode) -> None:
        if self.mode is Mode.FIELD and mode is not Mode.FIELD:
            self.pane.fields.close_editor()
        self.mode = mode
        self.new_person.setVisible(mode is Mode.NEW)
        self.erasing.setVisible(mode is Mode.ERASE)
        self.states.setVisible(mode not in (Mode.NEW, Mode.ERASE))
        self.note.setVisible(mode is Mode.NOTE)
        self.visit.setVisible(mode is Mode.VISIT)
        if mode is Mode.NEW:
            self.began_new.emit()
        self.show_actions()

    def show_actions(self) -> None:
        """Offer what can be done just now."""
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
        if page.is_do_not_visit:
            again = translate("People", "They may be visited again")
            actions.append(Action("X", again, partial(self.writing.set_visits, page, stop=False), Kind.FAR))
        elif page.household is not None:
            actions.append(Action("V", translate("People", "Add a visit"), self.begin_visit, Kind.PRIMARY))
            stop = partial(self.writing.set_visits, page, stop=True)
            actions.append(Action("X", translate("People", "Stop visits"), stop, Kind.STOP))
        if self.is_single:
            actions.append(Action("Escape", translate("People", "Back to the list"), self.back_asked.emit))
        return actions

    def _asking(self) -> list[Action]:
        if self.mode is Mode.ERASE:
            keep = Action("Escape", translate("People", "Keep everything"), self.stop_asking, Kind.PRIMARY)
            return [keep, Action("Ctrl+Del", translate("People", "Erase for good"), self.erase, Kind.STOP)]
        leave = Action("Escape", translate("People", "Leave it for now"), self.stop_asking)
        save = {
            Mode.FIELD: ("Return", translate("People", "Save it"), self.save_field),
            Mode.NOTE: ("Ctrl+Return", translate("People", "Keep this note"), self.save_note),
            Mode.NEW: ("Return", translate("People", "Add this person"), self.save_person),
        }.get(self.mode)
        return [Action(*save, Kind.PRIMARY), leave] if save is not None else [leave]

    def _undo_changed(self) -> None:
        self.show_actions()
        self.undo_changed.emit()

    def dress(self) -> None:
        """Margins as of a pane at the right."""
        px = self.look.px
        gutter = px(SCROLL_GUTTER)
        short = self.window().height() < px(sizes.SHORT_BELOW)
        right = px(sizes.PAGE_MARGIN) - gutter
        self._column.setContentsMargins(px(28), px(12 if short else 20), right, px(10))
        self._foot.setContentsMargins(0, 0, gutter, 0)


def _saved(page: PersonPage, name: str) -> str:
    """What a field holds, as its editor begins."""
    return page.value(name) or (page.address if name == "address" else "")
