"""The wait after wrong passphrases grows, ends, and is forgotten by the right one."""

from desktop.domain.throttle import Throttle, wait_after


def test_the_first_two_cost_nothing_and_then_the_wait_doubles_up_to_a_minute() -> None:
    assert [wait_after(wrong) for wrong in range(12)] == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait_after(1000) == 60


def test_the_wait_runs_down_and_the_right_passphrase_ends_it() -> None:
    clock = [100.0]
    throttle = Throttle(lambda: clock[0])
    for _ in range(5):
        throttle.note_wrong()
    assert throttle.seconds_left() == 4
    clock[0] += 2.5
    assert throttle.seconds_left() == 2
    clock[0] += 10
    assert throttle.seconds_left() == 0
    throttle.note_wrong()
    assert throttle.seconds_left() == 8
    throttle.note_right()
    assert throttle.seconds_left() == 0
    throttle.note_wrong()
    assert throttle.seconds_left() == 0
