"""The window once a lease has ended, and the locked window that hears an order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.laptops import LaptopStanding
from desktop.domain.leases import LeaseState
from desktop.operations.laptops import ask_laptops, shut_out_laptop
from desktop.operations.leases import read_lease, take_lease, write_lease_for
from desktop.operations.vaults import vault_exists
from desktop.store.enrolment import Enrolled
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.desk import Place
from desktop.ui.home.page import HomeScreen
from desktop.ui.sending.lease import WITHHELD, LeasePage
from desktop.ui.tasks import Tasks
from desktop.ui.window import Window
from sync.protocol.leases import LEASE_MS, Lease
from tests.attacks.custody_branch import Custodians, custodians, enrolment_of
from tests.ui.office import Office
from tests.ui.opened_room import OpenedRoom

DAY = 24 * 60 * 60 * 1000
DEVICE = f"{'b' * 32}.{'d' * 32}"


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.store.enrolment.save(
        Enrolled(
            server="http://127.0.0.1:9",
            server_key="11" * 32,
            device=DEVICE,
            device_key="22" * 32,
            box_key="33" * 32,
        )
    )
    yield made
    made.close()
    app.processEvents()


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Custodians]:
    (tmp_path / "branch").mkdir()
    with custodians(tmp_path / "branch") as made:
        yield made


def let_pass(office: Office, days: float) -> None:
    """Let the laptop have had its lease for so many days."""
    now = office.store.now_ms()
    given = now - int(days * DAY)
    office.store.leases.keep(
        Lease(device=DEVICE, seq=given, issued=given, not_after=given + LEASE_MS), None, now
    )
    assert office.window.workplace is not None
    office.window.workplace.strip.read()
    office.settle()


def test_a_lease_that_has_ended_closes_what_shows_people_and_leaves_the_doors(office: Office) -> None:
    work = office.window.workplace
    assert work is not None
    for room in sorted(WITHHELD & set(work.room_names)):
        work.go(Place(room))
        assert work.current == room
    work.go(Place("people"))
    let_pass(office, 15)
    assert work.current == "lease"  # also out of a room that one was in
    for room in sorted(WITHHELD & set(work.room_names)):
        work.go(Place(room))
        assert work.current == "lease"
    for room in ("doors", "home", "sent", "stick", "laptops"):
        work.go(Place(room))
        assert work.current == room
    let_pass(office, 1)
    work.go(Place("people"))
    assert work.current == "people"


def test_every_room_is_either_closed_then_or_shows_nobody(office: Office) -> None:
    work = office.window.workplace
    assert work is not None
    shows_nobody = {
        "home",
        "doors",
        "sent",
        "stick",
        "lease",
        "laptops",
        "learn",
        "locking",
        "passphrase",
        "backups",
        "lost report",  # counts, and who used the laptop
        "comparing",
    }
    assert set(work.room_names) - WITHHELD == shows_nobody | {"handing over"}  # for doors alone


@pytest.mark.parametrize(
    ("days", "begins"), [(1, ""), (8, "! Send and receive within 6"), (13, "! Send and receive now")]
)
def test_home_and_the_strip_warn_from_day_seven(office: Office, days: float, begins: str) -> None:
    let_pass(office, days)
    work = office.window.workplace
    assert work is not None
    home = work.room("home")
    assert isinstance(home, HomeScreen)
    home.refresh()
    office.settle()
    assert home.notice.text().startswith(begins)
    assert home.notice.isVisible() == bool(begins)
    assert begins.removeprefix("! ") in work.strip.accessibleName() or not begins


def test_a_file_from_an_organiser_is_taken_on_the_page_and_no_other(
    app: QApplication, branch: Custodians, tmp_path: Path
) -> None:
    ben, elsewhere = enrolment_of(branch.ben).device, f"{branch.ann.branch.id}.{'e' * 32}"
    bad, other, old, good = (tmp_path / f"{name}.lease" for name in ("bad", "other", "old", "good"))
    bad.write_text("{}")
    write_lease_for(branch.ann, ben, old)
    branch.turn(days=13)
    write_lease_for(branch.ann, elsewhere, other)
    write_lease_for(branch.ann, ben, good)
    branch.turn(days=2)
    room = OpenedRoom(LeasePage, branch.ben)
    page = room.screen
    assert page.ended.isVisible()
    for file, begins in (
        (bad, "! This is not a file that renews a laptop"),
        (tmp_path / "nowhere.lease", "! This is not a file that renews a laptop"),
        (other, "! This file is not for this laptop"),
    ):
        page.take(str(file))
        room.settle()
        assert page.fault.text().startswith(begins)
        assert page.ended.isVisible()
    page.take(str(good))
    room.settle()
    assert not page.fault.isVisible()
    assert read_lease(branch.ben).state is LeaseState.GOOD
    page.take(str(old))
    room.settle()
    assert page.fault.text().startswith("! This file is older")
    assert read_lease(branch.ben).state is LeaseState.GOOD
    page.refresh()
    room.settle()
    assert not page.ended.isVisible()
    room.close()


def test_the_locked_window_carries_out_an_order_and_says_so(app: QApplication, branch: Custodians) -> None:
    folder, device = branch.ben.folder, enrolment_of(branch.ben).device
    branch.ben.close()
    shut_out_laptop(branch.ann, device, wipe=True)
    log = folder.parent / "groundswell.log"
    log.write_text("nothing personal")
    window = Window(
        tasks=Tasks(),
        folder=folder,
        appearance_file=folder.parent / "appearance.json",
        write_sheet=lambda *_told: None,
        now=branch.ben.local_now,
        logs=[log],
    )
    window.show()
    window.begin()
    office = Office.__new__(Office)
    office.window = window
    office.until(lambda: window.start.currentWidget() is window.start.__dict__.get("gone"))
    assert not vault_exists(folder)
    assert not log.exists()
    page = next(one for one in ask_laptops(branch.ann).value.laptops if one.id == device)
    assert page.custody.wiped_at is not None
    window.close()
    window.deleteLater()
    app.processEvents()


def test_a_laptop_is_shut_out_by_two_keys_and_never_by_one(app: QApplication, branch: Custodians) -> None:
    room = OpenedRoom(LaptopsPage, branch.ann)
    page, device = room.screen, enrolment_of(branch.ben).device

    def ben() -> LaptopStanding:
        return next(one for one in ask_laptops(branch.ann).value.laptops if one.id == device)

    assert page.held is not None
    page.list.setCurrentIndex(page.model.index([one.id for one in page.held.laptops].index(device), 0))
    room.press("D")
    assert "cannot be undone" in page.said.text()
    room.press("Escape")
    assert ben().revoked_at is None
    room.press("X", "Y")
    assert ben().revoked_at is not None
    assert ben().custody.wipe_at is None
    room.press("D", "Y")
    assert ben().custody.is_to_be_wiped
    room.press("B")
    assert not ben().custody.is_to_be_wiped
    room.screen.deleteLater()
    app.processEvents()
    room.tasks.close()


def test_a_laptops_lease_is_renewed_by_a_file_that_the_page_writes(
    app: QApplication, branch: Custodians, tmp_path: Path
) -> None:
    room = OpenedRoom(LaptopsPage, branch.ann)
    page = room.screen
    assert page.held is not None
    laptop = next(one for one in page.held.laptops if not one.is_this_one)
    branch.turn(days=5)
    before = branch.ben.leases.find()
    page.shutting.write(laptop, str(tmp_path / "ben.lease"))
    room.settle()
    take_lease(branch.ben, tmp_path / "ben.lease")
    after = branch.ben.leases.find()
    assert before is not None
    assert after is not None
    assert after.not_after > before.not_after
    room.screen.deleteLater()
    app.processEvents()
    room.tasks.close()
