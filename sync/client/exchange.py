"""One exchange: say hello, send what is pending, take what is new, and compare digests.

Each step is kept as soon as it is done, so an exchange may stop anywhere and the next goes on from there. What
the server says about itself is never taken for what this journal holds: a server that knows less is given more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.client.attachments import receive_attachments, send_attachments
from sync.client.errors import BadAnswer, ServerRefused
from sync.client.hello import Greeter
from sync.client.journal import Journal, Removals
from sync.client.manners import UNHURRIED, Manners
from sync.client.receiving import Receiver
from sync.client.repair import Repair
from sync.client.reports import ScopeReport, SyncReport
from sync.client.sending import Sender
from sync.client.snapshots import receive_snapshot
from sync.client.transport import Transport
from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Scope
from sync.protocol.hello import HelloAnswer
from sync.protocol.messages import CarryRequest, GiveAnswer, ScopeHead, ScopeState

_MOST_BEGINNINGS = 4
_CARRIED_AT_ONCE = 20
_GIVEN_AT_ONCE = 500
_FEW_LOST = 50
_CHANGED = frozenset({"epoch", "not_found"})
"""What the server refuses if it was put back, or a grant ended, since it said hello."""
MOST_REMOVED = 200
"""Entities that go within a day without asking."""
MOST_SHARE = 5
"""The same as a share of those held: one in so many."""


def exchange(journal: Journal, transport: Transport, manners: Manners = UNHURRIED) -> SyncReport:
    """Bring a journal and its server to the same entries.

    Raises a member of the family ExchangeError; whatever was exchanged before is kept.
    """
    transport.wait = manners.wait
    repair = Repair(journal, transport, manners)
    run = _Run(
        journal,
        transport,
        manners,
        Sender(journal, transport, manners),
        Receiver(journal, transport, manners),
        repair,
        Greeter(journal, transport, manners, repair),
    )
    for _ in range(_MOST_BEGINNINGS):
        try:
            heads = run.once()
        except ServerRefused as refused:
            # It changed while we spoke: begin again with hello.
            if refused.code not in _CHANGED:
                raise
            unsettled = refused
        else:
            return run.report(heads)
    raise BadAnswer(unsettled.code) from unsettled  # a server that says another thing each time


def is_much(waiting: Removals) -> bool:
    """Whether so much would be removed, with what went within a day, that a person is to be asked first."""
    going = waiting.count + waiting.lately
    is_share = going * MOST_SHARE > waiting.of + waiting.lately
    return waiting.count > 0 and (going > MOST_REMOVED or is_share)


@dataclass(slots=True)
class _Run:
    journal: Journal
    transport: Transport
    manners: Manners
    sender: Sender
    receiver: Receiver
    repair: Repair
    greeter: Greeter
    repaired: int = 0
    carried: int = 0
    removed: int = 0
    removals_held: int = 0

    @property
    def protocol(self) -> int:
        """The version that the server speaks."""
        return self.greeter.protocol

    def once(self) -> dict[Scope, ScopeHead]:
        """From hello to the last attachment."""
        hello = self.greeter.greet()
        before = self.repair.given + self.carried, self.sender.sent
        self.sender.send_all(hello)
        self._hand_on()
        send_attachments(self.journal, self.transport, self.manners)
        is_other = self.repair.given + self.carried > before[0]
        is_stale = is_other or self.sender.sent > before[1]
        heads: dict[Scope, ScopeHead] = {}
        self._expect_all(hello.scopes)
        for said in hello.scopes:
            told = said if is_other else self.sender.head_of(said)
            heads[said.scope] = self._receive(told, may_be_stale=is_stale and told is said)
        if self._give_owed() | self._send_unanswered(hello):
            heads = {scope: self._receive(head, may_be_stale=True) for scope, head in heads.items()}
        self._ask_for_lost(sorted(heads))
        receive_attachments(self.journal, self.transport, self.manners)
        self._let_go(hello)
        return heads

    def report(self, heads: dict[Scope, ScopeHead]) -> SyncReport:
        """What came of it."""
        scopes = []
        for scope, head in sorted(heads.items()):
            state = self._state(scope)
            scopes.append(
                ScopeReport(
                    scope=scope,
                    cursor=state.cursor,
                    digest=state.digest,
                    head=head.head,
                    agrees=self._agrees(head),
                )
            )
        return SyncReport(
            sent=self.sender.sent,
            received=self.receiver.received + self.repair.fetched,
            pending=self.journal.waiting(),
            quarantined=self.journal.quarantined(),
            epoch=self.journal.epoch(),
            scopes=scopes,
            given_back=self.repair.given,
            repaired=self.repaired,
            forks=self.sender.forks + self.greeter.forks,
            carried=self.carried,
            removed=self.removed,
            removals_held=self.removals_held,
            role=self.greeter.role,
        )

    # Sending and receiving

    def _hand_on(self) -> None:
        """Hand on what colleagues gave this laptop to carry; what is more than the server takes by itself stays here."""
        most = _CARRIED_AT_ONCE
        while self.protocol >= 2 and (pushes := self.journal.carried(most)):
            self.manners.pause_point()
            asked = CarryRequest(epoch=self.journal.epoch(), pushes=list(pushes))
            try:
                self.transport.post("/v1/carry", asked, GiveAnswer)
            except ServerRefused as refused:
                if refused.code != "too_large":
                    raise
                if len(pushes) > 1:
                    most = len(pushes) // 2
                    continue
                self.journal.carried_done(pushes)
                continue
            self.journal.carried_done(pushes)
            self.carried += len(pushes)

    def _give_owed(self) -> bool:
        """Give back what was admitted once and lies in no scope that was received; whether the server lacked any.

        So nothing is forgotten if a giving back was cut off, or if a scope was not granted when the epoch began.
        """
        before = self.repair.given
        while self.protocol >= 2 and (owed := self.journal.owed(_GIVEN_AT_ONCE)):
            self.repair.give(owed)
            self.journal.owed_done([one.entry.id for one in owed])
        return self.repair.given > before

    def _send_unanswered(self, hello: HelloAnswer) -> bool:
        """Send once more what the server holds, as its numbers say, and of which nothing came back; whether it was anything."""
        if self.protocol < 2 or not self.journal.doubt_unanswered():
            return False
        self.sender.send_all(hello)
        return True

    def _expect_all(self, heads: Sequence[ScopeHead]) -> None:
        """Of a branch that comes from its beginning all comes that was ever admitted: whatever does not was lost there.

        So a server that was put back is found out too by whoever had a part of the branch then, and has the branch by it.
        """
        for head in heads:
            if head.scope == self.transport.branch and not self._state(head.scope).cursor:
                self.journal.owe_beyond(head.scope)

    def _ask_for_lost(self, scopes: Sequence[Scope]) -> None:
        """Ask for bodies that the server had lost, in case somebody gave them back: for a few, and for all once some come.

        Each once in an exchange: what the server has and this journal does not take would be asked for without end.
        """
        most, asked = _FEW_LOST, set[EntryId]()
        while self.protocol >= 2 and scopes and (lost := set(self.journal.ask_for_lost(most)) - asked):
            if not sum(self.repair.ask_for(scope, sorted(lost)) for scope in scopes):
                return
            most, asked = _GIVEN_AT_ONCE, asked | lost

    def _let_go(self, hello: HelloAnswer) -> None:
        """Let go of what left, after all of our own is sent; much at once only if a person said so."""
        if self.protocol < 2 or not hello.scopes:  # a scope never shrinks because an answer was empty
            return
        granted = {head.scope for head in hello.scopes}
        for head in hello.scopes:
            self.journal.note_backed_up(head.scope, head.backed_up)
        for state in self.journal.scopes():
            if state.scope not in granted:
                self.journal.drop_scope(state.scope)
        waiting = self.journal.removals()
        if is_much(waiting) and not self.manners.may_remove:
            self.removals_held = waiting.count
        else:
            self.removed += self.journal.evict(is_agreed=self.manners.may_remove)

    def _receive(self, head: ScopeHead, *, may_be_stale: bool) -> ScopeHead:
        """Take in what is new in a scope, and make sure that both sides hold the same."""
        if self.protocol >= 2:
            self.receiver.received += receive_snapshot(self.journal, self.transport, self.manners, head)
        head = self.receiver.receive_all(head, may_be_stale)
        if self._agrees(head):
            return head
        self.repaired += 1
        if self.protocol >= 2:
            self.repair.mend(head.scope)
            head = self.receiver.receive_all(head, may_be_stale=True)
            if self._agrees(head):
                return head
            # Both have given what they hold. What is left are places: of what came on a stick by its id alone, or left a turf.
        self.journal.reset_scope(head.scope)  # pulled again from the start; nothing that is held is given up
        return self.receiver.receive_all(head, may_be_stale=True)

    def _agrees(self, head: ScopeHead) -> bool:
        state = self._state(head.scope)
        return state.cursor == head.head and state.digest == head.digest

    def _state(self, scope: Scope) -> ScopeState:
        found = {state.scope: state for state in self.journal.scopes()}
        return found.get(scope) or ScopeState(scope=scope, cursor=0, digest=Digest().text())
