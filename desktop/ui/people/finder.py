"""Find anyone: a line to search on, how many were found, and who."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.ids import ContactId
from desktop.ui.look import sizes
from desktop.ui.look.painting import RIGHT
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.people.reading import Found, FoundRow, Lines
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action
from desktop.ui.widgets.delegates import NameDelegate
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import SectionRule
from desktop.ui.widgets.states import Face, StateStack
from desktop.ui.widgets.words import Words
from desktop.wording.people import found_words

_ROOMY = 420


class FinderPane(Part):
    """The left of the room. The line keeps the keys while the arrows move in the list."""

    typed = Signal(str)
    moved = Signal()  # another row is current
    opened = Signal()  # Enter or a double click

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_undo = False
        self.field = SearchField(translate("People", "Find anyone by name, address or elector number"))
        self.count = Words("", Type.STRONG)
        self.by = Words(
            translate("People", "name, address or elector number"), Type.NOTE, Role.SOFT, align=RIGHT
        )
        self.model = PagedModel(lambda ids: [None] * len(ids), self)
        self.list = RowList(self.model, NameDelegate(), name=translate("People", "People found"))
        self.list.follow(self.line)
        self.states = StateStack(self.list)
        self._hints: list[KeyHint] = []
        self._foot = FlowRow()
        for keys, words, do in (
            ("Up Down", translate("People", "move"), self._focus_list),
            ("Return", translate("People", "open"), self.opened.emit),
            ("Escape", translate("People", "clear"), self.clear),
        ):
            hint = KeyHint(keys, words, quiet=True)
            hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            hint.triggered.connect(do)
            self._foot.addWidget(hint)
        counted = QHBoxLayout()
        counted.addWidget(self.count)
        counted.addWidget(self.by, 1)
        self._all = QVBoxLayout(self)
        self._all.setSpacing(0)
        self._all.addWidget(self.field)
        self._all.addLayout(counted)
        self._all.addWidget(SectionRule())
        self._all.addWidget(self.states, 1)
        self._below = QVBoxLayout()
        self._below.addLayout(self._foot)
        self._all.addLayout(self._below)
        self._counted = counted
        self.field.edited.connect(self.typed)
        self.line.returnPressed.connect(self.opened)
        self.line.installEventFilter(self)
        self.list.current_changed.connect(lambda _row: self.moved.emit())
        self.list.opened.connect(lambda _row: self.opened.emit())
        self.ensure_dressed()

    @property
    def line(self) -> QLineEdit:
        """The line one types on."""
        return self.field.line

    @property
    def has_keys(self) -> bool:
        """Whether the next key goes here."""
        return self.line.hasFocus() or self.list.hasFocus()

    @property
    def contact(self) -> ContactId | None:
        """Whose row one is on."""
        if self.states.face is not Face.LOADED or self.list.row < 0:
            return None
        row = self.model.row_at(self.list.row)
        return row.contact if isinstance(row, FoundRow) else None

    def show_found(self, found: Found, lines: Lines, *, stay: bool) -> None:
        """Show who was found; with ``stay``, on the person that was current before."""
        before = self.model.id_at(self.list.row) if stay and self.list.row >= 0 else None
        self.count.say(
            found_words(len(found.ids), found.everyone, is_exact=found.is_exact, translate=translate)
        )
        self.model.set_fetch(lines, found.ids)
        for hint in self._hints:
            hint.setVisible(bool(found.everyone))
        if found.ids:
            self.states.loaded()
            place = self.model.row_of(before) if before is not None else None
            self.list.go_to(place or 0)

    def show_nobody(self, found: Found, add: Action) -> None:
        """Nobody was found, or nobody is here at all."""
        if found.everyone:
            self.states.empty(
                translate("People", "Nobody found"),
                translate("People", "No name, address or elector number begins like that."),
                "",
                Action("Escape", translate("People", "Clear the line"), self.clear),
            )
        else:
            self.states.empty(
                translate("People", "Nobody here yet"),
                translate("People", "People come with a register, or one by one as you meet them."),
                "",
                add,
            )

    def add_hint(self, hint: KeyHint) -> None:
        """One more key under the list; where nobody is listed at all, the empty list has it."""
        self._foot.addWidget(hint)
        self._hints.append(hint)

    def clear(self) -> None:
        """Esc: look for nobody in particular."""
        self.line.clear()
        self.line.setFocus()

    def go_to_contact(self, rowid: int) -> bool:
        """Make somebody's row current, if they are listed."""
        place = self.model.row_of(rowid)
        if place is not None:
            self.list.go_to(place)
        return place is not None

    def _focus_list(self) -> None:
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the search line Ctrl+Z takes back what was saved last, if anything was: Esc is for the line."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.can_undo
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def dress(self) -> None:
        """Margins as of a pane at the left."""
        px = self.look.px
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self._all.setContentsMargins(px(28), px(12 if short else 20), px(20), px(10))
        self.by.setVisible(self.width() >= px(_ROOMY))
        self._counted.setContentsMargins(0, px(6), 0, px(2))
        self._foot.setSpacing(px(sizes.SPACE_4 + 2))
        self._below.setContentsMargins(0, px(sizes.SPACE_3), 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Closer where the window is low."""
        super().resizeEvent(event)
        self.dress()
