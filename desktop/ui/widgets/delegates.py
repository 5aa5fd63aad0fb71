"""How rows are painted. The view sees rows, and so does a screen reader; the delegate only draws them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.marks import paint_mark, paint_unsent
from desktop.ui.look.painting import RIGHT, fill, fitting, paint_chevron, paint_hair, paint_ring, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.style import LookStyle
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import PLAIN
from desktop.ui.widgets.paged_model import ROW
from desktop.ui.widgets.rows import DoorRow, NameRow, TwoLineRow, WaitingRow


def look_in(option: QStyleOptionViewItem) -> Look:
    """The look that the view wears."""
    style = option.widget.style()
    return style.look if isinstance(style, LookStyle) else PLAIN


class RowDelegate(QStyledItemDelegate):
    """The ground of any row: a hair below it; the current row is accent, with an inner ring if it holds the
    keys. Subclasses paint what stands on it."""

    height = sizes.ROW_TABLE

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is equally high."""
        return QSize(option.rect.width(), look_in(option).px(self.height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, row, hair or ring."""
        look = look_in(option)
        rect = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        row = index.data(ROW)
        painter.save()
        if current:
            fill(painter, rect, look.colour(Role.ACCENT))
        else:
            paint_hair(painter, look, rect.left(), rect.bottom(), rect.width())
        if row is not None:
            self.paint_row(painter, look, rect.adjusted(0, 0, 0, -1), row, current=current)
        if current and option.widget.hasFocus():
            paint_ring(painter, look, rect.adjusted(2, 2, -2, -2), Role.ONACCENT, 0)
        painter.restore()

    def paint_row(self, painter: QPainter, look: Look, rect: QRectF, row: object, *, current: bool) -> None:
        """Paint what stands in the row."""


def _ink(role: Role, *, current: bool) -> Role:
    return Role.ONACCENT if current else role


class NameDelegate(RowDelegate):
    """People found: name, second column, right column; what was searched for is underlined."""

    height = sizes.ROW_RESULT

    def paint_row(self, painter: QPainter, look: Look, rect: QRectF, row: object, *, current: bool) -> None:
        """Three columns; the name gets the room it needs before the others do."""
        if not isinstance(row, NameRow):
            return
        px = look.px
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        if row.unsent:
            paint_unsent(
                painter,
                look,
                QPointF(rect.left() + px(5), rect.center().y()),
                _ink(Role.INK, current=current),
            )
        soft = _ink(Role.SOFT, current=current)
        right = min(look.metrics(Type.BODY).horizontalAdvance(row.right) + 1, inner.width() * 0.3)
        style = Type.LEADSTRONG if current else Type.LEAD
        # As wide as the name is when its row is current, so that nothing moves with the cursor.
        named = look.metrics(Type.LEADSTRONG).horizontalAdvance(row.name) + px(12)
        second = inner.left() + max(inner.width() * 0.505, named)
        if not row.second:
            second = inner.right() - right
        second = min(second, inner.right() - right)
        name = QRectF(inner.left(), inner.top(), second - inner.left() - px(10), inner.height())
        shown = paint_text(painter, look, name, row.name, style, _ink(Role.INK, current=current))
        self._underline(painter, look, name, row, shown, style, current=current)
        box = QRectF(second, inner.top(), inner.right() - right - second - px(10), inner.height())
        words = fitting(look, (row.second, *row.shorter), Type.BODY, box.width())
        paint_text(painter, look, box, words, Type.BODY, soft)
        box = QRectF(inner.right() - right, inner.top(), right, inner.height())
        paint_text(painter, look, box, row.right, Type.BODY, soft, RIGHT)

    def _underline(
        self,
        painter: QPainter,
        look: Look,
        name: QRectF,
        row: NameRow,
        shown: float,
        style: Type,
        *,
        current: bool,
    ) -> None:
        metrics = look.metrics(style)
        whole = metrics.horizontalAdvance(row.name)
        share = shown / whole if whole else 1.0
        base = name.center().y() + metrics.capHeight() / 2 + look.px(5)
        for start, length in row.matches:
            left = metrics.horizontalAdvance(row.name[:start]) * share
            width = metrics.horizontalAdvance(row.name[start : start + length]) * share
            line = QRectF(name.left() + left, base, width, look.px(2))
            fill(painter, line, look.colour(_ink(Role.ACCENT, current=current)))


class DoorDelegate(RowDelegate):
    """Doors of a walk: number at the right of its column in serif, name, mark; the current one a chevron."""

    height = sizes.ROW_WALK

    def paint_row(self, painter: QPainter, look: Look, rect: QRectF, row: object, *, current: bool) -> None:
        """Number, name, mark."""
        if not isinstance(row, DoorRow):
            return
        px = look.px
        number = QRectF(rect.left() + px(9), rect.top(), px(29), rect.height())  # clear of what is not sent
        ink = Role.SOFT if row.done else Role.INK
        paint_text(painter, look, number, row.number, Type.DOOR, _ink(ink, current=current), RIGHT)
        edge = rect.right() - px(18)
        left = number.right() + px(10) if row.number else number.left() + px(6)
        name = QRectF(left, rect.top(), edge - px(14) - left, rect.height())
        style = Type.STRONG if current or row.stop else Type.BODY
        role = _ink(Role.STOP if row.stop else ink, current=current)
        # As it is worded where it is current, so that nothing moves with the cursor.
        words = fitting(look, (row.name, *row.shorter), Type.STRONG, name.width())
        paint_text(painter, look, name, words, style, role)
        centre = QPointF(edge, rect.center().y())
        if current:
            paint_chevron(painter, look, centre, Role.ONACCENT)
        else:
            paint_mark(painter, look, centre, row.mark)
        if row.unsent:
            spot = QPointF(rect.left() + px(4), rect.center().y())
            paint_unsent(painter, look, spot, _ink(Role.INK, current=current))


class TwoLineDelegate(RowDelegate):
    """A mark, a strong line over a small one, and words at the right."""

    height = sizes.ROW_TWO_LINES

    def paint_row(self, painter: QPainter, look: Look, rect: QRectF, row: object, *, current: bool) -> None:
        """Two lines; without a mark they begin at the edge, or a little inside the filled row."""
        if not isinstance(row, TwoLineRow):
            return
        px = look.px
        left = rect.left() + px(14 if row.mark is None else 0)
        if row.mark is not None:
            spot = QPointF(rect.left() + px(12 + (6 if current else 0)), rect.center().y())
            paint_mark(painter, look, spot, row.mark, on_accent=current)
            left = rect.left() + px(32 + (6 if current else 0))
        right = rect.right() - px(14 if current or row.mark is None else 0)
        style = Type.STRONG if row.care else Type.BODY
        wide = look.metrics(style).horizontalAdvance(row.right) + 1 if row.right else 0
        room = right - wide - left - px(10 if wide else 0)
        line = px(20)
        top = rect.center().y() - line
        ink, soft = _ink(Role.INK, current=current), _ink(Role.SOFT, current=current)
        paint_text(painter, look, QRectF(left, top, room, line), row.first, Type.STRONG, ink)
        paint_text(painter, look, QRectF(left, top + line, room, line), row.second, Type.NOTE, soft)
        box = QRectF(right - wide, rect.top(), wide, rect.height())
        role = _ink(Role.CARE if row.care else Role.INK, current=current)
        paint_text(painter, look, box, row.right, style, role, RIGHT)


class WaitingDelegate(RowDelegate):
    """Who waits longest: the days large, then who and what, and a bar of how long."""

    height = 74

    def paint_row(self, painter: QPainter, look: Look, rect: QRectF, row: object, *, current: bool) -> None:
        """The number is the hero."""
        if not isinstance(row, WaitingRow):
            return
        px = look.px
        ink, soft = _ink(Role.INK, current=current), _ink(Role.SOFT, current=current)
        middle = rect.center().y()
        number = QRectF(rect.left(), rect.top(), px(60), rect.height())
        paint_text(painter, look, number, row.count, Type.FIGURE, ink, RIGHT)
        unit = QRectF(number.right() + px(10), rect.top(), px(56), rect.height())
        paint_text(painter, look, unit, row.unit, Type.BODY, soft)
        longest = min(px(168), rect.width() * 0.26)
        left = unit.right() + px(6)
        room = rect.right() - px(12) - left
        upper = QRectF(left, middle - px(27), room, px(26))
        took = paint_text(painter, look, upper, row.name, Type.HEADING, ink)
        beside = upper.adjusted(took + px(14), px(1), 0, px(1))
        paint_text(painter, look, beside, row.second, Type.BODY, soft)
        lower = QRectF(left, middle, room, px(26))
        took = paint_text(painter, look, lower, row.line, Type.BODY, ink)
        role = _ink(Role.CARE if row.care else Role.EDGE, current=current)
        bar = QRectF(rect.right() - px(12) - longest * row.share, middle - px(2), longest * row.share, px(4))
        if lower.left() + took > bar.left() - px(12):  # beside the name, where the line needs the room
            bar.moveTop(upper.center().y() - px(2))
        fill(painter, bar, look.colour(role))
