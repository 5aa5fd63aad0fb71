"""Beneath the list of laptops: how old the key to the notes is; and for each laptop, whether it reads them."""

from collections.abc import Callable
from functools import partial

from desktop.domain.readers import ReadersHeld
from desktop.operations.changed import Done
from desktop.operations.readers import read_readers, renew_key
from desktop.ui.desk import Desk
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.words import Words
from desktop.wording.readers import key_words, reading_words, renewed_words, shut_words


class ReadersLine(Words):
    """Who can read the notes, in a sentence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(role=Role.SOFT, wrap=True)
        self._desk = desk
        self._is_renewing = False
        self.held: ReadersHeld | None = None

    def refresh(self, then: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Read who can read the notes; ``then`` paint it."""
        work = partial(read_readers, self._desk.store)
        self._desk.tasks.query(
            work, partial(self._show, then), owner=self, failed=failed, latest=(self, "readers")
        )

    def reading(self, laptop: str) -> str:
        """Whether a laptop reads the notes; nothing if it is not known here."""
        found = [one for one in self.held.readers if one.id == laptop] if self.held else []
        return reading_words(found[0], translate) if found else ""

    def renew(self, then: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Make a new key for all who are known and were not shut out."""
        if self._is_renewing:
            return
        self._is_renewing = True
        self.say(translate("Readers", "Making a new key to the notes"), Role.SOFT)
        work = partial(renew_key, self._desk.store)
        self._desk.tasks.errand(
            work, partial(self._renewed, then), owner=self, failed=partial(self._unrenewed, failed)
        )

    def _show(self, then: Callable[[], None], held: ReadersHeld) -> None:
        self.held = held
        if not self._is_renewing:
            told = (key_words(held, translate), shut_words(held.shut, translate))
            self.say(" ".join(part for part in told if part), Role.CARE if held.is_due else Role.SOFT)
        then()

    def _renewed(self, then: Callable[[], None], done: Done[ReadersHeld]) -> None:
        self._is_renewing = False
        self._show(then, done.value)
        self.say(renewed_words(done.value, translate), Role.SOFT)
        self._desk.tasks.tell(done.changed)

    def _unrenewed(self, failed: Callable[[Exception], None], fault: Exception) -> None:
        self._is_renewing = False
        if self.held is not None:
            self._show(lambda: None, self.held)
        failed(fault)
