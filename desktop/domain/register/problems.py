"""What can be wrong with a register file, as codes and fields; ``wording.register`` makes the sentences."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem costs."""

    FILE = "file"  # the whole file is refused
    ROW = "row"  # the row is not taken
    FIELD = "field"  # the row is taken without this field
    NOTE = "note"  # everything is taken; a person should know


class Reason(StrEnum):
    """Why, as a code."""

    # the file
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    WRONG_KIND = "wrong_kind"
    BROKEN_ENCODING = "broken_encoding"
    NUL = "nul"
    NOT_A_REGISTER = "not_a_register"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_BLANK_ROWS = "too_many_blank_rows"
    TOO_MANY_DISTRICTS = "too_many_districts"
    RECORD_TOO_LONG = "record_too_long"
    OPEN_QUOTE = "open_quote"
    CUT_SHORT = "cut_short"
    NO_ROWS = "no_rows"
    MOSTLY_UNREADABLE = "mostly_unreadable"
    # the row
    WRONG_CELL_COUNT = "wrong_cell_count"
    BROKEN_QUOTES = "broken_quotes"
    MISSING_DISTRICT = "missing_district"
    MISSING_NUMBER = "missing_number"
    BAD_NUMBER = "bad_number"
    DECIMAL_NUMBER = "decimal_number"
    BAD_SUFFIX = "bad_suffix"
    MISSING_NAME = "missing_name"
    CELL_TOO_LONG = "cell_too_long"
    FORMULA = "formula"
    DUPLICATE_NUMBER = "duplicate_number"
    DELETION = "deletion"
    UNDER_SIXTEEN = "under_sixteen"
    # the field
    BAD_DATE = "bad_date"
    DATE_OF_BIRTH = "date_of_birth"
    BAD_POSTCODE = "bad_postcode"
    BAD_UPRN = "bad_uprn"
    # worth knowing
    TWO_POSTCODES = "two_postcodes"
    UNKNOWN_COLUMN = "unknown_column"
    MIXED_ENCODING = "mixed_encoding"
    NO_STREET_ADDRESS = "no_street_address"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: ``row`` is the physical line where the record begins (the file's first line is 1).

    ``column`` is the header as the file spells it, or "". ``expected`` and ``found`` are counts, limits or
    the name of a kind of file; never what a cell about a person says.
    """

    reason: Reason
    severity: Severity
    row: int | None = None
    column: str = ""
    expected: str = ""
    found: str = ""


class RegisterRefused(Exception):
    """The file cannot be taken as a register. Nothing of it may be kept, also where rows were yielded
    before.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.reason} at row {problem.row}")
        self.problem = problem


def refuse(
    reason: Reason, row: int | None = None, column: str = "", *, expected: object = "", found: object = ""
) -> RegisterRefused:
    """Return the exception that refuses a whole file."""
    return RegisterRefused(Problem(reason, Severity.FILE, row, column, str(expected), str(found)))
