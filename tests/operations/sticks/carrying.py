"""Carrying a stick to the server and back, and where both sides stand."""

from pathlib import Path

from desktop.operations.bundle_taking import BundleTaken
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.store.store import Store
from sync.protocol.parts import digest_part
from sync.server.bundles import BundleImported, Sticks
from sync.server.heads import read_heads
from sync.server.service import Service
from sync.server.walls import EVERY
from tests.sync.central import Central


def sticks(central: Central) -> Sticks:
    """As the command does it, beside the server that runs."""
    return Sticks(Service(central.database, central.folder, central.now), central.database)


def server_reads(central: Central, stick: Path, answer: Path | None = None) -> BundleImported:
    found = sticks(central)
    with stick.open("rb") as file:
        imported = found.take(file)
    if answer is not None:
        with answer.open("wb") as file:
            found.answer(imported, file)
    return imported


def write(store: Store, path: Path) -> Path:
    write_to_stick(store, path)
    return path


def round_trip(central: Central, store: Store, folder: Path) -> BundleTaken:
    """There and back."""
    server_reads(central, write(store, folder / "there"), folder / "back")
    return read_from_stick(store, folder / "back").value


def state_of(central: Central, store: Store) -> tuple[int, str]:
    with central.database.reading(EVERY) as connection:
        (head,) = read_heads(connection, [store.session.scope])
    return head.head, head.digest


def stands(store: Store) -> tuple[int, str]:
    (state,) = store.exchange.scopes()
    return state.cursor, state.digest


def held(store: Store) -> str:
    return digest_part(store.exchange.held_in(store.session.scope)).text()
