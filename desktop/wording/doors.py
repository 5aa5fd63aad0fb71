"""What a door screen says before the bell is rung, and of whom one may meet."""

from datetime import datetime

from desktop.domain.attempts import Outcome
from desktop.domain.home import BeforeYouRing
from desktop.domain.households import BellLine, DoorPage, Resident, Side
from desktop.wording.dates import clock_words, date_words, moment_words, street_time
from desktop.wording.outcomes import outcome_words
from desktop.wording.translation import Translate, english


def place_words(page: DoorPage, place: int, count: int, translate: Translate = english) -> str:
    """Where a door stands in the walk: "Door 18 of 40, odd side"."""
    words = {
        Side.ODD: translate("Door", "Door {place} of {count}, odd side"),
        Side.EVEN: translate("Door", "Door {place} of {count}, even side"),
        Side.NONE: translate("Door", "Door {place} of {count}"),
    }[page.side]
    return words.format(place=place, count=count)


def bell_words(line: BellLine, now: datetime, translate: Translate = english) -> str:
    """One line of what happened here last, or of what was asked."""
    if line.outcome is Outcome.COME_BACK and line.come_back_at is not None:
        return _asked_words(line, now, translate)
    if line.outcome is Outcome.DO_NOT_VISIT:
        if line.since is None:
            return translate("Door", "Do not visit. They asked us not to.")
        day = date_words(line.since, now.date(), translate)
        return translate("Door", "Do not visit. They asked us on {day}.").format(day=day)
    words = outcome_words(line.outcome, translate)
    if line.at is None:
        return words
    day = date_words(street_time(line.at).date(), now.date(), translate)
    return translate("Door", "{day}: {what}").format(day=day, what=words.lower())


def _asked_words(line: BellLine, now: datetime, translate: Translate) -> str:
    assert line.come_back_at is not None  # noqa: S101 - the caller looked
    time = clock_words(line.come_back_at)
    if line.come_back_at.date() == now.date():
        asked = translate("Door", "They asked for {time} today").format(time=time)
    else:
        day = date_words(line.come_back_at.date(), now.date(), translate)
        asked = translate("Door", "They asked for {day}, {time}").format(day=day, time=time)
    if line.name:
        return translate("Door", "{asked}; ask for {name}").format(asked=asked, name=line.name)
    return asked


def resident_words(resident: Resident, now: datetime, translate: Translate = english) -> str:
    """What is known of somebody who lives here: "Turns 18 on 9 March", "Talked, 12 October"."""
    if resident.turns_18_on is not None and resident.turns_18_on > now.date():
        day = date_words(resident.turns_18_on, now.date(), translate)
        return translate("Door", "Turns 18 on {day}").format(day=day)
    if resident.is_moved_away:
        return outcome_words(Outcome.MOVED, translate)
    if resident.outcome is not None and resident.outcome_at is not None:
        day = date_words(street_time(resident.outcome_at).date(), now.date(), translate)
        return f"{outcome_words(resident.outcome, translate)}, {day}"
    return translate("Door", "Not asked yet")


def when_words(at: datetime | None, now: datetime, translate: Translate = english) -> str:
    """A time to come back, as it was understood; or how one may be typed."""
    if at is None:
        return translate("Door", "19:30, tomorrow 18:00, or +30 for half an hour; or leave it empty")
    return moment_words(at, now, translate)


def before_words(before: BeforeYouRing, now: datetime, translate: Translate = english) -> str:
    """A door of tonight's walk that something was asked about, for whoever sets out."""
    if before.outcome is Outcome.COME_BACK:
        if before.come_back_at is None:
            asked = translate("Door", "They asked us to come back")
        else:
            asked = translate("Door", "Come back at {time}").format(time=clock_words(before.come_back_at))
            if before.come_back_at.date() != now.date():
                day = date_words(before.come_back_at.date(), now.date(), translate)
                asked = translate("Door", "Come back on {day}, {time}").format(
                    day=day, time=clock_words(before.come_back_at)
                )
        return (
            translate("Door", "{asked}, ask for {name}").format(asked=asked, name=before.name)
            if before.name
            else asked
        )
    if before.outcome is Outcome.DO_NOT_VISIT:
        if before.since is None:
            return translate("Door", "Do not visit. They asked us not to.")
        return translate("Door", "Do not visit. They asked us on {day}.").format(
            day=date_words(before.since, now.date(), translate)
        )
    return translate("Door", "They speak another language")
