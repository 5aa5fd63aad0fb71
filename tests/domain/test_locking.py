"""When to lock: after ten still minutes, after a sleep that nobody told, and never because somebody works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.locking import (
    MOST_MINUTES,
    USUAL_MINUTES,
    LockMinutesRefused,
    LockReason,
    Stillness,
    accept_minutes,
)


def test_ten_minutes_are_usual_and_thirty_the_most() -> None:
    assert (USUAL_MINUTES, MOST_MINUTES) == (10, 30)
    assert [accept_minutes(minutes) for minutes in (1, 10, 30)] == [1, 10, 30]
    for minutes in (0, -1, 31, 10**9):
        with pytest.raises(LockMinutesRefused):
            accept_minutes(minutes)


def test_it_locks_when_the_minutes_are_over_and_not_a_tick_before() -> None:
    still = Stillness(10, 100.0, 5000.0)
    told = [still.tick(100.0 + 5 * step, 5000.0 + 5 * step) for step in range(1, 121)]
    assert told[:-1] == [None] * 119
    assert told[-1] is LockReason.IDLE


@given(st.lists(st.booleans(), max_size=300))
def test_whoever_works_is_never_locked_out(worked: list[bool]) -> None:
    """Nobody who does something in each ten minutes is locked, and whoever does not is locked at that tick."""
    still, now, touched = Stillness(1, 0.0, 0.0), 0.0, 0.0
    for does in worked:
        now += 5
        if does:
            still.touch(now)
            touched = now
        assert (still.tick(now, now) is LockReason.IDLE) == (now - touched >= 60)


@pytest.mark.parametrize(
    ("running", "wall"),
    [(5.0, 3605.0), (5.0, -3600.0), (3605.0, 3605.0), (5.0, 66.0)],
    ids=["asleep, even count standing", "clock put back", "asleep, both running on", "a minute and a second"],
)
def test_a_clock_that_jumped_locks_at_once(running: float, wall: float) -> None:
    assert Stillness(10, 0.0, 0.0).tick(running, wall) is LockReason.CLOCK


def test_a_small_correction_of_the_clock_is_no_jump() -> None:
    still = Stillness(10, 0.0, 0.0)
    assert still.tick(5.0, 45.0) is None
    assert still.tick(10.0, 20.0) is None


def test_one_jump_locks_once() -> None:
    still = Stillness(10, 0.0, 0.0)
    assert still.tick(5.0, 4000.0) is LockReason.CLOCK
    assert still.tick(10.0, 4005.0) is None
