"""On the page of laptops: what is rarely done there, one key further, so that what is often done has its place."""

from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.domain.laptops import LaptopStanding
from desktop.ui.branch.shutting_out import ShuttingOut
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind


class Page(Protocol):
    """What this needs of the page that it stands on."""

    shutting: ShuttingOut

    def renew(self) -> None:
        """Make a new key to the notes."""
        ...

    def compare(self) -> None:
        """Go where words are compared."""
        ...

    def help(self) -> None:
        """Go where a colleague is helped."""
        ...

    def offer(self) -> None:
        """Offer anew what can be done."""
        ...


class Rarely:
    """Offers these until one is done, or nothing."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.is_open = False

    def way_in(self) -> Action:
        """M: offer them."""
        return Action("M", translate("Laptops", "More"), self._open)

    def way_back(self) -> Action:
        """Esc: offer what is often done."""
        return Action("Escape", translate("Laptops", "Back to the first keys"), self._close, Kind.FAR)

    def renewing(self) -> Action:
        """N: a new key to the notes."""
        words = translate("Laptops", "Renew the key to the notes")
        return Action("N", words, self._after_closing(self._page.renew))

    def offers(self, laptop: LaptopStanding) -> Sequence[Action]:
        """What is rarely done, about everybody and about the laptop that one is on."""
        compare = translate("Laptops", "Compare words")
        help_words = translate("Laptops", "Help with a lost passphrase")
        return [
            self.renewing(),
            Action("W", compare, self._after_closing(self._page.compare)),
            Action("H", help_words, self._after_closing(self._page.help)),
            self._page.shutting.renewal(laptop),
        ]

    def _open(self) -> None:
        self.is_open = True
        self._page.offer()

    def _close(self) -> None:
        self.is_open = False
        self._page.offer()

    def _after_closing(self, do: Callable[[], None]) -> Callable[[], None]:
        def close_and_do() -> None:
            self._close()
            do()

        return close_and_do
