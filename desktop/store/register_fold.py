"""Folding an edition into electors, contacts, households and streets: the fast path of an import.

What comes of it does not depend on the order of the electors, nor on which edition was folded first: between two
editions the later one's row holds (by stamp, then entry), and of several spellings of one address the smallest.
Only local row ids differ.
"""

import hmac
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from desktop.domain.addresses import Address, fold
from desktop.domain.contact_order import NOWHERE, Place, found_by, line_of
from desktop.domain.register.elector import Elector
from desktop.domain.register.identity import Identities
from desktop.domain.searching import fold_letters
from desktop.store.binding import Connection
from desktop.store.contacts import INSERT_CONTACT, Contacts
from desktop.store.electors import INSERT_ELECTOR, elector_row
from desktop.store.search import INSERT_PLAIN_WORDS, INSERT_WORDS, plain_to_index

BATCH = 1000
_FIRST_BATCH = 10_000  # as one batch is indexed while the next is read, fewer and larger ones wait less
_REMEMBERED = 10_000  # households: those who live in one mostly stand together in a register
_STREET = b"groundswell street 1"
_HOUSEHOLD_COLUMNS = "edition, address, postal_code, place, number, name, side, walk, district, street"


@dataclass(frozen=True, slots=True)
class Source:
    """The edition being folded. ``rank`` orders editions; ``ranks`` are those of all by row id."""

    rowid: int
    authority: str
    register: str
    rank: tuple[int, str]
    ranks: dict[int, tuple[int, str]]


@dataclass(slots=True)
class _House:
    rowid: int
    place: Place
    lines: tuple[str, ...]
    is_ours: bool  # no later edition says otherwise


class RegisterFold:
    """One edition on its way into the rows, inside a transaction. Give it electors batch by batch."""

    def __init__(
        self, connection: Connection, key: bytes, source: Source, contacts: Contacts, *, is_first: bool
    ) -> None:
        self.added = self.changed = self.unchanged = 0
        self._connection = connection
        self._key = key
        self._source = source
        self._contacts = contacts
        self.is_finished = False
        self._is_first = is_first
        self._identities = Identities(key, source.authority, source.register)
        self._houses: dict[str, _House] = {}
        self._rowids: dict[bytes, int] = {}  # of households, as long as their ids have no index
        self._streets: dict[tuple[str, str], int] = {}
        self._moved: set[int] = set()
        self._helper: ThreadPoolExecutor | None = None
        self._indexing: Future[None] | None = None
        self.resume()

    @contextmanager
    def beside(self) -> Iterator[None]:
        """As long as this lasts, a first import is indexed for searching in a second thread while more is read."""
        with ThreadPoolExecutor(max_workers=1) as helper:
            self._helper = helper
            try:
                yield
                self._settle()
            finally:
                self._helper = None
        self._houses.clear()  # room for the indexes that are sorted next
        self._rowids.clear()

    def _settle(self) -> None:
        """Wait until the connection is free."""
        if self._indexing is not None:
            self._indexing.result()
            self._indexing = None

    def resume(self) -> None:
        """Go on in a new transaction, before which others may have written."""
        self._next_contact = self._after("contact")
        self._next_household = self._after("household")

    def _after(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT coalesce(max(rowid), 0) + 1 FROM {table}").fetchone()[0])  # noqa: S608 - our own constants

    def passing(self, electors: Iterable[Elector]) -> Iterator[Elector]:
        """Fold electors as they pass by on their way elsewhere."""
        source = iter(electors)
        size = _FIRST_BATCH if self._is_first else BATCH
        while batch := list(islice(source, size)):
            self.take(batch)
            yield from batch

    def take(self, batch: list[Elector]) -> None:
        """Fold one batch of electors."""
        identify = self._identities.elector
        ids = [identify(one.district, one.number, one.suffix) for one in batch]
        self._settle()
        homes = self._homes(batch)
        known = {} if self._is_first else self._known(ids)
        first = self._next_contact
        contacts: list[tuple[Any, ...]] = []
        electors: list[tuple[Any, ...]] = []
        words: list[tuple[int, str]] = []
        refresh: list[int] = []
        for identity, elector, home in zip(ids, batch, homes, strict=True):
            found = known.get(identity)
            household = home.rowid if home else None
            if found is None:
                rowid = self._next_contact
                self._next_contact += 1
                place = home.place if home else NOWHERE
                name, sort_name, number, key = line_of(elector)
                contacts.append((rowid, identity, name, sort_name, place.walk, number, key, household))
                is_plain = self._is_first and plain_to_index(name) and plain_to_index(place.full)
                if not (is_plain and number.isascii() and "'" not in name):
                    words.append((rowid, found_by(name, place.full, number)))
            elif not self._is_news(found, elector, household):
                continue
            else:
                rowid = found[0]
                refresh.append(rowid)
            electors.append((rowid, self._source.rowid, *elector_row(elector), household))
        self.added += len(contacts)
        self._connection.executemany(INSERT_CONTACT, contacts)
        self._connection.executemany(INSERT_ELECTOR, electors)
        self._connection.executemany(INSERT_WORDS, words)
        for rowid in refresh:
            self._contacts.refresh(rowid)
        if self._is_first:
            self._index(first, [rowid for rowid, _ in words])

    def _index(self, first: int, others: list[int]) -> None:
        """Index what a batch of a first import wrote, but for `others`, which are indexed."""
        span = (first, self._next_contact - 1, msgspec.json.encode(others).decode())
        if self._helper is None:
            self._connection.execute(INSERT_PLAIN_WORDS, span)
        else:
            self._indexing = self._helper.submit(self._execute, INSERT_PLAIN_WORDS, span)

    def _execute(self, statement: str, values: tuple[Any, ...]) -> None:
        self._connection.execute(statement, values)

    def finish(self) -> None:
        """After the last batch, with every index in place: people whose household got another address are listed
        by it.
        """
        self.is_finished = True
        for household in sorted(self._moved):
            rows = self._connection.execute("SELECT rowid FROM contact WHERE household = ?", (household,))
            for (rowid,) in rows.fetchall():
                self._contacts.refresh(rowid)

    def _is_news(self, found: tuple[Any, ...], elector: Elector, household: int | None) -> bool:
        """Whether an elector's row must be written: `found` is (contact's rowid, edition, *columns, household)."""
        rowid, edition, *columns = found
        if edition is None:
            self.added += 1
            return True
        if edition != self._source.rowid and self._source.ranks[edition] > self._source.rank:
            self.unchanged += 1
            return False
        if tuple(columns) == (*elector_row(elector), household):
            self.unchanged += 1
            if edition != self._source.rowid:
                self._connection.execute(
                    "UPDATE elector SET edition = ? WHERE rowid = ?", (self._source.rowid, rowid)
                )
            return False
        self.changed += 1
        return True

    def _known(self, ids: list[bytes]) -> dict[bytes, tuple[Any, ...]]:
        wanted = msgspec.json.encode([identity.hex() for identity in ids]).decode()
        rows = self._connection.execute(
            "SELECT contact.id, contact.rowid, edition, district, elector.number, suffix, title, given_name,"
            " additional_name, family_name, name_suffix, markers, attains_on, flags, uprn, elector.household"
            " FROM json_each(?) AS wanted JOIN contact ON contact.id = unhex(wanted.value)"
            " LEFT JOIN elector ON elector.rowid = contact.rowid",
            (wanted,),
        )
        return {bytes(row[0]): row[1:] for row in rows.fetchall()}

    # Households and streets

    def _homes(self, batch: list[Elector]) -> "list[_House | None]":
        """Where each of a batch lives; households not met before are written."""
        if len(self._houses) > _REMEMBERED:
            self._houses.clear()
        homes: list[_House | None] = []
        fresh: list[tuple[Any, ...]] = []
        before: Address | None = None
        home: _House | None = None
        for elector in batch:
            address = elector.address
            if address is not before:
                before = address
                home = self._house(address, elector.district, fresh) if address else None
            homes.append(home)
        self._insert_houses(fresh)
        return homes

    def _house(self, address: Address, district: str, fresh: list[tuple[Any, ...]]) -> _House:
        house = self._houses.get(address.key)
        if house is None:
            house = self._houses[address.key] = self._first_seen(address, district, fresh)
        elif address.lines != house.lines and house.is_ours:
            place = _place(address)
            if place < house.place:
                self._insert_houses(fresh)
                self._rewrite(house, address, place, district)
        return house

    def _first_seen(self, address: Address, district: str, fresh: list[tuple[Any, ...]]) -> _House:
        identity = self._identities.household(address.key)
        place = _place(address)
        row = self._found(identity)
        if row is not None:
            return self._met_again(row, address, place, district)
        rowid = self._next_household
        self._next_household += 1
        if self._is_first:
            self._rowids[identity] = rowid
        fresh.append((rowid, identity, *self._columns(address, place, district)))
        return _House(rowid, place, address.lines, is_ours=True)

    def _found(self, identity: bytes) -> tuple[Any, ...] | None:
        sought: tuple[str, int | bytes | None] = ("id", identity)
        if self._is_first:
            sought = ("rowid", self._rowids.get(identity))
            if sought[1] is None:
                return None
        row: tuple[Any, ...] | None = self._connection.execute(
            f"SELECT rowid, edition, place, address, postal_code, walk FROM household WHERE {sought[0]} = ?",  # noqa: S608 - our own constants
            (sought[1],),
        ).fetchone()
        return row

    def _met_again(self, row: tuple[Any, ...], address: Address, place: Place, district: str) -> _House:
        rowid, edition, *kept = row
        later = edition not in (0, self._source.rowid) and self._source.ranks[edition] > self._source.rank
        house = _House(rowid, Place.of(*kept), address.lines, is_ours=not later)
        # This edition's own row, written a while ago, stands if its spelling is the smaller one.
        if not later and (edition != self._source.rowid or place < house.place):
            self._rewrite(house, address, place, district)
        return house

    def _rewrite(self, house: _House, address: Address, place: Place, district: str) -> None:
        if place != house.place:
            self._moved.add(house.rowid)
        house.place, house.lines = place, address.lines
        self._connection.execute(
            f"UPDATE household SET ({_HOUSEHOLD_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE rowid = ?",  # noqa: S608 - our own constants
            (*self._columns(address, place, district), house.rowid),
        )

    def _insert_houses(self, fresh: list[tuple[Any, ...]]) -> None:
        self._connection.executemany(
            f"INSERT INTO household (rowid, id, {_HOUSEHOLD_COLUMNS})"  # noqa: S608 - our own constants
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            fresh,
        )
        fresh.clear()

    def _columns(self, address: Address, place: Place, district: str) -> tuple[Any, ...]:
        return (
            self._source.rowid,
            ", ".join(address.lines),
            address.postcode,
            place.short,
            address.number_text,
            "" if address.name == address.number_text else address.name,
            address.side,
            address.walk_key,
            district,
            self._street(address),
        )

    def _street(self, address: Address) -> int | None:
        name = address.street or address.locality
        if not name:
            return None
        spelled = (address.street, address.locality)
        rowid = self._streets.get(spelled)
        if rowid is None:
            parts = [part.encode() for part in (fold(address.street), fold(address.locality))]
            message = b"\x00".join([_STREET, *parts])
            key = hmac.digest(self._key, message, "sha256")[:16]
            # Not RETURNING: it opens a temporary table each time, which costs ten times the statement.
            self._connection.execute(
                "INSERT INTO street (key, name, sort_name) VALUES (?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET name = min(name, excluded.name)",
                (key, name, fold_letters(name)),
            )
            rowid = int(
                self._connection.execute("SELECT rowid FROM street WHERE key = ?", (key,)).fetchone()[0]
            )
            self._streets[spelled] = rowid
        return rowid


def _place(address: Address) -> Place:
    number = f"{address.number_text} {address.street}".strip()
    name = "" if address.name == address.number_text else address.name
    short = ", ".join(part for part in (name, number) if part) or address.lines[0]
    return Place.of(short, ", ".join(address.lines), address.postcode, address.walk_key)
