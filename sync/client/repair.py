"""Repair: two sides find out where they differ, and each gives the other what it lacks. Nothing is given up.

Used after the server was put back from a backup, and wherever digests differ that should be the same. Neither
side ever takes the other's digest for its own: it takes entries, and counts anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from sync.client.errors import BadAnswer
from sync.client.journal import Journal
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Transport
from sync.protocol.entries import EntryId, Landed, Scope, received
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import (
    CompareAnswer,
    CompareRequest,
    Difference,
    FetchAnswer,
    FetchRequest,
    GiveAnswer,
    GiveRequest,
    Part,
)
from sync.protocol.parts import MOST_PARTS, Held, belongs, digest_part, is_prefix
from sync.protocol.scopes import branch_of

_AT_ONCE = 500  # entries in one request
_MOST_BYTES = 1024 * 1024  # of bodies in one giving back, unless a single one is larger
_MOST_ROUNDS = 40


@dataclass(slots=True)
class Differing:
    """What a comparison found, by ids. ``doubtful`` are parts of the same ids whose digests differ all the same."""

    lacking: list[EntryId] = field(default_factory=list)
    wanted: list[EntryId] = field(default_factory=list)
    doubtful: list[EntryId] = field(default_factory=list)


class Repair:
    """One exchange's repairs. ``given`` counts entries that the server had lost and took back."""

    def __init__(self, journal: Journal, transport: Transport, manners: Manners) -> None:
        self._journal = journal
        self._transport = transport
        self._manners = manners
        self.given = 0
        self.fetched = 0

    def give_back(self, scope: Scope) -> bool:
        """Give the server what it lacks of a scope, whoever wrote it; whether it was anything."""
        differing = self._differences(scope)
        before = self.given
        self._give(scope, differing.lacking)
        return self.given > before

    def mend(self, scope: Scope) -> None:
        """Make both sides hold the union: give what the server lacks, fetch what is lacking here, count anew.

        An entry that says something else here than there is given too, so that it lies apart there, and then put right
        here: what the server admitted under an id is what counts under it.
        """
        found = self._differences(scope)
        self._give(scope, found.lacking)
        self._take(scope, found.wanted)
        differing = self._contradicting(scope, found.doubtful)
        if differing:
            self._give(scope, [one.entry.id for one in differing])
            self._journal.correct(differing)
        self._journal.recount(scope)

    def give(self, given: Sequence[Landed]) -> None:
        """Give some entries back; those that the server holds already it leaves as they are."""
        for load in _loads(given):
            self._manners.pause_point()
            asked = GiveRequest(epoch=self._journal.epoch(), entries=load)
            self.given += self._transport.post("/v1/give", asked, GiveAnswer).taken

    def _give(self, scope: Scope, ids: Sequence[EntryId]) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            given = list(self._journal.given_back(scope, ids[start : start + _AT_ONCE]))
            if not given:
                continue
            self.give(given)
            self._manners.tell(Stage.SENDING, start + len(given), len(ids))

    def ask_for(self, scope: Scope, ids: Sequence[EntryId]) -> int:
        """Take in the bodies of entries that are held without them; how many the server has by now."""
        self._manners.pause_point()
        found = [one for landed in self._fetch(scope, ids) for one in landed if one.entry.body]
        self._journal.take(scope, found)
        return len(found)

    def _take(self, scope: Scope, ids: Sequence[EntryId]) -> None:
        for landed in self._fetch(scope, ids):
            self.fetched += self._journal.take(scope, landed).new

    def _contradicting(self, scope: Scope, ids: Sequence[EntryId]) -> list[Landed]:
        """The server's entries that are held here with another content."""
        here = {one.id: one.hash for one in self._journal.held_in(scope)} if ids else {}
        fetched = [one for landed in self._fetch(scope, ids) for one in landed]
        return [
            one
            for one in fetched
            if one.entry.body and one.entry.hash != here.get(one.entry.id, one.entry.hash)
        ]

    def _fetch(self, scope: Scope, ids: Sequence[EntryId]) -> Iterator[list[Landed]]:
        for start in range(0, len(ids), _AT_ONCE):
            self._manners.pause_point()
            part = list(ids[start : start + _AT_ONCE])
            asked = FetchRequest(epoch=self._journal.epoch(), scope=scope, ids=part)
            answer = self._transport.post("/v1/fetch", asked, FetchAnswer)
            landed = [_checked(one) for one in answer.entries]
            if not {one.entry.id for one in landed} <= set(part):
                raise BadAnswer("fetch")
            if any(branch_of(one.entry.scope) != branch_of(scope) for one in landed):
                raise BadAnswer("scope")
            yield landed

    def _differences(self, scope: Scope) -> "Differing":
        """What the server lacks, what is lacking here, and among what some entry is not the same on both sides."""
        held = list(self._journal.held_in(scope))
        asking = [""]
        found = Differing()
        for _ in range(_MOST_ROUNDS):
            if not asking:
                return found
            part, asking = asking[:MOST_PARTS], asking[MOST_PARTS:]
            for difference in self._compare(scope, part, held):
                if difference.parts:
                    asking += [inner.prefix for inner in _differing(difference, held)]
                    continue
                here = {one.id for one in held if belongs(one.id, difference.prefix)}
                there = set(difference.ids)
                found.lacking += sorted(here - there)
                found.wanted += sorted(there - here)
                found.doubtful += sorted(here) if here == there else []
        raise BadAnswer("compare")

    def _compare(self, scope: Scope, prefixes: Sequence[str], held: Sequence[Held]) -> list[Difference]:
        self._manners.pause_point()
        parts = [
            Part(prefix=prefix, digest=digest_part(one for one in held if belongs(one.id, prefix)).text())
            for prefix in prefixes
        ]
        asked = CompareRequest(epoch=self._journal.epoch(), scope=scope, parts=parts)
        answer = self._transport.post("/v1/compare", asked, CompareAnswer)
        known = set(prefixes)
        if any(one.prefix not in known or not _is_sound(one) for one in answer.differences):
            raise BadAnswer("compare")
        return answer.differences


def _loads(given: Sequence[Landed]) -> Iterator[list[Landed]]:
    """The same in parts that one request can hold."""
    load: list[Landed] = []
    size = 0
    for one in given:
        if load and size + len(one.entry.body) > _MOST_BYTES:
            yield load
            load, size = [], 0
        load.append(one)
        size += len(one.entry.body)
    if load:
        yield load


def _differing(difference: Difference, held: Sequence[Held]) -> list[Part]:
    """The smaller parts whose digests are not those of what is held here."""
    within = [one for one in held if belongs(one.id, difference.prefix)]
    return [
        part
        for part in difference.parts
        if digest_part(one for one in within if belongs(one.id, part.prefix)).text() != part.digest
    ]


def _is_sound(difference: Difference) -> bool:
    longer = len(difference.prefix) + 1
    return all(
        is_prefix(part.prefix) and len(part.prefix) == longer and part.prefix.startswith(difference.prefix)
        for part in difference.parts
    ) and all(belongs(one, difference.prefix) for one in difference.ids)


def _checked(one: Landed) -> Landed:
    try:
        return msgspec.structs.replace(one, entry=received(one.entry))
    except ProtocolError as fault:
        raise BadAnswer("entry") from fault
