"""The list model: an ordered array of row ids and a cache of the pages that were looked at.

Eight bytes a row, a true scroll bar, and a jump anywhere; rows are read when they are painted, by a callable
that the screen hands in. A million rows are shown at once because none of them is read before it is seen.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui.widgets.rows import Row

PAGE = 128
PAGES_KEPT = 24
ROW = Qt.ItemDataRole.UserRole
"""The role under which a delegate finds the row itself."""
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)

Fetch = Callable[[Sequence[int]], Sequence[Row | None]]
"""Reads rows by id, in the order of the ids; `None` for one that is gone meanwhile."""


class WrongPage(RuntimeError):
    """A fetch gave another number of rows than it was asked for."""

    def __init__(self, asked: int, given: int) -> None:
        super().__init__(asked, given)
        self.asked = asked
        self.given = given


class PagedModel(QAbstractListModel):
    """A list of rows by id. `fetch` reads one page, synchronously, when a row of it is first painted."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[Row | None]] = OrderedDict()

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show these rows in this order; an `array('q')` is taken as it is."""
        self.beginResetModel()
        self._ids = ids if isinstance(ids, array) else array("q", ids)
        self._pages.clear()
        self.endResetModel()

    def set_fetch(self, fetch: Fetch, ids: Iterable[int]) -> None:
        """Read rows in another way from now on, as when a search marks its matches."""
        self._fetch = fetch
        self.set_ids(ids)

    def refresh(self) -> None:
        """Read again what is seen; the order stays."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def refresh_rows(self, rows: Iterable[int]) -> None:
        """Read and paint again these rows only."""
        for row in rows:
            self._pages.pop(row // PAGE, None)
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def ids(self) -> Sequence[int]:
        """The ids in their order."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id of a row."""
        return self._ids[row]

    def row_of(self, rowid: int) -> int | None:
        """Where an id stands, if it does."""
        try:
            return self._ids.index(rowid)
        except ValueError:
            return None

    def row_at(self, row: int) -> Row | None:
        """The row itself, read if need be."""
        number, within = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            asked = self._ids[number * PAGE : (number + 1) * PAGE]
            page = self._fetch(asked)
            if len(page) != len(asked):
                raise WrongPage(len(asked), len(page))
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[within]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many rows; a list has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row for the delegate, its words for a screen reader, and nothing for any other role."""
        if role != ROW and role not in _SPOKEN:
            return None
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        return row if role == ROW else row.spoken
