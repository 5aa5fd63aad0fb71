"""Tables: a head of small words over a heavier line, and rows of cells. Columns share the width."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.marks import paint_mark
from desktop.ui.look.painting import LEFT, RIGHT, fill, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.delegates import RowDelegate
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import TableRow


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of the width, and whether it stands at the right of it."""

    head: str
    share: float = 1.0
    at_right: bool = False


def spans(columns: Sequence[Column], rect: QRectF) -> list[QRectF]:
    """Where the columns lie in `rect`."""
    whole = sum(column.share for column in columns)
    left = rect.left()
    made: list[QRectF] = []
    for column in columns:
        width = rect.width() * column.share / whole
        made.append(QRectF(left, rect.top(), width - sizes.SPACE_2, rect.height()))
        left += width
    if made:
        made[-1].setWidth(made[-1].width() + sizes.SPACE_2)
    return made


class TableHead(Part):
    """The heads of the columns."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setAccessibleName(", ".join(column.head for column in columns))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line and the rule."""
        return QSize(self.look.px(200), self.look.px(27))

    def minimumSizeHint(self) -> QSize:
        """One line and the rule."""
        return QSize(self.look.px(80), self.look.px(27))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Heads over an edge."""
        look = self.look
        rect = QRectF(self.rect())
        with self.painter() as painter:
            for column, span in zip(self._columns, spans(self._columns, rect), strict=True):
                align = RIGHT if column.at_right else LEFT
                paint_text(painter, look, span, column.head, Type.LABEL, Role.SOFT, align)
            edge = QRectF(0, rect.bottom() - 1, rect.width(), 1)
            fill(painter, edge, look.colour(Role.EDGE))


class TableDelegate(RowDelegate):
    """Rows of cells under a `TableHead` with the same columns."""

    height = sizes.ROW_TABLE

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns

    def paint_row(self, painter: QPainter, look: Look, rect: QRectF, row: object, *, current: bool) -> None:
        """Each cell in its column, its mark before its words."""
        if not isinstance(row, TableRow):
            return
        for column, span, cell in zip(self._columns, spans(self._columns, rect), row.cells, strict=False):
            box = span
            if current:
                box = box.adjusted(look.px(6), 0, 0, 0)
            if cell.mark is not None:
                spot = QPointF(box.left() + look.px(12), box.center().y())
                paint_mark(painter, look, spot, cell.mark, on_accent=current)
                box = box.adjusted(look.px(32), 0, 0, 0)
            style = Type.STRONG if cell.strong or current else Type.BODY
            role = Role.ONACCENT if current else Role.SOFT if cell.soft else Role.INK
            paint_text(painter, look, box, cell.text, style, role, RIGHT if column.at_right else LEFT)
