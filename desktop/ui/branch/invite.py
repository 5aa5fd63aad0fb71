"""Inviting somebody: a code for a canvasser or an organiser, and the three words that they are to see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import CoordinatorRow
from desktop.domain.grants import Part as Share
from desktop.domain.members import Role
from desktop.domain.turfs import TurfRow
from desktop.operations.accounts import invite_guest, list_coordinators, roles_to_give
from desktop.operations.branch import server_address
from desktop.operations.changed import Changed
from desktop.operations.enrolment import Invited
from desktop.operations.grants import invite_to
from desktop.operations.turfs import list_turfs
from desktop.ui.branch.code_view import CodeView
from desktop.ui.branch.guests import GuestChoice
from desktop.ui.branch.having import HavingList
from desktop.ui.branch.sub_page import BranchPage
from desktop.ui.desk import Desk
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role as Ink
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.clipboard import put_on_clipboard
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.ways import Way, WayList
from desktop.ui.widgets.words import Words
from desktop.wording.branch import invitation_message, until_words
from desktop.wording.faults import fault_words
from desktop.wording.roles import sight_words


@dataclass(frozen=True)
class Offered(Way):
    """A way, and the role that it gives; with ``has_walk`` for one walk alone."""

    role: Role = Role.CANVASSER
    has_walk: bool = False


@dataclass(frozen=True)
class Asked:
    """Whom a code is for; with a walk, their laptop begins with it alone. A guest is a coordinator, until an instant."""

    role: Role
    walk: TurfRow | None = None
    coordinator: str = ""
    until: datetime | None = None


def _ways() -> list[Offered]:
    sight = partial(sight_words, translate=translate)
    return [
        Offered("C", translate("Invite", "A canvasser"), sight(Role.CANVASSER)),
        Offered(
            "W",
            translate("Invite", "A canvasser, for one walk"),
            translate(
                "Invite",
                "Their laptop begins with the doors of one walk and who lives there, and nothing else.\n"
                "Other walks, or the whole branch, can be given to it later.",
            ),
            has_walk=True,
        ),
        Offered("O", translate("Invite", "An organiser"), sight(Role.ORGANISER), role=Role.ORGANISER),
        Offered("D", translate("Invite", "A data officer"), sight(Role.OFFICER), role=Role.OFFICER),
        Offered("G", translate("Invite", "A coordinator, as a guest"), sight(Role.GUEST), role=Role.GUEST),
    ]


class InvitePage(BranchPage):
    """Whom to invite, the walk of a canvasser who is to see that alone, then the code."""

    SHOWS: ClassVar[Changed] = Changed.SYNC | Changed.MEMBERS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("Invite", "Invite somebody"), parent=parent)
        self._given = roles_to_give(desk.role)
        self.ways = WayList(
            [Way(way.key, way.title, way.lines) for way in _ways() if way.role in self._given],
            name=translate("Invite", "Whom do you invite?"),
        )
        self.ways.chosen.connect(self._choose)
        self.none = Words(role=Ink.CARE, wrap=True)
        self.none.hide()
        self.walks = HavingList(translate("Invite", "The walk that their laptop begins with"))
        self.code = CodeView()
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self.ways)
        above.addWidget(self.none)
        above.addStretch(1)
        self._ways_page = upper
        self._walks_page = self._page_of_walks()
        self.guests = GuestChoice()
        self.guests.chosen.connect(self._ask_for_guest)
        column = QVBoxLayout()
        column.setSpacing(0)
        for page in (self._ways_page, self._walks_page, self.guests, self.code):
            column.addWidget(page, 1)
        self.columns.addLayout(column)
        self._set_page(self._ways_page)  # once it has a parent: what has none would be a window
        self.made: Invited | None = None
        self._server = ""
        self._asked = Asked(Role.CANVASSER)
        self._is_asking = False
        self._offer()

    @property
    def is_showing_code(self) -> bool:
        """Whether a code is shown."""
        return self.made is not None

    @property
    def is_choosing_walk(self) -> bool:
        """Whether the walk is being chosen that a newcomer begins with."""
        return not self.is_showing_code and self._page is self._walks_page

    def refresh(self) -> None:
        """Find out whether there is a server to make codes with."""
        self.desk.tasks.query(
            partial(server_address, self.desk.store),
            self._show,
            owner=self,
            failed=self.failed,
            latest=self,
        )

    def take_keys(self) -> None:
        """The first way has the keys, or what can be done with the code."""
        if self.is_showing_code:
            super().take_keys()
        elif self.is_choosing_walk:
            self.walks.setFocus()
        elif self._page is self.guests:
            self.guests.take_keys()
        else:
            self.ways.take_keys()

    def ask(self, asked: Asked) -> None:
        """Ask the server to keep a new code."""
        if self._is_asking:
            return
        self._is_asking, self._asked = True, asked
        self.states.loading(translate("Invite", "Making a code with the server"))
        part, turf = (Share.TURF, asked.walk.id) if asked.walk else (Share.BRANCH, None)
        work: Callable[[], Invited] = partial(invite_to, self.desk.store, asked.role, part, turf)
        if asked.until is not None:
            work = partial(invite_guest, self.desk.store, asked.coordinator, asked.until)
        self.desk.tasks.errand(work, self._show_code, owner=self, failed=self._not_made)

    def ask_for_walk(self) -> None:
        """Enter on a walk: a code for a canvasser who begins with it."""
        if self.walks.chosen is not None:
            self.ask(Asked(Role.CANVASSER, self.walks.chosen[1]))

    def copy(self) -> None:
        """Put a message for the newcomer on the clipboard, without the three words."""
        if self.made is not None:
            put_on_clipboard(invitation_message(self.made.code, self._server, translate))
            self.code.until.say(
                translate("Invite", "Copied: paste it into a message. The three words are told by voice.")
            )

    def another(self) -> None:
        """Away with this code; choose whom to invite next."""
        self.made = None
        self.code.forget()
        self._turn_to(self._ways_page)

    def _turn_to(self, page: QWidget) -> None:
        self._set_page(page)
        self.states.loaded()
        self._offer()
        self.take_keys()

    def _set_page(self, page: QWidget) -> None:
        """Show one of the pages alone: what is shown is as high as that one needs, and no higher."""
        self._page = page
        for each in (self._ways_page, self._walks_page, self.guests, self.code):
            each.setVisible(each is page)

    def _page_of_walks(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.SPACE_3)
        column.addWidget(
            SectionHead(
                translate("Invite", "The walk that their laptop begins with"),
                translate("Invite", "those with nobody yet first"),
            )
        )
        column.addWidget(self.walks, 1)
        return page

    def _choose(self, at: int) -> None:
        self.none.hide()
        way = [way for way in _ways() if way.role in self._given][at]
        if way.role is Role.GUEST:
            self.states.loading(translate("Invite", "Asking who is above this branch"))
            self.desk.tasks.errand(
                partial(list_coordinators, self.desk.store),
                self._choose_guest,
                owner=self,
                failed=self._not_made,
            )
            return
        if not way.has_walk:
            self.ask(Asked(way.role))
            return
        self.desk.tasks.query(
            partial(list_turfs, self.desk.store),
            self._choose_walk,
            owner=self,
            failed=self._not_made,
            latest=(self, "walks"),
        )

    def _choose_guest(self, coordinators: Sequence[CoordinatorRow]) -> None:
        self.states.loaded()
        if not coordinators:
            self.none.say(
                "! " + translate("Invite", "No coordinator above this branch has joined the server.")
            )
            self.none.show()
            self.take_keys()
            return
        self.guests.offer(coordinators, self.desk.now())
        self._turn_to(self.guests)

    def _ask_for_guest(self, row: CoordinatorRow, until: datetime) -> None:
        self.ask(Asked(Role.GUEST, coordinator=row.id, until=until.astimezone(UTC)))

    def _choose_walk(self, turfs: Sequence[TurfRow]) -> None:
        if not turfs:
            self.none.say(
                "! "
                + translate("Invite", "No walk is cut yet. Cut one in Walks, then invite somebody to it.")
            )
            self.none.show()
            return
        self.walks.offer_walks(turfs)
        self._turn_to(self._walks_page)

    def _show(self, server: str) -> None:
        self._server = server
        if self._is_asking or self.is_showing_code:
            return
        if not server:
            self.say_empty(
                translate("Invite", "No server yet"),
                translate(
                    "Invite",
                    "A code leads a newcomer to the branch’s server, and this laptop has joined none.",
                ),
                translate("Invite", "Connect it first; your work stays as it is."),
                Action("C", translate("Invite", "Connect to a server"), partial(self.asked.emit, "server")),
            )
            return
        if not self._given:
            self.say_empty(
                translate("Invite", "Organisers invite"),
                translate("Invite", "What you are here does not go with giving out codes."),
                translate("Invite", "Ask an organiser of your branch."),
                Action("B", translate("Branch", "Back"), self.back.emit),
            )
            return
        had_keys = self.isVisible() and not self.content.isVisible()
        self.states.loaded()
        if had_keys:
            self.take_keys()

    def _show_code(self, made: Invited) -> None:
        self._is_asking = False
        self.made = made
        head = {
            Role.CANVASSER: translate("Invite", "The code for one canvasser"),
            Role.ORGANISER: translate("Invite", "The code for one organiser"),
            Role.OFFICER: translate("Invite", "The code for one data officer"),
            Role.GUEST: translate("Invite", "The code for one guest"),
        }[self._asked.role]
        if self._asked.walk is not None:
            head = translate("Invite", "The code for one canvasser, for {walk}").format(
                walk=self._asked.walk.name
            )
        self.code.show_code(
            head, made, self._server, until_words(made.expires_at, self.desk.now(), translate)
        )
        self._set_page(self.code)
        self.states.loaded()
        self._offer()
        if self.isVisible():
            self.take_keys()

    def _not_made(self, fault: Exception) -> None:
        self._is_asking = False
        told = fault_words(fault, translate)
        self.states.failed(
            told.happened,
            told.safe,
            told.remedy,
            Action("R", translate("Invite", "Try again"), partial(self.ask, self._asked)),
        )

    def _escape(self) -> None:
        if self._page in (self._walks_page, self.guests):
            self._turn_to(self._ways_page)
            return
        if self.is_showing_code:
            self.another()
        self.back.emit()

    def _offer(self) -> None:
        back = Action("Escape", translate("Branch", "Back"), self._escape, Kind.FAR)
        if self._page is self.guests:
            back = Action("Escape", translate("Invite", "Back to whom you invite"), self._escape, Kind.FAR)
        if self.is_choosing_walk:
            words = translate("Invite", "Make a code for this walk")
            self.set_actions([Action("Return", words, self.ask_for_walk, Kind.PRIMARY)], back)
            return
        if not self.is_showing_code:
            self.set_actions([], back)
            return
        self.set_actions(
            [
                Action("Return", translate("Invite", "Copy a message for them"), self.copy, Kind.PRIMARY),
                Action("N", translate("Invite", "Invite somebody else"), self.another),
            ],
            back,
        )
