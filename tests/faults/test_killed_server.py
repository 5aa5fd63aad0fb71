"""``kill -9`` of the server while it starts or makes its tables: it starts. Scenario 12 is about those while it answers."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.operations.contacts import add_person
from desktop.operations.erasures import erase_contact
from sync.server.database import Database, sqlite_address
from sync.server.subjects import SUBJECT_KEY
from sync.server.walls import NOTHING
from tests.faults.dying import KILLED, Order
from tests.faults.laptops import Laptop
from tests.faults.servers import MORTAL, ServerProcess

PROVES = "GROUNDSWELL_EXAMPLES" in os.environ
EVERY = 1 if PROVES else 7
"""``make prove`` dies at every statement, other runs at every seventh."""
OF_ERASING = 8 if PROVES else 30
"""Of the statements of an exchange with an erasure, at every eighth or thirtieth."""
OF_MAKING = 6 if PROVES else 60
"""Of the statements that make the tables, at every sixth or sixtieth: each needs two starts of its own."""

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them"),
    pytest.mark.prove,
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def order(folder: Path) -> Order:
    return Order(folder / "order")


@pytest.fixture(scope="module")
def server(folder: Path, order: Order) -> Iterator[ServerProcess]:
    """A server that may die at a statement; always at the same port."""
    server = ServerProcess(folder / "server", module=MORTAL, environment=order.environment)
    with socket.create_server(("127.0.0.1", 0)) as free:
        server.port = free.getsockname()[1]
    server.begin()
    yield server
    order.live()
    server.stop()


def begin_again(server: ServerProcess, order: Order) -> None:
    """Bury it and begin again, alive."""
    assert server.wait() == KILLED
    order.live()
    server.begin()


def keys_in(folder: Path) -> set[bytes]:
    """The erasure keys that are there."""
    opened = Database(sqlite_address(folder / "keys.db"))
    try:
        with opened.reading(NOTHING) as connection:
            return {bytes(key) for key in connection.scalars(select(SUBJECT_KEY.c.key))}
    finally:
        opened.close()


def test_an_erasure_is_carried_out_whenever_the_server_dies(
    server: ServerProcess, order: Order, laptops: tuple[Laptop, Laptop]
) -> None:
    first, second = laptops
    statement, died, deaths = 1 - OF_ERASING, True, 0
    while died:
        statement += OF_ERASING
        before = keys_in(server.data)
        gone = add_person(first.store, {"given_name": "Zephyrine"}).value
        first.exchange(server.address)
        (key,) = keys_in(server.data) - before
        erase_contact(first.store, gone)
        order.die_at(statement)
        died = first.try_exchange(server.address) is not None
        if died:
            deaths += 1
            begin_again(server, order)
        order.live()
        first.settle(server.address)
        second.settle(server.address)
        assert second.store.pages.person(gone) is None
        files = [place for place in server.data.rglob("*") if place.is_file()]
        assert [place.name for place in files if key in place.read_bytes()] == []
    assert deaths > 2


def test_a_server_that_died_while_it_started_starts(
    server: ServerProcess, order: Order, laptops: tuple[Laptop, Laptop]
) -> None:
    first, _ = laptops
    epoch = first.exchange(server.address).epoch
    server.stop()
    statement = 1 - EVERY
    order.live()
    while True:
        statement += EVERY
        order.die_at(statement)
        server.launch()
        if server.await_ready():
            break
        assert server.wait() == KILLED
    order.live()
    first.write()
    assert first.settle(server.address).epoch == epoch
    assert statement > 5


def test_a_new_server_that_died_while_it_made_its_tables_makes_them(tmp_path: Path) -> None:
    order = Order(tmp_path / "order")
    for statement in range(1, 1000, OF_MAKING):
        server = ServerProcess(tmp_path / str(statement), module=MORTAL, environment=order.environment)
        order.die_at(statement)
        server.launch()
        is_made = server.await_ready()
        if not is_made:
            begin_again(server, order)
        order.live()
        assert server.invite("Mill Lane")
        server.stop()
        if is_made:
            break
    assert is_made
    assert statement > 50
