"""What was sent when, in the words of an evening: counts and kinds, never what was written."""

from collections.abc import Mapping

from desktop.domain.sent import SentBook, SentEvening, SentRow, SentState
from desktop.wording import counts
from desktop.wording.dates import clock_words, date_words, street_time
from desktop.wording.translation import Translate, english

_RECEIPT_GROUP = 4
_MOST_KINDS = 3
_NAMES = ("member", "laptop", "branch")


def kind_words(kind: str, count: int, translate: Translate = english) -> str:
    """So many of a kind: "12 visits", "3 people"."""
    if kind == "attempt":
        return counts.visits(count, translate)
    if kind == "contact":
        return counts.people(count, translate)
    if kind == "household":
        return counts.doors(count, translate)
    one, many = {
        "note": (translate("Sent", "{n} note"), translate("Sent", "{n} notes")),
        "response": (translate("Sent", "{n} survey filled"), translate("Sent", "{n} surveys filled")),
        "survey": (translate("Sent", "{n} new survey"), translate("Sent", "{n} new surveys")),
        "turf": (translate("Sent", "{n} walk"), translate("Sent", "{n} walks")),
        "register_import": (translate("Sent", "{n} register"), translate("Sent", "{n} registers")),
        "same_as": (translate("Sent", "{n} joining of people"), translate("Sent", "{n} joinings of people")),
        "export": (
            translate("Sent", "{n} note of people taken out"),
            translate("Sent", "{n} notes of people taken out"),
        ),
        "erasure": (translate("Sent", "{n} erasure"), translate("Sent", "{n} erasures")),
        "member": (
            translate("Sent", "{n} name of somebody here"),
            translate("Sent", "{n} names of people here"),
        ),
        "laptop": (translate("Sent", "{n} name of a laptop"), translate("Sent", "{n} names of laptops")),
        "branch": (
            translate("Sent", "{n} change to the branch"),
            translate("Sent", "{n} changes to the branch"),
        ),
    }.get(kind, (translate("Sent", "{n} other record"), translate("Sent", "{n} other records")))
    return (one if count == 1 else many).format(n=counts.number(count))


def records_words(records: Mapping[str, int], translate: Translate = english) -> str:
    """What an evening came to: visits first, then the most; beyond three kinds the rest is told as one number."""
    order = sorted(records, key=lambda kind: (kind != "attempt", kind in _NAMES, -records[kind], kind))
    shown = order if len(order) <= _MOST_KINDS else order[: _MOST_KINDS - 1]
    told = [kind_words(kind, records[kind], translate) for kind in shown]
    rest = sum(records[kind] for kind in order[len(shown) :])
    return ", ".join([*told, kind_words("", rest, translate)] if rest else told)


def state_words(state: SentState, translate: Translate = english) -> str:
    """Where an entry stands."""
    return {
        SentState.NOT_SENT: translate("Sent", "not sent"),
        SentState.SENT: translate("Sent", "sent"),
        SentState.KEPT_APART: translate("Sent", "kept apart"),
        SentState.ERASED: translate("Sent", "discarded: the person was erased"),
    }[state]


def evening_words(evening: SentEvening, translate: Translate = english) -> str:
    """Where an evening stands, in two words: what was kept apart before what is not sent."""
    for state in (SentState.KEPT_APART, SentState.NOT_SENT):
        if evening.states.get(state):
            return translate("Sent", "{count} {state}").format(
                count=counts.number(evening.states[state]), state=state_words(state, translate)
            )
    return translate("Sent", "all sent")


def book_words(book: SentBook, translate: Translate = english) -> str:
    """The first sentence of the page: what is safe, then what is not sent."""
    waiting = book.count(SentState.NOT_SENT)
    if waiting:
        told = [
            translate("Sent", "Everything is saved on this laptop; {changes} not yet sent.").format(
                changes=counts.changes(waiting, translate)
            )
        ]
    else:
        told = [translate("Sent", "Everything that was written here is with the server.")]
    if book.carried:
        told.append(
            translate("Sent", "{changes} of colleagues wait to be handed on.").format(
                changes=counts.changes(book.carried, translate)
            )
        )
    return " ".join(told)


def removals_words(records: int, translate: Translate = english) -> str:
    """The question that stands before much is let go of."""
    return translate(
        "Sent",
        "! All is still here. {records} would go from this laptop, because they are no longer for it. Shall they go?",
    ).format(records=counts.records(records, translate))


def apart_words(row: SentRow, translate: Translate = english) -> str:
    """Why the server kept something apart or discarded it, and what to do."""
    if row.state is SentState.ERASED:
        return translate(
            "Sent", "Nothing of it was kept: the person was erased meanwhile. There is nothing to do."
        )
    return {
        "scope": translate(
            "Sent",
            "The server keeps it: it is about a walk that this laptop had no leave for. Ask your organiser.",
        ),
        "role": translate(
            "Sent", "The server keeps it: only an organiser may do this. Ask your organiser to."
        ),
        "revoked": translate(
            "Sent",
            "The server keeps it: this laptop was shut out by then. Ask your organiser for a new code.",
        ),
        "receipt": translate(
            "Sent", "The server keeps it and could not tell that it had taken it before. Tell your organiser."
        ),
        "too_large": translate(
            "Sent", "The server keeps it: it is too long to be passed on. Write it shorter."
        ),
    }.get(
        row.reason.partition(":")[0],
        translate(
            "Sent", "The server keeps it and could not read it. Tell your organiser, who can ask for help."
        ),
    )


def receipt_words(row: SentRow, translate: Translate = english) -> str:
    """A receipt in groups of four, as it can be read out; or why there is none."""
    if row.state is SentState.NOT_SENT:
        return ""
    if not row.receipt:
        return translate("Sent", "without a receipt")
    starts = range(0, len(row.receipt), _RECEIPT_GROUP)
    return " ".join(row.receipt[start : start + _RECEIPT_GROUP] for start in starts)


def sent_line(row: SentRow, translate: Translate = english) -> str:
    """An entry as a line on a terminal."""
    at = street_time(row.written_at)
    written = f"{date_words(at.date(), None, translate)} {clock_words(at)}"
    what = kind_words(row.kind, 1, translate)
    return "\t".join(
        part
        for part in (written, what, state_words(row.state, translate), receipt_words(row, translate))
        if part
    )


def exported_words(count: int, translate: Translate = english) -> str:
    """A list was written into a file."""
    return translate("Sent", "{changes} are listed in the file, without what they say.").format(
        changes=counts.changes(count, translate)
    )
