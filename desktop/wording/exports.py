"""What is said about taking people out of the program."""

from desktop.domain.exports import (
    LEAST_WORDS,
    MOST_WORDS,
    ExportNotWritten,
    ExportProblem,
    ExportRow,
    Reason,
    ReasonNeeded,
    TooManyToday,
)
from desktop.wording import counts
from desktop.wording.dates import date_words, street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def reason_words(reason: str, translate: Translate = english) -> str:
    """Why: "for letters"."""
    told: dict[str, str] = {
        Reason.LETTERS: translate("Exports", "for letters"),
        Reason.LISTS: translate("Exports", "for lists on paper"),
        Reason.ASKED_FOR: translate("Exports", "because somebody asked what is held of them"),
        Reason.OTHER_PROGRAM: translate("Exports", "for another program"),
    }
    return told.get(reason, translate("Exports", "for another reason"))


def export_line(row: ExportRow, translate: Translate = english) -> str:
    """Who took how many out when, and why."""
    line = translate("Exports", "{date}: {who} took out {people} {why}").format(
        date=date_words(street_time(row.at).date(), None, translate),
        who=row.who or translate("Exports", "somebody"),
        people=counts.people(row.people, translate),
        why=reason_words(row.reason, translate),
    )
    return f"{line}: {row.words}" if row.words else line


def export_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for what stands in the way of taking people out, else None."""
    if not isinstance(fault, ExportProblem):
        return None
    safe = translate("Faults", "Nothing was written.")
    if isinstance(fault, TooManyToday):
        return Told(
            "too_many_today",
            translate(
                "Faults", "That is more than one member takes out on one day: {left} of {most} are left."
            ).format(left=counts.people(fault.left, translate), most=counts.number(fault.most)),
            safe,
            translate("Faults", "Take fewer, or ask another organiser to take the rest from their laptop."),
        )
    if isinstance(fault, ExportNotWritten):
        return Told(
            "not_written",
            translate("Faults", "The file could not be written."),
            translate("Faults", "That it was to be is noted all the same."),
            translate("Faults", "Choose a folder that is there, and that you may write to."),
        )
    if isinstance(fault, ReasonNeeded):
        return Told(
            "reason_needed",
            translate(
                "Faults", "Say in a few words why people are taken out: {least} to {most} letters."
            ).format(least=LEAST_WORDS, most=MOST_WORDS),
            safe,
        )
    return Told("export", translate("Faults", "People cannot be taken out like this."), safe)
