"""Attack 18: after a lock nothing in memory leads to the store, or to what a screen read out of it."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.operations.contacts import add_person
from desktop.ui.desk import Place
from desktop.ui.people.exporting import ExportPage
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.screen import Screen
from tests.attacks.open_laptop import OpenLaptop, make_records
from tests.ui.conftest import app  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[OpenLaptop]:
    made = tmp_path / "made"
    made.mkdir()
    make_records(made)
    opened = OpenLaptop(made / "records", tmp_path)
    yield opened
    opened.close()


def _exporting(room: Screen) -> ExportPage:
    assert isinstance(room, PeopleScreen)
    page = room.exporting
    assert page is not None
    page.choice.reasons.choose(0)
    page.ask_where_to()
    assert page.chooser is not None
    page.chooser.fileSelected.emit(str(page.desk.store.folder.parent / "out.xlsx"))
    return page


def test_no_room_that_was_entered_and_no_store_outlives_a_lock(laptop: OpenLaptop) -> None:
    workplace = laptop.window.workplace
    assert workplace is not None
    add_person(laptop.store, {"given_name": "Osei"})
    entered = list(workplace.room_names)
    for name in entered:
        workplace.go(Place(name))
        laptop.settle()
    workplace.go(Place("people"))
    laptop.press("Alt+F")
    open_now: dict[str, object] = {name: workplace.room(name) for name in entered}
    open_now["people to a file"] = _exporting(workplace.room("people"))
    open_now |= {"the store": laptop.store, "the desk": workplace.desk}
    held = {name: weakref.ref(one) for name, one in open_now.items()}
    del open_now, workplace, laptop.store
    laptop.window.lock()
    laptop.bury()
    gc.collect()
    assert [name for name, one in held.items() if one() is not None] == []
