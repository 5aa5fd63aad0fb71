"""What was written on this laptop, and where it stands with the server. Never what it says."""

from datetime import datetime

from desktop.domain.sent import SentRow, SentState
from desktop.store.bundling import NOT_HANDED_ON
from desktop.store.rows import Rows, instant
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions

_KEPT = (
    f"SELECT CASE WHEN json_valid(push) THEN push ELSE '{{}}' END AS push FROM carried WHERE {NOT_HANDED_ON}"  # noqa: S608 - our own constants
)
_ENTRIES = f"({_KEPT}) AS kept JOIN json_each(kept.push, '$.entries') AS one"
_CARRIED = f"SELECT count(DISTINCT json_extract(one.value, '$.id')) FROM {_ENTRIES}"  # noqa: S608 - our own constants
_FORKED, _HELD = "forked_at", "removals_held"


class SentEntries(Rows):
    """This laptop's own entries, as their author may look at them; and what an exchange found that a person is told."""

    def __init__(self, base: Transactions, settings: Settings) -> None:
        super().__init__(base)
        self._settings = settings

    def listed(self) -> list[SentRow]:
        """Every entry of this laptop's writers, the latest first."""
        rows = self.reading.execute(
            "SELECT entry.id, entry.kind, entry.eid, entry.stamp >> 16, entry.received_at, entry.receipt, entry.issued,"
            " coalesce(quarantine.reason, ''), entry.n > writer.acked_n AND NOT EXISTS"
            " (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0),"
            " entry.body = '' AND entry.receipt = ''"
            " FROM writer CROSS JOIN entry ON entry.writer = writer.id"
            " LEFT JOIN quarantine ON quarantine.entry = entry.id"
            " ORDER BY entry.stamp DESC, entry.id DESC"
        )
        return [
            SentRow(
                id=row[0],
                kind=row[1],
                about=row[2],
                written_at=instant(row[3]),
                received_at=None if row[8] or not row[4] else instant(row[4]),
                receipt=row[5],
                issued=row[6],
                state=_state(row[7], is_pending=bool(row[8]), is_discarded=bool(row[9])),
                reason=row[7],
            )
            for row in rows.fetchall()
        ]

    def carried(self) -> int:
        """How many entries of colleagues are here to be handed on: each once, on however many sticks it came."""
        row = self.reading.execute(_CARRIED).fetchone()
        return int(row[0])

    def note_exchange(self, *, is_forked: bool, removals_held: int) -> None:
        """Keep what an exchange found that a person is to be told."""
        if is_forked:
            self._settings.write(_FORKED, str(self.base.now_ms()))
        if removals_held != self.removals_held():
            self._settings.write(_HELD, str(removals_held))

    def forked_at(self) -> datetime | None:
        """When this laptop was last found copied or put back."""
        text = self._settings.find(_FORKED)
        return instant(int(text)) if text else None

    def removals_held(self) -> int:
        """How many records are no longer for this laptop and wait for a person's word."""
        return int(self._settings.find(_HELD) or 0)


def _state(reason: str, *, is_pending: bool, is_discarded: bool) -> SentState:
    if reason:
        return SentState.KEPT_APART
    if is_pending:
        return SentState.NOT_SENT
    # Emptied, and never taken: what was taken and erased later has a receipt.
    return SentState.ERASED if is_discarded else SentState.SENT
