"""Where scopes stand, and how something gets a place in one or leaves it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from sync.protocol.digest import Digest
from sync.protocol.entries import EntryId, Scope
from sync.protocol.messages import ScopeHead
from sync.protocol.scopes import branch_of
from sync.server.database import insert_absent, insert_many, rows_among
from sync.server.statements import Prepared, execute
from sync.server.tables import ENTRY, HEAD

Found = TypeVar("Found")
About = tuple[str, str]
"""An entity: its kind and its id."""
_LOCKED = Prepared(select(HEAD).where(HEAD.c.scope == bindparam("of")).with_for_update())
_RAISED = Prepared(
    update(HEAD).where(HEAD.c.scope == bindparam("of")).values(head=bindparam("at"), digest=bindparam("sum"))
)
_AMONG = {
    "sqlite": "SELECT scope, head, digest, backed_up FROM head WHERE scope IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT scope, head, digest, backed_up FROM head WHERE scope = ANY(%s)",
}
_AT_ONCE = 500
_LOOKS = 8
_EMPTY: Mapping[str, Any] = {
    "id": None,
    "hash": "",
    "writer": "",
    "n": 0,
    "eff": 0,
    "received_at": 0,
    "size": 0,
    "text": b"",
    "sealed": None,
    "kind": "",
    "eid": "",
    "subject": "",
    "place": "",
    "receipt": "",
    "issued": "",
}
"""A place that holds nothing."""


@dataclass(slots=True)
class Stream:
    """One scope during one transaction, its head locked. ``streams`` counts what is derived from it now."""

    scope: Scope
    head: int
    digest: Digest
    streams: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def lock(cls, connection: Connection, scope: Scope) -> "Stream":
        """Lock the head of a scope, made if it is the first time."""
        row = _LOCKED.first(connection, {"of": scope})
        if row is None:
            insert_absent(connection, HEAD, {"scope": scope, "head": 0, "digest": Digest().text()})
            row = _LOCKED.first(connection, {"of": scope})
        return cls(scope, row.head, Digest.from_text(row.digest), row.streams)

    def add(self, row: Mapping[str, Any]) -> None:
        """Give a row the next place."""
        self.rows.append({**row, "scope": self.scope, "seq": self.head + len(self.rows) + 1})

    def leave(self, connection: Connection, entities: Collection[About]) -> None:
        """Let entities leave: their places hold nothing any more, and each has a departure. What was added is kept first."""
        self.close(connection)
        kinds: dict[str, list[str]] = {}
        for kind, eid in sorted(entities):
            kinds.setdefault(kind, []).append(eid)
        for kind, eids in kinds.items():
            found = rows_among(
                connection, (ENTRY.c.id, ENTRY.c.hash, ENTRY.c.kind), self.scope, ENTRY.c.eid, eids
            )
            left = [(EntryId(row.id), row.hash) for row in found if row.id is not None and row.kind == kind]
            self.digest = self.digest.minus_all(left)
            for start in range(0, len(eids), _AT_ONCE):
                connection.execute(
                    update(ENTRY)
                    .where(
                        ENTRY.c.scope == self.scope,
                        ENTRY.c.kind == kind,
                        ENTRY.c.eid.in_(eids[start : start + _AT_ONCE]),
                        ENTRY.c.id.is_not(None),
                    )
                    .values(dict(_EMPTY))
                )
            for eid in eids:
                self.add({**_EMPTY, "kind": kind, "eid": eid})
        self.close(connection)

    def close(self, connection: Connection) -> None:
        """Insert what was added and raise the head."""
        if not self.rows:
            return
        insert_many(connection, ENTRY, self.rows)
        self.digest = self.digest.plus_all(
            (row["id"], row["hash"]) for row in self.rows if row["id"] is not None
        )
        self.head += len(self.rows)
        self.rows = []
        _RAISED.run(connection, {"of": self.scope, "at": self.head, "sum": self.digest.text()})


def read_heads(connection: Connection, scopes: Iterable[Scope]) -> list[ScopeHead]:
    """Where the ledger stands in these scopes, in the order of their names."""
    wanted = sorted(scopes)
    name = connection.dialect.name
    among: object = msgspec.json.encode(wanted).decode() if name == "sqlite" else wanted
    found = {
        row[0]: ScopeHead(scope=row[0], head=row[1], digest=row[2], backed_up=row[3])
        for row in execute(connection, _AMONG[name], [among]).fetchall()
    }
    nothing = Digest().text()
    return [found.get(scope) or ScopeHead(scope=scope, head=0, digest=nothing) for scope in wanted]


def steadily(connection: Connection, scope: Scope, read: Callable[[ScopeHead], Found]) -> Found:
    """Read a scope as it stands at one head.

    What has a place in a branch's scope stays as it is, but in a derived one a place may be emptied while somebody reads;
    whatever empties one raises the head, so a head that has moved meanwhile says that it must be read again.
    """
    (head,) = read_heads(connection, [scope])
    found = read(head)
    if scope == branch_of(scope):
        return found
    for _ in range(_LOOKS):
        (now,) = read_heads(connection, [scope])
        if now.head == head.head:
            break
        head = now
        found = read(head)
    return found
