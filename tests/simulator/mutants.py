"""Mutants: the program with one safeguard switched off. With each of them the simulator must fail.

Where two safeguards cover each other, both are off: the digest mends by difference whatever the others let through, so
a mutant of those goes without it too (``_without_digest``); that it does mend is what the other seeds show.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import msgspec

from sync.client import exchange as exchanging
from sync.client import repair, sending
from sync.client.hello import Greeter
from sync.client.journal import Journal
from sync.protocol import clock, merge
from sync.protocol.entries import Departure, Entry, Landed, Scope
from sync.protocol.messages import ScopeHead
from sync.protocol.receipts import Receipts
from sync.server import admission, epochs, ledger, pulls, remembered
from sync.server.admission import Admitted
from sync.server.walls import EVERY
from tests.contracts.memory_journal import MemoryJournal
from tests.contracts.memory_leaving import Leaving
from tests.contracts.memory_owing import Owing

Mutant = Callable[[], Any]


@contextmanager
def no_epoch() -> Iterator[None]:
    """Nobody notices that a server was put back: not by its epoch, nor by counters, receipts or digests."""

    def begin(self: epochs.Epochs) -> None:
        with self._database.writing(EVERY) as connection:
            if epochs._read(connection, "epoch") is None:
                epochs._store(connection, "epoch", "0" * 32)

    def hello(self: Any) -> Any:
        answer = self._say_hello(self.journal.writers()[-1])
        self.protocol = answer.protocol
        if not self.journal.epoch():
            self.journal.adopt_epoch(answer.epoch)
        return answer

    with (
        _without_digest(),
        patch.object(epochs.Epochs, "begin", begin),
        patch.object(Greeter, "greet", hello),
    ):
        yield


@contextmanager
def author_only_repair() -> Iterator[None]:
    """After a restore everybody gives back only what they wrote themselves."""
    differences = repair.Repair._differences

    def own(self: repair.Repair, scope: Scope) -> repair.Differing:
        found = differences(self, scope)
        writers = {state.writer for state in self._journal.writers()}
        given = self._journal.given_back(scope, found.lacking)
        found.lacking = [one.entry.id for one in given if one.entry.writer in writers]
        return found

    owed = MemoryJournal.owed

    def own_owed(self: MemoryJournal, limit: int) -> Sequence[Landed]:
        return [one for one in owed(self, limit) if one.entry.writer in self._writers]

    with patch.object(repair.Repair, "_differences", own), patch.object(MemoryJournal, "owed", own_owed):
        yield


@contextmanager
def lost_taken_for_erased() -> Iterator[None]:
    """What the server cannot read any more it has erased, as everybody believes."""
    meet_body = Owing._meet_body

    def believe(self: Owing, kept: Entry, found: Landed) -> bool:
        return meet_body(self, kept, msgspec.structs.replace(found, lost=False))

    with patch.object(Owing, "_meet_body", believe):
        yield


@contextmanager
def no_fork_check() -> Iterator[None]:
    """The server takes whatever number it holds already for the same entry."""

    def check_held(
        connection: Any, device: Any, held: Sequence[Any], writer: Any
    ) -> tuple[list[Admitted], list[Any]]:
        del connection, device, writer
        return [Admitted(entry.entry.stamp, 1) for entry in held], []

    def meet_own(self: MemoryJournal, entry: Any) -> None:
        del self, entry

    def face_writer(self: Any, state: Any, held: Any) -> None:
        self.journal.acknowledge(state.writer, min(held.prefix, state.last_n))

    with (
        _without_digest(),
        patch.object(ledger, "_check_held", check_held),
        patch.object(MemoryJournal, "_meet_own", meet_own),
        patch.object(Greeter, "_face_writer", face_writer),
    ):
        yield


@contextmanager
def premature_checkpoint() -> Iterator[None]:
    """What is being sent counts as acknowledged before the answer has come."""
    send = sending.Sender._send

    def sent(self: sending.Sender, state: Any, batch: Any) -> None:
        self._journal.acknowledge(state.writer, batch[-1].n)
        send(self, state, batch)

    def hello(self: Any) -> Any:  # nor is it looked after by what hello says
        answer = self._say_hello(self.journal.writers()[-1])
        self.protocol = answer.protocol
        if answer.epoch != self.journal.epoch():
            self.journal.adopt_epoch(answer.epoch)
        return answer

    with (
        _without_digest(),
        patch.object(sending.Sender, "_send", sent),
        patch.object(Greeter, "greet", hello),
    ):
        yield


@contextmanager
def plain_sequence() -> Iterator[None]:
    """Numbers are given before the commit: of what two pushes wrote, the later number is seen first, now and then."""
    read_page = pulls.read_page
    looks = [0]

    def late(*given: Any, **named: Any) -> pulls.PullText:
        page = read_page(*given, **named)
        looks[0] += 1
        if len(page.entries) > 1 and looks[0] % 3 == 0:
            hidden = page.entries.pop(0)
            page.departures.append(Departure(seq=hidden.seq))
        return page

    with _without_digest(), patch("sync.server.service.read_page", late):
        yield


@contextmanager
def last_write_wins_by_the_wall_clock() -> Iterator[None]:
    """The latest by the laptops' own clocks is shown, whether or not it was seen and replaced."""

    def tick(self: clock.Clock) -> clock.Stamp:
        self.last = clock.stamp_at(self._now_ms())
        return self.last

    def next_eff(entry: Any, last_eff: Any, now: int) -> Any:
        del last_eff, now
        return entry.entry.stamp

    def register(name: str, about: list[merge.Write]) -> list[merge.Sibling]:
        return [merge._sibling(name, about[0])]

    with (
        patch.object(merge, "_fold_register", register),
        patch.object(clock.Clock, "tick", tick),
        patch.object(admission, "_next_eff", next_eff),
    ):
        yield


@contextmanager
def digest_by_adoption() -> Iterator[None]:
    """Where digests differ, the other side's is taken for one's own."""
    agrees = exchanging._Run._agrees

    def adopt(self: Any, head: ScopeHead) -> bool:
        if not agrees(self, head) and isinstance(journal := _innermost(self.journal), MemoryJournal):
            from sync.protocol.digest import Digest

            journal._cursors[head.scope] = (head.head, Digest.from_text(head.digest))
        return True

    with patch.object(exchanging._Run, "_agrees", adopt):
        yield


@contextmanager
def evict_without_flush() -> Iterator[None]:
    """What left a laptop's scopes goes before anything is sent, whether or not it was sent."""
    once = exchanging._Run.once

    def let_go_first(self: Any) -> Any:
        granted = {head.scope for head in self.greeter.greet().scopes}
        if granted:
            for state in self.journal.scopes():
                if state.scope not in granted:
                    self.journal.drop_scope(state.scope)
            self.removed += self.journal.evict()
        return once(self)

    def evict(self: Leaving, *, is_agreed: bool = False) -> int:
        del is_agreed
        placed = self._placed()
        gone = [about for about in self._left if about not in placed]
        for entry in list(self._entries.values()):
            if (entry.kind, entry.eid) in gone:
                del self._entries[entry.id]
        self._left.clear()
        return len(gone)

    with (
        patch.object(exchanging._Run, "once", let_go_first),
        patch.object(MemoryJournal, "evict", evict),
    ):
        yield


@contextmanager
def no_receipts_asked() -> Iterator[None]:
    """What is given back is not believed: everything lies apart, as if nobody had receipts."""

    def none(*_given: Any) -> bool:
        return False

    with _without_digest(), patch.object(Receipts, "holds", none):
        yield


@contextmanager
def _without_digest() -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(patch.object(exchanging._Run, "_agrees", _always))
        yield


def _always(_run: Any, _head: ScopeHead) -> bool:
    return True


def _innermost(journal: Journal) -> Journal:
    return getattr(journal, "_journal", journal)


@contextmanager
def grants_forgotten() -> Iterator[None]:
    """A server that was put back believes of who may have what the backup alone."""
    with patch.object(remembered.Remembered, "bring_back", return_value=0):
        yield


MUTANTS: dict[str, Mutant] = {
    "no epoch": no_epoch,
    "author-only repair": author_only_repair,
    "no fork check": no_fork_check,
    "premature checkpoint": premature_checkpoint,
    "plain sequence": plain_sequence,
    "wall-clock last-write-wins": last_write_wins_by_the_wall_clock,
    "digest by adoption": digest_by_adoption,
    "evict without flush": evict_without_flush,
    "no receipts": no_receipts_asked,
    "lost taken for erased": lost_taken_for_erased,
    "grants forgotten": grants_forgotten,
}
