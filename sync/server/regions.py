"""Regions: sets of branches with a name, and what is told of their branches to whoever is above them. Never people."""

import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert, select, update

from sync.protocol.accounts import (
    BranchesAnswer,
    BranchState,
    CoordinatorsAnswer,
    CoordinatorState,
    RegionState,
    StaffLaptop,
    told_count,
)
from sync.protocol.audit import SERVER_LOG, What
from sync.protocol.entries import Scope, home_name
from sync.protocol.rights import Role
from sync.protocol.scopes import region_scope
from sync.server.asking import Query
from sync.server.audit import note
from sync.server.database import Database, insert_absent
from sync.server.devices import Now
from sync.server.door import Call, Door
from sync.server.laptops import count_apart
from sync.server.tables import BRANCH, DEVICE, REGION, REGION_BRANCH
from sync.server.walls import BRANCHES, looking

ROOT = region_scope("0" * 32)
"""The region of all branches."""
ROOT_NAME = "National"
_SILENT_MS = 7 * 24 * 60 * 60 * 1000
_ID_BYTES = 16


class NoSuchRegion(Exception):
    """This server has no region of that name."""


class RegionExists(Exception):
    """There is a region of that name already."""


def make_region(
    connection: Connection, name: str, now: int, random: Callable[[int], bytes] = secrets.token_bytes
) -> Scope:
    """Make a region without branches. Raises RegionExists."""
    keep_root(connection, now)
    if name in region_names(connection).values():
        raise RegionExists
    scope = region_scope(random(_ID_BYTES).hex())
    with looking(connection, scope):
        connection.execute(insert(REGION).values(scope=scope, name=name, made_at=now))
    note(connection, SERVER_LOG, What.PLACED, "", scope, now)
    return scope


def keep_root(connection: Connection, now: int) -> Scope:
    """The region of all branches, made if there is none yet."""
    with looking(connection, ROOT):
        insert_absent(connection, REGION, {"scope": ROOT, "name": ROOT_NAME, "made_at": now})
    return ROOT


def region_of_name(connection: Connection, name: str) -> Scope:
    """The region of a name. Raises NoSuchRegion."""
    with looking(connection, BRANCHES):
        found = connection.scalar(select(REGION.c.scope).where(REGION.c.name == name))
    if found is None:
        raise NoSuchRegion
    return Scope(found)


def add_branch(connection: Connection, region: Scope, branch: Scope, now: int, by: str = "") -> None:
    """Put a branch into a region; it leaves the one that it was in. The region of all has every branch anyway."""
    held = [row for row in _places(connection) if row.branch == branch]
    standing = [row for row in held if row.until_at is None]
    if region == ROOT and not standing:
        return
    if [row.scope for row in standing] == [region]:
        return
    for before in sorted({row.scope for row in standing}):
        which = (REGION_BRANCH.c.scope == before, REGION_BRANCH.c.branch == branch)
        with looking(connection, before):
            connection.execute(
                update(REGION_BRANCH).where(*which, REGION_BRANCH.c.until_at.is_(None)).values(until_at=now)
            )
    if region != ROOT:
        from_at = max([now, *(row.from_at + 1 for row in held)])
        with looking(connection, region):
            connection.execute(insert(REGION_BRANCH).values(scope=region, branch=branch, from_at=from_at))
    note(connection, branch, What.PLACED, by, region, now)


def branches_of(connection: Connection, region: Scope) -> list[tuple[Scope, str]]:
    """The branches of a region, each with its name, by their names."""
    inside = {row.branch for row in _places(connection) if row.until_at is None and row.scope == region}
    named = select(BRANCH.c.scope, BRANCH.c.name).order_by(BRANCH.c.name, BRANCH.c.scope)
    with looking(connection, BRANCHES):
        rows = connection.execute(named).all()
    return [(Scope(row.scope), row.name) for row in rows if region == ROOT or row.scope in inside]


def regions_above(connection: Connection, branch: Scope) -> list[Scope]:
    """The regions that a branch is in, that of all among them."""
    return [
        Scope(row.scope) for row in _places(connection) if row.branch == branch and row.until_at is None
    ] + [ROOT]


def is_below(region: Scope, above: Scope) -> bool:
    """Whether a region is another, or below it: all are below that of all branches."""
    return above in (ROOT, region)


def region_names(connection: Connection) -> dict[Scope, str]:
    """What regions are called."""
    with looking(connection, BRANCHES):
        rows = connection.execute(select(REGION.c.scope, REGION.c.name)).all()
    return {Scope(row.scope): row.name for row in rows}


def _places(connection: Connection) -> list[Any]:
    with looking(connection, BRANCHES):
        return list(connection.execute(select(REGION_BRANCH).order_by(REGION_BRANCH.c.from_at)).all())


class Regions:
    """What coordinators and observers ask about their branches, and organisers about whoever is above them."""

    def __init__(self, database: Database, door: Door, now: Now) -> None:
        self._database = database
        self._door = door
        self._now = now

    def list_branches(self, call: Call, _query: Query) -> BranchesAnswer:
        """The branches of the asker's region, with what may be told of them; observers see no laptops."""
        now = self._now()
        with self._door.entering(call) as (connection, device):
            names = region_names(connection)
            is_staff = device.role != Role.OBSERVER
            branches = [
                _state(connection, branch, name, now, is_staff=is_staff)
                for branch, name in branches_of(connection, device.scope)
            ]
        below = [
            RegionState(scope=region, name=name)
            for region, name in sorted(names.items(), key=lambda one: one[1])
            if device.scope == ROOT and region != ROOT
        ]
        return BranchesAnswer(name=names.get(device.scope, ""), branches=branches, now=now, regions=below)

    def list_coordinators(self, call: Call, _query: Query) -> CoordinatorsAnswer:
        """Whom the asker's branch may make its guest: coordinators of the regions that it is in."""
        with self._door.entering(call) as (connection, device):
            names = region_names(connection)
            found = [
                CoordinatorState(
                    device=f"{home_name(region)}.{row.id}",
                    laptop=row.laptop,
                    role=row.role,
                    region=names.get(region, ""),
                    seen_at=row.seen_at,
                )
                for region in regions_above(connection, device.scope)
                for row in _devices(connection, region)
                if row.role != Role.OBSERVER
            ]
        return CoordinatorsAnswer(coordinators=found, now=self._now())


def _state(connection: Connection, branch: Scope, name: str, now: int, *, is_staff: bool) -> BranchState:
    # Guests are not of the branch's staff.
    with looking(connection, branch):
        rows = [row for row in _devices(connection, branch) if row.role != Role.GUEST]
        apart = count_apart(connection, branch)
    names = region_names(connection)
    return BranchState(
        branch=home_name(branch),
        name=name,
        count=len(rows),
        silent=sum(now - row.seen_at >= _SILENT_MS for row in rows),
        seen_at=max((row.seen_at for row in rows), default=0),
        questions=told_count(sum(row.questions for row in rows)),
        pending=told_count(sum(row.pending for row in rows)),
        quarantined=told_count(sum(apart[row.id] for row in rows)),
        laptops=[_laptop(row) for row in rows] if is_staff else [],
        regions=[names[region] for region in regions_above(connection, branch)[:-1]],
    )


def _laptop(row: Any) -> StaffLaptop:
    return StaffLaptop(laptop=row.laptop, role=row.role, enrolled_at=row.enrolled_at, seen_at=row.seen_at)


def _devices(connection: Connection, home: Scope) -> list[Any]:
    """The devices of a home that were not shut out, in the order in which they enrolled."""
    found = (
        select(DEVICE)
        .where(DEVICE.c.scope == home, DEVICE.c.revoked_at.is_(None))
        .order_by(DEVICE.c.enrolled_at, DEVICE.c.id)
    )
    with looking(connection, home):
        return list(connection.execute(found).all())
