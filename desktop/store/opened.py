"""What a vault hands over when it opens; the store is built on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.store.binding import Database


@dataclass(frozen=True, slots=True)
class Opened:
    """An unlocked vault: how to connect to its store, and how to let go of it.

    ``connect_writer`` is to be called once; ``connect_reader`` as often as there are workers that read. Close
    every connection before ``release``, which lets another process open the vault. ``derive`` gives a key for one
    purpose. ``member`` is whose passphrase opened it (empty if none did); ``people`` are all who have one, the owner
    first; ``is_key_older`` says that somebody has put an older key file back.
    """

    folder: Path
    store_id: str
    connect_writer: Callable[[], Database]
    connect_reader: Callable[[], Database]
    release: Callable[[], None]
    derive: Callable[[bytes], bytes] = field(repr=False)
    member: str = ""
    people: tuple[str, ...] = ()
    is_key_older: bool = False
