"""What is said where an organiser helps somebody whose passphrase is lost."""

from desktop.domain.helping import (
    AnswerForAnother,
    CannotHelp,
    HelpersHeld,
    HelpNotWritten,
    HelpPart,
    HelpProblem,
    HelpUnreadable,
    HelpWordsDiffer,
    NobodyHelps,
    NoHelpAsked,
)
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def helpers_words(held: HelpersHeld, translate: Translate = english) -> str:
    """Who can help whoever works here: "Ann and Bob can help you if the passphrase is lost."."""
    if held.is_refused:
        return translate("Helping", "No organiser can open these records for you: you wanted it so.")
    ready = _listed([one.name for one in held.helpers if one.is_ready], translate)
    later = _listed([one.name for one in held.helpers if not one.is_ready], translate)
    if not ready and not later:
        return translate(
            "Helping",
            "No organiser can open these records for you. If the passphrase is lost, the sheet opens them.",
        )
    told = []
    if ready:
        told.append(
            translate("Helping", "{names} can help you if the passphrase is lost.").format(names=ready)
        )
    if later:
        told.append(
            translate(
                "Helping", "{names} can help you once these records were locked and opened again."
            ).format(names=later)
        )
    return " ".join(told)


def helped_words(held: HelpersHeld, translate: Translate = english) -> str:
    """How often this laptop helped; nothing if it helps nobody."""
    if not held.is_helper:
        return ""
    if held.helped == 1:
        return translate("Helping", "This laptop has helped a colleague once.")
    return translate("Helping", "This laptop has helped colleagues {n} times.").format(n=held.helped)


def refused_words(held: HelpersHeld, translate: Translate = english) -> str:
    """What was decided."""
    if held.is_refused:
        return translate(
            "Helping",
            "No organiser can open these records for you any more. Everything is encrypted anew when they are next opened.",
        )
    return helpers_words(held, translate)


def asked_words(words: str, translate: Translate = english) -> str:
    """What to do with a request."""
    return translate(
        "Helping",
        "Send this to an organiser of your branch, then call them and read these words to them: {words}",
    ).format(words=words)


def request_words(who: str, translate: Translate = english) -> str:
    """Whose a request says it is, and what to do before answering it."""
    name = who or translate("Helping", "Somebody who gave no name")
    return translate(
        "Helping",
        "{name} asks, or somebody who says so. Call them on a number that you know, and let them read three words to you.",
    ).format(name=name)


def answered_words(translate: Translate = english) -> str:
    """What to do with an answer."""
    return translate(
        "Helping",
        "This is the answer. Send it back: only the laptop that asked can use it, and only once. Nothing of it is kept here.",
    )


def taken_words(translate: Translate = english) -> str:
    """That the answer opened the records."""
    return translate(
        "Helping",
        "Everything is there, and encrypted anew. Use the new passphrase; the recovery sheet stays good.",
    )


def help_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of helping, else None."""
    if not isinstance(fault, HelpProblem):
        return None
    nothing = translate("Faults", "Nothing was changed.")
    if isinstance(fault, HelpUnreadable):
        return _unreadable(fault, nothing, translate)
    if isinstance(fault, NobodyHelps):
        return Told(
            "nobody_helps",
            translate("Faults", "No organiser can open these records."),
            nothing,
            translate("Faults", "Use the code on your recovery sheet, or join again with a new code."),
        )
    if isinstance(fault, NoHelpAsked | AnswerForAnother):
        return _not_for_this(fault, nothing, translate)
    if isinstance(fault, HelpWordsDiffer):
        return Told(
            "help_words_differ",
            translate("Faults", "These are not the words of this request, so no answer was made."),
            nothing,
            translate(
                "Faults",
                "Let them read the words again. If they still differ, the request was changed on its way: ask for another.",
            ),
        )
    if isinstance(fault, CannotHelp):
        return Told(
            "cannot_help",
            translate("Faults", "This laptop cannot open what was asked for."),
            nothing,
            translate("Faults", "Let them ask another organiser, or use the code on their recovery sheet."),
        )
    if isinstance(fault, HelpNotWritten):
        return Told(
            "help_not_written",
            translate("Faults", "That file could not be written."),
            nothing,
            translate("Faults", "Choose another folder, or use the square code."),
        )
    return Told("help", translate("Faults", "That help was not possible."), nothing, "")


def _unreadable(fault: HelpUnreadable, nothing: str, translate: Translate) -> Told:
    if fault.part is HelpPart.REQUEST:
        return Told(
            "no_request",
            translate("Faults", "That is no request for help, or it did not arrive whole."),
            nothing,
            translate("Faults", "Let them send it once more, as a file or by the square code."),
        )
    return Told(
        "no_answer",
        translate("Faults", "That is no answer to a request for help, or it did not arrive whole."),
        nothing,
        translate("Faults", "Let the organiser send it once more, as a file or by the square code."),
    )


def _not_for_this(fault: HelpProblem, nothing: str, translate: Translate) -> Told:
    if isinstance(fault, NoHelpAsked):
        return Told(
            "no_help_asked",
            translate("Faults", "Nobody asked for help here, or it was given already."),
            nothing,
            translate("Faults", "Ask for help first, then let an organiser answer that request."),
        )
    return Told(
        "answer_for_another",
        translate(
            "Faults",
            "That answer is to another request, or to one from before these records were locked anew.",
        ),
        nothing,
        translate("Faults", "Ask for help again, and let an organiser answer the new request."),
    )


def _listed(names: list[str], translate: Translate) -> str:
    """Names as a person lists them."""
    known = [name or translate("Helping", "An organiser") for name in names]
    if len(known) < 2:
        return "".join(known)
    return translate("Helping", "{names} and {last}").format(names=", ".join(known[:-1]), last=known[-1])
