"""The rule of days, weeks and months, and how much room backups may take."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.backups import DAYS, MONTHS, WEEKS, fitting, is_due, kept

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
INSTANTS = st.lists(
    st.integers(0, 500 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)), unique=True
)


@given(INSTANTS)
def test_there_are_never_more_than_the_rule_says_and_the_newest_is_among_them(made: list[datetime]) -> None:
    found = kept(made)
    assert found <= set(made)
    assert len(found) <= DAYS + WEEKS + MONTHS
    if made:
        assert max(made) in found


@given(INSTANTS)
def test_thinning_out_twice_is_thinning_out_once(made: list[datetime]) -> None:
    assert kept(kept(made)) == kept(made)


def test_a_laptop_that_is_used_every_day_keeps_a_week_a_month_and_half_a_year() -> None:
    made = [START + timedelta(days=day, hours=hour) for day in range(400) for hour in (0, 3)]
    found = sorted(kept(made), reverse=True)
    assert [found[0] - at for at in found[:DAYS]] == [timedelta(days=day) for day in range(DAYS)]
    assert found[0] - found[-1] > timedelta(days=120)
    assert {at.hour for at in found} == {15}


def test_made_day_by_day_and_thinned_out_each_time_as_much_is_kept() -> None:
    held: set[datetime] = set()
    for day in range(400):
        held = kept({*held, START + timedelta(days=day)})
    assert held == kept({START + timedelta(days=day) for day in range(400)})


def test_a_laptop_that_was_away_for_months_keeps_what_it_has() -> None:
    made = [START, START + timedelta(days=1), START + timedelta(days=300)]
    assert kept(made) == set(made)


@given(st.lists(st.integers(1, 10**9), min_size=1), st.integers(0, 10**12))
def test_they_take_a_quarter_of_the_room_at_most_but_one_always_stays(sizes: list[int], free: int) -> None:
    count = fitting(sizes, free)
    assert 1 <= count <= len(sizes)
    assert count == 1 or sum(sizes[:count]) * 4 <= free + sum(sizes)


def test_the_next_is_due_after_an_hour_and_where_the_clock_was_turned_back() -> None:
    assert is_due(None, START)
    assert not is_due(START, START)
    assert not is_due(START, START + timedelta(minutes=59))
    assert is_due(START, START + timedelta(hours=1))
    assert is_due(START + timedelta(days=400), START)
