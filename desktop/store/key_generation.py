"""What the store knows of its key file: the latest generation that it met, and whether an older one was put back."""

from desktop.store.transactions import Transactions


class KeyGeneration:
    """Kept in the store, where nobody reaches it who merely has the folder."""

    def __init__(self, base: Transactions) -> None:
        self._base = base

    def generation(self) -> int:
        """The latest generation of the key file that this store has met."""
        found: int = self._base.reading.execute("SELECT key_gen FROM store_meta").fetchone()[0]
        return found

    def note(self, gen: int) -> None:
        """The key file is of this generation now."""
        with self._base.alone():
            self._base.writing.execute("UPDATE store_meta SET key_gen = ? WHERE key_gen < ?", (gen, gen))
