"""Who may have what, as it stands outside the database and its backups: branches, laptops and grants.

After each change the folder's file of *marks* is given what the database has and it has not; at each start the database is
given what the file has and it has not. Both hold sets of rows that only ever gain an end: of two that say the same the one that
ends earlier holds. So it does not matter which of the two is older: what was ended stays ended, and what was given comes back.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from sqlalchemy import Connection, Table, insert, select, update

from sync.protocol.audit import What
from sync.protocol.entries import Scope, home_name
from sync.protocol.scopes import is_region
from sync.server.audit import note
from sync.server.database import Database, insert_absent
from sync.server.devices import Now, split_name
from sync.server.folder import ServerFolder
from sync.server.granting import keep_streams, wanted_scopes
from sync.server.heads import Stream
from sync.server.marks import (
    OF_DEVICES,
    BranchMark,
    DeviceMark,
    GrantMark,
    Mark,
    Marks,
    PlaceMark,
    RegionMark,
    RoleMark,
    StatusKeyMark,
    WipeMark,
)
from sync.server.roles import settle_role
from sync.server.tables import (
    BRANCH,
    DEVICE,
    DEVICE_ROLE,
    GRANT,
    INVITATION,
    REGION,
    REGION_BRANCH,
    STATUS_KEY,
    WIPE,
)
from sync.server.walls import BRANCHES, NOTHING, list_homes, look, look_by_code, looking

_DATED: dict[type[Mark], Table] = {GrantMark: GRANT, RoleMark: DEVICE_ROLE, PlaceMark: REGION_BRANCH}
_decoder: msgspec.json.Decoder[Mark] = msgspec.json.Decoder(Mark)


class Remembered:
    """The marks of a folder and of its database, each given what the other has besides."""

    def __init__(self, folder: ServerFolder, database: Database, now: Now) -> None:
        self._folder = folder
        self._database = database
        self._now = now

    def keep(self, *homes: Scope) -> None:
        """After a commit: note in the file what the database has besides, of these homes, or of all where none is named.

        On the disk when this returns.
        """
        self._note(self._noted(), self._read(homes))

    def _note(self, noted: Marks, found: Marks) -> None:
        self._folder.note_marks(msgspec.json.encode(mark) for mark in _lacking(noted, found))

    def bring_back(self) -> int:
        """At start: give the database what it does not know, as after a restore; how many marks that were."""
        noted, found = self._noted(), self._read()
        if not _lacking(found, noted):
            self._note(noted, found)
            return 0
        count = self._database.write(NOTHING, partial(self._catch_up, noted=noted))
        self.keep()
        return count

    def _catch_up(self, connection: Connection, noted: Marks) -> int:
        """What is lacking, home by home, each under the lock of its head."""
        return sum(
            self._catch_up_with(connection, home, noted)
            for home in sorted({mark.scope for mark in noted.values()})
        )

    def _catch_up_with(self, connection: Connection, home: Scope, noted: Marks) -> int:
        look(connection, home)
        head = Stream.lock(connection, home)
        ours = {key: mark for key, mark in noted.items() if mark.scope == home}
        lacking = _lacking(read_marks(connection, home), ours)
        for mark in sorted(lacking, key=lambda one: isinstance(one, OF_DEVICES)):  # those need their device
            _take(connection, mark, ours)
        for scope, device in sorted(
            {(mark.scope, mark.device) for mark in lacking if isinstance(mark, RoleMark)}
        ):
            settle_role(connection, scope, device)
        if lacking:
            note(connection, home, What.REMEMBERED, "", "", self._now(), len(lacking))
            wanted = sorted(wanted_scopes(connection, home, self._now()))
            keep_streams(connection, head, wanted, self._now())
        return len(lacking)

    def _read(self, homes: Sequence[Scope] = ()) -> Marks:
        """What the database says of these homes, or of all where none is named."""
        found: Marks = {}
        with self._database.reading(NOTHING) as connection:
            for home in homes or list_homes(connection):
                look(connection, home)
                found |= read_marks(connection, home)
        return found

    def _noted(self) -> Marks:
        found: Marks = {}
        for line in self._folder.marks():
            try:
                mark = _decoder.decode(line)
            except msgspec.DecodeError:  # a crash cut it short, or a later version wrote it
                continue
            found[mark.key] = _joined(mark, found.get(mark.key))
        return found


def read_marks(connection: Connection, home: Scope) -> Marks:
    """What a database says of who may have what of a branch or a region."""
    table = REGION if is_region(home) else BRANCH
    row = connection.execute(select(table).where(table.c.scope == home)).first()
    if row is None:
        return {}
    kind = RegionMark if is_region(home) else BranchMark
    found: list[Mark] = [kind(scope=home, name=row.name, made_at=row.made_at)]
    codes = connection.execute(
        select(INVITATION.c.used_by, INVITATION.c.address_hash).where(
            INVITATION.c.scope == home, INVITATION.c.used_by != ""
        )
    )
    used = {split_name(row.used_by): row.address_hash for row in codes}
    for read in (_places, _grants, _roles, _custody):
        found += read(connection, home)
    found += _devices(connection, home, used)
    return {mark.key: mark for mark in found}


def _devices(
    connection: Connection, branch: Scope, used: dict[tuple[Scope, str] | None, str]
) -> Iterable[DeviceMark]:
    for row in connection.execute(select(DEVICE).where(DEVICE.c.scope == branch)).all():
        yield DeviceMark(
            scope=branch,
            id=row.id,
            public_key=row.key,
            box_key=row.box_key,
            laptop=row.laptop,
            role=row.role,
            enrolled_at=row.enrolled_at,
            invitation=used.get((branch, row.id), ""),
            revoked_at=row.revoked_at or 0,
            guest=row.guest,
        )


def _grants(connection: Connection, branch: Scope) -> Iterable[GrantMark]:
    for row in connection.execute(select(GRANT).where(GRANT.c.scope == branch)).all():
        yield GrantMark(
            scope=branch,
            device=row.device,
            granted=Scope(row.granted),
            from_at=row.from_at,
            until_at=row.until_at or 0,
            given_by=row.given_by,
            ended_by=row.ended_by,
        )


def _roles(connection: Connection, home: Scope) -> Iterable[RoleMark]:
    for row in connection.execute(select(DEVICE_ROLE).where(DEVICE_ROLE.c.scope == home)).all():
        yield RoleMark(
            scope=home,
            device=row.device,
            role=row.role,
            from_at=row.from_at,
            until_at=row.until_at or 0,
            given_by=row.given_by,
            ended_by=row.ended_by,
        )


def _places(connection: Connection, home: Scope) -> Iterable[PlaceMark]:
    """Where a branch is and was, or what a region has and had."""
    which = REGION_BRANCH.c.scope if is_region(home) else REGION_BRANCH.c.branch
    with looking(connection, BRANCHES):
        rows = connection.execute(select(REGION_BRANCH).where(which == home)).all()
    for row in rows:
        yield PlaceMark(
            scope=Scope(row.scope),
            branch=Scope(row.branch),
            from_at=row.from_at,
            until_at=row.until_at or 0,
        )


def _custody(connection: Connection, branch: Scope) -> Iterable[StatusKeyMark | WipeMark]:
    for row in connection.execute(select(STATUS_KEY).where(STATUS_KEY.c.scope == branch)).all():
        yield StatusKeyMark(scope=branch, device=row.device, public_key=row.key)
    for row in connection.execute(select(WIPE).where(WIPE.c.scope == branch)).all():
        yield WipeMark(
            scope=branch,
            device=row.device,
            seq=row.seq,
            ordered_by=row.ordered_by,
            withdrawn_at=row.withdrawn_at or 0,
        )


def _take(connection: Connection, mark: Mark, noted: Marks) -> None:
    """Let the database say what a mark says; ``noted`` are all of its home."""
    if isinstance(mark, BranchMark | RegionMark):
        table = BRANCH if isinstance(mark, BranchMark) else REGION
        insert_absent(connection, table, msgspec.structs.asdict(mark))
    elif isinstance(mark, DeviceMark):
        is_dated = any(isinstance(one, RoleMark) and one.device == mark.id for one in noted.values())
        _take_device(connection, mark, is_dated=is_dated)
    elif isinstance(mark, StatusKeyMark):
        key = {"scope": mark.scope, "device": mark.device, "key": mark.public_key}
        insert_absent(connection, STATUS_KEY, key)
    elif isinstance(mark, WipeMark):
        _take_wipe(connection, mark)
    else:
        row = {**msgspec.structs.asdict(mark), "until_at": mark.until_at or None}
        table = _DATED[type(mark)]
        if not insert_absent(connection, table, row):
            which = [column == row[column.name] for column in table.primary_key.columns]
            ends = {name: row[name] for name in ("until_at", "ended_by") if name in row}
            connection.execute(update(table).where(*which).values(**ends))


def _take_wipe(connection: Connection, mark: WipeMark) -> None:
    row = {**msgspec.structs.asdict(mark), "withdrawn_at": mark.withdrawn_at or None}
    if not insert_absent(connection, WIPE, row):
        which = (WIPE.c.scope == mark.scope, WIPE.c.device == mark.device, WIPE.c.seq == mark.seq)
        connection.execute(update(WIPE).where(*which).values(withdrawn_at=mark.withdrawn_at or None))


def _take_device(connection: Connection, mark: DeviceMark, *, is_dated: bool) -> None:
    """``is_dated``: the roles that the device has had are noted too; else it has had this one since it enrolled."""
    which = (DEVICE.c.scope == mark.scope, DEVICE.c.id == mark.id)
    if connection.execute(select(DEVICE.c.id).where(*which)).first() is None:
        row = msgspec.structs.asdict(mark)
        key, _ = row.pop("public_key"), row.pop("invitation")
        since = {"scope": mark.scope, "device": mark.id, "role": mark.role, "from_at": mark.enrolled_at}
        row |= {"key": key, "seen_at": mark.enrolled_at, "revoked_at": mark.revoked_at or None}
        connection.execute(insert(DEVICE).values(**row))
        if not is_dated:
            insert_absent(connection, DEVICE_ROLE, since)
    else:
        connection.execute(update(DEVICE).where(*which).values(revoked_at=mark.revoked_at or None))
    if mark.invitation:  # its code is used up, also where the invitation came back as unused
        look_by_code(connection, mark.invitation)
        connection.execute(
            update(INVITATION)
            .where(INVITATION.c.address_hash == mark.invitation, INVITATION.c.used_at.is_(None))
            .values(
                used_at=mark.enrolled_at,
                used_by=f"{home_name(mark.scope)}.{mark.id}",
                scope=mark.scope,
            )
        )


def _lacking(held: Marks, other: Marks) -> list[Mark]:
    """What the other says that is not held, or ends earlier than it does here."""
    joined = ((held.get(key), _joined(mark, held.get(key))) for key, mark in other.items())
    return [mark for before, mark in joined if before is None or before.end != mark.end]


def _joined(mark: Mark, other: Mark | None) -> Mark:
    """What holds where both are said: the one that ends earlier."""
    if other is None:
        return mark
    first, second = (other, mark) if _earlier(other.end, mark.end) == other.end else (mark, other)
    if isinstance(first, DeviceMark) and isinstance(second, DeviceMark) and not first.invitation:
        return msgspec.structs.replace(first, invitation=second.invitation)
    return first


def _earlier(one: int, other: int) -> int:
    """The earlier of two ends; 0 is none."""
    return min(one, other) if one and other else one or other
