"""One exchange: say hello, send what is pending, take what is new, and compare digests.

Each step is kept as soon as it is done, so an exchange may stop anywhere and the next goes on from there. What
the server says about itself is never taken for what this journal holds: a server that knows less is given more.
"""

from sync.client.attachments import receive_attachments, send_attachments
from sync.client.errors import BadAnswer, ServerRefused
from sync.client.journal import Journal, WriterState
from sync.client.manners import UNHURRIED, Manners
from sync.client.receiving import Receiver
from sync.client.reports import ScopeReport, SyncReport
from sync.client.sending import Sender
from sync.client.transport import Transport
from sync.protocol.digest import Digest
from sync.protocol.entries import Scope
from sync.protocol.messages import HelloAnswer, HelloRequest, ScopeHead, ScopeState

_MOST_BEGINNINGS = 3


def exchange(journal: Journal, transport: Transport, manners: Manners = UNHURRIED) -> SyncReport:
    """Bring a journal and its server to the same entries.

    Raises a member of the family ExchangeError; whatever was exchanged before is kept.
    """
    sender = Sender(journal, transport, manners)
    receiver = Receiver(journal, transport, manners)
    for beginning in range(_MOST_BEGINNINGS):
        try:
            heads = _run(journal, transport, manners, (sender, receiver))
        except ServerRefused as refused:
            # The epoch changed while we spoke: begin again with hello.
            if refused.code != "epoch" or beginning == _MOST_BEGINNINGS - 1:
                raise
        else:
            return _report(journal, sender.sent, receiver.received, heads)
    raise AssertionError


def _run(
    journal: Journal, transport: Transport, manners: Manners, sides: tuple[Sender, Receiver]
) -> dict[Scope, ScopeHead]:
    sender, receiver = sides
    hello = _hello(journal, transport, manners)
    sender.send_all()
    send_attachments(journal, transport, manners)
    heads = {head.scope: receiver.receive_all(head, sender.sent > 0) for head in hello.scopes}
    for scope, head in heads.items():
        if not _agrees(journal, head):
            journal.reset_scope(scope)  # pulled again from the start; nothing that is held is given up
            heads[scope] = receiver.receive_all(head, may_be_stale=True)
    receive_attachments(journal, transport, manners)
    return heads


def _hello(journal: Journal, transport: Transport, manners: Manners) -> HelloAnswer:
    """Say hello, and face what the server has forgotten: another epoch, or less than it acknowledged."""
    current = journal.writers()[-1]
    answer = _say_hello(journal, transport, manners, current)
    cursors = {state.scope: state.cursor for state in journal.scopes()}
    forgot = answer.prefix < current.acked_n or any(
        head.head < cursors.get(head.scope, 0) for head in answer.scopes
    )
    if answer.epoch == journal.epoch() and not forgot:
        return answer
    journal.adopt_epoch(answer.epoch)
    for state in journal.writers():
        if state.acked_n:
            prefix = _say_hello(journal, transport, manners, state).prefix
            if prefix < state.acked_n:
                journal.rewind(state.writer, prefix)
    return answer


def _say_hello(journal: Journal, transport: Transport, manners: Manners, state: WriterState) -> HelloAnswer:
    manners.pause_point()
    asked = HelloRequest(
        epoch=journal.epoch(), writer=state.writer, n=state.last_n, scopes=list(journal.scopes())
    )
    answer = transport.post("/v1/hello", asked, HelloAnswer)
    transport.learn_time(answer.now)
    if not answer.epoch or answer.prefix < 0:
        raise BadAnswer("hello")
    return answer


def _agrees(journal: Journal, head: ScopeHead) -> bool:
    state = _state(journal, head.scope)
    return state.cursor == head.head and state.digest == head.digest


def _state(journal: Journal, scope: Scope) -> ScopeState:
    found = {state.scope: state for state in journal.scopes()}
    return found.get(scope) or ScopeState(scope=scope, cursor=0, digest=Digest().text())


def _report(journal: Journal, sent: int, received: int, heads: dict[Scope, ScopeHead]) -> SyncReport:
    scopes = []
    for scope, head in sorted(heads.items()):
        state = _state(journal, scope)
        scopes.append(
            ScopeReport(
                scope=scope,
                cursor=state.cursor,
                digest=state.digest,
                head=head.head,
                agrees=_agrees(journal, head),
            )
        )
    return SyncReport(
        sent=sent,
        received=received,
        pending=journal.waiting(),
        quarantined=journal.quarantined(),
        epoch=journal.epoch(),
        scopes=scopes,
    )
