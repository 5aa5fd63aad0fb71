"""A canvasser's laptop has a walk in the place of the branch: given from the list of laptops, or beside the walk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.laptops import read_laptops
from desktop.operations.members import list_members, name_me
from desktop.operations.sync import sync_now
from desktop.operations.turfs import cut_turf, give_turf, list_streets
from desktop.store.store import Store
from desktop.ui.branch.invite import InvitePage
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.branch.walks import WalksPage
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running
from tests.ui.office import Office


class Pair:
    """An organiser's window and a canvasser's laptop, both at one server."""

    def __init__(self, central: Central, folder: Path) -> None:
        self.office = Office(folder / "office", has_register=True)
        self.ann: Store = self.office.store
        self.ben = made_store(folder / "ben")
        name_me(self.ben, "Ben", "Blue", Role.CANVASSER)
        enrol(self.ann, central.address, first_code(central))
        enrol(self.ben, central.address, invite(self.ann, Role.CANVASSER).code)
        street = list_streets(self.ann)[0]
        self.turf = cut_turf(self.ann, "Mill Lane", [street.key]).value
        cut_turf(self.ann, "Dock Road", [list_streets(self.ann)[1].key])
        sync_now(self.ann)
        add_person(self.ben, {"given_name": "Osei"})
        sync_now(self.ben)
        sync_now(self.ann)
        self.walker = next(one.id for one in list_members(self.ann) if one.name == "Ben")

    def assign(self) -> None:
        give_turf(self.ann, self.turf, self.walker)

    def bens(self) -> tuple[bool, tuple[str, ...]]:
        """Whether Ben's laptop has the whole branch, and which walks by themselves."""
        found = next(one for one in read_laptops(self.ann).laptops if one.name == "Blue")
        return found.has_branch, found.turf_names

    def close(self) -> None:
        self.office.close()
        self.ben.close()


@pytest.fixture
def pair(app: QApplication, tmp_path: Path) -> Iterator[Pair]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        made = Pair(central, tmp_path)
        yield made
        made.close()
        app.processEvents()


def laptops(pair: Pair) -> LaptopsPage:
    page = pair.office.go("laptops", LaptopsPage)
    pair.office.until(lambda: page.held is not None and len(page.held.laptops) == 2 and not page._is_asking)
    return page


def go_to(page: LaptopsPage, name: str) -> None:
    assert page.held is not None
    page.list.go_to(next(place for place, one in enumerate(page.held.laptops) if one.name == name))


def actions(page: LaptopsPage | WalksPage) -> dict[str, tuple[str, str]]:
    return {keys: (words, reason) for keys, words, reason in page._offered}


def test_the_walk_of_its_member_is_offered_first_and_given_with_one_key(pair: Pair) -> None:
    pair.assign()
    page = laptops(pair)
    go_to(page, "Blue")
    pair.office.press("G")
    pair.office.until(lambda: page.having.isVisible())
    assert page.having.hasFocus()
    assert page.having.accessibleName() == "What this laptop is to have"
    shown = [row.spoken for row in page.having._fetch(range(3)) if row is not None]
    assert [one.split(",")[0] for one in shown] == ["Mill Lane", "The whole branch", "Dock Road"]
    assert "has it now" in shown[1]
    pair.office.press("Return")
    pair.office.until(lambda: pair.bens() == (False, ("Mill Lane",)))
    pair.office.until(lambda: page.said.text().startswith("Blue has Mill Lane alone."))
    assert page.list.hasFocus()
    rows = [row.spoken for row in page._fetch(range(2)) if row is not None]
    assert any("has Mill Lane alone" in row for row in rows)
    report = sync_now(pair.ben, may_remove=True).value.report
    assert [one.agrees for one in report.scopes] == [True]
    assert [street.name for street in list_streets(pair.ben)] == [list_streets(pair.ann)[0].name]


def test_escape_leaves_it_as_it_was_and_the_organisers_own_laptop_keeps_all(pair: Pair) -> None:
    page = laptops(pair)
    go_to(page, "Blue")
    pair.office.press("G")
    pair.office.until(lambda: page.having.isVisible())
    pair.office.press("Escape")
    assert page.list.isVisible()
    assert pair.bens() == (True, ())
    go_to(page, "Eluned’s laptop")
    assert actions(page)["G"] == ("Choose what it has", "This laptop needs all of it")


def test_whoever_is_given_a_walk_may_have_it_alone_on_their_laptop(pair: Pair) -> None:
    pair.assign()
    laptops(pair)
    page = pair.office.go("walks", WalksPage)
    pair.office.until(lambda: len(page.turfs) == 2 and bool(page.laptops))
    page.list.go_to(next(place for place, turf in enumerate(page.turfs) if turf.name == "Dock Road"))
    assert "L" not in actions(page)
    page.list.go_to(next(place for place, turf in enumerate(page.turfs) if turf.name == "Mill Lane"))
    assert actions(page)["L"][0] == "Their laptop: this walk alone"
    pair.office.settle()
    pair.office.press("L")
    pair.office.until(lambda: pair.bens() == (False, ("Mill Lane",)))
    pair.office.until(lambda: page.detail.said.text().startswith("Blue has Mill Lane alone."))
    assert "L" not in actions(page)


def test_without_the_server_nothing_changes_and_it_is_said(pair: Pair) -> None:
    page = laptops(pair)
    go_to(page, "Blue")
    pair.office.press("G")
    pair.office.until(lambda: page.having.isVisible())
    kept = pair.ann.enrolment.find()
    assert kept is not None
    pair.ann.enrolment.save(replace(kept, server="http://127.0.0.1:1"))
    pair.office.press("Return")
    pair.office.until(lambda: page.fault.isVisible())
    assert not page.said.isVisible()
    assert pair.bens() == (True, ())


def test_a_canvasser_is_invited_to_one_walk_by_keys_alone(pair: Pair, tmp_path: Path) -> None:
    pair.assign()
    page = pair.office.go("invite", InvitePage)
    pair.office.until(lambda: page.ways.isVisible())
    pair.office.press("W")
    pair.office.until(lambda: page.walks.isVisible())
    assert page.walks.hasFocus()
    assert page.walks.accessibleName() == "The walk that their laptop begins with"
    shown = [row.spoken for row in page.walks._fetch(range(3)) if row is not None]
    assert [one.split(",")[0] for one in shown] == ["Dock Road", "Mill Lane"]  # nobody walks the first yet
    pair.office.press("Escape")
    assert page.ways.isVisible()
    pair.office.press("W")
    pair.office.until(lambda: page.walks.isVisible())
    pair.office.press("Down", "Return")
    pair.office.until(lambda: page.is_showing_code)
    assert page.code.code_head.title.text() == "The code for one canvasser, for Mill Lane"
    cat = made_store(tmp_path / "cat")
    try:
        enrol(cat, page.code.server.text(), page.code.code.text())
        sync_now(cat)
        assert [street.name for street in list_streets(cat)] == [list_streets(pair.ann)[0].name]
    finally:
        cat.close()


def test_where_no_walk_is_cut_the_page_says_what_to_do(app: QApplication, tmp_path: Path) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        office = Office(tmp_path / "office", has_register=True)
        try:
            enrol(office.store, central.address, first_code(central))
            page = office.go("invite", InvitePage)
            office.until(lambda: page.ways.isVisible())
            office.press("W")
            office.until(lambda: page.none.isVisible())
            assert page.none.text() == "! No walk is cut yet. Cut one in Walks, then invite somebody to it."
            office.press("C")
            office.until(lambda: page.is_showing_code)
        finally:
            office.close()
            app.processEvents()
