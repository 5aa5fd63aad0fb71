"""Receives what is new in a scope, page by page, and has it applied in slices short enough to type beside."""

from collections import deque
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from sync.client.errors import BadAnswer
from sync.client.journal import Journal, NotContiguous
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.entries import Departure, Landed, Scope, received
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import PULL_MOST_ENTRIES, PullAnswer, ScopeHead
from sync.protocol.scopes import branch_of

Placed = TypeVar("Placed", Landed, Departure)
_FIRST_RATE = 3200  # entries a second, until it is known how many this laptop takes
_FIRST_PAGE = 500


class Receiver:
    """The receiving half of one exchange. ``received`` counts entries that were not held before."""

    def __init__(self, journal: Journal, transport: Transport, manners: Manners) -> None:
        self._journal = journal
        self._transport = transport
        self._manners = manners
        self._slice = int(_FIRST_RATE * manners.slice_seconds())
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
            self._apply(scope, cursor, page)
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
            "form": "2",
        }
        page = self._transport.get("/v1/pull", query, PullAnswer)
        self._transport.learn_time(page.now)
        self._manners.give_way()
        _check_page(scope, cursor, page)
        return msgspec.structs.replace(page, entries=_received(page.entries, self._manners))

    def _apply(self, scope: Scope, cursor: int, page: PullAnswer) -> None:
        entries, departures = deque(page.entries), deque(page.departures)
        while cursor < page.next:
            self._manners.give_way()
            last = min(cursor + self._slice, page.next)
            landed, left = _up_to(last, entries), _up_to(last, departures)
            began = self._manners.seconds()
            try:
                applied = self._journal.apply(scope, landed, last, left)
            except NotContiguous as fault:
                raise BadAnswer("pull") from fault
            self.received += applied.new
            self._fit(last - cursor, self._manners.seconds() - began)
            cursor = last

    def _fit(self, count: int, seconds: float) -> None:
        """Fit the next slice to the time that this one took, at most twice as many."""
        fitting = int(count * self._manners.slice_seconds() / max(seconds, 1e-6))
        self._slice = max(1, min(fitting, self._slice * 2, PULL_MOST_ENTRIES))


def _up_to(last: int, waiting: "deque[Placed]") -> list[Placed]:
    found: list[Placed] = []
    while waiting and waiting[0].seq <= last:
        found.append(waiting.popleft())
    return found


def _received(landed: Sequence[Landed], manners: Manners) -> list[Landed]:
    """The entries of a page, whole and checked. Raises BadAnswer."""
    found = []
    try:
        for one in landed:
            manners.give_way()
            found.append(msgspec.structs.replace(one, entry=received(one.entry)))
    except ProtocolError as fault:
        raise BadAnswer("entry") from fault
    return found


def _check_page(scope: Scope, cursor: int, page: PullAnswer) -> None:
    """Raise BadAnswer unless a page holds whole entries, one after another from the cursor, with departures between."""
    places = sorted([*(landed.seq for landed in page.entries), *(left.seq for left in page.departures)])
    if places != list(range(cursor + 1, cursor + 1 + len(places))):
        raise BadAnswer("pull")
    if page.next != (places[-1] if places else cursor) or page.head < page.next:
        raise BadAnswer("pull")
    if not places and page.head > cursor:
        raise BadAnswer("pull")
    branch = branch_of(scope)
    if any(branch_of(claimed) != branch for claimed in {landed.entry.scope for landed in page.entries}):
        raise BadAnswer("scope")
