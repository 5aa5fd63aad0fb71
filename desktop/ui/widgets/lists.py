"""The view for every list of rows: fixed heights, one current row, keys for moving, names never cut."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QTableView,
    QWidget,
)

from desktop.ui.look.wear import look_of
from desktop.ui.widgets.delegates import RowDelegate
from desktop.ui.widgets.paged_model import PagedModel

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class RowList(QTableView):
    """Rows of a `PagedModel`, painted by a `RowDelegate`.

    A table of one column, because Qt's list view asks the model about each of a million rows, and its table
    does not.

    `current_changed` gives the row one is on (-1 for none), `opened` the row on which Enter or a double click
    was used. `grows` makes the list as high as all its rows, for short lists on a page that scrolls itself.
    """

    current_changed = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        model: PagedModel,
        delegate: RowDelegate,
        *,
        name: str,
        grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grows = grows
        self._delegate = delegate
        delegate.setParent(self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setItemDelegate(delegate)
        self.measure()
        self.setModel(model)
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        model.modelReset.connect(self._after_reset)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._after_reset()

    @property
    def row(self) -> int:
        """The row one is on; -1 for none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.model().index(row, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)

    def follow(self, line: QLineEdit) -> None:
        """Let the arrow and page keys typed on a search line move here, while the line keeps the keys."""
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand moves over from the line that is followed."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and event.key() in _MOVES
        ):
            QApplication.sendEvent(self, event)
            return True
        return super().eventFilter(watched, event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Say which row one is on."""
        super().currentChanged(current, previous)
        self.current_changed.emit(current.row())

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the page; looking for them here would read every row."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With the keys, one row is current."""
        super().focusInEvent(event)
        if self.row < 0 and self.model().rowCount() > 0:
            self.go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the row again without its ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rows again when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.measure()
            self._after_reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one is on stays in sight when there is less room."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def measure(self) -> None:
        """Make every row as high as the delegate now says."""
        if hasattr(self, "_delegate"):
            self.verticalHeader().setDefaultSectionSize(look_of(self).px(self._delegate.height))

    def _after_reset(self) -> None:
        if getattr(self, "_grows", False):
            row = look_of(self).px(self._delegate.height)
            self.setFixedHeight(max(1, row * self.model().rowCount()))
