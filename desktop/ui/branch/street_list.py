"""The streets of the register, to be filtered as one types and marked in the order they are walked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.ids import StreetKey
from desktop.domain.turfs import StreetRow
from desktop.ui.branch.table import RowTable
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import Cell, TableRow
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.words import Words
from desktop.wording import counts


class StreetList(Part):
    """A line to filter by, and the streets below it. Enter marks the current one, and takes the mark away."""

    marks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_streets: Sequence[StreetRow] = ()
        self._shown: list[StreetRow] = []
        self._marked: list[StreetKey] = []
        self._district = ""
        self.filter = Field(translate("Turfs", "Find a street"))
        self.counted = Words(style=Type.STRONG)
        self.where = Words(style=Type.NOTE, role=Role.SOFT)
        self.table = RowTable(
            translate("Turfs", "Streets"),
            [
                Column("", 0.08),
                Column(translate("Turfs", "Street"), 0.5),
                Column(translate("Turfs", "District"), 0.15),
                Column(translate("Turfs", "Doors"), 0.12, at_right=True),
                Column(translate("Turfs", "Electors"), 0.15, at_right=True),
                Column("", 0.02),
            ],
        )
        self.table.list.follow(self.filter.line)
        self.table.list.opened.connect(self._toggle)
        self.table.list.installEventFilter(self)
        self.filter.line.installEventFilter(self)
        self.filter.edited.connect(self._arrange)
        self._line = QHBoxLayout()
        self._line.addWidget(self.counted, 1)
        self._line.addWidget(self.where, 0)
        self._hints = QHBoxLayout()
        for keys, words in (
            ("Up Down", translate("Turfs", "move")),
            ("Return", translate("Turfs", "take, or leave out")),
        ):
            hint = KeyHint(keys, words, quiet=True)
            hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._hints.addWidget(hint)
        self._hints.addStretch(1)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.filter)
        self._stack.addLayout(self._line)
        self._stack.addWidget(self.table, 1)
        self._stack.addLayout(self._hints)
        self.ensure_dressed()

    @property
    def marked(self) -> list[StreetRow]:
        """The streets that are marked, in the order of marking."""
        by_key = {street.key: street for street in self._all_streets}
        return [by_key[key] for key in self._marked if key in by_key]

    @property
    def district(self) -> str:
        """The one polling district that is shown; empty for all."""
        return self._district

    def show_streets(self, streets: Sequence[StreetRow]) -> None:
        """Show the streets of the register; marks stay where the streets are still there."""
        self._all_streets = streets
        self._arrange()

    def next_district(self) -> None:
        """One polling district after the other, then all again."""
        names = ["", *sorted({street.district for street in self._all_streets if street.district})]
        at = names.index(self._district) if self._district in names else 0
        self._district = names[(at + 1) % len(names)]
        self._arrange()

    def clear_filter(self) -> bool:
        """Show all streets of the district again; whether anything was filtered."""
        had = bool(self.filter.text())
        self.filter.set_text("")
        return had

    def clear_marks(self) -> None:
        """Mark nothing any more."""
        self._marked = []
        self._arrange()
        self.marks_changed.emit()

    def toggle_current(self) -> None:
        """Mark the street one is on, or take its mark away."""
        self._toggle(self.table.list.row)

    def take_keys(self) -> None:
        """The line has the keys; arrow keys move among the streets all the same."""
        self.filter.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space on the list, Enter on the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            on_line = watched is self.filter.line
            if bare and ((on_line and enter) or (not on_line and event.key() == Qt.Key.Key_Space)):
                self.toggle_current()
                return True
        return super().eventFilter(watched, event)

    def _toggle(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        key = self._shown[row].key
        if key in self._marked:
            self._marked.remove(key)
        else:
            self._marked.append(key)
        self._show_rows()
        self.marks_changed.emit()

    def _arrange(self, _text: str = "") -> None:
        wanted = self.filter.text().casefold().split()
        here = self._shown[self.table.list.row].key if 0 <= self.table.list.row < len(self._shown) else None
        self._shown = [
            street
            for street in self._all_streets
            if (not self._district or street.district == self._district)
            and all(word in street.name.casefold() for word in wanted)
        ]
        self._show_rows()
        at = next((place for place, street in enumerate(self._shown) if street.key == here), 0)
        if self._shown:
            self.table.list.go_to(at)
        shown = translate("Turfs", "{n} of {all} streets").format(
            n=counts.number(len(self._shown)), all=counts.number(len(self._all_streets))
        )
        self.counted.say(shown)
        self.where.say(
            translate("Turfs", "polling district {name}").format(name=self._district)
            if self._district
            else translate("Turfs", "all polling districts")
        )

    def _show_rows(self) -> None:
        self.table.show_rows([self._row(street) for street in self._shown])

    def _row(self, street: StreetRow) -> TableRow:
        at = self._marked.index(street.key) + 1 if street.key in self._marked else 0
        return TableRow(
            (
                Cell(str(at) if at else "", strong=True),
                Cell(street.name, strong=bool(at)),
                Cell(street.district, soft=True),
                Cell(counts.number(street.doors)),
                Cell(counts.number(street.electors), soft=True),
            )
        )

    def dress(self) -> None:
        """The count stands close over its streets."""
        px = self.look.px
        self._stack.setSpacing(px(sizes.SPACE_1))
        self._hints.setSpacing(px(sizes.SPACE_4))
        self._hints.setContentsMargins(0, px(sizes.SPACE_1), 0, 0)
