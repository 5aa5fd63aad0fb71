"""A table that scrolls under its own head: problems of a file, streets, doors in their order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Row, TableRow
from desktop.ui.widgets.tables import Column, TableDelegate, TableHead


class RowTable(Part):
    """Rows of cells, to be walked through with the arrow keys."""

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[TableRow] = ()
        self.model = PagedModel(self._fetch, self)
        self.list = RowList(self.model, TableDelegate(columns), name=name)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._over = QHBoxLayout()
        self._over.addWidget(TableHead(columns))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(self._over)
        stack.addWidget(self.list, 1)
        self.ensure_dressed()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows; where there are as many as before, one stays on the same."""
        is_same_length = len(rows) == len(self._rows) > 0
        self._rows = rows
        if is_same_length:
            self.model.refresh()
        else:
            self.model.set_ids(range(len(rows)))

    def dress(self) -> None:
        """At least a few rows can be seen; heads stand over their cells, clear of the scroll bar."""
        self._over.setContentsMargins(0, 0, self.list.verticalScrollBar().sizeHint().width(), 0)
        self.list.setMinimumHeight(self.look.px(36 * 3))

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self._rows[place] for place in places]
