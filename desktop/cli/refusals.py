"""A fault as a command answers it: words for a person, a document for a program, an exit status; and the log."""

import logging
import traceback
from pathlib import Path
from typing import Any

from desktop.cli.statuses import status_of
from desktop.cli.usage import PassphraseNeeded, PassphrasesDiffer, WrongUsage
from desktop.wording.faults import fault_words
from desktop.wording.store_faults import passphrase_needed, passphrases_differ
from desktop.wording.told import Told, stopped_words
from desktop.wording.translation import english

log = logging.getLogger(__name__)
_PLACES = 8  # calls told in the log, the innermost


def told_of(fault: BaseException) -> Told:
    """What to say of a fault; one that nobody foresaw is logged too."""
    if isinstance(fault, WrongUsage):
        return Told("usage", fault.words)
    if isinstance(fault, PassphraseNeeded):
        return passphrase_needed(english)
    if isinstance(fault, PassphrasesDiffer):
        return passphrases_differ(english)
    if isinstance(fault, KeyboardInterrupt):
        return stopped_words()
    told = fault_words(fault)
    if told.code == "unforeseen":
        note_fault(fault)
    return told


def refusal_document(fault: BaseException, told: Told) -> dict[str, Any]:
    """What ``--json`` prints of a fault."""
    return {"status": int(status_of(fault)), "code": told.code, "reason": told.sentence}


def refusal_words(fault: BaseException, told: Told) -> list[str]:
    """What a person reads of a fault, a line each."""
    usage = fault.usage.rstrip() if isinstance(fault, WrongUsage) else ""
    return [told.sentence, *(usage.split("\n") if usage else [])]


def note_fault(fault: BaseException) -> None:
    """Log what a fault was and where, never what it says: that may hold somebody's name."""
    frames = traceback.extract_tb(fault.__traceback__)[-_PLACES:]
    places = " ".join(f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in frames)
    log.error("unforeseen %s at %s", kinds_of(fault), places)


def kinds_of(fault: BaseException) -> str:
    """The class of a fault and of those that it came from."""
    kinds: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(kinds) < _PLACES:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return " from ".join(kinds)
