"""Cutting walks from streets, giving them to somebody, and taking them off the list, by keys."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.households import Side
from desktop.operations.turfs import cut_turf, list_streets, list_turfs, walk_list
from desktop.ui.branch.cut import CutPage
from desktop.ui.branch.overview import OverviewPage
from desktop.ui.branch.register import RegisterPage
from desktop.ui.branch.walks import WalksPage
from desktop.ui.widgets.states import Face
from tests.ui.office import NOW, Office


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, has_register=True)
    yield made
    made.close()


@pytest.fixture
def page(office: Office) -> CutPage:
    return office.go("turf", CutPage)


def figures(page: CutPage) -> list[str]:
    return [part.accessibleName() for part in page.walk.figures.findChildren(type(page.walk.streets))]


def test_without_a_register_the_page_leads_to_bringing_one_in(app: QApplication, tmp_path: Path) -> None:
    office = Office(tmp_path)
    page = office.go("turf", CutPage)
    assert page.states.face is Face.EMPTY
    office.press("R")
    assert isinstance(office.branch.current, RegisterPage)
    office.press("Escape", "Escape")
    assert isinstance(office.branch.current, OverviewPage)
    office.close()


def test_the_key_of_the_room_one_is_in_leads_to_its_first_page(office: Office, page: CutPage) -> None:
    assert page.isVisible()
    office.press("Ctrl+4")
    assert isinstance(office.branch.current, OverviewPage)


def test_streets_are_walked_in_the_order_in_which_they_are_taken(office: Office, page: CutPage) -> None:
    streets = list_streets(office.store)
    office.press("Down", "Down", "Return", "Up", "Return", "Ctrl+Return")
    turf = list_turfs(office.store)[0]
    assert turf.streets == [streets[2].key, streets[1].key]
    assert turf.name == streets[2].name
    assert isinstance(office.branch.current, WalksPage)


def test_the_sum_of_doors_grows_and_shrinks_with_each_street(office: Office, page: CutPage) -> None:
    streets = list_streets(office.store)
    office.press("Return")
    assert [street.key for street in page.streets.marked] == [streets[0].key]
    assert f"{streets[0].doors} doors" in figures(page)
    office.press("Down", "Return")
    assert f"{streets[0].doors + streets[1].doors} doors" in figures(page)
    office.press("Return")
    assert f"{streets[0].doors} doors" in figures(page)


def test_space_takes_a_street_where_the_list_has_the_keys(office: Office, page: CutPage) -> None:
    page.streets.table.list.setFocus()
    office.press("Space", "Down", "Space")
    assert len(page.streets.marked) == 2
    office.press("Space")
    assert len(page.streets.marked) == 1


def test_typing_filters_the_streets_and_keeps_what_is_taken(office: Office, page: CutPage) -> None:
    office.press("Return")
    last = list_streets(office.store)[-1].name
    office.type(last.lower())
    shown = page.streets.table.model.rowCount()
    assert 0 < shown < len(list_streets(office.store))
    office.press("Return")
    assert len(page.streets.marked) == 2
    office.press("Escape")
    assert page.streets.filter.text() == ""
    assert page.streets.table.model.rowCount() == len(list_streets(office.store))
    assert office.branch.current is page


def test_districts_are_shown_one_after_the_other_and_then_all(office: Office, page: CutPage) -> None:
    districts = sorted({street.district for street in list_streets(office.store)})
    for district in districts:
        office.press("Alt+D")
        assert page.streets.district == district
    office.press("Alt+D")
    assert page.streets.district == ""


def test_the_doors_can_be_seen_in_their_order_before_the_walk_is_cut(office: Office, page: CutPage) -> None:
    office.press("Return", "Alt+V")
    assert page.is_previewing
    model = page.preview.table.model
    seen = [row.spoken for place in range(model.rowCount()) if (row := model.row_at(place)) is not None]
    assert list_turfs(office.store) == []
    office.press("Ctrl+Return")
    doors = walk_list(office.store, list_turfs(office.store)[0].id).doors
    assert len(seen) == len(doors)
    assert [spoken.split(", ")[1].split()[0] for spoken in seen] == [door.number for door in doors]
    sides = [door.side for door in doors if door.side is not Side.NONE]
    assert sides == sorted(sides, key=[Side.ODD, Side.EVEN].index)


def test_a_walk_is_named_given_and_timed_as_it_is_cut(office: Office, page: CutPage) -> None:
    office.press("Return")
    page.walk.name.line.setFocus()
    page.walk.name.line.selectAll()
    office.type("Glan y Môr")
    office.press("Return")
    office.type("elu")
    office.press("Tab", "Tab")
    office.type("8.30pm")
    office.press("Ctrl+Return")
    turf = list_turfs(office.store)[0]
    assert (turf.name, turf.canvasser_name) == ("Glan y Môr", "Eluned Probert")
    assert turf.back_by == datetime(2026, 11, 24, 20, 30)


def test_a_time_that_is_none_stays_as_typed_and_nothing_is_cut(office: Office, page: CutPage) -> None:
    office.press("Return")
    page.walk.giving.back.line.setFocus()
    office.type("teatime")
    office.press("Ctrl+Return")
    assert list_turfs(office.store) == []
    assert page.walk.giving.back.text() == "teatime"
    assert page.walk.giving.back.error == "That is not a time yet. It is kept as typed."


def test_a_name_that_nobody_has_stays_as_typed_and_nothing_is_cut(office: Office, page: CutPage) -> None:
    office.press("Return")
    page.walk.giving.canvasser.line.setFocus()
    office.type("Zebedee")
    office.press("Ctrl+Return")
    assert list_turfs(office.store) == []
    assert page.walk.giving.canvasser.text() == "Zebedee"
    assert page.walk.giving.canvasser.error


def test_without_a_street_there_is_nothing_to_cut(office: Office, page: CutPage) -> None:
    office.press("Ctrl+Return")
    assert list_turfs(office.store) == []
    primary = page.page.actions_bar.primary
    assert primary is not None
    assert not primary.isEnabled()


@pytest.fixture
def walks(office: Office) -> WalksPage:
    streets = list_streets(office.store)
    for street in streets[:3]:
        cut_turf(office.store, street.name, [street.key])
    return office.go("walks", WalksPage)


def test_a_walk_is_given_by_the_beginning_of_a_name(office: Office, walks: WalksPage) -> None:
    office.press("Down", "G")
    office.type("probert")
    office.press("Tab", "Tab")
    office.type("+90")
    office.press("Return")
    given = [turf for turf in list_turfs(office.store) if turf.canvasser is not None]
    assert [turf.canvasser_name for turf in given] == ["Eluned Probert"]
    assert given[0].back_by == datetime(2026, 11, 24, 19, 30)
    assert walks.list.hasFocus()
    assert walks.current is not None
    assert walks.current.id == given[0].id
    assert walks.detail.said.text().startswith("Saved.")


def test_arrow_keys_go_through_the_members(office: Office, walks: WalksPage) -> None:
    office.press("Return", "Down")
    assert walks.detail.giving.canvasser.text() == "Eluned Probert"


def test_escape_leaves_a_walk_as_it_was(office: Office, walks: WalksPage) -> None:
    office.press("G")
    office.type("Eluned")
    office.press("Escape")
    assert walks.detail.giving.canvasser.text() == ""
    assert office.is_at(WalksPage)
    assert all(turf.canvasser is None for turf in list_turfs(office.store))
    office.press("Escape")
    assert office.is_at(OverviewPage)


def test_a_walk_is_taken_off_and_brought_back(office: Office, walks: WalksPage) -> None:
    before = list_turfs(office.store)
    office.press("Down", "X")
    assert [turf.id for turf in list_turfs(office.store)] == [before[0].id, before[2].id]
    office.press("Ctrl+Z")
    assert [turf.id for turf in list_turfs(office.store)] == [turf.id for turf in before]


def test_the_last_walk_too_can_be_brought_back(office: Office, walks: WalksPage) -> None:
    office.press("X", "X", "X")
    assert walks.states.face is Face.EMPTY
    office.press("Ctrl+Z")
    assert len(list_turfs(office.store)) == 1
    assert walks.list.isVisible()


def test_a_walk_opens_at_the_doors(office: Office, walks: WalksPage) -> None:
    office.press("O")
    assert office.window.workplace is not None
    assert office.window.workplace.current == "doors"


def test_letters_written_on_a_line_are_text(office: Office, walks: WalksPage) -> None:
    office.press("G")
    office.type("xno")
    assert walks.detail.giving.canvasser.text() == "xno"
    assert len(list_turfs(office.store)) == 3


def test_the_time_is_the_streets_own(office: Office) -> None:
    assert office.window.workplace is not None
    assert office.window.workplace.desk.now() == NOW
