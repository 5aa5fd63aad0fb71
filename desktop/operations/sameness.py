"""Two contacts that are one person: a person says so, and may take it back. Never guessed."""

from desktop.domain.ids import ContactId
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store

_CHANGED = Changed.CONTACTS | Changed.ATTEMPTS | Changed.HOUSEHOLDS | Changed.CONFLICTS | Changed.SYNC


def say_same(store: Store, contact: ContactId, other: ContactId) -> Done[ContactId]:
    """Say that two contacts are one person; the id under which they are shown from now on.

    Where both say something different there is a question. Raises NoSuchContact, NotTwoPeople.
    """
    with store.transaction():
        is_news = store.same_people.say(contact, other)
    return Done(store.contacts.shown(contact), _CHANGED if is_news else Changed.NOTHING)


def undo_same(store: Store, contact: ContactId, other: ContactId) -> Done[ContactId]:
    """Say that two contacts are two people after all: both stand again as they were, with what was written since.

    Raises NoSuchContact, NotTheSame.
    """
    with store.transaction():
        store.same_people.take_back(contact, other)
    return Done(contact, _CHANGED)
