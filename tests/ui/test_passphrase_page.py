"""The page of one's passphrase, over a real vault: another passphrase, a new code, and nothing left behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.vaults import create_vault, recover_vault, unlock_vault
from desktop.store.stretching import FLOOR
from desktop.ui.desk import Place
from desktop.ui.passphrase.page import PassphrasePage
from desktop.ui.throttles import throttle_of, wait_words
from tests.rehearsal.player import Player
from tests.ui.opened_room import OpenedRoom

OLD = "violet otter harbour nine"
NEW = "copper meadow trumpet ladder"


@pytest.fixture
def room(app: QApplication, tmp_path: Path) -> Iterator[OpenedRoom[PassphrasePage]]:
    made = OpenedRoom(PassphrasePage, create_vault(tmp_path / "vault", OLD, stretch=FLOOR).store)
    yield made
    made.close()
    made.store.close()


def write(room: OpenedRoom[PassphrasePage], now: str, first: str = "", second: str = "") -> None:
    page = room.screen
    for field, text in ((page.now, now), (page.first, first), (page.second, second)):
        field.line.setFocus()
        room.write(text)


def test_the_passphrase_is_changed_and_nothing_typed_is_left(room: OpenedRoom[PassphrasePage]) -> None:
    write(room, OLD, NEW, NEW)
    room.press("Return")
    page = room.screen
    assert page.told.text().startswith("The new passphrase opens it")
    assert [field.text() for field in (page.now, page.first, page.second)] == ["", "", ""]
    room.store.close()
    unlock_vault(room.store.folder, NEW).close()


def test_guesses_wait_here_as_they_do_on_the_locked_page(
    room: OpenedRoom[PassphrasePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    throttle = throttle_of(room.store.folder)
    monkeypatch.setattr(throttle, "_now", lambda: 0.0)
    for guess in ("one", "two", "three"):
        write(room, f"{guess} wrong guess", NEW, NEW)
        room.press("Return")
        assert "does not open this" in room.screen.now.error
        room.screen.leave()
    write(room, OLD, NEW, NEW)
    room.press("Return")
    assert room.screen.now.error == wait_words(1)
    throttle.note_right()
    room.press("Return")
    assert room.screen.told.text().startswith("The new passphrase opens it")


def test_what_is_wrong_is_said_at_its_line_and_changes_nothing(room: OpenedRoom[PassphrasePage]) -> None:
    before = (room.store.folder / "store.key").read_bytes()
    page = room.screen
    write(room, OLD, "password12", "password12")
    room.press("Return")
    assert "easily guessed" in page.first.error
    page.leave()
    write(room, OLD, NEW, NEW + "x")
    room.press("Return")
    assert "not the same" in page.second.error
    page.leave()
    write(room, NEW, NEW, NEW)
    room.press("Return")
    assert "does not open this" in page.now.error
    assert (page.now.text(), page.first.text()) == ("", NEW)
    assert (room.store.folder / "store.key").read_bytes() == before


def test_a_new_code_is_shown_once_and_opens(room: OpenedRoom[PassphrasePage]) -> None:
    write(room, OLD)
    room.press("Alt+R")
    code = room.screen.code.text()
    assert len(code.split()) == 8
    room.screen.leave()
    assert room.screen.code.text() == ""
    room.store.close()
    recover_vault(room.store.folder, code, NEW).close()


def test_everything_is_encrypted_anew_from_the_window_and_open_again(
    app: QApplication, tmp_path: Path
) -> None:
    player = Player("Eluned", tmp_path, tmp_path)
    found_branch(player, OLD)
    folder = player.store.folder
    before = (folder / "store.key").read_bytes()
    player.window.workplace.go(Place("passphrase", "home"))  # type: ignore[union-attr]
    player.settle()
    page = player.window.room("passphrase")
    assert isinstance(page, PassphrasePage)
    player.come_forward()
    page.take_keys()
    player.type(OLD)
    player.press("Alt+K")
    player.until(
        lambda: player.window.workplace is not None and (folder / "store.key").read_bytes() != before
    )
    player.until(lambda: "encrypted anew" in shown_on(player))
    player.close()
    unlock_vault(folder, OLD).close()


def found_branch(player: Player, passphrase: str) -> None:
    """Start a branch by keys alone."""
    player.press("S")
    player.type("Eluned Probert")
    player.press("Return")
    player.type("Dockside")
    player.press("Return")
    player.type(passphrase)
    player.write(player.window.start.passphrase.second.line, passphrase)
    player.press("Return")
    player.until(lambda: player.window.start.currentWidget() is player.window.start.sheet)
    player.press("Return")
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)
    player.settle()


def shown_on(player: Player) -> str:
    page = player.window.room("passphrase") if player.window.workplace is not None else None
    return page.told.text() if isinstance(page, PassphrasePage) else ""
