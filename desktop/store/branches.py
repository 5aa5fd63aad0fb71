"""The server's last answer about the branches of a region, kept."""

from datetime import datetime

import msgspec

from desktop.domain.accounts import BranchesHeld, BranchRow, RegionRow, StaffLaptopRow
from desktop.domain.laptops import SILENT_DAYS
from desktop.store.rows import Rows, instant
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.protocol.accounts import BranchesAnswer, BranchState, StaffLaptop

_ANSWER = "branches_answer"
_DAY_MS = 24 * 60 * 60 * 1000


class Branches(Rows):
    """What is known of the branches below."""

    def __init__(self, base: Transactions, settings: Settings) -> None:
        super().__init__(base)
        self._settings = settings

    def keep(self, answer: BranchesAnswer) -> None:
        """Keep an answer in place of the one before."""
        self._settings.write(_ANSWER, msgspec.json.encode(answer).decode())

    def held(self) -> BranchesHeld:
        """The last answer; whoever was heard of last comes last."""
        text = self._settings.find(_ANSWER)
        if not text:
            return BranchesHeld("", (), (), None)
        answer = msgspec.json.decode(text, type=BranchesAnswer)
        rows = [self._row(state) for state in answer.branches]
        rows.sort(key=lambda row: (-row.days, row.name, row.id))
        regions = tuple(RegionRow(one.scope, one.name) for one in answer.regions)
        return BranchesHeld(answer.name, tuple(rows), regions, instant(answer.now))

    def _row(self, state: BranchState) -> BranchRow:
        return BranchRow(
            id=state.branch,
            name=state.name,
            regions=tuple(state.regions),
            count=state.count,
            silent=state.silent,
            seen_at=_instant(state.seen_at),
            days=self._days(state.seen_at),
            questions=state.questions,
            pending=state.pending,
            quarantined=state.quarantined,
            laptops=tuple(self._laptop(state.name, one) for one in state.laptops),
        )

    def _laptop(self, branch: str, state: StaffLaptop) -> StaffLaptopRow:
        days = self._days(state.seen_at)
        return StaffLaptopRow(
            branch=branch,
            name=state.laptop,
            role=state.role,
            seen_at=instant(state.seen_at),
            days=days,
            is_silent=days >= SILENT_DAYS,
        )

    def _days(self, at_ms: int) -> int:
        return max(0, self.base.now_ms() - at_ms) // _DAY_MS if at_ms else 0


def _instant(at_ms: int) -> datetime | None:
    return instant(at_ms) if at_ms else None
