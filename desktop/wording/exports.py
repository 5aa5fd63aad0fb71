"""What is said about taking people out of the program."""

from collections.abc import Mapping

from desktop.domain.exports import (
    LEAST_WORDS,
    MOST_WORDS,
    ExportNotWritten,
    ExportPlan,
    ExportProblem,
    ExportRow,
    ExportStopped,
    Reason,
    ReasonNeeded,
    TooManyToday,
)
from desktop.wording import counts
from desktop.wording.dates import date_words, street_time
from desktop.wording.people import field_label
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english

_MOST_OF_SEARCH = 40  # letters; whoever pasted a page knows what it was


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


def reason_choice(reason: Reason, translate: Translate = english) -> str:
    """Why, as one chooses it: "For letters"."""
    words = reason_words(reason, translate)
    return words[:1].upper() + words[1:]


def plan_words(plan: ExportPlan, search: str, translate: Translate = english) -> str:
    """Who would be in the file, after how many: "people, of 1,204, found by “mill lane”"."""
    if not search:
        return translate("Exports", "everybody on this laptop’s lists")
    told = translate("Exports", "of {people}: those found by “{search}”")
    shown = search if len(search) <= _MOST_OF_SEARCH else f"{search[:_MOST_OF_SEARCH]}…"
    return told.format(people=counts.people(plan.everyone, translate), search=shown)


def left_words(plan: ExportPlan, translate: Translate = english) -> str:
    """What is left of a day's share, also after this file."""
    if plan.is_too_many:
        return export_sentence(TooManyToday(plan.left, plan.most), translate)
    told = translate(
        "Exports",
        "You have {left} of {most} people left to take out today, and {after} after this file, as far as this laptop knows.",
    )
    return told.format(
        most=counts.number(plan.most),
        left=counts.number(plan.left),
        after=counts.number(plan.left - plan.people),
    )


def column_label(name: str, translate: Translate = english) -> str:
    """What a column of the file holds."""
    if name == "id":
        return translate("Exports", "Groundswell’s mark")
    if name == "elector_number":
        return translate("Exports", "Elector number")
    return field_label(name, translate)


def columns_words(columns: Mapping[str, int], translate: Translate = english) -> str:
    """All columns, as a screen reader says them: "Telephone: 212, Email: nobody"."""
    return ", ".join(
        f"{column_label(name, translate)}: {counts.people(count, translate)}"
        for name, count in columns.items()
    )


def written_words(people: int, file: str, folder: str, translate: Translate = english) -> str:
    """That the file is there, and noted."""
    told = (
        translate("Exports", "1 person is in {file}, in {folder}; that is noted in the branch’s log.")
        if people == 1
        else translate("Exports", "{people} are in {file}, in {folder}; that is noted in the branch’s log.")
    )
    return told.format(people=counts.people(people, translate), file=file, folder=folder)


def learn_words(translate: Translate = english) -> str:
    """Who hears of it, and when: writing a file needs no network."""
    return translate(
        "Exports",
        "The other organisers and the server learn who took out how many, and why, when this laptop next sends.",
    )


def export_sentence(fault: ExportProblem, translate: Translate = english) -> str:
    """What stands in the way, and what to do, without what is safe: nothing was begun."""
    told = export_fault(fault, translate)
    return "" if told is None else " ".join(part for part in (told.happened, told.remedy) if part)


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
    if isinstance(fault, ExportStopped):
        return Told(
            "export_stopped",
            translate("Faults", "Stopped."),
            translate("Faults", "Nothing was written, and nothing noted."),
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
