"""What the pages before a store is open say of a fault, and how a new laptop is called."""

from desktop.ui.translating import translate
from desktop.wording.faults import fault_words


def laptop_name(name: str) -> str:
    """What somebody's laptop is called at first."""
    first = name.split()[0] if name.split() else ""
    return translate("Start", "{name}’s laptop").format(name=first)


def sentence_of(fault: object) -> str:
    """What happened, what is safe, and what to do; of a wrong passphrase the page itself says what to do."""
    told = fault_words(fault if isinstance(fault, Exception) else Exception(), translate)
    return (
        f"{told.happened} {told.safe} {told.remedy}"
        if told.code != "wrong_passphrase"
        else f"{told.happened} {told.safe}"
    )
