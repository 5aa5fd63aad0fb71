"""The vault that the commands of one run share: unlocked when first needed, closed at the end."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from desktop.cli.terminal import PASSPHRASE, Terminal
from desktop.operations.drops import seal_drop
from desktop.operations.standing import finish_what_was_begun
from desktop.operations.vaults import unlock_vault, vault_exists
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import VaultError, VaultMissing
from desktop.store.shelf import Shelf
from desktop.store.store import Store
from desktop.store.stretching import FLOOR
from desktop.wording.terminal import key_file_older_words, passphrase_prompt
from sync.protocol.enrolment import Stretch

Unlock = Callable[[Path], Store]
"""Asks for the passphrase and opens the vault in a folder."""


class Opening:
    """One vault, closed until a command asks for its store.

    ``device`` keeps this computer's own secret for it; ``logs`` are destroyed with it, if it is. ``shelf`` is where the
    vaults of those who share this laptop lie.
    """

    def __init__(
        self,
        folder: Path,
        unlock: Unlock,
        device: DeviceSecrets | None = None,
        logs: Sequence[Path] = (),
        shelf: Shelf | None = None,
    ) -> None:
        self.folder = folder
        self.device = device
        self.logs = logs
        self.shelf = shelf if shelf is not None else Shelf(folder.parent)
        self._unlock = unlock
        self._store: Store | None = None

    def choose(self, label: str) -> None:
        """Mean the vault of somebody who shares this laptop. Raises LabelUnknown."""
        self.folder = self.shelf.find(label)

    def store(self) -> Store:
        """The opened store. Raises any VaultError, or PassphraseNeeded."""
        if self._store is None:
            self._store = self._unlock(self.folder)
        return self._store

    def hold(self, store: Store) -> None:
        """Take over a store that a command has just made or recovered."""
        self.close()
        self._store = store

    def close(self) -> None:
        """Close the store, if it was opened. May be called twice."""
        store, self._store = self._store, None
        if store is not None:
            try:
                with suppress(VaultError):  # what is sealed is older then; what was written is in the store
                    seal_drop(store)
            finally:
                store.close()


OpenAt = Callable[[Path | None], Opening]
"""The vault in a folder, or, where none is named, this person's own."""


def unlock(
    terminal: Terminal,
    folder: Path,
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
    logs: Sequence[Path] = (),
) -> Store:
    """Ask for the passphrase and open a vault; only tests lower the ``floor`` of its costs.

    Where its destruction was begun that is finished, and ``logs`` with it.

    Raises VaultMissing before anybody is asked for a passphrase that opens nothing, else any VaultError, or
    PassphraseNeeded.
    """
    finish_what_was_begun(folder, device, logs)
    if not vault_exists(folder):
        raise VaultMissing
    store = unlock_vault(folder, terminal.secret(PASSPHRASE, passphrase_prompt()), floor=floor, device=device)
    if store.is_key_older:
        terminal.tell(key_file_older_words())
    return store
