"""Find anyone: by name, address or elector number, as one types."""

from desktop.operations.contacts import order_people, read_people
from desktop.ui.people.screen import PeopleScreen
from tests.rehearsal.account import Account
from tests.rehearsal.player import Player


def find_people(account: Account, player: Player) -> None:
    """Three ways to one person."""
    store = player.store
    someone = read_people(store, order_people(store)[1000:1001])[0]
    with account.step("Find anyone by name, address and elector number"):
        player.press("Ctrl+3")
        screen = player.window.room("people")
        if not isinstance(screen, PeopleScreen):
            raise TypeError(type(screen).__name__)
        for place, text in enumerate((someone.name, someone.address, someone.elector_number)):
            player.press("Escape")
            player.type(text)
            player.until(lambda: someone.rowid in list(screen.finder.model.ids))
            account.tell(("by name", "by address", "by elector number")[place])
            player.picture(f"2{place + 6}-people")
