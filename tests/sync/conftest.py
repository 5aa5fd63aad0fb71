"""A central server over each of the two databases, each test with an empty one.

Whatever a test here executes is held to the rules of ``tests.sync.statements``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.database import sqlite_address
from tests.sync.central import Central, running
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster
from tests.sync.poolers import pooler_program, pooling
from tests.sync.statements import Watch, watching


@pytest.fixture(scope="session")
def statements() -> Iterator[Watch]:
    """Everything that was executed so far."""
    with watching() as watch:
        yield watch


@pytest.fixture(autouse=True)
def only_statements_that_keep_the_rules(statements: Watch) -> Iterator[None]:
    """Fail the test in which a statement that breaks a rule is executed for the first time."""
    before = len(statements.problems)
    yield
    assert statements.problems[before:] == []


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with running_cluster(binaries) as found:
        yield found


@pytest.fixture(scope="session")
def pooler(cluster: Cluster) -> Iterator[int]:
    """The port of a PgBouncer before the cluster, with two connections for each database."""
    program = pooler_program()
    if program is None:
        pytest.skip("PgBouncer is not installed")
    with pooling(cluster, program) as port:
        yield port


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_address(tmp_path / "ledger.db")
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


@pytest.fixture
def central(database_address: str, tmp_path: Path) -> Iterator[Central]:
    """A server over SQLite and over PostgreSQL: each test that asks for it runs twice."""
    with running(tmp_path / "server", database_address) as found:
        yield found


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Central]:
    """A server over SQLite, where the database makes no difference."""
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found
