"""What can be wrong with a form, as codes with a place; ``wording.surveys`` makes the sentences."""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.surveys.limits import MOST_PROBLEMS


class Severity(StrEnum):
    """What a problem costs."""

    ERROR = "error"  # the form is refused
    WARNING = "warning"  # the form is taken; a person should know


class Reason(StrEnum):
    """Why, as a code."""

    # the file
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_WORKBOOK = "old_workbook"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    TOO_MANY_PARTS = "too_many_parts"
    DOCTYPE = "doctype"
    TOO_DEEP_XML = "too_deep_xml"
    TOO_INTRICATE = "too_intricate"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MANY_RULES = "too_many_rules"
    # sheets and cells
    MISSING_SHEET = "missing_sheet"
    DUPLICATE_SHEET = "duplicate_sheet"
    UNSUPPORTED_SHEET = "unsupported_sheet"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    MISSPELT_COLUMN = "misspelt_column"
    UNSUPPORTED_COLUMN = "unsupported_column"
    UNUSED_COLUMN = "unused_column"
    NO_HEADER = "no_header"
    FORMULA = "formula"
    BROKEN_CELL = "broken_cell"
    CONTROL_CHARACTER = "control_character"
    TOO_LONG = "too_long"
    # settings
    UNSUPPORTED_SETTING = "unsupported_setting"
    UNUSED_SETTING = "unused_setting"
    UNKNOWN_LANGUAGE = "unknown_language"
    TOO_MANY_LANGUAGES = "too_many_languages"
    # rows of the survey
    NO_QUESTIONS = "no_questions"
    MISSING_TYPE = "missing_type"
    UNSUPPORTED_TYPE = "unsupported_type"
    UNKNOWN_TYPE = "unknown_type"
    OR_OTHER = "or_other"
    MISSING_NAME = "missing_name"
    BAD_NAME = "bad_name"
    DUPLICATE_NAME = "duplicate_name"
    MISSING_LABEL = "missing_label"
    MISSING_TRANSLATION = "missing_translation"
    UNSUPPORTED_CELL = "unsupported_cell"
    NO_EFFECT = "no_effect"
    UNUSED_APPEARANCE = "unused_appearance"
    UNSUPPORTED_APPEARANCE = "unsupported_appearance"
    MISSING_CALCULATION = "missing_calculation"
    BAD_DEFAULT = "bad_default"
    BAD_READ_ONLY = "bad_read_only"
    GROUP_NOT_CLOSED = "group_not_closed"
    GROUP_NOT_OPEN = "group_not_open"
    TOO_MANY_GROUPS = "too_many_groups"
    # choices
    MISSING_LIST = "missing_list"
    MISSING_LIST_NAME = "missing_list_name"
    MISSING_CHOICE_NAME = "missing_choice_name"
    BAD_CHOICE_NAME = "bad_choice_name"
    DUPLICATE_CHOICE = "duplicate_choice"
    # expressions
    NOT_UNDERSTOOD = "not_understood"
    TOO_COMPLEX = "too_complex"
    UNKNOWN_FUNCTION = "unknown_function"
    WRONG_ARGUMENTS = "wrong_arguments"
    UNKNOWN_REFERENCE = "unknown_reference"
    GROUP_REFERENCE = "group_reference"
    QUOTED_REFERENCE = "quoted_reference"
    PATH = "path"
    UNKNOWN_FILTER_COLUMN = "unknown_filter_column"
    ITSELF = "itself"
    BAD_PATTERN = "bad_pattern"
    CIRCULAR = "circular"
    BREAKS_STANDARD = "breaks_standard"
    TOO_MANY_PROBLEMS = "too_many_problems"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. ``row`` is the number that the spreadsheet shows; ``column`` a header as the file spells it.

    ``found`` is what stands there, or a name; ``limit`` a count that was passed.
    """

    reason: Reason
    severity: Severity = Severity.ERROR
    sheet: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""
    limit: int | None = None


class FormRefused(Exception):
    """The file cannot even be read as a form."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.reason} at {problem.sheet} row {problem.row}")
        self.problem = problem


class Place:
    """Where a problem is noted: one row (or none) of one sheet."""

    def __init__(self, problems: "Problems", sheet: str, row: int | None) -> None:
        self._problems = problems
        self.sheet = sheet
        self.row = row

    def refuse(self, reason: Reason, column: str = "", found: str = "", limit: int | None = None) -> None:
        """Note what makes the form unusable."""
        self._problems.add(Problem(reason, Severity.ERROR, self.sheet, self.row, column, found[:200], limit))

    def warn(self, reason: Reason, column: str = "", found: str = "") -> None:
        """Note what a person should know."""
        self._problems.add(Problem(reason, Severity.WARNING, self.sheet, self.row, column, found[:200]))


@dataclass(slots=True)
class Problems:
    """What was found so far, in the order of the file; at most MOST_PROBLEMS are kept."""

    found: list[Problem] = field(default_factory=list)
    is_refused: bool = False

    def add(self, problem: Problem) -> None:
        """Note a problem."""
        self.is_refused = self.is_refused or problem.severity is Severity.ERROR
        if len(self.found) < MOST_PROBLEMS or not self._is_told(problem):
            self.found.append(problem)
        elif len(self.found) == MOST_PROBLEMS:
            self.found.append(Problem(Reason.TOO_MANY_PROBLEMS, problem.severity, limit=MOST_PROBLEMS))

    def at(self, sheet: str, row: int | None = None) -> Place:
        """A place to note problems at."""
        return Place(self, sheet, row)

    def _is_told(self, problem: Problem) -> bool:
        """Whether somebody who reads the list knows already that the form is refused."""
        if problem.severity is Severity.WARNING:
            return True
        return any(told.severity is Severity.ERROR for told in self.found)
