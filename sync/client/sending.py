"""Sends what is pending, writer by writer, in batches that grow while the line is good."""

from collections.abc import Sequence

import msgspec

from sync.client.errors import BadAnswer, ServerRefused, ServerUnreachable
from sync.client.journal import Journal, WriterState
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.entries import Entry, Scope, for_the_wire
from sync.protocol.hello import HelloAnswer
from sync.protocol.messages import PUSH_MOST_ENTRIES, PushAnswer, PushRequest, ScopeHead

FIRST_ENTRIES = 200
FIRST_BYTES = 256 * 1024
MOST_BYTES = 1024 * 1024
_LEAST_ENTRIES = 1
_MOST_FORKS = 3
_MOST_GAPS = 3
_MOST_HALVINGS = 5  # each may have waited for half a minute
_HEADER_BYTES = 400  # about what an entry weighs beside its body


class Sender:
    """The sending half of one exchange.

    ``sent`` counts entries that the server acknowledged, ``forks`` how often this laptop was found copied or put back.
    """

    def __init__(self, journal: Journal, transport: Transport, manners: Manners) -> None:
        self._journal = journal
        self._transport = transport
        self._manners = manners
        self._most_entries = FIRST_ENTRIES
        self._most_bytes = FIRST_BYTES
        self._entries_ceiling = self._fitting = PUSH_MOST_ENTRIES
        self._bytes_ceiling = MOST_BYTES
        self.forks = 0
        self._sends_hashes = False
        self._gaps = 0
        self._halvings = 0
        self.sent = 0
        self._granted: frozenset[Scope] = frozenset()
        self._placed: dict[Scope, ScopeHead] = {}

    def head_of(self, head: ScopeHead) -> ScopeHead:
        """Where a scope stood after the latest push, if the server said so, else as hello said."""
        return self._placed.get(head.scope, head)

    def send_all(self, hello: HelloAnswer) -> None:
        """Send until nothing is pending, also what is written meanwhile, to the server that said hello."""
        self._sends_hashes = hello.protocol < 2
        self._granted = frozenset(head.scope for head in hello.scopes)
        while pending := self._pending():
            self._manners.pause_point()
            batch = self._batch(pending)
            self._send(pending, batch)
            self._manners.tell(Stage.SENDING, self.sent, self.sent + self._left())

    def _pending(self) -> WriterState | None:
        states = (state for state in self._journal.writers() if state.acked_n < state.last_n)
        return next(states, None)

    def _left(self) -> int:
        """How many numbers are not acknowledged; a journal counts what waits by looking at each entry."""
        return sum(max(0, state.last_n - state.acked_n) for state in self._journal.writers())

    def _batch(self, state: WriterState) -> Sequence[Entry]:
        entries = self._journal.entries(state.writer, state.acked_n, min(self._most_entries, self._fitting))
        total = 0
        for count, entry in enumerate(entries):
            total += len(entry.body) + _HEADER_BYTES
            if count and total > self._most_bytes:
                self._fitting = count + count // 8 + 1  # entries are much alike: read no more than will go
                return entries[:count]
        self._fitting = max(self._fitting, 2 * len(entries))
        return entries

    def _send(self, state: WriterState, batch: Sequence[Entry]) -> None:
        request = PushRequest(
            epoch=self._journal.epoch(),
            writer=state.writer,
            from_n=batch[0].n,
            prev=batch[0].prev,
            entries=list(batch) if self._sends_hashes else [for_the_wire(entry) for entry in batch],
        )
        try:
            answer = self._transport.post("/v1/push", request, PushAnswer)
        except ServerUnreachable as fault:
            if fault.reason not in ("timeout", "broken_off") or not self._halve(len(batch)):
                raise
            return
        except ServerRefused as refused:
            self._face(refused, state, len(batch))
            return
        last = batch[-1].n
        counts = {len(answer.eff), *(len(part) for part in (answer.receipts, answer.received_at) if part)}
        if counts != {len(batch)} or answer.acked_n < last or not _is_of(answer, batch):
            raise BadAnswer("push")
        self._transport.learn_time(answer.now)
        if answer.placed is not None and answer.placed.scope not in self._granted:
            answer = msgspec.structs.replace(answer, placed=None)
        self._journal.acknowledge(state.writer, last, answer)
        self.sent += len(batch)
        self._note_placed(answer)
        self._most_entries = min(self._most_entries * 2, self._entries_ceiling)
        self._most_bytes = min(self._most_bytes * 2, self._bytes_ceiling)

    def _note_placed(self, answer: PushAnswer) -> None:
        if answer.placed is None:  # whatever was told before may be of a scope that stands elsewhere now
            self._placed.clear()
            return
        placed = answer.placed
        head = placed.first - 1 + len(answer.eff) - len(answer.quarantined)
        self._placed[placed.scope] = ScopeHead(scope=placed.scope, head=head, digest=placed.digest)

    def _face(self, refused: ServerRefused, state: WriterState, count: int) -> None:
        """Do what a refusal asks for: fork, go back to the gap, send less. Raise it if that does not help."""
        # A gap that is not ours to fill: a number is missing here too, as where a copy of this laptop wrote it.
        is_torn = refused.code == "gap" and refused.prefix >= state.acked_n
        if (refused.code == "forked" or is_torn) and self.forks < _MOST_FORKS:
            self.forks += 1
            self._journal.fork(state.writer)
        elif refused.code == "gap" and self._gaps < _MOST_GAPS and refused.prefix < state.acked_n:
            self._gaps += 1
            self._journal.rewind(state.writer, refused.prefix)
        elif refused.code != "too_large" or not self._halve(count):
            raise refused

    def _halve(self, count: int) -> bool:
        """Send half as much, and no more than that in this exchange; returns whether it is worth a try."""
        self._most_entries = self._entries_ceiling = max(_LEAST_ENTRIES, count // 2)
        self._most_bytes = self._bytes_ceiling = max(FIRST_BYTES // 16, self._most_bytes // 2)
        self._halvings += 1
        return count > _LEAST_ENTRIES and self._halvings <= _MOST_HALVINGS


def _is_of(answer: PushAnswer, batch: Sequence[Entry]) -> bool:
    """Whether an answer names nothing but what was pushed: what it discards is emptied here."""
    return {one.id for one in answer.quarantined} <= {entry.id for entry in batch}
