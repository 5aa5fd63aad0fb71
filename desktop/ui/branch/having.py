"""What a laptop is to have: the walks of its member first, the whole branch, and every other walk."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.grants import Part
from desktop.domain.laptops import LaptopStanding
from desktop.domain.turfs import TurfRow
from desktop.ui.translating import translate
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import Row, TwoLineRow
from desktop.wording import counts
from desktop.wording.turfs import who_words


def in_order_of_offer(laptop: LaptopStanding, turfs: Sequence[TurfRow]) -> list[TurfRow | None]:
    """What may be given to a laptop, the likeliest first; None stands for the whole branch."""
    theirs = [
        turf
        for turf in turfs
        if laptop.member is not None and laptop.member in (turf.canvasser, turf.partner)
    ]
    others = [turf for turf in turfs if turf not in theirs]
    return [*theirs, None, *others]


class HavingList(RowList):
    """The choices for one laptop; what it has now says so. For a laptop that is yet to join, walks alone."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        self._model = PagedModel(self._fetch)
        super().__init__(
            self._model,
            TwoLineDelegate(),
            name=name or translate("Laptops", "What this laptop is to have"),
            parent=parent,
        )
        self._model.setParent(self)
        self._laptop: LaptopStanding | None = None
        self._choices: list[TurfRow | None] = []

    def offer(self, laptop: LaptopStanding, turfs: Sequence[TurfRow]) -> None:
        """Show what may be given to a laptop."""
        self._laptop = laptop
        self._show(in_order_of_offer(laptop, turfs))

    def offer_walks(self, turfs: Sequence[TurfRow]) -> None:
        """Show what a newcomer may begin with: those that nobody walks yet first."""
        self._laptop = None
        free = [turf for turf in turfs if turf.canvasser is None]
        self._show([*free, *(turf for turf in turfs if turf.canvasser is not None)])

    def _show(self, choices: Sequence[TurfRow | None]) -> None:
        self._choices = list(choices)
        self._model.set_ids(range(len(self._choices)))
        self.go_to(0)

    @property
    def chosen(self) -> tuple[Part, TurfRow | None] | None:
        """What one is on."""
        if not 0 <= self.row < len(self._choices):
            return None
        turf = self._choices[self.row]
        return (Part.BRANCH, None) if turf is None else (Part.TURF, turf)

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [self._row(self._choices[place]) if place < len(self._choices) else None for place in places]

    def _row(self, turf: TurfRow | None) -> TwoLineRow:
        has = self._laptop is not None and (
            self._laptop.has_branch if turf is None else turf.id in self._laptop.turfs
        )
        now = translate("Laptops", "has it now") if has else ""
        if turf is None:
            return TwoLineRow(
                first=translate("Laptops", "The whole branch"),
                second=translate("Laptops", "every door and everybody, as organisers have it"),
                right=now,
            )
        right = ", ".join(part for part in (counts.doors(turf.doors, translate), now) if part)
        return TwoLineRow(first=turf.name, second=who_words(turf, translate), right=right)
