"""Stores for tests: real vaults on SQLCipher, with a clock that a test turns, and a way to pass entries on."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.made_up.electors import electors
from desktop.domain.register.elector import Elector
from desktop.store.opened import Opened
from desktop.store.store import Store
from desktop.store.vault import create_vault, open_vault
from sync.protocol.clock import Stamp
from sync.protocol.enrolment import Stretch
from sync.protocol.entries import Entry, Landed
from tests.made_up_files.register_files import XPRESS, as_bytes, xpress_rows

QUICK = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "seven quiet herons over the weir"
EVENING = datetime(2026, 11, 24, 19, 18, tzinfo=UTC)


class TurnedClock:
    """A clock that stands until it is turned. London in winter: the street's time is UTC."""

    def __init__(self, at: datetime = EVENING) -> None:
        self.at = at

    def now_ms(self) -> int:
        return int(self.at.timestamp() * 1000)

    def local_now(self) -> datetime:
        return self.at.replace(tzinfo=None)

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


def made_store(folder: Path, clock: TurnedClock | None = None) -> Store:
    """A store in a new vault."""
    clock = clock or TurnedClock()
    opened = create_vault(folder, PASSPHRASE, stretch=QUICK, floor=QUICK).opened
    return Store(opened, clock.now_ms, clock.local_now)


def reopened_store(store: Store, clock: TurnedClock | None = None) -> Store:
    """The same store as a later process finds it."""
    folder = store.folder
    store.close()
    clock = clock or TurnedClock()
    opened: Opened = open_vault(folder, PASSPHRASE, floor=QUICK)
    return Store(opened, clock.now_ms, clock.local_now)


def colleague(store: Store, folder: Path, clock: TurnedClock | None = None) -> Store:
    """A second laptop of the same branch."""
    other = made_store(folder, clock)
    other.branch.adopt(store.branch.id, store.branch.key)
    return other


def entries_of(store: Store) -> list[Entry]:
    """Everything that this laptop's own writers wrote."""
    return [
        entry
        for state in store.exchange.writers()
        for entry in store.exchange.entries(state.writer, 0, 1_000_000)
    ]


def deliver(store: Store, entries: Iterable[Entry]) -> None:
    """Let entries come in, in this order, as the next ones of the branch's scope."""
    scope = store.session.scope
    at = next((state.cursor for state in store.exchange.scopes() if state.scope == scope), 0)
    landed = [
        Landed(seq=seq, eff=Stamp(entry.stamp), received_at=entry.stamp >> 16, entry=entry)
        for seq, entry in enumerate(entries, at + 1)
    ]
    store.exchange.apply(scope, landed, at + len(landed))


def exchange(*stores: Store) -> None:
    """Let every store have what every other one wrote, and every attachment."""
    written = [(store, entries_of(store)) for store in stores]
    for store in stores:
        for other, entries in written:
            if other is not store:
                deliver(store, entries)
                pass_attachments(other, store)


def pass_attachments(giver: Store, taker: Store) -> None:
    """Let one store have the attachments that it wants and the other holds."""
    held = {ref.id: ref.size for ref in giver.exchange.attachments_to_send()}
    for ref in taker.exchange.attachments_wanted():
        if ref.id in held:
            content = giver.attachments.read(ref.id)
            for index, start in enumerate(range(0, len(content), 256 * 1024)):
                taker.exchange.keep_chunk(ref.id, index, content[start : start + 256 * 1024])
            assert taker.exchange.complete_attachment(ref.id, len(content))


def register_file(folder: Path, count: int = 60, seed: int = 1) -> Path:
    """A council's file with so many electors."""
    path = folder / f"register-{count}-{seed}.csv"
    path.write_bytes(as_bytes(XPRESS, xpress_rows(count, seed)))
    return path


def made_up_electors(count: int, seed: int = 1) -> Sequence[Elector]:
    """The electors of such a file."""
    return list(electors(count, seed))


FOLDED = (
    "SELECT hex(contact.id), contact.name, sort_name, sort_address, contact.number, sort_number,"
    " contact.address, own, is_deleted, hex(household.id) FROM contact"
    " LEFT JOIN household ON household.rowid = contact.household ORDER BY contact.id",
    "SELECT hex(contact.id), elector.district, elector.number, suffix, given_name, family_name, markers, attains_on,"
    " flags FROM elector JOIN contact ON contact.rowid = elector.rowid ORDER BY contact.id",
    "SELECT hex(household.id), household.address, postal_code, place, household.number, household.name, side, walk,"
    " district, hex(street.key), own_address, do_not_visit, do_not_visit_since, outcome, tried_at, come_back_at"
    " FROM household LEFT JOIN street ON street.rowid = household.street ORDER BY household.id",
    "SELECT hex(key), name, sort_name FROM street ORDER BY key",
    "SELECT hex(attempt.id), hex(household.id), hex(contact), attempt.outcome, at, hex(turf), attempt.come_back_at,"
    " actor, is_voided FROM attempt JOIN household ON household.rowid = attempt.household ORDER BY attempt.id",
    "SELECT hex(id), hex(attempt), answers, texts, read_aloud, at, actor, is_voided FROM response ORDER BY id",
    "SELECT hex(id), hex(contact), text, read_aloud, at, actor, is_deleted FROM note ORDER BY id",
    "SELECT hex(id), name, streets, canvasser, partner, back_by, given_at, is_deleted FROM turf ORDER BY id",
    "SELECT hex(id), form_id, version, title, definition, in_use, in_use_eff, added_at FROM survey ORDER BY id",
    "SELECT id, name, role FROM member ORDER BY id",
    "SELECT id, name, member FROM laptop ORDER BY id",
    "SELECT id, name FROM branch ORDER BY id",
    "SELECT eid, field, kind, since FROM conflict ORDER BY eid, field",
    "SELECT attachment, authority, register, stamp, entry, is_taken FROM edition ORDER BY attachment",
)
"""Everything that is folded, without local row ids."""


def folded(store: Store) -> list[list[tuple[object, ...]]]:
    """Every folded row of a store, comparable between laptops."""
    return [store.reading.execute(query).fetchall() for query in FOLDED]
