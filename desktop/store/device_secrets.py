"""What this computer keeps for a vault, so that a copied folder is not enough to guess a passphrase by.

It is mixed into each person's slot and never into the recovery code's: whatever becomes of the computer, the printed
sheet opens the vault. The program's beginning hands in where it is kept.
"""

from typing import Protocol

from desktop.store import keyfile

SECRET_LENGTH = 32
_MARK_PURPOSE = b"device/mark/v1"
_MARK_BYTES = 8


class DeviceSecrets(Protocol):
    """Keeps one secret of 32 random bytes for each vault, outside the vault's folder."""

    def find(self, store_id: str, mark: str = "") -> bytes | None:
        """A vault's secret, or None if there is none; with a ``mark`` the one that has it, where several are kept.

        DeviceSecretMissing if what keeps it cannot be asked now.
        """

    def make(self, store_id: str) -> bytes:
        """A vault's secret, made and kept if there is none yet. OSError if it cannot be kept."""

    def forget(self, store_id: str) -> None:
        """Let go of a vault's secret; only its recovery sheet opens it then."""


def mark_of(secret: bytes, store_id: str) -> str:
    """By which a slot knows its computer's secret again, and nobody learns anything of it."""
    return keyfile.derive(secret, _MARK_PURPOSE, store_id)[:_MARK_BYTES].hex()


def binding_of(device: DeviceSecrets | None, store_id: str) -> tuple[str, bytes]:
    """Mark and secret for a new slot, made if there is none; nothing where nobody keeps any."""
    if device is None:
        return "", b""
    secret = device.make(store_id)
    return mark_of(secret, store_id), secret
