"""Until when this laptop may work as it does: what is closed once that is over, and how it is renewed."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.domain.leases import LeaseStanding
from desktop.operations.changed import Changed, Done
from desktop.operations.leases import LEASE_SUFFIX, read_lease, take_lease
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.leases import binding_words, ended_words, lease_line

WITHHELD = frozenset({"people", "branch", "conflicts", "waiting", "holders"})
"""The rooms that stay closed once the lease has ended: whatever shows people other than at a door, or gives them away."""


def is_withheld(room: str, lease: LeaseStanding) -> bool:
    """Whether a room stays closed; where a sharing is over, not the one in which it goes on or ends."""
    return lease.takes_in_only and room in WITHHELD and not (lease.is_sharing and room == "holders")


class LeasePage(BranchPage):
    """Shown in the place of a room that stays closed, and reached from home."""

    SHOWS: ClassVar[Changed] = Changed.SYNC | Changed.SETTINGS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Lease", "How long this laptop may be alone"), parent=parent)
        self.chooser: QFileDialog | None = None
        self.standing: LeaseStanding | None = None
        self.lead = Words(style=Type.LEAD, wrap=True)
        self.ended = Words(ended_words(translate), wrap=True)
        self.fault = Words(role=Role.CARE, wrap=True)
        self.binding = Words(binding_words(translate), role=Role.SOFT, wrap=True)
        column = QVBoxLayout()
        column.setSpacing(sizes.SPACE_3)
        for words in (self.lead, self.ended, self.fault, self.binding):
            column.addWidget(words)
        column.addStretch(1)
        self.columns.addLayout(column)
        self.fault.hide()
        self.back.connect(partial(desk.go, Place("home")))
        self._offer(is_sharing=False)

    def refresh(self) -> None:
        """Read how the lease stands."""
        self.desk.tasks.query(
            partial(read_lease, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def _offer(self, *, is_sharing: bool) -> None:
        holders = Action(
            "P", translate("Lease", "Who has a passphrase"), partial(self.desk.go, Place("holders"))
        )
        self.set_actions(
            [
                Action("Return", translate("Lease", "Send and receive"), self.desk.send, Kind.PRIMARY),
                Action("F", translate("Lease", "Take a file from an organiser"), self.ask_which),
                *([holders] if is_sharing else []),
            ]
        )

    def ask_which(self) -> None:
        """F: let the person say which file is to be taken."""
        kinds = translate("Lease", "Renewals (*{suffix});;All files (*)").format(suffix=LEASE_SUFFIX)
        chooser = QFileDialog(self, translate("Lease", "Take a file from an organiser"), "", kinds)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.take)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def take(self, path: str) -> None:
        """Take the lease in a file."""
        work = partial(take_lease, self.desk.store, Path(path))
        self.desk.tasks.errand(
            lambda: self.desk.tasks.in_store(work), self._taken, owner=self, failed=self._not_taken
        )

    def _taken(self, done: Done[LeaseStanding]) -> None:
        self.fault.hide()
        self.desk.tasks.tell(done.changed)

    def _not_taken(self, fault: Exception) -> None:
        told = fault_words(fault, translate)
        self.fault.say(f"! {told.sentence}")
        self.fault.show()

    def _show(self, standing: LeaseStanding) -> None:
        self.standing = standing
        self.lead.say(lease_line(standing, translate))
        self.ended.setVisible(standing.takes_in_only)
        self._offer(is_sharing=standing.is_sharing)
        self.states.loaded()
