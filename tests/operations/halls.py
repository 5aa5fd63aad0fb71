"""A branch in which organisers help: laptops that lock and open again, and an organiser who answers on the telephone."""

from pathlib import Path

from desktop.domain.members import Role
from desktop.operations.helping import ask_for_help, give_help
from desktop.operations.vaults import unlock_vault
from desktop.store.store import Store
from tests.made_up_stores import PASSPHRASE, QUICK
from tests.operations.test_readers import Hall

NEW = "copper meadow trumpet ladder"


def opened_again(hall: Hall, name: str, passphrase: str = PASSPHRASE) -> Store:
    """Lock a laptop and open it again by its passphrase, as the program does."""
    folder = hall.stores[name].folder
    hall.stores[name].close()
    hall.stores[name] = unlock_vault(folder, passphrase, floor=QUICK)
    return hall.stores[name]


def helped_branch(hall: Hall) -> Store:
    """Ben's laptop in a branch of Ann's and Bob's, both of whom can help him; opened."""
    hall.join("Bob", Role.ORGANISER)
    hall.join("Ben")
    hall.sync(times=3)
    return opened_again(hall, "Ben")


def locked(hall: Hall, name: str) -> Path:
    """Lock a laptop; nobody knows its passphrase any more."""
    store = hall.stores.pop(name)
    store.close()
    return store.folder


def answered(hall: Hall, folder: Path, by: str = "Ann") -> str:
    """The answer to a request from a locked laptop, whose words were read out."""
    asked = ask_for_help(folder, "Ben Osei")
    return give_help(hall.stores[by], asked.text, asked.words).value
