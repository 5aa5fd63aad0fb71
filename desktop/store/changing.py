"""Other secrets for a vault: each change is one rewrite of its key file.

After a crash at any moment the old or the new secret opens it, never neither.
"""

import secrets
from pathlib import Path

from desktop.domain import passphrases, recovery
from desktop.domain.sharing import NotTheOwner
from desktop.store import keyfile, slots
from desktop.store.calibration import calibrated
from desktop.store.device_secrets import DeviceSecrets, binding_of
from desktop.store.disk import disk_faults
from desktop.store.first_slots import FirstKeyFile
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import (
    by_passphrase,
    new_member,
    passphrase_secret,
    unlock,
    with_slot,
    with_slots,
)
from desktop.store.vault_files import people_of, write_key_file
from desktop.store.vault_names import KEY_NAME
from sync.protocol.enrolment import Stretch


def change_passphrase(
    folder: Path,
    old: str,
    new: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
    after: int = 0,
) -> int:
    """Give whoever has the old passphrase a new one to a vault that the caller has open. The key file's generation.

    ``after`` is the generation that the store has met; the new one comes after it. WrongPassphrase if ``old`` is
    nobody's passphrase; nothing is written then.
    """
    new_secret = passphrases.normalise(new)
    with disk_faults():
        unlocked = unlock(folder, by_passphrase(passphrase_secret(old), device), floor)
        content, root = unlocked.content, unlocked.root
        made = slots.make_passphrase_slot(
            unlocked.member,
            new_secret,
            root,
            content.context,
            stretch or calibrated(),
            binding_of(device, content.store),
        )
        changed = with_slot(content, made, after=after)
        write_key_file(folder, changed, root)
    return changed.gen


def add_person(
    folder: Path,
    passphrase: str,
    new: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
    after: int = 0,
) -> tuple[str, int]:
    """Give one more person a passphrase to a vault that the caller has open: their id, and the key file's generation.

    Whoever has one reads everything in it. NotTheOwner if ``passphrase`` is not of the first of them; TooManySlots if
    there are as many ways in as there may be.
    """
    new_secret = passphrases.normalise(new)
    with disk_faults():
        unlocked = unlock(folder, by_passphrase(passphrase_secret(passphrase), device), floor)
        content, root, member = unlocked.content, unlocked.root, new_member()
        if unlocked.member != people_of(content)[0]:
            raise NotTheOwner
        made = slots.make_passphrase_slot(
            member,
            new_secret,
            root,
            content.context,
            stretch or calibrated(),
            binding_of(device, content.store),
        )
        changed = with_slots(content, (*content.slots, made), after=after)
        write_key_file(folder, changed, root)
    return member, changed.gen


def find_member(
    folder: Path, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> str:
    """Whose passphrase that is; WrongPassphrase if it is nobody's. Nothing is changed by it."""
    with disk_faults():
        return unlock(folder, by_passphrase(passphrase_secret(passphrase), device), floor).member


def list_members(folder: Path) -> tuple[str, ...]:
    """The ids of those who have a passphrase to a vault, the owner first, by its key file alone.

    VaultDamaged if that cannot be read.
    """
    content = keyfile.decode(keyfile.read_bytes(folder / KEY_NAME)).content
    if isinstance(content, FirstKeyFile):
        return ()
    return people_of(content)


def renew_recovery_code(
    folder: Path,
    passphrase: str,
    *,
    stretch: Stretch = FLOOR,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
    after: int = 0,
) -> tuple[str, int]:
    """A new recovery code for a vault that the caller has open, and the key file's generation.

    The old code opens nothing from then on.
    """
    code = recovery.new_code(secrets.choice)
    with disk_faults():
        unlocked = unlock(folder, by_passphrase(passphrase_secret(passphrase), device), floor)
        content, root = unlocked.content, unlocked.root
        made = slots.make_recovery_slot(code.encode("ascii"), root, content.context, stretch)
        changed = with_slot(content, made, after=after)
        write_key_file(folder, changed, root)
    return code, changed.gen
