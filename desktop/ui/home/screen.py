"""Which home a member sees."""

from desktop.domain.members import Role
from desktop.ui.desk import Desk
from desktop.ui.home.canvasser import CanvasserScreen
from desktop.ui.home.coordinator import CoordinatorScreen
from desktop.ui.home.organiser import OrganiserScreen
from desktop.ui.home.region import RegionScreen
from desktop.ui.screen import Screen


def home_for(desk: Desk) -> Screen:
    """The home of the member's role; practice is a canvasser's."""
    if desk.is_practice or desk.role in (Role.CANVASSER, Role.GUEST):
        return CanvasserScreen(desk)
    if desk.role.runs_branch:
        return OrganiserScreen(desk)
    return CoordinatorScreen(desk) if desk.role is Role.COORDINATOR else RegionScreen(desk)
