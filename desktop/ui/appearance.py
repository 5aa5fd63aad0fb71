"""What the program looks like before anybody has opened it: palette, size of text, geometry. Nothing personal."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desktop.ui.look.look import LARGEST_SCALE, SMALLEST_SCALE, Look
from desktop.ui.look.palettes import PALETTES, PaletteName

_STEP = 0.1


@dataclass(frozen=True)
class Appearance:
    """Kept in one small file outside the encrypted store."""

    palette: PaletteName = "light"
    scale: float = 1.0
    width: int = 1366
    height: int = 768

    @property
    def look(self) -> Look:
        """The look that this asks for."""
        return Look(self.palette, self.scale)

    def next_palette(self) -> "Appearance":
        """Light, dark, high contrast, and round again."""
        names = list(PALETTES)
        return replace(self, palette=names[(names.index(self.palette) + 1) % len(names)])

    def larger(self, steps: int) -> "Appearance":
        """Text larger by so many tenths, or smaller; 100 to 200 %."""
        wanted = round(self.scale + steps * _STEP, 2)
        return replace(self, scale=min(LARGEST_SCALE, max(SMALLEST_SCALE, wanted)))


def read_appearance(file: Path) -> Appearance:
    """What the file says, or the usual; a broken file is as good as none."""
    try:
        held = json.loads(file.read_text("utf-8"))
        found = Appearance(**{name: held[name] for name in asdict(Appearance()) if name in held})
        known = found.palette in PALETTES and SMALLEST_SCALE <= found.scale <= LARGEST_SCALE
        return found if known else Appearance()
    except (OSError, ValueError, TypeError, AttributeError):
        return Appearance()


def write_appearance(file: Path, appearance: Appearance) -> None:
    """Keep it; where it cannot be kept, the next start looks as usual, which is no harm."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(appearance)), "utf-8")
    except OSError:
        return
