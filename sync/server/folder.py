"""The server's own folder: its signing key, where its database is, and the epoch as it stands outside that.

The epoch file also keeps a mark, how many entries the ledger held when last heard. A database put back from
an earlier backup holds fewer, or another epoch; either way the server begins a new one, and every device asks
anew.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from sync.protocol.pins import Pins
from sync.protocol.sealing import derive_key

_KEY_FILE = "server.key"
_EPOCH_FILE = "epoch"
_LEDGER_FILE = "ledger.db"
_KEYS_FILE = "keys.db"
_ERASURES_FILE = "erasures"
_ERASURE_ENTRIES_FILE = "erasure-entries"
_MARK_DIGITS = 20
_KEY_BYTES = 32
_MARKS_FILE = "grants"
_CHECKPOINTS_FILE = "checkpoints"
_PINS_FILE = "pins"
_ERASURE_PARTS = 4
_NO_KEY = "-"
_RESTORING_FILE = "restoring"
_MOVED_FILE = "moved"
_DATABASE_FILE = "database"


class FolderDamaged(Exception):
    """A file of the folder is not what it should be; ``part`` says which."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class EpochMark:
    """What the epoch file says: the epoch, and how many entries there were at least."""

    epoch: str
    entries: int


class ServerFolder:
    """The folder given by ``--data``; made if it is not there, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def ledger(self) -> Path:
        """Where the embedded database lies."""
        return self.path / _LEDGER_FILE

    @property
    def keys(self) -> Path:
        """Where the erasure keys of an embedded ledger lie."""
        return self.path / _KEYS_FILE

    def keep_private(self) -> None:
        """Let nobody but the owner read what an earlier version, or another umask, left readable."""
        if os.name != "posix":
            return
        for file in self.path.iterdir():
            if not file.is_symlink() and file.is_file() and file.stat().st_mode & 0o077:
                file.chmod(0o600)

    def note_erasure(self, branch: str, erasure: str, subject: str, key_hash: str) -> None:
        """Note an erasure outside the database and its backups: on the disk when this returns."""
        words = (branch, erasure, quote(subject, safe=""), key_hash or _NO_KEY)
        self._append(_ERASURES_FILE, [" ".join(words).encode()])

    def erasures(self) -> list[tuple[str, str, str, str]]:
        """Every erasure that was noted: branch, entry, subject, which key. A line that a crash cut short is left out."""
        try:
            lines = (self.path / _ERASURES_FILE).read_text("utf-8").split("\n")
        except FileNotFoundError:
            return []
        parts = (line.split(" ") for line in lines[:-1])
        return [
            (found[0], found[1], unquote(found[2]), "" if found[3] == _NO_KEY else found[3])
            for found in parts
            if len(found) == _ERASURE_PARTS
        ]

    def note_erasure_entries(self, lines: Iterable[bytes]) -> None:
        """Note the entries of erasures, a line each, outside the database: on the disk when this returns."""
        self._append(_ERASURE_ENTRIES_FILE, list(lines))

    def erasure_entries(self) -> list[bytes]:
        """Every line that was noted of an erasure's entry."""
        return self._lines(_ERASURE_ENTRIES_FILE)

    def note_marks(self, marks: Iterable[bytes]) -> None:
        """Note who may have what, a line for each mark, outside the database: on the disk when this returns."""
        self._append(_MARKS_FILE, list(marks))

    def marks(self) -> list[bytes]:
        """Every line that was noted of who may have what."""
        return self._lines(_MARKS_FILE)

    def note_pins(self, pins: Pins | None) -> None:
        """Note which TLS keys laptops are to accept alone, or none: on the disk when this returns."""
        self._write_whole(_PINS_FILE, msgspec.json.encode(pins))

    def pins(self) -> Pins | None:
        """What was noted of that. Raises FolderDamaged."""
        try:
            return msgspec.json.decode((self.path / _PINS_FILE).read_bytes(), type=Pins | None)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as fault:
            raise FolderDamaged(_PINS_FILE) from fault

    def note_checkpoints(self, checkpoints: Iterable[bytes]) -> None:
        """Note where the logs stand, a line for each, outside the database: on the disk when this returns."""
        self._append(_CHECKPOINTS_FILE, list(checkpoints))

    def checkpoints(self) -> list[bytes]:
        """Every line that was noted of where the logs stood."""
        return self._lines(_CHECKPOINTS_FILE)

    def _lines(self, name: str) -> list[bytes]:
        try:
            return (self.path / name).read_bytes().splitlines()
        except FileNotFoundError:
            return []

    def _append(self, name: str, lines: Sequence[bytes]) -> None:
        if not lines:
            return
        place = self.path / name
        is_first = not place.exists()
        handle = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a+b", buffering=0) as file:
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":  # a crash cut the last line short
                    file.write(b"\n")
            file.write(b"".join(line + b"\n" for line in lines))
            os.fsync(file.fileno())
        if is_first:
            sync_folder(self.path)

    @property
    def restoring(self) -> Path | None:
        """The ledger's file that is being put back: that was decided, and is to be finished."""
        try:
            return Path((self.path / _RESTORING_FILE).read_text("utf-8"))
        except FileNotFoundError:
            return None

    def begin_restore(self, ledger: Path) -> None:
        """Decide that what lies ready beside a ledger's file takes its place: on the disk when this returns."""
        self._write_whole(_RESTORING_FILE, str(ledger).encode())

    def end_restore(self) -> None:
        """It is done."""
        (self.path / _RESTORING_FILE).unlink(missing_ok=True)
        sync_folder(self.path)

    @property
    def database(self) -> str:
        """The address of the database that is served from this folder, or "" where none was ever given."""
        try:
            return (self.path / _DATABASE_FILE).read_text("utf-8")
        except FileNotFoundError:
            return ""

    def note_database(self, address: str) -> None:
        """Note where the database is that is served, for every later command: on the disk when this returns."""
        if address != self.database:
            self._write_whole(_DATABASE_FILE, address.encode())

    @property
    def was_moved(self) -> bool:
        """Whether the embedded ledger was moved to another database."""
        return (self.path / _MOVED_FILE).exists()

    def note_move(self) -> None:
        """Note that the embedded ledger is another database's now: on the disk when this returns."""
        self._write_whole(_MOVED_FILE, b"")

    def drop_moved(self) -> None:
        """Remove the embedded ledger and its keys, if they were moved."""
        if not self.was_moved:
            return
        for place in (self.keys, self.ledger):
            for suffix in ("", "-wal", "-shm"):
                Path(f"{place}{suffix}").unlink(missing_ok=True)
        sync_folder(self.path)

    def _write_whole(self, name: str, content: bytes) -> None:
        fresh = self.path / f"{name}.{secrets.token_hex(4)}"
        _write_new(fresh, content)
        fresh.replace(self.path / name)
        sync_folder(self.path)

    def forget_epoch(self) -> None:
        """Let the next start begin a new epoch, as after a restore."""
        (self.path / _EPOCH_FILE).unlink(missing_ok=True)
        sync_folder(self.path)

    def signing_key(self) -> Ed25519PrivateKey:
        """The server's key, by which devices know it; made on first use and never changed."""
        place = self.path / _KEY_FILE
        if not place.exists():
            with suppress(FileExistsError):  # another process was quicker; its key stands
                _write_new(place, secrets.token_bytes(_KEY_BYTES).hex().encode())
                sync_folder(self.path)
        try:
            return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(place.read_text("ascii")))
        except ValueError as fault:
            raise FolderDamaged(_KEY_FILE) from fault

    def derived_key(self, purpose: str) -> bytes:
        """A secret key of the server for one purpose, such as ``receipts/v1``."""
        seed = self.signing_key().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        return derive_key(seed, purpose)

    def public_key(self) -> bytes:
        """The public half of the signing key: 32 bytes."""
        return self.signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def read_mark(self) -> EpochMark | None:
        """What the epoch file says, or None if there is none or it cannot be read."""
        try:
            epoch, _, entries = (self.path / _EPOCH_FILE).read_text("ascii").strip().partition(" ")
            return EpochMark(epoch, int(entries))
        except (OSError, ValueError):
            return None

    def begin_epoch(self, mark: EpochMark) -> None:
        """Write the epoch file anew, so that it survives a crash at any moment."""
        self._write_whole(_EPOCH_FILE, _mark_text(mark))

    def keep_mark(self, mark: EpochMark) -> None:
        """Note how many entries there are, in place and without waiting for the disk: it may only lag."""
        with (self.path / _EPOCH_FILE).open("r+b", buffering=0) as file:
            file.write(_mark_text(mark))


def sync_file(place: Path) -> None:
    """Wait until the content of a file is on the disk."""
    with place.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can say so."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mark_text(mark: EpochMark) -> bytes:
    return f"{mark.epoch} {mark.entries:0{_MARK_DIGITS}d}\n".encode()


def _write_new(place: Path, content: bytes) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
