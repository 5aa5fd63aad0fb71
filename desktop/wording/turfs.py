"""What the walks say: doors and minutes, how far a walk has come, who has it."""

from datetime import datetime

from desktop.domain.turfs import TurfRow
from desktop.wording import counts
from desktop.wording.dates import moment_words
from desktop.wording.translation import Translate, english

MINUTES_A_DOOR = 3
"""A rough rule of organisers: bell, talk and the steps to the next door, over those who are in and those who are not."""


def walk_minutes(doors: int) -> int:
    """Roughly how many minutes so many doors take two people who walk together."""
    return doors * MINUTES_A_DOOR


def while_words(minutes: int, translate: Translate = english) -> str:
    """A walk's length: "about 40 minutes", "about 2½ hours"."""
    if minutes < 60:
        return translate("Turfs", "about {minutes}").format(
            minutes=counts.minutes(max(5, round(minutes / 5) * 5), translate)
        )
    halves = round(minutes / 30)
    whole, half = divmod(halves, 2)
    if half:
        return translate("Turfs", "about {n}½ hours").format(n=whole)
    return translate("Turfs", "about {hours}").format(hours=counts.hours(whole, translate))


def who_words(turf: TurfRow, translate: Translate = english) -> str:
    """Who walks: "Gwenllian and Abdirahman", or that anybody may."""
    names = [name for name in (turf.canvasser_name, turf.partner_name) if name]
    if not names:
        return translate("Turfs", "nobody yet") if turf.canvasser is None else translate("Turfs", "given")
    if len(names) == 1:
        return names[0]
    return translate("Turfs", "{one} and {other}").format(one=names[0], other=names[1])


def done_words(turf: TurfRow, translate: Translate = english) -> str:
    """How far a walk has come: "17 of 40 doors"."""
    return translate("Turfs", "{done} of {doors}").format(
        done=counts.number(turf.doors_done), doors=counts.doors(turf.doors, translate)
    )


def back_words(back_by: datetime | None, now: datetime, translate: Translate = english) -> str:
    """When a walk is to be back; nothing if no time was said."""
    if back_by is None:
        return ""
    return translate("Turfs", "back {moment}").format(moment=moment_words(back_by, now, translate))


def back_note(at: datetime | None, now: datetime, translate: Translate = english) -> str:
    """A time as it was understood, or how one may be typed."""
    if at is None:
        return translate("Turfs", "20:30, tomorrow 18:00, or +90 for an hour and a half; or leave it empty")
    return moment_words(at, now, translate)
