"""Whom a device with turfs alone may bring together, or take off every list: whoever one of its turfs holds, and people that
it typed itself.

What a turf holds the laptops of organisers say, and they go by what everybody wrote of who lives where and who is whom. Were
all of that believed, a turf's laptop could name anybody's id, which it can work out, and be given what is known of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from sync.protocol.entries import Body, Entry, Scope, decode_body
from sync.protocol.kinds import KINDS, Belongs
from sync.protocol.typed import is_typed
from sync.server.admission import keyed
from sync.server.database import rows_among
from sync.server.devices import Device
from sync.server.pushes import NOT_GRANTED, Pushed
from sync.server.streams import holds_of, turf_of
from sync.server.tables import ENTRY, WRITER

_WRITTEN = (ENTRY.c.subject, ENTRY.c.writer)
_UNSAID = ""
"""Stands for whom an entry does not name that should: nobody holds it."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """Whom an entry puts in one place, or takes away; whom of them it proves to be typed."""

    named: frozenset[str]
    typed: frozenset[str] = frozenset()
    joins: bool = False


_NOTHING = _Claim(frozenset())


def judged_by_reach(connection: Connection, device: Device, entries: Sequence[Pushed]) -> list[Pushed]:
    """The same entries; those that bring together, or take away, what the device was not given are to lie apart.

    By what is granted now and what turfs hold now, whatever the stamp says: it can be made up. What takes somebody away may
    also be of a turf that it had.
    """
    claims = [_claim_of(device, one) for one in entries]
    if not any(claim.named for claim in claims):
        return list(entries)
    now = _held(connection, device, device.scopes)
    ever = _held(connection, device, {grant.scope for grant in device.grants})
    wrote = {keyed(one.subject) for one in entries if not one.reason}
    named = {one for claim in claims for one in claim.named} - {_UNSAID}
    own = _own(connection, device, named, wrote)

    def may(claim: _Claim) -> bool:
        # One's own must be shown to be typed: nothing shows whose an elector is of whom nobody wrote yet.
        others = claim.named - (own & claim.typed)
        return not others or any(others <= places for places in (now if claim.joins else ever))

    return [
        one if may(claim) else replace(one, reason=one.reason or NOT_GRANTED)
        for one, claim in zip(entries, claims, strict=True)
    ]


def _held(
    connection: Connection, device: Device, scopes: set[Scope] | frozenset[Scope]
) -> list[frozenset[str]]:
    turfs = {turf_of(scope) for scope in scopes} - {""}
    return [holds_of(connection, device.scope, turf) for turf in sorted(turfs)]


def _claim_of(device: Device, pushed: Pushed) -> _Claim:
    """What an entry of this device claims; nothing if it has the whole branch, whichever scope the entry names."""
    entry = pushed.entry
    if entry is None or pushed.reason or device.scope in device.scopes:
        return _NOTHING
    kind = KINDS.get(entry.kind)
    if kind is None or kind.belongs is not Belongs.TURF:
        return _NOTHING
    body = decode_body(entry)
    plain: Mapping[str, object] = body.plain
    itself = {keyed(entry.eid)} if kind.is_person or kind.is_door else set()
    found = {keyed(one) if isinstance(one, str) else _UNSAID for one in map(plain.get, sorted(kind.joins))}
    if found - {_UNSAID}:
        return _Claim(frozenset(found | itself), _shown_typed(entry, body), joins=True)
    is_taken_off = plain.get("deleted") is True
    return _Claim(frozenset(itself), _shown_typed(entry, body)) if is_taken_off else _NOTHING


def _shown_typed(entry: Entry, body: Body) -> frozenset[str]:
    """Who is shown to be typed: those of whom an entry names the proof, or itself, by a proof in the place of its salt."""
    named = body.plain.get("typed")
    proofs = {entry.eid: body.salt, **(named if isinstance(named, dict) else {})}
    return frozenset(who for who, proof in proofs.items() if isinstance(proof, str) and is_typed(who, proof))


def _own(connection: Connection, device: Device, named: set[str], wrote: set[str]) -> frozenset[str]:
    """Of whom this device wrote something, now or before, and nobody else."""
    found = rows_among(connection, _WRITTEN, device.scope, ENTRY.c.subject, sorted(named))
    theirs = set(
        connection.scalars(
            select(WRITER.c.writer).where(WRITER.c.scope == device.scope, WRITER.c.device == device.id)
        )
    )
    by = {(row.subject, row.writer in theirs) for row in found}
    return frozenset(one for one in named if (one in wrote or (one, True) in by) and (one, False) not in by)
