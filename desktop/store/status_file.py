"""What the locked program may know: where its server is, and the status key. A file of its own beside the store.

The key can ask how this laptop stands and hand in what was sealed; it opens and reads nothing. ``lease_seq`` is that of the
latest lease, so that records which were put back from an older copy are found to be older than this.
"""

from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from desktop.store.disk import disk_faults, write_whole

STATUS_NAME = "status.key"


class StatusFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``key`` is Ed25519, private, hex; ``backups`` is the second folder of backups, if there is one, for a wipe to find.

    ``wipe_seq`` is that of the latest wipe that was told.
    """

    server: str
    server_key: str
    device: str
    key: str
    backups: str = ""
    lease_seq: int = 0
    wipe_seq: int = 0

    def signing_key(self) -> Ed25519PrivateKey:
        """The private key."""
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.key))

    def public_key(self) -> str:
        """The public key, hex."""
        return self.signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def read_status_file(folder: Path) -> StatusFile | None:
    """The file, or None if there is none or it cannot be read."""
    try:
        found = msgspec.json.decode((folder / STATUS_NAME).read_bytes(), type=StatusFile)
        found.signing_key()
    except (OSError, ValueError, msgspec.DecodeError):
        return None
    return found


def write_status_file(folder: Path, content: StatusFile) -> None:
    """Keep the file, readable by its owner alone, on the disk when this returns. Raises VaultUnwritable."""
    with disk_faults():
        write_whole(folder / STATUS_NAME, msgspec.json.encode(content))


def ensure_status_file(folder: Path, server: str, server_key: str, device: str) -> StatusFile:
    """The file of this device at this server, made if there is none yet. Raises VaultUnwritable."""
    found = read_status_file(folder)
    if found is not None and (found.server_key, found.device) == (server_key, device):
        if found.server != server:
            found = msgspec.structs.replace(found, server=server)
            write_status_file(folder, found)
        return found
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()
    made = StatusFile(server=server, server_key=server_key, device=device, key=key)
    write_status_file(folder, made)
    return made


def forget_status_file(folder: Path) -> None:
    """Take the file away, with what it was told."""
    with suppress(OSError):
        (folder / STATUS_NAME).unlink(missing_ok=True)
