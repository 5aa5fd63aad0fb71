"""A second opinion: pyxform, which the field's other tools go by, reads the same sheets.

What we accept, it must accept too; a form that works here works elsewhere.
"""

import warnings
from typing import Any

from desktop.domain.surveys.problems import Problems, Reason
from desktop.domain.surveys.workbook import READ, Sheet, Workbook

_MOST_SAID = 300


def check_standard(workbook: Workbook, form_id: str, problems: Problems) -> None:
    """Let pyxform judge the sheets; what it refuses is a problem in its own words."""
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]  # it has no types
    from pyxform.xls2json import workbook_to_json  # type: ignore[import-untyped]  # it has no types
    from pyxform.xls2json_backends import (  # type: ignore[import-untyped]  # it has no types
        DefinitionData,
    )

    definition = DefinitionData(sheet_names=list(workbook.sheets), fallback_form_name=form_id)
    for name in READ:
        sheet = workbook.sheets.get(name)
        if sheet is not None and sheet.header:
            setattr(definition, name, _rows(sheet))
            setattr(definition, f"{name}_header", [dict.fromkeys(_header(sheet).values())])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook_to_json(definition, form_name="data", fallback_form_name=form_id)
    except PyXFormError as fault:
        _tell(fault, problems)
    except Exception as fault:  # noqa: BLE001 - a library that trips over a form has not accepted it
        problems.at("survey").refuse(Reason.BREAKS_STANDARD, "", type(fault).__name__)


def _header(sheet: Sheet) -> dict[int, str]:
    return {column: " ".join(cell.text.split()) for column, cell in sheet.header.items()}


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    """The rows as pyxform counts them: the second of the sheet first, blank ones too."""
    header = _header(sheet)
    rows: list[dict[str, str]] = [{} for _ in range(max((row.number for row in sheet.rows), default=1) - 1)]
    for row in sheet.rows:
        rows[row.number - 2] = {
            header[column]: cell.text for column, cell in row.cells.items() if column in header and cell.text
        }
    return rows


def _tell(fault: Any, problems: Problems) -> None:
    said = " ".join(str(fault).split())
    row = fault.context.get("row")
    if row is None and said.startswith("[row : "):
        number = said.removeprefix("[row : ").partition("]")[0]
        row = int(number) if number.isdigit() else None
    said = said.partition("] ")[2] if said.startswith("[row : ") else said
    sheet = str(fault.context.get("sheet") or ("choices" if "'choices' sheet" in said else "survey"))
    problems.at(sheet, row).refuse(Reason.BREAKS_STANDARD, "", said.partition(" Learn more")[0][:_MOST_SAID])
