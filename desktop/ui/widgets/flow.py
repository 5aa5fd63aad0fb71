"""A row of widgets that goes on in a second line where the text is large; the far ones stand at the right."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowRow(QLayout):
    """Lays widgets side by side at their own size, in as many lines as the width asks for.

    Widgets from index `far_from` on stand at the right of the last line, or of a line of their own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._far_from: int | None = None

    def set_far_from(self, index: int | None) -> None:
        """Say which widget is the first that stands at the right."""
        self._far_from = index
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item, or nothing past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item, or nothing past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def take_all(self) -> dict[int, QLayoutItem]:
        """Remove every item, to put back those that stay by ``addItem``; by the identity of their widgets."""
        items, self._items = self._items, []
        return {id(item.widget()): item for item in items}

    def expandingDirections(self) -> Qt.Orientation:
        """It takes what it needs and no more."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Less width makes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines that `width` asks for."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        wide = sum(item.sizeHint().width() for item in self._items)
        gaps = max(0, len(self._items) - 1) * max(0, self.spacing())
        return QSize(wide + gaps, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        return QSize(
            max((item.sizeHint().width() for item in self._items), default=0),
            max((item.sizeHint().height() for item in self._items), default=0),
        )

    def _lines(self, width: int) -> list[list[int]]:
        """Which items stand in which line."""
        lines: list[list[int]] = [[]]
        used = 0
        for index, item in enumerate(self._items):
            wide = item.sizeHint().width()
            if lines[-1] and used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(index)
            used += wide + max(0, self.spacing())
        return lines

    def _lay(self, rect: QRect, *, move: bool) -> int:
        gap = max(0, self.spacing())
        top = rect.top()
        for line in self._lines(rect.width()):
            high = max((self._items[index].sizeHint().height() for index in line), default=0)
            if move:
                self._place(line, rect, top, high, gap)
            top += high + gap // 2
        return max(0, top - gap // 2 - rect.top())

    def _place(self, line: list[int], rect: QRect, top: int, high: int, gap: int) -> None:
        left = rect.left()
        for index in line:
            if index == self._far_from or (index == line[0] and self._is_far(index)):
                rest = [self._items[at].sizeHint().width() for at in line if at >= index]
                left = max(left, rect.right() + 1 - sum(rest) - gap * (len(rest) - 1))
            size = self._items[index].sizeHint()
            self._items[index].setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
            left += size.width() + gap

    def _is_far(self, index: int) -> bool:
        return self._far_from is not None and index >= self._far_from


def hugging() -> QSizePolicy:
    """A size policy for what is as high as its width asks, and no higher where others can grow."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
