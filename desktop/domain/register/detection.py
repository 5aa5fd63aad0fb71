"""Which delimiter and layout a register file has, by its header line; the extension of its name means
nothing.
"""

import csv
from dataclasses import dataclass

from desktop.domain.register.layouts import LAYOUTS
from desktop.domain.register.layouts.layout import REPEATABLE, Field, Layout
from desktop.domain.register.limits import MAX_COLUMNS, MAX_HEADER_ROW
from desktop.domain.register.problems import Problem, Reason, Severity, refuse

DELIMITERS = (",", "\t", ";", "|")
_NEARLY = 2  # required columns that must be there before a file is called a register with columns missing


@dataclass(frozen=True, slots=True)
class Header:
    """The header line found: its row, the delimiter, the layout, and what each column means (None:
    unknown).
    """

    row: int
    delimiter: str
    layout: Layout
    names: tuple[str, ...]
    fields: tuple[Field | None, ...]

    def notes(self) -> list[Problem]:
        """Return a note for every named column that is left out because no layout knows it."""
        return [
            Problem(Reason.UNKNOWN_COLUMN, Severity.NOTE, self.row, name[:60])
            for name, field in zip(self.names, self.fields, strict=True)
            if field is None and name
        ]


def find_header(lines: list[str]) -> Header:
    """Return the header among the first lines of a file (banner rows may stand above it).

    Raises:
        RegisterRefused: not a register, columns missing, twice there, or too many; with row and column.
    """
    nearly: tuple[int, int, str, list[str]] | None = None
    for delimiter in DELIMITERS:
        for row, cells in _rows(lines, delimiter):
            if len(cells) > MAX_COLUMNS:
                raise refuse(Reason.TOO_MANY_COLUMNS, row, expected=MAX_COLUMNS, found=len(cells))
            for layout in LAYOUTS:
                missing = layout.missing(cells)
                if not missing:
                    return _header(row, delimiter, layout, cells)
                known = layout.known(cells)
                if len(layout.required) - len(missing) >= _NEARLY and known > (nearly[0] if nearly else 2):
                    nearly = known, row, layout.name, missing
    if nearly:
        _, row, _, missing = nearly
        raise refuse(Reason.MISSING_COLUMN, row, missing[0], expected=", ".join(missing))
    raise refuse(Reason.NOT_A_REGISTER, 1)


def _rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(lines[:MAX_HEADER_ROW], delimiter=delimiter)
    found: list[tuple[int, list[str]]] = []
    row = 1
    try:
        for cells in reader:
            if len(cells) > 1:
                found.append((row, [" ".join(cell.split()) for cell in cells]))
            row = reader.line_num + 1
    except csv.Error:
        return found
    return found


def _header(row: int, delimiter: str, layout: Layout, names: list[str]) -> Header:
    while names and not names[-1]:
        names.pop()
    fields = tuple(layout.field_of(name) for name in names)
    seen: set[Field] = set()
    seen_addresses: set[str] = set()
    for name, field in zip(names, fields, strict=True):
        folded = name.casefold().replace(" ", "")
        is_repeated = field in seen if field not in REPEATABLE else folded in seen_addresses
        if field and is_repeated and field is not Field.POSTCODE:
            raise refuse(Reason.DUPLICATE_COLUMN, row, name)
        if field:
            seen.add(field)
            seen_addresses.add(folded)
    return Header(row, delimiter, layout, tuple(names), fields)
