"""Erasure keys: at rest the body of each entry about somebody is sealed under a key of theirs alone.

So is what lies apart, and each cached snapshot under a key of its own. The keys lie apart from the ledger, in a file of their
own beside an embedded one, on PostgreSQL in a table that the ledger's backup leaves out, and their backups are kept for a week
only. To destroy a key is to erase every body under it, in older backups too. Keys are committed before the entries that need
them: a key without entries is harmless.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, PrimaryKeyConstraint, String, Table, delete, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from sync.protocol.entries import Entry, Scope
from sync.server.database import (
    Database,
    insert_absent,
    insert_many,
    is_damage,
    rows_among,
    sqlite_address,
)
from sync.server.folder import FolderDamaged, ServerFolder
from sync.server.walls import EVERY, NOBODYS, NOTHING, look

LOST = b""
"""What stands in the place of a sealed body that somebody gave back without it, and that nobody erased."""
_KEY_BYTES = 32
_NONCE_BYTES = 12
_BODY = b',"body":'
_MARK, _HASH = b'"body"', b'"hash"'  # how a header could hold a body or a hash a second time; or by an escape
_HASH_DIGITS = 32
_AT_ONCE = 1000

metadata = MetaData()
SUBJECT_KEY = Table(
    "subject_key",
    metadata,
    Column("scope", String, nullable=False),  # the branch
    Column("subject", String, nullable=False),
    Column("key", LargeBinary, nullable=False),
    PrimaryKeyConstraint("scope", "subject"),
)
_FOUND = (SUBJECT_KEY.c.subject, SUBJECT_KEY.c.key)


@dataclass(frozen=True, slots=True)
class Doomed:
    """A key that is to be destroyed: it alone, and not another that its subject may have been given since."""

    branch: Scope
    subject: str
    key_hash: str


def hash_key(key: bytes) -> str:
    """By what a key is known once it is gone; a key is random, so this tells nothing of it."""
    return hashlib.sha256(key).hexdigest()[:_HASH_DIGITS]


class SubjectKeys:
    """The erasure keys of a server."""

    def __init__(self, folder: ServerFolder, ledger: Database, random: Callable[[int], bytes]) -> None:
        self.database = open_keys(folder, ledger)
        self.random = random
        self.mark = self.ensure(NOBODYS, [""])[""].hex()
        """Tells this set of keys from any other: a ledger whose keys are others holds bodies that nobody can read."""

    def ensure(self, branch: Scope, subjects: Iterable[str]) -> dict[str, bytes]:
        """The keys of these subjects, made and committed now where there are none."""
        wanted = sorted(set(subjects))
        found = self.find(branch, wanted)
        lacking = [subject for subject in wanted if subject not in found]
        if lacking:
            made = {subject: self.random(_KEY_BYTES) for subject in lacking}
            rows = [{"scope": branch, "subject": subject, "key": key} for subject, key in made.items()]
            if self._insert(branch, rows):
                found |= made
            else:
                found |= self.find(branch, lacking)
        return found

    def _insert(self, branch: Scope, rows: Sequence[Mapping[str, Any]]) -> bool:
        """Keep new keys; one that somebody else made meanwhile stands. Whether nobody did."""
        try:
            with self.database.writing(branch) as connection:
                insert_many(connection, SUBJECT_KEY, rows)
        except IntegrityError:
            with self.database.writing(branch) as connection:
                for row in rows:
                    insert_absent(connection, SUBJECT_KEY, row)
            return False
        return True

    def find(self, branch: Scope, subjects: Sequence[str]) -> dict[str, bytes]:
        """The keys that are there."""
        if not subjects:
            return {}
        with self.database.reading(branch) as connection:
            rows = rows_among(connection, _FOUND, branch, SUBJECT_KEY.c.subject, subjects)
            return {row.subject: bytes(row.key) for row in rows}

    def find_one(self, branch: Scope, subject: str) -> bytes | None:
        """The key of a subject; None if there is none."""
        return self.find(branch, [subject]).get(subject)

    def named(self, branch: Scope, beginning: str) -> list[Doomed]:
        """The keys of all subjects of a branch whose names begin so, as ``destroy`` takes them."""
        begins = SUBJECT_KEY.c.subject.startswith(beginning, autoescape=True)
        with self.database.reading(branch) as connection:
            rows = connection.execute(select(SUBJECT_KEY).where(SUBJECT_KEY.c.scope == branch, begins)).all()
        return [Doomed(Scope(row.scope), row.subject, hash_key(bytes(row.key))) for row in rows]

    def destroy(self, doomed: Iterable[Doomed]) -> int:
        """Destroy those of these keys that are there: what is under them can be read no more. Returns how many were."""
        wanted: dict[Scope, dict[str, set[str]]] = {}
        for one in doomed:
            wanted.setdefault(one.branch, {}).setdefault(one.subject, set()).add(one.key_hash)
        found = [
            (branch, subject, key)
            for branch, hashes in wanted.items()
            for subject, key in self.find(branch, sorted(hashes)).items()
            if hash_key(key) in hashes[subject]
        ]
        if found:
            with self.database.writing(NOTHING) as connection:
                for branch, subject, key in found:
                    look(connection, branch)
                    connection.execute(
                        delete(SUBJECT_KEY).where(
                            SUBJECT_KEY.c.scope == branch,
                            SUBJECT_KEY.c.subject == subject,
                            SUBJECT_KEY.c.key == key,
                        )
                    )
        return len(found)

    def close(self) -> None:
        """Close what is not the ledger's own."""
        self.database.close()


def open_keys(folder: ServerFolder, ledger: Database) -> Database:
    """Where the keys of a ledger lie; on PostgreSQL the ledger's own database. Raises FolderDamaged."""
    database = Database(sqlite_address(folder.keys)) if ledger.is_sqlite else ledger
    try:
        metadata.create_all(database.engine)
    except DatabaseError as fault:
        if not database.is_sqlite:
            raise
        database.close()
        if not is_damage(fault):
            raise
        raise FolderDamaged(folder.keys.name) from fault
    return database


def open_keys_file(place: Path) -> Database:
    """A backup of keys, made if it is not there."""
    database = Database(sqlite_address(place))
    metadata.create_all(database.engine)
    return database


def is_any_key(database: Database) -> bool:
    """Whether there is a key of anybody."""
    with database.reading(EVERY) as connection:
        anybodys = select(SUBJECT_KEY.c.scope).where(SUBJECT_KEY.c.scope != NOBODYS).limit(1)
        return connection.execute(anybodys).first() is not None


def copy_keys(source: Database, target: Database) -> int:
    """Add the keys of one database to those of another, where one that is there stands. Returns how many were read."""
    read = 0
    with source.reading(EVERY) as reading, target.writing(EVERY) as writing:
        rows = reading.execute(select(SUBJECT_KEY), execution_options={"yield_per": _AT_ONCE})
        for part in rows.partitions():
            read += len(part)
            by_branch: dict[str, dict[str, bytes]] = {}
            for row in part:
                by_branch.setdefault(row.scope, {})[row.subject] = bytes(row.key)
            for branch, keys in by_branch.items():
                there = rows_among(writing, _FOUND, branch, SUBJECT_KEY.c.subject, list(keys))
                for row in there:
                    del keys[row.subject]
                insert_many(
                    writing,
                    SUBJECT_KEY,
                    [{"scope": branch, "subject": name, "key": key} for name, key in keys.items()],
                )
    return read


def without_body(text: bytes, entry: Entry) -> bytes:
    """An entry as it stands after an erasure: with the hash of its body and an empty body at its end."""
    ending = _BODY + msgspec.json.encode(entry.body) + b"}"
    if text.endswith(ending):
        before = text[: -len(ending)]
        if _MARK not in before and _HASH not in before and b"\\" not in before:
            return before + _ending(entry.hash)
    parts = msgspec.json.decode(text)
    parts.pop("body", None)
    parts.pop("hash", None)
    header: bytes = msgspec.json.encode(parts)
    return header[:-1] + _ending(entry.hash)


def with_body(text: bytes, body: bytes, hashed: str) -> bytes:
    """Undo ``without_body``."""
    return text[: -len(_ending(hashed))] + _BODY + msgspec.json.encode(body.decode()) + b"}"


def seal(key: bytes, random: Callable[[int], bytes], content: bytes, *bound: str) -> bytes:
    """Content under its subject's key, bound to where it belongs: branch, entry."""
    nonce = random(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, "/".join(bound).encode())


def unseal(keys: Mapping[str, bytes], subject: str, sealed: bytes, *bound: str) -> bytes | None:
    """Open what ``seal`` made; None if the key is gone."""
    key = keys.get(subject)
    if key is None or len(sealed) <= _NONCE_BYTES:  # LOST
        return None
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], "/".join(bound).encode())
    except InvalidTag:  # of a key that is gone; the subject has another now
        return None


def _ending(hashed: str) -> bytes:
    return b',"hash":"' + hashed.encode() + b'","body":""}'
