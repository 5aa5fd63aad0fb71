"""Rules: lines that confirm the order that type has made."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.painting import fill, paint_oxford, paint_swelled
from desktop.ui.look.palettes import Role
from desktop.ui.widgets.part import Part


class Rule(Part):
    """A line as long as there is room, `thick` pixels strong, lying or standing."""

    def __init__(
        self,
        role: Role,
        thick: int,
        *,
        standing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._thick, self._standing = role, thick, standing
        along, across = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        self.setSizePolicy(*((across, along) if standing else (along, across)))

    @property
    def thickness(self) -> int:
        """How strong the line is in the look that is worn."""
        return self._thick

    def sizeHint(self) -> QSize:
        """As thin as the line."""
        return QSize(self.thickness, 1) if self._standing else QSize(1, self.thickness)

    def minimumSizeHint(self) -> QSize:
        """As thin as the line."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the line."""
        with self.painter() as painter:
            fill(painter, QRectF(self.rect()), self.look.colour(self._role))


class HairRule(Rule):
    """Parts rows and panes. No meaning rests on it."""

    def __init__(self, *, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(Role.HAIR, sizes.HAIR, standing=standing, parent=parent)


class SectionRule(Rule):
    """Opens a section; in accent where the keys are answered (a survey's question)."""

    def __init__(self, role: Role = Role.INK, parent: QWidget | None = None) -> None:
        super().__init__(role, sizes.SECTION_RULE, parent=parent)

    @property
    def thickness(self) -> int:
        """Two pixels, three in high contrast."""
        return self.look.section_rule


class MastheadRule(Part):
    """The thick-and-thin rule under the name of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Thick, gap and thin."""
        return QSize(1, sum(sizes.OXFORD))

    def minimumSizeHint(self) -> QSize:
        """Thick, gap and thin."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both lines."""
        with self.painter() as painter:
            paint_oxford(painter, self.look, 0, 0, self.width())


class SwelledRule(Part):
    """The printer's swelled rule: under the wordmark, and over what is absent. `length` 0 fills the width."""

    def __init__(
        self,
        length: int = 0,
        role: Role = Role.INK,
        swell: float = sizes.SWELLED_MAX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._length, self._role, self._swell = length, role, swell
        across = QSizePolicy.Policy.Fixed if length else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The length asked for, and the height of the swell."""
        return QSize(self.look.px(self._length or 40), self.look.px(self._swell))

    def minimumSizeHint(self) -> QSize:
        """As the size asked for."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the swell."""
        with self.painter() as painter:
            paint_swelled(painter, self.look, QRectF(self.rect()), self._role, self._swell)
