"""The next door, read while one stands at this one, so that Enter shows it at once."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.domain.households import DoorPage
from desktop.domain.ids import HouseholdId
from desktop.operations.doors import open_door
from desktop.ui.desk import Desk

_AFTER_MS = 25
"""By then the door that one came to is painted."""


class NextDoor:
    """Holds one page that was read ahead. It is good for nothing once anything has changed."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self._desk, self._owner = desk, owner
        self._page: DoorPage | None = None
        self._changes = 0

    def read(self, household: HouseholdId) -> None:
        """Read a door in the background, in place of the one that was read before."""
        changes, self._page = self._changes, None

        def keep(page: DoorPage) -> None:
            if changes == self._changes:
                self._page = page

        self._desk.tasks.query(
            partial(open_door, self._desk.store, household),
            keep,
            owner=self._owner,
            failed=self._leave,
            latest=(self._owner, "next door"),
            later=_AFTER_MS,
        )

    def take(self, household: HouseholdId) -> DoorPage | None:
        """The page, if it is this door's and nothing has changed since it was read."""
        page, self._page = self._page, None
        return page if page is not None and page.household == household else None

    def forget(self) -> None:
        """Something changed: what was read, or is being read, is not to be shown."""
        self._changes += 1
        self._page = None

    def _leave(self, _fault: Exception) -> None:
        # Whoever goes there reads it again, and is told what is wrong with it.
        self._page = None
