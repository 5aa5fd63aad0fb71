"""Stamps: later than every stamp given or seen, whatever the wall clock does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.clock import LARGEST, Clock, Stamp, counter_of, milliseconds_of, stamp_at

TIMES = st.integers(-(10**14), 10**14)


@pytest.mark.prove
@given(st.lists(TIMES, min_size=1), st.lists(st.integers(0, 1 << 62)))
def test_stamps_increase_whatever_the_clock_and_the_others_say(times: list[int], seen: list[int]) -> None:
    moments = iter(times)
    clock = Clock(lambda: next(moments))
    others = iter(seen)
    last = clock.last
    for _ in times:
        clock.observe(Stamp(next(others, 0)))
        before = max(last, clock.last)
        last = clock.tick()
        assert last > before


def test_a_stamp_is_the_time_and_a_counter() -> None:
    stamp = stamp_at(1_790_000_000_000, 7)
    assert (milliseconds_of(stamp), counter_of(stamp)) == (1_790_000_000_000, 7)


def test_many_entries_in_one_millisecond_carry_into_the_next() -> None:
    clock = Clock(lambda: 1000, stamp_at(1000, 0xFFFF))
    assert clock.tick() == stamp_at(1001)


def test_a_clock_before_1970_begins_at_nought() -> None:
    assert Clock(lambda: -5).tick() == 1


def test_a_stamp_always_fits_sixty_four_bits() -> None:
    assert Clock(lambda: 1 << 60).tick() == LARGEST
