"""Days until which records are shared: what somebody writes, which may be the last, and when a day ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.leases import DAY_MS, NO_LEASE, Counted, LeaseState, standing_of
from desktop.domain.sharing import MOST_DAYS, SharingRefused, check_day, end_of, read_day, shared_standing

TODAY = date(2026, 11, 30)
NOW = int(datetime(2026, 11, 30, 19, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-14", date(2026, 12, 14)),
        (" 14/12/2026 ", date(2026, 12, 14)),
        ("14.12.", date(2026, 12, 14)),
        ("3/1", date(2027, 1, 3)),
        ("30 11", TODAY),
        ("29/2", None),
        ("31/11/2026", None),
        ("soon", None),
        ("14", None),
        ("2026-12-14-1", None),
        ("20261214", None),
        ("١٤/١٢", date(2026, 12, 14)),
        ("14/12/26", date(2026, 12, 14)),
        ("0/0/0", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@given(st.text(alphabet="0123456789/-. ²x", max_size=12))
def test_whatever_is_written_is_a_day_or_none(text: str) -> None:
    found = read_day(text, TODAY)
    assert found is None or str(found.day) in text


@given(st.integers(-60, 60))
def test_the_last_day_is_today_or_within_four_weeks(away: int) -> None:
    day = TODAY + timedelta(days=away)
    if 0 <= away < MOST_DAYS:
        check_day(day, TODAY)
        assert end_of(day) - end_of(TODAY) == pytest.approx(away * DAY_MS, abs=DAY_MS / 24)
    else:
        with pytest.raises(SharingRefused):
            check_day(day, TODAY)


@given(lease_days=st.integers(-2, 14), shared_days=st.integers(-2, 14), is_shut_out=st.booleans())
def test_of_lease_and_sharing_the_worse_is_told_and_neither_hides_the_others_end(
    lease_days: int, shared_days: int, is_shut_out: bool
) -> None:
    counted = Counted(NOW, NOW)
    lease = standing_of(NOW + lease_days * DAY_MS, counted, NOW, is_shut_out=is_shut_out)
    both = shared_standing(lease, NOW + shared_days * DAY_MS, counted, NOW)
    assert both.takes_in_only == (lease.takes_in_only or shared_days <= 0)
    assert both.is_shut_out == lease.is_shut_out
    order = list(LeaseState)
    assert order.index(both.state) >= order.index(lease.state)
    if lease.takes_in_only:
        assert both == lease
    alone = shared_standing(NO_LEASE, NOW + shared_days * DAY_MS, counted, NOW)
    assert alone.is_sharing
    assert alone.takes_in_only == (shared_days <= 0)
