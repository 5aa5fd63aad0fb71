"""What every journal must do with the answer to a push that says where it lies. Part of JournalContract."""

from collections.abc import Sequence

import msgspec

from sync.protocol.clock import Stamp
from sync.protocol.digest import Digest
from sync.protocol.messages import Placed, PushAnswer, Quarantined
from tests.contracts.authors import NOON_MS, Author, land
from tests.contracts.desk import Desk

EPOCH = "e" * 32


class PlacingContract:
    """The rules. Each test begins with an empty journal."""

    def test_own_entries_that_follow_the_cursor_need_not_come_back(self, desk: Desk) -> None:
        theirs = Author(9, desk.scope).contacts(2)
        desk.journal.apply(desk.scope, land(theirs), 2)
        desk.write(3)
        state = desk.journal.writers()[-1]
        mine = list(desk.journal.entries(state.writer, 0, 100))
        apart = mine.pop(1)
        placed = Placed(scope=desk.scope, first=3, digest="")
        answer = msgspec.structs.replace(
            told([entry.stamp for entry in [*mine, apart]], [Quarantined(id=apart.id, reason="scope")]),
            placed=placed,
        )
        desk.journal.acknowledge(state.writer, state.last_n, answer)
        (scope,) = desk.journal.scopes()
        digest = Digest().plus_all((entry.id, entry.hash) for entry in [*theirs, *mine])
        assert (scope.cursor, scope.digest) == (2 + len(mine), digest.text())
        assert desk.journal.recount(desk.scope) == scope
        assert desk.journal.waiting() == 0

    def test_own_entries_that_do_not_follow_the_cursor_come_as_all_others_do(self, desk: Desk) -> None:
        desk.write(2)
        state = desk.journal.writers()[-1]
        mine = desk.journal.entries(state.writer, 0, 100)
        answer = msgspec.structs.replace(
            told([entry.stamp for entry in mine]), placed=Placed(scope=desk.scope, first=4, digest="")
        )
        desk.journal.acknowledge(state.writer, state.last_n, answer)
        assert {state.cursor for state in desk.journal.scopes()} <= {0}
        theirs = Author(9, desk.scope).contacts(3)
        landed = land([*theirs, *mine])
        desk.journal.apply(desk.scope, landed, len(landed))
        digest = Digest().plus_all((one.entry.id, one.entry.hash) for one in landed)
        assert desk.journal.scopes()[0].digest == digest.text()


def told(effs: Sequence[int], apart: Sequence[Quarantined] = ()) -> PushAnswer:
    """A server's answer to a push."""
    return PushAnswer(
        acked_n=0,
        epoch=EPOCH,
        eff=[Stamp(eff) for eff in effs],
        quarantined=list(apart),
        now=NOON_MS,
        received_at=[NOON_MS] * len(effs),
        receipts=[f"{place:032x}" for place, _ in enumerate(effs, 1)],
    )
