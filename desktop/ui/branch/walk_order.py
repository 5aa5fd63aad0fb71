"""The doors of a walk in the order they are rung, as a table."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.households import Door, Side
from desktop.ui.branch.table import RowTable
from desktop.ui.translating import translate
from desktop.ui.widgets.outcome_marks import mark_of_door
from desktop.ui.widgets.rows import Cell, TableRow
from desktop.ui.widgets.tables import Column


class WalkOrder(RowTable):
    """Place, number, street, side, and who lives there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Turfs", "Doors in the order they are walked"),
            [
                Column("", 0.1, at_right=True),
                Column("", 0.02),
                Column(translate("Turfs", "Door"), 0.46),
                Column(translate("Turfs", "Side"), 0.14),
                Column(translate("Turfs", "Who lives there"), 0.28),
            ],
            parent,
        )

    def show_doors(self, doors: Sequence[Door], *, marks: bool) -> None:
        """Show a walk; ``marks`` also shows what came of each door."""
        self.show_rows([_row(place, door, marks=marks) for place, door in enumerate(doors, 1)])


def _row(place: int, door: Door, *, marks: bool) -> TableRow:
    side = {
        Side.ODD: translate("Turfs", "odd"),
        Side.EVEN: translate("Turfs", "even"),
        Side.NONE: "",
    }[door.side]
    street = ", ".join(part for part in (door.block, door.street) if part)
    mark = mark_of_door(door.mark, door.outcome) if marks or door.is_do_not_visit else None
    who = translate("Turfs", "do not visit") if door.is_do_not_visit else door.label
    return TableRow(
        (
            Cell(str(place), soft=True),
            Cell(""),
            Cell(f"{door.number} {street}".strip(), strong=True),
            Cell(side, soft=True),
            Cell(who, mark=mark),
        )
    )
