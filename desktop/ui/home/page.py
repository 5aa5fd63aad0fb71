"""What the homes have in common: a page that is read at once, and says so if it cannot be."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.states import StateStack

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
        whole.addWidget(self.states)
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
            partial(self.read(), self.desk.store), self._shown, owner=self, failed=self._failed, latest=self
        )

    def take_keys(self) -> None:
        """The filled action has the keys, now or as soon as there is one."""
        primary = self.page.actions_bar.primary
        self._keys_wanted = primary is None
        if primary is not None:
            primary.setFocus()

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
