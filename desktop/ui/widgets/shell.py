"""The shell around pages: rail and strip."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rail import Rail
from desktop.ui.widgets.strip import Strip


class Shell(Part):
    """Rail at the left, the pages beside it, the strip below all. It follows the size of the window."""

    def __init__(self, rail: Rail, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail, self.strip, self.pages = rail, strip, QStackedWidget()
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(rail)
        upper.addWidget(self.pages, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(upper, 1)
        stack.addWidget(strip)
        self.ensure_dressed()

    def add_page(self, page: QWidget) -> int:
        """Add a page and give its index."""
        return self.pages.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page."""
        self.pages.setCurrentWidget(page)

    def dress(self) -> None:
        """A narrow rail below 1,100 px of width, a lower strip below 720 px of height, both scaled."""
        narrow = self.width() < self.look.px(sizes.NARROW_BELOW)
        if narrow != self.rail.is_narrow:
            self.rail.set_narrow(narrow)
        self.strip.set_short(self.height() < self.look.px(sizes.SHORT_BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.dress()
