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


def vault_exists(folder: Path) -> bool:
    """Whether there is a vault in a folder, whole or not."""
    return any((folder / name).exists() for name in (KEY_NAME, BACKUP_NAME, STORE_NAME))
