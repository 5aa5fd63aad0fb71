"""Vaults of the bench: real ones, with a passphrase that everybody knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.operations.register_import import import_register
from desktop.operations.vaults import create_vault, unlock_vault
from desktop.store.store import Store
from tests.bench.made_register import write_register

PASSPHRASE = "copper lantern walks slowly uphill"


@contextmanager
def new_vault(folder: Path) -> Iterator[Store]:
    """An empty vault, open."""
    store = create_vault(folder, PASSPHRASE).store
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """A vault of ours, open again."""
    store = unlock_vault(folder, PASSPHRASE)
    try:
        yield store
    finally:
        store.close()


def filled_vault(folder: Path, register: Path, count: int) -> Path:
    """A closed vault with so many people in it, from a made-up register. Made once, then found again."""
    if folder.exists():
        return folder
    if not register.exists():
        write_register(register, count)
    with new_vault(folder) as store:
        import_register(store, register)
    return folder
