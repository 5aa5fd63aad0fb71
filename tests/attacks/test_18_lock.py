"""Attack 18: locked, whatever brings it about and whatever is open or runs just then; what was typed is in the store."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.operations.contacts import count_people
from desktop.store.errors import VaultClosed
from desktop.ui.widgets.clipboard import put_on_clipboard
from tests.attacks.lock_states import SECRET, STATES, DialogWithItsOwnLoop, Practising
from tests.attacks.lock_triggers import TRIGGERS
from tests.attacks.open_laptop import (
    OpenLaptop,
    everything_shown,
    make_records,
    windows_beside,
)
from tests.attacks.private_bus import PrivateBus, private_bus
from tests.ui.conftest import app  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make_records(folder)
    return folder / "records"


@pytest.fixture(scope="module")
def bus() -> Iterator[PrivateBus]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    with private_bus() as made:
        yield made


@pytest.fixture
def laptop(records: Path, tmp_path: Path) -> Iterator[OpenLaptop]:
    made = OpenLaptop(records, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_locked_whatever_brings_it_about_and_whatever_is_open(
    laptop: OpenLaptop, request: pytest.FixtureRequest, trigger: str, state: str
) -> None:
    if (trigger, state) == ("key", "practising"):
        pytest.skip("there the key leaves the practice, and once more locks: see below")
    bus = request.getfixturevalue("bus") if trigger.startswith("linux") else None
    put_on_clipboard(SECRET)
    with ExitStack() as on:
        so = STATES[state]()
        so.begin(laptop, on)
        if isinstance(so, DialogWithItsOwnLoop):
            QTimer.singleShot(50, lambda: TRIGGERS[trigger](laptop, bus))
            so.run()
        else:
            TRIGGERS[trigger](laptop, bus)
        laptop.until(lambda: not laptop.window.is_open, patience=5)
        laptop.bury()
        assert_locked(laptop)
        so.check(laptop)


def assert_locked(laptop: OpenLaptop) -> None:
    window = laptop.window
    assert window.workplace is None
    assert laptop.store.is_closed
    with pytest.raises(VaultClosed):
        count_people(laptop.store)
    assert windows_beside(laptop) == []
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    assert window.start.currentWidget() is window.start.unlock
    shown = everything_shown(laptop)
    for canary in (SECRET, "Eluned", "Dockside"):
        assert canary not in shown
    assert SECRET not in QApplication.clipboard().text()
    assert window.sending is None


def test_leaving_the_practice_by_its_key_leads_back_and_the_key_once_more_locks(laptop: OpenLaptop) -> None:
    Practising().begin(laptop, ExitStack())
    laptop.press("Ctrl+L")
    assert laptop.window.workplace is not None
    assert not laptop.window.workplace.desk.is_practice
    laptop.press("Ctrl+L")
    laptop.bury()
    assert_locked(laptop)
