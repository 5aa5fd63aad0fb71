"""A server and laptops of one branch that joined it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.members import Role
from desktop.operations.enrolment import enrol, invite
from desktop.operations.members import name_me
from desktop.store.store import Store
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    (tmp_path / "server").mkdir()
    with running(tmp_path / "server", sqlite_address(tmp_path / "server" / "ledger.db")) as found:
        yield found


@pytest.fixture
def laptop(central: Central, tmp_path: Path) -> Iterator[Callable[[str, Role], Store]]:
    """Makes laptops of the branch; the first is its organiser's."""
    made: list[Store] = []

    def make(name: str, role: Role) -> Store:
        store = made_store(tmp_path / name)
        name_me(store, name, f"{name}’s", role)
        code = invite(made[0], role).code if made else first_code(central)
        enrol(store, central.address, code)
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


@pytest.fixture
def ann(laptop: Callable[[str, Role], Store]) -> Store:
    return laptop("Ann", Role.ORGANISER)


@pytest.fixture
def ben(ann: Store, laptop: Callable[[str, Role], Store]) -> Store:
    return laptop("Ben", Role.CANVASSER)
