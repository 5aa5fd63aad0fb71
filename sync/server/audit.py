"""The log of what was done, written in the transaction that does it, ordered by its scope's head row.

The head row of a log is locked last of all that a transaction locks, so whoever waits for it holds it briefly.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, insert, select, update

from sync.protocol.audit import AUDIT_MOST_ROWS, BEFORE_ALL, SERVER_LOG, AuditRow, What, chained
from sync.protocol.entries import Scope
from sync.server.database import insert_absent
from sync.server.statements import Prepared
from sync.server.tables import AUDIT, AUDIT_HEAD, BRANCH, REGION
from sync.server.walls import BRANCHES, looking

_LOCKED = Prepared(select(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == bindparam("of")).with_for_update())
_RAISED = Prepared(
    update(AUDIT_HEAD)
    .where(AUDIT_HEAD.c.scope == bindparam("of"))
    .values(n=bindparam("at"), hash=bindparam("last"))
)
_MOST_OF_TEXT = 300


def note(
    connection: Connection, branch: Scope, what: What, who: str, about: str, now: int, count: int = 0
) -> None:
    """Note in a branch's log what was done in this transaction: ``who`` did it, ``about`` which ids; see ``What``."""
    with looking(connection, branch):
        _note(connection, branch, what, who, about, now, count)


def _note(
    connection: Connection, branch: Scope, what: What, who: str, about: str, now: int, count: int
) -> None:
    head = _LOCKED.first(connection, {"of": branch})
    if head is None:
        insert_absent(connection, AUDIT_HEAD, {"scope": branch, "n": 0, "hash": BEFORE_ALL})
        head = _LOCKED.first(connection, {"of": branch})
    bare = AuditRow(
        n=head.n + 1,
        at=now,
        what=what.value,
        hash="",
        prev=head.hash,
        who=shown(who[:_MOST_OF_TEXT]),
        about=shown(about[:_MOST_OF_TEXT]),
        count=count,
    )
    row = chained(branch, bare)
    connection.execute(
        insert(AUDIT).values(
            scope=branch,
            n=row.n,
            at=row.at,
            what=row.what,
            who=row.who,
            about=row.about,
            counted=row.count,
            prev_hash=row.prev,
            hash=row.hash,
        )
    )
    _RAISED.run(connection, {"of": branch, "at": row.n, "last": row.hash})


def note_everywhere(connection: Connection, what: What, about: str, now: int) -> None:
    """Note something that is the server's own and concerns every branch, in the log of each."""
    for log in list_logs(connection):
        note(connection, log, what, "", about, now)


def read_head(connection: Connection, log: Scope) -> tuple[int, str]:
    """How many rows a log has, and the hash of the last."""
    with looking(connection, log):
        row = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.scope == log)).first()
    return (0, BEFORE_ALL) if row is None else (int(row.n), str(row.hash))


def read_rows(
    connection: Connection, log: Scope, after: int, until: int, limit: int = AUDIT_MOST_ROWS
) -> list[AuditRow]:
    """Rows of a log after one number and up to another, in their order."""
    asked = select(AUDIT).where(AUDIT.c.scope == log, AUDIT.c.n > after, AUDIT.c.n <= until)
    with looking(connection, log):
        found = connection.execute(asked.order_by(AUDIT.c.n).limit(limit)).all()
    return [
        AuditRow(
            n=row.n,
            at=row.at,
            what=row.what,
            hash=row.hash,
            prev=row.prev_hash,
            who=row.who,
            about=row.about,
            count=row.counted,
        )
        for row in found
    ]


def all_rows(connection: Connection, log: Scope) -> Iterator[AuditRow]:
    """Every row that a log has, also beyond what its head says."""
    last, most = 0, (1 << 53)
    while rows := read_rows(connection, log, last, most):
        yield from rows
        last = rows[-1].n


def list_logs(connection: Connection) -> list[Scope]:
    """The logs that there are: one for each branch and region, and that of the server itself."""
    with looking(connection, BRANCHES):
        homes = [*connection.scalars(select(BRANCH.c.scope)), *connection.scalars(select(REGION.c.scope))]
    return sorted({SERVER_LOG, *map(Scope, homes)})


def shown(text: str) -> str:
    """Text as any database keeps it and any terminal shows it: nothing of it begins a line or moves a cursor."""
    return "".join(one if one.isprintable() else "?" for one in text)
