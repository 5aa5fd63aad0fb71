"""Erasure keys: at rest the body of each entry about somebody is sealed under a key of theirs alone.

The keys lie apart from the ledger, in a file of their own beside an embedded one, on PostgreSQL in a table that the
ledger's backup leaves out, and their backups are kept for a week only. To destroy a key is to erase every body under it,
in older backups too. Keys are committed before the entries that need them: a key without entries is harmless.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, PrimaryKeyConstraint, String, Table, delete
from sqlalchemy.exc import IntegrityError

from sync.protocol.entries import Entry, Scope
from sync.server.database import Database, insert_absent, insert_many, rows_among, sqlite_address
from sync.server.folder import ServerFolder

LOST = b""
"""What stands in the place of a sealed body that somebody gave back without it, and that nobody erased."""
_NOBODYS = Scope("")  # under which the keys' own mark lies
_KEY_BYTES = 32
_NONCE_BYTES = 12
_BODY = b',"body":'
_HIDING = (b'"body"', b'"hash"', b"\\")  # how a header could hold a body or a hash a second time

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


class SubjectKeys:
    """The erasure keys of a server."""

    def __init__(self, folder: ServerFolder, ledger: Database, random: Callable[[int], bytes]) -> None:
        self.database = Database(sqlite_address(folder.keys)) if ledger.is_sqlite else ledger
        self._random = random
        metadata.create_all(self.database.engine)
        self.mark = self.ensure(_NOBODYS, [""])[""].hex()
        """Tells this set of keys from any other: a ledger whose keys are others holds bodies that nobody can read."""

    def ensure(self, branch: Scope, subjects: Iterable[str]) -> dict[str, bytes]:
        """The keys of these subjects, made and committed now where there are none."""
        wanted = sorted(set(subjects))
        found = self.find(branch, wanted)
        lacking = [subject for subject in wanted if subject not in found]
        if lacking:
            made = {subject: self._random(_KEY_BYTES) for subject in lacking}
            rows = [{"scope": branch, "subject": subject, "key": key} for subject, key in made.items()]
            if self._insert(rows):
                found |= made
            else:
                found |= self.find(branch, lacking)
        return found

    def _insert(self, rows: Sequence[Mapping[str, Any]]) -> bool:
        """Keep new keys; one that somebody else made meanwhile stands. Whether nobody did."""
        try:
            with self.database.writing() as connection:
                insert_many(connection, SUBJECT_KEY, rows)
        except IntegrityError:
            with self.database.writing() as connection:
                for row in rows:
                    insert_absent(connection, SUBJECT_KEY, row)
            return False
        return True

    def find(self, branch: Scope, subjects: Sequence[str]) -> dict[str, bytes]:
        """The keys that are there."""
        if not subjects:
            return {}
        with self.database.reading() as connection:
            rows = rows_among(connection, _FOUND, branch, SUBJECT_KEY.c.subject, subjects)
            return {row.subject: bytes(row.key) for row in rows}

    def destroy(self, branch: Scope, subject: str) -> None:
        """Destroy a key: what is under it can be read no more."""
        with self.database.writing() as connection:
            connection.execute(
                delete(SUBJECT_KEY).where(SUBJECT_KEY.c.scope == branch, SUBJECT_KEY.c.subject == subject)
            )
        if self.database.is_sqlite:
            with self.database.engine.connect() as raw:
                raw.exec_driver_sql("COMMIT")
                raw.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                raw.exec_driver_sql("BEGIN")

    def close(self) -> None:
        """Close what is not the ledger's own."""
        self.database.close()


def without_body(text: bytes, entry: Entry) -> bytes:
    """An entry as it stands after an erasure: with the hash of its body and an empty body at its end."""
    ending = _BODY + msgspec.json.encode(entry.body) + b"}"
    if text.endswith(ending):
        before = text[: -len(ending)]
        if not any(part in before for part in _HIDING):
            return before + _ending(entry.hash)
    parts = msgspec.json.decode(text)
    parts.pop("body", None)
    parts.pop("hash", None)
    header: bytes = msgspec.json.encode(parts)
    return header[:-1] + _ending(entry.hash)


def with_body(text: bytes, body: str, hashed: str) -> bytes:
    """Undo ``without_body``."""
    return text[: -len(_ending(hashed))] + _BODY + msgspec.json.encode(body) + b"}"


def seal(key: bytes, random: Callable[[int], bytes], branch: str, entry: Entry) -> bytes:
    """The body of an entry under its subject's key, bound to branch and entry."""
    nonce = random(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, entry.body.encode(), f"{branch}/{entry.id}".encode())


def unseal(keys: Mapping[str, bytes], subject: str, branch: str, entry_id: str, sealed: bytes) -> str | None:
    """Open what ``seal`` made; None if the key is gone."""
    key = keys.get(subject)
    if key is None or len(sealed) <= _NONCE_BYTES:  # LOST
        return None
    try:
        opened = AESGCM(key).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], f"{branch}/{entry_id}".encode()
        )
    except InvalidTag:  # of a key that is gone; the subject has another now
        return None
    return opened.decode()


def _ending(hashed: str) -> bytes:
    return b',"hash":"' + hashed.encode() + b'","body":""}'
