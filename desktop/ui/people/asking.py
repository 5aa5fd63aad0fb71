"""What is written about a person: a field, a note, a visit, a new person. Nothing here decides or saves."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.attempts import EFFECTS, Outcome
from desktop.domain.contacts import Written
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.people.tables import written_rows, written_table
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.fields import Field, MultilineField
from desktop.ui.widgets.heads import Masthead, SectionHead
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.page import SCROLL_GUTTER, scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words
from desktop.wording.outcomes import outcome_words
from desktop.wording.people import field_label

NEW_FIELDS = ("given_name", "family_name", "phone", "email", "address")
"""What the form for a new person asks; all else can be written on their page."""


class FieldEditor(Part):
    """One field, opened below its line, with every value that it ever had."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = Field("")
        self.field.edited.connect(self.edited)
        self.past = written_table(with_field=False)
        self._stack = QVBoxLayout(self)
        self._stack.addWidget(self.field)
        self._stack.addWidget(self.past)
        self.ensure_dressed()

    def open(self, label: str, text: str, note: str, written: Sequence[Written], now: datetime) -> None:
        """Begin to write, on top of what stood there or was begun."""
        self.field.label.say(label)
        self.field.line.setAccessibleName(label)
        self.field.clear_error()
        self.field.line.blockSignals(True)
        self.field.set_text(text)
        self.field.line.blockSignals(False)
        self.field.set_notes(note)
        self.past.show_rows(written_rows(written, now, with_field=False))
        self.past.setVisible(bool(written))

    def take_keys(self) -> None:
        """Write; what stood there is chosen, so that the first letter replaces it."""
        self.field.line.setFocus()
        self.field.line.selectAll()

    def dress(self) -> None:
        """A little air, so that it is seen to belong to the line above."""
        px = self.look.px
        self._stack.setContentsMargins(0, px(6), 0, px(sizes.SPACE_3))
        self._stack.setSpacing(px(sizes.SPACE_2))


class NoteForm(Part):
    """A note about somebody, with the quiet question below it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_read_aloud = False
        self.field = MultilineField(translate("People", "A note"), lines=3)
        self.read = KeyHint("Alt+R", "", quiet=True)
        self.read.triggered.connect(self._toggle)
        install("Alt+R", self.read.click, self.read)
        self.field.edited.connect(lambda _text: self.edited.emit())
        self._stack = QVBoxLayout(self)
        self._stack.addWidget(self.field)
        self._stack.addWidget(self.read, 0, Qt.AlignmentFlag.AlignRight)
        self._say()
        self.ensure_dressed()

    @property
    def begun(self) -> str:
        """What is typed, to be kept; nothing if nothing is."""
        text = self.field.text()
        return json.dumps({"text": text, "read_aloud": self.is_read_aloud}) if text.strip() else ""

    def open(self, begun: str) -> None:
        """Begin, or go on with what was begun."""
        held = read_begun(begun)
        self.is_read_aloud = held.get("read_aloud") is True
        self.field.sheet.blockSignals(True)
        self.field.set_text(str(held.get("text", "")))
        self.field.sheet.blockSignals(False)
        self.field.clear_error()
        self._say()

    def take_keys(self) -> None:
        """Write."""
        self.field.sheet.setFocus()

    def _toggle(self) -> None:
        self.is_read_aloud = not self.is_read_aloud
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self.field.set_notes(
            translate("People", "Would you read this note aloud to them?"),
            translate("People", "Kept as you type"),
        )
        done, not_yet = translate("People", "Read aloud, and right"), translate("People", "I read it aloud")
        self.read.say(done if self.is_read_aloud else not_yet)

    def dress(self) -> None:
        """Close together."""
        self._stack.setContentsMargins(0, self.look.px(sizes.SPACE_2), 0, self.look.px(sizes.SPACE_2))
        self._stack.setSpacing(0)


class VisitForm(Part):
    """What happened at the door: the letters of the doors room."""

    chosen = Signal(object)  # Outcome

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(translate("People", "What happened?"), rule=Role.ACCENT)
        self.outcomes: list[Outcome] = list(EFFECTS)
        self.grid = OptionGrid(
            [
                Option(EFFECTS[one].letter, outcome_words(one, translate), stop=one is Outcome.DO_NOT_VISIT)
                for one in self.outcomes
            ],
            name=translate("People", "What happened?"),
            columns=4,
            row=sizes.ROW_RESIDENT,
            style=Type.BODY,
        )
        self.grid.chosen.connect(lambda place: self.chosen.emit(self.outcomes[place]))
        self._stack = QVBoxLayout(self)
        self._stack.setSpacing(0)
        self._stack.addWidget(self.head)
        self._stack.addWidget(self.grid)
        self.ensure_dressed()

    def open(self) -> None:
        """Nothing is chosen yet."""
        self.grid.set_chosen()

    def take_keys(self) -> None:
        """Letters choose."""
        self.grid.take_keys()

    def dress(self) -> None:
        """A little air below."""
        self._stack.setContentsMargins(0, self.look.px(sizes.SPACE_2), 0, self.look.px(sizes.SPACE_2))


class PersonForm(Part):
    """Somebody who is not on the lists yet."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.masthead = Masthead(translate("People", "Somebody new"))
        self.fields = {name: Field(field_label(name, translate)) for name in NEW_FIELDS}
        self.fault = Words(role=Role.STOP, wrap=True)
        self.fault.hide()
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            field.edited.connect(lambda _text: self.edited.emit())
            inner.addWidget(field)
        inner.addWidget(self.fault)
        kept = translate("People", "Kept as you type. Leave empty what you do not know.")
        inner.addWidget(Words(kept, Type.NOTE, Role.SOFT, wrap=True))
        inner.addStretch(1)
        self._inner = inner
        self._head = QVBoxLayout()
        self._head.addWidget(self.masthead)
        self._stack = QVBoxLayout(self)
        self._stack.addLayout(self._head)
        self._stack.addWidget(scrolled(body), 1)
        self.ensure_dressed()

    @property
    def values(self) -> dict[str, str]:
        """What is written, by field."""
        return {name: field.text() for name, field in self.fields.items() if field.text().strip()}

    @property
    def begun(self) -> str:
        """What is typed, to be kept; nothing if nothing is."""
        return json.dumps(self.values) if self.values else ""

    def open(self, values: Mapping[str, object]) -> None:
        """Begin, or go on with what was begun."""
        self.fault.hide()
        for name, field in self.fields.items():
            field.line.blockSignals(True)
            field.set_text(str(values.get(name, "")))
            field.line.blockSignals(False)

    def refuse(self, sentence: str) -> None:
        """Say what was not understood; what was typed stays."""
        self.fault.say(sentence)
        self.fault.show()

    def take_keys(self) -> None:
        """Write the first field that is empty."""
        empty = [field for field in self.fields.values() if not field.text()]
        (empty or list(self.fields.values()))[0].line.setFocus()

    def dress(self) -> None:
        """As a page of its own."""
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(self.look.px(sizes.SPACE_3))
        self._head.setContentsMargins(0, 0, self.look.px(SCROLL_GUTTER), 0)
        self._inner.setContentsMargins(0, 0, self.look.px(SCROLL_GUTTER - sizes.SCROLL_BAR), 0)
        self._inner.setSpacing(self.look.px(sizes.SPACE_3))


def read_begun(begun: str) -> dict[str, object]:
    """What was begun as a record; nothing if it cannot be read."""
    try:
        held = json.loads(begun) if begun else {}
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}
