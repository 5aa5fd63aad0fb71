"""The head of a door: its number large, the street, and before the bell what happened here last."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attempts import Outcome
from desktop.domain.households import DoorPage
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.marks import MarkView
from desktop.ui.widgets.outcome_marks import mark_of_outcome
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words
from desktop.wording.doors import bell_words, place_words

_MOST_LINES = 2


class DoorHead(Part):
    """Number, street and place in the walk at the left; "before the bell" at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Words(style=Type.NUMERAL)
        self.street = Words(style=Type.HEADING, wrap=True)
        self.place = Words(role=Role.SOFT, wrap=True)
        self.bell = QGridLayout()
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addStretch(1)
        named.addWidget(self.street)
        named.addWidget(self.place)
        named.addStretch(1)
        self._line = QHBoxLayout()
        self._line.addWidget(self.number)
        self._line.addLayout(named, 3)
        self._line.addWidget(HairRule(standing=True))
        self._line.addLayout(self.bell, 3)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.addLayout(self._line)
        self._lines = [(MarkView(mark_of_outcome(None)), Words(wrap=True)) for _ in range(_MOST_LINES)]
        for row, (mark, words) in enumerate(self._lines):
            self.bell.addWidget(mark, row, 0)
            self.bell.addWidget(words, row, 1)
        self.bell.setColumnStretch(1, 1)
        self.ensure_dressed()

    def show_door(self, page: DoorPage, place: int, count: int, now: datetime) -> None:
        """Show a door; ``place`` counts from 1."""
        self.number.say(page.number or "·")
        self.street.say(", ".join(part for part in (page.block, page.street) if part))
        self.place.say(place_words(page, place, count, translate))
        self._show_bell(page, now)

    def _show_bell(self, page: DoorPage, now: datetime) -> None:
        shown = page.before_the_bell[:_MOST_LINES]
        for row, (mark, words) in enumerate(self._lines):
            if row < len(shown):
                line, first = shown[row], row == 0
                never = line.outcome is Outcome.DO_NOT_VISIT
                mark.set_mark(mark_of_outcome(line.outcome))
                role = Role.STOP if never else Role.INK if first else Role.SOFT
                words.say(bell_words(line, now, translate), role, Type.STRONG if first else Type.BODY)
            elif row == 0:
                mark.set_mark(mark_of_outcome(None))
                words.say(translate("Door", "Nobody has rung here yet."), Role.SOFT, Type.BODY)
            for widget in (mark, words):
                widget.setVisible(row < max(1, len(shown)))

    def dress(self) -> None:
        """The number stands clear of the street; where it is low, the place in the walk goes first."""
        px = self.look.px
        self.place.setVisible(self.window().height() >= px(sizes.SHORT_BELOW) * 0.8)
        self._line.setSpacing(px(sizes.SPACE_5 - 4))
        self._all.setSpacing(px(sizes.SPACE_2))
        self.bell.setHorizontalSpacing(px(sizes.SPACE_3))
        self.bell.setVerticalSpacing(px(2))
