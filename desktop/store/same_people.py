"""Saying that two contacts are one person, and taking it back."""

from collections.abc import Sequence

from desktop.domain.contacts import NotTheSame, NotTwoPeople
from desktop.domain.ids import ContactId
from desktop.store.contacts import Contacts
from desktop.store.journal import Draft, Journal
from desktop.store.projection import Projection, seen_heads
from desktop.store.rows import Rows, text_of
from desktop.store.sameness import Sameness
from desktop.store.transactions import Transactions
from sync.protocol.entries import EntryId
from sync.protocol.kinds.erasure import ERASED
from sync.protocol.merge import Folded, Write


class SamePeople(Rows):
    """What people said about who is whom."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        sameness: Sameness,
        contacts: Contacts,
    ) -> None:
        super().__init__(base)
        self._journal = journal
        self._projection = projection
        self._sameness = sameness
        self._contacts = contacts
        projection.register("same_as", self.project)
        projection.when_nothing_is_left("same_as", self.forget)

    def say(self, contact: ContactId, other: ContactId) -> bool:
        """Write that two contacts are one person; False if they are already. NoSuchContact, NotTwoPeople."""
        self._contacts.require(contact)
        self._contacts.require(other)
        if contact == other:
            raise NotTwoPeople()
        if other in self._sameness.group(contact):
            return False
        values: dict[str, object] = {"contact": contact, "other": other}
        proofs = {one: proof for one in (contact, other) if (proof := self._journal.typed_proof(one))}
        if proofs:
            values["typed"] = proofs
        erased = self._erased(contact, other)
        seen = {ERASED: erased} if erased else {}
        self._projection.append(Draft("same_as", self.base.session.new_id(), values, seen, is_new=True))
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

    def naming(self, contact: str) -> list[str]:
        """What was said about a contact, by its entity."""
        return self._sameness.naming(contact)

    def forget(self, said: str) -> None:
        """Drop what was said: it was erased."""
        self._settle(self._sameness.drop(said))

    def project(self, eid: str, folded: Folded, writes: Sequence[Write] = ()) -> None:
        """Write who is whom, and the rows of everybody concerned."""
        # Nothing is shown under the id of somebody who was erased because of what was said before.
        erased = self._erased(*(text_of(folded.value(name)) for name in ("contact", "other")))
        is_known = any(set(erased) <= set(write.seen.get(ERASED, ())) for write in writes)
        self._settle(self._sameness.take(eid, folded, is_erased=not is_known))

    def _erased(self, contact: str, other: str) -> list[EntryId]:
        return sorted({*self._journal.erasures_of(contact), *self._journal.erasures_of(other)})

    def _settle(self, contacts: Sequence[str]) -> None:
        for contact in contacts:
            self._projection.settle_conflicts("contact", contact)
            self._projection.refold("contact", contact)
            self._contacts.settle(contact)
