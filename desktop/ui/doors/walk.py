"""The walk: doors of one street as it is walked, odds going up beside evens coming down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attempts import Mark as Edge
from desktop.domain.households import Door, Side
from desktop.domain.turfs import WalkList
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import install
from desktop.ui.widgets.delegates import DoorDelegate
from desktop.ui.widgets.heads import Masthead
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.outcome_marks import mark_of_door
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.part import Part
from desktop.ui.widgets.rows import DoorRow, Row
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words

_TWO_COLUMNS_FROM = 384


class WalkColumn(Part):
    """One side of the street, or the whole of it where there is room for one column only."""

    picked = Signal(int)  # a door's place in the walk

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: list[int] = []
        self._doors: Sequence[Door] = ()
        self.head = Words(name, Type.LABEL, Role.SOFT)
        self.model = PagedModel(self._fetch, self)
        self._delegate = DoorDelegate()
        self.list = RowList(self.model, self._delegate, name=name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self.picked.emit(self._places[index.row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(HairRule())
        column.addWidget(self.list, 1)

    def hasHeightForWidth(self) -> bool:
        """Takes whatever height there is: else each layout above asks each below again and again, for every key."""
        return False

    def set_row_height(self, height: int) -> None:
        """Lower rows where the window is low, so that forty doors need no scrolling."""
        if self._delegate.height != height:
            self._delegate.height = height
            self.list.measure()

    def show_doors(self, name: str, doors: Sequence[Door], places: list[int]) -> None:
        """Show these places of the walk; the rows stay where only marks changed."""
        before, self._doors = self._doors, doors
        self.head.say(name)
        self.list.setAccessibleName(name)
        if places != self._places:
            self._places = places
            self.model.set_ids(places)
        elif doors is not before:
            changed = (row for row, place in enumerate(places) if doors[place] != before[place])
            self.model.refresh_rows(changed)

    def show_current(self, place: int) -> None:
        """Make a door of this column the current one; none if it stands in the other."""
        if place in self._places:
            self.list.go_to(self._places.index(place))
        else:
            self.list.clearSelection()

    def _fetch(self, places: Sequence[int]) -> list[Row | None]:
        return [_row(self._doors[place]) for place in places]


def _row(door: Door) -> DoorRow:
    never = door.is_do_not_visit
    name = translate("Walk", "Do not visit") if never else door.label or translate("Walk", "nobody known")
    # A house without a number is found by its name, which has no room where numbers stand.
    place = door.block.partition(",")[0] if door.side is not Side.NONE else door.number
    full, *shorter = (", ".join(part for part in (place, said) if part) for said in _wordings(name, place))
    return DoorRow(
        number=door.number if door.side is not Side.NONE else "",
        name=full,
        shorter=tuple(shorter),
        mark=mark_of_door(Edge.NEVER if never else door.mark, door.outcome),
        done=door.mark is Edge.FINISHED,
        stop=never,
        unsent=door.is_unsent,
    )


def _wordings(label: str, place: str) -> list[str]:
    """All surnames; then fewer and how many more there are: whole names can be read at arm's length, all need not.

    Behind a flat's or a house's name the first surname alone may have to do; the door itself shows everybody.
    """
    names = label.split(", ")
    fewer = [f"{', '.join(names[:kept])} +{len(names) - kept}" for kept in range(len(names) - 1, 0, -1)]
    return [label, *fewer, names[0]] if place and fewer else [label, *fewer]


class WalkPane(Part):
    """The street that one is in, with the door that the keys work on."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doors: Sequence[Door] = ()
        self.current = 0
        self._single = False
        self.head = Masthead("")
        self.first = WalkColumn(translate("Walk", "Odd side, going up"))
        self.second = WalkColumn(translate("Walk", "Even side, coming down"))
        for column in (self.first, self.second):
            column.picked.connect(self.picked)
        self._sides = QHBoxLayout()
        self._sides.addWidget(self.first, 1)
        self._sides.addWidget(self.second, 1)
        self.hints = QHBoxLayout()
        for keys, words in (
            ("Up Down", translate("Walk", "move")),
            ("/", translate("Walk", "number")),
            ("PgDown", translate("Walk", "next undone")),
        ):
            hint = KeyHint(keys, words, quiet=True)
            hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.hints.addWidget(hint)
        self.back = KeyHint("W", translate("Walk", "this door"), quiet=True)
        install("W", self.back.click, self.back)
        self.back.hide()
        self.hints.addWidget(self.back)
        self.hints.addStretch(1)
        self.below = QVBoxLayout()
        self.below.addLayout(self.hints)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.head)
        self._all.addLayout(self._sides, 1)
        self._all.addLayout(self.below)
        self.ensure_dressed()

    def hasHeightForWidth(self) -> bool:
        """Takes whatever height there is: else each layout above asks each below again and again, for every key."""
        return False

    def show_walk(self, walk: WalkList, current: int) -> None:
        """Show a walk list with the door at ``current``."""
        self.doors = walk.doors
        self._done = walk.doors_done
        self.go_to(current)

    def go_to(self, place: int) -> None:
        """Make a door current; the street around it is shown."""
        if not self.doors:
            return
        self.current = max(0, min(place, len(self.doors) - 1))
        self._arrange()

    def _arrange(self) -> None:
        street = self.doors[self.current].street_key
        here = [place for place, door in enumerate(self.doors) if door.street_key == street]
        counted = translate("Walk", "{done} of {all}").format(done=self._done, all=len(self.doors))
        self.head.say(self.doors[self.current].street, counted)
        first = [place for place in here if self.doors[place].side is not Side.EVEN]
        second = [place for place in here if self.doors[place].side is Side.EVEN]
        both = bool(first) and bool(second) and not self._single
        if both:
            self.first.show_doors(translate("Walk", "Odd side, going up"), self.doors, first)
            self.second.show_doors(translate("Walk", "Even side, coming down"), self.doors, second)
        else:
            self.first.show_doors(translate("Walk", "In the order walked"), self.doors, here)
        self.second.setVisible(both)
        for column in (self.first, self.second):
            column.show_current(self.current)

    def across(self) -> int:
        """The door about opposite on the other side of the street."""
        here = self.doors[self.current]
        other = [
            place
            for place, door in enumerate(self.doors)
            if door.street_key == here.street_key and door.side is not here.side
        ]
        mine = _leading_number(here.number)
        return min(
            other,
            key=lambda place: abs(_leading_number(self.doors[place].number) - mine),
            default=self.current,
        )

    def numbered(self, typed: str) -> int | None:
        """The first door whose number begins with what was typed, this street's first."""
        wanted = typed.strip().casefold()
        street = self.doors[self.current].street_key if self.doors else None
        places = sorted(range(len(self.doors)), key=lambda place: self.doors[place].street_key != street)
        exact = [place for place in places if self.doors[place].number.casefold() == wanted]
        begins = [place for place in places if self.doors[place].number.casefold().startswith(wanted)]
        return next(iter([*exact, *begins]), None) if wanted else None

    def next_undone(self) -> int | None:
        """The next door, this walk round, that is still to be tried."""
        count = len(self.doors)
        for step in range(1, count + 1):
            door = self.doors[(self.current + step) % count]
            if not door.is_done and not door.is_do_not_visit:
                return (self.current + step) % count
        return None

    def dress(self) -> None:
        """Margins as of a pane that stands beside the rail."""
        px = self.look.px
        self._all.setContentsMargins(px(24), px(12), px(20), px(8))
        self._all.setSpacing(px(sizes.SPACE_2))
        self._sides.setSpacing(px(24))
        self.hints.setSpacing(px(sizes.SPACE_3))
        short = self.window().height() < px(sizes.SHORT_BELOW)
        for column in (self.first, self.second):
            column.set_row_height(sizes.ROW_WALK_SHORT if short else sizes.ROW_WALK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would cut names."""
        super().resizeEvent(event)
        single = self.width() < self.look.px(_TWO_COLUMNS_FROM)
        if single != self._single:
            self._single = single
            if self.doors:
                self._arrange()
        self.dress()


def _leading_number(text: str) -> int:
    digits = "".join(letter if letter.isdecimal() else " " for letter in text).split()
    return int(digits[0]) if digits else 0
