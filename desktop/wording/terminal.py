"""Words that only the terminal says: what it asks for, and lists that are read as lines."""

from collections.abc import Sequence

from desktop.wording import counts
from desktop.wording.translation import Translate, english


def passphrase_prompt(translate: Translate = english) -> str:
    """Asking for the passphrase."""
    return translate("Terminal", "Passphrase: ")


def new_passphrase_prompt(translate: Translate = english) -> str:
    """Asking for a new passphrase."""
    return translate("Terminal", "New passphrase (four or five words): ")


def again_prompt(translate: Translate = english) -> str:
    """Asking for the same once more."""
    return translate("Terminal", "The same again: ")


def recovery_prompt(translate: Translate = english) -> str:
    """Asking for the code on the recovery sheet."""
    return translate("Terminal", "Code on the recovery sheet: ")


def recovery_words(code: str, translate: Translate = english) -> str:
    """The recovery code, which is shown this once."""
    return translate(
        "Terminal",
        "Recovery code: {code}\nWrite it down and keep it away from this laptop. It is shown this once, and it opens"
        " your records if the passphrase is lost.",
    ).format(code=code)


def rescued_words(
    entries: int, unsent: int, aside: str, translate: Translate = english, *, is_whole: bool = True
) -> str:
    """What came of reading damaged records; ``aside`` is the file that the old ones lie in."""
    told = translate(
        "Terminal",
        "{changes} could be read, {unsent} of them not yet sent. Send and receive now: the server brings the rest."
        " The damaged file lies beside it as {aside}; when everything is sent, delete it.",
    ).format(changes=counts.changes(entries, translate), unsent=counts.number(unsent), aside=aside)
    if is_whole:
        return told
    warning = translate(
        "Terminal",
        "Some of it could not be read: what was written last and not yet sent may be missing. Look, and keep the damaged file"
        " until you are sure.",
    )
    return f"{told} {warning}"


def renewed_words(*, is_sheet_void: bool, translate: Translate = english) -> str:
    """After the key was renewed."""
    told = translate("Terminal", "Everything is encrypted anew. Every passphrase still opens it.")
    if is_sheet_void:
        return f"{told} {translate('Terminal', 'The old recovery sheet opens nothing any more: keep the new code.')}"
    return f"{told} {translate('Terminal', 'So does the recovery sheet.')}"


def person_removed_words(name: str, *, is_sheet_void: bool, translate: Translate = english) -> str:
    """After somebody's passphrase was taken away."""
    told = translate(
        "Terminal",
        "{name} cannot open these records any more, as they are from now on: everything is encrypted anew. A copy of the folder"
        " that was made before still opens by the old passphrase.",
    ).format(name=name)
    if is_sheet_void:
        sheet = translate("Terminal", "The old recovery sheet opens nothing any more: keep the new code.")
    else:
        sheet = translate(
            "Terminal",
            "Whoever has seen the recovery sheet can open them still, until you make a new one.",
        )
    return f"{told} {sheet}"


def person_added_words(name: str, translate: Translate = english) -> str:
    """After somebody got a passphrase."""
    return translate(
        "Terminal",
        "{name} has a passphrase of their own from now on, and sees everything that is here. What they write stands under their"
        " name.",
    ).format(name=name)


def key_file_older_words(translate: Translate = english) -> str:
    """What is said when the vault opens by a key file older than the store."""
    return translate(
        "Terminal",
        "An older lock was put back on these records: a passphrase from before may open them. If you did not bring them back"
        " from a copy yourself, tell your organiser. A new passphrase ends this.",
    )


def sheet_failed_words(translate: Translate = english) -> str:
    """Where the recovery sheet could not be written."""
    return translate(
        "Terminal", "The recovery sheet could not be written there. Write the code down by hand."
    )


def words_to_compare(words: Sequence[str], translate: Translate = english) -> str:
    """The words that two people compare, so that nobody stands between them."""
    return translate("Terminal", "Words to compare with your organiser: {words}").format(
        words=" ".join(words)
    )


def reading_words(done: int, total: int, translate: Translate = english) -> str:
    """How far the reading of a file has come."""
    percent = 100 if total <= 0 else min(100, 100 * done // total)
    return translate("Terminal", "Reading: {percent} %").format(percent=percent)


def writing_words(done: int, of: int, translate: Translate = english) -> str:
    """How far the writing after the reading has come."""
    percent = 100 if of <= 0 else min(100, 100 * done // of)
    return translate("Terminal", "Writing it down: {percent} %").format(percent=percent)


def joined_words(branch: str, translate: Translate = english) -> str:
    """What is so after joining."""
    if not branch:
        return translate("Terminal", "Joined.")
    return translate("Terminal", "Joined {branch}.").format(branch=branch)


def invitation_words(code: str, expires_at: str, words: Sequence[str], translate: Translate = english) -> str:
    """A code for a newcomer, with the words that they are to see."""
    return translate(
        "Terminal",
        "Code: {code}\nGood once, until {moment}. When they join, they are to see these words: {words}",
    ).format(code=code, moment=expires_at, words=" ".join(words))


def no_window_words(translate: Translate = english) -> str:
    """Where Qt is absent, or a library of the system that it needs."""
    return translate(
        "Terminal",
        "The window cannot be opened, because a part that draws it is missing on this laptop. Your records are safe."
        " The README says what to install; everything can also be done here, see: groundswell --help",
    )


def nobody_writes_words(minutes: int, translate: Translate = english) -> str:
    """Where a batch ended because no line came."""
    return translate(
        "Terminal",
        "No line came for {minutes}, so your records were closed. What was answered is saved; begin again to go on.",
    ).format(minutes=counts.minutes(minutes, translate))


def lock_after_words(minutes: int, translate: Translate = english) -> str:
    """After how long a laptop locks itself."""
    return translate("Terminal", "This laptop locks itself after {minutes} without a key.").format(
        minutes=counts.minutes(minutes, translate)
    )
