"""What a derived scope should hold, worked out anew from all that its branch holds, and what a laptop gets of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sync.client.transport import Identity, Transport
from sync.protocol.clock import Stamp
from sync.protocol.digest import Digest
from sync.protocol.entries import Departure, Entry, EntryId, Landed, Scope, decode_body, whole
from sync.protocol.kinds import KINDS, Belongs
from sync.protocol.merge import Write, fold
from sync.protocol.messages import GrantRequest, GrantsAnswer, PullAnswer
from sync.protocol.scopes import turf_scope
from tests.contracts.authors import Author
from tests.sync.central import BRANCH, SCOPE, Central
from tests.sync.server.test_pushes import push

TURF, OTHER_TURF = "1" * 32, "2" * 32
IN_TURF, IN_OTHER = turf_scope(BRANCH, TURF), turf_scope(BRANCH, OTHER_TURF)

DOORS = [f"{number:032x}" for number in range(0xD0, 0xD4)]
PEOPLE = [f"{number:032x}" for number in range(0xE0, 0xE4)]


@dataclass
class Copy:
    """A scope as a laptop holds it that pulls page by page and does what each place says."""

    entries: dict[EntryId, Landed] = field(default_factory=dict)
    cursor: int = 0
    digest: str = Digest().text()
    departures: list[Departure] = field(default_factory=list)

    def pull(self, central: Central, line: Transport, scope: Scope, limit: int = 3) -> "Copy":
        """Take in what is new; each place once, and none left out."""
        while True:
            query = {
                "epoch": central.service.epoch,
                "scope": scope,
                "after": str(self.cursor),
                "limit": str(limit),
                "form": "2",
            }
            page = line.get("/v1/pull", query, PullAnswer)
            places = sorted([*(one.seq for one in page.entries), *(one.seq for one in page.departures)])
            assert places == list(range(self.cursor + 1, page.next + 1))
            for place in places:
                self._take(page, place)
            self.cursor, self.digest = page.next, page.digest
            if self.cursor == page.head:
                return self

    def _take(self, page: PullAnswer, place: int) -> None:
        for landed in page.entries:
            if landed.seq == place:
                self.entries[landed.entry.id] = landed
        for left in page.departures:
            if left.seq == place and left.kind:
                self.departures.append(left)
                gone = [one for one in self.entries.values() if one.entry.kind == left.kind]
                for landed in gone:
                    if landed.entry.eid == left.eid:
                        del self.entries[landed.entry.id]

    def counted(self) -> str:
        """The digest of what is held."""
        return digest_of(landed.entry for landed in self.entries.values())


def digest_of(entries: Iterable[Entry]) -> str:
    return Digest().plus_all((entry.id, whole(entry).hash) for entry in entries).text()


def wanted(branch: Iterable[Landed], turf: str) -> set[EntryId]:
    """The rule of docs/protocol.md, section 8, said as plainly as it stands there."""
    landed = list(branch)
    writes = [
        Write(
            one.entry.id, Stamp(one.eff), one.entry.writer, "", decode_body(one.entry).plain, one.entry.seen
        )
        for one in landed
        if (one.entry.kind, one.entry.eid) == ("turf", turf)
    ]
    folded = fold(KINDS["turf"], writes)
    holds = [] if folded.is_deleted else folded.value("holds") or []
    entities = {
        (one.entry.kind, one.entry.eid)
        for one in landed
        if (kind := KINDS.get(one.entry.kind)) is not None
        and kind.belongs is Belongs.TURF
        and kind.place_of(one.entry.eid, decode_body(one.entry).plain) in holds
    }
    return {
        one.entry.id
        for one in landed
        if (one.entry.kind, one.entry.eid) in entities
        or (one.entry.kind in KINDS and KINDS[one.entry.kind].belongs is Belongs.EVERYWHERE)
    }


def give(
    line: Transport, device: str, *scopes: Scope, end: Sequence[Scope] = (), until_at: int = 0
) -> GrantsAnswer:
    """Let a device have scopes, and others no more."""
    asked = GrantRequest(device=device, give=list(scopes), end=list(end), until_at=until_at)
    return line.post("/v1/grants", asked, GrantsAnswer)


def check(central: Central, line: Transport, turf: str, copy: Copy | None = None) -> Copy:
    """A turf's scope holds what its rule says: for whoever pulls it anew, and for whoever followed it."""
    branch = Copy().pull(central, line, SCOPE, 2000)
    scope = turf_scope(BRANCH, turf)
    fresh = Copy().pull(central, line, scope, 2000)
    assert set(fresh.entries) == wanted(branch.entries.values(), turf)
    for followed in (fresh, copy.pull(central, line, scope) if copy else fresh):
        assert (followed.counted(), fresh.digest) == (followed.digest, followed.digest)
        assert set(followed.entries) == set(fresh.entries)
    for entry, landed in fresh.entries.items():
        there = branch.entries[entry]
        assert (landed.entry, landed.eff, landed.receipt) == (there.entry, there.eff, there.receipt)
    return copy or fresh


class Office:
    """An organiser's laptop, and a canvasser's that may have turfs."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.identity = central.enrol(role="organiser")
        self.line = central.line(self.identity)
        self.author = Author(1, SCOPE)
        self.theirs: Identity = central.enrol(role="canvasser")
        self.their_line: Transport = central.line(self.theirs)
        self.copies: dict[str, Copy] = {}
        self.latest: dict[str, str] = {}
        self.written: list[Entry] = []

    def write(self, kind: str, eid: str, values: dict[str, Any], **changes: Any) -> Entry:
        entry = self.author.write(kind, eid, values, **changes)
        push(self.central, self.line, [entry])
        return entry

    def holds(self, turf: str, *places: str, seen: Entry | None = None) -> Entry:
        before = {"seen": {"holds": [seen.id]}} if seen else {}
        return self.write("turf", turf, {"holds": list(places)}, **before)

    def hand_over(self, *scopes: Scope) -> None:
        """The canvasser has turfs instead of the branch; the organiser's laptop has them too, to look at them."""
        give(self.line, self.theirs.device, *scopes, end=[SCOPE])
        give(self.line, self.identity.device, *scopes)
