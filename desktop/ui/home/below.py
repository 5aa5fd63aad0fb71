"""Inviting below: a coordinator makes codes for new branches' organisers, for coordinators of regions, and for observers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import BranchesHeld, RegionRow
from desktop.domain.members import Role
from desktop.operations.accounts import invite_below, read_branches, roles_to_give
from desktop.operations.branch import server_address
from desktop.operations.enrolment import Invited
from desktop.store.store import Store
from desktop.ui.branch.code_view import CodeView
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.emptying import clear
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.ways import Way, WayList
from desktop.wording.branch import until_words
from desktop.wording.faults import fault_words
from desktop.wording.roles import role_words, sight_words

_MOST_REGIONS = 9
_KEYS = {Role.ORGANISER: "O", Role.REGION: "C", Role.OBSERVER: "V"}


@dataclass(frozen=True)
class Asked:
    """Whom a code is for: the first organiser of a branch, or somebody of a region (empty: the asker's)."""

    role: Role
    branch: str = ""
    region: str = ""


class BelowPage(BranchPage):
    """Whom to invite, then the branch's name or the region, then the code."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Below", "Invite somebody"), parent=parent)
        self._roles = [role for role in _KEYS if role in roles_to_give(desk.role)]
        self.ways = WayList(
            [_way(role) for role in self._roles], name=translate("Below", "Whom do you invite?")
        )
        self.ways.chosen.connect(self._choose)
        self.branch = Field(
            translate("Below", "What the new branch is called"),
            note=translate(
                "Below",
                "Its first organiser brings everything else. A branch that there is invites by itself.",
            ),
        )
        self._named = QWidget()
        named = QVBoxLayout(self._named)
        named.setContentsMargins(0, 0, 0, 0)
        named.addWidget(self.branch)
        named.addStretch(1)
        self._regions = QWidget()
        self._listed = QVBoxLayout(self._regions)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self.regions: WayList | None = None
        self.code = CodeView()
        column = QVBoxLayout()
        column.setSpacing(0)
        for page in (self.ways, self._named, self._regions, self.code):
            column.addWidget(page, 1)
        self.columns.addLayout(column)
        self.made: Invited | None = None
        self._server = ""
        self._held: BranchesHeld | None = None
        self._asked = Asked(Role.OBSERVER)
        self._page: QWidget = self.ways
        self._is_asking = False
        self._turn_to(self.ways)

    def refresh(self) -> None:
        """Read which regions there are, and the server's address."""
        self.desk.tasks.query(
            partial(_read, self.desk.store), self._show, owner=self, failed=self.failed, latest=self
        )

    def take_keys(self) -> None:
        """Whatever answers on the page that is shown."""
        if self._page is self.ways:
            self.ways.take_keys()
        elif self._page is self._named:
            self.branch.line.setFocus()
        elif self._page is self._regions and self.regions is not None:
            self.regions.take_keys()
        else:
            super().take_keys()

    def ask(self, asked: Asked) -> None:
        """Ask the server to keep a new code."""
        if self._is_asking:
            return
        self._is_asking, self._asked = True, asked
        self.states.loading(translate("Below", "Making a code with the server"))
        work = partial(invite_below, self.desk.store, asked.role, branch=asked.branch, region=asked.region)
        self.desk.tasks.errand(work, self._show_code, owner=self, failed=self._not_made)

    def ask_for_branch(self) -> None:
        """Enter: a code for the first organiser of the branch that was named."""
        name = self.branch.text().strip()
        if not name:
            self.branch.set_error(translate("Below", "Please write a name."))
            return
        self.branch.clear_error()
        self.ask(Asked(Role.ORGANISER, branch=name))

    def _show(self, read: tuple[BranchesHeld, str]) -> None:
        self._held, self._server = read
        if not self._is_asking:
            self.states.loaded()

    def _choose(self, at: int) -> None:
        role = self._roles[at]
        if role is Role.ORGANISER:
            self._turn_to(self._named)
        elif role is Role.REGION:
            self._offer_regions()
        else:
            self.ask(Asked(role))

    def _offer_regions(self) -> None:
        rows: list[RegionRow] = list(self._held.regions[:_MOST_REGIONS]) if self._held else []
        if not rows:
            self.say_empty(
                translate("Below", "No region yet"),
                translate("Below", "Regions are made by whoever runs the server."),
                translate("Below", "Ask again from your home once there is one."),
                Action("B", translate("Below", "Whom else?"), partial(self._turn_to, self.ways)),
            )
            return
        clear(self._listed)
        ways = [Way(str(place), row.name) for place, row in enumerate(rows, 1)]
        self.regions = WayList(ways, name=translate("Below", "Which region?"))
        self.regions.chosen.connect(lambda place: self.ask(Asked(Role.REGION, region=rows[place].id)))
        self._listed.addWidget(self.regions)
        self._listed.addStretch(1)
        self._turn_to(self._regions)

    def _show_code(self, made: Invited) -> None:
        self._is_asking = False
        self.made = made
        head = translate("Below", "The code for: {role}").format(role=role_words(self._asked.role, translate))
        if self._asked.branch:
            head = translate("Below", "The code for the first organiser of {branch}").format(
                branch=self._asked.branch
            )
        until = until_words(made.expires_at, self.desk.now(), translate)
        self.code.show_code(head, made, self._server, until)
        self._turn_to(self.code)

    def _not_made(self, fault: Exception) -> None:
        self._is_asking = False
        told = fault_words(fault, translate)
        again: Callable[[], None] = partial(self._turn_to, self._page)
        self.states.failed(
            told.happened, told.safe, told.remedy, Action("R", translate("Below", "Try again"), again)
        )

    def _turn_to(self, page: QWidget) -> None:
        self._page = page
        for each in (self.ways, self._named, self._regions, self.code):
            each.setVisible(each is page)
        self.states.loaded()
        words = translate("Branch", "Back")
        if page is self._regions:  # other words than on the first page: else that one's way back would stay
            words = translate("Invite", "Back to whom you invite")
        back = Action("Escape", words, self._escape, Kind.FAR)
        actions = []
        if page is self._named:
            words = translate("Below", "Make a code for this branch")
            actions.append(Action("Return", words, self.ask_for_branch, Kind.PRIMARY))
        elif page is self.code:
            words = translate("Below", "Invite somebody else")
            actions.append(Action("Return N", words, self._another, Kind.PRIMARY))
        self.set_actions(actions, back)
        if self.isVisible():
            self.take_keys()

    def _another(self) -> None:
        self.made = None
        self.code.forget()
        self.branch.line.clear()
        self._turn_to(self.ways)

    def _escape(self) -> None:
        if self._page is self.ways:
            self.back.emit()
        else:
            self._another()


def _way(role: Role) -> Way:
    title = translate("Below", "The first organiser of a new branch")
    if role is not Role.ORGANISER:
        title = role_words(role, translate)
        return Way(_KEYS[role], title, sight_words(role, translate))
    return Way(
        _KEYS[role],
        title,
        translate(
            "Below", "They begin the branch on a laptop of their own; you see its numbers, never its people."
        ),
    )


def _read(store: Store) -> tuple[BranchesHeld, str]:
    return read_branches(store), server_address(store)
