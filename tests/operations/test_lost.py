"""The report on a lost laptop says what was on it, since when, and what was done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.grants import NoSuchLaptop, Part
from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.laptops import shut_out_laptop
from desktop.operations.lost import report_lost
from desktop.operations.standing import ask_standing, carry_out_wipe
from desktop.operations.sync import sync_now
from desktop.wording.lost import report_lines
from sync.client.errors import ServerRefused
from tests.attacks.custody_branch import Custodians, custodians, enrolment_of


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Custodians]:
    with custodians(tmp_path) as made:
        yield made


def test_a_report_counts_what_was_on_it_and_says_how_it_stands(branch: Custodians) -> None:
    for number in range(3):
        add_person(branch.ann, {"given_name": f"Ada {number}"})
    sync_now(branch.ann)
    sync_now(branch.ben)
    device = enrolment_of(branch.ben).device
    report = report_lost(branch.ann, device)
    assert [(one.part, one.people, one.until_at) for one in report.held] == [(Part.BRANCH, 3, None)]
    assert report.laptop.seen_at is not None
    assert report.laptop.custody.lease_until is not None
    lines = report_lines(report)
    assert "Nobody ordered its records destroyed." in lines
    assert any(line.startswith("the whole branch, from 2026-") and "3 people" in line for line in lines)
    assert "Ada" not in "".join(lines)


def test_a_report_says_who_ordered_a_wipe_and_how_far_it_is(branch: Custodians) -> None:
    device, folder = enrolment_of(branch.ben).device, branch.ben.folder
    shut_out_laptop(branch.ann, device, wipe=True)
    before = "\n".join(report_lines(report_lost(branch.ann, device)))
    assert "by Kitchen: it has not yet asked" in before
    branch.ben.close()
    carry_out_wipe(folder, ask_standing(folder).wipe)
    after = "\n".join(report_lines(report_lost(branch.ann, device)))
    assert "by Kitchen: its records were destroyed" in after


def test_only_an_organiser_reports_and_only_on_a_laptop_of_the_branch(branch: Custodians) -> None:
    with pytest.raises(NoSuchLaptop):
        report_lost(branch.ann, f"{'d' * 32}.{'e' * 32}")
    with pytest.raises(ServerRefused, match="role"):
        report_lost(branch.ben, enrolment_of(branch.ann).device)
    assert branch.ben.members.me().role is Role.CANVASSER
