"""Where scopes stand."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from sync.protocol.digest import Digest
from sync.protocol.entries import Scope
from sync.protocol.messages import ScopeHead
from sync.server.tables import HEAD


def read_heads(connection: Connection, scopes: Sequence[Scope]) -> list[ScopeHead]:
    """Where the ledger stands in these scopes, in the order of their names."""
    rows = connection.execute(select(HEAD).where(HEAD.c.scope.in_(list(scopes))))
    found = {
        row.scope: ScopeHead(scope=row.scope, head=row.head, digest=row.digest, backed_up=row.backed_up)
        for row in rows
    }
    nothing = Digest().text()
    return [found.get(scope) or ScopeHead(scope=scope, head=0, digest=nothing) for scope in sorted(scopes)]
