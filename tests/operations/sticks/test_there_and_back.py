"""By stick to the server and back is what the network does; twice, late and after the network it changes nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.members import Role
from desktop.operations.bundles import BundleStopped, read_from_stick, write_to_stick
from desktop.operations.contacts import add_note, add_person, count_people, edit_person, show_person
from desktop.operations.erasures import erase_contact
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.operations.sent import list_sent
from desktop.operations.status import read_status
from desktop.operations.sync import sync_now
from desktop.store.store import Store
from desktop.store.vault import open_vault
from desktop.wording.bundles import taken_words
from desktop.wording.strip import strip_sentence
from sync.server.backups import back_up
from sync.server.database import sqlite_address
from sync.server.restoring import restore
from tests.made_up_stores import PASSPHRASE, QUICK, TurnedClock, folded, register_file
from tests.operations.sticks.carrying import held, round_trip, server_reads, stands, state_of, sticks, write
from tests.sync.central import Central


def test_there_and_back_on_foot_is_what_the_network_does(
    central: Central, ann: Store, ben: Store, laptop: Callable[[str, Role], Store], tmp_path: Path
) -> None:
    cat = laptop("Cat", Role.CANVASSER)
    import_register(ann, register_file(tmp_path, 60))
    person = add_person(ann, {"given_name": "Zoë", "phone": "1"}).value
    sync_now(ann)
    add_note(ben, add_person(ben, {"given_name": "Bo"}).value, "Asks about the bus", read_aloud=True)
    assert read_status(ben).pending_other > 0
    taken = round_trip(central, ben, tmp_path)
    assert (taken.is_answer, taken.is_whole, taken.pending, taken.apart) == (True, True, 0, 0)
    sync_now(cat)
    sync_now(ann)
    round_trip(central, ben, tmp_path)  # what Cat’s own laptop is called has come meanwhile
    assert folded(ben) == folded(cat) == folded(ann)
    assert stands(ben) == stands(cat) == state_of(central, ben)
    assert held(ben) == held(cat)
    assert all(row.receipt and row.state.value == "sent" for row in list_sent(ben))
    status = read_status(ben)
    assert strip_sentence(status) == "Saved on this laptop. Everything is sent."
    assert status.last_heard_at is not None
    edit_person(ben, person, {"phone": "2"})
    assert read_status(ben).pending_other == 1
    assert round_trip(central, ben, tmp_path).pending == 0
    report = sync_now(ben).value.report
    assert (report.received, report.repaired, report.forks, report.given_back, report.pending) == (0,) * 5
    assert stands(ben) == state_of(central, ben)


def test_it_goes_on_from_where_the_laptop_stands(central: Central, ann: Store, tmp_path: Path) -> None:
    for number in range(30):
        add_person(ann, {"given_name": f"Ada {number}"})
    round_trip(central, ann, tmp_path)
    add_person(ann, {"given_name": "Zoë"})
    written = write_to_stick(ann, tmp_path / "there").value
    assert written.unsent == 1
    found = sticks(central)
    with (tmp_path / "there").open("rb") as file, (tmp_path / "back").open("wb") as answer:
        imported = found.take(file)
        assert (imported.taken, imported.apart) == (1, {})
        assert found.answer(imported, answer).entries == 1
    taken = read_from_stick(ann, tmp_path / "back").value
    assert (taken.new, taken.known, taken.pending) == (0, 1, 0)


def test_twice_late_and_out_of_order_changes_nothing(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ben, {"given_name": "Zoë"})
    early = write(ben, tmp_path / "early")
    add_person(ben, {"given_name": "Bo"})
    late = write(ben, tmp_path / "late")
    assert server_reads(central, late, tmp_path / "answer-late").taken > 0
    at = state_of(central, ben)
    for stick in (early, late, early):
        again = server_reads(central, stick, tmp_path / f"answer-{stick.name}")
        assert (again.taken, again.apart, again.is_whole) == (0, {}, True)
        assert again.held > 0
    assert state_of(central, ben) == at
    for name in ("answer-late", "answer-early", "answer-late"):
        read_from_stick(ben, tmp_path / name)
        assert stands(ben) == at
        assert read_status(ben).pending_other == 0
    assert read_from_stick(ben, tmp_path / "answer-late").value.new == 0


def test_what_came_by_the_network_before_or_after_is_there_once(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ben, {"given_name": "Zoë"})
    stick = write(ben, tmp_path / "there")
    sync_now(ben)
    at = state_of(central, ben)
    imported = server_reads(central, stick, tmp_path / "back")
    assert (imported.taken, imported.apart) == (0, {})
    assert state_of(central, ben) == at
    assert read_from_stick(ben, tmp_path / "back").value.new == 0
    add_person(ben, {"given_name": "Bo"})
    assert server_reads(central, write(ben, tmp_path / "there")).taken == 1
    report = sync_now(ben).value.report
    assert (report.sent, report.forks, report.pending, report.repaired) == (1, 0, 0, 0)
    assert stands(ben) == state_of(central, ben)
    sync_now(ann)
    sync_now(ben)  # an organiser's laptop offers its help at its first exchange
    assert folded(ann) == folded(ben)


def test_what_the_server_keeps_apart_is_told_and_counts_no_more_as_not_sent(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    person = add_person(ann, {"given_name": "Zoë"}).value
    sync_now(ann)
    sync_now(ben)
    name_me(ben, "Ben", "Blue", Role.ORGANISER)  # on this laptop only: the server knows better
    erase_contact(ben, person)
    taken = round_trip(central, ben, tmp_path)
    assert taken.apart == 1
    assert [row.state.value for row in list_sent(ben) if row.kind == "erasure"] == ["kept_apart"]
    assert read_status(ben).pending_other == 0
    sync_now(ann)
    assert show_person(ann, person).value("given_name") == "Zoë"
    report = sync_now(ben).value.report
    assert (report.quarantined, report.pending) == (1, 0)


def test_what_a_colleague_carries_arrives_and_is_no_more_to_be_handed_on(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ben, {"given_name": "Zoë"})
    taken = read_from_stick(ann, write(ben, tmp_path / "hall")).value
    assert read_status(ann).carried == taken.carried > 0
    imported = server_reads(central, write(ann, tmp_path / "there"), tmp_path / "back")
    assert imported.taken >= taken.carried
    read_from_stick(ann, tmp_path / "back")
    assert read_status(ann).carried == 0
    assert count_people(ann) == 1


def test_what_is_more_than_a_request_takes_goes_in_parts_and_what_is_too_much_alone_stops_nobody(
    central: Central, ann: Store, ben: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_now(ann)
    for number in range(4):
        noise = ben.session.random(8000).hex()
        with ben.transaction():
            ben.contacts.add({"given_name": "Zoë", "occupation": noise})
        read_from_stick(ann, write(ben, tmp_path / f"hall-{number}"))
    waiting = read_status(ann).carried
    monkeypatch.setattr("sync.protocol.codec.PACKED_CAP", 30_000)  # the first two together, never the last
    report = sync_now(ann).value.report
    assert 0 < report.carried < waiting
    monkeypatch.undo()
    add_person(ann, {"given_name": "Bo"})
    sync_now(ann)
    sync_now(ben)
    assert count_people(ben) == 5


def test_what_a_copy_of_this_laptop_wrote_is_handed_on_like_a_colleagues(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    """Both are one device to the server; the copy may never come near it again."""
    sync_now(ann)
    shutil.copytree(ann.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("lock"))
    clock = TurnedClock()
    copy = Store(open_vault(tmp_path / "copy", PASSPHRASE, floor=QUICK), clock.now_ms, clock.local_now)
    add_person(copy, {"given_name": "Zoë"})
    stick = write(copy, tmp_path / "hall")
    copy.close()
    assert read_from_stick(ann, stick).value.carried > 0
    sync_now(ann)
    sync_now(ben)
    assert count_people(ann) == count_people(ben) == 1
    assert read_from_stick(ann, write(ann, tmp_path / "own")).value.carried == 0


def test_a_restored_server_gets_back_on_foot_what_it_lost(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ann, {"given_name": "Zoë"})
    sync_now(ann)
    made = back_up(central.folder, central.database, tmp_path / "backups", central.now())
    add_person(ann, {"given_name": "Bo"})
    sync_now(ann)
    sync_now(ben)
    lost = state_of(central, ann)
    central.database.close()
    restore(central.folder, sqlite_address(central.folder.ledger), made.ledger)
    assert state_of(central, ann) != lost
    imported = server_reads(central, write(ben, tmp_path / "there"), tmp_path / "back")
    assert imported.taken > 0
    assert state_of(central, ann)[1] == lost[1]
    taken = read_from_stick(ben, tmp_path / "back").value
    assert taken.is_other_epoch
    assert "put back from a backup" in taken_words(taken)


def test_attachments_go_both_ways(central: Central, ann: Store, ben: Store, tmp_path: Path) -> None:
    import_register(ann, register_file(tmp_path, 60))
    assert server_reads(central, write(ann, tmp_path / "there")).attachments == 1
    round_trip(central, ben, tmp_path)
    assert count_people(ben) == 60
    small = (tmp_path / "back").stat().st_size
    server_reads(central, write(ben, tmp_path / "there"), tmp_path / "back")
    assert (tmp_path / "back").stat().st_size < small  # the register is not sent again


def test_writing_can_be_stopped_and_leaves_no_file(ann: Store, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(BundleStopped):
        write_to_stick(ann, tmp_path / "there", cancelled=lambda: True)
    assert set(tmp_path.iterdir()) == before


def test_reading_can_be_stopped_and_keeps_what_came(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ann, {"given_name": "Zoë"})
    steps: list[int] = []
    stick = write(ann, tmp_path / "there")
    taken = read_from_stick(ben, stick, lambda done, _of: steps.append(done), lambda: len(steps) > 1).value
    assert taken.is_stopped
    assert taken.new > 0
    assert read_from_stick(ben, stick).value.is_whole


def test_what_was_handed_on_is_kept_until_it_comes_back_for_the_server_may_be_put_back(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    sync_now(ann)
    made = back_up(central.folder, central.database, tmp_path / "backups", central.now())
    add_person(ben, {"given_name": "Zoë"})
    carried = read_from_stick(ann, write(ben, tmp_path / "hall")).value.carried
    pushes = ann.exchange.carried(10)
    ann.exchange.carried_done(pushes)  # handed on, and the laptop was shut before it received
    assert (ann.exchange.carried(10), read_status(ann).carried) == ([], 0)
    central.database.close()
    restore(central.folder, sqlite_address(central.folder.ledger), made.ledger)
    ann.exchange.adopt_epoch("another")
    assert read_status(ann).carried == carried > 0
    assert ann.exchange.carried(10) == pushes


def test_what_was_handed_on_and_came_back_is_let_go_of(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    add_person(ben, {"given_name": "Zoë"})
    read_from_stick(ann, write(ben, tmp_path / "hall"))
    sync_now(ann)
    assert read_status(ann).carried == 0
    assert ann.reading.execute("SELECT count(*) FROM carried").fetchone()[0] == 0


def test_what_came_back_by_a_stick_without_its_place_gets_it_from_the_network(
    central: Central, ann: Store, ben: Store, tmp_path: Path
) -> None:
    person = add_person(ann, {"given_name": "Zoë"}).value
    sync_now(ann)
    sync_now(ben)
    with ben.transaction() as connection:  # a page of the disk went bad
        (row,) = connection.execute(
            "SELECT rowid FROM entry WHERE eid = ? AND kind = 'contact'", (person,)
        ).fetchall()
        connection.execute("DELETE FROM holding WHERE entry = ?", row)
        connection.execute("DELETE FROM entry WHERE rowid = ?", row)
    assert read_from_stick(ben, write(ann, tmp_path / "hall")).value.new == 1
    sync_now(ben)
    assert stands(ben) == state_of(central, ben)
    assert sync_now(ben).value.report.repaired == 0
