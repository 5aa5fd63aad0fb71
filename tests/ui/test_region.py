"""Above branches: a coordinator's home, inviting below, and rooms that follow a change of role."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.members import Role
from desktop.operations.changed import Changed
from desktop.operations.contacts import add_person
from desktop.operations.members import name_me
from desktop.store.store import Store
from desktop.ui.desk import Place
from desktop.ui.home.below import BelowPage
from desktop.ui.home.region import RegionScreen
from sync.protocol.accounts import BranchesAnswer, BranchState, RegionState, StaffLaptop
from sync.protocol.scopes import region_scope
from tests.made_up_stores import made_store
from tests.pictures.demo import NOW
from tests.rehearsal.player import Player

DAY = 24 * 60 * 60 * 1000
NORTH = "9" * 32
OF_BRANCHES = {"people", "doors", "branch", "conflicts", "laptops", "stick"}


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("somebody", tmp_path, tmp_path, now=lambda: NOW)
    yield made
    made.leave()


@pytest.fixture
def rosa(tmp_path: Path) -> Iterator[Store]:
    store = made_store(tmp_path / "rosa")
    store.branch.adopt_region(NORTH)
    name_me(store, "Rosa", "Rosa’s laptop", Role.NATIONAL)
    store.branches.keep(answer(store))
    yield store
    store.close()


def answer(store: Store) -> BranchesAnswer:
    """Two branches: one that is silent altogether, one with a count that is too small to be told."""
    now = store.now_ms()
    silent = StaffLaptop(laptop="Blue", role="organiser", enrolled_at=1, seen_at=now - 9 * DAY)
    heard = StaffLaptop(laptop="Kitchen", role="data_officer", enrolled_at=1, seen_at=now)
    return BranchesAnswer(
        name="North",
        branches=[
            BranchState(
                branch="b" * 32, name="Dockside", count=1, silent=1, seen_at=now - 9 * DAY, laptops=[silent]
            ),
            BranchState(
                branch="c" * 32,
                name="Mill Lane",
                count=1,
                silent=0,
                seen_at=now,
                pending=None,
                questions=14,
                laptops=[heard],
                regions=["North"],
            ),
        ],
        regions=[RegionState(scope=region_scope(NORTH), name="North")],
        now=now,
    )


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_coordinator_sees_branches_the_longest_silent_first_and_no_room_leads_to_people(
    player: Player, rosa: Store
) -> None:
    player.move_in(rosa)
    home = player.window.room("home")
    assert isinstance(home, RegionScreen)
    assert home.held is not None
    assert [one.name for one in home.held.branches] == ["Dockside", "Mill Lane"]
    said = texts(home)
    assert "Ring Dockside: none of its laptops has been heard from for 9 days." in said
    assert "National coordinator" in player.window.workplace.rail.role.text()  # type: ignore[union-attr]
    assert player.window.workplace is not None
    assert "below" in player.window.workplace.room_names
    assert not OF_BRANCHES & set(player.window.workplace.room_names)


def test_a_sum_with_a_hidden_part_is_hidden_and_the_answer_stays_where_no_server_answers(
    player: Player, rosa: Store
) -> None:
    player.move_in(rosa)
    home = player.window.room("home")
    assert isinstance(home, RegionScreen)
    assert not home.is_asking
    assert home.held is not None
    said = texts(home)
    assert "!" in said  # the server could not be asked
    figures = " ".join(widget.accessibleName() for widget in home.findChildren(QWidget))
    assert "under 10" in figures + said


def test_a_new_branch_needs_a_name_and_regions_are_chosen_by_a_key(player: Player, rosa: Store) -> None:
    player.move_in(rosa)
    player.press("I")
    page = player.window.room("below")
    assert isinstance(page, BelowPage)
    assert player.window.workplace is not None
    assert player.window.workplace.current == "below"
    player.press("O", "Return")
    assert page.branch.error
    player.press("Escape", "C")
    assert page.regions is not None
    assert page.regions.isVisible()
    player.press("Escape")
    assert page.ways.isVisible()
    player.press("Escape")
    assert player.window.workplace.current == "home"


def test_an_observer_has_no_more_than_they_may_see(player: Player, rosa: Store) -> None:
    name_me(rosa, "", "", Role.OBSERVER)
    player.move_in(rosa)
    assert player.window.workplace is not None
    assert not {"below", *OF_BRANCHES} & set(player.window.workplace.room_names)


def test_a_guest_sees_people_and_has_nothing_of_those_who_run_a_branch(
    player: Player, tmp_path: Path
) -> None:
    store = made_store(tmp_path / "visit")
    name_me(store, "Rosa", "Rosa’s visit", Role.GUEST)
    player.move_in(store)
    work = player.window.workplace
    assert work is not None
    assert {"people", "doors"} <= set(work.room_names)
    of_others = {"branch", "laptops", "lost report", "waiting", "handing over", "below"}
    assert not of_others & set(work.room_names)
    assert "Guest" in work.rail.role.text()
    store.close()


def test_the_rooms_follow_a_change_of_role(player: Player, tmp_path: Path) -> None:
    store = made_store(tmp_path / "ben")
    name_me(store, "Ben", "Blue", Role.CANVASSER)
    add_person(store, {"given_name": "Adah"})
    player.move_in(store)
    assert player.window.workplace is not None
    assert "branch" not in player.window.workplace.room_names
    name_me(store, "", "", Role.OFFICER)
    player.window.tasks.tell(Changed.MEMBERS)
    player.settle()
    assert player.window.workplace is not None
    assert "branch" in player.window.workplace.room_names
    assert player.window.workplace.current == "home"
    player.window.workplace.go(Place("branch", "invite"))
    player.settle()
    assert "Data officer" in player.window.workplace.rail.role.text()
    store.close()
