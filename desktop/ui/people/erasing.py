"""The page that stops a person before somebody is erased: what goes, what stays, and that there is no way back."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.contacts import PersonPage
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.heads import Masthead
from desktop.ui.widgets.page import SCROLL_GUTTER
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.words import Words
from desktop.wording.erasures import no_way_back_words, what_goes_words, what_stays_words


class ErasingPage(Part):
    """Says what an erasure of one person does. The keys for it stand in the bar below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.masthead = Masthead("")
        self.goes = Words(what_goes_words(translate), wrap=True)
        self.stays = Words("", wrap=True)
        self.no_way_back = Words(no_way_back_words(translate), Type.STRONG, Role.STOP, wrap=True)
        self.fault = Words("", role=Role.STOP, wrap=True)
        self._stack = QVBoxLayout(self)
        for widget in (self.masthead, self.goes, self.stays, self.no_way_back, self.fault):
            self._stack.addWidget(widget)
        self._stack.addStretch(1)
        self.ensure_dressed()

    def open(self, page: PersonPage) -> None:
        """Ask about somebody."""
        name = page.name or translate("People", "Name not known")
        self.masthead.say(translate("People", "Erase {name}?").format(name=name))
        self.stays.say(what_stays_words(is_on_a_register=bool(page.elector_number), translate=translate))
        self.fault.hide()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self.fault.say(sentence)
        self.fault.show()

    def dress(self) -> None:
        """As a page of its own."""
        self._stack.setContentsMargins(0, 0, self.look.px(SCROLL_GUTTER), 0)
        self._stack.setSpacing(self.look.px(sizes.SPACE_4))
