"""Taking people out of the program with a reason. Whatever does, into a file or onto paper, calls ``note_export`` first."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.contacts import CONTACT_FIELDS
from desktop.domain.exports import ExportNotWritten, ExportRow, Reason, check_export
from desktop.domain.spreadsheets import Cell, csv_bytes, xlsx_bytes
from desktop.operations.changed import Changed, Done
from desktop.operations.contacts import find_people, list_people
from desktop.store.disk import write_whole
from desktop.store.store import Store

_COLUMNS = ("id", "elector_number", *CONTACT_FIELDS)
_WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, with how many people."""

    file: Path
    people: int


def note_export(store: Store, what: str, people: int, reason: Reason, words: str = "") -> Done[None]:
    """Write down that people are taken out now, before they are; the day is the street's.

    Raises NotAnOrganiser, ReasonNeeded or TooManyToday; then nothing may be taken out.
    """
    me = store.members.me()
    midnight = store.local_now().replace(hour=0, minute=0, second=0, microsecond=0)
    since = store.now_ms() - round((store.local_now() - midnight).total_seconds() * 1000)
    check_export(me.role, people, store.exports.taken_since(me.member, since), reason, words)
    with store.transaction():
        store.exports.note(store.session.new_id(), what, people, reason, words.strip())
    return Done(None, Changed.SYNC | Changed.MEMBERS)


def export_people(
    store: Store, file: Path, reason: Reason, words: str = "", search: str | None = None
) -> Done[Exported]:
    """Write people into a file, a workbook if its name ends in .xlsx, else CSV: everybody, or those who match.

    Raises what ``note_export`` raises, or ExportNotWritten.
    """
    found: Iterable[dict[str, Cell]] = list_people(store) if search is None else find_people(store, search)
    rows = [[person.get(name) for name in _COLUMNS] for person in found]
    done = note_export(store, "people", len(rows), reason, words)
    write = xlsx_bytes if file.suffix.lower() == _WORKBOOK else csv_bytes
    try:
        write_whole(file, write(_COLUMNS, rows))
    except (OSError, ValueError):  # a path may hold a NUL
        raise ExportNotWritten from None
    return Done(Exported(file, len(rows)), done.changed)


def list_exports(store: Store) -> list[ExportRow]:
    """What was taken out by whom, the latest first."""
    return store.exports.listed()
