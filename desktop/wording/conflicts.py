"""What the desk of two answers says: how many there are to settle, whose they are, and what each answer means."""

from datetime import datetime

from desktop.domain.conflicts import Answer, Conflict
from desktop.wording.counts import number
from desktop.wording.dates import moment_words, street_time
from desktop.wording.people import field_label, plain_value, written_on
from desktop.wording.translation import Translate, english


def settle_title(count: int, translate: Translate = english) -> str:
    """How many questions wait: "One to settle", "Three to settle", "27 to settle"."""
    return translate("Conflicts", "{count} to settle").format(count=_spelt(count, translate))


def answers_title(count: int, translate: Translate = english) -> str:
    """What stands over the answers: "Two answers to one question."."""
    return translate("Conflicts", "{count} answers to one question.").format(count=_spelt(count, translate))


def kept_words(count: int, translate: Translate = english) -> str:
    """What is safe, and what is asked: "Both are kept. Which is right?"."""
    if count > 2:
        return translate("Conflicts", "All are kept. Which is right?")
    return translate("Conflicts", "Both are kept. Which is right?")


def question_label(conflict: Conflict, translate: Translate = english) -> str:
    """What is asked: "Telephone", "Whether we may visit"."""
    known = {
        ("household", "do_not_visit"): translate("Conflicts", "Whether they wish no visits"),
        ("turf", "name"): translate("Conflicts", "What the walk is called"),
        ("turf", "streets"): translate("Conflicts", "Which streets are walked"),
        ("turf", "canvasser"): translate("Conflicts", "Who walks it"),
        ("turf", "partner"): translate("Conflicts", "Who goes along"),
        ("turf", "back_by"): translate("Conflicts", "When they are back"),
        ("turf", "survey"): translate("Conflicts", "Which survey is asked"),
        ("member", "name"): translate("Conflicts", "What they are called"),
        ("member", "role"): translate("Conflicts", "What they do here"),
        ("laptop", "name"): translate("Conflicts", "What the laptop is called"),
        ("laptop", "member"): translate("Conflicts", "Whose laptop it is"),
        ("branch", "name"): translate("Conflicts", "What the branch is called"),
        ("branch", "authority"): translate("Conflicts", "Which council the register is from"),
        ("branch", "register"): translate("Conflicts", "Which register it is"),
    }
    if conflict.field == "deleted":
        return translate("Conflicts", "Whether it stays on the lists")
    return known.get((conflict.kind, conflict.field)) or field_label(conflict.field, translate)


def whose(conflict: Conflict, translate: Translate = english) -> str:
    """Whose the question is, in few words: a name, else an address."""
    return conflict.name or conflict.address or translate("Conflicts", "Name not known")


def question_words(conflict: Conflict, translate: Translate = english) -> str:
    """Whose and what, in one line: "Agnieszka Wójcik-Evans, 10 Ropewalk Court: telephone"."""
    label = question_label(conflict, translate)
    place = ", ".join(part for part in (conflict.name, conflict.address) if part)
    return translate("Conflicts", "{whose}: {question}").format(
        whose=place or whose(conflict, translate), question=label[:1].lower() + label[1:]
    )


def answer_words(conflict: Conflict, value: str, translate: Translate = english) -> str:
    """An answer as it is set in its panel."""
    if conflict.field == "deleted":
        if value == "true":
            return translate("Conflicts", "Take it off the lists")
        return translate("Conflicts", "It stays, with “{value}”").format(value=value)
    return plain_value(conflict.field, value, translate)


def answer_when(answer: Answer, now: datetime, translate: Translate = english) -> str:
    """When an answer was given: "today at 18:22"."""
    return moment_words(street_time(answer.at), now, translate)


def answer_where(answer: Answer, translate: Translate = english) -> str:
    """On which laptop: "on this laptop", "on laptop Ropewalk 2"."""
    laptop = written_on(answer.laptop, is_this_laptop=answer.is_this_laptop, translate=translate)
    return translate("Conflicts", "on {laptop}").format(laptop=laptop)


def settled_words(value: str, translate: Translate = english) -> str:
    """What was settled just now: "Settled: 07700 900 216."."""
    return translate("Conflicts", "Settled: {value}.").format(value=value)


def _spelt(count: int, translate: Translate) -> str:
    small = {
        1: translate("Conflicts", "One"),
        2: translate("Conflicts", "Two"),
        3: translate("Conflicts", "Three"),
        4: translate("Conflicts", "Four"),
        5: translate("Conflicts", "Five"),
        6: translate("Conflicts", "Six"),
        7: translate("Conflicts", "Seven"),
        8: translate("Conflicts", "Eight"),
        9: translate("Conflicts", "Nine"),
        10: translate("Conflicts", "Ten"),
    }
    return small.get(count, number(count))
