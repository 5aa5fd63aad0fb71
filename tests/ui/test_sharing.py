"""Several people share a laptop: each has a vault of their own, reached by keys from the locked page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.members import name_branch, name_me, who_am_i
from desktop.operations.vaults import create_vault
from desktop.store.errors import WrongPassphrase
from desktop.store.shelf import Shelf
from desktop.ui.start.sharing import LabelStep, PeopleStep
from desktop.ui.throttles import throttle_of
from tests.rehearsal.player import Player

ANN, BEN = "violet otter harbour nine", "copper lantern meadow seven"


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = create_vault(tmp_path / "records", ANN)
    name_me(made.store, "Ann Kemp", "Kitchen")
    name_branch(made.store, "Dockside")
    made.store.close()
    player = Player("Ann", tmp_path, tmp_path)
    yield player
    player.close()


def shown(player: Player) -> object:
    return player.window.start.currentWidget()


def open_as(player: Player, passphrase: str) -> None:
    player.type(passphrase)
    player.press("Return")
    moved_in(player)


def begin_as_ben(player: Player, label: str = "") -> None:
    player.press("Alt+O", "N")
    assert isinstance(shown(player), LabelStep)
    if label:
        player.type(label)
    player.press("Return", "S")
    player.type("Ben Moss")
    player.press("Return")
    player.type("Hillside")
    player.press("Return")
    player.type(BEN)
    player.write(player.window.start.passphrase.second.line, BEN)
    player.press("Return")
    player.until(lambda: shown(player) is player.window.start.sheet)
    player.press("Return", "Return")
    moved_in(player)


def moved_in(player: Player) -> None:
    player.until(lambda: player.window.workplace is not None)
    player.settle()
    player.come_forward()


def test_somebody_else_begins_by_keys_and_each_opens_their_own(player: Player, tmp_path: Path) -> None:
    begin_as_ben(player, "BM")
    assert who_am_i(player.store).branch == "Hillside"
    player.press("Ctrl+L")
    assert player.window.start.unlock.masthead.context.text() == "BM"
    player.press("Alt+O", "2")
    assert player.window.start.unlock.masthead.context.text() == "Person 1"
    open_as(player, ANN)
    assert who_am_i(player.store).name == "Ann Kemp"
    assert [each.label for each in Shelf(tmp_path).listed()] == ["Person 1", "BM"]


def test_no_name_and_no_branch_is_read_before_a_passphrase(player: Player, tmp_path: Path) -> None:
    begin_as_ben(player)
    player.press("Ctrl+L", "Alt+O")
    step = shown(player)
    assert isinstance(step, PeopleStep)
    assert [each.label for each in Shelf(tmp_path).listed()] == ["Person 2", "Person 1"]
    words = (tmp_path / "people.json").read_text("utf-8")
    for secret in ("Ann", "Kemp", "Ben", "Moss", "Dockside", "Hillside"):
        assert secret not in words
        assert all(secret not in str(path) for path in tmp_path.rglob("*"))


def test_the_wrong_persons_passphrase_opens_nothing(player: Player) -> None:
    begin_as_ben(player)
    player.press("Ctrl+L", "Alt+O", "2")
    unlock = player.window.start.unlock
    player.type(BEN)
    player.press("Return")
    player.until(lambda: bool(unlock.field.error))
    assert player.window.workplace is None


def test_one_goes_back_at_each_step_and_nothing_was_made(player: Player, tmp_path: Path) -> None:
    player.press("Alt+O", "N", "Escape", "Escape")
    assert shown(player) is player.window.start.unlock
    player.press("Alt+O", "N", "Return")
    assert shown(player) is player.window.start.first
    player.press("Escape", "1")
    assert shown(player) is player.window.start.unlock
    assert [path.name for path in tmp_path.iterdir()] == ["records"]
    open_as(player, ANN)


def test_a_label_that_is_taken_is_not_taken_twice(player: Player) -> None:
    player.press("Alt+O", "N")
    player.type("person 1")
    player.press("Return")
    step = shown(player)
    assert isinstance(step, LabelStep)
    assert "Somebody else on this laptop" in step.field.error


def test_what_somebody_typed_is_not_left_for_whoever_comes_next(player: Player) -> None:
    unlock = player.window.start.unlock
    player.type("half a passphr")
    player.press("Alt+O")
    assert unlock.field.text() == ""


def test_nobody_goes_while_a_passphrase_is_tried(player: Player) -> None:
    pages = player.window.start
    player.window.start.unlock.wait(True)
    player.press("Alt+O")
    assert shown(player) is pages.unlock
    pages.unlock.wait(False)


def test_where_the_other_was_is_not_where_one_gets(player: Player) -> None:
    begin_as_ben(player)
    player.press("Ctrl+L", "Alt+O", "2")
    open_as(player, ANN)
    player.go("learn")
    player.press("Ctrl+L", "Alt+O", "2")
    open_as(player, BEN)
    assert who_am_i(player.store).name == "Ben Moss"
    assert player.window.workplace is not None
    assert player.window.workplace.place.room == "home"


def test_asking_for_somebody_else_and_back_does_not_shorten_the_wait(player: Player) -> None:
    before = player.window.start
    for _ in range(8):
        before._not_unlocked(WrongPassphrase())
    player.press("Alt+O", "1")
    pages = player.window.start
    assert pages is not before
    assert pages.unlock.waiting.text().startswith("Wait, then try again")
    player.type(ANN)
    player.press("Return")
    assert not player.window.tasks.is_busy
    assert pages.unlock.field.text() == ANN


def test_each_waits_for_their_own_wrong_ones_alone(tmp_path: Path) -> None:
    for _ in range(8):
        throttle_of(tmp_path / "ann").note_wrong()
    assert throttle_of(tmp_path / "ann" / ".." / "ann").seconds_left() > 0
    assert throttle_of(tmp_path / "ben").seconds_left() == 0
