"""What keeps laptops' records in good hands: leases, the status key, shutting out and wipes, as devices ask for them."""

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, select, update

from sync.protocol.audit import What
from sync.protocol.custody import Custody, ShutOutRequest
from sync.protocol.entries import Scope, home_name
from sync.protocol.leases import LEASE_MS, LeaseAnswer, LeaseRequest, give_credential, give_lease
from sync.protocol.messages import LaptopsAnswer
from sync.protocol.pins import Pins
from sync.protocol.rights import Act, rights_of
from sync.protocol.wipes import StatusAnswer, StatusRequest, order_wipe
from sync.server.asking import Query, message_in
from sync.server.audit import note
from sync.server.database import Database, insert_absent
from sync.server.devices import Device, Now
from sync.server.door import Call, Door
from sync.server.drops import handed_in
from sync.server.heads import Stream
from sync.server.laptops import list_erasures, list_laptops
from sync.server.refusals import Refused, malformed
from sync.server.tables import DEVICE, LEASE, STATUS_KEY, WIPE
from sync.server.wipes import order_wipe as note_wipe
from sync.server.wipes import shut_out, withdraw_wipe

_KEY_BYTES = 32
_MOST_KEYS = 20
_ASKED_EVERY_MS = 10 * 60 * 1000


class Custodian:
    """Answers for custody; ``keep`` notes after a commit what must outlive a restore."""

    def __init__(
        self,
        database: Database,
        door: Door,
        key: Ed25519PrivateKey,
        now: Now,
        keep: Callable[[Scope], None],
        pins: Callable[[int], Pins | None],
    ) -> None:
        self._database = database
        self._door = door
        self._key = key
        self._now = now
        self._keep = keep
        self._pins = pins

    def lease(self, call: Call, _query: Query) -> LeaseAnswer:
        """A fresh lease; takes the device's status key, and what it tells of its disk."""
        device = self._door.let_in(call)
        asked = message_in(call, LeaseRequest)
        _check_key(asked.status_key)
        now = self._now()
        if asked.seq > now + LEASE_MS:  # no server whose clock was anywhere near right gave that
            raise malformed()
        seq, is_new_key = self._database.write(
            device.scope, lambda writing: _lend(writing, device, asked, now)
        )
        if is_new_key:
            self._keep(device.scope)
        may_lend = Act.SHUT_OUT in rights_of(device.role).acts and device.scope in device.scopes
        return LeaseAnswer(
            lease=give_lease(self._key, device.name, seq, now),
            now=now,
            credential=give_credential(self._key, device.name, device.key, now) if may_lend else None,
            pins=self._pins(now),
        )

    def status(self, call: Call, _query: Query) -> StatusAnswer:
        """Whether a device was shut out and is to destroy its records: all that its status key can ask."""
        now = self._now()
        with self._door.entering_by_status_key(call) as (connection, device, key):
            asked = message_in(call, StatusRequest)
            wipe = _standing_wipe(connection, device)
            which = (WIPE.c.scope == device.scope, WIPE.c.device == device.id)
            latest = connection.scalar(select(func.max(WIPE.c.seq)).where(*which)) or 0
            is_done = wipe is not None and asked.wiped == wipe
            is_news = is_done or (wipe is not None and not _is_told(connection, device, wipe))
            is_news = is_news or _is_stale(connection, device, key, now)
        if is_news:
            self._database.write(
                device.scope,
                lambda writing: _note_asked(writing, device, key, wipe, now, is_done=is_done),
            )
        order = order_wipe(self._key, device.name, wipe) if wipe is not None and not is_done else None
        return StatusAnswer(now=now, is_revoked=device.is_revoked, wipe=order, seq=latest)

    def shut_out(self, call: Call, _query: Query) -> LaptopsAnswer:
        """An organiser shuts a laptop out, orders a wipe, or takes that back; the answer is given only after the commit.

        A wipe that is one too many (``too_many_wipes``) is refused; that the laptop is shut out stands.
        """
        device = self._door.let_in(call)
        asked = message_in(call, ShutOutRequest)
        if asked.wipe and asked.withdraw:
            raise malformed()

        branch, name, by, now = device.scope, asked.device, device.name, self._now()

        def confirmed(work: Callable[[Connection], None]) -> None:
            def write(writing: Connection) -> None:
                Stream.lock(writing, branch)
                self._door.confirm(writing, device, call)
                work(writing)

            self._database.write(branch, write)
            self._keep(branch)

        if asked.withdraw:
            confirmed(lambda writing: withdraw_wipe(writing, branch, name, now, by))
        else:
            confirmed(lambda writing: shut_out(writing, branch, name, now, by))
        if asked.wipe:
            self._database.write(branch, lambda writing: note_wipe(writing, branch, name, by, now))
            self._keep(branch)
        with self._database.reading(device.scope) as connection:
            return laptops_answer(connection, device.scope, self._now())


def laptops_answer(connection: Connection, branch: Scope, now: int) -> LaptopsAnswer:
    """What organisers are told of their branch's laptops."""
    return LaptopsAnswer(
        laptops=list_laptops(connection, branch, now),
        erasures=list_erasures(connection, branch),
        custody=list_custody(connection, branch),
        now=now,
    )


def list_custody(connection: Connection, branch: Scope) -> list[Custody]:
    """How each device of a branch is kept, in the order in which they enrolled."""
    leases = {
        row.device: row for row in connection.execute(select(LEASE).where(LEASE.c.scope == branch)).all()
    }
    keys = select(STATUS_KEY.c.device, func.max(STATUS_KEY.c.asked_at).label("asked_at"))
    hearing = {
        row.device: row.asked_at
        for row in connection.execute(
            keys.where(STATUS_KEY.c.scope == branch).group_by(STATUS_KEY.c.device)
        ).all()
    }
    wipes = {
        row.device: row
        for row in connection.execute(
            select(WIPE).where(WIPE.c.scope == branch).order_by(WIPE.c.seq)  # the latest stays
        ).all()
    }
    dropped = handed_in(connection, branch)
    devices = select(DEVICE.c.id).where(DEVICE.c.scope == branch).order_by(DEVICE.c.enrolled_at, DEVICE.c.id)
    name, found = home_name(branch), []
    for device in connection.scalars(devices).all():
        lease, wipe = leases.get(device), wipes.get(device)
        found.append(
            Custody(
                device=f"{name}.{device}",
                lease_until=lease.not_after if lease else 0,
                disk=lease.disk if lease else "",
                hears=device in hearing,
                asked_at=hearing.get(device, 0),
                wipe_at=wipe.seq if wipe else 0,
                wipe_by=wipe.ordered_by if wipe else "",
                wipe_told_at=(wipe.told_at or 0) if wipe else 0,
                wipe_withdrawn_at=(wipe.withdrawn_at or 0) if wipe else 0,
                wiped_at=(wipe.done_at or 0) if wipe else 0,
                handed_in=dropped.get(device, (0, 0))[0],
                handed_in_at=dropped.get(device, (0, 0))[1],
            )
        )
    return found


def _check_key(text: str) -> None:
    try:
        is_key = len(bytes.fromhex(text)) in (0, _KEY_BYTES) and text == text.lower()
    except ValueError:
        is_key = False
    if not is_key:
        raise malformed()


def _lend(connection: Connection, device: Device, asked: LeaseRequest, now: int) -> tuple[int, bool]:
    """Note a lease, larger than any before; its number, and whether the status key is new."""
    which = (LEASE.c.scope == device.scope, LEASE.c.device == device.id)
    held = connection.scalar(select(LEASE.c.seq).where(*which).with_for_update()) or 0
    seq = max(now, held + 1, asked.seq + 1)
    values = {"seq": seq, "not_after": now + LEASE_MS, "disk": asked.disk}
    row = {"scope": device.scope, "device": device.id, **values}
    if held or not insert_absent(connection, LEASE, row):
        connection.execute(update(LEASE).where(*which).values(**values))
    return seq, bool(asked.status_key) and _keep_key(connection, device, asked.status_key)


def _keep_key(connection: Connection, device: Device, key: str) -> bool:
    which = (STATUS_KEY.c.scope == device.scope, STATUS_KEY.c.device == device.id)
    held = connection.scalars(select(STATUS_KEY.c.key).where(*which)).all()
    if key in held:
        return False
    if len(held) >= _MOST_KEYS:
        raise Refused(429, "too_many_keys")
    return insert_absent(connection, STATUS_KEY, {"scope": device.scope, "device": device.id, "key": key})


def _standing_wipe(connection: Connection, device: Device) -> int | None:
    """The wipe that a device is to carry out; only one that was shut out is told one."""
    which = (WIPE.c.scope == device.scope, WIPE.c.device == device.id)
    pending = (WIPE.c.withdrawn_at.is_(None), WIPE.c.done_at.is_(None))
    return (
        connection.scalar(select(func.max(WIPE.c.seq)).where(*which, *pending)) if device.is_revoked else None
    )


def _is_told(connection: Connection, device: Device, wipe: int) -> bool:
    which = (WIPE.c.scope == device.scope, WIPE.c.device == device.id, WIPE.c.seq == wipe)
    return connection.scalar(select(WIPE.c.told_at).where(*which)) is not None


def _is_stale(connection: Connection, device: Device, key: str, now: int) -> bool:
    which = (
        STATUS_KEY.c.scope == device.scope,
        STATUS_KEY.c.device == device.id,
        STATUS_KEY.c.key == key,
    )
    asked_at = connection.scalar(select(STATUS_KEY.c.asked_at).where(*which)) or 0
    return bool(asked_at + _ASKED_EVERY_MS <= now)


def _note_asked(
    connection: Connection, device: Device, key: str, wipe: int | None, now: int, *, is_done: bool
) -> None:
    which = (
        STATUS_KEY.c.scope == device.scope,
        STATUS_KEY.c.device == device.id,
        STATUS_KEY.c.key == key,
    )
    connection.execute(update(STATUS_KEY).where(*which).values(asked_at=now))
    told = (WIPE.c.scope == device.scope, WIPE.c.device == device.id, WIPE.c.seq == (wipe or 0))
    connection.execute(update(WIPE).where(*told, WIPE.c.told_at.is_(None)).values(told_at=now))
    if is_done:
        done = connection.execute(update(WIPE).where(*told, WIPE.c.done_at.is_(None)).values(done_at=now))
        if done.rowcount:
            note(connection, device.scope, What.WIPED, device.name, device.name, now)
