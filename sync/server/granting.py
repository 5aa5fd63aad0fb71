"""Giving scopes to devices and ending that: dated, never rewritten. Derived streams are kept while somebody may have them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from sync.protocol.audit import What
from sync.protocol.entries import Scope
from sync.protocol.kinds.turf import TURF
from sync.protocol.messages import GrantRequest, GrantsAnswer, GrantState
from sync.protocol.rights import Role
from sync.protocol.scopes import ScopeKind, ScopeName, branch_of, read_scope
from sync.server.asking import Query, message_in
from sync.server.audit import note
from sync.server.database import Database
from sync.server.devices import Now, keepers, split_name
from sync.server.door import Call, Door
from sync.server.heads import Stream
from sync.server.refusals import Refused, malformed, not_found
from sync.server.streams import close_streams, open_stream, open_streams
from sync.server.tables import DEVICE, ENTRY, GRANT

MOST_SCOPES = 100
"""In one request."""
_LATEST = 1 << 53  # what any database keeps, and any reader of JSON reads


@dataclass(frozen=True, slots=True)
class Change:
    """What a device may have from now on (until an instant in ms; 0 for no end), and what no more."""

    device: str
    give: Sequence[Scope] = ()
    end: Sequence[Scope] = ()
    until_at: int = 0


def list_grants(connection: Connection, branch: Scope) -> list[GrantState]:
    """Every grant of a branch, past ones too, in the order in which they began."""
    name = branch.removeprefix("branch:")
    rows = connection.execute(
        select(GRANT)
        .where(GRANT.c.scope == branch)
        .order_by(GRANT.c.from_at, GRANT.c.device, GRANT.c.granted)
    )
    return [
        GrantState(
            device=f"{name}.{row.device}",
            scope=Scope(row.granted),
            from_at=row.from_at,
            until_at=row.until_at or 0,
            given_by=row.given_by,
            ended_by=row.ended_by,
        )
        for row in rows
    ]


def change_grants(connection: Connection, branch: Scope, change: Change, by: str, now: int) -> None:
    """Give and end scopes of a device of a branch, inside a writing transaction. Twice is as once.

    ``by`` is the device that asked, or empty for whoever runs the server. Raises Refused: ``not_found`` for a device, a
    turf or a branch that is not this one's, or a device that was shut out; ``malformed``; ``last_laptop`` where no organiser's
    laptop would have the whole branch any more, so that nobody could give it to anybody.
    """
    given, ended = sorted(set(change.give)), sorted(set(change.end))
    if len(given) + len(ended) > MOST_SCOPES or set(given) & set(ended) or not given + ended:
        raise malformed()
    if change.until_at and not now < change.until_at < _LATEST:
        raise malformed()
    stream = Stream.lock(connection, branch)
    device, role = _device(connection, branch, change.device, is_given=bool(given))
    if role == Role.GUEST and given and not change.until_at:
        raise malformed()  # a guest is never given anything without an end
    kept = keepers(connection, branch)
    check_known(connection, branch, given)
    for scope in ended:
        _check_own(branch, scope)
        _end(connection, branch, device, scope, by, now)
    for scope in given:
        _give(connection, branch, device, scope, change.until_at, by, now)
    check_kept(connection, branch, kept)
    keep_streams(connection, stream, given, now)


def check_kept(connection: Connection, branch: Scope, before: frozenset[str]) -> None:
    """Raise ``last_laptop`` if what was done in this transaction left a branch without any of those that had kept it."""
    if before and not keepers(connection, branch):
        raise Refused(409, "last_laptop")


class Granting:
    """What an organiser's laptop asks about grants; ``keep`` notes after a commit what was changed."""

    def __init__(self, database: Database, door: Door, now: Now, keep: Callable[[Scope], None]) -> None:
        self._database = database
        self._keep = keep
        self._door = door
        self._now = now

    def list_all(self, call: Call, _query: Query) -> GrantsAnswer:
        """Every grant of the asker's branch."""
        with self._door.entering(call) as (connection, device):
            return GrantsAnswer(grants=list_grants(connection, device.scope), now=self._now())

    def change(self, call: Call, _query: Query) -> GrantsAnswer:
        """Give and end scopes of a laptop; the answer is given only after the commit."""
        device = self._door.let_in(call)
        asked = message_in(call, GrantRequest)
        change = Change(asked.device, asked.give, asked.end, asked.until_at)

        def work(connection: Connection) -> list[GrantState]:
            Stream.lock(connection, device.scope)
            self._door.confirm(connection, device, call)
            change_grants(connection, device.scope, change, device.name, self._now())
            return list_grants(connection, device.scope)

        grants = self._database.write(device.scope, work)
        self._keep(device.scope)
        return GrantsAnswer(grants=grants, now=self._now())


def _device(connection: Connection, branch: Scope, name: str, *, is_given: bool) -> tuple[str, str]:
    home, device = split_name(name) or ("", "")
    if home != branch:
        raise not_found()
    row = connection.execute(
        select(DEVICE.c.revoked_at, DEVICE.c.role).where(DEVICE.c.scope == branch, DEVICE.c.id == device)
    ).first()
    if row is None or (is_given and row.revoked_at is not None):
        raise not_found()
    return device, str(row.role)


def check_known(connection: Connection, branch: Scope, scopes: Iterable[Scope]) -> None:
    """Raise ``not_found`` unless scopes are of this branch, and their turfs known."""
    for scope in scopes:
        name = _check_own(branch, scope)
        if name.kind is not ScopeKind.TURF:
            continue
        known = select(ENTRY.c.seq).where(
            ENTRY.c.scope == branch, ENTRY.c.eid == name.turf, ENTRY.c.kind == TURF.name
        )
        if connection.execute(known.limit(1)).first() is None:
            raise not_found()


def _check_own(branch: Scope, scope: Scope) -> ScopeName:
    name = read_scope(scope)
    if name is None or branch_of(scope) != branch:
        raise not_found()
    return name


def _end(connection: Connection, branch: Scope, device: str, scope: Scope, by: str, now: int) -> None:
    ended = connection.execute(
        update(GRANT)
        .where(
            GRANT.c.scope == branch,
            GRANT.c.device == device,
            GRANT.c.granted == scope,
            GRANT.c.until_at.is_(None) | (GRANT.c.until_at > now),
        )
        .values(until_at=now, ended_by=by)
    )
    if ended.rowcount:
        note(connection, branch, What.GRANT_ENDED, by, _about(branch, device, scope), now)


def _give(
    connection: Connection, branch: Scope, device: str, scope: Scope, until_at: int, by: str, now: int
) -> None:
    rows = connection.execute(
        select(GRANT.c.from_at, GRANT.c.until_at).where(
            GRANT.c.scope == branch, GRANT.c.device == device, GRANT.c.granted == scope
        )
    ).all()
    held = [row for row in rows if row.until_at is None or row.until_at > now]
    if any((row.until_at or 0) == until_at for row in held):
        return
    if held:
        _end(connection, branch, device, scope, by, now)
    from_at = max([now, *(row.from_at + 1 for row in rows)])  # one after another, however quickly
    row = {"scope": branch, "device": device, "granted": scope, "from_at": from_at, "given_by": by}
    connection.execute(insert(GRANT).values(**row, until_at=until_at or None))
    note(connection, branch, What.GRANT_GIVEN, by, _about(branch, device, scope), now)


def _about(branch: Scope, device: str, scope: Scope) -> str:
    return f"{branch.removeprefix('branch:')}.{device} {scope}"


def keep_streams(connection: Connection, branch: Stream, given: Sequence[Scope], now: int) -> None:
    """Open what was given, and close what no device may have any more. The branch's head is locked."""
    is_open = set(open_streams(connection, branch.scope))
    for scope in given:
        if scope != branch.scope and scope not in is_open:
            open_stream(connection, branch, scope)
    wanted = wanted_scopes(connection, branch.scope, now)
    if unwanted := sorted(is_open - wanted - set(given)):
        close_streams(connection, branch, unwanted)


def wanted_scopes(connection: Connection, branch: Scope, now: int) -> set[Scope]:
    """What is granted now to any device of a branch that was not shut out."""
    devices = set(
        connection.scalars(select(DEVICE.c.id).where(DEVICE.c.scope == branch, DEVICE.c.revoked_at.is_(None)))
    )
    rows = connection.execute(
        select(GRANT.c.device, GRANT.c.granted).where(
            GRANT.c.scope == branch, GRANT.c.until_at.is_(None) | (GRANT.c.until_at > now)
        )
    )
    return {Scope(row.granted) for row in rows if row.device in devices}
