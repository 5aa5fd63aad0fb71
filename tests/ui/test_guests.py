"""A guest is invited by keys alone: whom, until when, and the code."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role as Member
from desktop.operations.enrolment import enrol
from desktop.ui.branch.invite import InvitePage
from sync.protocol.rights import Role
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.above import enrol_above, region
from tests.sync.central import running
from tests.ui.office import Office


def test_a_guest_is_chosen_among_the_coordinators_above_and_until_a_day(
    app: QApplication, tmp_path: Path
) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        office = Office(tmp_path / "office")
        central.skew_ms = office.store.now_ms() - central.now()
        visit = made_store(tmp_path / "visit")
        try:
            enrol(office.store, central.address, first_code(central))
            page = office.go("invite", InvitePage)
            office.until(lambda: page.ways.isVisible())
            office.press("G")
            office.until(lambda: page.none.isVisible())
            assert page.none.text() == "! No coordinator above this branch has joined the server."
            enrol_above(central, Role.REGION, region(central, "North", office.store.branch.id))
            office.press("G")
            office.until(lambda: page.guests.isVisible())
            office.press("Escape")
            assert page.ways.isVisible()
            office.press("G")
            office.until(lambda: page.guests.isVisible())
            office.press("1", "W")
            office.until(lambda: page.is_showing_code)
            assert page.code.code_head.title.text() == "The code for one guest"
            assert enrol(visit, central.address, page.code.code.text()).role is Member.GUEST
        finally:
            visit.close()
            office.close()
    app.processEvents()
