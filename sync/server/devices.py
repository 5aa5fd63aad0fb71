"""Devices: who may speak, in which role, and for which scopes since when."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, case, insert, literal_column, select, update

from sync.protocol.audit import What
from sync.protocol.clock import milliseconds_of
from sync.protocol.entries import Entry, Scope, home_name, is_id, scope_of
from sync.protocol.kinds.turf import TURF
from sync.protocol.rights import Role
from sync.protocol.scopes import permits
from sync.server.audit import note
from sync.server.statements import Prepared
from sync.server.tables import BRANCH, DEVICE, DEVICE_ROLE, GRANT, REGION, STATUS_KEY
from sync.server.walls import NOTHING, each_home, look, looking

ORGANISER = Role.ORGANISER.value
CANVASSER = Role.CANVASSER.value
_REGION = "region:"
_SEEN_EVERY_MS = 10 * 60 * 1000
_DEVICE = Prepared(
    select(DEVICE).where(DEVICE.c.scope == bindparam("of"), DEVICE.c.id == bindparam("device"))
)
_GRANTS = Prepared(
    select(GRANT.c.granted, GRANT.c.from_at, GRANT.c.until_at).where(
        GRANT.c.scope == bindparam("of"), GRANT.c.device == bindparam("device")
    )
)
_SEEN = Prepared(
    update(DEVICE)
    .where(DEVICE.c.scope == bindparam("of"), DEVICE.c.id == bindparam("device"))
    .values(
        seen_at=bindparam("at"),
        pending=case(
            (DEVICE.c.pending > bindparam("sent"), DEVICE.c.pending - bindparam("sent")),
            else_=literal_column("0"),
        ),
    )
)

Now = Callable[[], int]
"""The server's time, in ms since 1970 (UTC)."""


def wall_clock() -> int:
    """The time of this machine, in ms since 1970 (UTC)."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Grant:
    """That a device may have a scope, from an instant and until one (ms; None for no end)."""

    scope: Scope
    from_at: int
    until_at: int | None = None

    def holds_at(self, at: int) -> bool:
        """Whether it holds at an instant."""
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the server knows it. ``name`` is what it calls itself: its home's name and its id, joined by a dot.

    ``scopes`` are those granted now, by the ``grants`` of all times. ``role_at`` is since when it has its role, 0 if since it
    enrolled. A guest is shut out when nothing is granted to it any more; ``guest`` names the device that it is elsewhere.
    """

    scope: Scope
    id: str
    key: bytes
    role: str
    scopes: frozenset[Scope]
    seen_at: int
    is_revoked: bool
    grants: tuple[Grant, ...] = ()
    told: tuple[int, int, str] = (0, 0, "")  # pending, questions and app, as it said them last
    role_at: int = 0
    guest: str = ""

    def may_write(self, entry: Entry, now: int) -> bool:
        """Whether an entry of this device may claim its scope: by what was granted when it was written, or is now.

        A stamp later than now counts as now, so that a wrong clock opens nothing. What a turf holds is for those to say who may
        say it now: a stamp can be made up, and whoever cuts a turf is given what is in it.
        """
        if entry.kind == TURF.name:
            return self.may_write_now(entry.scope, entry.kind)
        written = min(milliseconds_of(entry.stamp), now)
        dated = {grant.scope for grant in self.grants if grant.holds_at(now) or grant.holds_at(written)}
        return any(permits(scope, entry.scope, entry.kind) for scope in {*self.scopes, *dated})

    def may_write_now(self, scope: Scope, kind: str) -> bool:
        """The same by what is granted now, whenever the entry was written."""
        return any(permits(granted, scope, kind) for granted in self.scopes)

    @property
    def name(self) -> str:
        """The name of the device in requests."""
        return f"{home_name(self.scope)}.{self.id}"

    @property
    def told_role(self) -> str:
        """Its role, for its own ears: nothing as long as it is the one with which it enrolled."""
        return self.role if self.role_at else ""


class DeviceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A device in a list; times in ms since 1970, ``revoked_at`` 0 if it is not revoked. Its home may be a region."""

    device: str
    branch: str
    branch_name: str
    laptop: str
    role: str
    enrolled_at: int
    seen_at: int
    revoked_at: int


def split_name(name: str) -> tuple[Scope, str] | None:
    """Home scope and id of a device's name; None if it is not one."""
    home, _, device = name.partition(".")
    is_name = is_id(home.removeprefix(_REGION)) and is_id(device)
    return (scope_of(home), device) if is_name else None


def home_named(name: str) -> Scope:
    """The branch in a device's name, whoever calls itself so; nobody's if it is no name."""
    parts = split_name(name)
    return NOTHING if parts is None else parts[0]


def find_device(connection: Connection, name: str, now: int) -> Device | None:
    """The device of a name, with the scopes granted to it at this time."""
    parts = split_name(name)
    if parts is None:
        return None
    scope, device = parts
    which = {"of": scope, "device": device}
    row = _DEVICE.first(connection, which)
    found = _GRANTS.rows(connection, which)  # also of nobody: who is not known takes as long to refuse
    if row is None:
        return None
    grants = tuple(Grant(Scope(each.granted), each.from_at, each.until_at) for each in found)
    scopes = frozenset(grant.scope for grant in grants if grant.holds_at(now))
    return Device(
        scope=scope,
        id=device,
        key=bytes.fromhex(row.key),
        role=row.role,
        scopes=scopes,
        seen_at=row.seen_at,
        is_revoked=row.revoked_at is not None
        or (row.role == Role.GUEST and not scopes)
        or _is_shut_out(connection, row.guest),
        grants=grants,
        told=(row.pending, row.questions, row.app),
        role_at=row.role_at,
        guest=row.guest,
    )


def status_keys(connection: Connection, device: Device) -> list[str]:
    """The keys (hex) with which a device may ask how it stands, the latest that asked first."""
    which = (STATUS_KEY.c.scope == device.scope, STATUS_KEY.c.device == device.id)
    found = select(STATUS_KEY.c.key).where(*which).order_by(STATUS_KEY.c.asked_at.desc(), STATUS_KEY.c.key)
    return list(connection.scalars(found))


def _is_shut_out(connection: Connection, name: str) -> bool:
    """Whether the device that a guest is elsewhere was shut out there, or is not known any more."""
    if not name:
        return False
    scope, device = split_name(name) or (NOTHING, "")
    with looking(connection, scope):
        row = _DEVICE.first(connection, {"of": scope, "device": device})
    return row is None or row.revoked_at is not None


def add_device(
    connection: Connection, device: Device, box_key: str, laptop: str, now: int, until_at: int = 0
) -> None:
    """Enrol a device, with its role, and a grant from now on (until an instant; 0 for no end) for each of its scopes."""
    connection.execute(
        insert(DEVICE).values(
            scope=device.scope,
            id=device.id,
            key=device.key.hex(),
            box_key=box_key,
            laptop=laptop,
            role=device.role,
            enrolled_at=now,
            seen_at=now,
            guest=device.guest,
        )
    )
    whose = {"scope": device.scope, "device": device.id, "from_at": now}
    connection.execute(insert(DEVICE_ROLE).values(**whose, role=device.role))
    for granted in sorted(device.scopes):
        connection.execute(insert(GRANT).values(**whose, granted=granted, until_at=until_at or None))


def is_seen_stale(device: Device, now: int) -> bool:
    """Whether it is worth a write to note that a device was heard of."""
    return device.seen_at + _SEEN_EVERY_MS <= now


def note_seen(connection: Connection, device: Device, now: int, sent: int = 0) -> None:
    """Note that a device was heard of, and that it has so many entries fewer to send than it told."""
    _SEEN.run(connection, {"of": device.scope, "device": device.id, "at": now, "sent": sent})


def revoke_device(connection: Connection, name: str, now: int, by: str = "") -> bool:
    """Revoke a device by its name, or by its id alone; returns whether it is known. Twice is as once."""
    parts = split_name(full_name(connection, name))
    if parts is None:
        return False
    scope, device = parts
    look(connection, scope)
    which = (DEVICE.c.scope == scope) & (DEVICE.c.id == device)
    if connection.execute(select(DEVICE.c.id).where(which)).first() is None:
        return False
    stands = update(DEVICE).where(which, DEVICE.c.revoked_at.is_(None)).values(revoked_at=now)
    if connection.execute(stands).rowcount:
        note(connection, scope, What.REVOKED, by, f"{scope.removeprefix('branch:')}.{device}", now)
    return True


def keepers(connection: Connection, branch: Scope) -> frozenset[str]:
    """The laptops from which a branch can be given to others: organisers', not shut out, that have all of it without an end."""
    organisers = connection.scalars(
        select(DEVICE.c.id).where(
            DEVICE.c.scope == branch, DEVICE.c.role == ORGANISER, DEVICE.c.revoked_at.is_(None)
        )
    )
    have = connection.scalars(
        select(GRANT.c.device).where(
            GRANT.c.scope == branch, GRANT.c.granted == branch, GRANT.c.until_at.is_(None)
        )
    )
    return frozenset(organisers).intersection(have)


def full_name(connection: Connection, name: str) -> str:
    """The name of a device by its name or its id alone; empty if no home has one of that id."""
    if split_name(name) is not None:
        return name
    for home in each_home(connection):
        found = select(DEVICE.c.id).where(DEVICE.c.scope == home, DEVICE.c.id == name)
        if connection.execute(found).first() is not None:
            return f"{home_name(home)}.{name}"
    return ""


def list_devices(connection: Connection) -> list[DeviceRow]:
    """Every device of every branch and region, in the order in which they enrolled."""
    found = [row for home in each_home(connection) for row in _devices_of(connection, home)]
    return sorted(found, key=lambda row: (row.enrolled_at, row.device.partition(".")[2]))


def _devices_of(connection: Connection, home: Scope) -> list[DeviceRow]:
    table = REGION if home.startswith(_REGION) else BRANCH
    called = connection.scalar(select(table.c.name).where(table.c.scope == home)) or ""
    rows = connection.execute(select(DEVICE).where(DEVICE.c.scope == home)).all()
    return [
        DeviceRow(
            device=f"{home_name(row.scope)}.{row.id}",
            branch=home_name(row.scope),
            branch_name=called,
            laptop=row.laptop,
            role=row.role,
            enrolled_at=row.enrolled_at,
            seen_at=row.seen_at,
            revoked_at=row.revoked_at or 0,
        )
        for row in rows
    ]
