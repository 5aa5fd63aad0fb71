"""What a person can do with people: add, edit, list, find, and look at one closely."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.contacts import (
    NoSuchContact,
    NothingGiven,
    PeopleOrder,
    PersonPage,
    PersonRow,
    check_fields,
)
from desktop.domain.ids import ContactId, NoteId
from desktop.domain.searching import search_words
from desktop.domain.typed import printable
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store

MOST_FOUND = 2_000


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found: local row ids in the order shown, and the words to underline.

    ``total`` is how many there are; where ``is_exact`` is false there are more than that.
    """

    rowids: "array[int]"
    total: int
    is_exact: bool
    words: list[str]


def add_person(store: Store, fields: Mapping[str, str]) -> Done[ContactId]:
    """Add a person. Raises a ContactProblem if nothing is given or a field is not known."""
    checked = {name: value for name, value in check_fields(fields, store.today()).items() if value}
    if not checked:
        raise NothingGiven()
    with store.transaction():
        contact = store.contacts.add(checked)
    return Done(contact, Changed.CONTACTS | Changed.SYNC)


def edit_person(store: Store, contact: ContactId, fields: Mapping[str, str]) -> Done[ContactId]:
    """Write fields of a person; an empty value clears one. Fields that already say so are not written again.

    Raises NoSuchContact, or a ContactProblem as ``add_person`` does.
    """
    checked = check_fields(fields, store.today())
    with store.transaction():
        changed = store.contacts.edit(contact, checked)
    return Done(contact, Changed.CONTACTS | Changed.CONFLICTS | Changed.SYNC if changed else Changed.NOTHING)


def remove_person(store: Store, contact: ContactId) -> Done[ContactId]:
    """Take a person off every list; all that was written stays in the history. Raises NoSuchContact."""
    with store.transaction():
        store.contacts.remove(contact)
    return Done(contact, Changed.CONTACTS | Changed.CONFLICTS | Changed.SYNC)


def restore_person(store: Store, contact: ContactId) -> Done[ContactId]:
    """Bring a removed person back. Raises NoSuchContact."""
    with store.transaction():
        store.contacts.restore(contact)
    return Done(contact, Changed.CONTACTS | Changed.CONFLICTS | Changed.SYNC)


def add_note(store: Store, contact: ContactId, text: str, *, read_aloud: bool) -> Done[NoteId]:
    """Keep what somebody said, sealed for the branch. Raises NoSuchContact or NothingGiven."""
    words = printable(text)
    if not words:
        raise NothingGiven()
    with store.transaction():
        note = store.contacts.add_note(contact, words, read_aloud=read_aloud)
    return Done(note, Changed.CONTACTS | Changed.SYNC)


def list_people(store: Store, order: PeopleOrder = PeopleOrder.NAME) -> Iterable[dict[str, Any]]:
    """Every person with every field that is set, one at a time: ``{id, given_name, …}``."""
    return store.contacts.every_field(order)


def find_people(store: Store, text: str, limit: int | None = None) -> Iterable[dict[str, Any]]:
    """The people that ``search_people`` finds, as ``list_people`` gives them."""
    found = search_people(store, text, MOST_FOUND if limit is None else limit)
    return (fields for rowid in found.rowids if (fields := store.contacts.fields(rowid)))


def show_person(store: Store, contact: ContactId) -> PersonPage:
    """All that is known of a person, with everything that was ever written. Raises NoSuchContact."""
    page = store.pages.person(contact)
    if page is None:
        raise NoSuchContact()
    return page


def count_people(store: Store) -> int:
    """How many people the lists hold."""
    return store.contacts.count()


def order_people(store: Store, order: PeopleOrder = PeopleOrder.NAME) -> "array[int]":
    """The local row ids of everybody, in an order that has an index."""
    return store.contacts.ordered(order)


def read_people(store: Store, rowids: Sequence[int]) -> list[PersonRow]:
    """The lines for these row ids, in their order; rows that are gone are left out."""
    return store.contacts.rows(rowids)


def search_people(store: Store, text: str, limit: int = MOST_FOUND) -> SearchResult:
    """Find people by the beginnings of words in name, address or elector number, in any order.

    Finds nobody if the text holds no word.
    """
    words = search_words(text)
    rowids = store.search.find(words, limit + 1)
    is_exact = len(rowids) <= limit
    return SearchResult(rowids[:limit], min(len(rowids), limit), is_exact, words)
