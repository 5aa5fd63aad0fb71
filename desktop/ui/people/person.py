"""A person's page: who they are, their fields, what happened so far, what they said, and the whole history."""

from datetime import datetime

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.contacts import PersonPage
from desktop.domain.contacts import Words as Said
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.people.asking import FieldEditor
from desktop.ui.people.lines import FieldLines, FieldRow
from desktop.ui.people.rarely import RarelyDone
from desktop.ui.people.reading import Person
from desktop.ui.people.tables import attempt_rows, attempts_table, written_rows, written_table
from desktop.ui.translating import translate
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.marks import MarkView
from desktop.ui.widgets.page import SCROLL_GUTTER, scrolled
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rules import MastheadRule
from desktop.ui.widgets.words import Quotation, Words
from desktop.wording.people import field_label, lives_words, quoted_words, said_words
from desktop.wording.person import also_words

_ALWAYS = ("phone", "email", "given_name", "family_name", "address")
_MOST_QUOTES = 12


class PersonPane(Part):
    """Shows one person. Keys go out as signals; it decides nothing."""

    edit_asked = Signal(str)

    def __init__(self, *, may_erase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: Person | None = None
        self.title = Words("", Type.TITLE, wrap=True)
        self.where = Words("", Type.BODY, Role.SOFT, wrap=True)
        self.also = Words("", Type.NOTE, Role.SOFT, wrap=True)
        self.rarely = RarelyDone(may_erase=may_erase)
        self.never_mark = MarkView(
            Mark(Shape.NEVER, "X", translate("People", "Do not visit. They asked us not to."))
        )
        self.never = Words(translate("People", "Do not visit. They asked us not to."), Type.STRONG, Role.STOP)
        self.both_mark = MarkView(Mark(Shape.DUE, "!", translate("People", "Two answers")))
        self.both = Words("", Type.STRONG, Role.CARE, wrap=True)
        self.editor = FieldEditor()
        self.fields = FieldLines(self.editor)
        self.fields.edit_asked.connect(self.edit_asked)
        self.so_far_head = SectionHead(translate("People", "So far"))
        self.so_far = attempts_table()
        self.no_visits = Words(translate("People", "Nobody has rung at their door yet."), role=Role.SOFT)
        self.words_head = SectionHead(translate("People", "In their words"))
        self.quotes = QVBoxLayout()
        self.past_head = SectionHead(
            translate("People", "What was written, and when"),
            translate("People", "nothing here is ever removed"),
        )
        self.past = written_table(with_field=True)
        self._lay_out()
        self.show_past(shown=False)
        self.ensure_dressed()

    def _lay_out(self) -> None:
        body = QWidget()
        self._body = QVBoxLayout(body)
        for row in ((self.never_mark, self.never), (self.both_mark, self.both)):
            line = QHBoxLayout()
            line.setSpacing(sizes.SPACE_3)
            line.addWidget(row[0])
            line.addWidget(row[1], 1)
            self._body.addLayout(line)
        self._body.addWidget(self.fields)
        for parts in (
            (self.so_far_head, self.so_far, self.no_visits),
            (self.words_head,),
            (self.past_head, self.past),
        ):
            section = QVBoxLayout()
            section.setSpacing(0)
            for widget in parts:
                section.addWidget(widget)
            if parts[0] is self.words_head:
                section.addLayout(self.quotes)
            self._body.addLayout(section)
        self._body.addWidget(self.rarely)
        self._body.addStretch(1)
        self._page_body = body
        self.area: QScrollArea = scrolled(body)
        self._head = QVBoxLayout()
        self._head.setSpacing(0)
        self._head.addWidget(self.title)
        self._head.addWidget(self.where)
        self._head.addWidget(self.also)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._head.addSpacing(sizes.SPACE_2)
        self._head.addWidget(MastheadRule())
        self._stack.addLayout(self._head)
        self._stack.addWidget(self.area, 1)

    @property
    def page(self) -> PersonPage | None:
        """Who is shown."""
        return self.person.page if self.person is not None else None

    def show_person(self, person: Person, begun: dict[str, str], now: datetime) -> None:
        """Show somebody; ``begun`` is what is typed and not saved, by field."""
        is_another = self.page is None or self.page.id != person.page.id
        self.person = person
        page = person.page
        self.title.say(page.name or translate("People", "Name not known"))
        self.where.say(lives_words(page, translate))
        self.also.say("\n".join(also_words(other, translate) for other in page.same))
        self.also.setVisible(bool(page.same))
        self.rarely.show_page(page)
        for widget in (self.never_mark, self.never):
            widget.setVisible(page.is_do_not_visit)
        for widget in (self.both_mark, self.both):
            widget.setVisible(bool(page.conflicts))
        if page.conflicts:
            labels = ", ".join(field_label(name, translate) for name in page.conflicts)
            told = translate("People", "Two answers to one question: {fields}. Both are kept.")
            self.both.say(told.format(fields=labels.lower()))
        self.fields.show_rows(field_rows(page, begun))
        rows = attempt_rows(page.attempts, now)
        self.so_far.show_rows(rows)
        self.so_far.setVisible(bool(rows))
        self.no_visits.setVisible(not rows)
        self._show_words(page.words, now)
        self.past.show_rows(written_rows(page.history, now, with_field=True))
        if is_another:
            self.area.verticalScrollBar().setValue(0)

    def _show_words(self, words: list[Said], now: datetime) -> None:
        clear(self.quotes)
        self.words_head.setVisible(bool(words))
        for said in words[:_MOST_QUOTES]:
            self.quotes.addWidget(Quotation(quoted_words(said, translate)))
            self.quotes.addWidget(Words(said_words(said, now, translate), Type.NOTE, Role.SOFT, wrap=True))
        self.quotes.addSpacing(self.look.px(sizes.SPACE_2) if words else 0)

    @property
    def is_past_shown(self) -> bool:
        """Whether everything that was written is shown."""
        return not self.past.isHidden()

    def show_past(self, *, shown: bool) -> None:
        """Show everything that was ever written, or the page without it."""
        self.past_head.setVisible(shown)
        self.past.setVisible(shown)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll until a widget of the page is seen, its upper edge first, once the page is laid out."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        top = widget.mapTo(self._page_body, widget.rect().topLeft()).y()
        seen = QRect(0, self.area.verticalScrollBar().value(), 1, self.area.viewport().height())
        if top < seen.top() or top + widget.height() > seen.bottom():
            self.area.verticalScrollBar().setValue(max(0, top - self.look.px(sizes.SPACE_7)))

    def dress(self) -> None:
        """Distances."""
        px = self.look.px
        short = self.window().height() < px(sizes.SHORT_BELOW)
        self._stack.setSpacing(px(sizes.SPACE_2))
        self._head.setContentsMargins(0, 0, px(SCROLL_GUTTER), 0)
        self._body.setContentsMargins(0, 0, px(SCROLL_GUTTER - sizes.SCROLL_BAR), 0)
        self._body.setSpacing(px(sizes.SPACE_2 if short else sizes.SPACE_3))
        self.quotes.setSpacing(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Closer where the window is low."""
        super().resizeEvent(event)
        self.dress()


def field_rows(page: PersonPage, begun: dict[str, str]) -> list[FieldRow]:
    """The fields that are shown: those that are always asked for, the register's number, then what else is set."""
    held = {found.name: found for found in page.fields}
    rows = []
    for name in (*_ALWAYS, *(name for name in held if name not in _ALWAYS)):
        value = page.address if name == "address" else page.value(name)
        found = held.get(name)
        note = ""
        is_begun = name in begun and begun[name] != page.value(name)
        if is_begun:
            note = translate("People", "begun, not saved")
        elif name == "address" and value and found is None:
            note = translate("People", "from the register") if page.elector_number else ""
        elif found is not None and found.is_from_register:
            note = translate("People", "from the register")
        shown = value or translate("People", "none given")
        label = field_label(name, translate)
        rows.append(FieldRow(name, label, shown, note, is_set=bool(value), is_begun=is_begun))
    if page.elector_number:
        rows.insert(
            2,
            FieldRow(
                "elector_number",
                translate("People", "Elector"),
                page.elector_number,
                translate("People", "from the register"),
                is_editable=False,
            ),
        )
    return rows
