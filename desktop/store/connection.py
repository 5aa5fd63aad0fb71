"""The only opener of the encrypted store: nobody else makes a ``Database``.

SQLCipher fails open in three ways that this module closes: an empty file opens as a new empty store, a
connection without its key writes plain text, and a plain database opens without one. So a connection is
handed out only when the file is there, is long enough, does not begin like a plain database, SQLCipher says
its version, and the store inside bears the program's mark and the id that the key file names.

Each connection belongs to one worker at a time. SQLCipher is built thread-safe and ``check_same_thread`` is
off, so that a worker may be replaced, but two threads must never use one connection at once: transactions
are per connection. Statements commit by themselves (``isolation_level=None``) unless a ``BEGIN`` was said.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.store import binding
from desktop.store.binding import Connection, Database
from desktop.store.errors import NotAtWork, NotEncrypted, StoreIsNewer, VaultDamaged, VaultExists

APPLICATION_ID = 0x47524E44  # "GRND", in the file's header and read by nobody without the key
SMALLEST = 4096  # one page; SQLCipher never writes less
PLAIN_HEADER = b"SQLite format 3\x00"
WRITER_CACHE_KIB = 64 * 1024  # with pages kept decrypted, SQLCipher is as quick as plain SQLite
READER_CACHE_KIB = 16 * 1024
BUSY_SECONDS = 10.0
COPIED_AT_ONCE = 256  # pages: a megabyte
STATEMENTS_KEPT = 512  # the authorizer is asked when a statement is prepared, so prepare seldom

_ALLOWED_CIPHER_PRAGMAS = frozenset({"cipher_version", "cipher_integrity_check"})
_DENIED_PRAGMAS = frozenset(
    {"key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey", "kdf_iter", "fast_kdf_iter"}
    | {"temp_store", "temp_store_directory", "data_store_directory", "writable_schema"}
)
_FIXED_PRAGMAS = frozenset({"query_only", "synchronous", "secure_delete", "journal_mode"})  # may be read
_DENIED_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})


def authorize(action: int, first: str | None, second: str | None, _base: str | None, _by: str | None) -> int:
    """Refuse every statement that could put the store's content or its key elsewhere, or save less surely.

    An ``ATTACH`` of the empty name is what ``VACUUM`` does inside, in memory; it stays allowed.
    """
    if action == binding.ACTION_PRAGMA:
        name = (first or "").lower()
        secret = name in _DENIED_PRAGMAS or name.startswith("cipher")
        fixed = name in _FIXED_PRAGMAS and second is not None
        return binding.DENY if fixed or (secret and name not in _ALLOWED_CIPHER_PRAGMAS) else binding.OK
    if action == binding.ACTION_ATTACH:
        return binding.OK if first == "" else binding.DENY
    if action == binding.ACTION_DETACH:
        return binding.DENY
    if action == binding.ACTION_FUNCTION and second in _DENIED_FUNCTIONS:
        return binding.DENY
    return binding.OK


@dataclass(frozen=True, slots=True)
class StoreFile:
    """Where the store lies, the raw 256-bit key that it is encrypted with, and the id it must bear."""

    path: Path
    key: bytes = field(repr=False)
    store_id: str

    def create(self) -> Database:
        """A new, empty store, marked as ours but without tables; VaultExists if there is a file already."""
        connection = self._create()
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            return _harden(connection, WRITER_CACHE_KIB, writes=True)
        except BaseException:
            connection.close()
            raise

    def open_writer(self, newest: int) -> Database:
        """The one connection that writes. ``newest`` is the latest schema this program knows."""
        return self._open(newest, WRITER_CACHE_KIB, writes=True)

    def open_reader(self, newest: int) -> Database:
        """A connection that cannot write (``query_only``), for screens."""
        return self._open(newest, READER_CACHE_KIB, writes=False)

    def open_copy(self, newest: int) -> Connection:
        """A connection that reads a copy which lies still: unlike a reader, it changes nothing in the file."""
        check_file(self.path)
        connection = self._connect()
        try:
            self._check_inside(connection, newest)
            for pragma in ("temp_store=MEMORY", f"cache_size=-{READER_CACHE_KIB}", "query_only=ON"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.set_authorizer(authorize)
        except BaseException:
            connection.close()
            raise
        return connection

    def copy_from(self, source: Connection, minded: Callable[[int, int], None]) -> None:
        """Make this file a copy of a store under this key, page by page; ``minded`` is told how many are left, of how many,
        after each portion, and may raise to stop. VaultExists if there is a file already."""
        connection = self._create()
        try:
            connection.execute("PRAGMA temp_store=MEMORY")
            source.backup(
                connection, pages=COPIED_AT_ONCE, progress=lambda _state, left, of: minded(left, of)
            )
            connection.execute("PRAGMA fullfsync=ON")
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()  # one file, without a log beside it
        finally:
            connection.close()

    def connect_unseen(self) -> Connection:
        """A connection to a store whose file may be damaged anywhere, for reading what can be read of it."""
        connection = self._connect()
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA writable_schema=ON")  # else one that was cut short is not read at all
        connection.set_authorizer(authorize)
        return connection

    def _open(self, newest: int, cache_kib: int, *, writes: bool) -> Database:
        check_file(self.path)
        connection = self._connect()
        try:
            self._check_inside(connection, newest)
            return _harden(connection, cache_kib, writes=writes)
        except BaseException:
            connection.close()
            raise

    def _create(self) -> Connection:
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
        try:
            os.close(os.open(self.path, flags, 0o600))
        except FileExistsError:
            raise VaultExists from None
        return self._connect()

    def _connect(self) -> Connection:
        connection = binding.connect(
            str(self.path),
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS_KEPT,
        )
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
            connection.set_key(f"x'{self.key.hex()}'")  # type: ignore[attr-defined] # SQLCipher's own method
            version = connection.execute("PRAGMA cipher_version").fetchone()
            if not version or not version[0]:
                raise NotAtWork
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_inside(self, connection: Connection, newest: int) -> None:
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if application != APPLICATION_ID or version < 1:
                raise VaultDamaged("store", "foreign")
            row = connection.execute("SELECT store_id FROM store_meta").fetchone()
        except binding.DatabaseError as fault:
            raise VaultDamaged("store", "unreadable") from fault
        if row is None or row[0] != self.store_id:
            raise VaultDamaged("store", "foreign")
        if version > newest:
            raise StoreIsNewer("store", version, newest)


def check_file(path: Path) -> None:
    """Look at a store's file from outside: there, long enough, and not readable by anybody."""
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
            size = file.seek(0, os.SEEK_END)
    except FileNotFoundError:
        raise VaultDamaged("store", "missing") from None
    except OSError as fault:
        raise VaultDamaged("store", "unreadable") from fault
    if header == PLAIN_HEADER:
        raise NotEncrypted
    if size < SMALLEST:
        raise VaultDamaged("store", "truncated")


def write_copy(database: Database, target: Path) -> None:
    """Write an encrypted copy of a store under the same key; VaultExists if ``target`` is there."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise VaultExists from None
    database.conn.set_authorizer(None)
    try:
        database.conn.execute("VACUUM INTO ?", [str(target)])
    finally:
        database.conn.set_authorizer(authorize)


def _harden(connection: Connection, cache_kib: int, *, writes: bool) -> Database:
    """Set what every connection needs, then deny what none may do."""
    pragmas = [
        "temp_store=MEMORY",  # a temporary file would not be encrypted
        f"cache_size=-{cache_kib}",
        "secure_delete=ON",
        "foreign_keys=ON",
        "fullfsync=ON",  # macOS: fsync alone does not reach the disk
        "checkpoint_fullfsync=ON",
        "synchronous=FULL",
        "journal_mode=WAL",
    ]
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    database = Database(connection, execute_plugins=False)
    if not writes:
        connection.execute("PRAGMA query_only=ON")
    connection.set_authorizer(authorize)
    return database
