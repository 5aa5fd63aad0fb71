"""When the window exchanges by itself: after what somebody wrote, and never because of an exchange alone."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol
from desktop.operations.status import read_status
from desktop.operations.sync import sync_now
from desktop.ui.sending import sender
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
def office(
    app: QApplication, central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    monkeypatch.setattr(
        sender, "_AFTER_CHANGE_MS", 600_000
    )  # what is due stays due, however slow the machine is
    made = Office(tmp_path / "laptop")
    enrol(made.store, central.address, first_code(central))
    yield made
    made.close()


def sender_of(office: Office) -> Sender:
    found = office.window.sending
    assert found is not None
    return found


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


def test_what_is_written_during_an_exchange_is_sent_after_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange(office)
    has_sent, is_written = Event(), Event()

    def waiting_for_a_writer(*given: Any) -> Any:
        done = sync_now(*given)
        has_sent.set()
        assert is_written.wait(20)
        return done

    monkeypatch.setattr(sender, "sync_now", waiting_for_a_writer)
    ended: list[object] = []
    sender_of(office).ended.connect(ended.append)
    sender_of(office).send_now()
    office.until(has_sent.is_set)
    office.window.tasks.command(
        lambda: add_person(office.store, {"given_name": "Ann"}),
        lambda _: is_written.set(),
        owner=office.window,
    )
    office.until(lambda: bool(ended))
    office.settle()
    assert read_status(office.store).pending_other > 0
    assert sender_of(office).is_due
    sender_of(office)._soon.start(0)
    office.until(lambda: len(ended) == 2)
    assert read_status(office.store).pending_other == 0
