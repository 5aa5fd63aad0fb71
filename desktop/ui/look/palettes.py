"""The three palettes as values: which colour each role has, and how strongly it stands on its ground.

Roles, not colours, are what widgets name. `TEXT_ON` lists every pair of text and ground that the widgets
set, so that the contrast of all of them is a test and not a promise.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from PySide6.QtGui import QColor, QPalette

PaletteName = Literal["light", "dark", "contrast"]


class Role(StrEnum):
    """What a colour is for. The value is the field of `Palette` that holds it."""

    PAPER = "paper"
    SHADE = "shade"
    SHEET = "sheet"
    INK = "ink"
    SOFT = "soft"
    HAIR = "hair"
    EDGE = "edge"
    ACCENT = "accent"
    ONACCENT = "onaccent"
    TINT = "tint"
    STOP = "stop"
    STOPTINT = "stoptint"
    CARE = "care"
    CARETINT = "caretint"


@dataclass(frozen=True)
class Palette:
    """One set of opaque colours, as `#RRGGBB`; where `outlined`, tints vanish and outlines speak."""

    name: PaletteName
    paper: str
    shade: str
    sheet: str
    ink: str
    soft: str
    hair: str
    edge: str
    accent: str
    onaccent: str
    tint: str
    stop: str
    stoptint: str
    care: str
    caretint: str
    outlined: bool = False

    def hex(self, role: Role) -> str:
        """The colour of a role as `#RRGGBB`."""
        return str(getattr(self, role.value))


LIGHT = Palette(
    name="light",
    paper="#FAF6EC",
    shade="#F0E9DA",
    sheet="#FFFDF7",
    ink="#1C1A16",
    soft="#5C5446",
    hair="#D8CEBB",
    edge="#857A68",
    accent="#0B5A60",
    onaccent="#FFFFFF",
    tint="#DDEAE5",
    stop="#98281A",
    stoptint="#F6E2DA",
    care="#744800",
    caretint="#F6E7C6",
)
DARK = Palette(
    name="dark",
    paper="#1A1815",
    shade="#13110F",
    sheet="#24211D",
    ink="#F1EADC",
    soft="#B9AF9E",
    hair="#3D3830",
    edge="#8E8473",
    accent="#7FD0CA",
    onaccent="#0C1F20",
    tint="#20393A",
    stop="#FF9C87",
    stoptint="#43231C",
    care="#F0C264",
    caretint="#3C2E12",
)
CONTRAST = Palette(
    name="contrast",
    paper="#000000",
    shade="#000000",
    sheet="#000000",
    ink="#FFFFFF",
    soft="#FFFFFF",
    hair="#8C8C8C",
    edge="#FFFFFF",
    accent="#FFE04A",
    onaccent="#000000",
    tint="#000000",
    stop="#FFB3A3",
    stoptint="#000000",
    care="#9EE9FF",
    caretint="#000000",
    outlined=True,
)
PALETTES: dict[PaletteName, Palette] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TEXT_ON: tuple[tuple[Role, Role], ...] = (
    (Role.INK, Role.PAPER),
    (Role.INK, Role.SHADE),
    (Role.INK, Role.SHEET),
    (Role.INK, Role.TINT),
    (Role.INK, Role.STOPTINT),
    (Role.INK, Role.CARETINT),
    (Role.SOFT, Role.PAPER),
    (Role.SOFT, Role.SHADE),
    (Role.SOFT, Role.SHEET),
    (Role.SOFT, Role.TINT),
    (Role.ACCENT, Role.PAPER),
    (Role.ACCENT, Role.SHEET),
    (Role.ONACCENT, Role.ACCENT),
    (Role.PAPER, Role.INK),
    (Role.PAPER, Role.STOP),
    (Role.STOP, Role.PAPER),
    (Role.STOP, Role.SHADE),
    (Role.STOP, Role.TINT),
    (Role.STOP, Role.STOPTINT),
    (Role.CARE, Role.PAPER),
    (Role.CARE, Role.SHADE),
    (Role.CARE, Role.TINT),
    (Role.CARE, Role.CARETINT),
)
"""Every pair of text and ground that the widgets set."""

MARK_ON: tuple[tuple[Role, Role], ...] = (
    (Role.EDGE, Role.PAPER),
    (Role.EDGE, Role.SHADE),
    (Role.EDGE, Role.TINT),
    (Role.ACCENT, Role.PAPER),
    (Role.ACCENT, Role.SHADE),
    (Role.ACCENT, Role.TINT),
    (Role.ACCENT, Role.SHEET),
)
"""Every pair of a meaningful outline or bar and its ground. `hair` is not among them: nothing rests on it."""

QT_ROLES: dict[Role, QPalette.ColorRole] = {
    Role.INK: QPalette.ColorRole.WindowText,
    Role.SOFT: QPalette.ColorRole.PlaceholderText,
    Role.ACCENT: QPalette.ColorRole.Link,
    Role.ONACCENT: QPalette.ColorRole.HighlightedText,
    Role.STOP: QPalette.ColorRole.BrightText,
    Role.CARE: QPalette.ColorRole.LinkVisited,
    Role.EDGE: QPalette.ColorRole.Mid,
    Role.PAPER: QPalette.ColorRole.Window,
    Role.SHADE: QPalette.ColorRole.AlternateBase,
    Role.SHEET: QPalette.ColorRole.Base,
    Role.HAIR: QPalette.ColorRole.Midlight,
}
"""Where our roles live in Qt's palette."""


def qt_palette(palette: Palette) -> QPalette:
    """Qt's palette for ours: Fusion and the standard widgets draw with it."""
    qt = QPalette()
    for role, qt_role in QT_ROLES.items():
        qt.setColor(qt_role, QColor(palette.hex(role)))
    ink, paper = QColor(palette.ink), QColor(palette.paper)
    for qt_role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.ToolTipText):
        qt.setColor(qt_role, ink)
    for qt_role in (QPalette.ColorRole.Button, QPalette.ColorRole.Light):
        qt.setColor(qt_role, paper)
    qt.setColor(QPalette.ColorRole.ToolTipBase, QColor(palette.sheet))
    qt.setColor(QPalette.ColorRole.Dark, QColor(palette.edge))
    qt.setColor(QPalette.ColorRole.Shadow, QColor(palette.edge))
    for highlight in (QPalette.ColorRole.Highlight, QPalette.ColorRole.Accent):
        qt.setColor(highlight, QColor(palette.accent))
    for text_role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        qt.setColor(QPalette.ColorGroup.Disabled, text_role, QColor(palette.soft))
    return qt


def _luminance(colour: str) -> float:
    """Relative luminance after WCAG 2, between 0 and 1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """How strongly two colours stand against each other after WCAG 2, between 1 and 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
