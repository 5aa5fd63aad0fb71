"""Tables as files that spreadsheets open, in which no cell is ever worked out: text stays text, and comes back equal."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain

Cell = str | int | None
_MARK = "\t"
_DANGEROUS = frozenset("=+-@|%＝＋－＠\t\r\n")
_PASSED_OVER = " \ufeff\u00a0\u200b\u200e\u200f\u2060\u3000"
"""What a spreadsheet, or whoever cleans a file, may pass over before it looks at the first letter."""
_MOST_OF_CELL = 32_767  # what a spreadsheet keeps
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook says that it was made: the same table is the same file."""


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
    """A table as a workbook of one sheet; every text is typed as text, whatever it begins with.

    Made in memory: openpyxl leaves sheets beside, where anybody may read them, until it is done.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it comes without types

    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True})
    book.set_properties({"created": _NO_TIME})
    sheet, text = book.add_worksheet("People"), book.add_format({"num_format": "@"})
    for down, row in enumerate(chain([columns], rows)):
        for across, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(down, across, _kept(value), text)
            elif value is not None:
                sheet.write_number(down, across, value)
    book.close()
    return written.getvalue()


def _kept(text: str) -> str:
    """As a workbook can hold it: lines end in one way, and a letter that XML has not is shown as one that is missing."""
    whole = "".join(
        "\ufffd" if (one < " " and one not in "\t\n") or one in "\ufffe\uffff" else one
        for one in text[:_MOST_OF_CELL].replace("\r", "\n")
    )
    return whole.encode("utf-8", "replace").decode()
