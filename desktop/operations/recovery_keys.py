"""Organisers who can help when a passphrase is lost: offering it, letting them, or refusing; by decision 98.

Whom a vault is sealed to changes where its passphrase is at hand, at each opening, so that nobody else writes its key file
at that moment.
"""

from contextlib import suppress

from desktop.domain.helping import HelpersHeld
from desktop.operations.backups import follow_keys
from desktop.operations.changed import Changed, Done
from desktop.operations.vault_people import require_owner
from desktop.store import vault
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import VaultError
from desktop.store.recovering import has_first_sheet, organiser_locks, set_organisers
from desktop.store.store import Store, open_store
from desktop.store.stretching import FLOOR
from sync.protocol.enrolment import Stretch


def read_helpers(store: Store) -> HelpersHeld:
    """Who can help here. Needs no network."""
    return store.helpers.held()


def offer_help(store: Store) -> bool:
    """After an exchange, on an organiser's laptop: let the branch know its recovery key; whether anything was written."""
    with store.transaction():
        return store.helpers.offer()


def refuse_helpers(
    store: Store,
    passphrase: str,
    *,
    is_refused: bool = True,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Done[HelpersHeld]:
    """Let no organiser help here, or let them again, from now on.

    WrongPassphrase if ``passphrase`` is nobody's, NotTheOwner if it is not the owner's; nothing is changed then.
    """
    require_owner(store, passphrase, floor=floor, device=device)
    store.helpers.refuse(is_refused)
    _seal(store, passphrase, floor, device)
    return Done(store.helpers.held(), Changed.SETTINGS)


def heed_helpers(
    store: Store, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Store:
    """After an opening by passphrase: seal the vault to those who may help now, and renew its key if one is gone.

    What the disk refuses is done at the next opening. The store comes back open, and is another if the key was renewed.
    """
    with suppress(VaultError):
        _seal(store, passphrase, floor, device)
    # An older lock that was put back is told until there is a new passphrase; a first sheet would be void.
    if not store.helpers.is_renewal_due or store.is_key_older or has_first_sheet(store.folder):
        return store
    folder = store.folder
    store.close()
    try:
        opened = vault.renew_key(folder, passphrase, floor=floor, device=device).opened
    except VaultError:
        return open_store(vault.open_vault(folder, passphrase, floor=floor, device=device))
    renewed = open_store(opened)
    renewed.helpers.note_renewal(False)
    return renewed


def _seal(store: Store, passphrase: str, floor: Stretch, device: DeviceSecrets | None) -> None:
    wanted, held = store.helpers.wanted(), organiser_locks(store.folder)
    if wanted == held:
        return
    if held - wanted:
        store.helpers.note_renewal(True)
    after = store.key_file.generation()
    gen = set_organisers(store.folder, passphrase, wanted, floor=floor, device=device, after=after)
    store.key_file.note(gen)
    with suppress(VaultError):  # those backups that cannot follow do so with the next one
        follow_keys(store)
