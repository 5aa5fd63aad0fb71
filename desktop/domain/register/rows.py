"""From the cells of one record to an elector, or to the problem that says why not."""

from collections.abc import Callable
from datetime import date
from operator import itemgetter

from desktop.domain.addresses import Address, fold, parse_address
from desktop.domain.places import split_trailing_postcode, tidy_uprn
from desktop.domain.register.cells import Cleaned, Postcodes, is_plain, is_yes, read_date, years_before
from desktop.domain.register.detection import Header
from desktop.domain.register.elector import Elector
from desktop.domain.register.layouts.layout import Field
from desktop.domain.register.limits import MAX_CELL, MAX_NUMBER
from desktop.domain.register.names import split_full_name, split_opted_out
from desktop.domain.register.problems import Problem, Reason, Severity

_VOTING_AGE = 18
_PUBLISHED_AGE = 16
_NOT_A_BIRTH = 10  # a date older than this many years is a birth, not a coming of age
_REMEMBERED = 4_000  # addresses: those who live at one stand together in a register
_TRAILING = frozenset({Field.LEFT_OUT, Field.UPRN, Field.OPTED_OUT, None})
_ANONYMOUS = frozenset({"n", "(n)", "anonymous", "anonymous elector", "elector anonymous", "anonymous entry"})
_OTHER = (
    "other elector", "overseas elector", "overseas voter", "service voter", "service elector", "crown servant",
    "declaration of local connection", "declaration of connection", "local connection", "no fixed a",
)  # fmt: skip
_OTHER_INITIALS = frozenset(words[0] for words in _OTHER)
_FORMULA_MARKS = ("=", "@")  # how a spreadsheet's formula begins, and no name does
_FOOTERS = (
    "total", "end of", "*** end", "count", "record", "printed", "produced", "date", "register",
    "monthly", "page", "elector", "sep=", "published", "report", "notice", "-- ", "prepared",
)  # fmt: skip


class RowRefused(Exception):
    """The row cannot be taken: why, and which field's column shows it."""

    def __init__(
        self, reason: Reason, field: Field | None, expected: object = "", found: object = ""
    ) -> None:
        super().__init__(reason)
        self.reason, self.field, self.expected, self.found = reason, field, str(expected), str(found)


class RowParser:
    """Reads the records of one file. ``report`` takes every problem with a field or a row."""

    def __init__(self, header: Header, as_of: date, report: Callable[[Problem], None]) -> None:
        self._header = header
        self._as_of = as_of
        self._report = report
        self._cleaned = Cleaned()
        self._tidied = Postcodes()
        self._dates: dict[str, tuple[date | None, Reason | None]] = {}
        self._addresses: dict[tuple[str, ...], Address | None] = {}
        self._place: tuple[str, ...] = ()  # the cells of the address before, and what they were read as
        self._neighbours: Address | None = None
        self._width = len(header.names)
        self._least = self._width
        while self._least and header.fields[self._least - 1] in _TRAILING:
            self._least -= 1
        # A column that the file lacks reads the empty cell that is put behind each record.
        self._at = {field: header.fields.index(field) if field in header.fields else -1 for field in Field}
        self._postcodes = [at for at, field in enumerate(header.fields) if field is Field.POSTCODE]
        self._places = places = [at for at, field in enumerate(header.fields) if field is Field.ADDRESS]
        self._place_of = _getter([*places, *self._postcodes, -1])
        self._line_count = len(places)
        self._values_of = _getter([self._at[field] for field in _VALUES])
        self._has_full_name = Field.FULL_NAME in header.fields
        self._has_status = Field.STATUS in header.fields

    def parse(self, row: int, cells: list[str], *, is_clean: bool = False) -> Elector:
        """Return the elector of one record; ``is_clean`` if somebody has seen that its cells are plain.

        Raises:
            RowRefused: why the row is no elector.
        """
        if len(cells) != self._width:
            cells = self._fit(cells)
        cells.append("")
        if not is_clean:
            joined = "|".join(cells)
            is_clean = len(joined) <= MAX_CELL and is_plain(joined)
        if not is_clean:
            cells = self._clean(cells)
        (
            district, number_text, suffix, title, given, additional, family, name_suffix,
            markers, attains, opted_out, uprn,
        ) = self._values_of(cells)  # fmt: skip
        if name_suffix and name_suffix.isdecimal():
            suffix, name_suffix = suffix or name_suffix, ""
        number, suffix = _number(district, number_text, suffix)
        if self._has_status and cells[self._at[Field.STATUS]][:1] in ("D", "d"):
            raise RowRefused(Reason.DELETION, Field.STATUS)
        is_marked = False
        if self._has_full_name or family[:1] == "(" or given[:1] == "(":
            family, given, is_marked = self._unmarked_names(cells, family, given)
        if not is_clean:
            _check_texts(district, title, given, additional, family, name_suffix, markers)
        # Given and family name both there are anonymous only as "Anonymous Elector" or "Elector, Anonymous".
        if (not given or not family or family[0] in "AaEe") and _is_anonymous(given, family, markers):
            return Elector(district, number, suffix, markers=markers, is_anonymous=True)
        if not family and not given:
            field = Field.FULL_NAME if self._has_full_name else Field.FAMILY_NAME
            raise RowRefused(Reason.MISSING_NAME, field)
        place = self._place_of(cells)
        address = self._neighbours if place == self._place else self._address_at(row, place)
        values = (
            district,
            number,
            suffix,
            title,
            given,
            additional,
            family,
            name_suffix,
            markers,
            self._attains_on(row, attains) if attains else None,
            is_marked or (opted_out != "" and is_yes(opted_out)),
            address is None,
            False,
            address,
            self._uprn(row, uprn) if uprn and address else "",
        )
        return tuple.__new__(Elector, values)  # what Elector(…) does by way of one more call

    def _unmarked_names(self, cells: list[str], family: str, given: str) -> tuple[str, str, bool]:
        """Return (family name, given names, whether an opt-out mark stood before one of them)."""
        if self._has_full_name:
            full, is_marked = split_opted_out(cells[self._at[Field.FULL_NAME]])
            return *split_full_name(full), is_marked
        family, is_family_marked = split_opted_out(family)
        given, is_given_marked = split_opted_out(given)
        return family, given, is_family_marked or is_given_marked

    def _clean(self, cells: list[str]) -> list[str]:
        """Return a record with clean cells; a line end within a cell of the address is a comma."""
        for at in self._places:
            if "\n" in cells[at]:
                cells[at] = cells[at].replace("\n", ", ")
        return [self._cleaned[cell] for cell in cells]

    def is_blank(self, cells: list[str]) -> bool:
        """Return whether a record says nothing at all."""
        return not any(cell and self._cleaned[cell] for cell in cells)

    def is_banner(self, cells: list[str]) -> bool:
        """Return whether a record is a line about the file (title, date, total, repeated header), not an
        elector.
        """
        said = [text for cell in cells if cell and (text := self._cleaned[cell])]
        if [text.casefold() for text in said] == [name.casefold() for name in self._header.names if name]:
            return True
        if len(said) > 3 or said[0].isdecimal():
            return False
        return said[0].casefold().startswith(_FOOTERS) or (len(said) == 1 and " " in said[0])

    def column(self, field: Field | None) -> str:
        """Return the header of a field as the file spells it, or "" where it has none."""
        at = self._at[field] if field else -1
        return self._header.names[at] if at >= 0 else ""

    def _fit(self, cells: list[str]) -> list[str]:
        """Return a record of the right width where nothing is lost by it."""
        if len(cells) > self._width and not any(map(str.strip, cells[self._width :])):
            return cells[: self._width]
        if self._least <= len(cells) < self._width:
            return cells + [""] * (self._width - len(cells))
        raise RowRefused(Reason.WRONG_CELL_COUNT, None, self._width, len(cells))

    def _problem(self, row: int, reason: Reason, field: Field, severity: Severity = Severity.FIELD) -> None:
        self._report(Problem(reason, severity, row, self.column(field)))

    def _attains_on(self, row: int, text: str) -> date | None:
        if text not in self._dates:
            if len(self._dates) > 10_000:
                self._dates.clear()
            self._dates[text] = self._judge_date(text)
        day, reason = self._dates[text]
        if reason is Reason.UNDER_SIXTEEN:
            raise RowRefused(reason, Field.ATTAINS_ON)
        if reason:
            self._problem(row, reason, Field.ATTAINS_ON)
        return day

    def _judge_date(self, text: str) -> tuple[date | None, Reason | None]:
        """Tell a day of attainment from a day of birth, of which none is kept; a child is no elector at all."""
        day = read_date(text)
        if day is None or not 1900 <= day.year <= self._as_of.year + _VOTING_AGE:
            return None, Reason.BAD_DATE
        if day < years_before(self._as_of, _NOT_A_BIRTH):
            day = years_before(day, -_VOTING_AGE)
            if day < self._as_of:
                return None, Reason.DATE_OF_BIRTH
        if day > years_before(self._as_of, _PUBLISHED_AGE - _VOTING_AGE):
            return None, Reason.UNDER_SIXTEEN
        return day, None

    def _uprn(self, row: int, text: str) -> str:
        uprn = tidy_uprn(text)
        if not uprn:
            self._problem(row, Reason.BAD_UPRN, Field.UPRN)
        return uprn

    def _address_at(self, row: int, place: tuple[str, ...]) -> Address | None:
        """Return the address of these cells; one that is in order is remembered for the neighbours."""
        try:
            address = self._addresses[place]
        except KeyError:
            address = self._address(row, place)
            if place not in self._addresses:
                return address  # each row that has it tells what is wrong with it
        self._place, self._neighbours = place, address
        return address

    def _address(self, row: int, place: tuple[str, ...]) -> Address | None:
        lines = tuple(filter(None, place[: self._line_count]))
        for line in lines:
            if len(line) > MAX_CELL or line[0] in _FORMULA_MARKS:
                _check(line, Field.ADDRESS)
        given = filter(None, place[self._line_count :])
        tidied = [self._tidied[text] for text in given]
        problems = _postcode_problems(lines, tidied)
        for reason, severity in problems:
            self._problem(row, reason, Field.POSTCODE, severity)
        postcode = next(filter(None, tidied), "")
        is_other = (
            bool(lines) and lines[0][0].lower() in _OTHER_INITIALS and fold(lines[0]).startswith(_OTHER)
        )
        address = None if is_other else parse_address(lines, postcode)
        if address is None and postcode and not is_other:
            self._problem(row, Reason.NO_STREET_ADDRESS, Field.ADDRESS, Severity.NOTE)
        elif not problems:
            if len(self._addresses) > _REMEMBERED:
                self._addresses.clear()
            self._addresses[place] = address
        return address


def _postcode_problems(lines: tuple[str, ...], tidied: list[str]) -> list[tuple[Reason, Severity]]:
    found: list[tuple[Reason, Severity]] = []
    if len(tidied) == 1 and tidied[0] and not (lines and lines[-1][-3:-2].isdigit()):
        return found
    codes = set(tidied)
    if "" in codes:
        found.append((Reason.BAD_POSTCODE, Severity.FIELD))
    if lines and lines[-1][-3:-2].isdigit():
        codes.add(split_trailing_postcode(lines[-1])[1])
    if len(codes - {""}) > 1:
        found.append((Reason.TWO_POSTCODES, Severity.NOTE))
    return found


def _check_texts(*texts: str) -> None:
    for text, field in zip(texts, _TEXT_FIELDS, strict=True):
        _check(text, field)


def _check(text: str, field: Field) -> None:
    if len(text) > MAX_CELL:
        raise RowRefused(Reason.CELL_TOO_LONG, field, MAX_CELL)
    if text.startswith(_FORMULA_MARKS):
        raise RowRefused(Reason.FORMULA, field)


_VALUES = (
    Field.DISTRICT,
    Field.NUMBER,
    Field.SUFFIX,
    Field.TITLE,
    Field.GIVEN_NAME,
    Field.ADDITIONAL_NAME,
    Field.FAMILY_NAME,
    Field.NAME_SUFFIX,
    Field.MARKERS,
    Field.ATTAINS_ON,
    Field.OPTED_OUT,
    Field.UPRN,
)
_TEXT_FIELDS = (
    Field.DISTRICT,
    Field.TITLE,
    Field.GIVEN_NAME,
    Field.ADDITIONAL_NAME,
    Field.FAMILY_NAME,
    Field.NAME_SUFFIX,
    Field.MARKERS,
)


def _getter(positions: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what takes these cells out of a record; at least two positions, so that it gives a tuple."""
    first, second, *others = positions
    return itemgetter(first, second, *others)


def _number(district: str, text: str, suffix: str) -> tuple[int, str]:
    """Return (number, suffix or "") out of the cells of an elector number."""
    if district and not suffix and text.isdecimal() and len(text) <= 6 and (number := int(text)):
        return number, ""
    if not district:
        raise RowRefused(Reason.MISSING_DISTRICT, Field.DISTRICT)
    if not (text.isdecimal() and len(text) <= 6):
        text, suffix = _unusual_number(district, text, suffix)
    number = int(text)
    if number < 1:
        raise RowRefused(Reason.BAD_NUMBER, Field.NUMBER, MAX_NUMBER)
    if suffix in ("", "0"):
        return number, ""
    suffix = suffix.removesuffix(".0")
    if suffix.isdecimal() and len(suffix) <= 4:
        return number, str(int(suffix)) if int(suffix) else ""
    if suffix.isalnum() and len(suffix) <= 4 and suffix.isascii():
        return number, suffix.upper()
    raise RowRefused(Reason.BAD_SUFFIX, Field.SUFFIX)


def _unusual_number(district: str, text: str, suffix: str) -> tuple[str, str]:
    """Read "DK2-231", "231/1" and "231.0"; refuse the rest."""
    if not text:
        raise RowRefused(Reason.MISSING_NUMBER, Field.NUMBER)
    text = text.removeprefix(f"{district}-").removesuffix(".0")
    number, slash, printed = text.partition("/")
    if slash and suffix in ("", "0"):
        text, suffix = number, printed
    whole, point, fraction = text.partition(".")
    if point and whole.isdecimal() and fraction.isdecimal():
        raise RowRefused(Reason.DECIMAL_NUMBER, Field.NUMBER)
    if not text.isdecimal() or len(text.lstrip("0")) > len(str(MAX_NUMBER)) or len(text) > MAX_CELL:
        raise RowRefused(Reason.BAD_NUMBER, Field.NUMBER, MAX_NUMBER)
    return text, suffix


def _is_anonymous(given: str, family: str, markers: str) -> bool:
    """Return whether this is an anonymous entry: the letter N in place of a name, or no name and the marker
    N.
    """
    if not given and not family:
        return "N" in markers.upper()
    if len(given) + len(family) > 20:
        return False
    return f"{given} {family}".strip().casefold() in _ANONYMOUS
