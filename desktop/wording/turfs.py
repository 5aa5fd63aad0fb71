"""What the walks say: doors and minutes, how far a walk has come, who has it."""

from collections.abc import Sequence
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


def length_words(minutes: int, translate: Translate = english) -> tuple[str, str]:
    """A walk's length as a figure and its caption: 40 "minutes, roughly", 2½ "hours, roughly"."""
    if minutes < 60:
        return counts.number(-(-minutes // 5) * 5), translate("Turfs", "minutes, roughly")
    whole, half = divmod(round(minutes / 30), 2)
    return f"{whole}½" if half else f"{whole}", (
        translate("Turfs", "hour, roughly")
        if whole == 1 and not half
        else translate("Turfs", "hours, roughly")
    )


def who_words(turf: TurfRow, translate: Translate = english) -> str:
    """Who walks: "Gwenllian and Abdirahman", or that anybody may."""
    names = [name for name in (turf.canvasser_name, turf.partner_name) if name]
    if not names:
        return translate("Turfs", "nobody yet") if turf.canvasser is None else translate("Turfs", "given")
    if len(names) == 1:
        return names[0]
    return translate("Turfs", "{one} and {other}").format(one=names[0], other=names[1])


def free_words(turfs: Sequence[TurfRow], translate: Translate = english) -> str:
    """How many walks are with nobody: "2 with nobody yet"."""
    free = sum(turf.canvasser is None for turf in turfs)
    if not free:
        return translate("Turfs", "each with somebody")
    return translate("Turfs", "{n} with nobody yet").format(n=counts.number(free))


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
