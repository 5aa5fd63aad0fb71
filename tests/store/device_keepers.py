"""What stands in a test for the place where a computer keeps its own secrets."""

import secrets
from collections.abc import Mapping

from desktop.store.errors import DeviceSecretMissing


class InMemory:
    """Kept for as long as the test runs."""

    def __init__(self, kept: Mapping[str, bytes] = {}) -> None:
        self.kept = dict(kept)

    def find(self, store_id: str, mark: str = "") -> bytes | None:
        """The secret, if there is one."""
        del mark
        return self.kept.get(store_id)

    def make(self, store_id: str) -> bytes:
        """The secret; another if there was none."""
        return self.kept.setdefault(store_id, secrets.token_bytes(32))

    def forget(self, store_id: str) -> None:
        """Not kept any more."""
        self.kept.pop(store_id, None)


class Unreachable(InMemory):
    """A keyring that is locked, or whose service does not answer."""

    def find(self, store_id: str, mark: str = "") -> bytes | None:
        """Nobody can say."""
        del mark
        raise DeviceSecretMissing(is_unreachable=True)
