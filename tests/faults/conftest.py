"""A branch with its server for each scenario; and a server as a process of its own, with two laptops, for a whole module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.branches import Branch, branch_in
from tests.faults.laptops import Laptop, two_laptops
from tests.faults.proving import PROVES
from tests.faults.servers import ServerProcess, serving
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster

if not PROVES:
    # Real processes, ended at every byte and statement, take minutes: `make prove` runs them.
    collect_ignore = ["test_killed_server.py", "test_two_servers.py"]


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """Ann, who is an organiser, and Ben, over a server on SQLite."""
    with branch_in(tmp_path) as found:
        yield found


@pytest.fixture
def large_branch(tmp_path: Path) -> Iterator[Branch]:
    """Ann, Ben and Cat, over a server on SQLite."""
    with branch_in(tmp_path, laptops=3) as found:
        yield found


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with running_cluster(binaries) as found:
        yield found


@pytest.fixture
def branch_on_postgres(cluster: Cluster, tmp_path: Path) -> Iterator[Branch]:
    """Ann and Ben, over a server on PostgreSQL."""
    with branch_in(tmp_path, cluster.new_database()) as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"] if PROVES else ["sqlite"])
def any_branch(request: pytest.FixtureRequest) -> Branch:
    """The same over each of the two databases: in ``make prove`` a test that asks for it runs twice."""
    name = "branch" if request.param == "sqlite" else "branch_on_postgres"
    found: Branch = request.getfixturevalue(name)
    return found


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
