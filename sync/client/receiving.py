"""Receives what is new in a scope, page by page, and has it applied in slices short enough to type beside."""

from collections.abc import Sequence

from sync.client.errors import BadAnswer
from sync.client.journal import Journal, NotContiguous
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.entries import Landed, Scope, check_entry
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import PULL_MOST_ENTRIES, PullAnswer, ScopeHead

_FIRST_SLICE = 32
_FIRST_PAGE = 500


class Receiver:
    """The receiving half of one exchange. ``received`` counts entries that were not held before."""

    def __init__(self, journal: Journal, transport: Transport, manners: Manners) -> None:
        self._journal = journal
        self._transport = transport
        self._manners = manners
        self._slice = _FIRST_SLICE
        self._page = _FIRST_PAGE
        self.received = 0

    def receive_all(self, head: ScopeHead, may_be_stale: bool) -> ScopeHead:
        """Pull a scope up to its head; returns the head and digest that the server told last.

        ``head`` is what hello said; ``may_be_stale`` if entries were sent since.
        """
        scope = head.scope
        cursor = self._cursor(scope)
        if cursor == head.head and not may_be_stale:
            return head
        began = cursor
        while True:
            self._manners.pause_point()
            page = self._ask(scope, cursor)
            self._apply(scope, page.entries)
            head = ScopeHead(scope=scope, head=page.head, digest=page.digest)
            cursor = page.next
            self._manners.tell(Stage.RECEIVING, cursor - began, page.head - began)
            if cursor >= page.head:
                return head
            self._page = min(self._page * 2, PULL_MOST_ENTRIES)

    def _cursor(self, scope: Scope) -> int:
        return next((state.cursor for state in self._journal.scopes() if state.scope == scope), 0)

    def _ask(self, scope: Scope, cursor: int) -> PullAnswer:
        query = {
            "epoch": self._journal.epoch(),
            "scope": scope,
            "after": str(cursor),
            "limit": str(self._page),
        }
        page = self._transport.get("/v1/pull", query, PullAnswer)
        self._transport.learn_time(page.now)
        self._manners.give_way()
        _check_page(scope, cursor, page, self._manners)
        return page

    def _apply(self, scope: Scope, entries: Sequence[Landed]) -> None:
        start = 0
        while start < len(entries):
            self._manners.give_way()
            part = entries[start : start + self._slice]
            began = self._manners.seconds()
            try:
                applied = self._journal.apply(scope, part, part[-1].seq)
            except NotContiguous as fault:
                raise BadAnswer("pull") from fault
            self.received += applied.new
            start += len(part)
            self._fit(len(part), self._manners.seconds() - began)

    def _fit(self, count: int, seconds: float) -> None:
        """Fit the next slice to the time that this one took, at most twice as many."""
        fitting = int(count * self._manners.slice_seconds / max(seconds, 1e-6))
        self._slice = max(1, min(fitting, self._slice * 2, PULL_MOST_ENTRIES))


def _check_page(scope: Scope, cursor: int, page: PullAnswer, manners: Manners) -> None:
    """Raise BadAnswer unless a page holds whole entries of this scope, one after another from the cursor."""
    places = [landed.seq for landed in page.entries]
    if places != list(range(cursor + 1, cursor + 1 + len(places))):
        raise BadAnswer("pull")
    if page.next != (places[-1] if places else cursor) or page.head < page.next:
        raise BadAnswer("pull")
    if not places and page.head > cursor:
        raise BadAnswer("pull")
    try:
        for landed in page.entries:
            manners.give_way()
            check_entry(landed.entry)
    except ProtocolError as fault:
        raise BadAnswer("entry") from fault
    if any(landed.entry.scope != scope for landed in page.entries):
        raise BadAnswer("scope")
