"""Writes resources/surveys/listening.xlsx: ``.venv/bin/python build/surveys/write_listening.py``.

The same bytes each time: a workbook says when it was written, and its parts too, so both are set to one day.
"""

import io
import re
import sys
import zipfile
from pathlib import Path

from openpyxl import Workbook

from desktop.domain.made_up.surveys import LISTENING_SHEETS

PLACE = Path(__file__).parents[2] / "resources" / "surveys" / "listening.xlsx"
_DAY = (2026, 11, 24, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")  # noqa: TID251 - our own constant


def listening_workbook() -> bytes:
    """The listening survey as a workbook."""
    book = Workbook()
    for place, (name, rows) in enumerate(LISTENING_SHEETS.items()):
        sheet = book.create_sheet(name, place)
        for row in rows:
            sheet.append(list(row))
    book.remove(book.worksheets[-1])  # the empty one that every new workbook has
    written = io.BytesIO()
    book.save(written)
    return _dated(written.getvalue())


def _dated(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>2026-11-24T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return made.getvalue()


if __name__ == "__main__":
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_bytes(listening_workbook())
    sys.stdout.write(f"{PLACE}\n")
