"""Hello: where both sides stand, and what to do if the server holds less than it told before.

What the server holds of each writer that was ever ours is asked for, not of the current one alone: a laptop that forked and
wrote no more since would else not hear that the server was put back to before what was sent under the earlier one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from sync.client.errors import BadAnswer, ServerRefused
from sync.client.journal import Journal, WriterState
from sync.client.manners import Manners
from sync.client.repair import Repair
from sync.client.transport import Transport
from sync.protocol.entries import NO_ENTRY, EntryId, WriterId
from sync.protocol.hello import MOST_EARLIER, MOST_ERASED, HelloAnswer, HelloRequest, HelloTold, WriterHeld
from sync.protocol.messages import PROTOCOL, ScopeHead, ScopeState
from sync.protocol.scopes import branch_of, read_scope
from sync.protocol.standing import short_of, standing_of


@dataclass(slots=True)
class Greeter:
    """The beginning of one exchange. ``forks`` counts how often this laptop was found copied or put back."""

    journal: Journal
    transport: Transport
    manners: Manners
    repair: Repair
    protocol: int = 1
    role: str = ""
    forks: int = 0
    held: dict[WriterId, WriterHeld] = field(default_factory=dict)  # what the server told of own writers

    def greet(self) -> HelloAnswer:
        """Say hello, and face what the server has forgotten: another epoch, or less than it acknowledged."""
        answer = self._say_hello(self.journal.writers()[-1])
        self.protocol = answer.protocol
        if answer.epoch != self.journal.epoch() or self._has_forgotten(answer):
            answer = self._begin_again(answer)
        if self.protocol >= 2:
            for state, held in self._writers_told():
                self._face_writer(state, held)
        return answer

    def _has_forgotten(self, answer: HelloAnswer) -> bool:
        """Whether the server tells of less than it told before: of a scope, or of any writer that was ever ours."""
        cursors = {state.scope: state.cursor for state in self.journal.scopes()}
        is_scope_less = any(head.head < cursors.get(head.scope, 0) for head in answer.scopes)
        return is_scope_less or any(held.prefix < state.acked_n for state, held in self._writers_told())

    def _begin_again(self, answer: HelloAnswer) -> HelloAnswer:
        """The server was put back: give back all that is held, whoever wrote it, and ask how far it holds us."""
        is_new_here = not self.journal.epoch()
        self.journal.adopt_epoch(answer.epoch)
        if not is_new_here and answer.protocol >= 2:
            for scope in sorted(head.scope for head in answer.scopes):
                self.repair.give_back(scope)
            answer = self._say_hello(self.journal.writers()[-1])
            if answer.epoch != self.journal.epoch():  # what was given back proved more than it said
                raise ServerRefused("epoch", epoch=answer.epoch)
        for state in self.journal.writers():
            if state.acked_n:
                prefix = self._say_hello(state).prefix
                if prefix < state.acked_n:
                    self.journal.rewind(state.writer, prefix)
        return answer

    def _writers_told(self) -> list[tuple[WriterState, WriterHeld]]:
        """Own writers with what the server told of each last, earlier ones first."""
        states = self.journal.writers()
        return [(state, self.held[state.writer]) for state in states if state.writer in self.held]

    def _face_writer(self, state: WriterState, held: WriterHeld) -> None:
        """If the server holds a writer otherwise than we know, an answer was lost, or somebody else wrote as us."""
        is_known = held.prefix == state.acked_n and held.last_id == state.last_id
        if not held.prefix or held.prefix < state.acked_n or is_known:
            return
        if self.journal.entry_id(state.writer, held.prefix) == held.last_id:
            self.journal.acknowledge(state.writer, held.prefix)
        elif held.prefix > state.acked_n or state.last_id:  # else its last entry was let go of here
            self.forks += self.journal.note_strange(state.writer, held.prefix, held.last_id)

    def _say_hello(self, state: WriterState) -> HelloAnswer:
        """Ask how far the server holds a writer, and where it stands; what it tells of own writers is ``held``."""
        self.manners.pause_point()
        epoch, scopes = self.journal.epoch(), list(self.journal.scopes())
        earlier = self._earlier_than(state)
        is_known = state.last_id or not state.acked_n
        can_stand = epoch and scopes and is_known and all(one.cursor for one in scopes)
        here = (epoch, state.acked_n, state.last_id or NO_ENTRY, scopes)
        standing = standing_of(*here, earlier.items()) if can_stand else ""
        asked = HelloRequest(
            epoch=epoch,
            writer=state.writer,
            n=state.last_n,
            scopes=[] if standing else scopes,
            protocol=PROTOCOL,
            pending=self.journal.waiting(),
            questions=self.journal.questions(),
            erased=list(self.journal.erasures())[:MOST_ERASED],
            standing=standing,
            at={short_of(one.scope): one.cursor for one in scopes} if standing else {},
            earlier=list(earlier),
        )
        told = self.transport.post("/v1/hello", asked, HelloTold)
        answer = _as_here(told, *here) if told.same and standing else _whole(told)
        self.held[state.writer] = WriterHeld(prefix=answer.prefix, last_id=answer.last_id)
        self.held |= _told_of(earlier, told)
        self.role = told.role
        if asked.erased and answer.protocol >= 2:
            self.journal.erasures_told(asked.erased)
        self.transport.learn_time(answer.now)
        return msgspec.structs.replace(answer, scopes=self._own_scopes(answer.scopes))

    def _earlier_than(self, current: WriterState) -> dict[WriterId, WriterHeld]:
        """The writers that were ours before a fork, as far as we know what the server holds of them."""
        states = self.journal.writers()
        if current.writer != states[-1].writer:
            return {}
        earlier = [state for state in states[:-1] if state.acked_n][-MOST_EARLIER:]
        return {state.writer: WriterHeld(prefix=state.acked_n, last_id=state.last_id) for state in earlier}

    def _own_scopes(self, heads: Sequence[ScopeHead]) -> list[ScopeHead]:
        """The scopes of this branch that this version knows. Raises BadAnswer for one of another branch, or told twice."""
        known = [head for head in heads if read_scope(head.scope) is not None]
        names = {head.scope for head in known}
        if len(names) < len(known) or {branch_of(name) for name in names} - {self.transport.branch}:
            raise BadAnswer("scope")
        return known


def _told_of(asked: Mapping[WriterId, WriterHeld], told: HelloTold) -> Mapping[WriterId, WriterHeld]:
    """What a server says of earlier writers; nothing, if it says nothing of them. Raises BadAnswer."""
    if told.same:
        return asked
    if len(told.earlier) not in (0, len(asked)):
        raise BadAnswer("hello")
    return dict(zip(asked, told.earlier, strict=False))


def _whole(told: HelloTold) -> HelloAnswer:
    """What a server said in full. Raises BadAnswer."""
    if not told.epoch or told.prefix is None or told.scopes is None:
        raise BadAnswer("hello")
    return HelloAnswer(
        epoch=told.epoch,
        now=told.now,
        prefix=told.prefix,
        scopes=told.scopes,
        last_id=told.last_id,
        protocol=told.protocol,
    )


def _as_here(
    told: HelloTold, epoch: str, prefix: int, last_id: EntryId, scopes: Sequence[ScopeState]
) -> HelloAnswer:
    """What a server means that stands where this journal does. Raises BadAnswer."""
    backed_up = told.backed_up or [0] * len(scopes)
    if len(backed_up) != len(scopes):
        raise BadAnswer("hello")
    heads = [
        ScopeHead(scope=one.scope, head=one.cursor, digest=one.digest, backed_up=seq)
        for one, seq in zip(sorted(scopes, key=lambda one: one.scope), backed_up, strict=True)
    ]
    return HelloAnswer(
        epoch=epoch, now=told.now, prefix=prefix, scopes=heads, last_id=last_id, protocol=told.protocol
    )
