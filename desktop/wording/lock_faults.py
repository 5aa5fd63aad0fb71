"""What is said when locking cannot be set as it was asked."""

from desktop.domain.locking import LockMinutesRefused
from desktop.wording.told import Told
from desktop.wording.translation import Translate


def lock_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of the lock's settings, else None."""
    if isinstance(fault, LockMinutesRefused):
        return Told(
            "lock_minutes",
            translate("Faults", "This laptop can lock itself after {least} to {most} minutes.").format(
                least=fault.least, most=fault.most
            ),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Choose a number between these."),
        )
    return None
