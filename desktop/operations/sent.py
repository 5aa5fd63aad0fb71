"""What was sent when, and keeping a list of it in a file."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.sent import SentBook, SentRow, by_evening
from desktop.domain.spreadsheets import csv_bytes
from desktop.store.disk import write_whole
from desktop.store.store import Store

_COLUMNS = ("id", "kind", "written_at", "received_at", "receipt", "issued", "state", "reason")


class ListNotWritten(Exception):
    """The list could not be written into the file: there is no such folder, or it may not be written to."""


def list_sent(store: Store) -> list[SentRow]:
    """Every entry that was written on this laptop, the latest first, and where it stands. Never what it says."""
    return store.sent.listed()


def read_sent(store: Store, local: Callable[[datetime], datetime]) -> SentBook:
    """The same by evenings, with what else waits here. ``local`` tells the street's time of an instant."""
    return SentBook(
        by_evening(store.sent.listed(), local),
        store.sent.carried(),
        store.sent.removals_held(),
        store.sent.forked_at(),
    )


def export_sent(store: Store, file: Path) -> int:
    """Write the list into a file: JSON if its name ends so, else CSV. How many entries. Raises ListNotWritten."""
    rows = [sent_record(row) for row in store.sent.listed()]
    is_json = file.suffix.lower() == ".json"
    try:
        write_whole(file, (json.dumps(rows, indent=1) + "\n").encode() if is_json else _csv(rows))
    except (OSError, ValueError):  # a path may hold a NUL
        raise ListNotWritten from None
    return len(rows)


def sent_record(row: SentRow) -> dict[str, str | None]:
    """An entry as it is listed and exported: nothing of what it says, and not whom it is about."""
    return {
        "id": row.id,
        "kind": row.kind,
        "written_at": _instant(row.written_at),
        "received_at": _instant(row.received_at) if row.received_at else None,
        "receipt": row.receipt,
        "issued": row.issued,
        "state": row.state.value,
        "reason": row.reason,
    }


def _csv(rows: Iterable[dict[str, str | None]]) -> bytes:
    return csv_bytes(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows), is_marked=False)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
