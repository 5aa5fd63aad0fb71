"""Records as single lines, as a list in a terminal shows them. Ids come first, so that they can be copied."""

from desktop.domain.attempts import Attempt
from desktop.domain.conflicts import Answer, Conflict
from desktop.domain.households import Door
from desktop.domain.members import LaptopRow, MemberRow
from desktop.domain.turfs import StreetRow, TurfRow
from desktop.wording import counts
from desktop.wording.dates import clock_words, date_words, street_time
from desktop.wording.outcomes import mark_words, outcome_words
from desktop.wording.roles import role_words
from desktop.wording.translation import Translate, english


def attempt_line(attempt: Attempt, translate: Translate = english) -> str:
    """One try at a door: when, what came of it, who was there."""
    at = street_time(attempt.at)
    told = [attempt.id, f"{date_words(at.date(), None, translate)} {clock_words(at)}"]
    told += [outcome_words(attempt.outcome, translate), attempt.by]
    if attempt.is_voided:
        told.append(translate("Lines", "taken back"))
    return "\t".join(part for part in told if part)


def street_line(street: StreetRow, translate: Translate = english) -> str:
    """A street of the register."""
    doors = counts.doors(street.doors, translate)
    return "\t".join(
        (street.key, street.name, street.district, doors, counts.electors(street.electors, translate))
    )


def turf_line(turf: TurfRow, translate: Translate = english) -> str:
    """A turf and how far it is done."""
    done = translate("Lines", "{done} of {doors} done").format(done=turf.doors_done, doors=turf.doors)
    return "\t".join(part for part in (turf.id, turf.name, turf.canvasser_name, done) if part)


def door_line(door: Door, translate: Translate = english) -> str:
    """A door of a walk list."""
    mark = outcome_words(door.outcome, translate) if door.outcome else mark_words(door.mark, translate)
    place = " ".join(part for part in (door.number, door.street) if part)
    return "\t".join((door.household, place, door.label, mark))


def conflict_lines(conflict: Conflict, translate: Translate = english) -> list[str]:
    """A question with its answers, one below the other."""
    head = "\t".join(part for part in (conflict.id, conflict.field, conflict.name, conflict.address) if part)
    answers = [
        "  "
        + translate("Lines", "{value} ({who}, {day} {time})").format(
            value=answer.value,
            who=who_words(answer, translate),
            day=date_words(street_time(answer.at).date(), None, translate),
            time=clock_words(street_time(answer.at)),
        )
        for answer in conflict.answers
    ]
    return [head, *answers]


def member_line(member: MemberRow, translate: Translate = english) -> str:
    """A member of the branch and what they do."""
    return "\t".join((member.id, member.name, role_words(member.role, translate).lower()))


def laptop_line(laptop: LaptopRow, translate: Translate = english) -> str:
    """A laptop and when it was last heard from."""
    heard = translate("Lines", "not yet heard from")
    if laptop.last_heard_at is not None:
        at = street_time(laptop.last_heard_at)
        heard = f"{date_words(at.date(), None, translate)} {clock_words(at)}"
    return "\t".join(part for part in (laptop.name, laptop.member_name, heard) if part)


def who_words(answer: Answer, translate: Translate = english) -> str:
    """Who gave an answer, or at least where."""
    if answer.by or answer.laptop:
        return answer.by or answer.laptop
    if answer.is_this_laptop:
        return translate("Lines", "somebody on this laptop")
    return translate("Lines", "a colleague")


def nothing_line(translate: Translate = english) -> str:
    """Where a list is empty."""
    return translate("Lines", "There are none.")
