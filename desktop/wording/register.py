"""What is said about a register file: one plain sentence for each problem, and the report as a document.

No sentence repeats what a cell about a person says; columns are named as the file spells them.
"""

from collections.abc import Callable

from desktop.domain.register.problems import Problem, Reason
from desktop.domain.register.report import RegisterReport

Translate = Callable[[str, str], str]
"""Given (context, English), returns the sentence in the person's language."""


def _english(context: str, text: str) -> str:
    del context
    return text


def sentences(translate: Translate) -> dict[Reason, str]:
    """Return every sentence, with places for column, expected and found."""
    return {**_of_the_file(translate), **_of_a_row(translate), **_of_a_field(translate)}


def _of_the_file(translate: Translate) -> dict[Reason, str]:
    """Why a whole file is refused."""
    return {
        Reason.EMPTY: translate("Register", "The file is empty."),
        Reason.UNREADABLE: translate(
            "Register",
            "The file cannot be opened. Check that it is there, and not open in another program.",
        ),
        Reason.TOO_LARGE: translate(
            "Register",
            "The file is larger than any register. Ask the council for the register alone.",
        ),
        Reason.NOT_TEXT: translate(
            "Register",
            "This is not a text file. Ask the council for the register as CSV.",
        ),
        Reason.WRONG_KIND: translate(
            "Register",
            "This is {found}, not a CSV file. Open it and save it as CSV, or ask the council for CSV.",
        ),
        Reason.BROKEN_ENCODING: translate(
            "Register",
            "The letters in this row are broken, so the file may be damaged. Ask the council to send "
            "it again.",
        ),
        Reason.NUL: translate(
            "Register",
            "This row holds characters that no register has. The file may be damaged or of another kind.",
        ),
        Reason.NOT_A_REGISTER: translate(
            "Register",
            "No row names the columns of a register that we know. Choose the full register from the council.",
        ),
        Reason.MISSING_COLUMN: translate(
            "Register",
            "These columns are missing: {expected}. Ask the council for the full register.",
        ),
        Reason.DUPLICATE_COLUMN: translate(
            "Register",
            "Column “{column}” is there twice. Delete the wrong one and try again.",
        ),
        Reason.TOO_MANY_COLUMNS: translate(
            "Register",
            "This row has {found} columns. A register has no more than {expected}.",
        ),
        Reason.TOO_MANY_ROWS: translate(
            "Register",
            "The file has more than {expected} rows. No register is so long.",
        ),
        Reason.TOO_MANY_BLANK_ROWS: translate("Register", "The file has more than {expected} blank rows."),
        Reason.TOO_MANY_DISTRICTS: translate(
            "Register",
            "The file names more than {expected} polling districts. No register has so many.",
        ),
        Reason.RECORD_TOO_LONG: translate(
            "Register",
            "This row is longer than {expected} characters. The file may be damaged.",
        ),
        Reason.OPEN_QUOTE: translate(
            "Register",
            "A quotation mark opens in this row and is never closed. Remove it and try again.",
        ),
        Reason.CUT_SHORT: translate(
            "Register",
            "The file stops in the middle of this row. Ask the council to send it again.",
        ),
        Reason.NO_ROWS: translate(
            "Register",
            "The file names its columns, but no row below them holds an elector.",
        ),
        Reason.MOSTLY_UNREADABLE: translate(
            "Register",
            "{found} of {expected} rows cannot be read, so nothing was taken from this file.",
        ),
    }


def _of_a_row(translate: Translate) -> dict[Reason, str]:
    """Why a row is not taken."""
    return {
        Reason.WRONG_CELL_COUNT: translate(
            "Register",
            "This row has {found} cells where {expected} are expected.",
        ),
        Reason.BROKEN_QUOTES: translate(
            "Register",
            "The quotation marks in this row do not match. It reaches to row {found}.",
        ),
        Reason.MISSING_DISTRICT: translate(
            "Register",
            "Column “{column}” is empty. Every elector has a polling district.",
        ),
        Reason.MISSING_NUMBER: translate(
            "Register",
            "Column “{column}” is empty. Every elector has a number.",
        ),
        Reason.BAD_NUMBER: translate(
            "Register",
            "Column “{column}” should hold a whole number from 1 to {expected}.",
        ),
        Reason.DECIMAL_NUMBER: translate(
            "Register",
            "Column “{column}” holds a decimal number. A whole number is expected.",
        ),
        Reason.BAD_SUFFIX: translate(
            "Register",
            "Column “{column}” should hold up to four letters or digits.",
        ),
        Reason.MISSING_NAME: translate(
            "Register",
            "Column “{column}” is empty. An elector has a name, unless marked N as anonymous.",
        ),
        Reason.CELL_TOO_LONG: translate(
            "Register",
            "Column “{column}” holds more than {expected} characters.",
        ),
        Reason.FORMULA: translate("Register", "Column “{column}” begins like a spreadsheet formula."),
        Reason.DUPLICATE_NUMBER: translate(
            "Register",
            "An earlier row has the same elector number. The earlier row was taken.",
        ),
        Reason.DELETION: translate(
            "Register",
            "This row takes an elector off the register, so it belongs to a monthly update.",
        ),
        Reason.UNDER_SIXTEEN: translate(
            "Register",
            "By the column “{column}” this row is about someone under 16. Nothing of it may be kept, so it was left out.",
        ),
    }


def _of_a_field(translate: Translate) -> dict[Reason, str]:
    """What is left out of a row that is taken, and what is worth knowing."""
    return {
        Reason.BAD_DATE: translate(
            "Register",
            "Column “{column}” should hold a date such as 31/12/2027. The elector was taken without it.",
        ),
        Reason.DATE_OF_BIRTH: translate(
            "Register",
            "Column “{column}” is an adult's date of birth, which is not needed. The elector was "
            "taken without it.",
        ),
        Reason.BAD_POSTCODE: translate(
            "Register",
            "Column “{column}” should hold a postcode. The elector was taken without it.",
        ),
        Reason.BAD_UPRN: translate(
            "Register",
            "Column “{column}” should hold up to 12 digits. The elector was taken without it.",
        ),
        Reason.TWO_POSTCODES: translate(
            "Register",
            "This row has two different postcodes. The first was taken.",
        ),
        Reason.UNKNOWN_COLUMN: translate(
            "Register",
            "Column “{column}” is not one that we know. It was left out.",
        ),
        Reason.MIXED_ENCODING: translate(
            "Register",
            "Some letters from this row on were written in another way. Check the names with accents.",
        ),
        Reason.NO_STREET_ADDRESS: translate(
            "Register",
            "This row has a postcode and no address. The elector was taken as one without an address.",
        ),
    }


def problem_sentence(problem: Problem, translate: Translate = _english) -> str:
    """Return the sentence for a problem, without its row."""
    return _filled(problem, sentences(translate))


def report_document(report: RegisterReport, translate: Translate = _english) -> dict[str, object]:
    """Return the report as the document that ``register inspect --json`` prints."""
    said = sentences(translate)
    return {
        "accepted": report.accepted,
        "layout": report.layout or None,
        "encoding": report.encoding or None,
        "delimiter": report.delimiter or None,
        "rows": report.rows,
        "electors": report.electors,
        "households": report.households,
        "polling_districts": report.polling_districts,
        "other_electors": report.other_electors,
        "anonymous_electors": report.anonymous_electors,
        "banner_rows": report.banners,
        "blank_rows": report.blank_rows,
        "problem_count": report.problem_count,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column or None,
                "reason": _filled(problem, said),
                "severity": problem.severity.value,
            }
            for problem in report.problems
        ],
    }


def _filled(problem: Problem, said: dict[Reason, str]) -> str:
    return said[problem.reason].format(
        column=problem.column or "?", expected=_grouped(problem.expected), found=_grouped(problem.found)
    )


def _grouped(text: str) -> str:
    """Return a count with commas, anything else as it is."""
    return f"{int(text):,}" if text.isdecimal() and len(text) < 16 else text
