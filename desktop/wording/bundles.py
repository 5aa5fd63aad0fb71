"""What is said of a file on a stick."""

from desktop.operations.bundle_taking import BundleTaken
from desktop.operations.bundles import BundleWritten
from desktop.wording import counts
from desktop.wording.sent import records_words
from desktop.wording.translation import Translate, english

_MEGABYTE = 1_000_000


def written_words(done: BundleWritten, translate: Translate = english) -> str:
    """What is on the stick now, in one breath."""
    return " ".join((in_file_words(done, translate), *written_lines(done, translate)))


def in_file_words(done: BundleWritten, translate: Translate = english) -> str:
    """How much a file holds, and how much of it nobody else has yet."""
    return translate("Bundles", "{changes} in the file, {n} of them so far only on this laptop.").format(
        changes=counts.changes(done.entries, translate), n=counts.number(done.unsent)
    )


def file_words(name: str, size: int, translate: Translate = english) -> str:
    """A file by its name and size: "2026-11-22-1918.groundswell, 1.2 MB"."""
    return translate("Bundles", "{name}, {n} MB").format(name=name, n=f"{max(size / _MEGABYTE, 0.1):.1f}")


def written_lines(done: BundleWritten, translate: Translate = english) -> list[str]:
    """What else is to be known of a file that was written."""
    told = []
    if done.carried:
        told.append(
            translate("Bundles", "{changes} of colleagues go along.").format(
                changes=counts.changes(done.carried, translate)
            )
        )
    if done.for_server:
        told.append(
            translate("Bundles", "Laptops of your branch and its server can read it, and nobody else.")
        )
    else:
        told.append(translate("Bundles", "Only laptops of your branch can read it."))
    if done.unsent and done.for_server:
        told.append(translate("Bundles", "It counts as sent once the server has answered."))
    return told


def taken_words(done: BundleTaken, translate: Translate = english) -> str:
    """What was taken from a stick, in one breath."""
    return " ".join((came_words(done, translate), *taken_lines(done, translate)))


def came_words(done: BundleTaken, translate: Translate = english) -> str:
    """What came that was not here: "12 visits, 3 people came."."""
    if not done.new:
        return translate("Bundles", "Nothing came that was not here.")
    return translate("Bundles", "{records} came.").format(records=records_words(done.records, translate))


def taken_lines(done: BundleTaken, translate: Translate = english) -> list[str]:
    """What else is to be known of a file that was read; what asks for something to be done comes last."""
    told = []
    if done.known_records:
        told.append(
            translate("Bundles", "{records} were here already.").format(
                records=counts.records(done.known_records, translate)
            )
        )
    if done.carried:
        told.append(
            translate("Bundles", "{changes} of a colleague’s go to the server with yours.").format(
                changes=counts.changes(done.carried, translate)
            )
        )
    if done.elsewhere:
        told.append(
            translate("Bundles", "{changes} are not for this laptop and were left.").format(
                changes=counts.changes(done.elsewhere, translate)
            )
        )
    if done.is_answer and done.is_whole and not done.is_stopped:
        told += _answer_lines(done, translate)
    warning = warning_words(done, translate)
    return [*told, warning] if warning else told


def warning_words(done: BundleTaken, translate: Translate = english) -> str:
    """Why not all of a file was taken, or what waits for somebody's word, and what to do; else nothing."""
    if done.is_stopped:
        return translate("Bundles", "Stopped. What came is kept; read the file again for the rest.")
    if done.removals_held:
        return translate(
            "Bundles",
            "{records} are no longer for this laptop, and all of them are still here. Ask your organiser; then read the file"
            " again and say that they may go.",
        ).format(records=counts.records(done.removals_held, translate))
    if done.is_whole:
        return ""
    if done.is_answer:
        return translate(
            "Bundles",
            "The file is cut short or damaged, and the server’s answer is believed only whole. Copy it once more.",
        )
    return translate(
        "Bundles",
        "The file is cut short or damaged. What is whole of it was taken; copy it once more for the rest.",
    )


def _answer_lines(done: BundleTaken, translate: Translate) -> list[str]:
    told = []
    if done.is_other_epoch:
        told.append(
            translate(
                "Bundles",
                "The server was put back from a backup, so what is sent counts again once you have a network.",
            )
        )
    elif done.pending:
        told.append(
            translate("Bundles", "{changes} written here are still only on this laptop.").format(
                changes=counts.changes(done.pending, translate)
            )
        )
    else:
        told.append(translate("Bundles", "Everything that was written here is with the server."))
    if done.removed:
        told.append(
            translate("Bundles", "{records} are no longer for this laptop and went.").format(
                records=counts.records(done.removed, translate)
            )
        )
    if done.apart:
        told.append(
            translate("Bundles", "{changes} of yours the server keeps apart; Ctrl+T says why.").format(
                changes=counts.changes(done.apart, translate)
            )
        )
    return told
