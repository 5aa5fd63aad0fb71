"""What was written together, and what undoing it came to."""

from desktop.domain.batches import BatchRow, Undone
from desktop.domain.register.imports import ImportRow
from desktop.wording import counts
from desktop.wording.dates import clock_words, date_words, street_time
from desktop.wording.translation import Translate, english


def batch_words(batch: BatchRow, translate: Translate = english) -> str:
    """When, what and by whom: "24 November 19:18, 12 visits, 3 changes, Ann"."""
    at = street_time(batch.at)
    visits = batch.counts.get("attempt", 0)
    imports = batch.counts.get("register_import", 0)
    others = sum(batch.counts.values()) - visits - imports
    told = [f"{date_words(at.date(), None, translate)} {clock_words(at)}"]
    if imports:
        told.append(translate("Batches", "a register"))
    if visits:
        told.append(counts.visits(visits, translate))
    if others:
        told.append(counts.changes(others, translate))
    return ", ".join(part for part in (*told, batch.by, batch.laptop) if part)


def undone_words(undone: Undone, translate: Translate = english) -> str:
    """What is as it was before, and what stays because others wrote there since."""
    if not undone.records:
        told = [translate("Batches", "There was nothing left to undo.")]
    else:
        told = [
            translate("Batches", "Undone: {records} as before.").format(
                records=counts.records(undone.records, translate)
            )
        ]
    if undone.kept:
        told.append(
            translate("Batches", "{changes} stay, because somebody wrote there since.").format(
                changes=counts.changes(undone.kept, translate)
            )
        )
    return " ".join(told)


def import_row_words(row: ImportRow, translate: Translate = english) -> str:
    """An import: whose register, how many electors, when and by whom."""
    at = street_time(row.at)
    told = [
        f"{row.authority}, {row.register}",
        counts.electors(row.electors, translate),
        f"{date_words(at.date(), None, translate)} {clock_words(at)}",
        row.by,
        translate("Batches", "undone") if row.is_undone else "",
    ]
    return ", ".join(part for part in told if part)
