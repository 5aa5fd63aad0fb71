"""Whom a device with turfs alone may bring together: whoever one of its turfs holds already, and people that it wrote itself.

What a turf holds the laptops of organisers say, and they go by what everybody wrote of who lives where and who is whom. Were
all of that believed, a turf's laptop could name anybody's id, which it can work out, and be given what is known of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from sync.protocol.entries import Entry, decode_body
from sync.protocol.kinds import KINDS
from sync.server.admission import keyed
from sync.server.database import rows_among
from sync.server.devices import Device
from sync.server.pushes import NOT_GRANTED, Pushed
from sync.server.streams import holds_of, turf_of
from sync.server.tables import ENTRY, WRITER

_WRITTEN = (ENTRY.c.subject, ENTRY.c.writer)
_UNSAID = ""
"""Stands for whom an entry does not name that should: nobody holds it."""


def judged_by_reach(connection: Connection, device: Device, entries: Sequence[Pushed]) -> list[Pushed]:
    """The same entries; those that bring together what the device was not given together are to lie apart.

    By what is granted now and what turfs hold now, whatever the stamp says: it can be made up.
    """
    claims = [_brought_together(device, one) for one in entries]
    if not any(claims):
        return list(entries)
    turfs = {turf_of(grant.scope) for grant in device.grants} - {""}
    held = [holds_of(connection, device.scope, turf) for turf in sorted(turfs)]
    wrote = {keyed(one.subject) for one in entries if not one.reason}
    own = _own(connection, device, {one for claim in claims for one in claim} - {_UNSAID}, wrote)

    def may(claim: frozenset[str]) -> bool:
        others = claim - own
        return not others or any(others <= places for places in held)

    return [
        one if may(claim) else replace(one, reason=one.reason or NOT_GRANTED)
        for one, claim in zip(entries, claims, strict=True)
    ]


def _brought_together(device: Device, pushed: Pushed) -> frozenset[str]:
    """The people and doors that an entry of this device puts in one place; none if it has all of the scope that it claims."""
    entry = pushed.entry
    if entry is None or pushed.reason or entry.scope in device.scopes:
        return frozenset()
    return _joined(entry)


def _joined(entry: Entry) -> frozenset[str]:
    kind = KINDS.get(entry.kind)
    if kind is None or not kind.joins:
        return frozenset()
    plain: Mapping[str, object] = decode_body(entry).plain
    named = [plain.get(name) for name in sorted(kind.joins)]
    found = {keyed(one) if isinstance(one, str) else _UNSAID for one in named}
    if found == {_UNSAID}:
        return frozenset()
    return frozenset(found | ({keyed(entry.eid)} if kind.is_person or kind.is_door else set()))


def _own(connection: Connection, device: Device, named: set[str], wrote: set[str]) -> set[str]:
    """Of whom this device wrote something, now or before, and nobody else."""
    found = rows_among(connection, _WRITTEN, device.scope, ENTRY.c.subject, sorted(named))
    theirs = set(
        connection.scalars(
            select(WRITER.c.writer).where(WRITER.c.scope == device.scope, WRITER.c.device == device.id)
        )
    )
    by = {(row.subject, row.writer in theirs) for row in found}
    return {one for one in named if (one in wrote or (one, True) in by) and (one, False) not in by}
