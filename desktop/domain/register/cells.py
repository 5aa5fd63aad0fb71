"""One cell of a register: spaces, invisible characters, dates, elector numbers and yes-or-no."""

import re
import unicodedata
from datetime import date, timedelta

from desktop.domain.places import tidy_postcode
from desktop.domain.register.limits import MAX_CELL

_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ](\d{4}|\d{2})")  # noqa: TID251
_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")  # noqa: TID251
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")  # noqa: TID251
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SPREADSHEET_DAYS = range(20_000, 73_051)  # 1954 to 2099, as a spreadsheet counts days
_YES = frozenset({"y", "yes", "true", "1", "o", "z", "(z)", "opt out", "opted out", "x"})


def clean(text: str) -> str:
    """Return a cell with single plain spaces, composed letters and nothing invisible in it."""
    if text.isascii() and text.isprintable() and "  " not in text and text.strip() == text:
        return "" if text == "-" else text
    if not text.isprintable():
        text = "".join(
            " " if letter.isspace() else letter
            for letter in text
            if letter.isspace() or letter.isprintable() or letter == "\u00a0"
        )
    text = " ".join(text.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "" if text == "-" else text


def is_plain(joined: str) -> bool:
    """Return whether cells, joined by |, are clean as they stand and need no further care: most do not."""
    return (
        (joined.isascii() or unicodedata.is_normalized("NFC", joined))
        and joined.isprintable()
        and "  " not in joined
        and " |" not in joined
        and "| " not in joined
        and "|-" not in joined
        and "=" not in joined
        and "@" not in joined
        and joined[:1] not in (" ", "-")
    )


def are_plain_lines(lines: list[str], delimiter: str) -> bool:
    """Return whether every cell of these lines is plain, and no mark of quotation holds any of them together."""
    joined = "|".join(lines).replace("\r|", "|").removesuffix("\r").replace(delimiter, "|")
    return '"' not in joined and is_plain(joined) and max(map(len, lines)) <= MAX_CELL


class Cleaned(dict[str, str]):
    """A memory of cells already cleaned: names, towns and streets repeat. Emptied when it grows large."""

    def __missing__(self, text: str) -> str:
        if len(self) > 20_000:
            self.clear()
        self[text] = cleaned = clean(text)
        return cleaned


class Postcodes(dict[str, str]):
    """A memory of postcodes already tidied."""

    def __missing__(self, text: str) -> str:
        if len(self) > 20_000:
            self.clear()
        self[text] = tidied = tidy_postcode(text)
        return tidied


def read_date(text: str) -> date | None:
    """Return the date in a clean cell, day first as in Britain, or None where there is none."""
    text = _TIME_OF_DAY.sub("", text)
    try:
        if match := _DATE.fullmatch(text):
            day, month, year = match.groups()
            number = int(month) if month.isdecimal() else _MONTHS[month[:3].casefold()]
            return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        if match := _ISO_DATE.fullmatch(text):
            return date(*map(int, match.groups()))
        if text.isdecimal() and int(text[:9]) in _SPREADSHEET_DAYS:
            return _SPREADSHEET_EPOCH + timedelta(days=int(text))
    except (ValueError, KeyError):
        return None
    return None


def is_yes(text: str) -> bool:
    """Return whether a clean cell says yes."""
    return text.casefold() in _YES


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier (negative: later); 29 February becomes 1 March where there is
    none.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
