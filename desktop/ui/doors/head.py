"""The head of a door: its number large, the street, and before the bell what happened here last."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attempts import Outcome
from desktop.domain.households import DoorPage
from desktop.ui.doors.marks import mark_of_outcome
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.marks import MarkView
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
        self._lines: list[tuple[MarkView, Words]] = []
        self.ensure_dressed()

    def show_door(self, page: DoorPage, place: int, count: int, now: datetime) -> None:
        """Show a door; ``place`` counts from 1."""
        self.number.say(page.number or "·")
        self.street.say(", ".join(part for part in (page.block, page.street) if part))
        self.place.say(place_words(page, place, count, translate))
        self._show_bell(page, now)

    def _show_bell(self, page: DoorPage, now: datetime) -> None:
        for mark, words in self._lines:
            mark.hide()
            words.hide()
            mark.deleteLater()
            words.deleteLater()
        self._lines = []
        shown = page.before_the_bell[:_MOST_LINES]
        for row, line in enumerate(shown):
            mark = MarkView(mark_of_outcome(line.outcome))
            first = row == 0
            never = line.outcome is Outcome.DO_NOT_VISIT
            words = Words(
                bell_words(line, now, translate),
                Type.STRONG if first else Type.BODY,
                Role.STOP if never else Role.INK if first else Role.SOFT,
                wrap=True,
            )
            self.bell.addWidget(mark, row, 0)
            self.bell.addWidget(words, row, 1)
            self._lines.append((mark, words))
        if not shown:
            words = Words(translate("Door", "Nobody has rung here yet."), role=Role.SOFT, wrap=True)
            self.bell.addWidget(words, 0, 1)
            self._lines.append((MarkView(mark_of_outcome(None)), words))
            self.bell.addWidget(self._lines[0][0], 0, 0)
        self.bell.setColumnStretch(1, 1)

    def dress(self) -> None:
        """The number stands clear of the street; where it is low, the place in the walk goes first."""
        px = self.look.px
        self.place.setVisible(self.window().height() >= px(sizes.SHORT_BELOW) * 0.8)
        self._line.setSpacing(px(sizes.SPACE_5 - 4))
        self._all.setSpacing(px(sizes.SPACE_2))
        self.bell.setHorizontalSpacing(px(sizes.SPACE_3))
        self.bell.setVerticalSpacing(px(2))
