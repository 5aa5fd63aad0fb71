"""What the branch holds, on one page: register, walks, survey, people and laptops, and the server."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.operations.branch import BranchHeld, read_branch
from desktop.operations.changed import Changed
from desktop.ui.branch.holdings import Fact, Holding
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.page import Columns
from desktop.wording import counts
from desktop.wording.dates import day_words, street_time
from desktop.wording.roles import role_words
from desktop.wording.turfs import done_words, free_words, who_words

_MOST_FACTS = 3
_STACKED = 640


class OverviewPage(BranchPage):
    """Four sections, each with its key; the filled action is what the branch needs next."""

    SHOWS: ClassVar[Changed] = (
        Changed.REGISTER
        | Changed.HOUSEHOLDS
        | Changed.TURFS
        | Changed.ATTEMPTS
        | Changed.SURVEYS
        | Changed.MEMBERS
        | Changed.BRANCH
        | Changed.SYNC
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Branch", "Your branch"), parent=parent)
        self.held: BranchHeld | None = None
        self._keys_wanted = False
        self.register = Holding(
            "R", translate("Branch", "Bring in a register"), partial(self._ask, "register")
        )
        self.walks = Holding("W", translate("Branch", "Walks"), partial(self._ask, "walks"))
        self.survey = Holding("S", translate("Branch", "The survey"), partial(self._ask, "survey"))
        self.people = Holding("I", translate("Branch", "Invite somebody"), partial(self._ask, "invite"))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Columns(self.register, self.walks, gap=sizes.PAGE_GAP, stack_below=_STACKED))
        column.addWidget(Columns(self.survey, self.people, gap=sizes.PAGE_GAP, stack_below=_STACKED))
        column.addStretch(1)
        self.columns.addLayout(column)

    def refresh(self) -> None:
        """Read what the branch holds."""
        self.states.loading(translate("Branch", "Reading what the branch holds"))
        self.desk.tasks.query(
            partial(read_branch, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """The filled action has the keys, now or as soon as there is one."""
        primary = self.page.actions_bar.primary
        self._keys_wanted = primary is None
        if primary is not None:
            primary.setFocus()

    def _ask(self, name: str) -> None:
        self.asked.emit(name)

    def _show(self, held: BranchHeld) -> None:
        self.held = held
        self.page.set_title(
            held.me.branch or translate("Branch", "Your branch"),
            translate("Branch", "what your branch holds"),
        )
        self._show_register(held)
        self._show_walks(held)
        self._show_survey(held)
        self._show_people(held)
        self.states.loaded()
        primary = self.page.actions_bar.primary
        had_keys = self._keys_wanted or (primary is not None and primary.hasFocus())
        self.set_actions(self._actions(held), has_back=False)
        if had_keys:
            self.take_keys()

    def _show_register(self, held: BranchHeld) -> None:
        if not held.streets:
            self.register.say(
                "",
                translate("Branch", "No register yet"),
                translate("Branch", "The council gives it to parties as a file. Everything begins with it."),
            )
            self.register.set_facts([])
            return
        self.register.say(
            counts.number(held.electors),
            translate("Branch", "Electors on the register"),
            translate("Branch", "The same file twice changes nothing."),
        )
        self.register.set_facts(
            [
                Fact(translate("Branch", "Polling districts"), counts.number(held.districts)),
                Fact(translate("Branch", "Streets"), counts.number(len(held.streets))),
                Fact(translate("Branch", "Doors"), counts.number(held.doors)),
            ]
        )

    def _show_walks(self, held: BranchHeld) -> None:
        if not held.turfs:
            self.walks.say(
                "",
                translate("Branch", "No walks yet"),
                translate("Branch", "A walk is a few streets for two people and an evening.")
                if held.streets
                else translate("Branch", "They are cut from the streets of the register."),
            )
        else:
            second = free_words(held.turfs, translate)
            self.walks.say(counts.number(len(held.turfs)), translate("Branch", "Walks"), second)
        self.walks.set_facts(
            Fact(turf.name, f"{who_words(turf, translate)}, {done_words(turf, translate)}")
            for turf in held.turfs[:_MOST_FACTS]
        )

    def _show_survey(self, held: BranchHeld) -> None:
        if held.survey is None:
            self.survey.say(
                "",
                translate("Branch", "No survey yet"),
                translate("Branch", "Visits are kept without one. A survey is written as a spreadsheet."),
            )
            self.survey.set_facts([])
            return
        self.survey.say(
            counts.number(held.survey.responses),
            translate("Branch", "Surveys filled"),
            held.survey.title or held.survey.form_id,
        )
        added = street_time(held.survey.added_at).date()
        day = day_words(added, self.desk.now().date(), translate)
        self.survey.set_facts(
            [Fact(translate("Branch", "In use since"), day)]
            + ([Fact(translate("Branch", "Version"), held.survey.version)] if held.survey.version else [])
        )

    def _show_people(self, held: BranchHeld) -> None:
        alone = len(held.members) <= 1
        self.people.say(
            counts.number(len(held.members)) if not alone else "",
            translate("Branch", "People and laptops")
            if not alone
            else translate("Branch", "Only you so far"),
            translate("Branch", "on {laptops}").format(laptops=_laptops(len(held.laptops)))
            if not alone
            else translate("Branch", "Whoever you invite sees the branch’s doors on a laptop of their own."),
        )
        facts = [
            Fact(member.name or translate("Branch", "no name yet"), role_words(member.role, translate))
            for member in held.members
            if not member.is_me
        ][:_MOST_FACTS]
        server = Fact(translate("Branch", "Server"), held.server)
        if not held.server:
            server = Fact(
                translate("Branch", "Server"), translate("Branch", "! this laptop has joined none"), care=True
            )
        self.people.set_facts([*facts, server])

    def _actions(self, held: BranchHeld) -> list[Action]:
        words, name = self._next(held)
        keys = {"server": "Return C", "turf": "Return N", "register": "Return", "invite": "Return"}[name]
        actions = [Action(keys, words, partial(self._ask, name), Kind.PRIMARY)]
        if held.streets and name != "turf":
            actions.append(Action("N", translate("Branch", "New walk"), partial(self._ask, "turf")))
        if name != "server":
            words = (
                translate("Branch", "The server")
                if held.server
                else translate("Branch", "Connect to the server")
            )
            actions.append(Action("C", words, partial(self._ask, "server")))
        if held.server:
            actions.append(Action("L", translate("Branch", "Laptops"), partial(self._ask, "laptops")))
            actions.append(Action("H", translate("Branch", "What was done"), partial(self._ask, "audit")))
        stick = partial(self.desk.go, Place("stick", "branch"))
        actions.append(Action("B", translate("Branch", "By stick"), stick))
        backups = partial(self.desk.go, Place("backups", "branch"))
        actions.append(Action("U", translate("Branch", "Backups"), backups))
        return actions

    def _next(self, held: BranchHeld) -> tuple[str, str]:
        if not held.streets:
            return translate("Branch", "Bring in the register"), "register"
        if not held.turfs:
            return translate("Branch", "Cut the first walk"), "turf"
        if not held.server:
            return translate("Branch", "Connect to the server"), "server"
        if len(held.members) <= 1:
            return translate("Branch", "Invite the first canvasser"), "invite"
        return translate("Branch", "Cut another walk"), "turf"


def _laptops(count: int) -> str:
    if count == 1:
        return translate("Branch", "one laptop")
    return translate("Branch", "{n} laptops").format(n=counts.number(count))
