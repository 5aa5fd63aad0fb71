"""How fast requests may come: honest work never notices, whoever is too fast is told when to ask again, and waits."""

import time
from math import ceil

import pytest

from sync.client.errors import Cancelled, ServerRefused
from sync.client.manners import Manners
from sync.client.reports import Stage
from sync.client.transport import Identity, Transport
from sync.protocol.messages import LaptopsAnswer
from sync.server.pacing import ASKED, DEVICE, ORIGIN, Buckets, Pace, Paces, what_is_asked
from sync.server.refusals import Refused
from tests.sync.central import Central

LAPTOPS = 40
FIRST_SYNC = 220
"""Requests: hello, snapshot, at most 120 of its chunks, a register's 80, the rest."""


class Watch:
    """A clock that nobody sets but the test."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_bucket_is_filled_as_time_passes_and_never_beyond_its_burst() -> None:
    watch = Watch()
    buckets = Buckets(Pace(burst=3, per_second=2), watch)
    assert [buckets.wait_for("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.wait_for("b") == 0  # each has its own
    watch.at = 0.5
    assert [buckets.wait_for("a"), buckets.wait_for("a")] == [0, 0.5]
    watch.at = 1000
    assert [buckets.wait_for("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_waiting_as_long_as_one_is_told_is_enough() -> None:
    watch = Watch()
    buckets = Buckets(Pace(burst=1, per_second=0.3), watch)
    for _ in range(50):
        wait = buckets.wait_for("a")
        watch.at += ceil(wait * 1000) / 1000  # as it is told
        assert not wait or buckets.wait_for("a") == 0


def test_of_many_origins_the_latest_are_known_and_memory_is_bounded() -> None:
    buckets = Buckets(Pace(1, 0.001), Watch(), most=100)
    for number in range(1000):
        buckets.wait_for(str(number))
    assert len(buckets) == 100
    assert buckets.wait_for("999") > 0


def test_forty_laptops_behind_one_address_join_and_fetch_all_in_one_minute() -> None:
    watch = Watch()
    paces = Paces(watch)
    for turn in range(FIRST_SYNC):
        watch.at = 60 * turn / FIRST_SYNC
        for laptop in range(LAPTOPS):
            what = "POST /v1/enrol" if not turn else "GET /v1/snapshots"
            paces.check_origin("192.0.2.7", what)
            if turn:
                paces.check_device(str(laptop), what)


def test_an_evening_of_exchanges_every_minute_takes_a_hundredth_of_the_pace() -> None:
    assert DEVICE.per_second / 100 > 4 / 60
    assert ORIGIN.per_second / 100 > LAPTOPS * 4 / 60
    assert ASKED["POST /v1/enrol"].burst >= 2 * LAPTOPS


def test_what_is_asked_has_no_ids_in_it() -> None:
    assert what_is_asked("GET", "/v1/snapshots/abc/3?scope=x") == "GET /v1/snapshots"


def _slow(central: Central, device: Pace) -> Watch:
    watch = Watch()
    central.service._door._paces = Paces(watch, device=device)
    return watch


def _ask(line: Transport) -> LaptopsAnswer:
    return line.get("/v1/laptops", {}, LaptopsAnswer)


def test_who_is_too_fast_is_told_by_our_server_when_to_ask_again(embedded: Central) -> None:
    line = embedded.line(embedded.enrol())
    watch = _slow(embedded, Pace(2, 0.5))
    _ask(line)
    _ask(line)
    with pytest.raises(ServerRefused) as refused:
        _ask(line)
    assert (refused.value.code, refused.value.wait_ms) == ("slow_down", 2000)
    watch.at = 2
    _ask(line)


def test_a_laptop_waits_says_so_and_goes_on_by_itself(embedded: Central) -> None:
    line = embedded.line(embedded.enrol())
    watch = _slow(embedded, Pace(1, 0.1))
    told: list[tuple[Stage, int, int]] = []

    def sleep(seconds: float) -> None:
        watch.at += seconds

    manners = Manners(lambda *said: told.append(said), seconds=watch, sleep=sleep)
    line.wait = manners.wait
    _ask(line)
    _ask(line)
    assert {said[0] for said in told} == {Stage.WAITING}
    assert [told[0][1:], told[-1][1:]] == [(0, 10), (9, 10)]
    assert watch.at == pytest.approx(10)


def test_nobody_need_wait_who_cancels(embedded: Central) -> None:
    line = embedded.line(embedded.enrol())
    _slow(embedded, Pace(1, 0.1))
    _ask(line)
    line.wait = Manners(is_stopped=lambda: True).wait
    began = time.monotonic()
    with pytest.raises(Cancelled):
        _ask(line)
    assert time.monotonic() - began < 5


def test_nobody_else_uses_up_a_laptops_pace_by_its_name(embedded: Central) -> None:
    theirs = embedded.enrol()
    stranger = embedded.line(Identity(theirs.device, embedded.enrol().key))
    _slow(embedded, Pace(1, 0.1))
    for _ in range(5):
        with pytest.raises(ServerRefused, match="signature"):
            _ask(stranger)
    _ask(embedded.line(theirs))


def test_an_origin_that_floods_is_refused_before_its_signature_is_looked_at() -> None:
    paces = Paces(Watch(), origin=Pace(3, 1))
    for _ in range(3):
        paces.check_origin("192.0.2.7", "POST /v1/hello")
    with pytest.raises(Refused, match="slow_down"):
        paces.check_origin("192.0.2.7", "POST /v1/hello")
    paces.check_origin("192.0.2.8", "POST /v1/hello")
