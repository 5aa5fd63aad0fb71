"""Who walks a turf, with whom, and when they are back: the lines that a new walk and a given one share."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.board import read_time
from desktop.domain.ids import MemberId
from desktop.domain.members import MemberRow
from desktop.ui.branch.member_field import MemberField
from desktop.ui.look import sizes
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.part import Part
from desktop.wording.turfs import back_note

_LABEL = 104


class GivingLines(Part):
    """Canvasser, partner and time. What is not understood is said below its line and stays as typed."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._at: datetime | None = None
        self.canvasser = MemberField(
            translate("Turfs", "Who walks it"), translate("Turfs", "nobody yet: it can be given later")
        )
        self.partner = MemberField(translate("Turfs", "With whom"), translate("Turfs", "nobody"))
        self.back = Field(translate("Turfs", "Back by"), beside=True)
        self.back.edited.connect(self._read)
        self.back.committed.connect(self._check_time)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for line in self.lines:
            self._stack.addWidget(line)
        self._read()
        self.ensure_dressed()

    @property
    def lines(self) -> tuple[Field, ...]:
        """The lines in their order."""
        return self.canvasser, self.partner, self.back

    @property
    def back_by(self) -> datetime | None:
        """The time that was understood, if one was written."""
        return self._at

    @property
    def chosen(self) -> tuple[MemberId | None, MemberId | None, datetime | None]:
        """Canvasser, partner and time."""
        walker, partner = self.canvasser.member, self.partner.member
        return walker.id if walker else None, partner.id if partner else None, self._at

    def set_members(self, members: Sequence[MemberRow]) -> None:
        """Who can be named."""
        self.canvasser.set_members(members)
        self.partner.set_members(members)

    def show_given(
        self, canvasser: MemberId | None, partner: MemberId | None, back_by: datetime | None
    ) -> None:
        """Show what holds already."""
        self.canvasser.set_member(canvasser)
        self.partner.set_member(partner)
        self.back.clear_error()
        self.back.set_text(f"{back_by:%H:%M}" if back_by else "")
        self._at = back_by
        self.back.set_notes(back_note(back_by, self._now(), translate))

    def check(self) -> bool:
        """Whether every line is understood; the first that is not has the keys."""
        understood = [self.canvasser.check(), self.partner.check(), self._check_time()]
        if all(understood):
            return True
        self.lines[understood.index(False)].line.setFocus()
        return False

    def _read(self, _text: str = "") -> None:
        self._at = read_time(self.back.text(), self._now()) if self.back.text().strip() else None
        self.back.clear_error()
        self.back.set_notes(back_note(self._at, self._now(), translate))

    def _check_time(self) -> bool:
        unclear = bool(self.back.text().strip()) and self._at is None
        self.back.set_error(
            translate("Turfs", "That is not a time yet. It is kept as typed.") if unclear else ""
        )
        return not unclear

    def dress(self) -> None:
        """Labels are equally wide, so that the lines stand below each other."""
        px = self.look.px
        for line in self.lines:
            line.label.setMinimumWidth(px(_LABEL))
        self._stack.setSpacing(px(sizes.SPACE_1))
