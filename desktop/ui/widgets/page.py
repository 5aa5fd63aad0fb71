"""The page: masthead, columns, action bar."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import sizes
from desktop.ui.widgets.actions import Action, ActionBar
from desktop.ui.widgets.heads import Masthead
from desktop.ui.widgets.part import Part

SCROLL_GUTTER = 18
"""How far the scroll bar of a page stands outside its columns."""


class Page(Part):
    """A page of the program. Fill it with `add_column`; where it is narrow, columns stand below each other.

    `title` empty leaves the masthead away, for pages of panes that have heads of their own.
    """

    def __init__(
        self,
        title: str = "",
        context: str = "",
        *,
        scrolls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.masthead = Masthead(title, context)
        if not title:
            self.masthead.hide()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scrolls = scrolls
        self.actions_bar = ActionBar()
        self.actions_bar.hide()
        self._all = QVBoxLayout(self)
        self._head = QVBoxLayout()
        self._head.addWidget(self.masthead)
        self._all.addLayout(self._head)
        if scrolls:
            body = QWidget()
            body.setLayout(self._columns)
            self._all.addWidget(scrolled(body), 1)
        else:
            self._all.addLayout(self._columns, 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.actions_bar)
        self._all.addLayout(self._foot)
        self.ensure_dressed()

    def set_title(self, title: str, context: str = "") -> None:
        """Change what the masthead says."""
        self.masthead.say(title, context)
        self.masthead.setVisible(bool(title))

    def add_column(self, stretch: int = 1) -> QVBoxLayout:
        """A new column at the right; put widgets into the layout it gives."""
        column = QVBoxLayout()
        column.setSpacing(0)
        self._columns.addLayout(column, stretch)
        return column

    def set_actions(self, actions: Iterable[Action]) -> None:
        """What can be done on this page, at its foot."""
        listed = list(actions)
        self.actions_bar.set_actions(listed)
        self.actions_bar.setVisible(bool(listed))

    def dress(self) -> None:
        """Margins and distances."""
        px = self.look.px
        narrow = self.width() < px(sizes.SINGLE_PANE_BELOW)
        short = self.window().height() < px(sizes.SHORT_BELOW)
        side = px(sizes.SPACE_5 if narrow else sizes.PAGE_MARGIN)
        gutter = px(SCROLL_GUTTER)
        self._all.setContentsMargins(side, px(12 if short else 22), side - gutter, px(10))
        self._head.setContentsMargins(0, 0, gutter, 0)
        self._foot.setContentsMargins(0, 0, gutter, 0)
        self._columns.setContentsMargins(
            0, 0, px(SCROLL_GUTTER - sizes.SCROLL_BAR) if self._scrolls else gutter, 0
        )
        self._all.setSpacing(px(sizes.SPACE_3 if short else sizes.SPACE_4))
        self._columns.setSpacing(px(sizes.SPACE_6 if narrow else sizes.PAGE_GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < self.look.px(sizes.SINGLE_PANE_BELOW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
        self.dress()


class Columns(Part):
    """Parts side by side, below each other where the width is less than `stack_below` (at 100 %)."""

    def __init__(
        self,
        *parts: QWidget,
        gap: int = sizes.SPACE_6,
        stack_below: int = sizes.SINGLE_PANE_BELOW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._gap, self._stack_below = gap, stack_below
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self._row.addWidget(part, 1)
        self.ensure_dressed()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part: below each other they still fit."""
        items = [self._row.itemAt(at) for at in range(self._row.count())]
        smallest = self._row.minimumSize()
        widest = max((item.minimumSize().width() for item in items if item is not None), default=0)
        return QSize(widest, smallest.height())

    def dress(self) -> None:
        """Side by side or below each other, with the gap asked for."""
        narrow = self.width() < self.look.px(self._stack_below)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(self.look.px(self._gap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.dress()


def scrolled(body: QWidget) -> QScrollArea:
    """A place in which `body` scrolls when the text is large; it takes no keys itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(body)
    return area
