"""This computer's own secrets: in the system's keyring where there is a good one, else in files of this person's alone.

Either lies outside every vault's folder, so that a folder that was copied, or a stick with it, does not hold what its
passphrases need. A keyring is used only if it is one of those that systems bring along and that encrypt; whatever else
the ``keyring`` package finds (one that keeps plain text, one that keeps nothing) is as none. The package is loaded when a
secret is first made, or is looked for and lies in no file.
"""

import importlib
import logging
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from desktop.store.device_secrets import SECRET_LENGTH, mark_of
from desktop.store.disk import write_whole
from desktop.store.errors import DeviceSecretMissing
from desktop.store.stretching import is_hex

log = logging.getLogger(__name__)

SERVICE = "Groundswell"
GOOD_KEYRINGS = frozenset(
    {
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.kwallet.DBusKeyringKWallet5",
        "keyring.backends.kwallet.DBusKeyringKWallet6",
    }
)
_CHAIN = "keyring.backends.chainer.ChainerBackend"


class Keyring(Protocol):
    """What the ``keyring`` package's backends can do."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under a name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something under a name."""

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""


def system_keyring() -> Keyring | None:
    """The keyring of this system, if it is a good one. Loads the ``keyring`` package."""
    try:
        found: Any = importlib.import_module("keyring").get_keyring()
    except Exception as fault:  # noqa: BLE001 - whatever a backend does while it is looked for, there is none then
        log.warning("no keyring: %s", type(fault).__name__)
        return None
    return found if is_good(found) else None


def is_good(keyring: object) -> bool:
    """Whether a keyring is one of those we know to encrypt; a chain of them only if each of its members is."""
    name = f"{type(keyring).__module__}.{type(keyring).__qualname__}"
    if name == _CHAIN:
        members = list(getattr(keyring, "backends", ()))
        return bool(members) and all(is_good(each) for each in members)
    return name in GOOD_KEYRINGS


class ComputerSecrets:
    """Keeps each vault's secret for this computer. ``folder`` is for files, where the system has no good keyring."""

    def __init__(self, folder: Path, find_keyring: Any = system_keyring) -> None:
        self._folder = folder
        self._find_keyring = find_keyring

    def find(self, store_id: str, mark: str = "") -> bytes | None:
        """A vault's secret; DeviceSecretMissing if it is in no file and the keyring cannot be asked.

        While the keyring could not be asked another may have been made, in a file: then either is found by its ``mark``.
        """
        in_file = self._from_file(store_id)
        if in_file is not None and mark in ("", mark_of(in_file, store_id)):
            return in_file
        return self._from_keyring(store_id)

    def make(self, store_id: str) -> bytes:
        """A vault's secret, made if there is none. What the keyring does not give back as it was goes into a file."""
        with suppress(DeviceSecretMissing):
            found = self.find(store_id)
            if found is not None:
                return found
        secret = secrets.token_bytes(SECRET_LENGTH)
        if not self._into_keyring(store_id, secret):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file(store_id), secret.hex().encode("ascii"))
        return secret

    def forget(self, store_id: str) -> None:
        """Keep a vault's secret no longer, here and there."""
        self._file(store_id).unlink(missing_ok=True)
        keyring = self._find_keyring()
        if keyring is not None:
            with suppress(
                Exception
            ):  # a backend's own faults have no common family; what is not there is gone too
                keyring.delete_password(SERVICE, store_id)

    def _file(self, store_id: str) -> Path:
        return self._folder / f"{store_id}.secret"

    def _from_file(self, store_id: str) -> bytes | None:
        try:
            with self._file(store_id).open("rb") as file:
                return _read(file.read(2 * SECRET_LENGTH + 1).decode("ascii", "replace"))
        except OSError:
            return None

    def _from_keyring(self, store_id: str) -> bytes | None:
        keyring: Keyring | None = self._find_keyring()
        if keyring is None:
            return None
        try:
            return _read(keyring.get_password(SERVICE, store_id) or "")
        except Exception as fault:  # noqa: BLE001 - a backend's own faults have no common family
            log.warning("the keyring does not answer: %s", type(fault).__name__)
            raise DeviceSecretMissing(is_unreachable=True) from None

    def _into_keyring(self, store_id: str, secret: bytes) -> bool:
        keyring: Keyring | None = self._find_keyring()
        if keyring is None:
            return False
        try:
            keyring.set_password(SERVICE, store_id, secret.hex())
            return _read(keyring.get_password(SERVICE, store_id) or "") == secret
        except Exception as fault:  # noqa: BLE001 - a backend's own faults have no common family
            log.warning("the keyring keeps nothing: %s", type(fault).__name__)
            return False


def _read(text: str) -> bytes | None:
    return bytes.fromhex(text) if is_hex(text, SECRET_LENGTH) else None
