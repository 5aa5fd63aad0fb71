"""The two panes of the doors screen, and which of them are seen: both, one at a time, or this door alone."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.doors.door import DoorPane
from desktop.ui.doors.walk import WalkPane
from desktop.ui.look import sizes
from desktop.ui.widgets.actions import ActionBar
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule


class Panes(Part):
    """Walk at the left, door and its actions at the right; where it is narrow, one of them."""

    def __init__(self, walk: WalkPane, door: DoorPane, bar: ActionBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = walk
        self._is_alone = False
        self._prefers_walk = False
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(door, 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(bar)
        column.addLayout(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(walk, 9)
        self._between = HairRule(standing=True)
        row.addWidget(self._between)
        row.addWidget(self._right, 16)
        self.ensure_dressed()

    @property
    def is_alone(self) -> bool:
        """Whether only this door is seen."""
        return self._is_alone

    @property
    def is_single(self) -> bool:
        """Whether there is room for one pane only."""
        return self.width() < self.look.px(sizes.SINGLE_PANE_BELOW - sizes.RAIL_NARROW)

    @property
    def shows_walk(self) -> bool:
        """Whether the walk stands in the door's place, for want of room."""
        return self.is_single and self._prefers_walk and not self._is_alone

    def set_alone(self, is_alone: bool) -> None:
        """Hide everything but this door, or show it again."""
        self._is_alone = is_alone
        self.dress()

    def prefer_walk(self, is_wanted: bool) -> None:
        """Where one pane is seen: the walk, or the door."""
        self._prefers_walk = is_wanted
        self.dress()

    def dress(self) -> None:
        """Show what there is room for."""
        px = self.look.px
        both = not self.is_single and not self._is_alone
        self._walk.setVisible(both or self.shows_walk)
        self._walk.back.setVisible(self.shows_walk)
        self._between.setVisible(both)
        self._right.setVisible(not self.shows_walk)
        self._foot.setContentsMargins(px(28), 0, px(32), px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self.dress()
