"""A vault: a folder with the key file, the encrypted store and the lock. Made, opened, taken away.

``changing`` gives it other secrets, ``recovering`` opens it without a passphrase, ``renewing`` gives it another key,
``rescuing`` makes its store anew; all of them are reached from here.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from desktop.domain import passphrases, recovery
from desktop.store import keyfile, slots
from desktop.store.calibration import calibrated, dearer
from desktop.store.changing import (
    add_person,
    change_passphrase,
    find_member,
    list_members,
    renew_recovery_code,
)
from desktop.store.device_secrets import DeviceSecrets, binding_of
from desktop.store.disk import disk_faults, sync_folder
from desktop.store.errors import VaultExists
from desktop.store.keyfile import KeyFile
from desktop.store.opened import Opened
from desktop.store.opening import finish_opening, settle_moving
from desktop.store.putting_back import remove_backups
from desktop.store.recovering import open_by_recovery
from desktop.store.renewing import RenewedVault, remove_person, renew_key
from desktop.store.rescuing import RescuedVault, rescue_vault
from desktop.store.slots import RootKey
from desktop.store.stretching import FLOOR, KEY_LENGTH
from desktop.store.unlocking import (
    Unlocked,
    by_passphrase,
    new_member,
    passphrase_secret,
    unlock,
    with_slot,
    with_slots,
)
from desktop.store.vault_files import (
    build_store,
    clear_failed_making,
    forget_request,
    locked,
    name_store,
    opened_store,
    require,
    store_id_of,
    write_key_file,
)
from desktop.store.vault_names import (
    BACKUP_NAME,
    EVERY_NAME,
    KEY_NAME,
    STORE_NAME,
    UNNAMED_STORE,
    vault_exists,
)
from sync.protocol.enrolment import Stretch

__all__ = [
    "BACKUP_NAME",
    "KEY_NAME",
    "STORE_NAME",
    "UNNAMED_STORE",
    "CreatedVault",
    "RenewedVault",
    "RescuedVault",
    "add_person",
    "change_passphrase",
    "create_vault",
    "find_member",
    "list_members",
    "open_by_recovery",
    "open_vault",
    "remove_person",
    "remove_vault",
    "renew_key",
    "renew_recovery_code",
    "rescue_vault",
    "vault_exists",
]


@dataclass(frozen=True, slots=True)
class CreatedVault:
    """A new vault, opened, and its recovery code, which is shown once and kept nowhere."""

    opened: Opened
    recovery_code: str


def create_vault(
    folder: Path,
    passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> CreatedVault:
    """Make a vault in a folder, which is made too if need be, and open it.

    ``stretch`` is what Argon2id is to cost; unless it is given, as much as takes this computer half a second. Tests
    lower it, and ``floor`` with it; so does the practice street, whose passphrase is 256 random bits and whose vault
    is thrown away. ``device`` keeps this computer's own secret, without which the passphrase opens nothing; where none
    is given, the passphrase opens the folder anywhere. VaultExists if there is a vault already; PassphraseRefused for
    what cannot be a passphrase at all.
    """
    secret = passphrases.normalise(passphrase)
    with disk_faults():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder) as release:
        if vault_exists(folder):
            raise VaultExists
        code = recovery.new_code(secrets.choice)
        root = RootKey(secrets.token_bytes(KEY_LENGTH), secrets.token_bytes(slots.ANCHOR_LENGTH))
        store_id = secrets.token_hex(keyfile.STORE_ID_LENGTH // 2)
        context, member = (keyfile.VERSION, store_id), new_member()
        costs, binding = stretch or calibrated(), binding_of(device, store_id)
        content = KeyFile(
            anchor=keyfile.box_anchor(root, store_id),
            gen=1,
            slots=(
                slots.make_passphrase_slot(member, secret, root, context, costs, binding),
                slots.make_recovery_slot(code.encode("ascii"), root, context, stretch or FLOOR),
            ),
            store=store_id,
        )
        for slot in content.slots:
            slots.check_slot(slot, floor)
        try:
            build_store(folder, root.key, store_id)
            write_key_file(folder, content, root)
            name_store(folder)
        except BaseException:
            clear_failed_making(
                folder
            )  # nobody has seen the recovery code, so nobody may be left with this vault
            if device is not None:
                device.forget(store_id)
            raise
        return CreatedVault(opened_store(folder, content, root, release, member=member), code)


def open_vault(
    folder: Path, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Opened:
    """Open a vault by the passphrase of somebody who has one to it.

    A key file of the first version becomes one of the second, and a passphrase that this computer stretches too
    quickly becomes dearer (unless the ``floor`` is lowered: then the costs were chosen by hand).
    WrongPassphrase, DeviceSecretMissing, VaultMissing, VaultDamaged, NotEncrypted, StoreIsNewer or VaultOpenElsewhere
    keep it shut; none of them has changed anything.
    """
    require(folder)
    with locked(folder) as release:
        secret = passphrase_secret(passphrase)
        unlocked = settle_moving(folder, unlock(folder, by_passphrase(secret, device), floor))
        opened = finish_opening(folder, unlocked, release, _better(unlocked, secret, floor, device))
        if len(unlocked.people) == 1:  # else somebody else may have asked, and wait for the answer
            forget_request(folder)
        return opened


def remove_vault(folder: Path, device: DeviceSecrets | None = None) -> None:
    """Take a vault away that nobody has open: the keys first, so that a crash leaves nothing that opens.

    VaultOpenElsewhere if somebody has it open. A folder without a vault stays as it is.
    """
    with locked(folder) as release:
        store_id = store_id_of(folder)
        for name in EVERY_NAME:
            (folder / name).unlink(missing_ok=True)
        remove_backups(folder)
        sync_folder(folder)
        if device is not None and store_id:
            device.forget(store_id)
        release()


def _better(
    unlocked: Unlocked, secret: bytes, floor: Stretch, device: DeviceSecrets | None
) -> KeyFile | None:
    """The key file that should stand in this one's place, if any."""
    content = unlocked.content
    slot = unlocked.slot_of(unlocked.member)
    costs = dearer(slot.argon2id.stretch, unlocked.seconds) if slot is not None and floor == FLOOR else None
    if slot is not None and costs is not None:
        binding = binding_of(device, content.store) if slot.device else ("", b"")
        again = slots.make_passphrase_slot(
            slot.member, secret, unlocked.root, content.context, costs, binding
        )
        return with_slot(content, again)
    return with_slots(content, content.slots) if unlocked.is_carried_over else None
