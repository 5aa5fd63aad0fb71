"""The homes: what waits for each role, by their keys, with only what has a source."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.operations.home import organiser_home
from desktop.ui.home.organiser import OrganiserScreen
from tests.pictures.demo import NOW, DemoBranch, make_branch
from tests.rehearsal.player import Player


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoBranch]:
    made = make_branch(tmp_path_factory.mktemp("branch"))
    yield made
    made.close()


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("somebody", tmp_path, tmp_path, now=lambda: NOW)
    yield made
    made.leave()


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_canvasser_sees_the_walk_and_carries_on_by_enter(player: Player, branch: DemoBranch) -> None:
    player.move_in(branch.canvasser)
    said = texts(player.window.room("home"))
    assert "Good evening, Gwenllian" in said
    assert "doors to go" in said
    player.press("Return")
    assert player.window.workplace is not None
    assert player.window.workplace.current == "doors"


def test_a_canvasser_has_no_import_and_no_turf_screens(player: Player, branch: DemoBranch) -> None:
    player.move_in(branch.canvasser)
    assert player.window.workplace is not None
    assert "branch" not in player.window.workplace.room_names


def test_an_organiser_sees_what_is_late_and_settles_questions_by_enter(
    player: Player, branch: DemoBranch
) -> None:
    player.move_in(branch.organiser)
    said = texts(player.window.room("home"))
    assert "Sunday evening in Dockside" in said
    assert "late by 18 minutes" in said
    player.press("Return")
    assert player.window.workplace is not None
    assert player.window.workplace.current == "conflicts"


def test_whoever_asked_today_has_not_waited_nought_days(player: Player, branch: DemoBranch) -> None:
    player.move_in(branch.organiser)
    home = player.window.room("home")
    assert isinstance(home, OrganiserScreen)
    owed = organiser_home(branch.organiser).owed
    assert [home._owed_row(one).right for one in owed] == ["9 days", "today"]


def test_an_organiser_looks_at_laptops_and_comes_back_by_escape(player: Player, branch: DemoBranch) -> None:
    player.move_in(branch.organiser)
    player.press("L")
    assert player.window.workplace is not None
    assert player.window.workplace.current == "waiting"
    assert "Silent laptops" in texts(player.window.room("waiting"))
    player.press("Escape")
    assert player.window.workplace.current == "home"


def test_a_coordinator_sees_counts_and_no_person(player: Player, branch: DemoBranch) -> None:
    player.move_in(branch.coordinator)
    said = texts(player.window.room("home"))
    assert "Waiting for you" in said
    assert "under 10" in said
    assert "Kowalski" not in said
    assert player.window.workplace is not None
    assert not {"people", "doors", "branch"} & set(player.window.workplace.room_names)
