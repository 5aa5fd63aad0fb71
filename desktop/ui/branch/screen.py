"""The branch room: one page that lists what the branch holds, and the pages behind it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.branch.audit import AuditPage
from desktop.ui.branch.cut import CutPage
from desktop.ui.branch.invite import InvitePage
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.branch.overview import OverviewPage
from desktop.ui.branch.register import RegisterPage
from desktop.ui.branch.server import ServerPage
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.branch.survey import SurveyPage
from desktop.ui.branch.walks import WalksPage
from desktop.ui.desk import Desk
from desktop.ui.screen import Screen

_PAGES: dict[str, Callable[[Desk], BranchPage]] = {
    "register": RegisterPage,
    "walks": WalksPage,
    "turf": CutPage,
    "survey": SurveyPage,
    "invite": InvitePage,
    "server": ServerPage,
    "laptops": LaptopsPage,
    "audit": AuditPage,
}


class BranchScreen(Screen):
    """Leads from page to page; Esc goes back the way one came."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.pages = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self.overview = OverviewPage(desk)
        self.overview.asked.connect(self.open)
        self.pages.addWidget(self.overview)
        self._made: dict[str, BranchPage] = {}
        self._way: list[BranchPage] = [self.overview]

    @property
    def current(self) -> BranchPage:
        """The page that is shown."""
        return self._way[-1]

    def open(self, about: Any) -> None:
        """Go to a page by its name; an unknown name leads to the list of all."""
        page = self._page(str(about))
        if self.current.IS_PASSED and page is not self.current:
            self._way.pop()
        if page in self._way:
            del self._way[self._way.index(page) + 1 :]
        else:
            self._way.append(page)
        self._show()

    def go_back(self) -> None:
        """Esc: the page one came from."""
        if len(self._way) > 1:
            self._way.pop()
            self._show()

    def begin_again(self) -> None:
        """The list of all, from which the other pages are reached."""
        self.current.leave()
        del self._way[1:]
        self.pages.setCurrentWidget(self.current)

    def take_keys(self) -> None:
        """Whatever answers first on the page that is shown."""
        self.current.take_keys()

    def leave(self) -> None:
        """Let every page keep what is being typed."""
        for page in (self.overview, *self._made.values()):
            page.leave()

    def _page(self, name: str) -> BranchPage:
        if name not in _PAGES:
            return self.overview
        if name not in self._made:
            made = _PAGES[name](self.desk)
            made.back.connect(self.go_back)
            made.asked.connect(self.open)
            self._made[name] = made
            self.pages.addWidget(made)
        return self._made[name]

    def _show(self) -> None:
        self.pages.setCurrentWidget(self.current)
        self.current.take_keys()
