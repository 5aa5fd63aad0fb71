"""What the room of people says: what a field is called, who lives where, what was written, and by whom."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.attempts import Outcome
from desktop.domain.contacts import PastAttempt, PersonPage, Words, Written
from desktop.wording import counts
from desktop.wording.dates import clock_words, date_words, moment_words, street_time
from desktop.wording.outcomes import outcome_words
from desktop.wording.translation import Translate, english


def field_label(name: str, translate: Translate = english) -> str:
    """What a field of a person is called on a page: "Telephone"."""
    known = {
        "honorific_prefix": translate("People", "Title"),
        "given_name": translate("People", "Given name"),
        "additional_name": translate("People", "Middle names"),
        "family_name": translate("People", "Family name"),
        "honorific_suffix": translate("People", "After the name"),
        "preferred_name": translate("People", "Likes to be called"),
        "email": translate("People", "Email"),
        "phone": translate("People", "Telephone"),
        "address": translate("People", "Address"),
        "locality": translate("People", "Town"),
        "postal_code": translate("People", "Postcode"),
        "birthdate": translate("People", "Born on"),
        "language": translate("People", "Language"),
        "employer": translate("People", "Works for"),
        "occupation": translate("People", "Works as"),
        "moved_away": translate("People", "Moved away"),
        "source": translate("People", "Where from"),
        "household": translate("People", "Which door they live at"),
        "tags": translate("People", "Cares about"),
        "deleted": translate("People", "On the lists"),
    }
    return known.get(name, translate("People", "Something else"))


def plain_value(name: str, value: str, translate: Translate = english) -> str:
    """A value as a person reads it: what stands there, "yes" for true, "nothing" for an emptied field."""
    if name == "deleted":
        return translate("People", "taken off") if value == "true" else translate("People", "put back")
    if name == "household":
        return translate("People", "another door")
    if value in ("true", "false"):
        return translate("People", "yes") if value == "true" else translate("People", "no")
    return value or translate("People", "nothing")


def found_words(shown: int, everyone: int, *, is_exact: bool, translate: Translate = english) -> str:
    """How many were found among how many: "38 of 100,000 people", or just "100,000 people"."""
    people = counts.people(everyone, translate)
    if is_exact and shown == everyone:
        return people
    if not is_exact:
        return translate("People", "more than {shown} of {people}").format(
            shown=counts.number(shown), people=people
        )
    return translate("People", "{shown} of {people}").format(shown=counts.number(shown), people=people)


def lives_words(page: PersonPage, translate: Translate = english) -> str:
    """Where somebody lives and with whom: "11 Alma Terrace, Dockside, with Nasrin Majumder"."""
    address = page.address or translate("People", "No address is known")
    if not page.lives_with:
        return address
    return translate("People", "{address}, with {names}").format(
        address=address, names=_together(page.lives_with, translate)
    )


def _together(names: Sequence[str], translate: Translate) -> str:
    if len(names) == 1:
        return names[0]
    first, last = ", ".join(names[:-1]), names[-1]
    return translate("People", "{names} and {last}").format(names=first, last=last)


def attempt_words(attempt: PastAttempt, now: datetime, translate: Translate = english) -> str:
    """What came of a visit: "Talked. 3 answers", "Back later, on Sunday at 11:00"."""
    words = outcome_words(attempt.outcome, translate)
    if attempt.answers:
        return translate("People", "{outcome}. {answers}").format(
            outcome=words, answers=counts.answers(attempt.answers, translate)
        )
    if attempt.outcome is Outcome.COME_BACK and attempt.come_back_at is not None:
        return translate("People", "{outcome}, {moment}").format(
            outcome=words, moment=moment_words(attempt.come_back_at, now, translate)
        )
    return words


def quoted_words(words: Words, translate: Translate = english) -> str:
    """What somebody said, in quotation marks; or that this laptop cannot read it yet."""
    if words.is_shut:
        return translate("People", "A note that this laptop cannot read yet")
    return translate("People", "“{text}”").format(text=words.text)


def said_words(words: Words, now: datetime, translate: Translate = english) -> str:
    """When something was said, to whom, and whether it was read back: "12 October, to Eluned Probert. Read aloud."."""
    day = date_words(street_time(words.at).date(), now.date(), translate)
    told = translate("People", "{day}, to {name}.").format(day=day, name=words.by) if words.by else f"{day}."
    if words.read_aloud:
        told = translate("People", "{said} Read aloud to them.").format(said=told)
    return told


def written_when(at: datetime | None, now: datetime, translate: Translate = english) -> str:
    """When something was written, as a table says it: "Today, 18:47", "3 May 2026"."""
    if at is None:
        return ""
    local = street_time(at)
    if local.date() == now.date():
        return translate("People", "Today, {time}").format(time=clock_words(local))
    return date_words(local.date(), None, translate)


def written_by(written: Written, translate: Translate = english) -> str:
    """Who wrote something; what a council's register said nobody here wrote."""
    if written.is_from_register:
        return translate("People", "the register")
    return written.by or translate("People", "somebody")


def written_on(laptop: str, *, is_this_laptop: bool, translate: Translate = english) -> str:
    """On which laptop something was written: "this laptop", "laptop Ropewalk 2", "Bo’s laptop"."""
    if is_this_laptop:
        return translate("People", "this laptop")
    if not laptop:
        return translate("People", "another laptop")
    if laptop.casefold().endswith(
        translate("People", "laptop")
    ):  # as a laptop is called unless it is named anew
        return laptop
    return translate("People", "laptop {name}").format(name=laptop)
