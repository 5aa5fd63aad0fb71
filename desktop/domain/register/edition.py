"""The edition: a register as a branch shares it, one canonical file that is the same bytes on every laptop.

UTF-8 text, tab-separated, sorted by district, number and suffix; a header line names the version and a last
line counts the electors. Only what the party may hold is in it: no columns of the council's own, no dates of
birth. An elector who lives where the elector before lives says "=" in place of the address.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from desktop.domain.addresses import Address, parse_address
from desktop.domain.register.elector import Elector, suffix_key

_HEADER = b"groundswell register edition 1\n"
_HEADER_TEXT = _HEADER.decode().rstrip("\n")
_BLOCK = 65_536
_MAX_LINE = 65_536
_FLAGS = "zoa"  # opted out, other elector, anonymous


class EditionBroken(Exception):
    """These bytes are no edition, or not all of one. ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class NotCanonical(Exception):
    """Two electors have one number, or a value holds a tab or a line end: no edition can be written of
    them.
    """


_Record = tuple[int, tuple[int, str], str, str]


def write_edition(electors: Iterable[Elector]) -> Iterator[bytes]:
    """Yield the edition of these electors, whatever order they come in. Holds one line each in memory
    meanwhile.

    Raises:
        NotCanonical: see there.
    """
    districts: dict[str, list[_Record]] = {}
    total = 0
    for elector in electors:
        record = (elector.number, suffix_key(elector.suffix), _person(elector), _place(elector.address))
        districts.setdefault(elector.district, []).append(record)
        total += 1
    yield _HEADER
    for district in sorted(districts):
        yield _line("D", district)
        yield from _blocks(districts.pop(district))
    yield _line("E", str(total))


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


def _blocks(records: list[_Record]) -> Iterator[bytes]:
    records.sort()
    block: list[str] = []
    size = 0
    before: tuple[int, tuple[int, str]] | None = None
    place_before = ""
    for number, suffix, person, place in records:
        if (number, suffix) == before:
            raise NotCanonical
        before = number, suffix
        line = f"{number}\t{person}\t{'=' if place == place_before and place else place}\n"
        place_before = place
        block.append(line)
        size += len(line)
        if size > _BLOCK:
            yield "".join(block).encode()
            block, size = [], 0
    yield "".join(block).encode()


def _person(elector: Elector) -> str:
    flags = (elector.is_opted_out, elector.is_other_elector, elector.is_anonymous)
    return _cells(
        elector.suffix,
        elector.title,
        elector.given_name,
        elector.additional_name,
        elector.family_name,
        elector.name_suffix,
        elector.markers,
        elector.attains_on.isoformat() if elector.attains_on else "",
        "".join(letter for letter, is_set in zip(_FLAGS, flags, strict=True) if is_set),
        elector.uprn,
        "1" if elector.address else "",
    )


def _place(address: Address | None) -> str:
    return _cells(address.postcode, *address.lines) if address else ""


def _cells(*values: str) -> str:
    if any("\t" in value or "\n" in value for value in values):
        raise NotCanonical
    return "\t".join(values)


def _line(*values: str) -> bytes:
    return (_cells(*values) + "\n").encode()


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
