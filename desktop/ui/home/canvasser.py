"""A canvasser's home: tonight's walk, what to know before ringing, and what is not yet sent."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attempts import Mark as Edge
from desktop.domain.attempts import Outcome
from desktop.domain.home import BeforeYouRing, CanvasserHome
from desktop.operations.changed import Changed
from desktop.operations.home import canvasser_home
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.home.page import HomeScreen, locking_actions
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.figures import Figure, FigureRow, ProgressSquares
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.keys import KeyHint
from desktop.ui.widgets.marks import MarkView
from desktop.ui.widgets.outcome_marks import mark_of_door, mark_of_outcome
from desktop.ui.widgets.rules import HairRule
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.dates import away_words, clock_words, date_words, greeting, long_date_words
from desktop.wording.doors import before_words


class CanvasserScreen(HomeScreen[CanvasserHome]):
    """What waits for a canvasser tonight."""

    SHOWS: ClassVar[Changed] = (
        Changed.ATTEMPTS | Changed.TURFS | Changed.HOUSEHOLDS | Changed.SYNC | Changed.MEMBERS
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._left = self.page.add_column(66)
        self._right = self.page.add_column(34)

    def read(self) -> Callable[[Store], CanvasserHome]:
        """The operation that reads this home."""
        return canvasser_home

    def show_held(self, held: CanvasserHome) -> None:
        """Walk at the left; company, sending and past evenings at the right."""
        now = self.desk.now()
        first_name = held.me.name.split()[0] if held.me.name else ""
        context = translate("Home", "{date}, {time}").format(
            date=long_date_words(now.date(), translate), time=clock_words(now)
        )
        self.page.set_title(greeting(now, first_name, translate), context)
        for column in (self._left, self._right):
            clear(column)
            column.setSpacing(sizes.SPACE_3)
        self._show_walk(held)
        self._show_before(held)
        self._left.addStretch(1)
        self._show_company(held)
        self._show_unsent(held)
        self._show_evenings(held)
        self._right.addStretch(1)
        self.page.set_actions(self._actions(held))

    def _show_walk(self, held: CanvasserHome) -> None:
        if held.turf is None:
            self._left.addWidget(SectionHead(translate("Home", "No walk yet")))
            self._left.addWidget(
                Words(
                    translate(
                        "Home",
                        "Your organiser cuts walks from streets and gives you one. It comes when you send and receive.",
                    ),
                    role=Role.SOFT,
                    wrap=True,
                )
            )
            return
        self._left.addWidget(Words(translate("Home", "Tonight’s walk"), Type.LABEL, Role.SOFT))
        self._left.addWidget(Words(held.turf.name, Type.TITLE, wrap=True))
        figures = [
            Figure(str(held.doors_to_go), translate("Home", "doors to go"), leading=True),
            Figure(str(held.doors_done), translate("Home", "doors done")),
            Figure(str(held.people_spoken_to), translate("Home", "people spoken to")),
        ]
        self._left.addWidget(FigureRow(figures, large=True))
        squares = ProgressSquares()
        following = ""
        if held.next_door is not None:
            following = translate("Home", "{number}, next").format(number=held.next_door.number)
        first, last = held.doors[0], held.doors[-1]
        squares.show_progress(
            len(held.doors),
            held.doors_done,
            f"{first.number} {first.street}",
            following,
            f"{last.number} {last.street}",
        )
        self._left.addWidget(squares)

    def _show_before(self, held: CanvasserHome) -> None:
        if held.turf is None:
            return
        self._left.addWidget(SectionHead(translate("Home", "Before you ring")))
        if not held.before_you_ring:
            self._left.addWidget(
                Words(translate("Home", "Nothing to know before tonight’s doors."), role=Role.SOFT)
            )
        for before in held.before_you_ring[:5]:
            self._left.addLayout(self._before_row(before))
            self._left.addWidget(HairRule())

    def _before_row(self, before: BeforeYouRing) -> QHBoxLayout:
        row = QHBoxLayout()
        never = before.outcome is Outcome.DO_NOT_VISIT
        mark = mark_of_door(Edge.NEVER, before.outcome) if never else mark_of_outcome(before.outcome)
        row.addWidget(MarkView(mark))
        row.addWidget(Words(before.number, Type.DOOR))
        row.addWidget(Words(before_words(before, self.desk.now(), translate), wrap=True), 1)
        late = before.come_back_at
        if late is not None:
            row.addWidget(Words(away_words(late, self.desk.now(), translate), Type.STRONG, Role.CARE))
        elif never:
            row.addWidget(Words(translate("Home", "walk past"), role=Role.SOFT))
        row.setSpacing(sizes.SPACE_3)
        return row

    def _show_company(self, held: CanvasserHome) -> None:
        turf = held.turf
        if turf is None or not (turf.partner_name or turf.back_by):
            return
        self._right.addWidget(SectionHead(translate("Home", "With you tonight")))
        if turf.partner_name:
            self._right.addWidget(Words(turf.partner_name, Type.LEADSTRONG))
            self._right.addWidget(
                Words(translate("Home", "rings the bells; you keep the board"), role=Role.SOFT)
            )
        if turf.back_by is not None:
            row = QHBoxLayout()
            row.addWidget(Words(translate("Home", "Back at the hall by")), 1)
            row.addWidget(Words(clock_words(turf.back_by), Type.FIGURE))
            self._right.addLayout(row)

    def _show_unsent(self, held: CanvasserHome) -> None:
        self._right.addWidget(SectionHead(translate("Home", "Not yet sent")))
        if self.desk.is_practice:
            self._right.addWidget(Words(translate("Home", "Nothing here is ever sent."), role=Role.SOFT))
            return
        if not held.visits_not_sent:
            self._right.addWidget(
                Words(translate("Home", "Every visit has been sent."), role=Role.SOFT, wrap=True)
            )
            return
        row = QHBoxLayout()
        row.setSpacing(sizes.SPACE_4)
        row.addWidget(Words(str(held.visits_not_sent), Type.FIGURE))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(translate("Home", "on this laptop only."), wrap=True))
        words.addWidget(
            Words(translate("Home", "They go when a network is near."), role=Role.SOFT, wrap=True)
        )
        row.addLayout(words, 1)
        self._right.addLayout(row)
        send = KeyHint("Ctrl+S", translate("Home", "Send now"))
        send.triggered.connect(self.desk.send)
        self._right.addWidget(send)

    def _show_evenings(self, held: CanvasserHome) -> None:
        self._right.addWidget(SectionHead(translate("Home", "Your evenings")))
        if not held.evenings:
            self._right.addWidget(
                Words(translate("Home", "They will stand here, with their doors."), role=Role.SOFT)
            )
        for evening in held.evenings[:4]:
            row = QHBoxLayout()
            row.addWidget(Words(date_words(evening.on, self.desk.now().date(), translate), role=Role.SOFT), 2)
            row.addWidget(Words(evening.name, wrap=True), 4)
            row.addWidget(Words(counts.doors(evening.doors, translate)))
            self._right.addLayout(row)
            self._right.addWidget(HairRule())

    def _actions(self, held: CanvasserHome) -> list[Action]:
        actions = []
        if held.turf is not None and held.next_door is not None:
            words = (
                translate("Home", "Carry on at number {number}")
                if held.doors_done
                else (translate("Home", "Start at number {number}"))
            )
            actions.append(
                Action(
                    "Return",
                    words.format(number=held.next_door.number),
                    lambda: self._walk(held),
                    Kind.PRIMARY,
                )
            )
        if held.turf is not None:
            actions.append(Action("W", translate("Home", "See the whole walk"), lambda: self._walk(held)))
        if not self.desk.is_practice:
            actions.append(Action("P", translate("Home", "Practise"), lambda: self.desk.go(Place("learn"))))
        return [*actions, *locking_actions(self.desk)]

    def _walk(self, held: CanvasserHome) -> None:
        self.desk.go(Place("doors", held.turf.id if held.turf is not None else None))
