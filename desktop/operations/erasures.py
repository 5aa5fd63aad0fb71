"""Erasing somebody: of what the branch wrote about them nothing is kept, anywhere. The one thing that cannot be undone."""

from desktop.domain.contacts import NoSuchContact
from desktop.domain.ids import ContactId
from desktop.domain.members import NotAnOrganiser
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store

_CHANGED = (
    Changed.CONTACTS
    | Changed.HOUSEHOLDS
    | Changed.ATTEMPTS
    | Changed.SURVEYS
    | Changed.CONFLICTS
    | Changed.DRAFTS
    | Changed.SYNC
)


def erase_contact(store: Store, contact: ContactId) -> Done[bool]:
    """Erase what was written about a person, under every id that they have; here at once, elsewhere as laptops hear.

    The value is whether they are still listed, because a council's register names them. Raises NotAnOrganiser, or
    NoSuchContact.
    """
    if not store.members.me().role.runs_branch:
        raise NotAnOrganiser()
    page = store.pages.person(contact)
    if page is None:
        raise NoSuchContact()
    ids = [page.id, *(other.id for other in page.same)]
    with store.transaction():
        store.erasures.erase(ids)
    return Done(any(store.contacts.is_elector(one) for one in ids), _CHANGED)
