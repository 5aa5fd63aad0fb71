"""Who sits here: initials to pick from, and no way on without."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.handovers import Handover
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.page import scrolled
from desktop.ui.widgets.words import Words

_KEYS = "123456789ABCDFGHIJKLMNOPQRSTUVWXYZ"  # without E, which ends the handover
_COLUMNS = 4


class PickingPage(BranchPage):
    """The initials in a grid, each with a key."""

    picked = Signal(str)

    def __init__(self, desk: Desk, handover: Handover, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, translate("Handover", "Who is here?"), handover.name, scrolls=False, parent=parent
        )
        self._initials = handover.initials
        self.grid = OptionGrid(
            [Option(_key(place), initials) for place, initials in enumerate(handover.initials)],
            name=translate("Handover", "Your initials"),
            columns=_COLUMNS,
            row=sizes.ROW_RESIDENT,
        )
        self.grid.chosen.connect(lambda place: self.picked.emit(self._initials[place]))
        self.columns.setDirection(self.columns.Direction.TopToBottom)
        self.columns.addWidget(
            Words(
                translate(
                    "Handover",
                    "Pick your initials. What you write from now on carries them; nothing else on this laptop is open to you.",
                ),
                Type.LEAD,
                wrap=True,
            )
        )
        self.columns.addWidget(scrolled(self.grid), 1)
        end = Action(
            "E", translate("Handover", "The organiser is back"), lambda: desk.go(Place("ending")), Kind.FAR
        )
        self.set_actions([end], has_back=False)
        self.states.loaded()

    def take_keys(self) -> None:
        """Nobody is picked, and Enter picks nobody who merely stands first: the page has the keys."""
        self.grid.set_chosen()
        self.setFocus()

    def _arrange(self) -> None:
        """One column, however wide it is."""


def _key(place: int) -> str:
    return _KEYS[place] if place < len(_KEYS) else ""
