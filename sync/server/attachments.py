"""Attachments: sealed bytes in chunks, named by their SHA-256, which is checked when all chunks are there."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from sync.protocol.entries import Scope
from sync.protocol.messages import ATTACHMENT_CAP, CHUNK_BYTES, AttachmentState
from sync.server.asking import Query, granted
from sync.server.database import insert_absent
from sync.server.devices import Device
from sync.server.refusals import Refused, malformed, not_found
from sync.server.streams import extracts_of
from sync.server.tables import ATTACHMENT, CHUNK

_ID_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Held:
    """An attachment that is held whole: where it lies, by which scope it may be read, and its size."""

    home: Scope
    scope: Scope
    size: int


def chunk_count(size: int) -> int:
    """How many chunks an attachment of so many bytes has."""
    return -(-size // CHUNK_BYTES)


def home_of(connection: Connection, device: Device, query: Query) -> Scope:
    """Where an attachment lies that a query asks for by a scope: in the branch's if a derived one may read it there."""
    return _home(connection, device, granted(device, query), query["id"])


def home_for(connection: Connection, device: Device, scope: Scope, attachment: str) -> Scope | None:
    """Where an attachment belongs that a device brings by a scope; None if it may not have it by any that it is granted."""
    if scope in device.scopes:
        return _home(connection, device, scope, attachment)
    others = sorted(device.scopes - {device.scope})
    may = any(attachment in extracts_of(connection, device.scope, one) for one in others)
    return device.scope if may and scope == device.scope else None


def _home(connection: Connection, device: Device, scope: Scope, attachment: str) -> Scope:
    is_extract = scope != device.scope and attachment in extracts_of(connection, device.scope, scope)
    return device.scope if is_extract else scope


def declare(connection: Connection, scope: Scope, attachment: str, size: int, now: int) -> AttachmentState:
    """A device has an attachment of this size; the answer says which chunks are lacking.

    Chunks of another size that never became whole are dropped: their sender may have been wrong.
    """
    if size > ATTACHMENT_CAP:
        raise Refused(413, "too_large")
    if size < 1 or not _is_name(attachment):
        raise malformed()
    fresh = {"scope": scope, "id": attachment, "size": size, "is_whole": 0, "made_at": now}
    insert_absent(connection, ATTACHMENT, fresh)
    row = connection.execute(select(ATTACHMENT).where(_is(scope, attachment)).with_for_update()).one()
    if row.size != size and not row.is_whole:
        _drop_chunks(connection, scope, attachment)
        connection.execute(update(ATTACHMENT).where(_is(scope, attachment)).values(size=size))
    return state(connection, scope, attachment)


def state(connection: Connection, scope: Scope, attachment: str) -> AttachmentState:
    """Size of an attachment, and which chunks are lacking."""
    if not _is_name(attachment):
        raise not_found()
    row = connection.execute(select(ATTACHMENT).where(_is(scope, attachment))).first()
    if row is None:
        raise not_found()
    missing: list[int] = []
    if not row.is_whole:
        held = set(
            connection.scalars(
                select(CHUNK.c.i).where(CHUNK.c.scope == scope, CHUNK.c.attachment == attachment)
            )
        )
        missing = [i for i in range(chunk_count(row.size)) if i not in held]
    return AttachmentState(id=attachment, size=row.size, missing=missing, complete=bool(row.is_whole))


def whole_for(connection: Connection, branch: Scope, scopes: Sequence[Scope]) -> dict[str, Held]:
    """Every attachment that is held whole and may be read by any of these scopes of a branch."""
    found = _whole_in(connection, scopes)
    derived = [] if branch in scopes else sorted(scopes)
    named = {name: scope for scope in derived for name in extracts_of(connection, branch, scope)}
    if named:
        lying = _whole_in(connection, [branch])
        found |= {name: Held(branch, named[name], lying[name].size) for name in named.keys() & lying.keys()}
    return found


def _whole_in(connection: Connection, scopes: Sequence[Scope]) -> dict[str, Held]:
    rows = connection.execute(
        select(ATTACHMENT.c.scope, ATTACHMENT.c.id, ATTACHMENT.c.size).where(
            ATTACHMENT.c.scope.in_(list(scopes)), ATTACHMENT.c.is_whole == 1
        )
    )
    return {row.id: Held(Scope(row.scope), Scope(row.scope), row.size) for row in rows}


def put_chunk(
    connection: Connection, scope: Scope, attachment: str, index: int, content: bytes
) -> AttachmentState:
    """Take one chunk in. After the last, the whole is checked, and asked for again if it is wrong."""
    if not _is_name(attachment):
        raise not_found()
    row = connection.execute(select(ATTACHMENT).where(_is(scope, attachment)).with_for_update()).first()
    if row is None or not 0 <= index < chunk_count(row.size):
        raise not_found()
    if row.is_whole:
        return state(connection, scope, attachment)
    expected = min(CHUNK_BYTES, row.size - index * CHUNK_BYTES)
    if len(content) != expected:
        raise malformed()
    chunk = {"scope": scope, "attachment": attachment, "i": index, "body": content}
    if not insert_absent(connection, CHUNK, chunk):
        connection.execute(update(CHUNK).where(_is_chunk(scope, attachment, index)).values(body=content))
    found = state(connection, scope, attachment)
    if found.missing:
        return found
    if _hash(connection, scope, attachment, chunk_count(row.size)) != attachment:
        _drop_chunks(connection, scope, attachment)
    else:
        connection.execute(update(ATTACHMENT).where(_is(scope, attachment)).values(is_whole=1))
    return state(connection, scope, attachment)


def read_chunk(connection: Connection, scope: Scope, attachment: str, index: int) -> bytes:
    """One chunk of an attachment that is whole."""
    if not _is_name(attachment) or index >= chunk_count(ATTACHMENT_CAP):
        raise not_found()
    whole = connection.scalar(select(ATTACHMENT.c.is_whole).where(_is(scope, attachment)))
    body = connection.scalar(select(CHUNK.c.body).where(_is_chunk(scope, attachment, index)))
    if not whole or body is None:
        raise not_found()
    return bytes(body)


def _is_name(attachment: str) -> bool:
    return len(attachment) == _ID_LENGTH and not attachment.strip("0123456789abcdef")


def _hash(connection: Connection, scope: Scope, attachment: str, count: int) -> str:
    digest = hashlib.sha256()
    for index in range(count):
        body = connection.scalar(select(CHUNK.c.body).where(_is_chunk(scope, attachment, index)))
        digest.update(bytes(body or b""))
    return digest.hexdigest()


def _drop_chunks(connection: Connection, scope: Scope, attachment: str) -> None:
    connection.execute(delete(CHUNK).where(CHUNK.c.scope == scope, CHUNK.c.attachment == attachment))


def _is(scope: Scope, attachment: str) -> ColumnElement[bool]:
    return and_(ATTACHMENT.c.scope == scope, ATTACHMENT.c.id == attachment)


def _is_chunk(scope: Scope, attachment: str, index: int) -> ColumnElement[bool]:
    return and_(CHUNK.c.scope == scope, CHUNK.c.attachment == attachment, CHUNK.c.i == index)
