"""The order of the rehearsal."""

from pathlib import Path

from desktop.ui.program import make_application
from tests.rehearsal.account import Account
from tests.rehearsal.colleagues import PASSPHRASE as COLLEAGUES_PASSPHRASE
from tests.rehearsal.colleagues import connect_branch, disagree_and_settle, join_branch, send_everything
from tests.rehearsal.evening import walk_an_evening
from tests.rehearsal.founding import PASSPHRASE, adopt_survey, bring_in_register, cut_walk, found_branch
from tests.rehearsal.locking import lock_and_return, look_for_plaintext
from tests.rehearsal.people import find_people
from tests.rehearsal.player import Player
from tests.rehearsal.server import Server

CANARIES = ["Boiler out since October", "Sorensen", "Pritchard", "07700900216"]


def play(account: Account, folder: Path, pictures: Path, electors: int) -> None:
    """Two people, two laptops, one server."""
    make_application([])
    organiser = Player("organiser", folder / "one", pictures)
    server = None
    colleague = None
    try:
        found_branch(account, organiser)
        bring_in_register(account, organiser, electors)
        adopt_survey(account, organiser)
        cut_walk(account, organiser)
        walk_an_evening(account, organiser)
        find_people(account, organiser)
        with account.step("Start the central server"):
            server = Server(folder / "server")
            account.tell(server.address)
        connect_branch(account, organiser, server)
        send_everything(account, organiser)
        colleague = Player("colleague", folder / "two", pictures)
        join_branch(account, organiser, colleague, server)
        walk_an_evening(account, colleague)
        disagree_and_settle(account, organiser, colleague)
        lock_and_return(account, organiser, PASSPHRASE)
        lock_and_return(account, colleague, COLLEAGUES_PASSPHRASE)
    finally:
        for player in (organiser, colleague):
            if player is not None:
                player.close()
        if server is not None:
            server.stop()
    look_for_plaintext(account, [folder / "one", folder / "two", folder / "server"], CANARIES)
