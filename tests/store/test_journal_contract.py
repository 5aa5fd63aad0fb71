"""The store's journal keeps every rule that the exchange relies on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.operations.contacts import add_person
from desktop.store.store import Store
from sync.client.journal import Journal
from sync.protocol.entries import EntryId, Scope
from tests.contracts.desk import Desk
from tests.contracts.journal_contract import JournalContract
from tests.made_up_stores import made_store, reopened_store


class StoreDesk:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.journal: Journal = store.exchange
        self.scope: Scope = store.session.scope

    def write(self, count: int) -> list[EntryId]:
        before = self.store.session.last_n
        for number in range(count):
            add_person(self.store, {"given_name": f"Person {number}"})
        written = self.journal.entries(self.store.session.writer, before, count)
        return [entry.id for entry in written]

    def held(self) -> set[EntryId]:
        return {EntryId(row[0]) for row in self.store.reading.execute("SELECT id FROM entry").fetchall()}

    def eff(self, entry: EntryId) -> int | None:
        row = self.store.reading.execute("SELECT eff FROM entry WHERE id = ?", (entry,)).fetchone()
        return None if row[0] is None else int(row[0])

    def body(self, entry: EntryId) -> str:
        row = self.store.reading.execute("SELECT body FROM entry WHERE id = ?", (entry,)).fetchone()
        return str(row[0])

    def attach(self, content: bytes) -> str:
        with self.store.transaction():
            return self.store.attachments.add(content)

    def reopened(self) -> "Desk":
        self.store = reopened_store(self.store)
        return StoreDesk(self.store)


class TestStoreJournal(JournalContract):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> Iterator[Desk]:
        desk = StoreDesk(made_store(tmp_path / "vault"))
        yield desk
        desk.store.close()
