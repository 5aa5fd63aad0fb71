"""A line that breaks after any byte of an exchange, either way, costs nothing but another exchange."""

import os

import pytest

from sync.client.errors import ServerUnreachable
from tests.faults.laptops import Laptop
from tests.faults.servers import ServerProcess
from tests.faults.wire import Way, wire_to

EVERY = 1 if "GROUNDSWELL_EXAMPLES" in os.environ else 13
"""``make prove`` breaks the line after every byte, other runs after every thirteenth."""

pytestmark = [
    pytest.mark.prove,
    pytest.mark.slow,
    pytest.mark.logs_warnings,  # urllib3 tells of headers that broke off
]


@pytest.mark.parametrize("stays_down", [True, False], ids=["for good", "once"])
@pytest.mark.parametrize("way", Way)
def test_a_line_that_breaks_after_any_byte_of_sending_costs_another_exchange_and_no_more(
    server: ServerProcess, laptops: tuple[Laptop, Laptop], way: Way, stays_down: bool
) -> None:
    first, second = laptops
    with wire_to(server.address) as wire:
        count, failures = 0, 0
        while count == 0 or wire.has_broken:
            first.write()
            wire.break_after(way, count, stays_down=stays_down, resets=bool(count % 2))
            fault = first.try_exchange(wire.address)
            assert isinstance(fault, ServerUnreachable | None), (count, fault)
            failures += fault is not None
            wire.mend()
            first.settle(wire.address)
            count += EVERY
        assert count > 1000
        assert failures > (count // EVERY * 0.9 if stays_down else 0)
    second.settle(server.address)
    assert second.people() == first.people() == first.written + second.written
    assert second.held() == first.held()


def test_a_line_that_breaks_after_any_byte_of_receiving_brings_a_page_whole_or_not_at_all(
    server: ServerProcess, laptops: tuple[Laptop, Laptop]
) -> None:
    first, second = laptops
    with wire_to(server.address) as wire:
        count = 0
        while count == 0 or wire.has_broken:
            second.write(3)
            second.exchange(server.address)
            before = first.people()
            wire.break_after(Way.DOWN, count, stays_down=True, resets=bool(count % 2))
            fault = first.try_exchange(wire.address)
            assert isinstance(fault, ServerUnreachable | None), (count, fault)
            assert first.people() in (before, before + 3)
            wire.mend()
            first.settle(wire.address)
            assert first.people() == before + 3
            count += EVERY
        assert count > 1000
