"""Shutting a laptop out, and ordering it to destroy its records: in the database, inside a writing transaction."""

from sqlalchemy import Connection, func, insert, select, update

from sync.protocol.audit import What
from sync.protocol.entries import Scope, home_name
from sync.server.audit import note
from sync.server.devices import keepers, revoke_device, split_name
from sync.server.granting import check_kept
from sync.server.heads import Stream
from sync.server.refusals import Refused, not_found
from sync.server.tables import DEVICE, WIPE

_DAY_MS = 24 * 60 * 60 * 1000
MOST_WIPES = 3
"""Wipes that one branch orders within a day: a stolen organiser's laptop is not to empty all the others."""


def shut_out(connection: Connection, branch: Scope, name: str, now: int, by: str = "") -> None:
    """Shut a device of a branch out, as one of its organisers. Twice is as once.

    Raises Refused: ``not_found`` for a device that is not of this branch, ``last_laptop``.
    """
    Stream.lock(connection, branch)
    _device(connection, branch, name)
    kept = keepers(connection, branch)
    revoke_device(connection, name, now, by)
    check_kept(connection, branch, kept)


def order_wipe(connection: Connection, branch: Scope, name: str, by: str, now: int) -> None:
    """Order a device that was shut out to destroy its records. Twice is as once; one that was withdrawn is ordered anew.

    ``by`` is the device that asked, or empty for whoever runs the server. Raises Refused: ``not_found`` for a device that is
    not of this branch or that was not shut out, ``too_many_wipes``.
    """
    Stream.lock(connection, branch)
    device = _device(connection, branch, name)
    is_out = select(DEVICE.c.revoked_at).where(DEVICE.c.scope == branch, DEVICE.c.id == device)
    if connection.scalar(is_out) is None:
        raise not_found()
    if not _is_ordered(connection, branch, device):
        _order(connection, branch, device, by, now)


def withdraw_wipe(connection: Connection, branch: Scope, name: str, now: int, by: str = "") -> None:
    """Take back what a device was ordered and has not done. Raises Refused ``not_found`` for one that is not of this branch."""
    Stream.lock(connection, branch)
    device = _device(connection, branch, name)
    which = (WIPE.c.scope == branch, WIPE.c.device == device)
    withdrawn = connection.execute(
        update(WIPE)
        .where(*which, WIPE.c.withdrawn_at.is_(None), WIPE.c.done_at.is_(None))
        .values(withdrawn_at=now)
    )
    if withdrawn.rowcount:
        note(connection, branch, What.WIPE_WITHDRAWN, by, f"{home_name(branch)}.{device}", now)


def _device(connection: Connection, branch: Scope, name: str) -> str:
    home, device = split_name(name) or ("", "")
    known = select(DEVICE.c.id).where(DEVICE.c.scope == branch, DEVICE.c.id == device)
    if home != branch or connection.execute(known).first() is None:
        raise not_found()
    return device


def _is_ordered(connection: Connection, branch: Scope, device: str) -> bool:
    which = (WIPE.c.scope == branch, WIPE.c.device == device, WIPE.c.withdrawn_at.is_(None))
    return connection.execute(select(WIPE.c.seq).where(*which)).first() is not None


def _order(connection: Connection, branch: Scope, device: str, by: str, now: int) -> None:
    lately = select(func.count()).where(WIPE.c.scope == branch, WIPE.c.seq > now - _DAY_MS)
    if (connection.scalar(lately) or 0) >= MOST_WIPES:
        raise Refused(429, "too_many_wipes")
    last = select(func.max(WIPE.c.seq)).where(WIPE.c.scope == branch, WIPE.c.device == device)
    seq = max(now, (connection.scalar(last) or 0) + 1)
    connection.execute(insert(WIPE).values(scope=branch, device=device, seq=seq, ordered_by=by))
    note(connection, branch, What.WIPE_ORDERED, by, f"{home_name(branch)}.{device}", now)
