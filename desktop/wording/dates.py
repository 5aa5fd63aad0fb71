"""Days and times as people say them: "today at 18:22", "3 May 2026", "in 12 minutes", "Good evening".

Everything here is in the street's own time, without a zone; ``street_time`` brings an instant there.
"""

from datetime import date, datetime, timedelta

from desktop.wording import counts
from desktop.wording.translation import Translate, english

_MORNING, _NOON, _EVENING = 4, 12, 17  # hours at which a greeting changes
_SOON = timedelta(minutes=60)
_TODAY = timedelta(hours=24)
_THIS_WEEK = 7  # days


def street_time(at: datetime) -> datetime:
    """An instant (UTC, or any zone) as clocks on walls here show it."""
    return at.astimezone().replace(tzinfo=None)


def clock_words(at: datetime) -> str:
    """The time of day: 18:22."""
    return f"{at:%H:%M}"


def month_words(month: int, translate: Translate = english) -> str:
    """A month's name, from its number."""
    return (
        translate("Dates", "January"),
        translate("Dates", "February"),
        translate("Dates", "March"),
        translate("Dates", "April"),
        translate("Dates", "May"),
        translate("Dates", "June"),
        translate("Dates", "July"),
        translate("Dates", "August"),
        translate("Dates", "September"),
        translate("Dates", "October"),
        translate("Dates", "November"),
        translate("Dates", "December"),
    )[month - 1]


def weekday_words(on: date, translate: Translate = english) -> str:
    """A weekday's name."""
    return (
        translate("Dates", "Monday"),
        translate("Dates", "Tuesday"),
        translate("Dates", "Wednesday"),
        translate("Dates", "Thursday"),
        translate("Dates", "Friday"),
        translate("Dates", "Saturday"),
        translate("Dates", "Sunday"),
    )[on.weekday()]


def date_words(on: date, today: date | None = None, translate: Translate = english) -> str:
    """A day: "3 May 2026"; without its year if that is today's."""
    month = month_words(on.month, translate)
    if today is not None and on.year == today.year:
        return translate("Dates", "{day} {month}").format(day=on.day, month=month)
    return translate("Dates", "{day} {month} {year}").format(day=on.day, month=month, year=on.year)


def long_date_words(on: date, translate: Translate = english) -> str:
    """A day as a heading says it: "Thursday 5 November"."""
    return translate("Dates", "{weekday} {day} {month}").format(
        weekday=weekday_words(on, translate), day=on.day, month=month_words(on.month, translate)
    )


def day_words(on: date, today: date, translate: Translate = english) -> str:
    """A day near today by its name ("today", "yesterday", "on Sunday"), any other by its date ("on 3 May")."""
    away = (on - today).days
    if away == 0:
        return translate("Dates", "today")
    if away == -1:
        return translate("Dates", "yesterday")
    if away == 1:
        return translate("Dates", "tomorrow")
    if abs(away) < _THIS_WEEK:
        return translate("Dates", "on {weekday}").format(weekday=weekday_words(on, translate))
    return translate("Dates", "on {date}").format(date=date_words(on, today, translate))


def moment_words(at: datetime, now: datetime, translate: Translate = english) -> str:
    """A moment: "today at 18:22", "yesterday at 9:05", "on 3 May 2025 at 10:00"."""
    return translate("Dates", "{day} at {time}").format(
        day=day_words(at.date(), now.date(), translate), time=clock_words(at)
    )


def away_words(at: datetime, now: datetime, translate: Translate = english) -> str:
    """How far off a moment is: "in 12 minutes", "3 hours ago", "now"; beyond a day, the moment itself."""
    away = at - now
    if abs(away) < timedelta(minutes=1):
        return translate("Dates", "now")
    if abs(away) >= _TODAY:
        return moment_words(at, now, translate)
    while_words = _while(abs(away), translate)
    if away > timedelta():
        return translate("Dates", "in {while}").format(**{"while": while_words})
    return translate("Dates", "{while} ago").format(**{"while": while_words})


def late_words(late_minutes: int, translate: Translate = english) -> str:
    """How late somebody is: "late by 18 minutes"."""
    return translate("Dates", "late by {while}").format(
        **{"while": _while(timedelta(minutes=late_minutes), translate)}
    )


def waited_words(days: int, translate: Translate = english) -> str:
    """How long somebody has waited: "waiting for 9 days", "since today"."""
    if days <= 0:
        return translate("Dates", "since today")
    return translate("Dates", "waiting for {days}").format(days=counts.days(days, translate))


def greeting(now: datetime, name: str = "", translate: Translate = english) -> str:
    """Good morning, afternoon or evening, to somebody if their name is known."""
    if _MORNING <= now.hour < _NOON:
        words = translate("Dates", "Good morning")
    elif _NOON <= now.hour < _EVENING:
        words = translate("Dates", "Good afternoon")
    else:
        words = translate("Dates", "Good evening")
    return translate("Dates", "{greeting}, {name}").format(greeting=words, name=name) if name else words


def greeting_of_day(now: datetime, place: str = "", translate: Translate = english) -> str:
    """The day and its part as a title: "Sunday evening in Dockside"."""
    weekday = weekday_words(now.date(), translate)
    if _MORNING <= now.hour < _NOON:
        words = translate("Dates", "{weekday} morning")
    elif _NOON <= now.hour < _EVENING:
        words = translate("Dates", "{weekday} afternoon")
    else:
        words = translate("Dates", "{weekday} evening")
    told = words.format(weekday=weekday)
    return translate("Dates", "{day} in {place}").format(day=told, place=place) if place else told


def _while(length: timedelta, translate: Translate) -> str:
    if length < _SOON:
        return counts.minutes(max(1, length // timedelta(minutes=1)), translate)
    return counts.hours(length // timedelta(hours=1), translate)
