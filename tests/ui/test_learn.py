"""The Learn room: the practice street from an opened store and back, and the keys as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.attempts import EFFECTS
from desktop.domain.members import Role
from desktop.ui.desk import Place
from desktop.ui.learn.key_table import outcome_keys
from desktop.ui.learn.screen import LearnScreen
from tests.ui.office import Office


@pytest.fixture
def canvasser(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, Role.CANVASSER)
    yield made
    made.close()


def learn(office: Office) -> LearnScreen:
    office.press("Ctrl+4")
    room = office.window.room("learn")
    assert isinstance(room, LearnScreen)
    return room


def is_practising(office: Office) -> bool:
    workplace = office.window.workplace
    return workplace is not None and workplace.desk.is_practice


def test_practising_begins_by_one_key_and_ends_where_one_was(canvasser: Office) -> None:
    learn(canvasser)
    canvasser.press("P")
    canvasser.until(lambda: is_practising(canvasser))
    canvasser.settle()
    workplace = canvasser.window.workplace
    assert workplace is not None
    assert workplace.current == "doors"
    assert workplace.desk.store is not canvasser.store
    canvasser.press("Ctrl+L")
    assert not is_practising(canvasser)
    assert canvasser.window.workplace is not None
    assert canvasser.window.workplace.desk.store is canvasser.store


def test_practising_twice_opens_one_street(canvasser: Office) -> None:
    room = learn(canvasser)
    room.practise()
    room.practise()
    canvasser.until(lambda: is_practising(canvasser))
    canvasser.settle()
    canvasser.press("Ctrl+L")
    assert not is_practising(canvasser)


def test_on_the_street_the_learn_room_leads_back_to_its_doors(canvasser: Office) -> None:
    learn(canvasser)
    canvasser.press("P")
    canvasser.until(lambda: is_practising(canvasser))
    canvasser.settle()
    room = learn(canvasser)
    primary = room.page.actions_bar.primary
    assert primary is not None
    assert primary.words == "Back to the made-up street"
    canvasser.press("P")
    workplace = canvasser.window.workplace
    assert workplace is not None
    assert workplace.current == "doors"


def test_every_outcome_stands_there_with_the_letter_that_it_has_at_the_door() -> None:
    assert [keys for keys, _ in outcome_keys()] == [effect.letter for effect in EFFECTS.values()]


def test_an_organiser_finds_the_way_back_by_escape(app: QApplication, tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert office.window.workplace is not None
    office.window.workplace.go(Place("learn"))
    office.settle()
    office.press("Escape")
    assert office.window.workplace.current == "home"
    office.close()


def test_escape_leads_back_to_the_room_where_help_was_asked_for(canvasser: Office) -> None:
    canvasser.press("Ctrl+3", "F1")
    workplace = canvasser.window.workplace
    assert workplace is not None
    assert workplace.current == "learn"
    canvasser.press("F1", "Escape")
    assert workplace.current == "people"
