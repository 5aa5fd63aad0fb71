"""A backup's file: it holds the key file and a copy of the store, and needs nothing else to be brought back.

    magic (8), version (4, big-endian), length of the head (4)
    the head: canonical JSON of ``Head``
    the key file, as it lies in the vault
    what is in the store: ``Contents`` under AES-256-GCM
    32 bytes: HMAC-SHA256 over all that stands before
    the copy of the store: SQLCipher
    32 bytes: HMAC-SHA256 over all that stands before

The keys of the copy, of the contents and of the two seals are each derived from the vault's key for one purpose and one
backup. Without a key one reads when it was made and how large it is; how many people it holds is sealed.
"""

import hashlib
import hmac
import os
import secrets
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.store import keyfile
from desktop.store.disk import sync_folder
from desktop.store.errors import BackupDamaged, StoreIsNewer
from desktop.store.whole_files import open_file

MAGIC = b"GRNDBAK\x00"
VERSION = 1
SUFFIX = ".groundswell-backup"
UNFINISHED = ".unfinished"
_FRONT = struct.Struct(">8sII")
_SEAL_LENGTH = 32
_NONCE = bytes(12)  # each key seals one thing once
_HEAD_CAP = 4096
_SEALED_CAP = 4096
_ID_LENGTH = 32
_LATEST_MS = 253_402_300_799_000  # the end of the calendar
_AT_ONCE = 1024 * 1024

_COPY_PURPOSE = b"store/backup/v1/"
_CONTENTS_PURPOSE = b"store/backup-contents/v1/"
_HEAD_PURPOSE = b"store/backup-head/v1/"
_WHOLE_PURPOSE = b"store/backup-whole/v1/"

Derive = Callable[[bytes], bytes]
"""From a purpose to its key."""
Minded = Callable[[int], None]
"""Told of each portion, how many bytes it had; it may raise to stop."""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands openly on a backup: lengths of its parts, its id, when it was made (ms since 1970), and of which store."""

    body: int
    id: str
    key: int
    key_hash: str  # that a damaged key file is not taken for a wrong passphrase
    made_at: int
    sealed: int
    store: str


class Contents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is in the store that was copied; ``mark`` tells two states of one store apart."""

    entries: int
    erasures: int
    mark: str
    people: int
    unsent: int


@dataclass(frozen=True, slots=True)
class BackupKeys:
    """The keys of one backup, each for one purpose."""

    derive: Derive = field(repr=False)
    id: str

    @property
    def copy(self) -> bytes:
        """What its copy of the store is encrypted with."""
        return self._key(_COPY_PURPOSE)

    @property
    def contents(self) -> bytes:
        """What its contents are sealed with."""
        return self._key(_CONTENTS_PURPOSE)

    @property
    def head(self) -> bytes:
        """What its first seal is made with."""
        return self._key(_HEAD_PURPOSE)

    @property
    def whole(self) -> bytes:
        """What its second seal is made with."""
        return self._key(_WHOLE_PURPOSE)

    def _key(self, purpose: bytes) -> bytes:
        return self.derive(purpose + bytes.fromhex(self.id))


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as it lies on a disk: its shape is right, its seals are not checked yet."""

    path: Path
    head: Head
    key_file: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    front: bytes = field(repr=False)  # all that stands before the copy
    size: int

    def contents(self, derive: Derive) -> Contents:
        """What is in it; BackupDamaged if anything before the copy is not what was written under this vault's key."""
        keys = BackupKeys(derive, self.head.id)
        signed, seal = self.front[:-_SEAL_LENGTH], self.front[-_SEAL_LENGTH:]
        if not hmac.compare_digest(hmac.digest(keys.head, signed, "sha256"), seal):
            raise BackupDamaged("seal")
        try:
            text = AESGCM(keys.contents).decrypt(_NONCE, self.sealed, None)
            return msgspec.json.decode(text, type=Contents)
        except (InvalidTag, msgspec.DecodeError):
            raise BackupDamaged("seal") from None

    def verify(self, derive: Derive, minded: Minded | None = None) -> Contents:
        """Read all of it; BackupDamaged unless every byte is as it was written."""
        contents = self.contents(derive)
        self._copy(None, derive, minded)
        return contents

    def extract(self, target: Path, derive: Derive, minded: Minded | None = None) -> None:
        """Write the copy of the store, encrypted as it is; BackupDamaged, and no file, unless every byte is as it was."""
        try:
            with _new(target) as file:
                self._copy(file, derive, minded)
                _to_disk(file)
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def give_key_file(self, key_file: bytes, derive: Derive, minded: Minded | None = None) -> None:
        """Put another key file in the place of the one it has, by one rename; the copy is checked on the way."""
        self.contents(derive)
        temporary = self.path.with_name(f"{self.path.name}{UNFINISHED}")
        temporary.unlink(missing_ok=True)
        front, keys = _front(self.head, key_file, self.sealed, derive)
        try:
            with _new(temporary) as file:
                file.write(front)
                seal = hmac.new(keys.whole, front, "sha256")
                self._copy(file, derive, minded, seal.update)
                file.write(seal.digest())
                _to_disk(file)
            temporary.replace(self.path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(self.path.parent)

    def _copy(
        self,
        target: BinaryIO | None,
        derive: Derive,
        minded: Minded | None,
        seen: Callable[[bytes], None] | None = None,
    ) -> None:
        """Read the copy of the store to its end, and write it; BackupDamaged if the seal behind it is another."""
        seal = hmac.new(BackupKeys(derive, self.head.id).whole, self.front, "sha256")
        with open_file(self.path) as file:
            if file.read(len(self.front)) != self.front:
                raise BackupDamaged("changed")
            left = self.head.body
            while left:
                portion = file.read(min(left, _AT_ONCE))
                if not portion:
                    raise BackupDamaged("truncated")
                seal.update(portion)
                left -= len(portion)
                if target is not None:
                    target.write(portion)
                if seen is not None:
                    seen(portion)
                if minded is not None:
                    minded(len(portion))
            rest = file.read(_SEAL_LENGTH + 1)
        if not hmac.compare_digest(seal.digest(), rest):
            raise BackupDamaged("seal")


def read_backup(path: Path) -> BackupFile:
    """Look at a backup's file; BackupDamaged if it is none, StoreIsNewer if a newer program wrote it. Derives nothing."""
    try:
        with open_file(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            return _read(path, file, size)
    except FileNotFoundError:
        raise BackupDamaged("missing") from None
    except OSError as fault:
        raise BackupDamaged("unreadable") from fault


def write_backup(
    target: Path,
    copy: Path,
    *,
    backup: str,
    store: str,
    made_at: int,
    key_file: bytes,
    contents: Contents,
    derive: Derive,
    minded: Minded | None = None,
) -> BackupFile:
    """Write a backup of a copy of a store that is encrypted with this backup's key. It has its name once it is whole."""
    temporary = target.with_name(f"{target.name}{UNFINISHED}")
    head = Head(
        body=copy.stat().st_size, id=backup, key=0, key_hash="", made_at=made_at, sealed=0, store=store
    )
    sealed = _seal(contents, BackupKeys(derive, backup))
    front, keys = _front(head, key_file, sealed, derive)
    try:
        with copy.open("rb") as source, _new(temporary) as file:
            file.write(front)
            seal = hmac.new(keys.whole, front, "sha256")
            while portion := source.read(_AT_ONCE):
                file.write(portion)
                seal.update(portion)
                if minded is not None:
                    minded(len(portion))
            file.write(seal.digest())
            _to_disk(file)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return read_backup(target)


def copy_backup(backup: BackupFile, target: Path, derive: Derive, minded: Minded | None = None) -> BackupFile:
    """Write the same backup at another place, and read it there again; BackupDamaged if either is not as it was written."""
    temporary = target.with_name(f"{target.name}{UNFINISHED}")
    temporary.unlink(missing_ok=True)
    try:
        with open_file(backup.path) as source, _new(temporary) as file:
            while portion := source.read(_AT_ONCE):
                file.write(portion)
                if minded is not None:
                    minded(len(portion))
            _to_disk(file)
        read_backup(temporary).verify(derive)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return read_backup(target)


def new_id() -> str:
    """An id for a backup."""
    return secrets.token_hex(_ID_LENGTH // 2)


def _read(path: Path, file: BinaryIO, size: int) -> BackupFile:
    start = file.read(_FRONT.size)
    if len(start) < _FRONT.size:
        raise BackupDamaged("truncated")
    magic, version, length = _FRONT.unpack(start)
    if magic != MAGIC:
        raise BackupDamaged("shape")
    if version > VERSION:
        raise StoreIsNewer("backup", version, VERSION)
    if version != VERSION or length > _HEAD_CAP:
        raise BackupDamaged("shape")
    text = file.read(length)
    head = _head(text)
    if size != _FRONT.size + length + head.key + head.sealed + head.body + 2 * _SEAL_LENGTH:
        raise BackupDamaged("truncated")
    key_file, sealed, seal = file.read(head.key), file.read(head.sealed), file.read(_SEAL_LENGTH)
    if hashlib.sha256(key_file).hexdigest() != head.key_hash:
        raise BackupDamaged("shape")
    return BackupFile(path, head, key_file, sealed, start + text + key_file + sealed + seal, size)


def _head(text: bytes) -> Head:
    try:
        head = msgspec.json.decode(text, type=Head)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise BackupDamaged("shape") from None
    well_formed = (
        _is_hex(head.id, _ID_LENGTH)
        and _is_hex(head.store, keyfile.STORE_ID_LENGTH)
        and 0 < head.key <= keyfile.LARGEST
        and 0 < head.sealed <= _SEALED_CAP
        and head.body > 0
        and 0 <= head.made_at <= _LATEST_MS
        and msgspec.json.encode(head, order="sorted") == text
    )
    if not well_formed:
        raise BackupDamaged("shape")
    return head


def _seal(contents: Contents, keys: BackupKeys) -> bytes:
    return AESGCM(keys.contents).encrypt(_NONCE, msgspec.json.encode(contents, order="sorted"), None)


def _front(head: Head, key_file: bytes, sealed: bytes, derive: Derive) -> tuple[bytes, BackupKeys]:
    """All that stands before the copy of the store, sealed."""
    keys = BackupKeys(derive, head.id)
    told = msgspec.structs.replace(
        head, key=len(key_file), key_hash=hashlib.sha256(key_file).hexdigest(), sealed=len(sealed)
    )
    text = msgspec.json.encode(told, order="sorted")
    signed = _FRONT.pack(MAGIC, VERSION, len(text)) + text + key_file + sealed
    return signed + hmac.digest(keys.head, signed, "sha256"), keys


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(letter in "0123456789abcdef" for letter in text)


def _new(path: Path) -> BinaryIO:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
