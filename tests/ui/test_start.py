"""The first start, the passphrase and the lock, in the real window with real key events."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop.operations.members import who_am_i
from desktop.store.enrolment import Enrolled
from tests.rehearsal.player import Player

PASSPHRASE = "violet otter harbour nine"


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("Eluned", tmp_path, tmp_path)
    yield made
    made.close()


def found_branch(player: Player) -> str:
    """Start a branch by keys alone; gives the recovery code."""
    player.press("S")
    player.type("Eluned Probert")
    player.press("Return")
    player.type("Dockside")
    player.press("Return")
    passphrase = player.window.start.passphrase
    player.type(PASSPHRASE)
    player.write(passphrase.second.line, PASSPHRASE)
    player.press("Return")
    player.until(lambda: player.window.start.currentWidget() is player.window.start.sheet)
    code = player.window.start.sheet.code.text()
    player.press("Return")
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)
    player.settle()
    return code


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_branch_is_founded_by_keys_alone(player: Player) -> None:
    found_branch(player)
    me = who_am_i(player.store)
    assert (me.name, me.role.value, me.branch) == ("Eluned Probert", "organiser", "Dockside")
    assert player.strip.startswith("Saved on this laptop.")


def test_a_weak_passphrase_is_not_taken_and_stays_as_typed(player: Player) -> None:
    player.press("S")
    player.type("Eluned")
    player.press("Return")
    player.type("Dockside")
    player.press("Return")
    player.type("password12")
    player.press("Return")
    step = player.window.start.passphrase
    assert player.window.start.currentWidget() is step
    assert step.first.text() == "password12"
    assert "easily guessed" in step.first.error


def test_two_passphrases_that_differ_are_both_kept_as_typed(player: Player) -> None:
    player.press("S")
    player.type("Eluned")
    player.press("Return")
    player.type("Dockside")
    player.press("Return")
    player.type(PASSPHRASE)
    step = player.window.start.passphrase
    player.write(step.second.line, PASSPHRASE + "x")
    player.press("Return")
    assert step.second.error
    assert step.second.text() == PASSPHRASE + "x"


def test_a_wrong_passphrase_says_that_nothing_is_lost_and_the_right_one_opens(player: Player) -> None:
    found_branch(player)
    player.press("Ctrl+L")
    assert player.window.workplace is None
    player.type("not the right one")
    player.press("Return")
    unlock = player.window.start.unlock
    player.until(lambda: unlock.field.error)
    assert unlock.field.error == "That passphrase does not open this on this computer. Nothing is lost."
    assert unlock.field.text() == ""
    player.type(PASSPHRASE)
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)
    assert who_am_i(player.store).name == "Eluned Probert"


def test_locking_leaves_nobodys_name_in_the_window(player: Player) -> None:
    found_branch(player)
    assert "Eluned Probert" in texts(player.window)
    player.press("Ctrl+L")
    assert player.window.workplace is None
    written = [line.text() for line in player.window.findChildren(QLineEdit)]
    said = " ".join([texts(player.window), *written])
    assert "Eluned" not in said
    assert "Dockside" not in said


@pytest.mark.parametrize("key", ["Return", "X"])
def test_words_that_nobody_had_compared_are_compared_when_the_program_is_opened_again(
    player: Player, key: str
) -> None:
    found_branch(player)
    kept = Enrolled("http://127.0.0.1:9", "11" * 32, "d", "22" * 32, "33" * 32, is_compared=False)
    player.store.enrolment.save(kept)
    player.press("Ctrl+L")
    player.type(PASSPHRASE)
    player.press("Return")
    start = player.window.start
    player.until(lambda: start.currentWidget() is start.words)
    assert player.window.workplace is None
    assert len(start.words.words.text().split()) == 3
    player.press(key)
    player.until(lambda: player.window.workplace is not None)
    found = player.store.enrolment.find()
    assert (found is not None and found.is_compared) is (key == "Return")


def test_the_printed_code_opens_and_a_new_passphrase_is_set(player: Player) -> None:
    code = found_branch(player)
    player.press("Ctrl+L", "Alt+L")
    player.type(code.lower().replace("\n", " "))
    player.press("Return")
    step = player.window.start.new_passphrase
    assert player.window.start.currentWidget() is step
    player.type("amber kettle winter bridge")
    player.write(step.second.line, "amber kettle winter bridge")
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)
    player.press("Ctrl+L")
    player.type("amber kettle winter bridge")
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)


def test_a_wrong_group_of_the_printed_code_is_named(player: Player) -> None:
    code = found_branch(player).replace("\n", "  ")
    player.press("Ctrl+L", "Alt+L")
    groups = code.split()
    groups[2] = ("A" if groups[2][0] != "A" else "B") + groups[2][1:]  # one wrong letter is always noticed
    player.type(" ".join(groups))
    player.press("Return")
    assert "3" in player.window.start.recover.field.error


def test_a_code_that_is_no_code_is_said_so_before_anything_is_made(player: Player) -> None:
    player.press("J")
    join = player.window.start.join
    player.type("Gwenllian")
    player.write(join.code.line, "ABC")
    player.write(join.server.line, "branch.example.org")
    player.press("Return")
    assert join.code.error
    assert join.server.text() == "https://branch.example.org"
    assert not (player.folder / "records").exists()


def test_tab_leads_from_the_passphrase_to_the_same_once_more(player: Player) -> None:
    player.press("S")
    player.type("Eluned Probert")
    player.press("Return")
    player.type("Dockside")
    player.press("Return")
    player.type(PASSPHRASE)
    player.press("Tab")
    player.type(PASSPHRASE)
    passphrase = player.window.start.passphrase
    assert passphrase.second.text() == PASSPHRASE
    assert not passphrase.first.is_shown


def test_a_window_as_large_as_the_screen_leaves_nothing_below_its_edge(player: Player) -> None:
    room = player.window.screen().availableGeometry()
    player.window.hide()
    player.window.resize(room.width(), room.height())
    player.window.appear()
    player.settle()
    assert player.window.isMaximized()
    player.window.hide()
    player.window.showNormal()
    player.window.resize(room.width() - 60, room.height() - 60)
    player.window.appear()
    assert not player.window.isMaximized()
