"""Making, unlocking and recovering a vault, and changing what opens it.

``stretch`` and ``floor`` say what Argon2id costs and the least that is accepted; only tests give them.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.domain import passphrases
from desktop.operations.backups import follow_keys
from desktop.operations.recovery_keys import heed_helpers
from desktop.operations.vault_people import require_owner
from desktop.store import vault
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import VaultError
from desktop.store.store import Store, open_store
from desktop.store.stretching import FLOOR
from desktop.store.vault import vault_exists
from sync.protocol.enrolment import Stretch

__all__ = [
    "Created",
    "Rescue",
    "change_passphrase",
    "create_vault",
    "recover_vault",
    "remove_vault",
    "renew_recovery_code",
    "rescue_vault",
    "unlock_vault",
    "vault_exists",
]


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault's store, and the recovery code to print: it is shown once and kept nowhere."""

    store: Store
    recovery_code: str


@dataclass(frozen=True, slots=True)
class Rescue:
    """A store that was made anew: entries that were read, those of them that are not sent, and whether all was there."""

    store: Store
    entries: int
    unsent: int
    is_whole: bool


def create_vault(
    folder: Path,
    passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Created:
    """Make a vault and open it; PassphraseRefused if it is too weak, VaultExists if there is a vault."""
    passphrases.accept(passphrase)
    made = vault.create_vault(folder, passphrase, stretch=stretch, floor=floor, device=device)
    return Created(open_store(made.opened), made.recovery_code)


def unlock_vault(
    folder: Path, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Store:
    """Open a vault, and let those organisers help who may. Any ``VaultError`` leaves everything as it was."""
    store = open_store(vault.open_vault(folder, passphrase, floor=floor, device=device))
    return heed_helpers(store, passphrase, floor=floor, device=device)


def recover_vault(
    folder: Path,
    recovery_code: str,
    new_passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Store:
    """Open a vault by the code on the printed sheet and give it a new passphrase; the sheet stays good."""
    passphrases.accept(new_passphrase)
    opened = vault.open_by_recovery(
        folder, recovery_code, new_passphrase, stretch=stretch, floor=floor, device=device
    )
    return _followed(open_store(opened))


def rescue_vault(
    folder: Path, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Rescue:
    """Begin again with what can be read of a vault whose records are damaged; sending and receiving brings the rest.

    What was not sent goes out under a fresh name of this laptop, for numbers may be missing between. Any ``VaultError``
    leaves everything as it was.
    """
    made = vault.rescue_vault(folder, passphrase, floor=floor, device=device)
    store = open_store(made.opened)
    states = store.exchange.writers()
    for state in states:
        if state.last_n > state.acked_n or state is states[-1]:
            store.exchange.fork(state.writer)
    return Rescue(store, made.rescued.entries, made.rescued.unsent, made.rescued.is_whole)


def change_passphrase(
    store: Store,
    old: str,
    new: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> None:
    """Give the open vault and its backups a new passphrase; WrongPassphrase if ``old`` is not the one it has."""
    passphrases.accept(new)
    gen = vault.change_passphrase(
        store.folder, old, new, stretch=stretch, floor=floor, device=device, after=store.key_file.generation()
    )
    store.key_file.note(gen)
    _followed(store)


def renew_recovery_code(
    store: Store,
    passphrase: str,
    *,
    stretch: Stretch = FLOOR,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> str:
    """A new recovery code to print for the open vault; the old sheet opens nothing from then on.

    WrongPassphrase if ``passphrase`` is nobody's, NotTheOwner if others open the vault too and it is one of theirs.
    """
    if store.sharing.others():
        require_owner(store, passphrase, floor=floor, device=device)
    after = store.key_file.generation()
    code, gen = vault.renew_recovery_code(
        store.folder, passphrase, stretch=stretch, floor=floor, device=device, after=after
    )
    store.key_file.note(gen)
    _followed(store)
    return code


def remove_vault(store: Store, device: DeviceSecrets | None = None) -> None:
    """Close a store and take its vault away, as when the words to compare differed. Nothing of it can be opened again."""
    folder = store.folder
    store.close()
    vault.remove_vault(folder, device)


def _followed(store: Store) -> Store:
    """Let the backups open as the vault does now; those that cannot follow do so with the next backup."""
    with suppress(VaultError):
        follow_keys(store)
    return store
