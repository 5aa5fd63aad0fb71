"""What the files of a vault are called, and whether there are any: asked before anything that opens one is read."""

from pathlib import Path

KEY_NAME = "store.key"
BACKUP_NAME = "store.key.bak"
STORE_NAME = "store.db"
UNNAMED_STORE = "store.db.new"
RENEWED_STORE = "store.db.renewed"
"""The store under its renewed key, until it takes the old one's name."""
READ_STORE = "store.db.read"
"""The copy of a damaged store that is read while it is rescued: reading one that has a log changes both."""
DAMAGED_STORE = "store.db.damaged"

HELP_NAME = "store.help"
"""While an organiser is asked for help: the request, and the one-time key that its answer is sealed to."""

BACKUP_FOLDER = "backups"
RESTORED_KEY = "store.key.restored"
"""The key file of a store that was brought back from a backup: while it lies here, that store is to take its place."""
SET_ASIDE = ".before"
"""What is added to the names of the files that were there before something was brought back from a backup."""

RESTORING = ("store.db.backup", "store.db.restored", "store.db.rescued")
"""While something is brought back: the copy out of the backup, the store that is made of it, and what could be read here."""
_WITH_LOGS = (
    STORE_NAME,
    UNNAMED_STORE,
    RENEWED_STORE,
    DAMAGED_STORE,
    READ_STORE,
    f"{STORE_NAME}{SET_ASIDE}",
    f"{RENEWED_STORE}{SET_ASIDE}",
    *RESTORING,
)
EVERY_NAME = (
    KEY_NAME,
    BACKUP_NAME,
    RESTORED_KEY,
    HELP_NAME,
    *(f"{name}{SET_ASIDE}" for name in (KEY_NAME, BACKUP_NAME)),
    *(f"{name}{suffix}" for name in _WITH_LOGS for suffix in ("", "-wal", "-shm")),
)
"""Every file that opens a vault or holds something of it, the keys first."""


def vault_exists(folder: Path) -> bool:
    """Whether there is a vault in a folder, whole or not."""
    return any((folder / name).exists() for name in (KEY_NAME, BACKUP_NAME, STORE_NAME, RESTORED_KEY))
