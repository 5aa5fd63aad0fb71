"""What is said of backups: when one was made, what is in it, and why one could not be made or brought back."""

from datetime import datetime

from desktop.operations.backups import BackupMade, BackupRow, BackupsHeld, Restored
from desktop.store.errors import (
    BackupDamaged,
    BackupFolderMissing,
    BackupMissing,
    BackupStopped,
    VaultError,
)
from desktop.wording import counts
from desktop.wording.dates import moment_words, street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english

_MEGABYTE = 1_000_000


def when_words(row: BackupRow, now: datetime, translate: Translate = english) -> str:
    """When a backup was made; ``now`` is the street's time."""
    return moment_words(street_time(row.made_at), now, translate)


def size_words(size: int, translate: Translate = english) -> str:
    """How large a backup is."""
    return translate("Backups", "{n} MB").format(n=f"{max(size / _MEGABYTE, 0.1):.1f}")


def holds_words(row: BackupRow, translate: Translate = english) -> str:
    """How much is in a backup, where a key opened it."""
    if row.people is None or row.unsent is None:
        return translate("Backups", "does not open with the passphrase of now")
    return translate("Backups", "{people}, {n} not sent then").format(
        people=counts.people(row.people, translate), n=counts.number(row.unsent)
    )


def choice_words(row: BackupRow, now: datetime, translate: Translate = english) -> str:
    """What would come back with a backup that a passphrase has opened."""
    return translate(
        "Backups",
        "It was made {moment} and holds {people}; {n} changes had not been sent then. What is newer on this laptop and can"
        " still be read is kept with them.",
    ).format(
        moment=when_words(row, now, translate),
        people=counts.people(row.people or 0, translate),
        n=counts.number(row.unsent or 0),
    )


def row_words(row: BackupRow, now: datetime, translate: Translate = english) -> str:
    """A backup in one line of a terminal."""
    parts = [when_words(row, now, translate), size_words(row.size, translate)]
    if row.people is not None:
        parts.append(holds_words(row, translate))
    return ", ".join((*parts, str(row.path)))


def held_words(held: BackupsHeld, now: datetime, translate: Translate = english) -> list[str]:
    """Every backup, a line each, and what is to be known of the second folder."""
    lines = [row_words(row, now, translate) for row in held.rows]
    if not lines:
        lines = [translate("Backups", "No backup yet.")]
    if held.second and held.second_rows is None:
        lines.append(
            translate("Backups", "The second folder is not there now: {folder}").format(folder=held.second)
        )
    for row in held.second_rows or ():
        lines.append(row_words(row, now, translate))
    if held.failed:
        lines.append(failed_words(held.failed, translate))
    return lines


def made_words(made: BackupMade, translate: Translate = english) -> str:
    """What came of making a backup."""
    told = translate("Backups", "A backup was made, opened and counted: {holds}.").format(
        holds=holds_words(made.row, translate)
    )
    return " ".join(part for part in (told, second_words(made.second, translate)) if part)


def second_words(second: str, translate: Translate = english) -> str:
    """What came of writing a backup to the second folder; nothing if there is none."""
    words = {
        "none": "",
        "written": translate("Backups", "It is in the second folder too."),
        "absent": translate(
            "Backups", "The second folder is not there. Plug its stick in, then make a backup again."
        ),
        "unwritable": translate(
            "Backups", "The second folder did not take it: there is no room, or it may not be written."
        ),
        "damaged": translate(
            "Backups", "What the second folder took could not be read again. Use another stick."
        ),
    }
    return words[second]


def failed_words(failed: str, translate: Translate = english) -> str:
    """Why the last backup could not be made."""
    if failed == "damaged":
        return translate(
            "Backups",
            "The records on this laptop have a damaged place, so no backup was made of them. Older backups are as they were."
            " Lock, open again, and bring the records back.",
        )
    return translate(
        "Backups",
        "The last backup could not be written: there is no room on the disk, or it may not be written. Older backups are as"
        " they were.",
    )


def restored_words(done: Restored, translate: Translate = english) -> str:
    """What came of bringing records back."""
    parts = [
        translate("Backups", "The records are back: {people}, {n} not sent.").format(
            people=counts.people(done.contents.people, translate), n=counts.number(done.contents.unsent)
        )
    ]
    if done.was_whole is not None:
        parts.append(
            translate(
                "Backups", "{changes} newer than the backup were kept from the records that were here."
            ).format(changes=counts.changes(done.carried, translate))
        )
    if done.was_whole is False:
        parts.append(
            translate(
                "Backups",
                "Not all of those could be read: what was written last and not sent may be missing. Their file lies aside.",
            )
        )
    parts.append(translate("Backups", "Send and receive now: the server brings the rest."))
    return " ".join(parts)


def backup_fault(fault: VaultError, translate: Translate) -> Told | None:
    """Words for a fault of a backup, else None."""
    untouched = translate("Faults", "Nothing was changed.")
    if isinstance(fault, BackupDamaged):
        return Told(
            "backup_damaged",
            translate("Faults", "That file is no backup, or it is damaged."),
            untouched,
            translate("Faults", "Take another one, from an earlier day or from a stick."),
        )
    if isinstance(fault, BackupMissing):
        return Told(
            "backup_missing",
            translate("Faults", "There is no backup here that can be brought back."),
            untouched,
            translate("Faults", "Look on a stick, if you keep backups on one."),
        )
    if isinstance(fault, BackupFolderMissing):
        return Told(
            "backup_folder_missing",
            translate("Faults", "That folder is not there."),
            untouched,
            translate("Faults", "Plug the stick in, or name another folder."),
        )
    if isinstance(fault, BackupStopped):
        return Told(
            "backup_stopped",
            translate("Faults", "Stopped."),
            translate("Faults", "The records and the older backups are as they were."),
        )
    return None
