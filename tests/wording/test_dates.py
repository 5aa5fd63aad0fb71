"""Days and times as people say them."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.wording.dates import (
    away_words,
    clock_words,
    date_words,
    day_words,
    greeting,
    late_words,
    long_date_words,
    moment_words,
    street_time,
    waited_words,
)

NOW = datetime(2026, 11, 24, 18, 30)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 24, 18, 22), "today at 18:22"),
        (datetime(2026, 11, 23, 9, 5), "yesterday at 09:05"),
        (datetime(2026, 11, 25, 19, 0), "tomorrow at 19:00"),
        (datetime(2026, 11, 22, 10, 0), "on Sunday at 10:00"),
        (datetime(2026, 11, 30, 10, 0), "on Monday at 10:00"),
        (datetime(2026, 11, 17, 10, 0), "on 17 November at 10:00"),
        (datetime(2025, 5, 3, 10, 0), "on 3 May 2025 at 10:00"),
    ],
)
def test_a_moment_near_today_is_named_by_its_day(at: datetime, words: str) -> None:
    assert moment_words(at, NOW) == words


def test_a_date_is_written_out() -> None:
    assert date_words(date(2026, 5, 3)) == "3 May 2026"
    assert date_words(date(2026, 5, 3), date(2026, 11, 24)) == "3 May"
    assert long_date_words(date(2026, 11, 5)) == "Thursday 5 November"
    assert clock_words(datetime(2026, 1, 1, 7, 3)) == "07:03"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (12, "in 12 minutes"),
        (1, "in 1 minute"),
        (0, "now"),
        (-1, "1 minute ago"),
        (-59, "59 minutes ago"),
        (-60, "1 hour ago"),
        (60 * 5, "in 5 hours"),
        (60 * 24, "tomorrow at 18:30"),
        (-60 * 24 * 3, "on Saturday at 18:30"),
    ],
)
def test_how_far_off_something_is(minutes: int, words: str) -> None:
    assert away_words(NOW + timedelta(minutes=minutes), NOW) == words


def test_lateness_and_waiting() -> None:
    assert late_words(18) == "late by 18 minutes"
    assert late_words(125) == "late by 2 hours"
    assert waited_words(9) == "waiting for 9 days"
    assert waited_words(1) == "waiting for 1 day"
    assert waited_words(0) == "since today"


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (3, "Good evening"),
        (4, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_the_greeting_is_that_of_the_hour(hour: int, words: str) -> None:
    assert greeting(NOW.replace(hour=hour)) == words
    assert greeting(NOW.replace(hour=hour), "Ann") == f"{words}, Ann"


def test_an_instant_is_shown_as_clocks_on_walls_show_it() -> None:
    assert os.environ["TZ"] == "Europe/London"
    assert street_time(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == datetime(2026, 7, 1, 13, 0)
    assert street_time(datetime(2026, 12, 1, 12, 0, tzinfo=UTC)) == datetime(2026, 12, 1, 12, 0)


@given(some.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)))
def test_every_day_can_be_said(at: datetime) -> None:
    assert day_words(at.date(), NOW.date())
    assert away_words(at, NOW)
    assert "{" not in moment_words(at, NOW)


@given(some.integers(-6, 6), some.integers(-6, 6))
def test_no_two_days_of_a_fortnight_have_one_name(first: int, second: int) -> None:
    days = [NOW.date() + timedelta(days=away) for away in (first, second)]
    names = [day_words(day, NOW.date()) for day in days]
    # a weekday six days ago and the same one in a day's time cannot both be said by name
    assert (names[0] == names[1]) <= (days[0] == days[1] or days[0].weekday() == days[1].weekday())
