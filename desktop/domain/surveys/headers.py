"""The first row of a sheet: which column is which, by every name that pyxform knows for it, and in which language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from typing import Any

from desktop.domain.surveys.problems import Problems, Reason
from desktop.domain.surveys.survey import DEFAULT_LANGUAGE
from desktop.domain.surveys.workbook import Row, Sheet

_BOUND = {
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "calculate": "calculation",
    "readonly": "read_only",
}
_USED: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        [
            "type",
            "name",
            "label",
            "hint",
            "required",
            "required_message",
            "relevant",
            "constraint",
            "constraint_message",
            "calculation",
            "choice_filter",
            "default",
            "appearance",
            "read_only",
            "parameters",
        ]
    ),
    "choices": frozenset(["list_name", "name", "label"]),
    "settings": frozenset(["form_title", "form_id", "version", "default_language"]),
}
_SPOKEN = frozenset(["label", "hint", "constraint_message", "required_message"])
_REFUSED = frozenset(
    [
        "media",
        "trigger",
        "repeat_count",
        "save_to",
        "intent",
        "bind",
        "control",
        "instance",
        "body",
        "query",
        "list_name",
        "disabled",
        "bind::entities:saveto",
        "actions",
    ]
)
_UNUSED = frozenset(
    [
        "guidance_hint",
        "autoplay",
        "rows",
        "no_app_error_string",
        "sms_field",
        "sms_option",
        "sms_separator",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_response",
        "compact_tag",
        "note",
        "notes",
        "comment",
        "comments",
    ]
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a column is: ``key`` is our name for it, ``written`` the file's; ``is_used`` says that we read it."""

    key: str
    written: str
    language: str = ""
    is_used: bool = True
    is_refused: bool = False


def read_header(sheet: Sheet, problems: Problems, default_language: str = "") -> dict[int, Header]:
    """The columns of a sheet; words that name no language are in the default one.

    A column that stands there twice, or cannot be what it seems to be, is a problem.
    """
    kind = sheet.name.strip().lower()
    place = problems.at(sheet.name, 1)
    double = any("::" in cell.text for cell in sheet.header.values())
    headers: dict[int, Header] = {}
    seen: dict[tuple[str, str], str] = {}
    for column, cell in sorted(sheet.header.items()):
        if cell.wrong:
            place.refuse(cell.wrong, _letters(column))
            continue
        header = _header(kind, " ".join(cell.text.split()), double=double)
        if header.language == DEFAULT_LANGUAGE and default_language:
            header = replace(header, language=default_language)
        mark = (header.key, header.language)
        if mark in seen and (header.is_used or header.is_refused or kind == "choices"):
            place.refuse(Reason.DUPLICATE_COLUMN, header.written, seen[mark])
            continue
        seen[mark] = header.written
        headers[column] = header
        _judge(kind, header, sheet, column, problems)
    return headers


def _judge(kind: str, header: Header, sheet: Sheet, column: int, problems: Problems) -> None:
    """Say what is not read; a column that changes what a row means is refused where it is filled."""
    if header.is_used:
        return
    filled = next((row for row in sheet.rows if column in row.cells), None)
    if filled is None:
        return
    if header.is_refused:
        for row in sheet.rows:
            if column in row.cells:
                problems.at(sheet.name, row.number).refuse(
                    Reason.UNSUPPORTED_COLUMN, header.written, row.cells[column].text
                )
    elif kind == "survey":
        near = get_close_matches(header.key, [*_USED["survey"], *_REFUSED], n=1, cutoff=0.8)
        if near and header.key not in _UNUSED:
            problems.at(sheet.name, 1).refuse(Reason.MISSPELT_COLUMN, header.written, near[0])
        else:
            problems.at(sheet.name, 1).warn(Reason.UNUSED_COLUMN, header.written)


def _header(kind: str, written: str, *, double: bool) -> Header:
    tokens = _tokens(kind, written, double)
    key, rest = tokens[0], tokens[1:]
    if key in ("bind", "control") and rest:
        named = rest[0] in _BOUND or rest[0] in _USED["survey"]
        key, rest = (_BOUND.get(rest[0], rest[0]) if named else _unknown(key, rest[0])), rest[1:]
    elif key == "media":
        rest = ()
    key = {"list name": "list_name", "title": "form_title", "id_string": "form_id"}.get(key, key)
    language = " ".join(rest)
    if kind == "choices":
        is_refused = key == "media"
        is_used = key not in ("media",)
    else:
        is_used = key in _USED[kind] and (not language or key in _SPOKEN)
        is_refused = not is_used and kind == "survey" and (key in _REFUSED or key in _USED["survey"])
    if key in _SPOKEN and is_used:
        language = language or DEFAULT_LANGUAGE
    return Header(key, written, language, is_used, is_refused)


def _unknown(space: str, name: str) -> str:
    return {"jr:count": "repeat_count"}.get(name, name if name in _UNUSED else space)


def _tokens(kind: str, written: str, double: bool) -> tuple[str, ...]:
    """A header taken apart as pyxform does it."""
    process, aliases, columns = _pyxform(kind)
    _, tokens = process(written, double, aliases, columns)
    return tuple(str(token) for token in tokens)


@cache
def _pyxform(kind: str) -> tuple[Any, Any, Any]:
    from pyxform import aliases  # type: ignore[import-untyped]  # pyxform comes without types
    from pyxform.parsing.sheet_headers import process_header  # type: ignore[import-untyped]
    from pyxform.question import MultipleChoiceQuestion, Option  # type: ignore[import-untyped]
    from pyxform.survey import Survey  # type: ignore[import-untyped]

    if kind == "survey":
        return process_header, aliases.survey_header, set(MultipleChoiceQuestion.get_slot_names())
    if kind == "choices":
        return process_header, aliases.list_header, set(Option.get_slot_names())
    return process_header, aliases.settings_header, set(Survey.get_slot_names())


def _letters(column: int) -> str:
    """A column as the spreadsheet calls it."""
    text, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


class FormRow:
    """One row with its cells by key, and where to note problems with it."""

    def __init__(self, row: Row, headers: Mapping[int, Header], sheet: str, problems: Problems) -> None:
        self.number = row.number
        self.place = problems.at(sheet, row.number)
        self.written: dict[str, str] = {}
        self._cells: dict[str, str] = {}
        self._spoken: dict[str, dict[str, str]] = {}
        for column, cell in sorted(row.cells.items()):
            header = headers.get(column)
            if header is None or not header.is_used:
                continue
            if cell.wrong:
                self.place.refuse(cell.wrong, header.written, cell.text)
            elif header.language:
                self._spoken.setdefault(header.key, {})[header.language] = cell.text
                self.written.setdefault(header.key, header.written)
            else:
                self._cells[header.key] = cell.text
                self.written[header.key] = header.written

    def text(self, key: str) -> str:
        """The cell under a column, or empty."""
        return self._cells.get(key, "")

    def spoken(self, key: str) -> dict[str, str]:
        """The cells of a column by language."""
        return self._spoken.get(key, {})

    def others(self, known: frozenset[str]) -> dict[str, str]:
        """The cells of all other columns."""
        return {key: text for key, text in self._cells.items() if key not in known}

    def __bool__(self) -> bool:
        return bool(self._cells or self._spoken)
