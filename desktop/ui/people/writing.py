"""Saving what is written about people, taking the last of it back, and keeping what is only begun."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.domain.attempts import Outcome
from desktop.domain.contacts import PersonPage
from desktop.domain.ids import AttemptId, ContactId
from desktop.operations.attempts import record_attempt, void_attempt
from desktop.operations.changed import Done
from desktop.operations.contacts import add_note, add_person, edit_person, remove_person
from desktop.operations.doors import set_do_not_visit
from desktop.operations.drafts import keep_draft
from desktop.operations.erasures import erase_contact
from desktop.operations.sameness import say_same, undo_same
from desktop.store.store import Store
from desktop.ui.desk import Desk
from desktop.ui.people.reading import NEW_PERSON, Person, begun_at

Undo = Callable[[Store], Done[Any]]
Failed = Callable[[Exception], None]


class Writing(QObject):
    """Writes, and remembers how to take back what was written here since the room was built."""

    undo_changed = Signal()
    taken_off = Signal()  # somebody who was shown is not on the lists any more

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._undos: list[tuple[Undo, Callable[[], None] | None]] = []
        self._begun: dict[str, str] = {}

    # What is begun

    def keep(self, contact: ContactId, name: str, text: str) -> None:
        """Keep what is typed about somebody, at every key; empty text forgets it."""
        self.keep_at(begun_at(contact, name), text)

    def keep_at(self, place: str, text: str) -> None:
        """Keep what is typed at a place; it is on the disk a moment later, and known here at once."""
        self._begun[place] = text
        self._desk.tasks.command(partial(keep_draft, self._desk.store, place, text), owner=self)

    def begun_or(self, place: str, read: str) -> str:
        """What was typed at a place, if anything was since the room was built, else what was read of it."""
        return self._begun.get(place, read)

    def begun(self, contact: ContactId, name: str) -> str:
        """What was begun here and not saved."""
        return self._begun.get(begun_at(contact, name), "")

    def begun_about(self, person: Person) -> dict[str, str]:
        """All that is begun about somebody: as it was read, but what was typed since holds over it."""
        for name, text in person.begun.items():
            self._begun.setdefault(begun_at(person.page.id, name), text)
        before = begun_at(person.page.id, "")
        return {
            place.removeprefix(before): text
            for place, text in self._begun.items()
            if place.startswith(before) and text
        }

    # What is saved

    def edit(
        self, page: PersonPage, name: str, text: str, before: str, then: Callable[[], None], failed: Failed
    ) -> None:
        """Save a field."""

        def saved(_contact: ContactId) -> None:
            self.keep(page.id, name, "")
            self._push(lambda store: edit_person(store, page.id, {name: before}))
            then()

        work = partial(edit_person, self._desk.store, page.id, {name: text})
        self._desk.tasks.command(work, saved, owner=self, failed=failed)

    def add_note(self, contact: ContactId, text: str, then: Callable[[], None], *, read_aloud: bool) -> None:
        """Save a note. A note is not taken back: what could be undone before it is not offered any more."""

        def saved(_note: object) -> None:
            self.keep(contact, "note", "")
            self._undos.clear()
            self.undo_changed.emit()
            then()

        work = partial(add_note, self._desk.store, contact, text, read_aloud=read_aloud)
        self._desk.tasks.command(work, saved, owner=self)

    def add_visit(self, page: PersonPage, outcome: Outcome) -> None:
        """Save a try at their door at which this person was asked for."""
        if page.household is None:
            return

        def saved(attempt: AttemptId) -> None:
            self._push(lambda store: void_attempt(store, attempt))

        work = partial(record_attempt, self._desk.store, page.household, outcome, contact=page.id)
        self._desk.tasks.command(work, saved, owner=self)

    def add_person(
        self, values: Mapping[str, str], then: Callable[[ContactId], None], failed: Failed
    ) -> None:
        """Save somebody new."""

        def saved(contact: ContactId) -> None:
            self.keep_at(NEW_PERSON, "")
            self._push(lambda store: remove_person(store, contact), self.taken_off.emit)
            then(contact)

        work = partial(add_person, self._desk.store, values)
        self._desk.tasks.command(work, saved, owner=self, failed=failed)

    def set_visits(self, page: PersonPage, *, stop: bool) -> None:
        """Nobody is to ring at their door any more, or somebody may again."""
        household = page.door

        def saved(_household: object) -> None:
            self._push(lambda store: set_do_not_visit(store, household, not stop))

        work = partial(set_do_not_visit, self._desk.store, household, stop)
        self._desk.tasks.command(work, saved, owner=self)

    def say_same(self, contact: ContactId, other: ContactId) -> None:
        """Two are one person."""

        def saved(_shown: object) -> None:
            self._push(lambda store: undo_same(store, contact, other))

        self._desk.tasks.command(partial(say_same, self._desk.store, contact, other), saved, owner=self)

    def part(self, contact: ContactId, other: ContactId) -> None:
        """They are two people after all."""

        def saved(_contact: object) -> None:
            self._push(lambda store: say_same(store, contact, other))

        self._desk.tasks.command(partial(undo_same, self._desk.store, contact, other), saved, owner=self)

    def erase(self, contact: ContactId, then: Callable[[], None], failed: Failed) -> None:
        """Erase somebody. There is no way back, also not to what was written before it here."""

        def saved(is_on_a_register: bool) -> None:
            before = begun_at(contact, "")
            self._begun = {place: text for place, text in self._begun.items() if not place.startswith(before)}
            self._undos.clear()
            self.undo_changed.emit()
            then()
            if not is_on_a_register:
                self.taken_off.emit()

        work = partial(erase_contact, self._desk.store, contact)
        self._desk.tasks.command(work, saved, owner=self, failed=failed)

    # What is taken back

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._undos)

    def undo(self) -> None:
        """Ctrl+Z: take back what was saved last. It stays in the history."""
        if self._undos:
            last, then = self._undos.pop()
            after = None if then is None else lambda _value: then()
            self._desk.tasks.command(partial(last, self._desk.store), after, owner=self)
            self.undo_changed.emit()

    def _push(self, undo: Undo, then: Callable[[], None] | None = None) -> None:
        self._undos.append((undo, then))
        self.undo_changed.emit()
