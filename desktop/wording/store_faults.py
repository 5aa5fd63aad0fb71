"""What is said when the store on this laptop stays shut, or cannot be written."""

import errno

from desktop.domain.passphrases import SHORTEST, PassphraseRefused, Refusal
from desktop.domain.recovery import RecoveryCodeWrong
from desktop.store.errors import (
    DeviceSecretMissing,
    EntriesExist,
    KeyFileOlder,
    NotEncrypted,
    NotOneself,
    PersonUnknown,
    StoreIsNewer,
    TooManySlots,
    TooMuchText,
    VaultClosed,
    VaultDamaged,
    VaultError,
    VaultExists,
    VaultMissing,
    VaultOpenElsewhere,
    VaultUnwritable,
    WrongPassphrase,
)
from desktop.wording.backups import backup_fault
from desktop.wording.told import Told
from desktop.wording.translation import Translate

_BAD_PAGES = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def store_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of the store or its secrets, else None."""
    if isinstance(fault, PassphraseRefused):
        return _refused_passphrase(fault.reason, translate)
    if isinstance(fault, RecoveryCodeWrong):
        return _wrong_code(fault.groups, translate)
    if isinstance(fault, VaultUnwritable):
        return _unwritable(fault.number, translate)
    if isinstance(fault, VaultDamaged):
        return _damaged(fault, translate)
    if getattr(fault, "sqlite_errorname", "") in _BAD_PAGES:  # met while something was read
        return _damaged(VaultDamaged("store", "unreadable"), translate)
    if isinstance(fault, TooMuchText):
        return Told(
            "too_much_text",
            translate("Faults", "That is more text than can be sent in one piece."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Write less, or part it into several notes."),
        )
    if isinstance(fault, KeyFileOlder | TooManySlots | PersonUnknown | NotOneself):
        return _ways_in(fault, translate)
    if isinstance(fault, VaultError):
        return backup_fault(fault, translate) or _shut(fault, translate)
    return None


def passphrase_needed(translate: Translate) -> Told:
    """Where a passphrase is needed and nobody can be asked for it."""
    return Told(
        "passphrase_needed",
        translate("Faults", "This needs the passphrase, and there is nobody to ask."),
        translate("Faults", "Nothing was opened or changed."),
        translate("Faults", "Type it when asked, or put it into the variable that the help names."),
    )


def passphrases_differ(translate: Translate) -> Told:
    """Where a new passphrase was typed twice, and not alike."""
    return Told(
        "passphrases_differ",
        translate("Faults", "The two passphrases are not the same."),
        translate("Faults", "Nothing was changed."),
        translate("Faults", "Type the same one twice."),
    )


def _shut(fault: VaultError, translate: Translate) -> Told:
    if isinstance(fault, WrongPassphrase):
        return Told(
            "wrong_passphrase",
            translate("Faults", "That passphrase does not open this on this computer."),
            translate("Faults", "Nothing is lost."),
            translate("Faults", "Try again, or use the code on your recovery sheet."),
        )
    if isinstance(fault, VaultClosed):
        return Told(
            "locked_meanwhile",
            translate("Faults", "This laptop was locked meanwhile."),
            translate("Faults", "What was saved before is safe."),
            translate("Faults", "Open it with your passphrase and do it again."),
        )
    if isinstance(fault, DeviceSecretMissing):
        return _not_of_this_computer(fault, translate)
    if isinstance(fault, VaultOpenElsewhere):
        return Told(
            "open_elsewhere",
            translate("Faults", "Groundswell is already open with these records."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Use the window that is open, or close it and try again."),
        )
    if isinstance(fault, VaultMissing):
        return Told(
            "missing",
            translate("Faults", "There are no records in that folder."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Check the folder's name, or make a new place for records there."),
        )
    if isinstance(fault, VaultExists):
        return Told(
            "exists",
            translate("Faults", "There are records in that folder already."),
            translate("Faults", "They were not touched."),
            translate("Faults", "Open them, or choose an empty folder."),
        )
    if isinstance(fault, EntriesExist):
        return Told(
            "holds_records",
            translate(
                "Faults", "This laptop holds records of its own, so it cannot join another branch with them."
            ),
            translate("Faults", "They were not touched."),
            translate("Faults", "Begin anew in an empty folder, and join there with the same code."),
        )
    if isinstance(fault, StoreIsNewer):
        return Told(
            "newer",
            translate("Faults", "These records were written by a newer Groundswell than this one."),
            translate("Faults", "They were not touched."),
            translate("Faults", "Install the newer version, then open them."),
        )
    return Told(
        "not_protected",
        translate("Faults", "This laptop cannot encrypt, so nothing was opened or written."),
        translate("Faults", "What was saved before is safe."),
        translate("Faults", "Install Groundswell again."),
    )


def _not_of_this_computer(fault: DeviceSecretMissing, translate: Translate) -> Told:
    if fault.is_unreachable:
        return Told(
            "keyring_locked",
            translate(
                "Faults", "This computer keeps a part of the lock in its keyring, which does not answer now."
            ),
            translate("Faults", "Nothing is lost."),
            translate(
                "Faults",
                "Log in to the computer as usual and try again, or use the code on your recovery sheet.",
            ),
        )
    return Told(
        "other_computer",
        translate(
            "Faults",
            "That passphrase does not open this on this computer: the computer's own part of the lock is not here.",
        ),
        translate("Faults", "Nothing is lost."),
        translate(
            "Faults",
            "Open it on the computer where it was made, or use the code on your recovery sheet here.",
        ),
    )


def _ways_in(fault: VaultError, translate: Translate) -> Told:
    """Words about who has a passphrase, and what opens the records."""
    if isinstance(fault, KeyFileOlder):
        return Told(
            "key_file_older",
            translate(
                "Faults",
                "An older lock was put back on these records: a passphrase from before may open them.",
            ),
            translate("Faults", "The records themselves are as you left them."),
            translate(
                "Faults",
                "If you brought them back from a copy, change the passphrase. If not, tell your organiser.",
            ),
        )
    if isinstance(fault, TooManySlots):
        return Told(
            "too_many_people",
            translate("Faults", "No more than {most} ways to open these records can be kept.").format(
                most=fault.most
            ),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Take somebody's passphrase away first."),
        )
    if isinstance(fault, PersonUnknown):
        return Told(
            "person_unknown",
            translate("Faults", "Nobody by that name has a passphrase here."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Look at the list of those who have one."),
        )
    return Told(
        "not_oneself",
        translate("Faults", "Your own passphrase cannot be taken away by yourself."),
        translate("Faults", "Nothing was changed."),
        translate(
            "Faults", "Whoever these records belong to can take away any other; their own stays with them."
        ),
    )


def _damaged(fault: VaultDamaged, translate: Translate) -> Told:
    kept = translate("Faults", "Nothing was changed, so what can be rescued still is there.")
    if isinstance(fault, NotEncrypted):
        return Told(
            "not_encrypted",
            translate("Faults", "The file in that folder is not protected, so Groundswell did not write it."),
            kept,
            translate("Faults", "Choose another folder, or bring your own back from a copy."),
        )
    remedy = translate(
        "Faults", "Bring the folder back from a copy, or join again with a new code from your organiser."
    )
    if fault.part == "key":
        happened = translate("Faults", "The file that holds the lock to these records is missing or damaged.")
    else:
        happened = translate("Faults", "The file that holds these records is missing or damaged.")
    if fault.part == "store" and fault.reason != "beyond_rescue":
        remedy = translate(
            "Faults",
            "Lock Groundswell, then bring back a backup: what can still be read, and was not sent, is kept with it. Without a"
            " backup it begins again with what can be read.",
        )
    return Told("damaged", happened, kept, remedy)


def _unwritable(number: int, translate: Translate) -> Told:
    safe = translate("Faults", "What was saved before is safe.")
    if number == errno.ENOSPC:
        return Told(
            "disk_full",
            translate("Faults", "The disk is full, so this was not saved."),
            safe,
            translate("Faults", "Make some room, then save again."),
        )
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Told(
            "not_allowed",
            translate("Faults", "This laptop does not let us write in that folder, so this was not saved."),
            safe,
            translate("Faults", "Choose another folder, or ask whoever looks after the laptop."),
        )
    return Told(
        "disk",
        translate("Faults", "The disk did not take what was to be saved."),
        safe,
        translate("Faults", "Try again. If it happens once more, copy the folder to another disk."),
    )


def _refused_passphrase(reason: Refusal, translate: Translate) -> Told:
    happened = {
        Refusal.EMPTY: translate("Faults", "The passphrase is empty."),
        Refusal.TOO_SHORT: translate("Faults", "The passphrase is shorter than {least} characters.").format(
            least=SHORTEST
        ),
        Refusal.TOO_LONG: translate("Faults", "The passphrase is longer than any that we can take."),
        Refusal.NOT_TEXT: translate(
            "Faults", "The passphrase has characters that cannot be typed everywhere."
        ),
        Refusal.EASILY_GUESSED: translate("Faults", "That passphrase is easily guessed."),
    }[reason]
    return Told(
        f"passphrase_{reason.value}",
        happened,
        translate("Faults", "Nothing was changed."),
        translate("Faults", "Choose another: four or five words that do not belong together are good."),
    )


def _wrong_code(groups: tuple[int, ...], translate: Translate) -> Told:
    if len(groups) == 1:
        look = translate("Faults", "Look again at group {number}.").format(number=groups[0])
    elif groups:
        look = translate("Faults", "Look again at groups {numbers}.").format(
            numbers=", ".join(str(number) for number in groups)
        )
    else:
        look = translate("Faults", "It has eight groups of four letters.")
    return Told(
        "recovery_code_wrong",
        translate("Faults", "That is not the code on the recovery sheet."),
        translate("Faults", "Nothing is lost."),
        look,
    )
