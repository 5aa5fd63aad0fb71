"""What is said of a laptop that was handed over, and of what was written under whose initials."""

from desktop.domain.handovers import (
    Handover,
    InitialsRefused,
    NoSuchInitials,
    NothingHandedOver,
    UnderInitials,
)
from desktop.wording import counts
from desktop.wording.dates import street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def handed_words(handover: Handover, translate: Translate = english) -> str:
    """What this laptop is handed over for, and to whom."""
    return translate("Handover", "Handed over: {name}. For: {initials}").format(
        name=handover.name, initials=" ".join(handover.initials)
    )


def under_line(row: UnderInitials, translate: Translate = english) -> str:
    """One line of what was written under somebody's initials."""
    first, last = street_time(row.first_at), street_time(row.last_at)
    return translate("Handover", "{initials}: {records}, {first} to {last}").format(
        initials=row.initials,
        records=counts.records(row.records, translate),
        first=f"{first:%Y-%m-%d %H:%M}",
        last=f"{last:%Y-%m-%d %H:%M}",
    )


def nobody_words(translate: Translate = english) -> str:
    """Where nothing was written under initials."""
    return translate("Handover", "Nothing was written under initials.")


def taken_back_words(translate: Translate = english) -> str:
    """After the laptop was taken back."""
    return translate("Handover", "The laptop is yours again.")


def handover_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of handing over, else None."""
    if isinstance(fault, InitialsRefused):
        return Told(
            "initials",
            translate("Faults", "Initials are one to {letters} letters for each, parted by spaces.").format(
                letters=fault.most_letters
            ),
            translate("Faults", "Nothing was handed over."),
            translate("Faults", "Write them as AB CDE, for {most} people at most.").format(most=fault.most),
        )
    if isinstance(fault, NoSuchInitials):
        return Told(
            "no_such_initials",
            translate("Faults", "The laptop was not handed to anybody with these initials."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Ask your organiser to add them."),
        )
    if isinstance(fault, NothingHandedOver):
        return Told(
            "not_handed_over",
            translate("Faults", "The laptop is not handed over to anybody."),
            translate("Faults", "Nothing was changed."),
        )
    return None
