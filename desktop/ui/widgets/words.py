"""Text on a page: plain by construction, set on the lines of its voice, never cut off."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRawFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.look.look import Look
from desktop.ui.look.painting import CENTRE, LEFT, paint_text
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.look.wear import look_of
from desktop.ui.widgets.flow import hugging

_LAYINGS_KEPT = 12


class Words(QLabel):
    """Words in one voice and one colour. Lines break at `\\n`, and between words where `wrap` is set.

    What neither fits nor wraps is set smaller, then narrower: nobody's name ends in dots.
    """

    def __init__(
        self,
        text: str = "",
        style: Type = Type.BODY,
        role: Role = Role.INK,
        *,
        wrap: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._role, self._align = style, role, align
        self._laid: dict[tuple[object, ...], list[str]] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setSizePolicy(
            hugging() if wrap else QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        )
        self.setText(text)

    @property
    def look(self) -> Look:
        """What the words wear just now."""
        return look_of(self)

    def say(self, text: str, role: Role | None = None, style: Type | None = None) -> None:
        """Change the words, and the colour or voice with them."""
        wanted = (text, style or self._style)
        if wanted != (self.text(), self._style):
            self._style = wanted[1]
            self.setText(text)
            self.updateGeometry()
        elif role in (None, self._role):
            return
        self._role = role or self._role
        self.update()

    def _lines(self, width: float) -> list[str]:
        """The lines at a width. Layouts ask for the same again and again, so they are kept."""
        key = (self.text(), self._style, self.look.scale, width if self.wordWrap() else 0)
        if key not in self._laid:
            if len(self._laid) >= _LAYINGS_KEPT:
                self._laid.clear()
            self._laid[key] = self._lay(width)
        return self._laid[key]

    def _lay(self, width: float) -> list[str]:
        face = self.look.font(self._style)
        lines: list[str] = []
        for paragraph in self.text().split("\n"):
            if not self.wordWrap() or not paragraph:
                lines.append(paragraph)
                continue
            layout = QTextLayout(paragraph, face)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1.0))
                lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip())
            layout.endLayout()
        return lines

    def _height(self, width: float) -> int:
        return self.look.line(self._style) * max(1, len(self._lines(width)))

    def _widest(self, pieces: list[str]) -> int:
        metrics = self.look.metrics(self._style)
        return max((int(metrics.horizontalAdvance(piece)) + 1 for piece in pieces), default=0)

    def hasHeightForWidth(self) -> bool:
        """Wrapped words are as high as their width asks."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """The lines that `width` asks for, at the line height of the voice."""
        return self._height(width)

    def sizeHint(self) -> QSize:
        """Wrapped words like a line of some sixty letters; others stand on the lines they are given."""
        width = self._widest(self.text().split("\n"))
        if self.wordWrap():
            width = min(width, self.look.line(self._style) * 24)
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than the longest word; words that do not wrap may be set smaller by a third."""
        line = self.look.line(self._style)
        if self.wordWrap():
            return QSize(self._widest(self.text().split()), line)
        return QSize(self._widest(self.text().split("\n")) * 2 // 3, self._height(0))

    def changeEvent(self, event: QEvent) -> None:
        """Set the words anew when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Set each line in the middle of its line height."""
        look = self.look
        height = look.line(self._style)
        with QPainter(self) as painter:
            for row, line in enumerate(self._lines(self.width())):
                box = QRectF(0, row * height, self.width(), height)
                paint_text(painter, look, box, line, self._style, self._role, self._align)


class Quotation(Words):
    """What somebody said, in italics. The serif italic lacks the Welsh and the dotted letters; a quotation
    that has one of them is set in the sans italic as a whole, rather than patched letter by letter."""

    def __init__(self, text: str = "", role: Role = Role.INK, parent: QWidget | None = None) -> None:
        super().__init__(text, Type.QUOTE, role, wrap=True, parent=parent)
        self.quote(text)

    def quote(self, text: str) -> None:
        """Change what is quoted."""
        serif = QRawFont.fromFont(self.look.font(Type.QUOTE))
        whole = all(serif.supportsCharacter(ord(letter)) for letter in text if not letter.isspace())
        self.say(text, style=Type.QUOTE if whole else Type.QUOTE_SANS)

    @property
    def style_used(self) -> Type:
        """In which of the two italics it is set."""
        return self._style


def centred(text: str, style: Type = Type.BODY, role: Role = Role.INK) -> Words:
    """Words for the three states, the only place where text is centred."""
    return Words(text, style, role, wrap=True, align=CENTRE)
