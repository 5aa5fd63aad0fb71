"""Icons: our own strokes, in the colour of the text beside them. No icon stands without a word."""

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.palettes import Role
from desktop.ui.look.resources import resource

DRAWN_IN = b"#000000"
"""The stroke colour in the files, replaced when an icon is drawn."""


class Icon(StrEnum):
    """What there is an icon for; the value is the file's name."""

    HOME = "home"
    DOOR = "door"
    PEOPLE = "people"
    BOOK = "book"
    REGISTER = "register"
    WALK = "walk"
    SURVEY = "survey"
    SEND = "send"
    LOCK = "lock"
    HELP = "help"
    CONFLICT = "conflict"
    SETTINGS = "settings"
    ASSEMBLIES = "assemblies"
    BRANCHES = "branches"
    FIGURES = "figures"
    STAFF = "staff"
    PERSON = "person"
    PRINT = "print"


@lru_cache(maxsize=256)
def _image(icon: Icon, colour: str, side: int) -> QImage:
    """An icon of `side` device pixels in a colour."""
    svg = resource(f"icons/{icon.value}.svg").read_bytes().replace(DRAWN_IN, colour.encode("ascii"))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    return image


def paint_icon(
    painter: QPainter, look: Look, left: float, top: float, icon: Icon, role: Role = Role.INK
) -> None:
    """An icon at its size, sharp on any screen."""
    side = look.px(sizes.ICON)
    dense = painter.device().devicePixelRatioF()
    image = _image(icon, look.colours.hex(role), round(side * dense))
    painter.drawImage(QRectF(round(left), round(top), side, side), image)


def icon_pixmap(look: Look, icon: Icon, role: Role = Role.INK) -> QPixmap:
    """An icon as a pixmap, for windows and menus that want one."""
    return QPixmap.fromImage(_image(icon, look.colours.hex(role), look.px(sizes.ICON)))
