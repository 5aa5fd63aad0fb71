"""What encryption costs: the store of 100,000 people beside the same store unkeyed, and what unlocking takes."""

import secrets
import shutil
import statistics
import time
from functools import partial
from pathlib import Path

from desktop.store import binding, vault
from desktop.store.connection import StoreFile
from desktop.store.migrations import NEWEST
from desktop.store.stretching import FLOOR
from desktop.store.unlocking import by_passphrase, unlock
from desktop.store.vault_files import store_file
from tests.bench.figures import Figure, in_turn
from tests.bench.raw_store import SETTINGS
from tests.bench.vaults import PASSPHRASE

OPENINGS, COMMITS, LOOKUPS, SEARCHES, UNLOCKINGS = 60, 400, 4000, 1000, 5
LEAST_UNLOCK_SECONDS, MOST_UNLOCK_SECONDS = 0.2, 0.8
_LETTERS = "abcdefghijklmnoprstw"
BESIDE = "the same file without a key, same settings and cache"


def measure(kept: Path, scratch: Path) -> list[Figure]:
    """Everything in turn on both, so that what else the machine does meets both alike."""
    folder = scratch / "encryption"
    shutil.copytree(kept, folder)
    file = _its_store(folder)
    plain = scratch / "plain.db"
    _write_plain(file, plain)
    figures = [_opening(file, plain), *_working(file, plain)]
    return [*figures, *_unlocking(scratch / "unlocking")]


def _its_store(folder: Path) -> StoreFile:
    vault.open_vault(folder, PASSPHRASE).release()
    unlocked = unlock(folder, by_passphrase(PASSPHRASE.encode()), FLOOR)
    return store_file(folder / vault.STORE_NAME, unlocked.root.key, unlocked.content.store)


def _write_plain(file: StoreFile, path: Path) -> None:
    """The same rows where anybody could read them: made-up people, in a folder that is gone with the bench."""
    connection = file.connect_unseen()
    connection.set_authorizer(None)
    connection.execute("PRAGMA writable_schema=OFF")
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()


def _connect_plain(path: Path) -> binding.Connection:
    connection = binding.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=512
    )
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def _opening(file: StoreFile, plain: Path) -> Figure:
    def ours() -> None:
        database = file.open_writer(NEWEST)
        database.execute("SELECT store_id FROM store_meta").fetchone()
        database.close()

    def reference() -> None:
        connection = _connect_plain(plain)
        connection.execute("SELECT store_id FROM store_meta").fetchone()
        connection.close()

    both = in_turn(ours, reference, OPENINGS)
    return Figure("store opened", both[0], "ms", target=3, reference=both[1], beside=BESIDE)


def _working(file: StoreFile, plain: Path) -> list[Figure]:
    database, reference = file.open_writer(NEWEST), _connect_plain(plain)
    try:
        most = database.execute("SELECT max(rowid) FROM contact").fetchone()[0]

        def save(connection: binding.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO setting (name, value) VALUES ('bench', ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (secrets.token_hex(200),),
            )
            connection.execute("COMMIT")

        def look_up(connection: binding.Connection) -> None:
            connection.execute(
                "SELECT * FROM contact WHERE rowid = ?", (secrets.randbelow(most) + 1,)
            ).fetchone()

        def search(connection: binding.Connection) -> None:
            word = "".join(secrets.choice(_LETTERS) for _ in range(2))
            connection.execute(
                "SELECT rowid FROM contact_words WHERE contact_words MATCH ? LIMIT 50", (f'"{word}"*',)
            ).fetchall()

        told = (
            ("commit", save, COMMITS, 3.5),
            ("person looked up, p50", look_up, LOOKUPS, 3.0),
            ("full-text search, p50", search, SEARCHES, 3.0),
        )
        figures = []
        for name, work, times, target in told:
            both = in_turn(partial(work, database.conn), partial(work, reference), times)
            figures.append(Figure(name, both[0], "ms", target=target, reference=both[1], beside=BESIDE))
        return figures
    finally:
        database.close()
        reference.close()


def _unlocking(folder: Path) -> list[Figure]:
    """A vault as this machine makes it, opened by its passphrase; the figure that is wanted has two ends."""
    vault.create_vault(folder, PASSPHRASE).opened.release()
    vault.open_vault(folder, PASSPHRASE).release()  # one that is too cheap is mended by this
    took, worked = [], []
    for _ in range(UNLOCKINGS):
        began, before = time.perf_counter(), time.process_time()
        opened = vault.open_vault(folder, PASSPHRASE)
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - before)
        opened.release()
    seconds = statistics.median(took)
    return [
        Figure("unlocking by a passphrase", seconds, "s", target=MOST_UNLOCK_SECONDS),
        Figure("  of processor time", statistics.median(worked), "s", target=None),
        Figure("  0.2 s by that", LEAST_UNLOCK_SECONDS / statistics.median(worked), "", target=1),
    ]
