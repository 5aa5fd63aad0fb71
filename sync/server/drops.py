"""Drops: taken from a device by its status key and kept apart, until an organiser says that they are to be taken or left.

Nothing of one is given out. Only what the device itself signed is kept, so that a status key that was stolen fills nothing.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, insert, select, update

from sync.protocol.audit import What
from sync.protocol.boxes import box_private_key
from sync.protocol.bundle import (
    SERVER,
    Carries,
    ForSomebodyElse,
    Keys,
    NotABundle,
    is_signed,
    open_bundle,
    read_header,
)
from sync.protocol.codec import decode
from sync.protocol.drops import DROP_CAP, DropAnswer, DropDecision, DropOutcome
from sync.protocol.entries import Scope, home_name
from sync.protocol.errors import ProtocolError
from sync.protocol.messages import CarriedPush
from sync.server.asking import Query, message_in
from sync.server.audit import note
from sync.server.database import Database
from sync.server.devices import Device, Now, split_name
from sync.server.door import Call, Door
from sync.server.heads import Stream
from sync.server.intake import Intake
from sync.server.pushes import PushText
from sync.server.refusals import Refused, malformed, not_found
from sync.server.tables import DEVICE, DROP
from sync.server.walls import NOTHING, list_branches

MOST_DROPS = 8
"""Drops of one device about which nobody has decided."""
KEPT_MS = 90 * 24 * 60 * 60 * 1000
"""How long a drop waits for a word: what was erased meanwhile is still in it, sealed for this server."""
_AT_ONCE = 50


class Drops:
    """Takes drops in, and does what organisers say of them."""

    def __init__(
        self, database: Database, door: Door, key: Ed25519PrivateKey, now: Now, intake: Intake
    ) -> None:
        self._database = database
        self._door = door
        self._key = key
        self._now = now
        self._intake = intake

    def hand_in(self, call: Call, _query: Query) -> DropAnswer:
        """Keep what a device hands in, also one that was shut out. Twice is as once."""
        with self._door.entering_by_status_key(call) as (_, device, _):
            content = call.request.body
        if len(content) > DROP_CAP:
            raise Refused(413, "too_large")
        entries = self._count(device, content)
        self._database.write(
            device.scope, lambda writing: _keep(writing, device, content, entries, self._now())
        )
        return DropAnswer(entries=entries, now=self._now())

    def decide(self, call: Call, _query: Query) -> DropOutcome:
        """An organiser takes all that a device handed in, or leaves it."""
        asker = self._door.let_in(call)
        asked = message_in(call, DropDecision)
        waiting = self._database.write(asker.scope, lambda writing: self._claim(writing, asker, asked, call))
        taken = held = apart = 0
        if asked.take:
            for _, body in waiting:
                for pushes in _portions(list(self._pushes(body))):
                    found = self._intake.read_carried(asker.scope, pushes, even_of=asked.device)
                    count = sum(len(push.entries) for push in found)
                    if found:
                        answer = self._intake.take_carried(asker.scope, found)
                        taken += answer.taken
                        apart += len(answer.quarantined)
                        held += max(0, count - answer.taken - len(answer.quarantined))
        names = [name for name, _ in waiting]
        by, now = asker.name, self._now()
        self._database.write(
            asker.scope, lambda writing: _decided(writing, asker.scope, asked, names, by, now)
        )
        return DropOutcome(now=now, taken=taken, held=held, apart=apart)

    def let_go(self) -> int:
        """Keep nothing of what was handed in so long ago that nobody will decide about it; how many drops those were."""
        with self._database.reading(NOTHING) as connection:
            branches = list_branches(connection)
        return sum(
            self._database.write(branch, partial(_let_go, branch=branch, now=self._now()))
            for branch in branches
        )

    def _claim(
        self, connection: Connection, asker: Device, asked: DropDecision, call: Call
    ) -> list[tuple[str, bytes]]:
        Stream.lock(connection, asker.scope)
        self._door.confirm(connection, asker, call)
        return _waiting(connection, asker.scope, asked.device)

    def _count(self, device: Device, content: bytes) -> int:
        """The entries of a drop. Raises Refused ``malformed`` unless the device signed it, for this server."""
        file = BytesIO(content)
        try:
            header = read_header(file)
        except NotABundle as fault:
            raise malformed() from fault
        if header.device != device.name or not is_signed(file, device.key):
            raise malformed()
        return sum(_count_entries(one) for one in self._pushes(content))

    def _pushes(self, content: bytes) -> Iterator[CarriedPush]:
        keys = Keys(private=box_private_key(self._key), names=frozenset({SERVER}))
        try:
            opened = open_bundle(BytesIO(content), "", keys)
        except (NotABundle, ForSomebodyElse) as fault:
            raise malformed() from fault
        for block in opened.blocks:
            if isinstance(block, Carries):
                yield from block.pushes


def handed_in(connection: Connection, branch: Scope) -> dict[str, tuple[int, int]]:
    """Per device: how many entries wait for an organiser's word, and when the last of them came (ms)."""
    counted = select(
        DROP.c.device, func.sum(DROP.c.entries).label("entries"), func.max(DROP.c.received_at).label("at")
    )
    rows = connection.execute(
        counted.where(DROP.c.scope == branch, DROP.c.decided_at.is_(None)).group_by(DROP.c.device)
    )
    return {row.device: (int(row.entries), row.at) for row in rows.all()}


def _keep(connection: Connection, device: Device, content: bytes, entries: int, now: int) -> None:
    Stream.lock(connection, device.scope)
    name = hashlib.sha256(content).hexdigest()
    which = (DROP.c.scope == device.scope, DROP.c.device == device.id)
    if connection.execute(select(DROP.c.id).where(*which, DROP.c.id == name)).first() is not None:
        return
    undecided = select(func.count()).where(*which, DROP.c.decided_at.is_(None))
    if (connection.scalar(undecided) or 0) >= MOST_DROPS:
        raise Refused(413, "too_large")
    row = {"scope": device.scope, "device": device.id, "id": name, "received_at": now}
    connection.execute(insert(DROP).values(**row, entries=entries, body=content))


def _waiting(connection: Connection, branch: Scope, name: str) -> list[tuple[str, bytes]]:
    home, device = split_name(name) or ("", "")
    known = select(DEVICE.c.id).where(DEVICE.c.scope == branch, DEVICE.c.id == device)
    if home != branch or connection.execute(known).first() is None:
        raise not_found()
    rows = connection.execute(
        select(DROP.c.id, DROP.c.body)
        .where(DROP.c.scope == branch, DROP.c.device == device, DROP.c.decided_at.is_(None))
        .order_by(DROP.c.received_at, DROP.c.id)
    )
    return [(row.id, bytes(row.body)) for row in rows.all()]


def _decided(
    connection: Connection, branch: Scope, asked: DropDecision, names: Sequence[str], by: str, now: int
) -> None:
    """Note what was decided of these drops, and keep nothing of them. Who decides first has decided."""
    Stream.lock(connection, branch)
    device = asked.device.partition(".")[2]
    which = (DROP.c.scope == branch, DROP.c.device == device, DROP.c.decided_at.is_(None))
    entries = 0
    for name in names:
        found = connection.scalar(select(DROP.c.entries).where(*which, DROP.c.id == name))
        if found is None:
            continue
        entries += found
        connection.execute(
            update(DROP)
            .where(*which, DROP.c.id == name)
            .values(decided_at=now, decided_by=by, is_taken=int(asked.take), body=b"")
        )
    if entries:
        note(
            connection,
            branch,
            What.DROP_TAKEN if asked.take else What.DROP_LEFT,
            by,
            asked.device,
            now,
            entries,
        )


def _let_go(connection: Connection, branch: Scope, now: int) -> int:
    old = (DROP.c.scope == branch, DROP.c.decided_at.is_(None), DROP.c.received_at <= now - KEPT_MS)
    rows = connection.execute(select(DROP.c.device, DROP.c.id, DROP.c.entries).where(*old)).all()
    for row in rows:
        which = (DROP.c.scope == branch, DROP.c.device == row.device, DROP.c.id == row.id)
        connection.execute(update(DROP).where(*which).values(decided_at=now, body=b""))
        note(connection, branch, What.DROP_LEFT, "", f"{home_name(branch)}.{row.device}", now, row.entries)
    return len(rows)


def _portions(pushes: Sequence[CarriedPush]) -> Iterator[Sequence[CarriedPush]]:
    for start in range(0, len(pushes), _AT_ONCE):
        yield pushes[start : start + _AT_ONCE]


def _count_entries(carried: CarriedPush) -> int:
    try:
        return len(decode(carried.push.encode(), PushText).entries)
    except ProtocolError:
        return 0
