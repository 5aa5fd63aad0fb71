"""Tables as files that spreadsheets open, in which no cell is ever worked out: text stays text, and comes back equal."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | None
_MARK = "\t"
_DANGEROUS = frozenset("=+-@|%＝＋－＠\t\r\n")
_PASSED_OVER = " \ufeff\u00a0\u200b\u200e\u200f\u2060\u3000"
"""What a spreadsheet, or whoever cleans a file, may pass over before it looks at the first letter."""
_MOST_OF_CELL = 32_767  # what a spreadsheet keeps


def harmless(text: str) -> str:
    """A cell of a CSV file that no spreadsheet takes for a formula: a tab before it, which also survives being saved again."""
    first = text.lstrip(_PASSED_OVER)[:1]
    return _MARK + text if first and first in _DANGEROUS else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, is_marked: bool = True) -> bytes:
    """A table as CSV in UTF-8, every text in quotation marks; ``is_marked`` so that spreadsheets know it is UTF-8."""
    written = io.StringIO(newline="")
    table = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    table.writerow(columns)
    table.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig" if is_marked else "utf-8", "replace")


def xlsx_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as a workbook of one sheet; every text is typed as text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in (columns, *rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_kept(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _kept(text: str) -> str:
    """As a workbook can hold it: a letter that XML has not is shown as one that is missing."""
    whole = "".join(one if one in "\t\n\r" or ord(one) >= 0x20 else "\ufffd" for one in text[:_MOST_OF_CELL])
    return whole.encode("utf-8", "replace").decode()
