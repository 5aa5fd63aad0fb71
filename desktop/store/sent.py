"""Own entries with their receipts."""

from collections.abc import Iterator

from desktop.domain.sent import SentEntry, SentState
from desktop.store.rows import Rows, instant, instant_of
from sync.protocol.clock import Stamp


class Sent(Rows):
    """What this laptop wrote, and what the server said of it."""

    def listed(self) -> Iterator[SentEntry]:
        """Every own entry, the latest first."""
        rows = self.reading.execute(
            "SELECT entry.id, kind, stamp, received_at, receipt, issued, quarantine.reason, body = '',"
            " entry.n <= writer.acked_n OR EXISTS"
            " (SELECT 1 FROM holding WHERE holding.entry = entry.rowid AND holding.seq > 0)"
            " FROM entry JOIN writer ON writer.id = entry.writer"
            " LEFT JOIN quarantine ON quarantine.entry = entry.id ORDER BY entry.rowid DESC"
        )
        for entry, kind, stamp, received_at, receipt, issued, reason, is_empty, is_held in rows:
            yield SentEntry(
                id=entry,
                kind=kind,
                written_at=instant_of(Stamp(stamp)),
                received_at=instant(received_at) if received_at is not None else None,
                receipt=receipt,
                issued=issued,
                state=_state(reason, is_held=bool(is_held), is_empty=bool(is_empty), receipt=receipt),
                reason=reason or "",
            )


def _state(reason: str | None, *, is_held: bool, is_empty: bool, receipt: str) -> SentState:
    if reason:
        return SentState.APART
    if is_held and is_empty and not receipt:
        return SentState.DISCARDED
    return SentState.SENT if is_held else SentState.WAITING
