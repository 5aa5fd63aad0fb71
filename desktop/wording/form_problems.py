"""Sentences for what can be wrong with a form, with places for column, found, limit and sheet."""

from desktop.domain.surveys.problems import Reason
from desktop.wording.translation import Translate


def sentences(translate: Translate) -> dict[Reason, str]:
    """Every sentence by its code."""
    return {
        **_of_the_file(translate),
        **_of_sheets(translate),
        **_of_rows(translate),
        **_of_cells(translate),
        **_of_choices(translate),
        **_of_expressions(translate),
    }


def _of_the_file(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.EMPTY: translate("Form", "The file is empty."),
        Reason.UNREADABLE: translate(
            "Form", "The file cannot be opened. Check that it is there, and not open in another program."
        ),
        Reason.TOO_LARGE: translate("Form", "The file is larger than {limit} MB. No form is so large."),
        Reason.NOT_A_WORKBOOK: translate(
            "Form", "This is not a spreadsheet of the kind .xlsx. Open the form and save it as .xlsx."
        ),
        Reason.OLD_WORKBOOK: translate(
            "Form", "This is an old spreadsheet (.xls), or one with a passphrase. Save it as a plain .xlsx."
        ),
        Reason.LOCKED: translate("Form", "The spreadsheet is locked. Save it without a passphrase."),
        Reason.DAMAGED: translate(
            "Form", "The spreadsheet is damaged. Open it, save it anew, and try again."
        ),
        Reason.TOO_LARGE_UNPACKED: translate(
            "Form", "The spreadsheet holds more than {limit} MB when unpacked. No form is so large."
        ),
        Reason.TOO_MANY_PARTS: translate(
            "Form", "The spreadsheet is made of more than {limit} parts. Copy its sheets into a new one."
        ),
        Reason.DOCTYPE: translate(
            "Form", "The spreadsheet holds declarations that none needs and that can do harm. Do not use it."
        ),
        Reason.TOO_DEEP_XML: translate(
            "Form",
            "The spreadsheet is nested in a way that no spreadsheet is. Copy its sheets into a new one.",
        ),
        Reason.TOO_INTRICATE: translate(
            "Form",
            "The spreadsheet is made of more pieces than a form needs. Copy its sheets into a new one.",
        ),
        Reason.TOO_MANY_ROWS: translate(
            "Form",
            "There are more than {limit} rows. Make the form shorter, or delete rows that are not of it.",
        ),
        Reason.TOO_MANY_COLUMNS: translate(
            "Form", "There are more than {limit} columns. Delete those that are not of the form."
        ),
        Reason.TOO_MANY_CELLS: translate(
            "Form", "There are more than {limit} cells. Delete rows and columns that are not of the form."
        ),
        Reason.TOO_MUCH_TEXT: translate(
            "Form", "There are more than {limit} letters up to this row. Make the form shorter."
        ),
        Reason.TOO_MANY_RULES: translate(
            "Form", "There are more than {limit} letters of rules up to this row. Make the rules shorter."
        ),
        Reason.TOO_MANY_PROBLEMS: translate("Form", "Only the first {limit} problems are listed."),
    }


def _of_sheets(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.MISSING_SHEET: translate(
            "Form",
            "There is no sheet called “{sheet}”. A form needs one; name the sheet with the questions so.",
        ),
        Reason.DUPLICATE_SHEET: translate("Form", "Two sheets have this name. Delete or rename one."),
        Reason.UNSUPPORTED_SHEET: translate(
            "Form", "This sheet asks for something that we cannot do. Delete it if the form works without it."
        ),
        Reason.NO_HEADER: translate(
            "Form",
            "Something stands here in a column without a name in row 1. Name the column or clear the cell.",
        ),
        Reason.MISSING_COLUMN: translate("Form", "The column “{column}” is missing. Add it in row 1."),
        Reason.DUPLICATE_COLUMN: translate(
            "Form", "The column “{column}” is there twice (“{found}”). Delete the wrong one."
        ),
        Reason.MISSPELT_COLUMN: translate(
            "Form",
            "We do not know the column “{column}”. If “{found}” is meant, write it so; otherwise rename it.",
        ),
        Reason.UNSUPPORTED_COLUMN: translate(
            "Form", "“{found}” stands in the column “{column}”, which we cannot do. Clear the cell."
        ),
        Reason.UNUSED_COLUMN: translate("Form", "The column “{column}” is not used here and was left out."),
        Reason.UNSUPPORTED_SETTING: translate(
            "Form", "The setting “{column}” asks for something that we cannot do. Clear it."
        ),
        Reason.UNUSED_SETTING: translate("Form", "The setting “{column}” is not used here and was left out."),
        Reason.UNKNOWN_LANGUAGE: translate(
            "Form", "The default language is “{found}”, but no column of words is in it. Correct one of them."
        ),
        Reason.TOO_MANY_LANGUAGES: translate("Form", "There are more than {limit} languages."),
        Reason.NO_QUESTIONS: translate("Form", "The form asks nothing. Add a question."),
    }


def _of_rows(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.MISSING_TYPE: translate("Form", "The row has no type. Write one, such as text."),
        Reason.UNSUPPORTED_TYPE: translate(
            "Form", "We cannot ask questions of the type “{found}”. Use another type, or delete the row."
        ),
        Reason.UNKNOWN_TYPE: translate("Form", "There is no type “{found}”. Check how it is written."),
        Reason.OR_OTHER: translate(
            "Form",
            "“{found}”: we cannot add “other” by ourselves. Add it to the list, and a text question after it.",
        ),
        Reason.MISSING_NAME: translate("Form", "The row has no name. Give it one, without spaces."),
        Reason.BAD_NAME: translate(
            "Form",
            "“{found}” cannot be a name. Begin with a letter; use letters, digits and _; keep it short.",
        ),
        Reason.DUPLICATE_NAME: translate(
            "Form", "An earlier row has the name “{found}” already. Give this one another."
        ),
        Reason.MISSING_LABEL: translate(
            "Form", "“{found}” has no label, so its name is shown. Write a label."
        ),
        Reason.MISSING_TRANSLATION: translate("Form", "The label is missing in: {found}. Another is shown."),
        Reason.MISSING_CALCULATION: translate("Form", "Nothing is worked out here. Write a calculation."),
        Reason.GROUP_NOT_CLOSED: translate(
            "Form", "The group “{found}” begins here and never ends. Add a row with end group."
        ),
        Reason.GROUP_NOT_OPEN: translate("Form", "A group ends here that never began. Delete the row."),
        Reason.TOO_MANY_GROUPS: translate(
            "Form", "More than {limit} groups lie in each other here. Use fewer groups."
        ),
    }


def _of_cells(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.FORMULA: translate(
            "Form", "A cell in the column “{column}” is a formula. Write its result into the cell instead."
        ),
        Reason.BROKEN_CELL: translate(
            "Form", "A cell in the column “{column}” holds a failed formula ({found}). Write what is meant."
        ),
        Reason.CONTROL_CHARACTER: translate(
            "Form", "A cell in the column “{column}” holds characters that cannot be seen. Type it again."
        ),
        Reason.TOO_LONG: translate(
            "Form", "A cell in the column “{column}” is too long to be read aloud. Make it shorter."
        ),
        Reason.UNSUPPORTED_CELL: translate(
            "Form", "The column “{column}” cannot be filled in a row of this kind ({found}). Clear the cell."
        ),
        Reason.NO_EFFECT: translate("Form", "This has no effect in a row of this kind ({found})."),
        Reason.UNUSED_APPEARANCE: translate(
            "Form", "The appearance “{found}” is not used here and was left out."
        ),
        Reason.UNSUPPORTED_APPEARANCE: translate(
            "Form", "The appearance “{found}” asks for something that we cannot do. Clear the cell."
        ),
        Reason.BAD_DEFAULT: translate(
            "Form", "“{found}” cannot be an answer to this question, so it cannot stand there from the start."
        ),
        Reason.BAD_READ_ONLY: translate(
            "Form", "A question that nobody may answer is not asked. Make it a note, or clear the cell."
        ),
    }


def _of_choices(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.MISSING_LIST: translate(
            "Form", "There is no list of choices called “{found}”. Add it to the sheet of choices."
        ),
        Reason.MISSING_LIST_NAME: translate(
            "Form", "The choice “{found}” belongs to no list. Name its list."
        ),
        Reason.MISSING_CHOICE_NAME: translate(
            "Form", "A choice of the list “{found}” has no name. Give it one."
        ),
        Reason.BAD_CHOICE_NAME: translate(
            "Form", "“{found}” cannot be the name of a choice here. Make it short, and without spaces."
        ),
        Reason.DUPLICATE_CHOICE: translate(
            "Form", "The list has a choice “{found}” already. Give this one another name."
        ),
    }


def _of_expressions(translate: Translate) -> dict[Reason, str]:
    return {
        Reason.NOT_UNDERSTOOD: translate(
            "Form", "We do not understand “{found}” in the column “{column}”. Check brackets and quotes."
        ),
        Reason.TOO_COMPLEX: translate(
            "Form", "The rule in the column “{column}” is too long or too deeply nested. Make it simpler."
        ),
        Reason.UNKNOWN_FUNCTION: translate(
            "Form", "We cannot do “{found}()” in the column “{column}”. Write the rule without it."
        ),
        Reason.WRONG_ARGUMENTS: translate(
            "Form", "“{found}()” in the column “{column}” is given too little, too much, or the wrong kind."
        ),
        Reason.UNKNOWN_REFERENCE: translate(
            "Form", "The column “{column}” asks for “{found}”, but no question has that name."
        ),
        Reason.GROUP_REFERENCE: translate(
            "Form", "The column “{column}” asks for “{found}”, which is a group. Name a question."
        ),
        Reason.QUOTED_REFERENCE: translate(
            "Form", "In the column “{column}” a question is named in quotes: “{found}”. Take the quotes away."
        ),
        Reason.PATH: translate(
            "Form", "The column “{column}” holds a path: “{found}”. Name questions as ${{name}} instead."
        ),
        Reason.UNKNOWN_FILTER_COLUMN: translate(
            "Form", "The choice filter looks at “{found}”, but the choices of this list have no such column."
        ),
        Reason.ITSELF: translate(
            "Form", "A full stop in the column “{column}” means the answer itself, which there is none here."
        ),
        Reason.BAD_PATTERN: translate(
            "Form", "We cannot use the pattern “{found}”. Write it out, without looking ahead or back."
        ),
        Reason.CIRCULAR: translate(
            "Form",
            "These questions wait for each other (a circular rule), so none can ever be asked: {found}. Break the circle.",
        ),
        Reason.BREAKS_STANDARD: translate(
            "Form", "Other programs that read such forms would refuse this one. They say: {found}"
        ),
    }
