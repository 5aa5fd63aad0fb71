"""Says of entries that an older version took in what they are about."""

import sqlalchemy as sa
from sqlalchemy import Connection

from sync.protocol.codec import decode
from sync.protocol.entries import Entry, decode_body
from sync.protocol.errors import ProtocolError
from sync.protocol.kinds import KINDS

_ENTRY = sa.table(
    "entry",
    sa.column("scope", sa.String),
    sa.column("seq", sa.BigInteger),
    sa.column("text", sa.LargeBinary),
    sa.column("kind", sa.String),
    sa.column("eid", sa.String),
    sa.column("subject", sa.String),
    sa.column("place", sa.String),
)
_AT_ONCE = 1000


def fill_in(connection: Connection) -> None:
    """Fill kind, entity, subject and place of every entry in, from its text."""
    rows = connection.execute(sa.select(_ENTRY.c.scope, _ENTRY.c.seq, _ENTRY.c.text)).all()
    update = (
        sa.update(_ENTRY)
        .where(_ENTRY.c.scope == sa.bindparam("of"), _ENTRY.c.seq == sa.bindparam("at"))
        .values({name: sa.bindparam(f"is_{name}") for name in ("kind", "eid", "subject", "place")})
    )
    for start in range(0, len(rows), _AT_ONCE):
        values = [
            {"of": row.scope, "at": row.seq, **_about(bytes(row.text))}
            for row in rows[start : start + _AT_ONCE]
        ]
        connection.execute(update, values)


def _about(text: bytes) -> dict[str, str]:
    try:
        entry = decode(text, Entry)
        plain = decode_body(entry).plain
    except ProtocolError:
        return {"is_kind": "", "is_eid": "", "is_subject": "", "is_place": ""}
    kind = KINDS.get(entry.kind)
    return {
        "is_kind": entry.kind,
        "is_eid": entry.eid,
        "is_subject": kind.subject_of(entry.eid, plain) if kind else "",
        "is_place": kind.place_of(entry.eid, plain) if kind else "",
    }
