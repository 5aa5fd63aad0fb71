"""What a file holds, drawn: each of its columns, in how many people it is filled, and a line that is as long."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.look.painting import RIGHT, fill, paint_hair, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.flow import hugging
from desktop.ui.widgets.part import Part
from desktop.wording.counts import number
from desktop.wording.exports import column_label, columns_words

_CELL, _GAP, _PITCH, _BAR = 220, 28, 33, 4
_SHARE = 0.24  # of a cell, for what is filled in everybody


class FilledColumns(Part):
    """Columns in their order, downwards; two beside each other where there is room. What is empty for all is soft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: Mapping[str, int] = {}
        self._people = 0
        self.setSizePolicy(hugging())
        self.ensure_dressed()

    def show_columns(self, columns: Mapping[str, int], people: int) -> None:
        """Show in how many of so many people each is filled; without people, the columns alone."""
        self.columns, self._people = columns, people
        names = [column_label(name, translate) for name in columns]
        self.setAccessibleName(columns_words(columns, translate) if people else ", ".join(names))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Where it is narrow, columns stand below each other."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many rows as that asks for."""
        return self._rows(width) * self.look.px(_PITCH)

    def sizeHint(self) -> QSize:
        """Two beside each other."""
        width = self.look.px(2 * _CELL + _GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One cell."""
        return QSize(self.look.px(_CELL), self.look.px(_PITCH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each cell."""
        rows, gap, pitch = self._rows(self.width()), self.look.px(_GAP), self.look.px(_PITCH)
        beside = -(-len(self.columns) // rows) if rows else 1
        wide = (self.width() - gap * (beside - 1)) / beside
        with self.painter() as painter:
            for at, name in enumerate(self.columns):
                across, down = divmod(at, rows)
                self._paint(painter, QRectF(across * (wide + gap), down * pitch, wide, pitch), name)

    def _paint(self, painter: QPainter, cell: QRectF, name: str) -> None:
        look, count = self.look, self.columns[name]
        role = Role.INK if count or not self._people else Role.SOFT
        label = cell
        if self._people:
            figure = look.metrics(Type.BODY).horizontalAdvance(number(self._people)) + look.px(8)
            whole = QRectF(0, 0, cell.width() * _SHARE, look.px(_BAR))
            whole.moveRight(cell.right() - figure)
            whole.moveTop(cell.center().y() - look.px(_BAR) / 2)
            label = cell.adjusted(0, 0, -figure - whole.width() - look.px(8), 0)
            paint_text(painter, look, cell, number(count), Type.BODY, role, RIGHT)
            if count:
                length = max(2.0, whole.width() * count / self._people)
                fill(painter, whole.adjusted(whole.width() - length, 0, 0, 0), look.colour(Role.INK))
        paint_text(painter, look, label, column_label(name, translate), Type.BODY, role)
        paint_hair(painter, look, cell.left(), cell.bottom(), cell.width())

    def _rows(self, width: int) -> int:
        beside = 2 if width >= self.look.px(2 * _CELL + _GAP) else 1
        return -(-len(self.columns) // beside)
