"""The order of the rehearsal."""

from pathlib import Path

from desktop.operations.contacts import order_people, read_people
from desktop.ui.program import make_application
from tests.rehearsal.account import Account
from tests.rehearsal.colleagues import PASSPHRASE as COLLEAGUES_PASSPHRASE
from tests.rehearsal.colleagues import connect_branch, disagree_and_settle, join_branch, send_everything
from tests.rehearsal.evening import walk_an_evening
from tests.rehearsal.founding import PASSPHRASE, adopt_survey, bring_in_register, cut_walk, found_branch
from tests.rehearsal.locking import lock_and_return, look_for_plaintext
from tests.rehearsal.people import find_people
from tests.rehearsal.player import Player
from tests.rehearsal.practising import practise
from tests.rehearsal.server import Server

NOTE = "Boiler out since October"
CANARIES = [NOTE, "Eluned Probert", "Gwenllian Pritchard", "07700900216"]


def play(account: Account, folder: Path, pictures: Path, electors: int) -> None:
    """Two people, two laptops, one server."""
    make_application([])
    organiser = Player("organiser", folder / "one", pictures)
    server = None
    electors_names: list[str] = []
    colleague = None
    try:
        practise(account, organiser)
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
        store = organiser.store
        electors_names = [person.name for person in read_people(store, order_people(store)[:50])]
        lock_and_return(account, [(organiser, PASSPHRASE), (colleague, COLLEAGUES_PASSPHRASE)])
    finally:
        for player in (organiser, colleague):
            if player is not None:
                player.close()
        if server is not None:
            server.stop()
    look_for_plaintext(
        account, "on both laptops", [folder / "one", folder / "two"], [*CANARIES, *electors_names]
    )
    # The server reads structured fields, but never a note, nor anybody who is only on the register.
    look_for_plaintext(account, "on the server", [folder / "server"], [NOTE, *electors_names])
