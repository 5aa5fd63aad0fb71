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


class Type(Enum):
    """The voices by what they say. Names, questions and numerals are serif; what is worked on is sans."""

    POSTER = Voice(SERIF, 112, 600, 130, tracking=96)
    NAMEPLATE = Voice(SERIF, 45, 600, 62, tracking=96.5)
    NUMERAL = Voice(SERIF, 45, 600, 66, tracking=96.5)
    FIGURE = Voice(SERIF, 28, 600, 44, tracking=97)
    TITLE = Voice(SERIF, 24, 600, 40, tracking=97)
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
