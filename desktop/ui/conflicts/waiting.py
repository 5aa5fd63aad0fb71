"""What there is to settle: whose question it is, and which."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.conflicts import Conflict
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.heads import Masthead
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Row, TwoLineRow
from desktop.ui.widgets.words import Words
from desktop.wording.conflicts import question_label, settle_title, whose


class WaitingPane(Part):
    """The left of the desk."""

    picked = Signal(int)
    opened = Signal()
    next_asked = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflicts: Sequence[Conflict] = ()
        self._is_showing = False
        self.masthead = Masthead("")
        self.model = PagedModel(self._fetch, self)
        self.list = RowList(self.model, TwoLineDelegate(), name=translate("Conflicts", "To settle"))
        self.calm = Words(
            translate("Conflicts", "None of them is in the way of your work.\nYou can leave them for later."),
            role=Role.SOFT,
            wrap=True,
        )
        foot = FlowRow()
        foot.setSpacing(sizes.SPACE_4)
        for keys, words, asked in (
            ("PgDown", translate("Conflicts", "next"), self.next_asked),
            ("Escape", translate("Conflicts", "back"), self.back_asked),
        ):
            hint = KeyHint(keys, words)
            hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            hint.triggered.connect(asked)
            foot.addWidget(hint)
        self._stack = QVBoxLayout(self)
        self._stack.addWidget(self.masthead)
        self._stack.addWidget(self.list, 1)
        self._stack.addWidget(self.calm)
        self._stack.addStretch(1)
        self._stack.addLayout(foot)
        self.list.current_changed.connect(self._note)
        self.list.opened.connect(lambda _row: self.opened.emit())
        self.ensure_dressed()

    def show_conflicts(self, conflicts: Sequence[Conflict], place: int) -> None:
        """Show what there is, one question current."""
        self._is_showing = True
        self._conflicts = conflicts
        self.masthead.say(settle_title(len(conflicts), translate))
        self.model.set_ids(range(len(conflicts)))
        self.list.go_to(place)
        self._fit()
        self._is_showing = False

    def _fit(self) -> None:
        """No higher than its rows: the sentence follows them closely."""
        self.list.setMaximumHeight(self.look.px(sizes.ROW_TWO_LINES) * max(1, len(self._conflicts)))

    def _note(self, row: int) -> None:
        if row >= 0 and not self._is_showing:
            self.picked.emit(row)

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [
            TwoLineRow(whose(conflict, translate), question_label(conflict, translate))
            for conflict in (self._conflicts[place] for place in places)
        ]

    def dress(self) -> None:
        """Margins as of a pane at the left."""
        px = self.look.px
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self._stack.setContentsMargins(px(28), px(12 if short else 22), px(24), px(20))
        self._stack.setSpacing(px(sizes.SPACE_3))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Closer where the window is low."""
        super().resizeEvent(event)
        self.dress()
