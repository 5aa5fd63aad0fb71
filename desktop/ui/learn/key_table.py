"""The keys of the program, drawn as they are drawn at the door, each with its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.domain.attempts import EFFECTS, Outcome
from desktop.ui.look import sizes
from desktop.ui.look.painting import CapState
from desktop.ui.translating import translate
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words
from desktop.wording.outcomes import outcome_words

_CAPS = 90
KeyRow = tuple[str, str]
"""Keys as Qt writes them, and what they do."""


def outcome_keys() -> list[KeyRow]:
    """The letter of each outcome."""
    return [(effect.letter, outcome_words(outcome, translate)) for outcome, effect in EFFECTS.items()]


def door_keys() -> list[KeyRow]:
    """What else is pressed at a door."""
    return [
        ("1", translate("Learn", "who answered, by their digit")),
        ("Return", translate("Learn", "go on: the next question, or save")),
        ("Backspace", translate("Learn", "back a step, outside text")),
        ("Ctrl+Z", translate("Learn", "undo the door that was saved last")),
        ("Ctrl+Return", translate("Learn", "save, and everybody else was out")),
        ("F7", translate("Learn", "ask in the form's other language")),
        ("F12", translate("Learn", "hide all but this door")),
    ]


def walk_keys() -> list[KeyRow]:
    """What is pressed between doors, and anywhere."""
    return [
        ("Up Down", translate("Learn", "to the next door and back")),
        ("Left Right", translate("Learn", "over the road")),
        ("/", translate("Learn", "go to a house number")),
        ("PgDown", translate("Learn", "the next door still to be tried")),
        ("Ctrl+1", translate("Learn", "the rooms at the left, by digit")),
        ("Ctrl+L", translate("Learn", "lock")),
        ("F8", translate("Learn", "light, dark, high contrast")),
        ("Ctrl+=", translate("Learn", "larger text; Ctrl+0 as before")),
    ]


class KeyTable(Part):
    """Caps and words in a column or in two."""

    def __init__(
        self, name: str, rows: Sequence[KeyRow], columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        high = -(-len(rows) // columns)
        for at, (keys, words) in enumerate(rows):
            row, column = at % high, at // high
            self._grid.addWidget(_caps(keys), 2 * row, 2 * column, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(Words(words, wrap=True), 2 * row, 2 * column + 1)
        for row in range(high):
            self._grid.addWidget(HairRule(), 2 * row + 1, 0, 1, 2 * columns)
        self._columns = columns
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self.ensure_dressed()

    def dress(self) -> None:
        """Caps keep their distance from the words."""
        px = self.look.px
        for column in range(self._columns):
            self._grid.setColumnMinimumWidth(2 * column, px(_CAPS if self._columns == 1 else 0))
        self._grid.setHorizontalSpacing(px(sizes.SPACE_3))
        self._grid.setVerticalSpacing(px(3))


def _caps(keys: str) -> QWidget:
    caps = QWidget()
    line = QHBoxLayout(caps)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(3)
    stop = keys == EFFECTS[Outcome.DO_NOT_VISIT].letter
    for chord in keys.split():
        line.addWidget(KeyCap(chord, CapState.STOP if stop else CapState.RESTING))
    return caps
