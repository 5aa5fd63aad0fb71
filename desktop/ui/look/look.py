"""A look: which palette, how large, and whether anything may move. Widgets are painted from it alone."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from desktop.ui.look import sizes
from desktop.ui.look.palettes import PALETTES, Palette, PaletteName, Role
from desktop.ui.look.type_styles import Type, font

SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0


@lru_cache(maxsize=64)
def _colour(name: str) -> QColor:
    return QColor(name)


@dataclass(frozen=True)
class Look:
    """What the whole program wears: a palette by name, a text size factor (1.0 to 2.0), and stillness.

    It is a value. `wear` puts it on the application, `look_of` reads it from a widget; nothing else holds it.
    """

    palette: PaletteName = "light"
    scale: float = 1.0
    still: bool = False

    def __post_init__(self) -> None:
        if not SMALLEST_SCALE <= self.scale <= LARGEST_SCALE:
            raise ValueError(self.scale)

    @property
    def colours(self) -> Palette:
        """The palette itself."""
        return PALETTES[self.palette]

    def colour(self, role: Role) -> QColor:
        """The colour of a role. Treat it as a value."""
        return _colour(self.colours.hex(role))

    def font(self, style: Type) -> QFont:
        """The font of a voice. Treat it as a value."""
        return font(style, self.scale)

    def metrics(self, style: Type) -> QFontMetricsF:
        """How wide and high text of a voice is."""
        return QFontMetricsF(self.font(style))

    def line(self, style: Type) -> int:
        """The height of one line of a voice, in pixels."""
        return self.px(style.value.line)

    def px(self, distance: float) -> int:
        """A distance of `sizes` in real pixels; what was there at 100 % never vanishes."""
        return max(1, round(distance * self.scale)) if distance > 0 else 0

    @property
    def section_rule(self) -> int:
        """The thickness of the rule that opens a section."""
        return sizes.SECTION_RULE_CONTRAST if self.colours.outlined else sizes.SECTION_RULE

    @property
    def ring(self) -> int:
        """The thickness of the ring around what holds the keys."""
        return sizes.RING_CONTRAST if self.colours.outlined else sizes.RING
