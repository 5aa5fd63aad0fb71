"""The type scale: the voices, each with its family, size, weight and line."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtGui import QFont

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
FALLBACKS = ("Noto Sans", "Noto Sans Bengali", "Noto Sans Arabic", "DejaVu Sans")
"""For letters that the two families lack; system fonts, never bundled."""

SMALLEST_POINTS = 10.5
DISPLAY_STRIKE = 0.013


@dataclass(frozen=True)
class Voice:
    """How one kind of text is set: size in points and line in pixels, both at 100 %."""

    family: str
    points: float
    weight: int
    line: int
    italic: bool = False
    tabular: bool = False
    tracking: float = 100.0
    """Advance in percent: large letters are set closer, as the eye wants them."""
    second_strike: float = 0.0
    """How far to the right, in their own size, the letters are struck a second time: thickens the stems of
    large type and leaves its hairlines fine, as a cut for display does."""


class Type(Enum):
    """The voices by what they say. Names, questions and numerals are serif; what is worked on is sans.

    The five large ones are the regular, struck twice: the family that is packaged has no cut for display,
    its regular is too thin there and its semibold, drawn for reading sizes, too black.
    """

    POSTER = Voice(SERIF, 112, 400, 130, tracking=98, second_strike=DISPLAY_STRIKE)
    NAMEPLATE = Voice(SERIF, 45, 400, 62, tracking=98, second_strike=DISPLAY_STRIKE)
    NUMERAL = Voice(SERIF, 45, 400, 66, tracking=99.5, second_strike=DISPLAY_STRIKE)
    FIGURE = Voice(SERIF, 28, 400, 44, tracking=99, second_strike=DISPLAY_STRIKE)
    TITLE = Voice(SERIF, 24, 400, 40, tracking=98, second_strike=DISPLAY_STRIKE)
    HEADING = Voice(SERIF, 16, 600, 32, tracking=98)
    QUESTION = Voice(SERIF, 17, 600, 34, tracking=98)
    DOOR = Voice(SERIF, 13.5, 600, 29, tabular=True)
    QUOTE = Voice(SERIF, 14, 400, 30, italic=True)
    QUOTE_SANS = Voice(SANS, 13.5, 400, 30, italic=True)
    LEAD = Voice(SANS, 13.5, 400, 28)
    LEADSTRONG = Voice(SANS, 13.5, 600, 28)
    BODY = Voice(SANS, 12, 400, 24, tabular=True)
    STRONG = Voice(SANS, 12, 600, 24, tabular=True)
    LABEL = Voice(SANS, 10.5, 600, 20, tabular=True)
    NOTE = Voice(SANS, 10.5, 400, 20, tabular=True)
    KEY = Voice(SANS, 10.5, 700, 24)


def pixels(points: float, scale: float) -> int:
    """Points at 96 to the inch, scaled, so that no screen's own density moves a line."""
    return max(1, round(points * 96 / 72 * scale))


@lru_cache(maxsize=256)
def font(style: Type, scale: float) -> QFont:
    """The font of a voice at a scale. Treat it as a value: copy it before changing it."""
    voice = style.value
    made = QFont([voice.family, *FALLBACKS])
    made.setPixelSize(pixels(voice.points, scale))
    made.setWeight(QFont.Weight(voice.weight))
    made.setItalic(voice.italic)
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, voice.tracking)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("lnum"), 1)
    made.setFeature(QFont.Tag("tnum" if voice.tabular else "pnum"), 1)
    return made
