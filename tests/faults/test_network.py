"""Fault scenarios 1 to 10: what the network does costs another exchange, and no more."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.operations.contacts import count_people
from desktop.operations.status import read_status
from sync.client import line, snapshots
from sync.client.errors import BadAnswer, Cancelled, ExchangeError, NotOurServer, ServerUnreachable
from sync.client.reports import Stage
from sync.protocol.messages import CHUNK_BYTES
from tests.faults.branches import Branch, Colleague, branch_in
from tests.faults.gateway import Fate, Gateway, gateway_to
from tests.faults.pass_rule import check_pass_rule
from tests.faults.proving import PROVES, every
from tests.faults.servers import ROOT
from tests.faults.wire import Way, Wire, wire_to
from tests.made_up_stores import PASSPHRASE
from tests.sync.central import running
from tests.sync.certificates import own_certificate

PATIENCE = 0.3
"""Seconds for which a laptop waits for an answer that does not come."""
OPEN_ELSEWHERE = 5
_CUTS_EACH = 150

REQUEST_LOST = (Fate.LOST, Fate.BUSY)
ANSWER_LOST = (Fate.LATE_ANSWER, Fate.BAD_GATEWAY_AFTER, Fate.CUT_BODY)
TWICE = (Fate.TWICE_FIRST_ANSWER, Fate.TWICE_SECOND_ANSWER, Fate.TWICE_AT_ONCE)
OUT_OF_ORDER = (Fate.LATE, Fate.OTHER_ANSWER)
NOT_OUR_SERVER = (Fate.PORTAL, Fate.PORTAL_AFTER, Fate.EMPTY, Fate.REDIRECT, Fate.UNPACKED, Fate.BOMB)
SPOILT = (Fate.BAD_GATEWAY, Fate.SHORT_BODY)


@pytest.fixture
def gateway(branch: Branch) -> Iterator[Gateway]:
    with gateway_to(branch.server.address, PATIENCE * 1.5) as found:
        yield found


def strike_each_request(
    branch: Branch, gateway: Gateway, fate: Fate, patch: pytest.MonkeyPatch
) -> list[ExchangeError | None]:
    """Let a fate meet the first request of an exchange, then the second of another, and so on; what Ann was told.

    Where only a sample is wanted, the push alone and the hello or the pull.
    """
    ann, ben = branch.laptops[:2]
    faults: list[ExchangeError | None] = []
    for at in range(1, 100) if PROVES else (2, 1 + 2 * (len(fate.value) % 2)):
        ben.write(4)
        ben.sync()
        ann.write(2)
        gateway.begin(fate, at)
        with patch.context() as impatient:
            impatient.setattr(line, "TIMEOUTS", (5, PATIENCE))
            faults.append(ann.try_sync(gateway.address))
        reached = gateway.seen
        gateway.settle()
        gateway.begin()
        ann.sync(gateway.address)
        assert ann.unsent() == 0
        if reached < at:  # there are no more requests to strike
            break
    assert len(faults) > 3 or not PROVES
    return faults


def test_01_request_lost_before_the_server(
    branch: Branch, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fate in REQUEST_LOST:
        faults = strike_each_request(branch, gateway, fate, monkeypatch)
        assert all(isinstance(fault, ServerUnreachable | None) for fault in faults)
        assert any(faults)
    check_pass_rule(branch)


def test_02_reply_lost_after_the_commit(
    branch: Branch, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = branch.laptops
    for fate in ANSWER_LOST:
        faults = strike_each_request(branch, gateway, fate, monkeypatch)
        assert all(isinstance(fault, ServerUnreachable | None) for fault in faults)
    ann.write(3)
    gateway.begin(Fate.BAD_GATEWAY_AFTER, 2)
    assert ann.try_sync(gateway.address) is not None
    ledger = branch.server.ledger(branch.scope)
    assert ann.unsent() == 3  # it cannot know that the server has them
    assert ann.entries() <= ledger.held
    gateway.begin()
    assert ann.sync(gateway.address).sent == 0
    assert branch.server.ledger(branch.scope).head == ledger.head
    check_pass_rule(branch)


def cut_after(
    folder: Path, way: Way, step: int, *, stays_down: bool = True
) -> Iterator[tuple[Branch, Wire, int]]:
    """A branch and a wire that is to break after so many bytes: 0, then a step more, until it breaks no more.

    A fresh branch takes over now and then, after the pass rule, so that none becomes large.
    """
    at, has_broken = 0, True
    while has_broken:
        with branch_in(folder / f"from-{at}") as branch, wire_to(branch.server.address) as wire:
            for _ in range(_CUTS_EACH):
                wire.break_after(way, at, stays_down=stays_down, resets=bool(at // step % 2))
                yield branch, wire, at
                at += step
                has_broken = wire.has_broken
                if not has_broken:
                    break
            check_pass_rule(branch)
    assert at > 1000


@pytest.mark.prove
@pytest.mark.slow
@pytest.mark.logs_warnings  # urllib3 tells of headers that broke off
@pytest.mark.parametrize("stays_down", [True, False], ids=["for good", "once"])
@pytest.mark.parametrize("way", Way)
def test_03_cut_at_every_byte_of_an_upload(tmp_path: Path, way: Way, *, stays_down: bool) -> None:
    step = every(311) if stays_down else every(601, 11)
    cuts, failures = 0, 0
    for branch, wire, at in cut_after(tmp_path, way, step, stays_down=stays_down):
        ann, _ = branch.laptops
        ann.write(3)
        fault = ann.try_sync(wire.address)
        assert isinstance(fault, ServerUnreachable | None), (at, fault)
        cuts, failures = cuts + 1, failures + (fault is not None)
        wire.mend()
        ann.sync_unseen(wire.address)
        assert ann.unsent() == 0
    assert not stays_down or failures > cuts * 0.7  # a line that broke once was tried again at once


@pytest.mark.prove
@pytest.mark.slow
@pytest.mark.logs_warnings  # urllib3 tells of headers that broke off
def test_04_cut_at_every_byte_of_a_download(tmp_path: Path) -> None:
    for branch, wire, at in cut_after(tmp_path, Way.DOWN, every(411, 3)):
        ann, ben = branch.laptops
        ben.write(3)
        ben.sync()
        before = count_people(ann.store)
        fault = ann.try_sync(wire.address)
        assert isinstance(fault, ServerUnreachable | None), (at, fault)
        assert count_people(ann.store) in (before, before + 3)
        wire.mend()
        ann.sync_unseen(wire.address)
        assert count_people(ann.store) == before + 3


@pytest.mark.slow
@pytest.mark.logs_warnings
def test_04_cut_anywhere_in_a_snapshot_which_goes_on_where_it_broke_off(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = branch.laptops
    monkeypatch.setattr(snapshots, "WORTH_FROM", 50)
    with ann.store.transaction():
        for number in range(130):
            noise = ann.store.session.random(5000).hex()
            ann.store.contacts.add({"given_name": f"Ada {number}", "occupation": noise})
    ann.sync()
    with wire_to(branch.server.address) as wire:
        whole = _carried_down(branch, wire, "whole")
        assert whole > 2 * CHUNK_BYTES  # so that there is something to go on after
        for at in range(2000, whole, whole // (100 if PROVES else 2)):
            late = branch.add(f"late-{at}")
            wire.break_after(Way.DOWN, at, stays_down=True)
            assert isinstance(late.try_sync(wire.address), ServerUnreachable)
            assert count_people(late.store) == 0
            wire.mend()
            late.sync(wire.address)
            assert count_people(late.store) == count_people(ann.store)
            kept = at // CHUNK_BYTES * CHUNK_BYTES
            assert wire.carried[Way.DOWN] < whole * 1.02 - kept * 0.9
            branch.leave_out(late)
    check_pass_rule(branch)


def _carried_down(branch: Branch, wire: Wire, name: str) -> int:
    newcomer = branch.add(name)
    wire.mend()
    newcomer.sync(wire.address)
    return wire.carried[Way.DOWN]


def test_05_one_request_twice_at_once_on_two_workers(
    branch_on_postgres: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch = branch_on_postgres
    server = branch.server
    with running(server.folder.path, server.database) as worker:
        other = urlsplit(worker.address)
        with gateway_to(server.address, PATIENCE) as gateway:
            gateway.other = (other.hostname or "", other.port or 0)
            for fate in TWICE:
                faults = strike_each_request(branch, gateway, fate, monkeypatch)
                assert faults == [None] * len(faults)  # nobody noticed
    check_pass_rule(branch)


def test_06_answers_come_out_of_order_and_an_old_one_after_a_newer(
    branch: Branch, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fate in OUT_OF_ORDER:
        faults = strike_each_request(branch, gateway, fate, monkeypatch)
        assert any(faults)
    ann, ben = branch.laptops
    assert not any(laptop.store.exchange.quarantined() for laptop in (ann, ben))
    check_pass_rule(branch)


def test_07_captive_portals_and_proxies_that_spoil_what_they_hand_on(
    branch: Branch, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = branch.laptops
    for fate in (*NOT_OUR_SERVER, *SPOILT):
        faults = strike_each_request(branch, gateway, fate, monkeypatch)
        wanted = NotOurServer if fate in NOT_OUR_SERVER else ExchangeError
        assert any(isinstance(fault, wanted) for fault in faults), (fate, faults)
        believed = NotOurServer | ServerUnreachable | None  # a slow machine is out of patience first
        assert all(isinstance(fault, believed) for fault in faults), (fate, faults)
    ann.write()
    gateway.begin(Fate.PORTAL, 1)
    assert isinstance(ann.try_sync(gateway.address), NotOurServer)
    assert read_status(ann.store).reason == "not_trusted"  # and not that there is no network
    check_pass_rule(branch)


@pytest.mark.prove
@pytest.mark.slow
def test_08_three_days_of_503_and_then_everybody_at_once(branch: Branch, gateway: Gateway) -> None:
    laptops, queue = (60, 20_000) if PROVES else (6, 600)
    day = int(timedelta(days=1).total_seconds() * 1000)
    ann, _ = branch.laptops
    volunteers = [branch.add(f"volunteer-{number}") for number in range(laptops - 2)]
    for volunteer in volunteers:
        volunteer.sync_unseen()
    gateway.begin(Fate.BUSY, 0)
    for _day in range(3):
        ann.write_much(queue // 3)
        for laptop in branch.laptops[1:]:
            laptop.write_much(2)
        for laptop in branch.laptops[:4]:
            assert isinstance(laptop.try_sync(gateway.address), ServerUnreachable)
        branch.server.turn_clock(day)
        for laptop in branch.laptops:
            laptop.clock.skew_ms += day
    assert ann.unsent() == queue // 3 * 3
    with ThreadPoolExecutor(laptops) as hands:
        list(hands.map(_send, branch.laptops))
    branch.look()
    assert [laptop.unsent() for laptop in branch.laptops] == [0] * laptops
    for volunteer in volunteers[2:]:  # they have gone home; what they wrote is there
        assert volunteer.entries() <= branch.server.ledger(branch.scope).held
        branch.leave_out(volunteer)
    check_pass_rule(branch)


def _send(laptop: Colleague) -> None:
    """Send, and leave before the whole of what others wrote has come."""
    with suppress(Cancelled):
        laptop.sync_unseen(cancelled=lambda: not laptop.store.exchange.waiting())


def test_09_certificate_or_clock_goes_wrong_while_sending(branch: Branch, tmp_path: Path) -> None:
    ann, ben = branch.laptops
    server = branch.server
    folders = [tmp_path / "right", tmp_path / "wrong"]
    for folder in folders:
        folder.mkdir()
    right, wrong = (own_certificate(folder) for folder in folders)
    ann.write_much(500)
    with (
        running(server.folder.path, server.database, certificate=right) as ours,
        running(server.folder.path, server.database, certificate=wrong) as somebodys,
        wire_to(ours.address) as wire,
    ):

        def turns_wrong(stage: Stage, done: int, _total: int) -> None:
            if stage is Stage.SENDING and done == 200:
                wire.lead_to(somebodys.address)
                wire.break_after(Way.UP, 0, stays_down=False)

        address = wire.address.replace("http:", "https:")
        with pytest.raises(ServerUnreachable, match="certificate"):
            ann.sync(address, authorities=str(right[0]), progress=turns_wrong)
        assert (ann.unsent(), read_status(ann.store).reason) == (300, "not_trusted")
        wire.lead_to(ours.address)
        assert ann.sync(address, authorities=str(right[0])).sent == 300
    ben.write_much(300)

    def goes_ahead(stage: Stage, done: int, _total: int) -> None:
        if stage is Stage.SENDING and done == 200:
            server.turn_clock(3_600_000)  # whatever was signed for the old time is good no more

    assert ben.sync(progress=goes_ahead).pending == 0
    check_pass_rule(branch)


@pytest.mark.slow
def test_10_two_processes_of_the_program_sync_one_profile(branch: Branch) -> None:
    ann, ben = branch.laptops
    ben.write(3)
    ben.sync()
    ann.write_much(300)
    ended: list[subprocess.CompletedProcess[str]] = []

    def start_another(stage: Stage, done: int, _total: int) -> None:
        if stage is Stage.SENDING and done == 200:
            words = [sys.executable, "-m", "desktop", "sync", "--vault", str(ann.store.folder), "--json"]
            ended.append(
                subprocess.run(
                    words,
                    cwd=ROOT,
                    env={**os.environ, "GROUNDSWELL_PASSPHRASE": PASSPHRASE},
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=60,
                )
            )

    assert ann.sync(progress=start_another).sent == 300
    (second,) = ended
    assert second.returncode == OPEN_ELSEWHERE, second.stderr
    ann.write_much(100)
    with ThreadPoolExecutor(2) as hands:  # and two exchanges within one program, which the program never does
        faults = [one.exception() for one in [hands.submit(ann.sync_unseen) for _ in range(2)]]
    assert all(isinstance(fault, BadAnswer | None) for fault in faults)  # one may see the other's cursor move
    assert None in faults
    check_pass_rule(branch)
