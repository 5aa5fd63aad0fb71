"""A server as a process of its own, and two laptops of one branch, for all tests of a module."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.laptops import Laptop, two_laptops
from tests.faults.servers import ServerProcess, serving

if "GROUNDSWELL_EXAMPLES" not in os.environ:
    # Real processes, ended at every byte and statement, take minutes: `make prove` runs them.
    collect_ignore = ["test_cuts.py", "test_killed_client.py", "test_killed_server.py", "test_two_servers.py"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[ServerProcess]:
    with serving(folder / "server") as found:
        yield found


@pytest.fixture(scope="module")
def pair(server: ServerProcess, folder: Path) -> Iterator[tuple[Laptop, Laptop]]:
    pair = two_laptops(server, folder)
    yield pair
    for laptop in pair:
        laptop.close()


@pytest.fixture
def laptops(server: ServerProcess, pair: tuple[Laptop, Laptop]) -> tuple[Laptop, Laptop]:
    """Both laptops, holding the same."""
    for laptop in (*pair, pair[0]):
        laptop.settle(server.address)
    return pair
