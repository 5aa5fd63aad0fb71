"""What the homes say: who is owed a visit, and figures that never pretend to be more than counts."""

from datetime import datetime

from desktop.domain.home import BranchWaiting, Owed, WeekFigures
from desktop.wording import counts
from desktop.wording.dates import moment_words
from desktop.wording.translation import Translate, english

SMALLEST_TOLD = 10
"""Counts below this stay hidden from whoever is not of the branch."""


def owed_words(owed: Owed, now: datetime, translate: Translate = english) -> str:
    """Where somebody waits, and for when they asked."""
    if owed.come_back_at is None:
        return owed.address if owed.name else translate("Home", "asked us to come back")
    asked = translate("Home", "asked for {moment}").format(
        moment=moment_words(owed.come_back_at, now, translate)
    )
    return f"{owed.address}, {asked}" if owed.name and owed.address else asked


def not_home_words(this: WeekFigures, last: WeekFigures, translate: Translate = english) -> tuple[str, str]:
    """How often nobody was in, as a count of doors, never a bare share; and the week before beside it."""
    number = translate("Home", "{count} of {all}").format(
        count=counts.number(this.not_home), all=counts.number(this.doors)
    )
    if not last.doors:
        return number, translate("Home", "nobody in")
    before = translate("Home", "nobody in; last week {count} of {all}").format(
        count=counts.number(last.not_home), all=counts.number(last.doors)
    )
    return number, before


def branch_words(branch: BranchWaiting, translate: Translate = english) -> str:
    """What a branch waits for; a count too small to show is told in words."""
    return translate("Home", "{people} asked us to come back").format(people=_people(branch.owed, translate))


def small_count(count: int, translate: Translate = english) -> str:
    """A count that goes to a coordinator: nothing between 1 and 9 is told."""
    if 0 < count < SMALLEST_TOLD:
        return translate("Home", "under {least}").format(least=SMALLEST_TOLD)
    return counts.number(count)


def _people(count: int, translate: Translate) -> str:
    if 0 < count < SMALLEST_TOLD:
        return translate("Home", "Fewer than {least} people").format(least=SMALLEST_TOLD)
    return counts.people(count, translate)


def waiting_words(count: int, translate: Translate = english) -> str:
    """How many branches wait for the coordinator; nothing if none does."""
    if not count:
        return ""
    if count == 1:
        return translate("Home", "one waits for you")
    return translate("Home", "{count} wait for you").format(count=counts.number(count))
