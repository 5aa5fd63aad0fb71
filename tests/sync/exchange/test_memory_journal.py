"""The journal that the exchange's tests use keeps the contract that the store's journal keeps."""

import pytest

from sync.client.journal import Journal
from sync.protocol.entries import EntryId, scope_of
from tests.contracts.desk import Desk
from tests.contracts.journal_contract import JournalContract
from tests.contracts.memory_journal import MemoryJournal


class MemoryDesk:
    """A hand on a journal in memory."""

    def __init__(self, memory: MemoryJournal) -> None:
        self._memory = memory
        self.journal: Journal = memory
        self.scope = memory.scope

    def write(self, count: int) -> list[EntryId]:
        return [self._memory.write("contact", "a" * 32, {"given_name": f"Ada {n}"}) for n in range(count)]

    def held(self) -> set[EntryId]:
        return self._memory.held()

    def eff(self, entry: EntryId) -> int | None:
        return self._memory.eff(entry)

    def body(self, entry: EntryId) -> str:
        return self._memory.body(entry)

    def attach(self, content: bytes) -> str:
        return self._memory.attach(content)

    def reopened(self) -> "MemoryDesk":
        return MemoryDesk(self._memory.image())


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def desk(self) -> Desk:
        return MemoryDesk(MemoryJournal(1, scope_of("b" * 32)))
