"""Roles of devices: given and ended, dated and never rewritten, like grants; and what a role lets somebody write."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from sync.protocol.accounts import RoleAnswer, RoleRequest
from sync.protocol.audit import What
from sync.protocol.clock import milliseconds_of
from sync.protocol.entries import Entry, Scope
from sync.protocol.rights import WRITES, Act, Role, narrowest, rights_of
from sync.server.asking import Query, message_in
from sync.server.audit import note
from sync.server.database import Database
from sync.server.devices import Device, Now, keepers, split_name
from sync.server.door import Call, Door
from sync.server.granting import Change, change_grants, check_kept
from sync.server.heads import Stream
from sync.server.pushes import ROLE, Pushed
from sync.server.refusals import Refused, malformed, not_found
from sync.server.tables import DEVICE, DEVICE_ROLE

Held = tuple[str, int, int | None]
"""A role, from when, until when (None for now), in ms."""
_WHOLE = frozenset({Role.ORGANISER, Role.OFFICER})
"""Who works with the whole branch: nobody cuts, imports or answers for a part."""


class Roles:
    """What an organiser's laptop asks about roles; ``keep`` notes after a commit what was changed."""

    def __init__(self, database: Database, door: Door, now: Now, keep: Callable[[Scope], None]) -> None:
        self._database = database
        self._door = door
        self._now = now
        self._keep = keep

    def change(self, call: Call, _query: Query) -> RoleAnswer:
        """Give a colleague another role; the answer is given only after the commit."""
        asker = self._door.let_in(call)
        asked = message_in(call, RoleRequest)

        def work(connection: Connection) -> None:
            if (split_name(asked.device) or ("", ""))[0] != asker.scope:
                raise not_found()
            Stream.lock(connection, asker.scope)
            stands = self._door.confirm(connection, asker, call)
            now_is = _role_now(connection, asker.scope, asked.device)
            names = rights_of(stands.role).names
            if asked.role not in names or now_is not in names:
                raise malformed() if asked.role not in list(Role) else Refused(403, "role")
            change_role(connection, asked.device, asked.role, asker.name, self._now())

        self._database.write(asker.scope, work)
        self._keep(asker.scope)
        return RoleAnswer(device=asked.device, role=asked.role, now=self._now())


def change_role(connection: Connection, name: str, role: str, by: str, now: int) -> None:
    """Give a device another role from now on, inside a writing transaction. Twice is as once.

    ``by`` is the device that asked, or empty for whoever runs the server. Whoever becomes an organiser or a data officer
    is given the whole branch. Raises Refused: ``not_found`` for a device that is not known or was shut out; ``malformed`` for
    a role that is not of its home; ``last_laptop`` where a branch would have no organiser's laptop to give it from.
    """
    home, device = split_name(name) or (Scope(""), "")
    before = _role_now(connection, home, name)
    if role == before:
        return
    is_guest = Role.GUEST in (before, role)
    if rights_of(role).home is not rights_of(before).home or not rights_of(role).acts or is_guest:
        raise malformed()
    Stream.lock(connection, home)
    kept = keepers(connection, home)
    which = (DEVICE_ROLE.c.scope == home, DEVICE_ROLE.c.device == device)
    rows = connection.execute(select(DEVICE_ROLE.c.role, DEVICE_ROLE.c.from_at).where(*which)).all()
    from_at = max([now, *(row.from_at + 1 for row in rows)])
    connection.execute(
        update(DEVICE_ROLE)
        .where(*which, DEVICE_ROLE.c.until_at.is_(None))
        .values(until_at=from_at, ended_by=by)
    )
    row = {"scope": home, "device": device, "role": role, "from_at": from_at, "given_by": by}
    connection.execute(insert(DEVICE_ROLE).values(**row))
    settle_role(connection, home, device)
    note(connection, home, What.ROLE_CHANGED, by, f"{name} {role}", now)
    if role in _WHOLE:
        change_grants(connection, home, Change(name, give=[home]), by, now)
    check_kept(connection, home, kept)


def settle_role(connection: Connection, home: Scope, device: str) -> None:
    """Let a device have the role that stands: of several (two lives of a server) the one with the fewest rights."""
    rows = connection.execute(
        select(DEVICE_ROLE.c.role, DEVICE_ROLE.c.from_at, DEVICE_ROLE.c.until_at).where(
            DEVICE_ROLE.c.scope == home, DEVICE_ROLE.c.device == device
        )
    ).all()
    standing = [row for row in rows if row.until_at is None]
    if not standing:
        return
    role = narrowest([row.role for row in standing])
    since = max(row.from_at for row in standing if row.role == role)
    is_first = len(rows) == 1
    connection.execute(
        update(DEVICE)
        .where(DEVICE.c.scope == home, DEVICE.c.id == device)
        .values(role=role, role_at=0 if is_first else since)
    )


def judged_by_role(
    device: Device, entries: Sequence[Pushed], now: int, held_roles: Callable[[], Sequence[Held]]
) -> list[Pushed]:
    """The same entries; those of a kind that the role of their author does not let them write are to lie apart.

    An erasure needs the role now, for it cannot be undone; anything else may be from when it was held. ``held_roles`` is asked
    only where the role of now does not do.
    """
    acts = rights_of(device.role).acts
    needed = [WRITES.get(one.entry.kind) if one.entry is not None else None for one in entries]
    if all(act is None or act in acts for act in needed):
        return list(entries)
    dated = held_roles()

    def may(entry: Entry | None, act: Act | None) -> bool:
        if act is None or act in acts or entry is None:
            return True
        written = min(milliseconds_of(entry.stamp), now)
        held = [role for role, start, end in dated if start <= written and (end is None or written < end)]
        return act is not Act.ERASE and any(act in rights_of(role).acts for role in held)

    return [
        one if may(one.entry, act) else replace(one, reason=one.reason or ROLE)
        for one, act in zip(entries, needed, strict=True)
    ]


def roles_held(connection: Connection, device: Device) -> list[Held]:
    """Every role that a device had, and when."""
    rows = connection.execute(
        select(DEVICE_ROLE.c.role, DEVICE_ROLE.c.from_at, DEVICE_ROLE.c.until_at).where(
            DEVICE_ROLE.c.scope == device.scope, DEVICE_ROLE.c.device == device.id
        )
    )
    return [(row.role, row.from_at, row.until_at) for row in rows]


def _role_now(connection: Connection, home: Scope, name: str) -> str:
    device = (split_name(name) or ("", ""))[1]
    row = connection.execute(
        select(DEVICE.c.role, DEVICE.c.revoked_at).where(DEVICE.c.scope == home, DEVICE.c.id == device)
    ).first()
    if row is None or row.revoked_at is not None:
        raise not_found()
    return str(row.role)
