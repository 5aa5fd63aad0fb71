"""The operations of the start. A worker reads what they need (the vault, the store) when it first does one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # types alone: the window shows before any of them is read
    from desktop.domain.members import Role
    from desktop.operations.backups import BackupRow, Restored
    from desktop.operations.enrolment import Enrolled
    from desktop.operations.standing import Heard
    from desktop.operations.vaults import Created, Rescue
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.store import Store
    from desktop.store.unlocking import OpenWith


def create_vault(folder: Path, passphrase: str, device: "DeviceSecrets | None") -> "Created":
    """A new vault, opened, and its recovery code."""
    from desktop.operations import vaults

    return vaults.create_vault(folder, passphrase, device=device)


def unlock_vault(folder: Path, passphrase: str, device: "DeviceSecrets | None") -> "Store":
    """The vault that is here, opened."""
    from desktop.operations import vaults

    return vaults.unlock_vault(folder, passphrase, device=device)


def recover_vault(
    folder: Path, recovery_code: str, new_passphrase: str, device: "DeviceSecrets | None"
) -> "Store":
    """The vault that is here, opened by the printed code and given another passphrase."""
    from desktop.operations import vaults

    return vaults.recover_vault(folder, recovery_code, new_passphrase, device=device)


def find_backups(folder: Path, place: Path | None = None) -> "list[BackupRow]":
    """The backups of the vault that is here, or those in another place."""
    from desktop.operations import backups

    return backups.find_backups(folder, place)


def look_into_backup(
    path: Path, typed: str, is_code: bool, device: "DeviceSecrets | None" = None
) -> "BackupRow":
    """A backup, with how much is in it."""
    from desktop.operations import backups

    return backups.look_into(path, _opens(typed, is_code, device))


def restore_backup(
    folder: Path,
    path: Path,
    typed: str,
    is_code: bool,
    device: "DeviceSecrets | None",
    progress: Callable[[int, int], None],
    is_stopped: Callable[[], bool],
) -> "Restored":
    """Let the folder hold what a backup holds, and what is newer here."""
    from desktop.operations import backups

    work = backups.Work(progress, is_stopped)
    return backups.restore_backup(folder, path, _opens(typed, is_code, device), work)


def rescue_vault(folder: Path, passphrase: str, device: "DeviceSecrets | None" = None) -> "Rescue":
    """Begin again with what can be read of the damaged vault that is here."""
    from desktop.operations import vaults

    return vaults.rescue_vault(folder, passphrase, device=device)


def damaged_name() -> str:
    """What the damaged file is called once it lies aside."""
    from desktop.store.vault_names import DAMAGED_STORE

    return DAMAGED_STORE


def is_store_damaged(fault: Exception) -> bool:
    """Whether a vault stays shut because the file that holds the records is damaged or gone."""
    from desktop.store.errors import VaultDamaged

    bad_page = getattr(fault, "sqlite_errorname", "") in ("SQLITE_CORRUPT", "SQLITE_NOTADB")
    return bad_page or (isinstance(fault, VaultDamaged) and fault.part == "store")


def _opens(typed: str, is_code: bool, device: "DeviceSecrets | None") -> "OpenWith":
    from desktop.operations import backups

    return backups.with_code(typed) if is_code else backups.with_passphrase(typed, device)


def remove_vault(store: "Store", device: "DeviceSecrets | None") -> None:
    """Take a new vault away again."""
    from desktop.operations import vaults

    vaults.remove_vault(store, device)


def enrol(store: "Store", server: str, code: str) -> "Enrolled":
    """Make this laptop one of the branch's; nothing is sent before the words are compared."""
    from desktop.operations import enrolment

    return enrolment.enrol(store, server, code, is_compared=False)


def words_to_compare(store: "Store") -> "list[str]":
    """The words of a server that was reached and that nobody has compared yet; none if there is no such server."""
    from desktop.operations import branch

    held = branch.read_server(store)
    return list(held.words) if held is not None and not held.is_compared else []


def confirm_server(store: "Store") -> None:
    """The words are the same."""
    from desktop.operations import enrolment

    enrolment.confirm_server(store)


def leave_server(store: "Store") -> None:
    """The words differ, on a laptop that holds more than what came with them."""
    from desktop.operations import enrolment

    enrolment.leave_server(store)


def ask_standing(folder: Path, device: "DeviceSecrets | None", logs: Sequence[Path]) -> "Heard":
    """How this laptop stands, asked without its passphrase; a wipe that was begun is finished first."""
    from desktop.operations import standing

    standing.resume_wipe(folder, device, logs)
    return standing.ask_standing(folder)


def has_unsent(folder: Path) -> bool:
    """Whether something lies sealed that was not sent."""
    return (folder / "unsent.sealed").exists()


def hand_in(folder: Path) -> str:
    """Hand in what lies sealed, without the passphrase; what to say of it."""
    from desktop.operations import drops
    from desktop.ui.translating import translate
    from desktop.wording.custody import handed_in_words

    return handed_in_words(drops.hand_in(folder), translate)


def carry_out_wipe(folder: Path, wipe: int, device: "DeviceSecrets | None", logs: Sequence[Path]) -> None:
    """Destroy what is here, because an organiser ordered it."""
    from desktop.operations import standing

    standing.carry_out_wipe(folder, wipe, device, logs)


def name_all(store: "Store", name: str, laptop: str, branch: str, role: "Role") -> None:
    """Say who works here, on what, and for which branch."""
    from desktop.operations import members

    members.name_me(store, name, laptop, role)
    if branch:
        members.name_branch(store, branch)


def read_ahead() -> None:
    """Read what a passphrase will open, while it is typed."""
    from desktop.operations import vaults
    from desktop.ui import rooms
    from desktop.ui.home import screen
    from desktop.ui.sending import sender, strip

    del vaults, rooms, screen, sender, strip
