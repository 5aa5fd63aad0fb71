"""One thing that a branch holds: its number large, what it counts, a few facts, and the key that leads there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule, SectionRule
from desktop.ui.widgets.words import Words


@dataclass(frozen=True)
class Fact:
    """A line: what, and how much or who; ``care`` sets it so that it is seen."""

    what: str
    told: str = ""
    care: bool = False


class FactLine(Part):
    """A fact over a hair."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout()
        self._line.addWidget(Words(fact.what, wrap=True), 1)
        if fact.told:
            style = Type.STRONG if fact.care else Type.BODY
            told = Words(fact.told, style, Role.CARE if fact.care else Role.SOFT)
            self._line.addWidget(told, 0, Qt.AlignmentFlag.AlignTop)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(0)
        self._all.addLayout(self._line)
        self._all.addWidget(HairRule())
        self.ensure_dressed()

    def dress(self) -> None:
        """As high as a row of a table where the window allows it."""
        px = self.look.px
        air = px(2 if self.window().height() < px(sizes.SHORT_BELOW) else 5)
        self._line.setContentsMargins(0, air, 0, air)
        self._line.setSpacing(px(sizes.SPACE_4))


class Holding(Part):
    """A section of the branch's page."""

    def __init__(
        self, keys: str, words: str, lead: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.number = Words(style=Type.NUMERAL)
        self.title = Words(style=Type.HEADING)
        self.second = Words(role=Role.SOFT, wrap=True)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addStretch(1)
        named.addWidget(self.title)
        named.addWidget(self.second)
        named.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(named, 1)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self.hint = KeyHint(keys, words)
        self.hint.triggered.connect(lead)
        install(keys, self.hint.click, self.hint)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.hint)
        self._foot.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.addWidget(SectionRule())
        self._all.addLayout(self._head)
        self._all.addLayout(self._facts)
        self._all.addLayout(self._foot)
        self._all.addStretch(1)
        self.ensure_dressed()

    def say(self, number: str, title: str, second: str, *, care: bool = False) -> None:
        """The head: how many, of what, and what is to be known first."""
        self.number.say(number)
        self.number.setVisible(bool(number))
        self.title.say(title)
        self.second.say(second, Role.CARE if care else Role.SOFT)

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Replace the facts."""
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for fact in facts:
            self._facts.addWidget(FactLine(fact))

    def dress(self) -> None:
        """The number stands clear of its words."""
        px = self.look.px
        self._head.setSpacing(px(sizes.SPACE_4))
        self._head.setContentsMargins(0, px(sizes.SPACE_1), 0, px(sizes.SPACE_1))
        self._foot.setContentsMargins(0, px(sizes.SPACE_3), 0, px(sizes.SPACE_5))
