"""The report on a lost laptop says what was on it, since when, and what was done."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.custody import LaptopCustody
from desktop.domain.grants import NoSuchLaptop, Part
from desktop.domain.laptops import LaptopsHeld, LaptopStanding
from desktop.domain.lost import ReportNotWritten, ordered_wipes
from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.laptops import shut_out_laptop
from desktop.operations.lost import report_lost, save_report
from desktop.operations.standing import ask_standing, carry_out_wipe
from desktop.operations.sync import sync_now
from desktop.wording.dates import street_time
from desktop.wording.lost import report_lines, wipe_sentence
from sync.client.errors import ServerRefused
from tests.attacks.custody_branch import Custodians, custodians, enrolment_of

ANN = LaptopStanding(
    id="ann",
    name="Kitchen",
    member_name="Ann",
    role="organiser",
    seen_at=None,
    days=0,
    behind=0,
    pending=0,
    questions=0,
    kept_apart=0,
    forks=0,
    forked_at=None,
    revoked_at=None,
    is_this_one=True,
)


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
    assert any(line.startswith("The whole branch: from 2026-") and "3 people" in line for line in lines)
    assert "Ada" not in "".join(lines)


def test_a_report_says_who_ordered_a_wipe_and_how_far_it_is(branch: Custodians) -> None:
    device, folder = enrolment_of(branch.ben).device, branch.ben.folder
    shut_out_laptop(branch.ann, device, wipe=True)
    before = "\n".join(report_lines(report_lost(branch.ann, device)))
    assert "Its records were ordered destroyed: 20" in before
    assert "UTC, by Kitchen\nIt has not yet asked" in before
    assert "It has not said that they were destroyed." in before
    branch.ben.close()
    carry_out_wipe(folder, ask_standing(folder).wipe)
    after = "\n".join(report_lines(report_lost(branch.ann, device)))
    assert "It said that they were destroyed: 20" in after
    assert "It has not" not in after


def test_only_an_organiser_reports_and_only_on_a_laptop_of_the_branch(branch: Custodians) -> None:
    with pytest.raises(NoSuchLaptop):
        report_lost(branch.ann, f"{'d' * 32}.{'e' * 32}")
    with pytest.raises(ServerRefused, match="role"):
        report_lost(branch.ben, enrolment_of(branch.ann).device)
    assert branch.ben.members.me().role is Role.CANVASSER


def test_every_time_in_a_report_says_of_which_clock_it_is(branch: Custodians) -> None:
    device = enrolment_of(branch.ben).device
    shut_out_laptop(branch.ann, device, wipe=True)
    text = "\n".join(report_lines(report_lost(branch.ann, device)))
    times = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d( UTC)?", text)
    assert len(times) > 5
    assert all(times)


def test_an_order_that_was_taken_back_says_so_and_when(branch: Custodians) -> None:
    device = enrolment_of(branch.ben).device
    shut_out_laptop(branch.ann, device, wipe=True)
    shut_out_laptop(branch.ann, device, withdraw=True)
    text = "\n".join(report_lines(report_lost(branch.ann, device)))
    assert "The order was taken back: 20" in text


def test_a_report_is_saved_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    save_report(file, b"whole")
    assert file.read_bytes() == b"whole"
    with pytest.raises(ReportNotWritten):
        save_report(tmp_path / "missing" / "report.pdf", b"whole")
    with pytest.raises(ReportNotWritten):
        save_report(Path("a\0b"), b"whole")
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_what_every_organiser_is_told_of_orders_is_the_latest_first_until_a_week_after_it_was_done() -> None:
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)

    def laptop(name: str, days: int, **kept: Any) -> LaptopStanding:
        custody = LaptopCustody(wipe_at=now - timedelta(days=days), wipe_by="ann", hears=True, **kept)
        return replace(ANN, id=name, name=name, custody=custody)

    held = LaptopsHeld(
        [
            ANN,
            laptop("open", 20),
            laptop("fresh", 1, wiped_at=now - timedelta(days=1)),
            laptop("old", 30, wiped_at=now - timedelta(days=8)),
            laptop("spared", 2, wipe_withdrawn_at=now - timedelta(days=1)),
        ],
        [],
        now,
    )
    told = ordered_wipes(held, now)
    assert [one.laptop.id for one in told] == ["fresh", "open"]
    words = [wipe_sentence(one, street_time(now)) for one in told]
    assert words[0].startswith("fresh has destroyed its records, ")
    assert words[1].startswith("open is to destroy its records: ordered by Kitchen (Ann), ")
    assert words[1].endswith("Not done yet: it has not asked the server since.")
