"""An organiser's home: walks that are out, people owed a visit, what is due, and the week."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.home import DueSoon, OrganiserHome, Owed, TurfOut, WeekFigures
from desktop.operations.changed import Changed
from desktop.operations.home import organiser_home
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.home.page import HomeScreen, locking_actions
from desktop.ui.look import sizes
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.delegates import TwoLineDelegate
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.figures import Figure, FigureRow
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import TwoLineRow
from desktop.ui.widgets.rules import SectionRule
from desktop.ui.widgets.words import Words
from desktop.wording import counts
from desktop.wording.dates import (
    away_words,
    clock_words,
    greeting_of_day,
    late_words,
    long_date_words,
    moment_words,
)
from desktop.wording.home import not_home_words, owed_words
from desktop.wording.lost import wipe_sentence

_MOST_ROWS = 4
_MOST_WIPES = 3


class Waiting(QVBoxLayout):
    """One column of the home: a number, what it counts, the first few, and a key to all of them."""

    def __init__(self, number: int, title: str, second: str, rows: Sequence[TwoLineRow], none: str) -> None:
        super().__init__()
        self.setSpacing(sizes.SPACE_2)
        self.addWidget(SectionRule())
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE_4)
        head.addWidget(Words(counts.number(number), Type.NUMERAL))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Words(title, Type.HEADING))
        care = any(row.care for row in rows)
        words.addWidget(Words(second, role=Role.CARE if care else Role.SOFT, wrap=True))
        words.addStretch(1)
        head.addLayout(words, 1)
        self.addLayout(head)
        shown = list(rows[:_MOST_ROWS])
        if shown:
            model = PagedModel(lambda places: [shown[place] for place in places])
            model.set_ids(range(len(shown)))
            listed = RowList(model, TwoLineDelegate(), name=title, grows=True)
            model.setParent(listed)
            self.addWidget(listed)
        else:
            self.addWidget(Words(none, role=Role.SOFT, wrap=True))
        self.addStretch(1)


class OrganiserScreen(HomeScreen[OrganiserHome]):
    """What waits for an organiser."""

    SHOWS: ClassVar[Changed] = (
        Changed.ATTEMPTS
        | Changed.TURFS
        | Changed.HOUSEHOLDS
        | Changed.CONFLICTS
        | Changed.MEMBERS
        | Changed.CONTACTS
        | Changed.SETTINGS
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._column = self.page.add_column()

    def read(self) -> Callable[[Store], OrganiserHome]:
        """The operation that reads this home."""
        return organiser_home

    def show_held(self, held: OrganiserHome) -> None:
        """Three columns of what waits, then the week in figures."""
        now = self.desk.now()
        title = greeting_of_day(now, held.me.branch, translate)
        self.page.set_title(
            title,
            translate("Home", "{date}, {time}").format(
                date=long_date_words(now.date(), translate), time=clock_words(now)
            ),
        )
        clear(self._column)
        self._column.setSpacing(sizes.SPACE_4)
        for wipe in held.wipes[:_MOST_WIPES]:
            told = wipe_sentence(wipe, now, translate)
            is_done = wipe.laptop.custody.wiped_at is not None
            role = Role.INK if is_done else Role.CARE
            self._column.addWidget(Words(told if is_done else f"! {told}", role=role, wrap=True))
        columns = QHBoxLayout()
        columns.setSpacing(sizes.PAGE_MARGIN)
        for waiting in (self._turfs(held), self._owed(held), self._due(held)):
            columns.addLayout(waiting, 1)
        self._column.addLayout(columns)
        self._column.addWidget(SectionHead(translate("Home", "This week")))
        self._column.addWidget(FigureRow(_week(held.this_week, held.last_week)))
        self._column.addStretch(1)
        self.page.set_actions(self._actions(held))

    def _turfs(self, held: OrganiserHome) -> Waiting:
        late = [out for out in held.turfs_out if out.minutes_late]
        second = (
            late_words(max(out.minutes_late for out in late), translate)
            if late
            else (
                translate("Home", "none is late") if held.turfs_out else translate("Home", "all walks are in")
            )
        )
        rows = [self._turf_row(out) for out in held.turfs_out]
        none = translate(
            "Home", "A walk stands here from when it is given to somebody until its last door is done."
        )
        return Waiting(len(held.turfs_out), translate("Home", "Walks out"), second, rows, none)

    def _turf_row(self, out: TurfOut) -> TwoLineRow:
        turf = out.turf
        back = translate("Home", "due {time}").format(time=clock_words(turf.back_by)) if turf.back_by else ""
        who = ", ".join(name for name in (turf.canvasser_name, turf.partner_name) if name)
        done = translate("Home", "{done} of {all} doors").format(done=turf.doors_done, all=turf.doors)
        return TwoLineRow(
            first=turf.name,
            second=", ".join(part for part in (who, done) if part),
            right=back or done,
            mark=_care_mark(bool(out.minutes_late)),
            care=bool(out.minutes_late),
        )

    def _owed(self, held: OrganiserHome) -> Waiting:
        longest = max((owed.days for owed in held.owed), default=0)
        second = translate("Home", "longest has waited {days}").format(days=counts.days(longest, translate))
        if not longest:
            second = translate("Home", "all asked today")
        rows = [self._owed_row(owed) for owed in held.owed]
        none = translate("Home", "Whoever asks us to come back stands here until somebody has.")
        told = second if held.owed else translate("Home", "nobody waits")
        return Waiting(len(held.owed), translate("Home", "Visits owed"), told, rows, none)

    def _owed_row(self, owed: Owed) -> TwoLineRow:
        return TwoLineRow(
            first=owed.name or owed.address,
            second=owed_words(owed, self.desk.now(), translate),
            right=counts.days(owed.days, translate) if owed.days else translate("Home", "today"),
            mark=_care_mark(owed.is_due),
            care=owed.is_due,
        )

    def _due(self, held: OrganiserHome) -> Waiting:
        now = self.desk.now()
        second = (
            away_words(held.due[0].at, now, translate)
            if held.due
            else translate("Home", "nothing has a time")
        )
        rows = [self._due_row(due) for due in held.due]
        none = translate("Home", "Walks to be back and doors to be rung again stand here by their time.")
        return Waiting(len(held.due), translate("Home", "Due soon"), second, rows, none)

    def _due_row(self, due: DueSoon) -> TwoLineRow:
        now = self.desk.now()
        past = due.at < now
        kind = (
            translate("Home", "Walk to be back") if due.turf else translate("Home", "Door to be rung again")
        )
        return TwoLineRow(
            first=due.name,
            second=kind,
            right=moment_words(due.at, now, translate),
            mark=_care_mark(past),
            care=past,
        )

    def _actions(self, held: OrganiserHome) -> list[Action]:
        new_walk, bring_in = translate("Home", "New walk"), translate("Home", "Bring in a register")
        invite = Action("I", translate("Home", "Invite a canvasser"), self._lead("branch", "invite"))
        if not held.has_doors:
            return [Action("Return R", bring_in, self._lead("branch", "register"), Kind.PRIMARY), invite]
        if held.conflicts:
            asked = counts.questions(held.conflicts, translate)
            settle = translate("Home", "Settle {questions}").format(questions=asked)
            first = [
                Action("Return", settle, self._lead("conflicts"), Kind.PRIMARY),
                Action("N", new_walk, self._lead("branch", "turf")),
            ]
        else:
            first = [Action("Return N", new_walk, self._lead("branch", "turf"), Kind.PRIMARY)]
        return [
            *first,
            invite,
            Action("R", bring_in, self._lead("branch", "register")),
            # What a coordinator sees of a branch: counts and laptops, for an organiser who looks after those too.
            Action("L", translate("Home", "Laptops and who waits"), self._lead("waiting"), Kind.FAR),
            *locking_actions(self.desk),
        ]

    def _lead(self, room: str, about: str | None = None) -> Callable[[], None]:
        return partial(self.desk.go, Place(room, about))


def _care_mark(care: bool) -> Mark:
    return Mark(Shape.DUE, "!", translate("Home", "late")) if care else Mark(Shape.NOT_YET)


def _week(this: WeekFigures, last: WeekFigures) -> list[Figure]:
    return [
        Figure(counts.number(this.doors), translate("Home", "doors")),
        Figure(counts.number(this.conversations), translate("Home", "conversations")),
        Figure(*not_home_words(this, last, translate)),
        Figure(counts.number(this.new_people), translate("Home", "new people")),
    ]
