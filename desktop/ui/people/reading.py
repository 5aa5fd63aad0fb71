"""What the room of people reads: who is found, the lines of the list, and one person with what was begun there."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import overload

from desktop.domain.contacts import PersonPage, PersonRow
from desktop.domain.ids import ContactId
from desktop.domain.searching import match_spans
from desktop.operations.contacts import order_people, read_people, search_people, show_person
from desktop.operations.drafts import find_draft, list_drafts
from desktop.store.store import Store
from desktop.ui.widgets.paged_model import PAGE
from desktop.ui.widgets.rows import NameRow, Row

NEW_PERSON = "person:new"


@dataclass(frozen=True)
class FoundRow(NameRow):
    """A line of the list, and whose it is."""

    contact: ContactId | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found for a text: ids in order, the first page's lines, and how many people there are in all."""

    text: str
    ids: "array[int]"
    first: Sequence[Row | None]
    words: list[str]
    everyone: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """One person's page, and what is being typed about them: by field, or ``note``."""

    page: PersonPage
    begun: dict[str, str] = field(default_factory=dict)


def read_found(store: Store, text: str, everyone: int) -> Found:
    """Find people, or list all of them by name if nothing is looked for. ``everyone`` is as counted last."""
    if not text.strip():
        ids = order_people(store)
        return Found(text, ids, read_lines(store, ids[:PAGE], []), [], len(ids))
    result = search_people(store, text)
    first = read_lines(store, result.rowids[:PAGE], result.words)
    return Found(text, result.rowids, first, result.words, everyone, result.is_exact)


def read_lines(store: Store, ids: Sequence[int], words: list[str]) -> "Page":
    """Lines by id, what was looked for underlined; None for a person who is gone meanwhile."""
    held = {person.rowid: person for person in read_people(store, ids)}
    return Page([held.get(rowid) for rowid in ids], words)


class Page(Sequence[Row | None]):
    """The lines of one page, each made when it is first painted: of 128 that are read, some twelve are seen."""

    def __init__(self, people: Sequence[PersonRow | None], words: list[str]) -> None:
        self._people, self._words = people, words
        self._made: dict[int, FoundRow] = {}

    def __len__(self) -> int:
        return len(self._people)

    @overload
    def __getitem__(self, at: int) -> Row | None: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row | None]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row | None] | None:
        """One line, or several."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        person = self._people[at]
        if person is None:
            return None
        if at not in self._made:
            self._made[at] = _line(person, self._words)
        return self._made[at]


def _line(person: PersonRow, words: list[str]) -> FoundRow:
    spans = match_spans(person.name, words) if words else []
    return FoundRow(
        name=person.name,
        second=person.address,
        shorter=_shorter(person.address),
        right=person.elector_number,
        matches=tuple((span.start, span.end - span.start) for span in spans),
        contact=person.id,
    )


def _shorter(address: str) -> tuple[str, ...]:
    """An address without its building, which a flat and a house number do without: "Flat 4, 17 Mill Lane"."""
    flat, *building, street = address.split(", ") if ", " in address else ("", address)
    return (f"{flat}, {street}",) if building and street[:1].isdigit() else ()


class Lines:
    """Gives a list its lines: the first page came with the search, others are read when they are scrolled to.

    They are read on the thread that paints: a page takes half a millisecond, and a reader never waits for a
    writer. If one cannot be read, its lines stay empty and ``failed`` is told.
    """

    def __init__(self, store: Store, found: Found, failed: Callable[[Exception], None]) -> None:
        self._store, self._found, self._failed = store, found, failed
        self._first = found.ids[:PAGE]

    def __call__(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """The lines of one page."""
        if ids == self._first:
            return self._found.first
        try:
            return read_lines(self._store, ids, self._found.words)
        except Exception as fault:  # noqa: BLE001 - Qt is painting: nothing may be raised through it
            self._failed(fault)
            return [None] * len(ids)


def read_person(store: Store, contact: ContactId) -> Person:
    """A person's page with what was begun there and not saved. Raises NoSuchContact."""
    before = begun_at(contact, "")
    begun = {
        place.removeprefix(before): find_draft(store, place)
        for place in list_drafts(store)
        if place.startswith(before)
    }
    return Person(show_person(store, contact), begun)


def begun_at(contact: ContactId, name: str) -> str:
    """The place at which what is typed about a person is kept: a field's, or ``note``."""
    return f"person:{contact}:{name}"
