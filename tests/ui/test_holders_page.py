"""Who has a passphrase to the records: given and taken away at the page for it, over a real vault."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations.members import name_me
from desktop.operations.vault_people import add_holder, list_holders, share_until
from desktop.operations.vaults import create_vault, unlock_vault
from desktop.store.clock import street_time
from desktop.store.errors import WrongPassphrase
from desktop.ui.desk import Place
from desktop.ui.passphrase.people import HoldersPage
from desktop.ui.sending.lease import LeasePage
from desktop.wording.dates import date_words
from tests.made_up_stores import QUICK
from tests.rehearsal.player import Player

MINE = "violet otter harbour nine"
THEIRS = "copper meadow trumpet ladder"


def days(count: int) -> date:
    """A day so many days from now."""
    return (street_time() + timedelta(days=count)).date()


def say_last_day(player: Player, page: HoldersPage, text: str, passphrase: str) -> None:
    """Say another last day, by a passphrase."""
    page.now.forget()
    page.until.set_text("")
    player.write(page.now.line, passphrase)
    player.write(page.until.line, text)
    player.press("Alt+U")
    player.settle()


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
    player.settle()
    assert page.name.note.text().startswith("a new colleague")
    player.write(page.first.line, THEIRS)
    player.write(page.second.line, THEIRS)
    player.press("Return")
    assert page.told.text().startswith("Ben opens these records")
    assert page.holders.text() == "Ann Kemp (you)\nBen"
    assert page.shared.text() == f"Others open these records until {date_words(days(13))}, that day included."
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


def test_once_the_last_day_is_over_this_page_is_open_and_the_owner_says_another(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.passphrase.people.share_until", partial(share_until, floor=QUICK))
    store = create_vault(tmp_path / "records", MINE, stretch=QUICK, floor=QUICK).store
    name_me(store, "Ann Kemp", "Kitchen")
    add_holder(store, MINE, "Ben", THEIRS, days(2), stretch=QUICK, floor=QUICK)
    store.sharing.say(store.now_ms() - 1)
    player = Player("Ann", tmp_path, tmp_path)
    player.move_in(store)
    player.come_forward()
    work = player.window.workplace
    assert work is not None
    work.strip.read()
    player.settle()
    assert "last day of sharing is over" in work.strip.reason.text()
    player.go("people")
    page = player.window.room("lease")
    assert isinstance(page, LeasePage)
    assert work.current == "lease"
    player.settle()
    player.press("P")
    assert work.current == "holders"
    page = player.window.room("holders")
    assert isinstance(page, HoldersPage)
    player.settle()
    assert page.shared.text().startswith("The last day of sharing is over")
    say_last_day(player, page, "soon", MINE)
    assert page.until.error.startswith("That is not a day")
    say_last_day(player, page, f"{days(40):%d/%m/%Y}", MINE)
    assert "28 days" in page.until.error
    say_last_day(player, page, f"{days(3):%d.%m.%Y}", THEIRS)
    assert "belong to" in page.now.error
    say_last_day(player, page, f"{days(3):%d.%m.%Y}", MINE)
    assert date_words(days(3)) in page.told.text()
    assert date_words(days(3)) in page.shared.text()
    work.go(Place("people"))
    assert work.current == "people"
    player.close()
