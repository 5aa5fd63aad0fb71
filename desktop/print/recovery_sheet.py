"""The recovery sheet: one page with the code that opens a store when its passphrase is lost."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from desktop.store.whole_files import write_whole

translate = QCoreApplication.translate
SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
_DOTS_PER_INCH = 300
_MM = _DOTS_PER_INCH / 25.4


def write_recovery_sheet(file: Path, code: str, branch: str) -> None:
    """Write the sheet as PDF, whole, for its owner alone: its code opens everything. It names the branch, never the person.

    OSError if the file cannot be written, ValueError if its path is none.
    """
    write_whole(file, _pdf(code, branch))


def _pdf(code: str, branch: str) -> bytes:
    buffer = (
        QBuffer()
    )  # Qt's writer would make a file that others may read, and is silent where it can make none
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(22, 22, 22, 22), QPageLayout.Unit.Millimeter)
    writer.setTitle(translate("RecoverySheet", "Recovery sheet"))
    writer.setCreator("Groundswell")
    with QPainter(writer) as painter:
        _paint(painter, QRectF(0, 0, writer.width(), writer.height()), code, branch)
    buffer.close()
    return bytes(buffer.data().data())


def _paint(painter: QPainter, page: QRectF, code: str, branch: str) -> None:
    ink, soft = QColor("#1c1a16"), QColor("#5c5446")
    painter.setPen(QPen(ink))
    _text(
        painter,
        page,
        0,
        14,
        translate("RecoverySheet", "Recovery sheet"),
        SERIF,
        26,
        ink,
        QFont.Weight.DemiBold,
    )
    painter.fillRect(QRectF(0, 14 * _MM, page.width(), 0.8 * _MM), ink)
    painter.fillRect(QRectF(0, 15.3 * _MM, page.width(), 0.25 * _MM), ink)
    about = (
        translate("RecoverySheet", "For a store of Groundswell, {branch}").format(branch=branch)
        if branch
        else (translate("RecoverySheet", "For a store of Groundswell"))
    )
    _text(painter, page, 18, 8, about, SANS, 12, soft)
    groups = code.split("-")
    for row in range(0, len(groups), 4):
        line = "   ".join(groups[row : row + 4])
        _text(painter, page, 40 + 4.5 * row, 14, line, SERIF, 30, ink, QFont.Weight.DemiBold)
    sentences = (
        translate(
            "RecoverySheet",
            "This code opens the store when the passphrase is lost. You then choose a new one.",
        ),
        translate(
            "RecoverySheet",
            "Keep this sheet at home, never beside the laptop. Whoever has both can read everything.",
        ),
        translate(
            "RecoverySheet",
            "On the locked screen press Alt+L, then type the eight groups. Gaps do not matter.",
        ),
        translate("RecoverySheet", "If this sheet is lost, make a new one: the old code then opens nothing."),
    )
    for place, sentence in enumerate(sentences):
        _text(painter, page, 92 + 13 * place, 12, sentence, SANS, 12, ink)


def _text(
    painter: QPainter,
    page: QRectF,
    top_mm: float,
    height_mm: float,
    text: str,
    family: str,
    points: float,
    colour: QColor,
    weight: QFont.Weight = QFont.Weight.Normal,
) -> None:
    face = QFont(family)
    face.setPointSizeF(points)
    face.setWeight(weight)
    painter.setFont(face)
    painter.setPen(QPen(colour))
    box = QRectF(0, top_mm * _MM, page.width(), height_mm * _MM)
    painter.drawText(
        box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text
    )
