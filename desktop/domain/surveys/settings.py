"""The settings sheet: what a form is called, which version it is, which language its plain columns are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.surveys.headers import Header
from desktop.domain.surveys.limits import MOST_LANGUAGES, MOST_NAME, MOST_WORDS
from desktop.domain.surveys.problems import Problems, Reason
from desktop.domain.surveys.survey import DEFAULT_LANGUAGE
from desktop.domain.surveys.workbook import Sheet

_YES = frozenset(["yes", "true", "true()"])
_REFUSED_IF_YES = frozenset(["allow_choice_duplicates", "add_none_option", "flat"])
_REFUSED = frozenset(["entity_version", "entity_features"])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings sheet says; empty where it says nothing."""

    form_id: str = ""
    title: str = ""
    version: str = ""
    default_language: str = ""


def read_settings(sheet: Sheet | None, headers: Mapping[int, Header], problems: Problems) -> Settings:
    """The settings. What changes the meaning of a form and is not done here is a problem."""
    if sheet is None or not sheet.rows:
        return Settings()
    row, found = sheet.rows[0], dict[str, str]()
    place = problems.at(sheet.name, row.number)
    for column, header in sorted(headers.items()):
        cell = row.cells.get(column)
        if cell is None:
            continue
        if cell.wrong:
            place.refuse(cell.wrong, header.written)
        elif header.is_used:
            found[header.key] = cell.text
        elif header.key in _REFUSED or (header.key in _REFUSED_IF_YES and cell.text.lower() in _YES):
            place.refuse(Reason.UNSUPPORTED_SETTING, header.written, cell.text)
        else:
            place.warn(Reason.UNUSED_SETTING, header.written, cell.text)
    for key, most in (("form_id", MOST_NAME), ("version", MOST_NAME), ("form_title", MOST_WORDS)):
        if len(found.get(key, "")) > most:
            place.refuse(Reason.TOO_LONG, key, found[key][:40], most)
    for more in sheet.rows[1:]:
        problems.at(sheet.name, more.number).warn(Reason.NO_EFFECT, "", "settings")
    language = found.get("default_language", "")
    return Settings(
        found.get("form_id", ""),
        found.get("form_title", ""),
        found.get("version", ""),
        "" if language == DEFAULT_LANGUAGE else language,
    )


def read_languages(
    headers: Sequence[Mapping[int, Header]], default_language: str, problems: Problems, sheet: str
) -> tuple[str, ...]:
    """The languages of a form in the order of its columns; ``default`` stands for words that name none."""
    languages: list[str] = []
    for columns in headers:
        for _, header in sorted(columns.items()):
            if header.key != "label" or not header.is_used:
                continue
            if header.language not in languages:
                languages.append(header.language)
    if default_language and default_language not in languages:
        problems.at(sheet, 2).refuse(Reason.UNKNOWN_LANGUAGE, "default_language", default_language)
    if len(languages) > MOST_LANGUAGES:
        problems.at("survey", 1).refuse(Reason.TOO_MANY_LANGUAGES, limit=MOST_LANGUAGES)
    return tuple(languages) or (DEFAULT_LANGUAGE,)
