"""Tables of a person's past: visits, and everything that was ever written."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.contacts import PastAttempt, Standing, Written
from desktop.ui.translating import translate
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.outcome_marks import mark_of_outcome
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Cell, Row, TableRow
from desktop.ui.widgets.tables import Column, TableDelegate, TableHead
from desktop.wording.people import (
    attempt_words,
    field_label,
    plain_value,
    written_by,
    written_on,
    written_when,
)


class Table(Part):
    """Heads and rows, as high as all rows: for a page that scrolls itself."""

    def __init__(self, columns: Sequence[Column], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[TableRow] = []
        self._model = PagedModel(self._fetch, self)
        self.list = RowList(self._model, TableDelegate(columns), name=name, grows=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(TableHead(columns))
        stack.addWidget(self.list)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows."""
        self.rows = list(rows)
        self._model.set_ids(range(len(self.rows)))

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self.rows[place] for place in places]


def attempts_table() -> Table:
    """So far: when, what happened, who was there."""
    columns = (
        Column(translate("People", "When"), 142),
        Column(translate("People", "What happened"), 285),
        Column(translate("People", "Who was there"), 170),
    )
    return Table(columns, translate("People", "So far"))


def attempt_rows(attempts: Sequence[PastAttempt], now: datetime) -> list[TableRow]:
    """Visits that stand, the latest first."""
    return [
        TableRow(
            (
                Cell(written_when(attempt.at, now, translate)),
                Cell(attempt_words(attempt, now, translate), mark=mark_of_outcome(attempt.outcome)),
                Cell(attempt.by, soft=True),
            )
        )
        for attempt in attempts
        if not attempt.is_voided
    ]


def written_table(*, with_field: bool) -> Table:
    """What was written, and when; with the field in a column of its own where there are several."""
    columns = [
        Column(translate("People", "When"), 170),
        Column(translate("People", "What was written"), 230),
        Column(translate("People", "By"), 200),
        Column(translate("People", "On"), 171),
    ]
    if with_field:
        columns.insert(1, Column(translate("People", "About"), 150))
    return Table(columns, translate("People", "What was written, and when"))


def value_of(one: Written) -> str:
    """A value as a table of a person's past says it."""
    return plain_value(one.field, one.value, translate)


def written_rows(
    written: Sequence[Written],
    now: datetime,
    *,
    with_field: bool,
    told: Callable[[Written], str] = value_of,
) -> list[TableRow]:
    """Every value, the latest first; what stands now is strong. ``told`` says a value in words."""
    rows = []
    for one in written:
        laptop = "" if one.is_from_register else one.laptop
        on = written_on(laptop, is_this_laptop=one.is_this_laptop, translate=translate)
        cells = [
            Cell(written_when(one.at, now, translate)),
            Cell(told(one), strong=one.standing is not Standing.REPLACED),
            Cell(written_by(one, translate)),
            Cell("" if one.is_from_register else on, soft=True),
        ]
        if with_field:
            cells.insert(1, Cell(field_label(one.field, translate), soft=True))
        rows.append(TableRow(tuple(cells)))
    return rows
