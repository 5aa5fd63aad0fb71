"""A line on which a member is named: begin to write a name, or go through them with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import MemberId
from desktop.domain.members import MemberRow
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import Field
from desktop.wording.branch import member_words
from desktop.wording.roles import role_words

_MOST_NAMED = 3


class MemberField(Field):
    """Understands the name of a member from its beginning. Empty means nobody in particular."""

    def __init__(self, label: str, nobody: str, parent: QWidget | None = None) -> None:
        super().__init__(label, beside=True, parent=parent)
        self._members: Sequence[MemberRow] = ()
        self._nobody = nobody
        self._picked: MemberId | None = None
        self.line.textEdited.connect(self._forget_pick)
        self.edited.connect(self._say)
        self.committed.connect(self._complete)
        self.line.installEventFilter(self)
        self._say()

    def set_members(self, members: Sequence[MemberRow]) -> None:
        """Who can be named."""
        self._members = [member for member in members if member.name]
        self._say()

    def set_member(self, member: MemberId | None) -> None:
        """Name a member, or nobody."""
        self._picked = member
        found = next((one for one in self._members if one.id == member), None)
        self.set_text(found.name if found else "")
        self.clear_error()
        self._say()

    @property
    def member(self) -> MemberRow | None:
        """Who is named; None for nobody, and for a name that is not understood."""
        picked = next((one for one in self._members if one.id == self._picked), None)
        if picked is not None and picked.name == self.text():
            return picked
        found = self._found()
        exact = [one for one in found if one.name.casefold() == self._typed]
        return exact[0] if exact else found[0] if len(found) == 1 else None

    @property
    def is_understood(self) -> bool:
        """Whether the line names a member, or nobody at all."""
        return not self._typed or self.member is not None

    def check(self) -> bool:
        """Say below the line if nobody is called that; whether all is understood."""
        self.set_error(
            ""
            if self.is_understood
            else translate("Branch", "Nobody on this laptop is called that yet. It is kept as typed.")
        )
        return self.is_understood

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the members."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and self._members:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    @property
    def _typed(self) -> str:
        return self.text().strip().casefold()

    def _found(self) -> list[MemberRow]:
        typed = self._typed
        if not typed:
            return []
        return [
            one
            for one in self._members
            if one.name.casefold().startswith(typed)
            or any(part.startswith(typed) for part in one.name.casefold().split())
        ]

    def _step(self, step: int) -> None:
        now = self.member
        before_first = -1 if step > 0 else 0
        at = next((place for place, one in enumerate(self._members) if one is now), before_first)
        goal = (at + step) % len(self._members)
        self.set_member(self._members[goal].id)

    def _forget_pick(self, _text: str) -> None:
        self._picked = None
        self.clear_error()

    def _complete(self) -> None:
        if self.check() and self.member is not None and self.text() != self.member.name:
            self._picked = self.member.id
            self.set_text(self.member.name)

    def _say(self, _text: str = "") -> None:
        found = self._found()
        if not self._typed:
            self.set_notes(self._nobody)
        elif self.member is not None:
            role = role_words(self.member.role, translate).lower()
            self.set_notes(f"{member_words(self.member, translate)}, {role}")
        else:
            self.set_notes(", ".join(member_words(one, translate) for one in found[:_MOST_NAMED]))
