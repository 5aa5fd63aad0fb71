"""Taking people out: with a reason, so many on a day, and noted for the whole branch and at the server before it is done."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain import exports
from desktop.domain.exports import (
    ExportNotWritten,
    ExportStopped,
    Reason,
    ReasonNeeded,
    TooManyToday,
    check_export,
)
from desktop.domain.members import NotAnOrganiser, Role
from desktop.operations import contacts
from desktop.operations import exports as operations
from desktop.operations.audit import look_at_audit
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.exports import COLUMNS, Work, export_people, list_exports, note_export, plan_export
from desktop.operations.members import name_me
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from desktop.wording.audit import event_words
from desktop.wording.exports import export_line
from sync.protocol.audit import What
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import running

NAMES = ["Adah", "=1+1", "+44", "Öykü"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = made_store(tmp_path / "ann")
    name_me(found, "Ann", "Kitchen", Role.ORGANISER)
    for name in NAMES:
        add_person(found, {"given_name": name, "family_name": "Made-Up"})
    yield found
    found.close()


def test_a_file_holds_everybody_and_the_branch_learns_who_took_it_and_why(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "letters.csv"
    done = export_people(store, file, Reason.LETTERS, "For the spring letter").value
    assert (done.people, done.file) == (4, file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert sorted(row["given_name"].removeprefix("\t") for row in rows) == sorted(NAMES)
    assert "\t=1+1" in {row["given_name"] for row in rows}
    (row,) = list_exports(store)
    assert (row.what, row.people, row.reason, row.words, row.who) == (
        "people", 4, "letters", "For the spring letter", "Ann",
    )  # fmt: skip
    assert "Ann took out 4 people for letters: For the spring letter" in export_line(row)


def test_a_workbook_holds_the_same(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "letters.XLSX"
    export_people(store, file, Reason.LISTS, search="made-up")
    first, *rows = load_workbook(file)["People"].iter_rows(values_only=True)
    column = first.index("given_name")
    assert sorted(str(row[column]) for row in rows) == sorted(NAMES)


def test_without_a_reason_or_beyond_the_days_share_nothing_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.csv"
    for words in ("", "  ", "x", "x" * 501):
        with pytest.raises(ReasonNeeded):
            export_people(store, file, Reason.OTHER, words)
    monkeypatch.setattr(exports, "MOST_A_DAY", {Role.ORGANISER: 10})
    export_people(store, file, Reason.LETTERS)
    export_people(store, file, Reason.LETTERS)
    file.unlink()
    with pytest.raises(TooManyToday) as refused:
        export_people(store, file, Reason.LETTERS)
    assert (refused.value.left, refused.value.most) == (2, 10)
    assert not file.exists()
    assert len(list_exports(store)) == 2
    note_export(store, "lists", 2, Reason.LISTS)
    tomorrow, now_ms = store.local_now(), store.now_ms() + 36 * 60 * 60 * 1000
    monkeypatch.setattr(store, "now_ms", lambda: now_ms)
    monkeypatch.setattr(store, "local_now", lambda: tomorrow)
    export_people(store, file, Reason.LETTERS)


def test_a_plan_counts_who_goes_out_what_is_filled_and_what_is_left(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_export(store, "adah")
    assert (plan.people, plan.everyone, plan.left, plan.most) == (1, 4, 5000, 5000)
    assert (list(plan.columns), plan.columns["given_name"], plan.columns["email"]) == (list(COLUMNS), 1, 0)
    export_people(store, tmp_path / "people.csv", Reason.LETTERS)
    assert plan_export(store).left == 4996
    for module in (exports, operations):
        monkeypatch.setattr(module, "MOST_A_DAY", {Role.ORGANISER: 3})
    plan = plan_export(store)
    assert (plan.people, plan.left, plan.is_too_many, sum(plan.columns.values())) == (4, 0, True, 0)
    name_me(store, "Ann", "Kitchen", Role.CANVASSER)
    with pytest.raises(NotAnOrganiser):
        plan_export(store)


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_whatever_is_stopped_at_any_step_leaves_neither_note_nor_file(
    store: Store, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for steps in range(2 * len(NAMES) + 1):  # each row twice, and before it is noted
        asked = iter([False] * steps)
        with pytest.raises(ExportStopped):
            export_people(
                store, folder / name, Reason.LETTERS, work=Work(is_stopped=partial(next, asked, True))
            )
        assert list(folder.iterdir()) == []
        assert list_exports(store) == []


def test_whoever_waits_hears_how_far_it_is(store: Store, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    work = Work(lambda done, of: heard.append((done, of)))
    export_people(store, tmp_path / "people.csv", Reason.LETTERS, work=work)
    assert heard == [(0, 8), (4, 8)]


def test_all_who_match_go_out_and_not_only_as_many_as_a_list_shows(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contacts, "MOST_FOUND", 2)
    assert export_people(store, tmp_path / "people.csv", Reason.LETTERS, search="made-up").value.people == 4


def test_a_canvasser_takes_nobody_out(store: Store, tmp_path: Path) -> None:
    name_me(store, "Ann", "Kitchen", Role.CANVASSER)
    with pytest.raises(NotAnOrganiser):
        export_people(store, tmp_path / "people.csv", Reason.LETTERS)
    with pytest.raises(NotAnOrganiser):
        check_export(Role.COORDINATOR, 0, 0, Reason.LETTERS, "")


def test_a_file_that_cannot_be_written_is_noted_all_the_same(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportNotWritten):
        export_people(store, tmp_path / "nowhere" / "people.csv", Reason.LETTERS)
    assert len(list_exports(store)) == 1


def test_every_organiser_and_the_servers_notes_know_of_it_and_the_server_not_the_words(
    store: Store, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger.db"
    with running(tmp_path / "server", sqlite_address(ledger)) as central:
        enrol(store, central.address, first_code(central))
        ben = made_store(tmp_path / "ben")
        enrol(ben, central.address, invite(store, Role.ORGANISER).code)
        export_people(store, tmp_path / "people.csv", Reason.OTHER, "Zebra crossing petition")
        sync_now(store)
        sync_now(ben)
        assert [(row.people, row.words, row.who) for row in list_exports(ben)] == [
            (4, "Zebra crossing petition", "Ann")
        ]
        events = [event for event in look_at_audit(ben).value.events if event.what == What.EXPORTED]
        assert [event_words(event) for event in events] == ["Ann took 4 people out into a file"]
        ben.close()
    assert b"Zebra" not in b"".join(place.read_bytes() for place in tmp_path.glob("ledger.db*"))
