"""What can go wrong with a vault: a small family with fields; ``wording`` makes the sentences.

No error carries a passphrase, a key, a name or a path.
"""

from typing import Literal

Part = Literal["key", "store", "backup"]


class VaultError(Exception):
    """Anything that keeps a vault shut."""


class WrongBinding(VaultError):
    """SQLCipher is not what the program is about to write with; nothing may be stored."""


class NotAtWork(VaultError):
    """SQLCipher answered no version: what would be written would not be encrypted."""


class WrongPassphrase(VaultError):
    """No slot of the key file opens with what was typed (passphrase or recovery code)."""


class DeviceSecretMissing(VaultError):
    """The slots are bound to what a computer keeps for them, and this one does not have it.

    ``is_unreachable`` says that it may be there, and that what keeps it (the system's keyring) cannot be asked now.
    """

    def __init__(self, *, is_unreachable: bool = False) -> None:
        super().__init__(is_unreachable)
        self.is_unreachable = is_unreachable


class KeyFileOlder(VaultError):
    """The key file is older than the store: somebody put back one that an old passphrase opens. Told, not refused."""


class TooManySlots(VaultError):
    """No more people or organisers can be given a way in; ``most`` is how many ways there may be."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class PersonUnknown(VaultError):
    """Nobody with that id has a passphrase to this vault."""


class NotOneself(VaultError):
    """Whoever is to be removed is the one who asks: somebody must be left who can open the vault."""


class VaultMissing(VaultError):
    """There is no vault in that folder."""


class VaultExists(VaultError):
    """There is a vault in that folder already; it is never overwritten."""


class VaultDamaged(VaultError):
    """The key file or the store is not what was written.

    ``part`` says which file; ``reason`` is a code for the log and the tests (``missing``, ``truncated``,
    ``shape``, ``mac``, ``costs``, ``unreadable``, ``foreign``).
    """

    def __init__(self, part: Part, reason: str) -> None:
        super().__init__(part, reason)
        self.part = part
        self.reason = reason


class BackupDamaged(VaultError):
    """A backup's file is not what was written; ``reason`` is a code for the log and the tests, as above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BackupMissing(VaultError):
    """There is no backup where one was looked for."""


class BackupFolderMissing(VaultError):
    """The folder for backups is not there: a stick that is not plugged in, perhaps."""


class BackupStopped(VaultError):
    """Somebody stopped a backup or a restore; nothing of it is kept."""


class NotEncrypted(VaultDamaged):
    """The store begins like a database that anybody can read; it was not written by this program."""

    def __init__(self) -> None:
        super().__init__("store", "plaintext")


class VaultUnwritable(VaultError):
    """The disk or the folder did not take what had to be written; ``number`` is the system's error number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class VaultOpenElsewhere(VaultError):
    """Another process has this vault open."""


class VaultClosed(VaultError):
    """The vault was locked meanwhile: whoever was at work with it is too late. Nothing was written."""


class StoreIsNewer(VaultError):
    """A newer version of the program has written this vault: ``found`` > ``known``."""

    def __init__(self, part: Part, found: int, known: int) -> None:
        super().__init__(part, found, known)
        self.part = part
        self.found = found
        self.known = known


class TooMuchText(VaultError):
    """What was to be written is longer than an entry may be: no server would pass it on. Nothing was written."""


class EntriesExist(VaultError):
    """A colleague's branch can only be taken by a vault in which nothing was written yet."""
