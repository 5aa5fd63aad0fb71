"""How the branch's laptops stand: the server's last answer, and asking for a new one."""

from desktop.domain.custody import TooManyWipes
from desktop.domain.grants import LastLaptop, NoSuchLaptop
from desktop.domain.laptops import LaptopsHeld
from desktop.domain.members import runs_branch
from desktop.operations.changed import Changed, Done
from desktop.operations.enrolment import open_transport
from desktop.store.store import Store
from sync.client import custody
from sync.client import laptops as client
from sync.client.errors import ExchangeError, ServerRefused
from sync.client.transport import Transport

_REFUSED = {"not_found": NoSuchLaptop, "last_laptop": LastLaptop, "too_many_wipes": TooManyWipes}


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


def hear_of_laptops(store: Store, transport: Transport) -> bool:
    """After an exchange: who runs the branch hears now and then how laptops stand, so that an order to destroy one's
    records is told to all of them, and not only to whoever looks. Whether anything was heard; a fault hinders nothing else.
    """
    kept = store.enrolment.find()
    if kept is None or not runs_branch(kept.role) or not store.laptops.is_due():
        return False
    try:
        answer = client.ask_laptops(transport)
    except ExchangeError:
        return False
    store.laptops.keep(answer)
    return True


def shut_out_laptop(
    store: Store,
    laptop: str,
    *,
    wipe: bool = False,
    withdraw: bool = False,
    authorities: str | None = None,
) -> Done[LaptopsHeld]:
    """Shut a laptop of the branch out for good, also order its records destroyed, or take such an order back.

    Raises NoSuchLaptop, LastLaptop, TooManyWipes (it is shut out all the same), NotJoined, or ExchangeError (``role`` for
    canvassers).
    """
    transport = open_transport(store, authorities=authorities)
    try:
        answer = custody.shut_out(transport, laptop, wipe=wipe, withdraw=withdraw)
    except ServerRefused as refused:
        if refused.code in _REFUSED:
            raise _REFUSED[refused.code] from refused
        raise
    finally:
        transport.close()
    store.notes_keys.ask_soon()  # the next exchange renews the key to the notes
    store.laptops.keep(answer)
    return Done(store.laptops.held(), Changed.SETTINGS)
