"""What a colleague is to do: the roles of a branch, each with what it sees."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.members import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import Row, TwoLineRow
from desktop.wording.roles import role_words, sight_words

OF_BRANCH = (Role.CANVASSER, Role.OFFICER, Role.ORGANISER)


class RoleList(RowList):
    """The choices for one laptop; what its member does now says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = PagedModel(self._fetch)
        super().__init__(
            self._model,
            TwoLineDelegate(),
            name=translate("Laptops", "What its member is to do"),
            parent=parent,
        )
        self._model.setParent(self)
        self._now = ""

    def offer(self, role: str) -> None:
        """Show what somebody with a role may be instead."""
        self._now = role
        self._model.set_ids(range(len(OF_BRANCH)))
        self.go_to(0)

    @property
    def chosen(self) -> Role | None:
        """What one is on."""
        return OF_BRANCH[self.row] if 0 <= self.row < len(OF_BRANCH) else None

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self._row(OF_BRANCH[place]) if place < len(OF_BRANCH) else None for place in places]

    def _row(self, role: Role) -> TwoLineRow:
        return TwoLineRow(
            first=role_words(role, translate),
            second=sight_words(role, translate).partition("\n")[0],
            right=translate("Laptops", "does that now") if role.value == self._now else "",
        )
