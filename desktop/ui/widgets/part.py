"""What our own widgets have in common: they wear the look, and put it on again when it changes."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from desktop.ui.look.look import Look
from desktop.ui.look.wear import look_of


class Part(QWidget):
    """A widget of civic print. Subclasses set their sizes in `dress` and paint from `look`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dressed = False

    @property
    def look(self) -> Look:
        """What the widget wears just now."""
        return look_of(self)

    def dress(self) -> None:
        """Set what depends on the look: sizes, margins, fonts. Called before showing and at each change."""

    def ensure_dressed(self) -> None:
        """Dress now if that has not been done; a constructor ends with it."""
        self._dressed = True
        self.dress()

    def changeEvent(self, event: QEvent) -> None:
        """Dress again when the application changes its look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_dressed", False):
            self.dress()
            self.updateGeometry()
            self.update()

    def painter(self) -> QPainter:
        """A painter on this widget for one paint event; use it as `with self.painter() as painter`."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        return painter
