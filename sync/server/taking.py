"""How much each laptop takes on a day, so that organisers see who took unusually much.

Counted in memory and written once a laptop took a thousand entries, so that an ordinary pull writes nothing; what a crash
loses is less than that for each laptop.
"""

import threading
from collections import OrderedDict

from sqlalchemy import Connection, delete, select, update

from sync.protocol.audit import What
from sync.protocol.entries import Scope
from sync.server.audit import note
from sync.server.database import Database, insert_absent
from sync.server.devices import Device, Now
from sync.server.heads import read_heads
from sync.server.tables import TAKEN

WRITTEN_FROM = 1000
MUCH = 5000
"""What is worth a row of the log: so many entries of a day, and twice, four times, eight times as many."""
UNUSUAL_TIMES = 2
"""A laptop takes the whole branch once when it joins and once after a restore; beyond twice (and MUCH) it is unusual."""
_DAY_MS = 24 * 60 * 60 * 1000
_KEPT_DAYS = 40
_MOST = 10_000


class TakenCounts:
    """Counts what laptops take. Thread-safe, and of bounded size."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now
        self._waiting: OrderedDict[tuple[Scope, str], int] = OrderedDict()
        self._told: OrderedDict[tuple[str, ...], int] = OrderedDict()
        self._lock = threading.Lock()

    def pulled(self, device: Device, scope: Scope, entries: int) -> None:
        """A device was given entries of a scope."""
        if not entries:
            return
        key = (device.scope, device.id)
        with self._lock:
            total = self._waiting.pop(key, 0) + entries
            if total < WRITTEN_FROM:
                self._waiting[key] = total
                while len(self._waiting) > _MOST:
                    self._waiting.popitem(last=False)
                return
        self._database.write(device.scope, lambda writing: self._keep(writing, device, scope, total))

    def snapshot(self, device: Device, scope: Scope, name: str, entries: int) -> None:
        """A device was given a snapshot of a scope: one row for it on a day, however often it asks again for the same."""
        if self._is_first(device, name):
            self._note(device, What.SNAPSHOT_GIVEN, scope, entries)
            self.pulled(device, scope, entries)

    def attachment(self, device: Device, name: str) -> None:
        """A device was given an attachment, such as a register."""
        if self._is_first(device, name):
            self._note(device, What.ATTACHMENT_GIVEN, name, 0)

    def _is_first(self, device: Device, name: str) -> bool:
        key, day = (device.scope, device.id, name), self._now() // _DAY_MS
        with self._lock:
            if self._told.get(key) == day:
                return False
            self._told[key] = day
            self._told.move_to_end(key)
            while len(self._told) > _MOST:
                self._told.popitem(last=False)
        return True

    def _note(self, device: Device, what: What, about: str, count: int) -> None:
        self._database.write(
            device.scope,
            lambda writing: note(writing, device.scope, what, device.name, about, self._now(), count),
        )

    def _keep(self, connection: Connection, device: Device, scope: Scope, more: int) -> None:
        now = self._now()
        day = now // _DAY_MS
        of_device = (TAKEN.c.scope == device.scope) & (TAKEN.c.device == device.id)
        which = of_device & (TAKEN.c.day == day)
        row = {"scope": device.scope, "device": device.id, "day": day, "entries": 0}
        if insert_absent(connection, TAKEN, row):
            connection.execute(delete(TAKEN).where(of_device, TAKEN.c.day < day - _KEPT_DAYS))
        before = int(connection.scalar(select(TAKEN.c.entries).where(which).with_for_update()) or 0)
        total = before + more
        connection.execute(update(TAKEN).where(which).values(entries=total))
        if level_of(before) < level_of(total):
            note(connection, device.scope, What.PULLED_MUCH, device.name, scope, now, total)
        (head,) = read_heads(connection, [device.scope])
        bar = UNUSUAL_TIMES * head.head + MUCH
        if before <= bar < total:
            note(connection, device.scope, What.PULLED_UNUSUALLY, device.name, scope, now, total)


def level_of(entries: int) -> int:
    """How often MUCH, doubled each time, is reached: 0 below it."""
    return (entries // MUCH).bit_length()
