"""A branch whose laptops join as they are asked for, what is said of somebody there, and help on the telephone."""

from pathlib import Path

from desktop.domain.ids import ContactId
from desktop.domain.members import Role
from desktop.operations.contacts import add_note, add_person, show_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.helping import ask_for_help, give_help
from desktop.operations.members import name_me
from desktop.operations.sync import sync_now
from desktop.operations.vaults import unlock_vault
from desktop.store.store import Store
from sync.server.devices import home_named, revoke_device
from tests.made_up_stores import PASSPHRASE, QUICK, made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central

NEW = "copper meadow trumpet ladder"


class Hall:
    """A branch whose laptops join as they are asked for."""

    def __init__(self, central: Central, folder: Path) -> None:
        self.central, self.folder = central, folder
        self.stores: dict[str, Store] = {}
        self.ann = self.join("Ann", Role.ORGANISER)

    def join(self, name: str, role: Role = Role.CANVASSER, by: Store | None = None) -> Store:
        store = made_store(self.folder / name)
        name_me(store, name, f"{name}'s laptop", role)
        code = first_code(self.central) if not self.stores else invite(by or self.ann, role).code
        enrol(store, self.central.address, code)
        self.stores[name] = store
        return store

    def sync(self, *stores: Store, times: int = 2) -> None:
        """Each of them sends and receives; an organiser's asks the server about keys each time."""
        for _ in range(times):
            for store in stores or self.stores.values():
                store.settings.write("keys_asked_at", "0")
                sync_now(store)

    def shut_out(self, store: Store) -> None:
        kept = store.enrolment.find()
        assert kept is not None
        self.central.database.write(
            home_named(kept.device),
            lambda writing: revoke_device(writing, kept.device, self.central.now()),
        )
        name = next(name for name, one in self.stores.items() if one is store)
        del self.stores[name]

    def close(self) -> None:
        for store in self.stores.values():
            store.close()


def say(store: Store, contact: ContactId, text: str) -> None:
    add_note(store, contact, text, read_aloud=False)


def quotes(store: Store, contact: ContactId) -> list[str]:
    """What is shown of what somebody said; a question mark for what cannot be read."""
    return sorted("?" if one.is_shut else one.text for one in show_person(store, contact).words)


def person(store: Store) -> ContactId:
    return add_person(store, {"given_name": "Rosa", "family_name": "Lind"}).value


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
