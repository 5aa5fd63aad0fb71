"""Handing the laptop over: what for, and to whom."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.ids import TurfId
from desktop.operations.drafts import find_draft, keep_draft
from desktop.operations.handovers import hand_over_turf
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words

_DRAFT = "handover:initials"


class HandOverPage(BranchPage):
    """A line for the initials of those who help; they stand there again the next time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Handover", "Hand this laptop over"), parent=parent)
        self._turf: TurfId | None = None
        self.initials = Field(
            translate("Handover", "Initials of those who help"),
            note=translate(
                "Handover", "Parted by spaces, such as AB CD. They pick theirs before they write."
            ),
        )
        self.initials.edited.connect(lambda _text: self.initials.clear_error())
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_4)
        column.addWidget(
            Words(
                translate(
                    "Handover", "They see the doors of this walk and nothing else, until you take it back."
                ),
                Type.LEAD,
                wrap=True,
            )
        )
        column.addWidget(self.initials)
        for words in (
            translate(
                "Handover", "To take it back you type your passphrase, also after a lock or a restart."
            ),
            translate("Handover", "After two minutes without a key it asks for initials again."),
            translate(
                "Handover",
                "Stay near: whoever has the laptop in hand could carry it away while it is open.",
            ),
        ):
            column.addWidget(Words(words, role=Role.SOFT, wrap=True))
        column.addStretch(1)
        self.columns.addLayout(column)
        self.back.connect(lambda: desk.go(Place("branch", "walks")))
        self.set_actions(
            [Action("Return", translate("Handover", "Hand it over"), self.hand_over, Kind.PRIMARY)]
        )

    def open(self, about: Any) -> None:
        """Hand over the doors of this turf."""
        self._turf = about

    def refresh(self) -> None:
        """Read whose initials were written last."""
        self.desk.tasks.query(
            partial(find_draft, self.desk.store, _DRAFT),
            self._show,
            owner=self,
            failed=self.failed,
            latest=self,
        )

    def take_keys(self) -> None:
        """The line has the keys."""
        self.initials.line.setFocus()

    def leave(self) -> None:
        """Keep what was typed."""
        work = partial(keep_draft, self.desk.store, _DRAFT, self.initials.text())
        self.desk.tasks.command(work, owner=self)

    def hand_over(self) -> None:
        """Enter: from the next key on it is theirs."""
        if self._turf is not None:
            work = partial(hand_over_turf, self.desk.store, self._turf, self.initials.text())
            self.desk.tasks.command(work, owner=self, failed=self._refused)

    def _show(self, initials: str) -> None:
        if not self.initials.text():
            self.initials.set_text(initials)
        self.states.loaded()

    def _refused(self, fault: Exception) -> None:
        told = fault_words(fault, translate)
        self.initials.set_error(f"{told.happened} {told.remedy}")
