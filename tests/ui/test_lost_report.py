"""The report on a lost laptop on the screen, saved as PDF; and that every organiser is told of a wipe that was ordered."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.laptops import shut_out_laptop
from desktop.operations.members import name_me
from desktop.operations.standing import ask_standing, carry_out_wipe
from desktop.operations.sync import sync_now
from desktop.print.lost_report import paint_lost_report
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.branch.lost_report import AskedReport, LostReportPage
from desktop.ui.desk import Place
from desktop.ui.home.organiser import OrganiserScreen
from tests.attacks.custody_branch import Custodians, custodians, enrolment_of
from tests.made_up_stores import made_store
from tests.ui.opened_room import OpenedRoom


@pytest.fixture
def branch(app: QApplication, tmp_path: Path) -> Iterator[Custodians]:
    (tmp_path / "branch").mkdir()
    with custodians(tmp_path / "branch") as made:
        yield made
    app.processEvents()


@pytest.fixture
def room(branch: Custodians) -> Iterator[OpenedRoom[LostReportPage]]:
    made = OpenedRoom(lambda desk: LostReportPage(replace(desk, paint_report=paint_lost_report)), branch.ann)
    yield made
    made.close()


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def read_again(file: Path) -> str:
    document = importlib.import_module("pypdfium2").PdfDocument(file)  # it has no types
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def ask(room: OpenedRoom[LostReportPage], device: str) -> None:
    room.screen.open(AskedReport(device, Place("laptops")))
    room.settle()


def test_a_key_on_a_laptops_row_leads_to_the_report_on_it_and_escape_back(branch: Custodians) -> None:
    room, device = OpenedRoom(LaptopsPage, branch.ann), enrolment_of(branch.ben).device
    page = room.screen
    assert page.held is not None
    page.list.setCurrentIndex(page.model.index([one.id for one in page.held.laptops].index(device), 0))
    room.press("P")
    assert room.went == [Place("lost report", AskedReport(device, Place("branch", "laptops")))]
    room.close()


def test_the_report_says_what_was_on_it_and_names_nobody_of_the_records(
    branch: Custodians, room: OpenedRoom[LostReportPage], tmp_path: Path
) -> None:
    add_person(branch.ann, {"given_name": "Osei", "family_name": "Lind"})
    sync_now(branch.ann)
    sync_now(branch.ben)
    device = enrolment_of(branch.ben).device
    shut_out_laptop(branch.ann, device, wipe=True)
    ask(room, device)
    said = texts(room.screen)
    assert "1 person" in said
    assert "Nobody ordered" not in said
    assert "binds the program as it was made" in said
    assert "Osei" not in said
    assert "Lind" not in said
    room.screen.save(str(tmp_path / "report.pdf"))
    room.settle()
    assert room.screen.said.text().startswith("Saved.")
    pdf = " ".join(read_again(tmp_path / "report.pdf").split())
    for line in ("Report on a lost laptop", "Used by canvasser", "1 person", "Last heard from", "by Kitchen"):
        assert line in pdf, line
    assert "Osei" not in pdf
    assert "Lind" not in pdf
    room.press("Escape")
    assert room.went == [Place("laptops")]


def test_a_folder_that_is_not_there_is_said_and_the_report_stays(
    branch: Custodians, room: OpenedRoom[LostReportPage], tmp_path: Path
) -> None:
    ask(room, enrolment_of(branch.ben).device)
    room.screen.save(str(tmp_path / "missing" / "report.pdf"))
    room.settle()
    assert room.screen.said.text().startswith("! The report could not be saved there.")
    assert "What was on it" in texts(room.screen)


def test_where_nobody_can_be_asked_that_is_said_and_asking_again_shows_the_report(
    branch: Custodians, room: OpenedRoom[LostReportPage]
) -> None:
    ask(room, f"{'d' * 32}.{'e' * 32}")
    assert room.screen.states.failed_page.isVisible()
    assert room.screen.report is None
    ask(room, enrolment_of(branch.ben).device)
    assert "How it is protected" in texts(room.screen)


def test_a_wipe_is_told_on_every_organisers_home_once_their_laptop_has_exchanged(
    branch: Custodians, tmp_path: Path
) -> None:
    eve = made_store(tmp_path / "eve", branch.ann_clock)
    name_me(eve, "Eve", "Attic", Role.ORGANISER)
    enrol(eve, branch.central.address, invite(branch.ann, Role.ORGANISER).code)
    sync_now(eve)
    device, folder = enrolment_of(branch.ben).device, branch.ben.folder
    shut_out_laptop(branch.ann, device, wipe=True)
    branch.turn(minutes=11)
    sync_now(eve)
    room = OpenedRoom(OrganiserScreen, eve)
    [told] = [line for line in texts(room.screen).splitlines() if line.startswith("! Blue")]
    assert told.startswith("! Blue is to destroy its records: ordered by Kitchen")
    assert "Not done yet: it has not asked the server since." in texts(room.screen)
    branch.ben.close()
    carry_out_wipe(folder, ask_standing(folder).wipe)
    branch.turn(minutes=11)
    sync_now(eve)
    room.screen.refresh()
    room.settle()
    assert "Blue has destroyed its records, " in texts(room.screen)
    room.close()
    eve.close()
