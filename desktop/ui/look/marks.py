"""The one mark at the edge of a row: a letter in a shape, so that no colour has to be trusted."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.painting import CENTRE, fill, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type


class Shape(Enum):
    """What a mark says before its letter is read."""

    FINISHED = "solid square"
    AGAIN = "ruled circle"
    DUE = "heavy circle"
    NEVER = "stop square"
    NOT_YET = "point"


@dataclass(frozen=True)
class Mark:
    """A shape, the letter in it, and the words a screen reader says for both."""

    shape: Shape
    letter: str = ""
    spoken: str = ""


def paint_mark(
    painter: QPainter, look: Look, centre: QPointF, mark: Mark, *, on_accent: bool = False
) -> None:
    """A mark around `centre`; on the filled current row its ink becomes `onaccent`."""
    size = look.px(sizes.MARK)
    rect = QRectF(round(centre.x() - size / 2), round(centre.y() - size / 2), size, size)
    letter = Role.ONACCENT if on_accent else Role.INK
    if mark.shape in (Shape.FINISHED, Shape.NEVER):
        ground = Role.STOP if mark.shape is Shape.NEVER else Role.INK
        fill(painter, rect, look.colour(Role.ONACCENT if on_accent else ground))
        letter = Role.ACCENT if on_accent else Role.PAPER
    elif mark.shape is Shape.NOT_YET:
        _paint_disc(painter, look, rect.center(), Role.ONACCENT if on_accent else Role.EDGE)
    else:
        edge = Role.EDGE
        if mark.shape is Shape.DUE:
            edge = letter = Role.ONACCENT if on_accent else Role.CARE
        elif on_accent:
            edge = Role.ONACCENT
        heavy = mark.shape is Shape.DUE
        thick = 2.0 * look.scale if heavy else 1.25
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour(edge), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = 0 if heavy else thick / 2
        painter.drawEllipse(rect.adjusted(half, half, -half, -half))
        painter.restore()
    if mark.letter:
        paint_text(painter, look, rect, mark.letter, Type.KEY, letter, CENTRE)


def _paint_disc(painter: QPainter, look: Look, centre: QPointF, role: Role) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(role))
    radius = 1.75 * look.scale
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def paint_unsent(painter: QPainter, look: Look, centre: QPointF, role: Role = Role.INK) -> None:
    """The small square at the edge of a row that is saved here and not sent."""
    side = look.px(6)
    fill(painter, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), look.colour(role))
