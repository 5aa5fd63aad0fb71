"""What is said of the people who share a laptop, and of what each of them is called on its locked page."""

from desktop.domain.labels import MOST_LETTERS, LabelRefused, LabelUnknown
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def label_note(translate: Translate = english) -> str:
    """Who sees a label."""
    return translate(
        "Start",
        "Anybody who opens this laptop sees it, without a passphrase. Initials will do, or leave it as it is.",
    )


def apart_words(translate: Translate = english) -> str:
    """What people who share a laptop do not share."""
    return translate(
        "Start",
        "Each of you has a passphrase, a recovery sheet and a code from the organiser of their own. Nobody here can read what"
        " another wrote: only the program is shared.",
    )


def label_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a label that cannot be, else None."""
    if isinstance(fault, LabelUnknown):
        return Told(
            "label_unknown",
            translate("Faults", "Nobody on this laptop is called that."),
            translate("Faults", "Nothing was opened or changed."),
            translate("Faults", "Look at the list of those who share it."),
        )
    if not isinstance(fault, LabelRefused):
        return None
    happened, remedy = {
        "empty": (
            translate("Faults", "There has to be something to call you by."),
            translate("Faults", "Write initials, or leave the number that stood there."),
        ),
        "long": (
            translate("Faults", "That is longer than {most} letters.").format(most=MOST_LETTERS),
            translate("Faults", "Initials will do."),
        ),
        "unfit": (
            translate("Faults", "There is a letter in it that is not seen."),
            translate("Faults", "Type it once more rather than pasting it."),
        ),
    }.get(
        fault.what,
        (
            translate("Faults", "Somebody else on this laptop is called that."),
            translate("Faults", "Choose something by which you are told apart."),
        ),
    )
    return Told(f"label_{fault.what}", happened, translate("Faults", "Nothing was changed."), remedy)
