"""What the tests of the people's room read off it."""

from desktop.domain.contacts import PersonPage
from desktop.ui.people.screen import PeopleScreen
from tests.ui.opened_room import OpenedRoom

People = OpenedRoom[PeopleScreen]


def shown(people: People) -> PersonPage:
    page = people.screen.side.pane.page
    assert page is not None
    return page


def open_person(people: People, name: str) -> PersonPage:
    people.write(name)
    people.press("Return")
    return shown(people)


def rows(people: People) -> list[str]:
    model = people.screen.finder.model
    return [model.index(row).data() for row in range(model.rowCount())]
