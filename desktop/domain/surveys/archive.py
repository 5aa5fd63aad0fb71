"""The workbook as a zip of XML: looked through, counted and bounded before any library opens it."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from desktop.domain.surveys.limits import (
    MOST_ATTRIBUTES,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_FILE_ROWS,
    MOST_OTHER_ELEMENTS,
    MOST_PARTS,
    MOST_UNPACKED,
    MOST_WRITTEN_CELLS,
    MOST_XML_DEPTH,
)
from desktop.domain.surveys.problems import FormRefused, Problem, Reason

_CHUNK = 65_536
_OLE = b"\xd0\xcf\x11\xe0"
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_LAST_ROW = 1_048_576  # of a sheet, as spreadsheets have it
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"


def check_archive(data: bytes) -> None:
    """Refuse what is no workbook, or one that could hurt. Raises FormRefused."""
    if not data.strip(b"\0 \t\r\n"):
        raise _refused(Reason.EMPTY)
    if len(data) > MOST_BYTES:
        raise _refused(Reason.TOO_LARGE, limit=MOST_BYTES // 1024**2)
    if data.startswith(_OLE):
        raise _refused(Reason.OLD_WORKBOOK)
    if not data.startswith(b"PK"):
        raise _refused(Reason.NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as fault:
        raise _refused(Reason.DAMAGED) from fault
    except RuntimeError as fault:  # a part that wants a passphrase
        raise _refused(Reason.LOCKED) from fault


def _refused(
    reason: Reason, sheet: str = "", row: int | None = None, limit: int | None = None
) -> FormRefused:
    return FormRefused(Problem(reason, sheet=sheet, row=row, limit=limit))


def _check_parts(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_PARTS:
        raise _refused(Reason.TOO_MANY_PARTS, limit=MOST_PARTS)
    if any(info.flag_bits & 1 for info in infos):
        raise _refused(Reason.LOCKED)
    if len(set(names)) != len(names):
        raise _refused(Reason.DAMAGED)
    if _WORKBOOK not in names or "[Content_Types].xml" not in names:
        raise _refused(Reason.NOT_A_WORKBOOK)
    budget = _Budget()
    first = [name for name in (_WORKBOOK, _RELATIONS) if name in names]
    sheets = _SheetNames()
    for name in [*first, *(name for name in names if name not in first)]:
        _look_through(archive, name, budget, sheets)


@dataclass(slots=True)
class _Budget:
    """How many bytes may still be unpacked."""

    left: int = MOST_UNPACKED

    def spend(self, count: int) -> None:
        """Count what was unpacked. Raises FormRefused."""
        self.left -= count
        if self.left < 0:
            raise _refused(Reason.TOO_LARGE_UNPACKED, limit=MOST_UNPACKED // 1024**2)


@dataclass(slots=True)
class _SheetNames:
    """Which part holds which sheet, and how much was seen in all of them."""

    relations: dict[str, str] = field(default_factory=dict)  # id of a relation -> sheet
    parts: dict[str, str] = field(default_factory=dict)  # part -> sheet
    elements: int = 0  # of all parts so far
    written_cells: int = 0

    def of(self, part: str) -> str:
        """The sheet that a part holds, or empty."""
        return self.parts.get(part, "")


def _chunks(archive: zipfile.ZipFile, name: str, budget: _Budget) -> Iterator[bytes]:
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            budget.spend(len(chunk))
            yield chunk


def _look_through(archive: zipfile.ZipFile, name: str, budget: _Budget, sheets: _SheetNames) -> None:
    """Unpack a part to its end; look through it if it is XML."""
    chunks = _chunks(archive, name, budget)
    head = next(chunks, b"")
    if head.lstrip(_BEFORE_XML)[:1] != b"<":
        if name.endswith((".xml", ".rels")) and head:
            raise _refused(Reason.DAMAGED, sheets.of(name))
        for _ in chunks:
            pass
        return
    look = _Look(name, sheets)
    try:
        look.feed(head)
        for chunk in chunks:
            look.feed(chunk)
        look.feed(b"", is_last=True)
    except expat.ExpatError as fault:
        raise _refused(Reason.DAMAGED, sheets.of(name)) from fault


class _Look:
    """One XML part as it streams by: its depth, its declarations and, in a sheet, its rows and columns."""

    def __init__(self, part: str, sheets: _SheetNames) -> None:
        self._part = part
        self._sheets = sheets
        self._depth = self._elements = 0
        holds_cells = part.startswith("xl/worksheets/") or part == "xl/sharedStrings.xml"
        self._most = MOST_ELEMENTS if holds_cells or part in sheets.parts else MOST_OTHER_ELEMENTS
        self._rows = self._row = self._cells = self._column = 0
        self._is_filled = False
        self._is_sheet = bool(sheets.of(part)) or part.startswith("xl/worksheets/")
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        """Read on. Raises FormRefused, ExpatError."""
        self._parser.Parse(chunk, is_last)

    def _doctype(self, *_: object) -> None:
        raise _refused(Reason.DOCTYPE, self._sheets.of(self._part))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        self._sheets.elements += 1
        is_too_much = self._elements > self._most or self._sheets.elements > MOST_ELEMENTS
        if is_too_much or len(attributes) > MOST_ATTRIBUTES:
            raise _refused(Reason.TOO_INTRICATE, self._sheets.of(self._part), self._row or None)
        if self._depth > MOST_XML_DEPTH:
            raise _refused(Reason.TOO_DEEP_XML, self._sheets.of(self._part), self._row or None)
        tag = name.rpartition(":")[2]
        if tag == "c" and self._is_sheet:
            self._count_cell(attributes.get("r", ""))
        elif tag in ("v", "is", "f") and self._is_sheet:
            self._count_filled()
        elif tag == "row" and self._is_sheet:
            self._begin_row(attributes.get("r"))
        elif tag == "sheet" and self._part == _WORKBOOK:
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self._sheets.relations[relation] = attributes.get("name", "")[:64]
        elif tag == "Relationship" and self._part == _RELATIONS:
            target = attributes.get("Target", "").removeprefix("/xl/")
            if sheet := self._sheets.relations.get(attributes.get("Id", "")):
                self._sheets.parts[f"xl/{target}"] = sheet

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _begin_row(self, given: str | None) -> None:
        """Rows are numbered upwards: openpyxl makes every row that is left out, and drops one that goes back."""
        number = self._row + 1 if given is None else _row_number(given)
        if number <= self._row:
            raise _refused(Reason.DAMAGED, self._sheets.of(self._part), self._row)
        self._row, self._column, self._is_filled = number, 0, False

    def _count_cell(self, place: str) -> None:
        letters = place.rstrip("0123456789")
        column = _column_number(letters) if letters else self._column + 1
        self._sheets.written_cells += 1
        if self._sheets.written_cells > MOST_WRITTEN_CELLS:
            sheet = self._sheets.of(self._part)
            raise _refused(Reason.TOO_MANY_CELLS, sheet, self._row, MOST_WRITTEN_CELLS)
        if column <= self._column:  # openpyxl would drop the one or the other
            raise _refused(Reason.DAMAGED, self._sheets.of(self._part), self._row)
        self._cells += column - self._column
        self._column = column
        if self._cells > MOST_CELLS:
            raise _refused(Reason.TOO_MANY_CELLS, self._sheets.of(self._part), self._row, MOST_CELLS)

    def _count_filled(self) -> None:
        sheet = self._sheets.of(self._part)
        if self._column > MOST_COLUMNS:
            raise _refused(Reason.TOO_MANY_COLUMNS, sheet, self._row, MOST_COLUMNS)
        if not self._is_filled:
            self._is_filled = True
            self._rows += 1
        if max(self._rows, self._row) > MOST_FILE_ROWS:
            raise _refused(Reason.TOO_MANY_ROWS, sheet, self._row, MOST_FILE_ROWS)


def _row_number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(_LAST_ROW))):
        raise _refused(Reason.DAMAGED)
    if not 0 < (number := int(given)) <= _LAST_ROW:
        raise _refused(Reason.DAMAGED)
    return number


def _column_number(letters: str) -> int:
    if len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        raise _refused(Reason.DAMAGED)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
