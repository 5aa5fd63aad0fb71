"""Taking people out of the program with a reason. Whatever does, into a file or onto paper, calls ``note_export`` first."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.contacts import CONTACT_FIELDS
from desktop.domain.exports import (
    MOST_A_DAY,
    ExportNotWritten,
    ExportPlan,
    ExportRow,
    ExportStopped,
    Reason,
    check_export,
    may_export,
)
from desktop.domain.members import NotAnOrganiser
from desktop.domain.spreadsheets import Cell, csv_bytes, xlsx_bytes
from desktop.operations.changed import Changed, Done
from desktop.operations.contacts import count_people, order_people, search_people
from desktop.store.disk import write_whole
from desktop.store.store import Store

COLUMNS = ("id", "elector_number", *CONTACT_FIELDS)
"""What a file says of each person, in this order."""
WORKBOOK = ".xlsx"
"""How the name of a workbook ends; every other file is CSV."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, with how many people."""

    file: Path
    people: int


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody who waits for a file hears of it, steps done of steps in all, and whether they still want it."""

    progress: Callable[[int, int], None] = lambda done, of: None  # noqa: ARG005 - nobody listens
    is_stopped: Callable[[], bool] = lambda: False


def plan_export(store: Store, search: str | None = None) -> ExportPlan:
    """What a file of everybody, or of those who match, would hold. Raises NotAnOrganiser."""
    role = store.members.me().role
    if not may_export(role):
        raise NotAnOrganiser
    rowids, most = _found(store, search), MOST_A_DAY[role]
    left = max(0, most - _taken_today(store))
    filled: Counter[str] = Counter(dict.fromkeys(COLUMNS, 0))
    if len(rowids) <= left:
        for person in map(store.contacts.fields, rowids):
            filled.update(name for name in COLUMNS if name in person)
    return ExportPlan(len(rowids), count_people(store), left, most, dict(filled))


def note_export(store: Store, what: str, people: int, reason: Reason, words: str = "") -> Done[None]:
    """Write down that people are taken out now, before they are; the day is the street's.

    Raises NotAnOrganiser, ReasonNeeded or TooManyToday; then nothing may be taken out.
    """
    _check(store, people, reason, words)
    with store.transaction():
        store.exports.note(store.session.new_id(), what, people, reason, words.strip())
    return Done(None, Changed.SYNC | Changed.MEMBERS)


def export_people(
    store: Store,
    file: Path,
    reason: Reason,
    words: str = "",
    search: str | None = None,
    work: Work = Work(),
) -> Done[Exported]:
    """Write people into a file, a workbook if its name ends in .xlsx, else CSV: everybody, or all those who match.

    The file is made in memory, then it is noted, then written whole: what is stopped before that leaves neither note nor file.
    Raises what ``note_export`` raises, ExportStopped, or ExportNotWritten.
    """
    rowids = _found(store, search)
    _check(store, len(rowids), reason, words)
    rows = list(_watched(_rows(store, rowids), work, 0, len(rowids)))
    write = xlsx_bytes if file.suffix.lower() == WORKBOOK else csv_bytes
    content = write(COLUMNS, _watched(rows, work, 1, len(rows)))
    if work.is_stopped():
        raise ExportStopped
    done = note_export(store, "people", len(rows), reason, words)
    try:
        write_whole(file, content)
    except (OSError, ValueError):  # a path may hold a NUL
        raise ExportNotWritten from None
    return Done(Exported(file, len(rows)), done.changed)


def list_exports(store: Store) -> list[ExportRow]:
    """What was taken out by whom, the latest first."""
    return store.exports.listed()


def _check(store: Store, people: int, reason: Reason, words: str) -> None:
    check_export(store.members.me().role, people, _taken_today(store), reason, words)


def _taken_today(store: Store) -> int:
    midnight = store.local_now().replace(hour=0, minute=0, second=0, microsecond=0)
    since = store.now_ms() - round((store.local_now() - midnight).total_seconds() * 1000)
    return store.exports.taken_since(store.members.me().member, since)


def _found(store: Store, search: str | None) -> Sequence[int]:
    """Everybody by name, or all who match: a screen's first thousands are not enough here."""
    return order_people(store) if search is None else search_people(store, search, count_people(store)).rowids


def _rows(store: Store, rowids: Iterable[int]) -> Iterator[list[Cell]]:
    for rowid in rowids:
        if person := store.contacts.fields(rowid):  # one who is gone meanwhile is left out
            yield [person.get(name) for name in COLUMNS]


def _watched(rows: Iterable[list[Cell]], work: Work, before: int, count: int) -> Iterator[list[Cell]]:
    """Rows one by one; each is read in the first pass, and set down in the second."""
    for at, row in enumerate(rows):
        if work.is_stopped():
            raise ExportStopped
        if at % 100 == 0:
            work.progress(before * count + at, 2 * count)
        yield row
