"""Saying that two contacts are one person, and taking it back."""

from collections.abc import Sequence

from desktop.domain.contacts import NotTheSame, NotTwoPeople
from desktop.domain.ids import ContactId
from desktop.store.contacts import Contacts
from desktop.store.journal import Draft
from desktop.store.projection import Projection, seen_heads
from desktop.store.rows import Rows
from desktop.store.sameness import Sameness
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded, Write


class SamePeople(Rows):
    """What people said about who is whom."""

    def __init__(
        self, base: Transactions, projection: Projection, sameness: Sameness, contacts: Contacts
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._sameness = sameness
        self._contacts = contacts
        projection.register("same_as", self.project)

    def say(self, contact: ContactId, other: ContactId) -> bool:
        """Write that two contacts are one person; False if they are already. NoSuchContact, NotTwoPeople."""
        self._contacts.require(contact)
        self._contacts.require(other)
        if contact == other:
            raise NotTwoPeople()
        if other in self._sameness.group(contact):
            return False
        values = {"contact": contact, "other": other}
        self._projection.append(Draft("same_as", self.base.session.new_id(), values, is_new=True))
        return True

    def take_back(self, contact: ContactId, other: ContactId) -> None:
        """Write that two contacts are two people after all. NoSuchContact, NotTheSame.

        What was said of just these two is undone; if others still join them, all that was said of ``other``.
        """
        self._contacts.require(contact)
        self._contacts.require(other)
        group = self._sameness.group(contact)
        if contact == other or other not in group:
            raise NotTheSame()
        said = self._sameness.standing(group)
        self._undo([eid for eid, *pair in said if set(pair) == {contact, other}])
        if other in self._sameness.group(contact):
            said = self._sameness.standing(group)
            self._undo([eid for eid, *pair in said if other in pair])

    def _undo(self, said: Sequence[str]) -> None:
        values = {"undone": True}
        self._projection.append(
            *(
                Draft("same_as", eid, values, seen_heads(self._projection.folded("same_as", eid), values))
                for eid in said
            )
        )

    def project(self, eid: str, folded: Folded, _writes: Sequence[Write] = ()) -> None:
        """Write who is whom, and the rows of everybody concerned."""
        for contact in self._sameness.take(eid, folded, is_erased=False):
            self._projection.refold("contact", contact)
            self._contacts.settle(contact)
