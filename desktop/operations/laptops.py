"""How the branch's laptops stand: the server's last answer, and asking for a new one."""

from desktop.domain.laptops import LaptopsHeld
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import open_transport
from desktop.store.store import Store
from sync.client import laptops as client


def read_laptops(store: Store) -> LaptopsHeld:
    """The last answer that was kept, the longest-silent laptop first. Needs no network."""
    return store.laptops.held()


def ask_laptops(store: Store, *, authorities: str | None = None) -> Done[LaptopsHeld]:
    """Ask the server, and keep what it answers. Raises NotJoined, or ExchangeError (``role`` for canvassers)."""
    transport = open_transport(store, authorities=authorities)
    try:
        answer = client.ask_laptops(transport)
    finally:
        transport.close()
    store.laptops.keep(answer)
    return Done(store.laptops.held(), Changed.SETTINGS)
