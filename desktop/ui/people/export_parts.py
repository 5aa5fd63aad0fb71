"""The two halves of the page that writes people to a file: whom and why, and what goes out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.exports import MOST_WORDS, ExportPlan, ExportRow, Reason
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.people.filled import FilledColumns
from desktop.ui.people.hints import PageHint
from desktop.ui.translating import translate
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.figures import ProgressLine
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.page import SCROLL_GUTTER
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words
from desktop.wording.counts import number
from desktop.wording.exports import (
    export_line,
    learn_words,
    left_words,
    plan_words,
    reason_choice,
    written_words,
)

_MOST_LISTED = 20


class WhomAndWhy(Part):
    """How many go out and who they are, what that leaves of a day's share, and the reason, in words too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons = list(Reason)
        self.number = Words(style=Type.NUMERAL)
        self.whom = Words(style=Type.LEAD, wrap=True)
        self.share = ProgressLine()
        self.left = Words(role=Role.SOFT, wrap=True)
        self.reasons = OptionGrid(
            [Option(str(at), reason_choice(one, translate)) for at, one in enumerate(self._reasons, start=1)],
            name=translate("Exports", "Why?"),
            row=sizes.ROW_RESIDENT,
            style=Type.BODY,
        )
        self.words = Field(translate("Exports", "In your words, which only your branch can read"))
        self.words.line.setMaxLength(MOST_WORDS)
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE_4)
        head.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.whom, 1, Qt.AlignmentFlag.AlignVCenter)
        why = SectionHead(translate("Exports", "Why?"))
        why.add(PageHint("W", translate("Exports", "in your words"), self.words.line.setFocus))
        self._column = QVBoxLayout(self)
        self._column.addWidget(SectionHead(translate("Exports", "Who goes into the file?")))
        self._column.addLayout(head)
        for widget in (self.share, self.left, why, self.reasons, self.words):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.ensure_dressed()

    @property
    def reason(self) -> Reason | None:
        """Why, if that is said."""
        at = self.reasons.chosen_index
        return self._reasons[at] if at is not None else None

    def show_plan(self, plan: ExportPlan, search: str) -> None:
        """Say who goes out, and what that leaves."""
        self.number.say(number(plan.people))
        self.whom.say(plan_words(plan, search, translate))
        self.share.show_share((plan.most - plan.left + plan.people) / plan.most)
        words = left_words(plan, translate)
        self.left.say(
            f"! {words}" if plan.is_too_many else words, Role.CARE if plan.is_too_many else Role.SOFT
        )

    def rest(self, *, is_resting: bool) -> None:
        """Answer no key while a file is written, or answer again."""
        self.reasons.set_answers(not is_resting)
        self.setEnabled(not is_resting)

    def forget(self) -> None:
        """No reason is given any more."""
        self.reasons.set_chosen()
        self.words.forget()

    def dress(self) -> None:
        """Distances."""
        self._column.setContentsMargins(0, 0, self.look.px(SCROLL_GUTTER - sizes.SCROLL_BAR), 0)
        self._column.setSpacing(self.look.px(sizes.SPACE_2))


class WhatGoesOut(Part):
    """How the last file ended, what the next one holds, and what was taken out before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Words(style=Type.LEAD, wrap=True)
        self.learn = Words(learn_words(translate), role=Role.SOFT, wrap=True)
        self.filled = FilledColumns()
        self.past = SectionHead("")
        self._before = QVBoxLayout()
        self._column = QVBoxLayout(self)
        head = SectionHead(
            translate("Exports", "What it says of them"), translate("Exports", "one row for each person")
        )
        for widget in (self.told, self.learn, head, self.filled, self.past):
            self._column.addWidget(widget)
        self._column.addLayout(self._before)
        self._column.addStretch(1)
        self.forget()
        self.ensure_dressed()

    def show_plan(self, plan: ExportPlan, before: Sequence[ExportRow]) -> None:
        """Show what goes out, and the latest that went before."""
        self.filled.show_columns(plan.columns, 0 if plan.is_too_many else plan.people)
        clear(self._before)
        self.past.say(
            translate("Exports", "Taken out so far"),
            "" if before else translate("Exports", "nothing yet, as far as this laptop knows"),
        )
        for row in before[:_MOST_LISTED]:
            self._before.addWidget(Words(export_line(row, translate), wrap=True))
            self._before.addWidget(HairRule())
        if len(before) > _MOST_LISTED:
            more = translate("Exports", "and {n} before that").format(n=number(len(before) - _MOST_LISTED))
            self._before.addWidget(Words(more, role=Role.SOFT))

    def say_written(self, file: Path, people: int) -> None:
        """Say that the file is there."""
        self.told.say(written_words(people, file.name, str(file.parent), translate))
        self.told.show()
        self.learn.show()

    def forget(self) -> None:
        """Say no more how the last file ended."""
        self.told.hide()
        self.learn.hide()

    def dress(self) -> None:
        """Distances."""
        self._column.setContentsMargins(0, 0, self.look.px(SCROLL_GUTTER - sizes.SCROLL_BAR), 0)
        self._column.setSpacing(self.look.px(sizes.SPACE_2))
        self._before.setSpacing(self.look.px(sizes.SPACE_1))
