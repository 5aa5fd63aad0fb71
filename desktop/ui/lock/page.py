"""When this laptop locks itself: one number, and what else locks it. Kept in the store, so nobody changes it while locked."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.locking import MOST_MINUTES
from desktop.operations.changed import Changed
from desktop.operations.locking import read_lock_minutes, set_lock_minutes
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.lock.hearing import does_system_tell
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.terminal import lock_after_words


class LockPage(BranchPage):
    """Minutes on a line; Enter keeps them."""

    SHOWS: ClassVar[Changed] = Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Lock", "When to lock"), parent=parent)
        self.lead = Words(style=Type.LEAD, wrap=True)
        self.minutes = Field(
            translate("Lock", "Minutes without a key"),
            note=translate("Lock", "1 to {most}. The fewer, the less somebody finds who takes it.").format(
                most=MOST_MINUTES
            ),
        )
        self.minutes.edited.connect(lambda _text: self.minutes.clear_error())
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_4)
        column.addWidget(self.lead)
        column.addWidget(self.minutes)
        column.addWidget(SectionHead(translate("Lock", "It locks at once")))
        for words in _occasions():
            column.addWidget(Words(words, wrap=True))
        column.addWidget(SectionHead(translate("Lock", "What becomes of your work")))
        column.addWidget(
            Words(
                translate(
                    "Lock",
                    "What is being typed is kept and stands there again. What was sending goes on when you are back; a"
                    " register or a file that was under way is either whole or not there.",
                ),
                role=Role.SOFT,
                wrap=True,
            )
        )
        column.addStretch(1)
        self.columns.addLayout(column)
        self.back.connect(lambda: desk.go(Place("home")))
        self.set_actions([Action("Return", translate("Lock", "Keep this"), self.keep, Kind.PRIMARY)])

    def refresh(self) -> None:
        """Read what is set."""
        self.desk.tasks.query(
            partial(read_lock_minutes, self.desk.store),
            self._show,
            owner=self,
            failed=self.failed,
            latest=self,
        )

    def take_keys(self) -> None:
        """The line has the keys."""
        self.minutes.line.setFocus()
        self.minutes.line.selectAll()

    def keep(self) -> None:
        """Enter: keep the number."""
        text = self.minutes.text().strip()
        minutes = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
        self.desk.tasks.command(
            partial(set_lock_minutes, self.desk.store, minutes), owner=self, failed=self._not_kept
        )

    def _show(self, minutes: int) -> None:
        self.lead.say(lock_after_words(minutes, translate))
        self.minutes.set_text(str(minutes))
        self.states.loaded()

    def _not_kept(self, fault: Exception) -> None:
        told = fault_words(fault, translate)
        self.minutes.set_error(f"{told.happened} {told.remedy}")


def _occasions() -> list[str]:
    told = translate(
        "Lock", "when the laptop sleeps or its lid is closed, and when its own screen is locked;"
    )
    return [
        translate("Lock", "when you press Ctrl+L, whatever is open;"),
        *([told] if does_system_tell() else []),
        translate("Lock", "when its clock has jumped, as after a sleep that nobody told."),
    ]
