"""Which home a member sees."""

from desktop.domain.members import Role
from desktop.ui.desk import Desk
from desktop.ui.home.canvasser import CanvasserScreen
from desktop.ui.home.coordinator import CoordinatorScreen
from desktop.ui.home.organiser import OrganiserScreen
from desktop.ui.screen import Screen


def home_for(desk: Desk) -> Screen:
    """The home of the member's role; practice is a canvasser's."""
    if desk.is_practice or desk.role is Role.CANVASSER:
        return CanvasserScreen(desk)
    return OrganiserScreen(desk) if desk.role is Role.ORGANISER else CoordinatorScreen(desk)
