"""What is seldom done about a person: small keys at the end of their page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.contacts import PersonPage
from desktop.domain.ids import ContactId
from desktop.ui.look import sizes
from desktop.ui.people.hints import PageHint
from desktop.ui.translating import translate
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.part import Part


class RarelyDone(Part):
    """Say that two are one person, take that back, erase. Keys go out as signals.

    To join two, the first is chosen on their page and joined from the other's; meanwhile everything else goes on.
    """

    joined = Signal(str, str)  # the one that was chosen first, and this one
    parted = Signal(str, str)
    erase_asked = Signal()
    other_wanted = Signal()  # the first is chosen: now find the other

    def __init__(self, *, may_erase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first: PersonPage | None = None
        self._page: PersonPage | None = None
        self._may_erase = may_erase
        self.same = PageHint("S", "", self._join)
        self.two = PageHint("D", translate("People", "two people after all"), self._part)
        self.erase = PageHint("E", translate("People", "erase them"), self.erase_asked.emit)
        self._row = row = FlowRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        for hint in (self.same, self.two, self.erase):
            row.addWidget(hint)
        self.ensure_dressed()

    def dress(self) -> None:
        """As the keys under a list."""
        self._row.setSpacing(self.look.px(sizes.SPACE_5))

    def show_page(self, page: PersonPage) -> None:
        """Offer what can be done about somebody."""
        self._page = page
        name = self.first.name if self.first is not None else ""
        if self.first is None:
            self.same.say(translate("People", "the same as somebody else on the lists"))
        elif _is_among(self.first.id, page):
            self.same.say(translate("People", "not the same as anybody else"))
        else:
            self.same.say(translate("People", "the same person as {name}").format(name=name))
        self.two.setVisible(bool(page.same))
        self.erase.setVisible(self._may_erase)

    def _join(self) -> None:
        page, first = self._page, self.first
        if page is None:
            return
        if first is None:
            self.first = page
            self.show_page(page)
            self.other_wanted.emit()
            return
        self.first = None
        self.show_page(page)
        if not _is_among(first.id, page):
            self.joined.emit(first.id, page.id)

    def _part(self) -> None:
        if self._page is not None and self._page.same:
            self.parted.emit(self._page.id, self._page.same[-1].id)


def _is_among(contact: ContactId, page: PersonPage) -> bool:
    return contact == page.id or contact in [other.id for other in page.same]
