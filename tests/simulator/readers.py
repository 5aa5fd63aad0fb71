"""The keys to the notes in the world: people compare words, renew, and whoever was shut out is given nothing."""

from desktop.operations.readers import learn, make_key, tend
from desktop.store.store import Store
from sync.client.reports import SyncReport
from sync.protocol.keys_told import KeysTold
from sync.server.welcomes import list_keys
from tests.simulator.laptops import PEOPLE, Laptop, StoreDesk
from tests.simulator.world import SCOPE, World


class Readers:
    """What people and laptops do about the keys to the notes, where there is a real store to do it on."""

    def __init__(self, world: World, laptops: list[Laptop]) -> None:
        self._world = world
        self._laptops = laptops
        self._met: dict[int, str] = {}

    def store_of(self, laptop: Laptop) -> Store | None:
        """A laptop's store, as the device that it is now."""
        return laptop.desk.joined(laptop.identity) if isinstance(laptop.desk, StoreDesk) else None

    def happen(self, laptop: Laptop) -> None:
        """One thing that a person does about notes."""
        if self._world.dice.random() < 0.2:
            self.renew(laptop)
        else:
            self.say(laptop, self._world.dice.choice(PEOPLE))

    def meet(self, laptop: Laptop) -> None:
        """Whoever is new, or joined anew, compares words with somebody who is there."""
        if self._met.get(laptop.name) == laptop.identity.device:
            return
        self._met[laptop.name] = laptop.identity.device
        there = [one for one in self._laptops if one is not laptop]
        if there:
            self.compare(laptop, self._world.dice.choice(there))

    def compare(self, laptop: Laptop, other: Laptop) -> None:
        """Two people compare the words of their laptops."""
        one, two = self.store_of(laptop), self.store_of(other)
        if one is None or two is None:
            return
        self._world.note(f"{laptop.name}: compares words with {other.name}")
        for store, whom in ((one, two), (two, one)):
            keys = whom.vouching.me()
            assert keys is not None
            with store.transaction():
                store.vouching.trust(keys, "words")
                learn(store)
            self._note_written(store)

    def renew(self, laptop: Laptop) -> None:
        """Somebody makes a new key by hand."""
        store = self.store_of(laptop)
        if store is not None and not self._world.is_without(laptop.identity):
            self._world.note(f"{laptop.name}: renews the key to the notes")
            make_key(store)
            self._note_written(store)

    def say(self, laptop: Laptop, who: str) -> None:
        """A note about somebody."""
        note = self._world.random(16).hex()
        entry = laptop.desk.write("note", note, {"contact": who, "text": f"{laptop.name} heard {note}"})
        self._world.about[entry], self._world.written[entry] = who, ("note", note)

    def tend(self, laptop: Laptop, report: SyncReport | None) -> bool:
        """What follows an exchange; whether anything was written by it."""
        self.meet(laptop)
        store = self.store_of(laptop)
        if store is None or report is None:
            return False
        line = self._world.line(laptop.identity, lambda: laptop.skew_ms)
        line.offset_ms = laptop.offset_ms
        is_written = tend(store, line, asks=True)
        self._note_written(store)
        return is_written

    def know_all(self) -> bool:
        """In the end people compare words where nobody who was there has vouched, and renew a key that waits for that.

        Whether any did: it waits where a laptop is known to the server that nobody sits before any more.
        """
        first, *others = self._laptops
        store, compared = self.store_of(first), False
        for other in others:
            theirs = self.store_of(other)
            if store is None or theirs is None:
                return False
            me, they = store.vouching.me(), theirs.vouching.me()
            assert me is not None
            assert they is not None
            if they.mark not in store.vouching.known() or me.mark not in theirs.vouching.known():
                self.compare(first, other)
                compared = True
        if store is not None and not compared and store.notes_keys.is_due() and store.notes_keys.unknown():
            self.renew(first)
            return not store.notes_keys.is_due()
        return compared

    def fault(self) -> str:
        """What is wrong in the end, or nothing."""
        stores = [store for laptop in self._laptops if (store := self.store_of(laptop)) is not None]
        if not stores:
            return ""
        first = stores[0].notes_keys
        revoked = {one.box for one in self._told() if one.is_revoked}
        for laptop, store in zip(self._laptops, stores, strict=True):
            keys = store.notes_keys
            if keys.current != first.current:
                return f"{laptop.name} writes under another key"
            if set(keys.held) != set(first.held):
                return f"{laptop.name} holds other keys to the notes"
            if keys.is_due():
                return f"{laptop.name} knows of somebody shut out who has the key"
            if keys.current and revoked & keys.said()[keys.current].boxes:
                return f"{laptop.name} writes under a key that somebody has who was shut out"
        return ""

    def _told(self) -> list[KeysTold]:
        with self._world.database.reading(SCOPE) as connection:
            return list_keys(connection, SCOPE)

    def _note_written(self, store: Store) -> None:
        rows = store.reading.execute(
            "SELECT id, kind, eid FROM entry WHERE kind IN ('notes_key', 'voucher')"
        ).fetchall()
        self._world.written |= {row[0]: (row[1], row[2]) for row in rows}
