"""What gateways, captive portals and tired networks do to any one request of an exchange costs nothing that was written."""

from collections.abc import Iterator

import pytest

from sync.client import line
from sync.client.errors import NotOurServer, ServerUnreachable
from tests.faults.gateway import Fate, Gateway, gateway_to
from tests.faults.laptops import Laptop
from tests.faults.servers import ServerProcess

PATIENCE = 0.4
"""Seconds for which a laptop waits here."""
UNBELIEVED = (NotOurServer, ServerUnreachable)


@pytest.fixture
def gateway(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setattr(line, "TIMEOUTS", (5, PATIENCE))
    with gateway_to(server.address, PATIENCE * 1.5) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("fate", Fate, ids=[fate.name.lower() for fate in Fate])
def test_what_happens_to_any_one_request_costs_another_exchange_and_no_more(
    fate: Fate, server: ServerProcess, laptops: tuple[Laptop, Laptop], gateway: Gateway
) -> None:
    first, second = laptops
    at, faults = 0, []
    while at == 0 or gateway.seen >= at:
        at += 1
        second.write()
        second.exchange(server.address)
        first.write(2)
        gateway.begin(fate, at)
        faults.append(first.try_exchange(gateway.address))
        reached = gateway.seen
        gateway.settle()
        gateway.begin()
        first.settle(gateway.address)
        gateway.seen = reached
    second.settle(server.address)
    assert at > 3
    assert faults[-1] is None
    assert all(isinstance(fault, UNBELIEVED) or fault is None for fault in faults), faults
    assert second.people() == first.people() == first.written + second.written
    assert second.held() == first.held()


@pytest.mark.parametrize("fate", [Fate.PORTAL, Fate.REDIRECT, Fate.EMPTY], ids=["page", "redirect", "empty"])
def test_a_captive_portal_is_not_believed_and_not_taken_for_the_network_being_down(
    fate: Fate, laptops: tuple[Laptop, Laptop], gateway: Gateway
) -> None:
    first, _ = laptops
    first.write()
    gateway.begin(fate, 1)
    assert isinstance(first.try_exchange(gateway.address), NotOurServer)
    gateway.begin()
    assert first.settle(gateway.address).sent == 1


def test_a_request_that_came_twice_is_answered_in_the_same_exchange(
    laptops: tuple[Laptop, Laptop], gateway: Gateway
) -> None:
    first, _ = laptops
    for at in (1, 2, 3):
        first.write()
        gateway.begin(Fate.TWICE_SECOND_ANSWER, at)
        assert first.settle(gateway.address).sent == 1
