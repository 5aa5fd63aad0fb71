"""The strokes that civic print is made of: rules, rings, caps, marks, ticks and text that is never cut."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import SMALLEST_POINTS, Type, pixels

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


class CapState(Enum):
    """How a key cap is drawn: what the key does for the person just now."""

    RESTING = "resting"
    ANSWERING = "answering"
    CHOSEN = "chosen"
    STOP = "stop"
    ON_ACCENT = "on accent"


def paint_text(
    painter: QPainter,
    look: Look,
    rect: QRectF,
    text: str,
    style: Type,
    role: Role = Role.INK,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Set one line of text in the middle of `rect`'s height and give the width it took.

    A name is never cut: what is too wide is set smaller, down to the smallest size, then narrower.
    """
    if not text:
        return 0.0
    room = rect.width()
    face = look.font(style)
    width = QFontMetricsF(face).horizontalAdvance(text)
    if width > room:
        face = _smaller(face, look, text, room)
        width = QFontMetricsF(face).horizontalAdvance(text)
    squeeze = min(1.0, room / width) if width > 0 else 1.0
    shown = width * squeeze
    left = rect.left()
    if align == RIGHT:
        left = rect.right() - shown
    elif align == CENTRE:
        left = rect.left() + (room - shown) / 2
    metrics = QFontMetricsF(face)
    base = round(rect.top() + (rect.height() + metrics.capHeight()) / 2)
    painter.setFont(face)
    painter.setPen(look.colour(role))
    if squeeze < 1.0:
        painter.save()
        painter.translate(left, base)
        painter.scale(squeeze, 1.0)
        _draw_letters(painter, look, QPointF(0, 0), text, style, role)
        painter.restore()
    else:
        _draw_letters(painter, look, QPointF(round(left), base), text, style, role)
    return shown


def fitting(look: Look, wordings: Sequence[str], style: Type, room: float) -> str:
    """The first wording whose letters keep their shape in `room`: at worst set as small as anything is; else the last."""
    face = look.font(style)
    least = pixels(SMALLEST_POINTS, look.scale) / face.pixelSize()
    wide = QFontMetricsF(face)
    fits = (text for text in wordings if wide.horizontalAdvance(text) * least <= room)
    return next(fits, wordings[-1])


def _draw_letters(painter: QPainter, look: Look, base: QPointF, text: str, style: Type, role: Role) -> None:
    """Letters in the font and colour that the painter has, struck twice where the voice says so."""
    strike = style.value.second_strike
    if not strike:
        painter.drawText(base, text)
        return
    face = painter.font()
    letters, again = QPainterPath(), QPainterPath()
    letters.addText(base, face, text)
    again.addText(base + QPointF(strike * face.pixelSize(), 0), face, text)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(letters, look.colour(role))
    painter.fillPath(again, look.colour(role))
    painter.restore()


def _smaller(face: QFont, look: Look, text: str, room: float) -> QFont:
    """The largest size at which `text` fits `room`, but none below the smallest voice."""
    made = QFont(face)
    floor = pixels(SMALLEST_POINTS, look.scale)
    for size in range(face.pixelSize() - 1, floor - 1, -1):
        made.setPixelSize(size)
        if QFontMetricsF(made).horizontalAdvance(text) <= room:
            break
    return made


def fill(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A plain rectangle on whole pixels."""
    painter.fillRect(
        QRectF(round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height())), colour
    )


def paint_hair(painter: QPainter, look: Look, left: float, bottom: float, width: float) -> None:
    """The hair that parts rows; its lower edge lies on `bottom`."""
    fill(painter, QRectF(left, bottom - sizes.HAIR, width, sizes.HAIR), look.colour(Role.HAIR))


def paint_oxford(painter: QPainter, look: Look, left: float, top: float, width: float) -> None:
    """The thick-and-thin rule under a page title."""
    thick, gap, thin = sizes.OXFORD
    fill(painter, QRectF(left, top, width, thick), look.colour(Role.INK))
    fill(painter, QRectF(left, top + thick + gap, width, thin), look.colour(Role.INK))


def swell_path(rect: QRectF, thin: float) -> QPainterPath:
    """A rule as wide as `rect` that swells to its height in the middle and thins to `thin` at the ends."""
    middle = rect.center()
    half = thin / 2
    path = QPainterPath(QPointF(rect.left(), middle.y() - half))
    shoulder = rect.width() * 0.1
    for left_to_right, edge in ((True, rect.top()), (False, rect.bottom())):
        sign = -1 if left_to_right else 1
        ends = (rect.left(), rect.right()) if left_to_right else (rect.right(), rect.left())
        inward = shoulder if left_to_right else -shoulder
        reach = rect.width() * 0.2 * (1 if left_to_right else -1)
        path.lineTo(ends[0], middle.y() + sign * half)
        path.lineTo(ends[0] + inward, middle.y() + sign * half)
        path.cubicTo(
            QPointF(ends[0] + inward + reach, middle.y() + sign * half),
            QPointF(middle.x() - reach * 0.55, edge),
            QPointF(middle.x(), edge),
        )
        path.cubicTo(
            QPointF(middle.x() + reach * 0.55, edge),
            QPointF(ends[1] - inward - reach, middle.y() + sign * half),
            QPointF(ends[1] - inward, middle.y() + sign * half),
        )
        path.lineTo(ends[1], middle.y() + sign * half)
    path.closeSubpath()
    return path


def paint_swelled(
    painter: QPainter, look: Look, rect: QRectF, role: Role = Role.INK, swell: float = sizes.SWELLED_MAX
) -> None:
    """The swelled rule, centred in `rect`'s height."""
    height = look.px(swell)
    body = QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(swell_path(body, 1.25 * look.scale), look.colour(role))
    painter.restore()


def paint_ring(
    painter: QPainter, look: Look, rect: QRectF, role: Role = Role.ACCENT, radius: float = sizes.RADIUS_RING
) -> None:
    """The ring around what holds the keys; its outer edge lies on `rect`."""
    thick = look.ring
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour(role), thick))
    half = thick / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def _stroke(painter: QPainter, look: Look, points: list[QPointF], role: Role, thick: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(look.colour(role), thick * look.scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(points)
    painter.restore()


def paint_tick(painter: QPainter, look: Look, centre: QPointF, role: Role = Role.INK) -> None:
    """The tick of what is chosen or saved, sixteen pixels wide at 100 %."""
    unit = look.scale
    around = [QPointF(-7, 0.5), QPointF(-2.5, 5), QPointF(7, -5.5)]
    _stroke(painter, look, [centre + p * unit for p in around], role, 2.25)


def paint_chevron(painter: QPainter, look: Look, centre: QPointF, role: Role) -> None:
    """The chevron at the edge of the row you are on."""
    around = [QPointF(-4.5, -6), QPointF(4.5, 0), QPointF(-4.5, 6)]
    _stroke(painter, look, [centre + p * look.scale for p in around], role, 2.5)


def cap_width(look: Look, words: str) -> int:
    """How wide a key cap with these words is: square for one letter."""
    text = look.metrics(Type.KEY).horizontalAdvance(words)
    return max(look.px(sizes.KEY_CAP), round(text + look.px(14)))


_CAP_INKS: dict[CapState, tuple[Role | None, Role, Role]] = {
    # ground, edge, words
    CapState.RESTING: (None, Role.EDGE, Role.INK),
    CapState.ANSWERING: (Role.INK, Role.INK, Role.PAPER),
    CapState.CHOSEN: (Role.ACCENT, Role.ACCENT, Role.ONACCENT),
    CapState.STOP: (None, Role.STOP, Role.STOP),
    CapState.ON_ACCENT: (None, Role.ONACCENT, Role.ONACCENT),
}


def paint_cap(
    painter: QPainter, look: Look, left: float, middle: float, words: str, state: CapState
) -> float:
    """A key cap whose middle stands at height `middle`; gives its width."""
    width, height = cap_width(look, words), look.px(sizes.KEY_CAP)
    rect = QRectF(round(left), round(middle - height / 2), width, height)
    ground, edge, ink = _CAP_INKS[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = look.px(sizes.RADIUS_KEY)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(rect, radius, radius)
    else:
        lower = look.px(sizes.KEY_LOWER_EDGE)
        outline, inside = QPainterPath(), QPainterPath()
        outline.addRoundedRect(rect, radius, radius)
        inside.addRoundedRect(rect.adjusted(1, 1, -1, -lower), radius - 0.5, radius - 0.5)
        painter.fillPath(outline.subtracted(inside), look.colour(edge))
    painter.restore()
    text = rect if ground is not None else rect.adjusted(0, 0, 0, -1)
    if words in ARROWS:
        _paint_arrow(painter, look, text.center(), ARROWS[words], ink)
    else:
        paint_text(painter, look, text, words, Type.KEY, ink, CENTRE)
    return width


ARROWS = {"↑": 0, "→": 90, "↓": 180, "←": 270}
"""The arrow keys, drawn as strokes because not every font holds them, by the angle they are turned."""


def _paint_arrow(painter: QPainter, look: Look, centre: QPointF, turned: int, role: Role) -> None:
    painter.save()
    painter.translate(centre)
    painter.rotate(turned)
    unit = look.scale
    _stroke(painter, look, [QPointF(0, 4.5) * unit, QPointF(0, -4) * unit], role, 1.75)
    head = [QPointF(-3.2, -1) * unit, QPointF(0, -4.4) * unit, QPointF(3.2, -1) * unit]
    _stroke(painter, look, head, role, 1.75)
    painter.restore()
