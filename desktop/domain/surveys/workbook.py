"""The sheets of a form as rows of text with the numbers that the spreadsheet shows."""

import io
import math
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from desktop.domain.surveys.archive import check_archive
from desktop.domain.surveys.limits import MOST_CHARACTERS
from desktop.domain.surveys.problems import FormRefused, Problem, Reason

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook as Book

READ = ("survey", "choices", "settings")
UNSUPPORTED = ("entities", "external_choices", "osm")
_MOST_CELL = 32_767  # characters that a spreadsheet allows in a cell


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, as text; ``wrong`` says what is the matter with it, if anything is."""

    text: str
    wrong: Reason | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row by column, counted from zero."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its first row, and those below it that hold anything."""

    name: str
    header: dict[int, Cell]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Workbook:
    """The sheets that a form is made of, by their name in small letters, and problems with sheets."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_workbook(data: bytes) -> Workbook:
    """Read the sheets of a form. Raises FormRefused."""
    check_archive(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that a form does not need
            return _read(data)
    except FormRefused:
        raise
    except Exception as fault:
        raise FormRefused(Problem(Reason.DAMAGED)) from fault


def _read(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    book: Book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    workbook = Workbook()
    try:
        for sheet in book.worksheets:
            name = str(sheet.title)
            key = name.strip().lower()
            if key in workbook.sheets:
                workbook.problems.append(Problem(Reason.DUPLICATE_SHEET, sheet=name))
            elif key in READ or key in UNSUPPORTED:
                workbook.sheets[key] = _sheet(name, sheet)
    finally:
        book.close()
    return workbook


def _sheet(name: str, sheet: Any) -> Sheet:
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # what a file says of its own size is not believed
    header: dict[int, Cell] = {}
    rows: list[Row] = []
    left = MOST_CHARACTERS
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        found = _cells(cells)
        left -= sum(len(cell.text) for cell in found.values())
        if left < 0:
            raise FormRefused(Problem(Reason.TOO_MUCH_TEXT, sheet=name, row=number, limit=MOST_CHARACTERS))
        if number == 1:
            header = found
        elif found:
            rows.append(Row(number, found))
    return Sheet(name, header, tuple(rows))


def _cells(cells: Iterable[Any]) -> dict[int, Cell]:
    found = {}
    for column, cell in enumerate(cells):
        if cell.value is None:
            continue
        read = _cell(cell.value, cell.data_type)
        if read.text or read.wrong:
            found[column] = read
    return found


def _cell(value: object, kind: str) -> Cell:
    if kind == "f":
        return Cell("", Reason.FORMULA)
    if kind == "e":
        return Cell(str(value), Reason.BROKEN_CELL)
    text = text_of(value)
    if len(text) > _MOST_CELL:
        return Cell("", Reason.TOO_LONG)
    if any(_is_control(letter) for letter in text) or "_x0000_" in text.lower():
        return Cell("", Reason.CONTROL_CHARACTER)
    return Cell(text)


def text_of(value: object) -> str:
    """A cell's value as a person would type it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("\u00a0", " ").replace("\r\n", "\n").strip()


def _is_control(letter: str) -> bool:
    return (letter < " " and letter not in "\n\t\r") or letter in "\x7f\ufffe\uffff"
