"""A small vault with known secrets, taken from the golden files: what attacks on its files begin with."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.store import vault
from desktop.store.connection import StoreFile
from desktop.store.unlocking import by_passphrase, unlock
from desktop.store.vault_files import store_file
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
WORD = "kept since the second version"
_GOLDEN = Path(__file__).parents[1] / "store" / "golden" / "version_2"


def taken(folder: Path) -> Path:
    """The vault, in a folder of its own."""
    shutil.copytree(_GOLDEN, folder)
    return folder


def its_store(folder: Path) -> StoreFile:
    """Its store's file, with the key."""
    unlocked = unlock(folder, by_passphrase(PASSPHRASE.encode()), FAST)
    return store_file(folder / vault.STORE_NAME, unlocked.root.key, unlocked.content.store)


def opens(folder: Path) -> bool:
    """Whether its passphrase opens it and everything is there; any VaultError is raised."""
    opened = vault.open_vault(folder, PASSPHRASE, floor=FAST)
    try:
        reader = opened.connect_reader()
        try:
            return bool(reader.execute("SELECT word FROM golden").fetchone()[0] == WORD)
        finally:
            reader.close()
    finally:
        opened.release()


@contextmanager
def all_as_before(folder: Path, *but: str) -> Iterator[None]:
    """What is done within changes no file in a folder, but the lock and those that are named."""

    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in {"lock", *but}}

    before = files()
    yield
    if files() != before:
        pytest.fail("a file was changed")
