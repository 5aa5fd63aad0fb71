"""When the window exchanges by itself: after what somebody wrote, and never because of an exchange alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol
from desktop.operations.status import read_status
from desktop.ui.sending.sender import Sender
from sync.server.database import sqlite_address
from tests.sync.central import Central, running
from tests.ui.office import Office
from tests.ui.test_branch_server import first_code


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


@pytest.fixture
def office(app: QApplication, central: Central, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "laptop")
    enrol(made.store, central.address, first_code(central))
    yield made
    made.close()


def sender_of(office: Office) -> Sender:
    sender = office.window.sending
    assert sender is not None
    return sender


def exchange(office: Office) -> None:
    ended: list[object] = []
    sender_of(office).ended.connect(ended.append)
    sender_of(office).send_now()
    office.until(lambda: bool(ended))
    office.settle()


def test_an_exchange_is_no_reason_for_another_one(office: Office) -> None:
    exchange(office)
    assert not sender_of(office).is_due


def test_what_is_written_is_sent_a_little_later(office: Office) -> None:
    exchange(office)
    office.window.tasks.command(lambda: add_person(office.store, {"given_name": "Ann"}), owner=office.window)
    office.settle()
    assert sender_of(office).is_due


def test_what_is_written_during_an_exchange_is_sent_after_it(office: Office) -> None:
    exchange(office)
    ended: list[object] = []
    sender_of(office).ended.connect(ended.append)
    sender_of(office).send_now()
    office.window.tasks.command(lambda: add_person(office.store, {"given_name": "Ann"}), owner=office.window)
    office.until(lambda: bool(ended))
    office.settle()
    assert sender_of(office).is_due or not read_status(office.store).pending_other
