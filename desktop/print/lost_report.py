"""The report on a lost laptop as a document of plain pages, to be handed to a regulator."""

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from desktop.wording.lost import Line, ReportText, Section

translate = QCoreApplication.translate
_SERIF, _SANS = "Source Serif Pro", "Source Sans Pro"
_DOTS_PER_INCH = 300
_MM = _DOTS_PER_INCH / 25.4
_MARGIN_MM = 22
_LABEL_MM = 52
_FOOT_MM = 10
_INK, _SOFT = QColor("#1c1a16"), QColor("#5c5446")
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_ENDLESS = 10_000 * _MM


def paint_lost_report(text: ReportText) -> bytes:
    """The report as PDF. What does not fit on a page goes on on the next; each page says which it is, and of what."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(text.title)
    writer.setCreator("Groundswell")
    with QPainter(writer) as painter:
        _Pages(writer, painter, text).paint()
    buffer.close()
    return bytes(buffer.data().data())


class _Pages:
    """Paints from the top down, and turns the page where there is no room."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, text: ReportText) -> None:
        self._writer, self._painter, self._text = writer, painter, text
        self._width = float(writer.width())
        self._bottom = writer.height() - _FOOT_MM * _MM
        self._top = 0.0
        self._number = 1

    def paint(self) -> None:
        """The head, then every section."""
        self._top += self._write(self._text.title, 0, _face(_SERIF, 24, QFont.Weight.DemiBold)) + 2 * _MM
        for high, gap in ((0.8, 0.5), (0.25, 2.5)):
            self._painter.fillRect(QRectF(0, self._top, self._width, high * _MM), _INK)
            self._top += (high + gap) * _MM
        self._top += self._write(self._text.about, 0, _face(_SANS, 12), _SOFT)
        for section in self._text.sections:
            self._section(section)
        self._foot()

    def _section(self, section: Section) -> None:
        heading = _face(_SERIF, 14, QFont.Weight.DemiBold)
        first = max((self._height(line) for line in section.lines[:1]), default=0.0)
        self._top += 7 * _MM
        self._make_room(self._measure(section.heading, self._width, heading) + 2 * _MM + first)
        self._top += self._write(section.heading, 0, heading) + 1.5 * _MM
        for line in section.lines:
            high = self._height(line)
            self._make_room(high)
            if line.what:
                self._write(line.what, 0, _face(_SANS, 10.5), _SOFT, _LABEL_MM * _MM - 4 * _MM)
            self._write(line.told, _LABEL_MM * _MM if line.what else 0, _face(_SANS, 10.5))
            self._top += high + 1.4 * _MM

    def _height(self, line: Line) -> float:
        face = _face(_SANS, 10.5)
        if not line.what:
            return self._measure(line.told, self._width, face)
        what = self._measure(line.what, (_LABEL_MM - 4) * _MM, face)
        return max(what, self._measure(line.told, self._width - _LABEL_MM * _MM, face))

    def _make_room(self, high: float) -> None:
        if self._top + high <= self._bottom:
            return
        self._foot()
        self._writer.newPage()
        self._number += 1
        self._top = 0.0

    def _foot(self) -> None:
        """Which page of what: pages that are parted can be put together again."""
        told = translate("Lost", "{title}: {about}. Page {n}.").format(
            title=self._text.title, about=self._text.about, n=self._number
        )
        top, self._top = self._top, self._bottom + 4 * _MM
        self._write(told, 0, _face(_SANS, 9), _SOFT)
        self._top = top

    def _write(
        self, text: str, left: float, face: QFont, colour: QColor = _INK, width: float | None = None
    ) -> float:
        """Write where the page has come to; how high that was."""
        wide = width if width is not None else self._width - left
        self._painter.setFont(face)
        self._painter.setPen(QPen(colour))
        high = self._measure(text, wide, face)
        self._painter.drawText(QRectF(left, self._top, wide, high), _WRAPPED, text)
        return high

    def _measure(self, text: str, width: float, face: QFont) -> float:
        measured = QFontMetricsF(face, self._writer)
        return measured.boundingRect(QRectF(0, 0, width, _ENDLESS), int(_WRAPPED), text).height()


def _face(family: str, points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    face = QFont(family)
    face.setPointSizeF(points)
    face.setWeight(weight)
    return face
