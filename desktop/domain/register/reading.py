"""Reading a register: bytes in, electors out, every row accounted for, in bounded memory.

Use::

    reader = RegisterReader(chunks, as_of=today)
    for elector in reader: ...
    report = reader.report()

A ``RegisterRefused`` may come after rows were yielded (a file cut short shows it at its end): whoever stores
them does so in one transaction and rolls it back.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import Protocol

from desktop.domain.addresses import Address
from desktop.domain.register.decoding import TextDecoder, refuse_other_kinds
from desktop.domain.register.detection import Header, find_header
from desktop.domain.register.elector import Elector
from desktop.domain.register.layouts.layout import Field
from desktop.domain.register.limits import (
    ENOUGH_ROWS,
    MAX_ASIDE,
    MAX_DISTRICTS,
    MAX_HEADER_ROW,
    MAX_LISTED_PROBLEMS,
    MAX_ROWS,
    SAMPLE,
    SLICE,
)
from desktop.domain.register.lines import LineFeed
from desktop.domain.register.problems import Problem, Reason, RegisterRefused, Severity, refuse
from desktop.domain.register.report import RegisterReport
from desktop.domain.register.rows import RowParser, RowRefused


class _Records(Protocol):
    """What ``csv.reader`` returns."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


class RegisterReader:
    """One pass over one file. Iterate once; ``report`` is right at any time and complete after the last
    elector.

    ``as_of`` is the day of the import: it tells under-16s, who are left out, from attainers. Two laptops that import
    a file on different days may differ in nothing but that.
    """

    def __init__(self, chunks: Iterable[bytes], as_of: date) -> None:
        self._chunks = _slices(chunks)
        self._as_of = as_of
        self._decoder: TextDecoder | None = None
        self._header: Header | None = None
        self._problems: list[Problem] = []
        self._problem_count = 0
        self._refusal: Problem | None = None
        self._seen: dict[str, _Numbers] = {}
        self._district = ""  # of the elector before, as spelled, and the numbers in it
        self._numbers = _Numbers()
        self._address: Address | None = None  # of the elector before
        self._households: set[int] = set()
        self.rows = self.electors = self.other_electors = self.anonymous_electors = 0
        self.banners = self.blank_rows = self._duplicates = 0

    def __iter__(self) -> Iterator[Elector]:
        """Yield the electors.

        Raises:
            RegisterRefused: the file as a whole cannot be taken.
        """
        try:
            yield from self._electors()
        except RegisterRefused as refusal:
            self._refusal = refusal.problem
            raise

    def report(self) -> RegisterReport:
        """Return what has been found so far."""
        notes = self._decoder.notes if self._decoder else []
        problems = sorted([*self._problems, *notes], key=lambda problem: problem.row or 0)
        if self._refusal:
            problems.insert(0, self._refusal)
        return RegisterReport(
            accepted=self._refusal is None,
            layout=self._header.layout.name if self._header else "",
            encoding=self._decoder.encoding if self._decoder else "",
            delimiter=self._header.delimiter if self._header else "",
            rows=self.rows,
            electors=self.electors,
            households=len(self._households),
            polling_districts=len(self._seen),
            other_electors=self.other_electors,
            anonymous_electors=self.anonymous_electors,
            banners=self.banners,
            blank_rows=self.blank_rows,
            problem_count=self._problem_count + len(notes) + (self._refusal is not None),
            problems=tuple(problems),
        )

    def _electors(self) -> Iterator[Elector]:
        sample, chunks = _sample(self._chunks)
        refuse_other_kinds(sample)
        self._decoder = TextDecoder(sample)
        feed = LineFeed(_texts(self._decoder, chunks))
        lines = iter(feed)
        first = _first_lines(lines)
        self._header = header = find_header(first)
        for note in header.notes():
            self._note(note)
        self.banners = header.row - 1
        parser = RowParser(header, self._as_of, self._note)
        feed.count -= len(first)
        feed.delimiter = header.delimiter
        records = csv.reader(chain(_recount(feed, first), lines), delimiter=header.delimiter, strict=True)
        while records.line_num < header.row:
            next(records)
        yield from self._parsed(records, feed, parser)
        if not self.electors:
            raise refuse(Reason.NO_ROWS, header.row)
        if self._unreadable() * 2 > self.rows:
            raise refuse(Reason.MOSTLY_UNREADABLE, expected=self.rows, found=self._unreadable())

    def _parsed(self, records: _Records, feed: LineFeed, parser: RowParser) -> Iterator[Elector]:
        """Yield the electors of the records below the header; this loop is what an import spends its time
        in.
        """
        parse = parser.parse
        count = self._count
        while True:
            row = records.line_num + 1
            feed.pending = 0
            try:
                cells = next(records)
                is_clean = feed.is_plain and feed.pending == 1
            except StopIteration:
                return
            except csv.Error as error:
                mended = self._mended(row, str(error), feed)
                if mended is None:
                    continue
                cells, is_clean = mended, False
            if not cells:
                self._set_aside(row, is_blank=True)
                continue
            try:
                elector = parse(row, cells, is_clean=is_clean)
            except RowRefused as refusal:
                self._refuse_row(row, cells, refusal, feed, parser)
                continue
            if count(row, elector, parser):
                yield elector

    def _count(self, row: int, elector: Elector, parser: RowParser) -> bool:
        """Take an elector into the counts; False for a number that the file already used."""
        self.rows += 1
        if self.rows > MAX_ROWS:
            raise refuse(Reason.TOO_MANY_ROWS, row, expected=MAX_ROWS)
        district, number, suffix = elector[:3]
        if district != self._district:
            self._enter_district(row, district)
        if not self._numbers.add(number, suffix):
            self._duplicates += 1
            self._note(Problem(Reason.DUPLICATE_NUMBER, Severity.ROW, row, parser.column(Field.NUMBER)))
            return False
        self.electors += 1
        address = elector.address
        if address is None:
            self.anonymous_electors += elector.is_anonymous
            self.other_electors += not elector.is_anonymous
        elif address is not self._address:
            self._address = address
            self._households.add(hash(address.key))
        return True

    def _enter_district(self, row: int, district: str) -> None:
        folded = district.casefold()
        if folded not in self._seen:
            if len(self._seen) >= MAX_DISTRICTS:
                raise refuse(Reason.TOO_MANY_DISTRICTS, row, expected=MAX_DISTRICTS)
            self._seen[folded] = _Numbers()
        self._district, self._numbers = district, self._seen[folded]

    def _refuse_row(
        self, row: int, cells: list[str], refusal: RowRefused, feed: LineFeed, parser: RowParser
    ) -> None:
        """Count a record that is no elector: blank, a banner, or a problem with its row."""
        if parser.is_blank(cells):
            self._set_aside(row, is_blank=True)
            return
        if refusal.reason in _MAYBE_BANNER and parser.is_banner(cells):
            self._set_aside(row, is_blank=False)
            return
        is_short = refusal.reason is Reason.WRONG_CELL_COUNT and int(refusal.found) < int(refusal.expected)
        if is_short and not feed.is_ended_by_newline:
            raise refuse(Reason.CUT_SHORT, row, expected=refusal.expected, found=refusal.found)
        column = parser.column(refusal.field)
        self._bad_row(Problem(refusal.reason, Severity.ROW, row, column, refusal.expected, refusal.found))

    def _set_aside(self, row: int, *, is_blank: bool) -> None:
        self.blank_rows += is_blank
        self.banners += not is_blank
        if self.blank_rows + self.banners > MAX_ASIDE:
            raise refuse(Reason.TOO_MANY_BLANK_ROWS, row, expected=MAX_ASIDE)

    def _bad_row(self, problem: Problem) -> None:
        self.rows += 1
        if self.rows > MAX_ROWS:
            raise refuse(Reason.TOO_MANY_ROWS, problem.row, expected=MAX_ROWS)
        self._note(problem)
        unreadable = self._unreadable()
        if unreadable > ENOUGH_ROWS and unreadable * 2 > self.rows:
            raise refuse(Reason.MOSTLY_UNREADABLE, problem.row, expected=self.rows, found=unreadable)

    def _unreadable(self) -> int:
        return self.rows - self.electors - self._duplicates

    def _note(self, problem: Problem) -> None:
        self._problem_count += 1
        if len(self._problems) < MAX_LISTED_PROBLEMS:
            self._problems.append(problem)

    def _mended(self, row: int, message: str, feed: LineFeed) -> list[str] | None:
        """Read a line whose quotation marks are part of its text; None where that gives no record either."""
        if "field limit" in message:
            raise refuse(Reason.OPEN_QUOTE, row)
        if "unexpected end" in message:
            raise refuse(Reason.CUT_SHORT, row)
        assert self._header is not None  # noqa: S101 - records are read below a header only
        if feed.pending == 1:
            line = feed.last.rstrip("\r\n").replace("\r", " ")
            cells = line.split(self._header.delimiter)
            if len(cells) == len(self._header.names):
                return cells
        self._bad_row(Problem(Reason.BROKEN_QUOTES, Severity.ROW, row, found=str(row + feed.pending - 1)))
        return None


class _Numbers:
    """Elector numbers seen in one district, a bit each: a set of a million would take eighty megabytes."""

    __slots__ = ("_pages", "_suffixed")

    def __init__(self) -> None:
        self._pages: dict[int, int] = {}
        self._suffixed: set[str] = set()

    def add(self, number: int, suffix: str) -> bool:
        """Note a number; False if it was there."""
        if suffix:
            count = len(self._suffixed)
            self._suffixed.add(f"{number}/{suffix}")
            return len(self._suffixed) > count
        page, bit = number >> 6, 1 << (number & 63)
        seen = self._pages.get(page, 0)
        self._pages[page] = seen | bit
        return not seen & bit


_MAYBE_BANNER = frozenset(
    {
        Reason.WRONG_CELL_COUNT,
        Reason.MISSING_DISTRICT,
        Reason.MISSING_NUMBER,
        Reason.BAD_NUMBER,
        Reason.DECIMAL_NUMBER,
        Reason.MISSING_NAME,
    }
)


def _slices(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        if len(chunk) <= SLICE:
            yield chunk
        else:
            for start in range(0, len(chunk), SLICE):
                yield chunk[start : start + SLICE]


def _sample(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    sample = b""
    for chunk in chunks:
        sample += chunk
        if len(sample) >= SAMPLE:
            break
    return sample, chain((sample,), chunks)


def _texts(decoder: TextDecoder, chunks: Iterator[bytes]) -> Iterator[str]:
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _first_lines(lines: Iterator[str]) -> list[str]:
    return list(islice(lines, MAX_HEADER_ROW))


def _recount(feed: LineFeed, lines: list[str]) -> Iterator[str]:
    """Yield lines that the feed has given already, so that its account of the present record is right."""
    for line in lines:
        feed.count += 1
        feed.pending += 1
        feed.last = line
        yield line
