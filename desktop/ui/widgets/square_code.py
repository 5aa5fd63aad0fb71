"""A line of letters as a square code, for a camera or a scanner: black on white in every look, as large as there is room."""

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import sizes
from desktop.ui.widgets.part import Part

_QUIET = 4
"""Modules of white around it, without which cameras do not find it."""
_LEAST_DOTS = 2
_WANTED = 340


class SquareCode(Part):
    """Shows one line; nothing where the line is empty."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.hide()
        self.ensure_dressed()

    def show_line(self, line: str) -> None:
        """Show a line; an empty one leaves nothing."""
        self._image = _drawn(line) if line else None
        self.setVisible(self._image is not None)
        self.updateGeometry()
        self.update()

    @property
    def modules(self) -> int:
        """How many squares stand side by side, with the white around them."""
        return self._image.width() if self._image is not None else 0

    def sizeHint(self) -> QSize:
        """Large enough for a telephone's camera."""
        side = max(self.look.px(_WANTED), self.modules * _LEAST_DOTS)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """So that each square has some dots of its own."""
        side = self.modules * _LEAST_DOTS + self.look.px(sizes.SPACE_2)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Whole dots for each square, so that all are alike."""
        if self._image is None:
            return
        dots = max(1, min(self.width(), self.height()) // self.modules)
        side = dots * self.modules
        with self.painter() as painter:
            painter.drawImage(QRect(0, 0, side, side), self._image)


def _drawn(line: str) -> QImage:
    made = segno.make(line, error="l", micro=False)
    rows = [bytes(row) for row in made.matrix_iter(border=_QUIET)]
    image = QImage(len(rows), len(rows), QImage.Format.Format_Mono)
    image.setColorTable([QColor(Qt.GlobalColor.white).rgb(), QColor(Qt.GlobalColor.black).rgb()])
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            image.setPixel(x, y, int(bool(is_dark)))
    return image
