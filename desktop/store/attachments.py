"""Attachments: sealed bytes named by their hash, kept in chunks, so that a broken transfer goes on where it was."""

import hashlib
from collections.abc import Iterator

from desktop.store.rows import Rows
from sync.protocol.messages import ATTACHMENT_CAP, CHUNK_BYTES
from sync.protocol.sealing import attachment_id


class NoSuchAttachment(Exception):
    """No attachment of this name is held whole."""


class Attachments(Rows):
    """Sealed bytes beside the journal."""

    def add(self, sealed: bytes) -> str:
        """Keep an attachment made here, to be sent; its name. Inside a transaction."""
        name = attachment_id(sealed)
        rowid = self._row(name, len(sealed))
        self.writing.execute("DELETE FROM attachment_chunk WHERE attachment = ?", (rowid,))
        self.writing.executemany(
            "INSERT INTO attachment_chunk (attachment, i, body) VALUES (?, ?, ?)",
            (
                (rowid, index, sealed[start : start + CHUNK_BYTES])
                for index, start in enumerate(range(0, len(sealed), CHUNK_BYTES))
            ),
        )
        self.writing.execute(
            "UPDATE attachment SET is_whole = 1, size = ? WHERE rowid = ?", (len(sealed), rowid)
        )
        return name

    def want(self, name: str, size: int) -> None:
        """Note that an entry names an attachment. Inside a transaction."""
        self._row(name, size)

    def _row(self, name: str, size: int) -> int:
        self.writing.execute(
            "INSERT INTO attachment (id, size, is_whole, is_sent) VALUES (?, ?, 0, 0)"
            " ON CONFLICT (id) DO NOTHING",
            (name, size),
        )
        return int(self.writing.execute("SELECT rowid FROM attachment WHERE id = ?", (name,)).fetchone()[0])

    def drop(self, name: str) -> None:
        """Let go of an attachment that nothing names any more."""
        self.writing.execute("DELETE FROM attachment WHERE id = ?", (name,))

    def is_known(self, name: str) -> bool:
        """Whether it is here, or on its way."""
        return self.reading.execute("SELECT 1 FROM attachment WHERE id = ?", (name,)).fetchone() is not None

    def is_whole(self, name: str) -> bool:
        """Whether all of it is here."""
        row = self.reading.execute("SELECT is_whole FROM attachment WHERE id = ?", (name,)).fetchone()
        return bool(row and row[0])

    def read(self, name: str) -> bytes:
        """All of its bytes; NoSuchAttachment if they are not all here."""
        if not self.is_whole(name):
            raise NoSuchAttachment
        return b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        rows = self.reading.execute(
            "SELECT attachment_chunk.body FROM attachment_chunk JOIN attachment"
            " ON attachment.rowid = attachment_chunk.attachment WHERE attachment.id = ? ORDER BY i",
            (name,),
        )
        for (body,) in rows:
            yield bytes(body)

    def to_send(self) -> list[tuple[str, int]]:
        """Attachments held whole that the server may lack: name and size."""
        rows = self.reading.execute(
            "SELECT id, size FROM attachment WHERE is_whole AND NOT is_sent ORDER BY rowid"
        )
        return [(row[0], row[1]) for row in rows.fetchall()]

    def wanted(self) -> list[tuple[str, int]]:
        """Attachments that are named and not here: name and size, 0 if unknown."""
        rows = self.reading.execute("SELECT id, size FROM attachment WHERE NOT is_whole ORDER BY rowid")
        return [(row[0], row[1]) for row in rows.fetchall()]

    def chunk(self, name: str, index: int) -> bytes:
        """One chunk of an attachment held whole; NoSuchAttachment if there is none."""
        row = self.reading.execute(
            "SELECT attachment_chunk.body FROM attachment_chunk JOIN attachment"
            " ON attachment.rowid = attachment_chunk.attachment"
            " WHERE attachment.id = ? AND attachment.is_whole AND i = ?",
            (name, index),
        ).fetchone()
        if row is None:
            raise NoSuchAttachment
        return bytes(row[0])

    def mark_sent(self, name: str) -> None:
        """The server holds it."""
        self.writing.execute("UPDATE attachment SET is_sent = 1 WHERE id = ?", (name,))

    def kept(self, name: str) -> frozenset[int]:
        """Indexes of the chunks kept."""
        rows = self.reading.execute(
            "SELECT i FROM attachment_chunk JOIN attachment ON attachment.rowid = attachment_chunk.attachment"
            " WHERE attachment.id = ?",
            (name,),
        )
        return frozenset(row[0] for row in rows.fetchall())

    def keep(self, name: str, index: int, content: bytes) -> None:
        """Keep one chunk of an attachment that is wanted; others, and oversized ones, are let go."""
        if not 0 < len(content) <= CHUNK_BYTES or not 0 <= index < ATTACHMENT_CAP // CHUNK_BYTES:
            return
        self.writing.execute(
            "INSERT OR REPLACE INTO attachment_chunk (attachment, i, body)"
            " SELECT rowid, ?, ? FROM attachment WHERE id = ? AND NOT is_whole",
            (index, content, name),
        )

    def complete(self, name: str, size: int) -> bool:
        """Check the chunks kept against the name; whole if they hold, else none is kept."""
        if self.is_whole(name):
            return True
        found, length = hashlib.sha256(), 0
        for body in self._chunks(name):
            found.update(body)
            length += len(body)
        if found.hexdigest() != name or length != size:
            self.writing.execute(
                "DELETE FROM attachment_chunk WHERE attachment = (SELECT rowid FROM attachment WHERE id = ?)",
                (name,),
            )
            return False
        self.writing.execute(
            "UPDATE attachment SET is_whole = 1, is_sent = 1, size = ? WHERE id = ?", (size, name)
        )
        return True
