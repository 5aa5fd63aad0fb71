"""The vault that the commands of one run share: unlocked when first needed, closed at the end."""

from collections.abc import Callable
from pathlib import Path

from desktop.store.store import Store

Unlock = Callable[[Path], Store]
"""Asks for the passphrase and opens the vault in a folder."""


class Opening:
    """One vault, closed until a command asks for its store."""

    def __init__(self, folder: Path, unlock: Unlock) -> None:
        self.folder = folder
        self._unlock = unlock
        self._store: Store | None = None

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
            store.close()
