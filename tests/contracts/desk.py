"""What the contract of a journal is asked of."""

from typing import Protocol

from sync.client.journal import Journal
from sync.protocol.entries import EntryId, Scope


class Desk(Protocol):
    """A journal, and a hand that writes into it and looks at what it holds."""

    journal: Journal
    scope: Scope

    def write(self, count: int) -> list[EntryId]:
        """Write so many entries as this device; returns their ids."""
        ...

    def held(self) -> set[EntryId]:
        """The ids of all entries that the journal holds."""
        ...

    def eff(self, entry: EntryId) -> int | None:
        """The effective stamp that the server gave an entry; None if it gave none yet."""
        ...

    def body(self, entry: EntryId) -> str:
        """The body of an entry as it is stored."""
        ...

    def attach(self, content: bytes) -> str:
        """Hold an attachment whole; returns its id, the SHA-256 of ``content``."""
        ...

    def reopened(self) -> "Desk":
        """The same journal as a later process finds it on the disk."""
        ...
