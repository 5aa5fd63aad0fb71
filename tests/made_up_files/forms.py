"""Forms as workbooks: of rows a test writes down, and of the surveys that the program brings along."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop.domain.made_up.surveys import listening_survey
from desktop.domain.surveys.survey import Survey

Rows = Sequence[Sequence[Any]]
LISTENING = Path(__file__).parents[2] / "resources" / "surveys" / "listening.xlsx"
_MADE = datetime(2026, 1, 1)
_ZIPPED = (2026, 1, 1, 0, 0, 0)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with these sheets, a list of rows each; the same rows give the same bytes."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _MADE
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return _without_the_time(saved.getvalue())


def form(
    survey: Rows,
    choices: Rows = (),
    settings: Mapping[str, str] | None = None,
    columns: str = "type name label",
    choice_columns: str = "list_name name label",
) -> bytes:
    """A form. ``columns`` are headers, parted by spaces; rows may be shorter."""
    sheets: dict[str, Rows] = {"survey": [columns.split(), *survey]}
    if choices:
        sheets["choices"] = [choice_columns.split(), *choices]
    if settings is not None:
        sheets["settings"] = [list(settings), list(settings.values())]
    return workbook(sheets)


def rewritten(
    data: bytes, changed: Mapping[str, bytes | None], more: Iterable[tuple[str, bytes]] = ()
) -> bytes:
    """A workbook with parts changed, left out (None) or added."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = changed.get(info.filename, old.read(info.filename))
            if content is not None:
                new.writestr(zipfile.ZipInfo(info.filename, _ZIPPED), content, zipfile.ZIP_DEFLATED)
        for name, content in more:
            new.writestr(zipfile.ZipInfo(name, _ZIPPED), content, zipfile.ZIP_DEFLATED)
    return saved.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _without_the_time(data: bytes) -> bytes:
    core = part(data, "docProps/core.xml")
    fixed = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", core)
    return rewritten(data, {"docProps/core.xml": fixed})


def listening_form() -> bytes:
    """The listening survey as the workbook that lies in ``resources``."""
    return _form_of(listening_survey(), {"words": "${change} != ''"})


def _form_of(survey: Survey, relevant: Mapping[str, str]) -> bytes:
    spoken = [f"label::{language}" for language in survey.languages]
    questions = [
        [
            f"{question.kind.value} {question.options}".strip(),
            question.name,
            *(question.label.by_language[language] for language in survey.languages),
            relevant.get(question.name),
            question.appearance or None,
        ]
        for question in survey.questions
    ]
    choices = [
        [name, option.name, *(option.label.by_language[language] for language in survey.languages)]
        for name, options in survey.options.items()
        for option in options
    ]
    settings = ["form_title", "form_id", "version", "default_language"]
    said = [survey.title, survey.form_id, survey.version, survey.default_language]
    return workbook(
        {
            "survey": [["type", "name", *spoken, "relevant", "appearance"], *questions],
            "choices": [["list_name", "name", *spoken], *choices],
            "settings": [settings, said],
        }
    )


if __name__ == "__main__":
    LISTENING.parent.mkdir(parents=True, exist_ok=True)
    LISTENING.write_bytes(listening_form())
