"""Who has a passphrase to the records: given and taken away at the page for it, over a real vault."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.members import name_me
from desktop.operations.vault_people import list_holders
from desktop.operations.vaults import create_vault, unlock_vault
from desktop.store.errors import WrongPassphrase
from desktop.ui.passphrase.people import HoldersPage
from tests.rehearsal.player import Player

MINE = "violet otter harbour nine"
THEIRS = "copper meadow trumpet ladder"


def test_somebody_is_given_a_passphrase_and_it_is_taken_away_again(app: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    made = create_vault(folder, MINE)
    name_me(made.store, "Ann Kemp", "Kitchen")
    player = Player("Ann", tmp_path, tmp_path)
    player.move_in(made.store)
    player.come_forward()
    player.go("passphrase", "learn")
    player.press("Alt+P")
    page = player.window.room("holders")
    assert isinstance(page, HoldersPage)
    assert page.holders.text() == "Ann Kemp (you)"

    player.write(page.now.line, MINE)
    player.press("Return")
    assert page.name.error
    player.write(page.name.line, "Ben")
    player.write(page.first.line, THEIRS)
    player.write(page.second.line, THEIRS)
    player.press("Return")
    assert page.told.text().startswith("Ben opens these records")
    assert page.holders.text() == "Ann Kemp (you)\nBen"
    assert [field.text() for field in (page.now, page.name, page.first, page.second)] == [""] * 4

    player.write(page.now.line, MINE)
    player.write(page.name.line, "Ann Kemp")
    player.press("Alt+R")
    assert "cannot be taken away by yourself" in page.name.error
    player.write(page.now.line, "x")
    player.press("Alt+R")
    assert "does not open this" in page.now.error
    page.leave()
    player.write(page.now.line, MINE)
    player.write(page.name.line, "Ben")
    player.press("Alt+R")
    player.until(lambda: player.window.workplace is not None)
    player.settle()
    assert [each.name for each in list_holders(player.store)] == ["Ann Kemp"]
    player.close()
    with pytest.raises(WrongPassphrase):
        unlock_vault(folder, THEIRS)
    unlock_vault(folder, MINE).close()
