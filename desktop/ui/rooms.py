"""Which rooms each role has. Four at first; a branch switches on others later."""

from dataclasses import replace

from desktop.domain.members import Role
from desktop.ui.desk import Desk, Place
from desktop.ui.look.icons import Icon
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.rail import Room
from desktop.ui.workplace import RoomPlan


def plans_for(desk: Desk) -> list[RoomPlan]:
    """The rooms in the order of the rail, then the pages that are reached from them."""
    home = Room(Icon.HOME, translate("Rooms", "Home"), "Ctrl+1")
    doors = Room(Icon.DOOR, translate("Rooms", "Doors"), "Ctrl+2")
    people = Room(Icon.PEOPLE, translate("Rooms", "People"), "Ctrl+3")
    learn = Room(Icon.BOOK, translate("Rooms", "Learn"), "Ctrl+4")
    branch = Room(Icon.REGISTER, translate("Rooms", "Branch"), "Ctrl+4")
    if desk.role.is_above and not desk.is_practice:
        # Counts and laptops, never people: no room leads to any.
        return [
            RoomPlan("home", home, _home),
            RoomPlan("learn", replace(learn, keys="Ctrl+2"), _learn),
            RoomPlan("sent", None, _sent),
            *(_of_coordinators() if desk.role is Role.COORDINATOR else []),
            *([RoomPlan("below", None, _below)] if desk.role in (Role.REGION, Role.NATIONAL) else []),
            *_of_this_laptop(),
        ]
    runs_branch = desk.role.runs_branch and not desk.is_practice
    return [
        RoomPlan("home", home, _home),
        RoomPlan("doors", doors, _doors),
        RoomPlan("people", people, _people),
        RoomPlan("branch", branch, _branch) if runs_branch else RoomPlan("learn", learn, _learn),
        RoomPlan("conflicts", None, _conflicts),
        RoomPlan("sent", None, _sent),
        *([] if desk.is_practice else [RoomPlan("stick", None, _stick), *_of_this_laptop()]),
        *(_of_organisers() if runs_branch else []),
    ]


def _of_this_laptop() -> list[RoomPlan]:
    return [
        RoomPlan("backups", None, _backups),
        RoomPlan("lease", None, _lease),
        RoomPlan("locking", None, _locking),
        RoomPlan("passphrase", None, _passphrase),
        RoomPlan("comparing", None, _comparing),
        RoomPlan("holders", None, _holders),
    ]


def _of_coordinators() -> list[RoomPlan]:
    return [
        RoomPlan("stick", None, _stick),
        RoomPlan("laptops", None, _laptops),
        RoomPlan("lost report", None, _lost_report),
    ]


def _of_organisers() -> list[RoomPlan]:
    return [
        RoomPlan("waiting", None, _waiting),
        RoomPlan("handing over", None, _handing_over),
        RoomPlan("laptops", None, _laptops),
        RoomPlan("lost report", None, _lost_report),
        RoomPlan("learn", None, _learn),
    ]


# Each room is imported when it is first entered: the window shows before any of them is read.


def _home(desk: Desk) -> Screen:
    from desktop.ui.home.screen import home_for

    return home_for(desk)


def _doors(desk: Desk) -> Screen:
    from desktop.ui.doors.screen import DoorsScreen

    return DoorsScreen(desk)


def _people(desk: Desk) -> Screen:
    from desktop.ui.people.screen import PeopleScreen

    return PeopleScreen(desk)


def _branch(desk: Desk) -> Screen:
    from desktop.ui.branch.screen import BranchScreen

    return BranchScreen(desk)


def _learn(desk: Desk) -> Screen:
    from desktop.ui.learn.screen import LearnScreen

    return LearnScreen(desk)


def _conflicts(desk: Desk) -> Screen:
    from desktop.ui.conflicts.screen import ConflictsScreen

    return ConflictsScreen(desk)


def _waiting(desk: Desk) -> Screen:
    from desktop.ui.home.coordinator import CoordinatorScreen

    return CoordinatorScreen(desk)


def _sent(desk: Desk) -> Screen:
    from desktop.ui.sending.sent import SentPage

    return SentPage(desk)


def _passphrase(desk: Desk) -> Screen:
    from desktop.ui.passphrase.page import PassphrasePage

    return PassphrasePage(desk)


def _holders(desk: Desk) -> Screen:
    from desktop.ui.passphrase.people import HoldersPage

    return HoldersPage(desk)


def _stick(desk: Desk) -> Screen:
    from desktop.ui.sending.stick import StickPage

    return StickPage(desk)


def _backups(desk: Desk) -> Screen:
    from desktop.ui.backups.page import BackupsPage

    return BackupsPage(desk)


def _lease(desk: Desk) -> Screen:
    from desktop.ui.sending.lease import LeasePage

    return LeasePage(desk)


def _below(desk: Desk) -> Screen:
    from desktop.ui.home.below import BelowPage

    page = BelowPage(desk)
    page.back.connect(lambda: desk.go(Place("home")))
    return page


def _laptops(desk: Desk) -> Screen:
    from desktop.ui.branch.laptops import LaptopsPage

    page = LaptopsPage(desk)
    page.place = Place("laptops")
    page.back.connect(lambda: desk.go(Place("home")))
    return page


def _lost_report(desk: Desk) -> Screen:
    from desktop.ui.branch.lost_report import LostReportPage

    return LostReportPage(desk)


def _comparing(desk: Desk) -> Screen:
    from desktop.ui.branch.comparing import ComparingPage

    return ComparingPage(desk)


def _locking(desk: Desk) -> Screen:
    from desktop.ui.lock.page import LockPage

    return LockPage(desk)


def _handing_over(desk: Desk) -> Screen:
    from desktop.ui.handover.page import HandOverPage

    return HandOverPage(desk)
