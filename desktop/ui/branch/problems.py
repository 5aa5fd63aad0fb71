"""A table of what was found wrong in a file."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Row, TableRow
from desktop.ui.widgets.tables import Column, TableDelegate, TableHead


class ProblemTable(Part):
    """Rows that say where and what; they can be walked through with the arrow keys."""

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[TableRow] = ()
        self.model = PagedModel(self._fetch, self)
        self.list = RowList(self.model, TableDelegate(columns), name=name)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(TableHead(columns))
        stack.addWidget(self.list, 1)
        self.ensure_dressed()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows."""
        self._rows = rows
        self.model.set_ids(range(len(rows)))

    def dress(self) -> None:
        """At least a few rows can be seen."""
        self.list.setMinimumHeight(self.look.px(36 * 3))

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self._rows[place] for place in places]
