"""Small words of the start: what a laptop is called at first, and a fault in one paragraph."""

from desktop.ui.translating import translate
from desktop.wording.faults import fault_words


def laptop_name(name: str) -> str:
    """What a laptop is called until somebody says otherwise."""
    first = name.split()[0] if name.split() else ""
    return translate("Start", "{name}’s laptop").format(name=first)


def sentence_of(fault: object) -> str:
    """What is said of a fault; a wrong passphrase needs no advice where the ways on stand below."""
    told = fault_words(fault if isinstance(fault, Exception) else Exception(), translate)
    return (
        f"{told.happened} {told.safe} {told.remedy}"
        if told.code != "wrong_passphrase"
        else f"{told.happened} {told.safe}"
    )
