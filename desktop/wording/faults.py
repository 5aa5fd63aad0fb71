"""What is said when something cannot be: what happened, what is safe, what to do.

Each exception that domain, store, operations and the exchange raise has words of its own or of its family; for
whatever nobody foresaw there is one sentence more. Nothing personal is repeated.
"""

from desktop.wording.people_faults import people_fault
from desktop.wording.sending_faults import sending_fault
from desktop.wording.store_faults import store_fault
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def fault_words(fault: BaseException, translate: Translate = english) -> Told:
    """What to say of a fault."""
    return (
        store_fault(fault, translate)
        or people_fault(fault, translate)
        or sending_fault(fault, translate)
        or unforeseen_words(translate)
    )


def unforeseen_words(translate: Translate = english) -> Told:
    """What to say of a fault that nobody foresaw."""
    return Told(
        "unforeseen",
        translate("Faults", "Something went wrong that we did not foresee."),
        translate("Faults", "What was saved before is safe, and this was not half done."),
        translate("Faults", "Try once more. If it happens again, tell whoever looks after this program."),
    )


def stopped_words(translate: Translate = english) -> Told:
    """What to say when a person stopped what was under way."""
    return Told(
        "stopped",
        translate("Faults", "Stopped."),
        translate("Faults", "Whatever was saved before stays saved; what was under way was not kept."),
    )
