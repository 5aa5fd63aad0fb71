"""Choosing a guest: which coordinator sees this branch's people, and until when."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import CoordinatorRow
from desktop.ui.translating import translate
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.ways import Way, WayList
from desktop.wording.dates import date_words
from desktop.wording.roles import named_role

_ENDS = (("W", 7), ("F", 14), ("M", 30), ("Q", 90))
_MOST = 9


class GuestChoice(Part):
    """First whom, then until when; ``chosen`` has both."""

    chosen = Signal(object, object)  # CoordinatorRow, datetime

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways: WayList | None = None
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.ensure_dressed()

    def offer(self, coordinators: Sequence[CoordinatorRow], now: datetime) -> None:
        """Whom: the coordinators above this branch, those heard of last first. ``now``: the street's time."""
        rows = sorted(coordinators, key=lambda one: one.seen_at, reverse=True)[:_MOST]
        ways = [
            Way(
                str(place),
                row.laptop,
                translate("Invite", "{role}, {region}").format(
                    role=named_role(row.role, translate), region=row.region
                ),
            )
            for place, row in enumerate(rows, 1)
        ]
        self._show(
            translate("Invite", "Which coordinator?"),
            ways,
            lambda place: self._offer_ends(rows[place], now),
        )

    def take_keys(self) -> None:
        """The first way has the keys."""
        if self.ways is not None:
            self.ways.take_keys()

    def _offer_ends(self, row: CoordinatorRow, now: datetime) -> None:
        ends = [now + timedelta(days=days) for _, days in _ENDS]
        ways = [
            Way(
                key,
                translate("Invite", "Until {day}").format(day=date_words(end.date(), None, translate)),
                translate("Invite", "for {n} days").format(n=days),
            )
            for (key, days), end in zip(_ENDS, ends, strict=True)
        ]
        head = translate("Invite", "Until when does {laptop} see this branch’s people?").format(
            laptop=row.laptop
        )
        self._show(head, ways, lambda place: self.chosen.emit(row, ends[place]))
        self.take_keys()

    def _show(self, head: str, ways: Sequence[Way], choose: Callable[[int], None]) -> None:
        clear(self._stack)
        self.ways = WayList(ways, name=head)
        self.ways.chosen.connect(choose)
        self._stack.addWidget(SectionHead(head))
        self._stack.addWidget(self.ways)
        self._stack.addStretch(1)
