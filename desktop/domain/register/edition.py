"""The edition: a register as a branch shares it, one canonical file that is the same bytes on every laptop.

UTF-8 text, tab-separated, sorted by district, number and suffix; a header line names the version and a last
line counts the electors. Only what the party may hold is in it: no columns of the council's own, no dates of
birth. An elector who lives where the elector before lives says "=" in place of the address.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import merge
from itertools import chain

import zstandard

from desktop.domain.addresses import Address, parse_address
from desktop.domain.register.elector import Elector, sort_key, suffix_key

_HEADER = b"groundswell register edition 1\n"
_HEADER_TEXT = _HEADER.decode().rstrip("\n")
_BLOCK = 1000  # lines
_MAX_LINE = 65_536
_PERSON_TABS = 10
_RUN = 1 << 17  # electors that are sorted, then packed until all are there
_PIECE = 1 << 13  # electors packed as one


class EditionBroken(Exception):
    """These bytes are no edition, or not all of one. ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class NotCanonical(Exception):
    """Two electors have one number, or a value holds a tab or a line end: no edition can be written of
    them.
    """


_Key = tuple[str, int, tuple[int, str]]
_Record = tuple[_Key, str, str]  # the elector's place in the order, what is written of them, where they live


def write_edition(electors: Iterable[Elector]) -> Iterator[bytes]:
    """Yield the edition of these electors, whatever order they come in.

    Raises:
        NotCanonical: see there.
    """
    writer = EditionWriter()
    writer.add(electors)
    yield from writer.blocks()


class EditionWriter:
    """Takes electors in any order and gives their edition in its own. Most of them wait packed meanwhile."""

    def __init__(self) -> None:
        self._records: list[_Record] = []
        self._runs: list[_Run] = []
        self._total = 0
        self._address: Address | None = None
        self._place = ""

    def add(self, electors: Iterable[Elector]) -> None:
        """Take electors: NotCanonical if one cannot be written."""
        for elector in electors:
            address = elector.address
            if address is not self._address:  # those who live together mostly stand together
                self._address, self._place = address, _place(address)
            self._records.append((sort_key(elector), _person(elector), self._place))
            self._total += 1
            if len(self._records) >= _RUN:
                self._runs.append(_Run(self._sorted()))

    def _sorted(self) -> list[_Record]:
        records, self._records = self._records, []
        records.sort()
        return records

    def blocks(self) -> Iterator[bytes]:
        """Yield the edition: NotCanonical if two electors have one number. Only once."""
        runs, self._runs = self._runs, []
        last = self._sorted()
        starts = [*(run.first for run in runs[1:]), last[0][0] if last else None]
        if all(start is None or run.last < start for run, start in zip(runs, starts, strict=False)):
            records: Iterator[_Record] = chain(chain.from_iterable(runs), last)
        else:
            records = merge(*runs, last)
        yield _HEADER
        yield from _lines_of(records)
        yield _line("E", str(self._total))


class _Run:
    """Sorted records, packed in pieces, which are unpacked one after another."""

    def __init__(self, records: list[_Record]) -> None:
        self.first, self.last = records[0][0], records[-1][0]
        self._pieces = [_packed(records[at : at + _PIECE]) for at in range(0, len(records), _PIECE)]

    def __iter__(self) -> Iterator[_Record]:
        for piece in self._pieces:
            cells = iter(zstandard.ZstdDecompressor().decompress(piece).decode().split("\n"))
            for district, number, person, place in zip(cells, cells, cells, cells, strict=True):
                suffix = person.partition("\t")[0]
                yield (district, int(number), suffix_key(suffix)), person, place


def _packed(records: list[_Record]) -> bytes:
    text = "\n".join([f"{_cell(key[0])}\n{key[1]}\n{person}\n{place}" for key, person, place in records])
    return zstandard.ZstdCompressor(level=1).compress(text.encode())


def read_edition(chunks: Iterable[bytes]) -> Iterator[Elector]:
    """Yield the electors of an edition in its order.

    Raises:
        EditionBroken: also at the end, where the edition was cut short: keep nothing of it then.
    """
    district = ""
    address: Address | None = None
    total = 0
    count = 1
    lines = _lines(chunks)
    if next(lines, "") != _HEADER_TEXT:
        raise EditionBroken(1)
    for count, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) > 12:
            if cells[12] != "=":
                address = parse_address(tuple(cells[13:]), cells[12])
            try:
                yield _elector(district, cells, address)
            except ValueError:
                raise EditionBroken(count) from None
            total += 1
        elif cells[0] == "D" and len(cells) == 2:
            district = cells[1]
            address = None
        elif cells == ["E", str(total)]:
            if next(lines, None) is not None:
                raise EditionBroken(count + 1)
            return
        else:
            raise EditionBroken(count)
    raise EditionBroken(count)


def _lines_of(records: Iterable[_Record]) -> Iterator[bytes]:
    block: list[str] = []
    before: _Key | None = None
    district: str | None = None
    place_before = ""
    for key, person, place in records:
        if key == before:
            raise NotCanonical
        before = key
        if key[0] != district:
            district = key[0]
            place_before = ""
            block.append(f"D\t{_cell(district)}\n")
        block.append(f"{key[1]}\t{person}\t{'=' if place == place_before and place else place}\n")
        place_before = place
        if len(block) >= _BLOCK:
            yield "".join(block).encode()
            block.clear()
    yield "".join(block).encode()


def _person(elector: Elector) -> str:
    is_opted_out, is_other, is_anonymous, address, uprn = elector[10:]
    flags = ""
    if is_opted_out or is_other or is_anonymous:
        flags = f"{'z' if is_opted_out else ''}{'o' if is_other else ''}{'a' if is_anonymous else ''}"
    attains = elector.attains_on.isoformat() if elector.attains_on else ""
    names = "\t".join(elector[2:9])  # suffix, title, names, markers
    person = f"{names}\t{attains}\t{flags}\t{uprn}\t{'1' if address else ''}"
    if person.count("\t") != _PERSON_TABS or "\n" in person:
        raise NotCanonical
    return person


def _place(address: Address | None) -> str:
    return "\t".join([_cell(address.postcode), *map(_cell, address.lines)]) if address else ""


def _cell(value: str) -> str:
    if "\t" in value or "\n" in value:
        raise NotCanonical
    return value


def _line(*values: str) -> bytes:
    return ("\t".join(values) + "\n").encode()


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    count = 0
    try:
        for chunk in chunks:
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            if len(rest) > _MAX_LINE:
                raise EditionBroken(count + len(lines) + 1)
            for line in lines:
                count += 1
                yield line.decode()
    except UnicodeDecodeError:
        raise EditionBroken(count) from None
    if rest:
        raise EditionBroken(count + 1)


def _elector(district: str, cells: list[str], address: Address | None) -> Elector:
    (
        number,
        suffix,
        title,
        given,
        additional,
        family,
        name_suffix,
        markers,
        attains,
        flags,
        uprn,
        has_address,
    ) = cells[:12]
    return Elector(
        district,
        int(number),
        suffix,
        title,
        given,
        additional,
        family,
        name_suffix,
        markers,
        date.fromisoformat(attains) if attains else None,
        "z" in flags,
        "o" in flags,
        "a" in flags,
        address if has_address else None,
        uprn,
    )
