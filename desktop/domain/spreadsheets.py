"""Tables as files that spreadsheets open, in which no cell is ever worked out: text stays text, and comes back equal."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import chain
from xml.sax.saxutils import escape

Cell = str | int | None
_MARK = "\t"
_DANGEROUS = frozenset("=+-@|%＝＋－＠\t\r\n")
_PASSED_OVER = " \ufeff\u00a0\u200b\u200e\u200f\u2060\u3000"
"""What a spreadsheet, or whoever cleans a file, may pass over before it looks at the first letter."""
_MOST_OF_CELL = 32_767  # what a spreadsheet keeps
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "xl/worksheets/sheet1.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
    '<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
"""What a workbook has beside its sheet; the second of its formats is text."""


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

    Made in memory: what writes workbooks elsewhere leaves their sheets beside, where anybody may read them, until it is done.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        for name, text in _PARTS.items():
            book.writestr(_part(name), _XML + text)
        with book.open(_part(_SHEET), "w") as sheet:
            sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, row in enumerate(chain([columns], rows), start=1):
                sheet.write(_xlsx_row(number, row).encode())
            sheet.write(b"</sheetData></worksheet>")
    return written.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    """A part that says nothing of when it was made: the same table is the same file."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _xlsx_row(number: int, row: Sequence[Cell]) -> str:
    cells = "".join(
        _xlsx_cell(f"{_letters(at)}{number}", value) for at, value in enumerate(row) if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(place: str, value: str | int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(_kept(value), {"\r": "&#13;"})
    return f'<c r="{place}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(at: int) -> str:
    """A column's letters: A to Z, then AA."""
    before, last = divmod(at, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _kept(text: str) -> str:
    """As a workbook can hold it: a letter that XML has not is shown as one that is missing."""
    whole = "".join(
        "\ufffd" if (one < " " and one not in "\t\n\r") or one in "\ufffe\uffff" else one
        for one in text[:_MOST_OF_CELL]
    )
    return whole.encode("utf-8", "replace").decode()
