"""What the homes have in common: a page that is read at once, and says so if it cannot be."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.leases import LeaseStanding
from desktop.operations.leases import read_lease
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind, install
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.states import StateStack
from desktop.ui.widgets.words import Words
from desktop.wording.leases import lease_words

Held = TypeVar("Held")


def locking_actions(desk: Desk) -> list[Action]:
    """What leads to the page on locking: from each home that is somebody's own."""
    if desk.is_practice:
        return []
    return [Action("K", translate("Home", "When to lock"), partial(desk.go, Place("locking")), Kind.FAR)]


class HomeScreen(Screen, Generic[Held]):
    """Reads one record, shows it on one page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.page = Page()
        self.states = StateStack(self.page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.notice = Words(style=Type.STRONG, role=Role.CARE, wrap=True)
        self.renew = KeyHint("Alt+U", translate("Home", "What that means"))
        self.renew.triggered.connect(partial(desk.go, Place("lease")))
        install("Alt+U", self.renew.click, self.renew)
        self._above = QWidget()
        row = QHBoxLayout(self._above)
        row.setContentsMargins(sizes.SPACE_5, sizes.SPACE_3, sizes.SPACE_5, 0)
        row.addWidget(self.notice, 1)
        row.addWidget(self.renew)
        self._above.hide()
        whole.addWidget(self._above)
        whole.addWidget(self.states, 1)
        self.held: Held | None = None
        self._keys_wanted = False

    def read(self) -> Callable[[Store], Held]:
        """The operation that reads this home."""
        raise LookupError(type(self).__name__)

    def show_held(self, held: Held) -> None:  # noqa: ARG002 - subclasses show it
        """Show what was read."""
        raise LookupError(type(self).__name__)

    def refresh(self) -> None:
        """Read the home again."""
        self.states.loading(translate("Home", "Reading your home"))
        self.desk.tasks.query(
            partial(read_lease, self.desk.store), self._warn, owner=self, latest=(self, "lease")
        )
        self.desk.tasks.query(
            partial(self.read(), self.desk.store), self._shown, owner=self, failed=self._failed, latest=self
        )

    def take_keys(self) -> None:
        """The filled action has the keys, now or as soon as there is one."""
        primary = self.page.actions_bar.primary
        self._keys_wanted = primary is None
        if primary is not None:
            primary.setFocus()

    def _warn(self, lease: LeaseStanding) -> None:
        told = lease_words(lease, translate)
        self.notice.say(f"! {told}" if told else "")
        self._above.setVisible(bool(told))

    def _shown(self, held: Held) -> None:
        primary = self.page.actions_bar.primary
        had_keys = self._keys_wanted or (primary is not None and primary.hasFocus())
        self.held = held
        self.show_held(held)
        self.states.loaded()
        if had_keys:
            self.take_keys()

    def _failed(self, _fault: Exception) -> None:
        self.states.failed(
            translate("Home", "This page could not be read"),
            translate("Home", "Everything you wrote is safe on this laptop."),
            translate("Home", "Try again, or tell your organiser."),
            Action("R", translate("Home", "Try again"), self.refresh),
        )
