"""Handing an unlocked laptop to whoever helps, for one task; what they write carries their initials."""

from desktop.domain.handovers import (
    Handover,
    NoSuchInitials,
    NothingHandedOver,
    UnderInitials,
    read_initials,
)
from desktop.domain.ids import TurfId
from desktop.domain.members import NotAnOrganiser, Role
from desktop.operations.changed import Changed, Done
from desktop.operations.members import who_am_i
from desktop.operations.turfs import find_turf
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.store import Store
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import by_passphrase, passphrase_secret, unlock
from sync.protocol.enrolment import Stretch


def hand_over_turf(store: Store, turf: TurfId, initials: str) -> Done[Handover]:
    """Hand the laptop over for the doors of one turf, to people whose initials the text holds.

    Raises NotAnOrganiser, NoSuchTurf, or InitialsRefused.
    """
    if who_am_i(store).role is not Role.ORGANISER:
        raise NotAnOrganiser
    handover = Handover(find_turf(store, turf).name, "doors", turf, read_initials(initials))
    store.handovers.keep(handover)
    return Done(handover, Changed.SETTINGS)


def read_handover(store: Store) -> Handover | None:
    """What this laptop is handed over for, if it is."""
    return store.handovers.find()


def sign(store: Store, initials: str) -> Done[str]:
    """From now on, what this thread writes carries these initials; none end that. Raises NoSuchInitials, NothingHandedOver."""
    if initials:
        handover = store.handovers.find()
        if handover is None:
            raise NothingHandedOver
        if initials not in handover.initials:
            raise NoSuchInitials
    store.initials = initials
    return Done(initials, Changed.NOTHING)


def end_handover(
    store: Store, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Done[None]:
    """Take the laptop back. Raises NothingHandedOver, or WrongPassphrase, and then it stays handed over."""
    if store.handovers.find() is None:
        raise NothingHandedOver
    unlock(store.folder, by_passphrase(passphrase_secret(passphrase), device), floor)
    store.handovers.keep(None)
    store.initials = ""
    return Done(None, Changed.SETTINGS)


def list_initials(store: Store) -> list[UnderInitials]:
    """What was written under whose initials."""
    return store.handovers.written()
