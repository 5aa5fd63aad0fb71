"""Fault scenarios 21 to 30: what becomes of a laptop, its disk and its program."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.contacts import NoSuchContact
from desktop.domain.ids import ContactId
from desktop.domain.laptops import LaptopsHeld
from desktop.domain.sent import SentState
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    list_people,
    remove_person,
    search_people,
    show_person,
)
from desktop.operations.erasures import erase_contact
from desktop.operations.laptops import ask_laptops
from desktop.operations.sent import list_sent
from desktop.operations.status import read_status
from desktop.operations.vaults import rescue_vault
from desktop.store.errors import VaultDamaged, VaultUnwritable
from desktop.wording.strip import failure_words, strip_reason
from sync.client import snapshots
from sync.protocol.bundle import NotABundle, WrongBranch
from sync.protocol.kinds import KINDS, Kind
from tests.faults.branches import Branch, Colleague, branch_in
from tests.faults.dying import KILLED, Order
from tests.faults.gateway import gateway_to
from tests.faults.pass_rule import check_pass_rule
from tests.faults.programs import program_over
from tests.faults.proving import every
from tests.made_up_stores import PASSPHRASE, QUICK

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and children as POSIX has them")
DAY = int(timedelta(days=1).total_seconds() * 1000)
NO_LIMIT = 1_073_741_823
PAGE = 4096
UNSENT = 60
WITHOUT_WHICH_NOTHING = 12
"""Pages at most that hold the schema, or by what the store belongs to its branch."""
BRANCHING = 4
"""Pages at most that lead to the leaves of the entries."""


def people(laptop: Colleague) -> set[str]:
    """The ids of everybody in a laptop's store."""
    return {person["id"] for person in list_people(laptop.store)}


@POSIX
@pytest.mark.prove
@pytest.mark.slow
def test_21_kill_between_writing_an_entry_and_its_row(branch: Branch, tmp_path: Path) -> None:
    ann, _ = branch.laptops
    with program_over(ann.store.folder, Order(tmp_path / "order")) as program:
        statement, step, status = 1, every(17), KILLED
        while status == KILLED:
            before = people(ann)
            with ann.shut():
                status, added = program.say_and_die(
                    statement, "people", "add", "given_name=Ada", "phone=01632 960001"
                )
            after = people(ann)
            assert before <= after
            assert len(after - before) <= 1
            if added is not None:
                assert {added["id"]} == after - before  # what was said to be saved is there
            for person in after - before:
                assert show_person(ann.store, ContactId(person)).value("phone") == "01632 960001"
            branch.look()
            ann.sync()
            statement += step
    assert status == 0
    assert statement > 20
    check_pass_rule(branch)


@POSIX
@pytest.mark.prove
@pytest.mark.slow
def test_22_kill_between_applying_a_page_and_saving_the_cursor(branch: Branch, tmp_path: Path) -> None:
    ann, ben = branch.laptops
    with program_over(ann.store.folder, Order(tmp_path / "order")) as program:
        statement, step, status = 1, every(37), KILLED
        while status == KILLED:
            ben.write(3)
            ben.sync()
            ann.write()
            with ann.shut():
                status, _ = program.say_and_die(statement, "sync")
            branch.look()
            ann.sync()
            assert people(ann) >= people(ben)
            statement += step
    assert status == 0
    assert statement > 50
    assert len(ann.store.exchange.writers()) == 1  # it never took itself for a copy
    check_pass_rule(branch)


def test_23_an_edit_while_a_push_of_the_same_record_is_under_way(branch: Branch) -> None:
    ann, ben = branch.laptops
    person = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    edits = ["3", "2"]

    def edit(_method: str, target: str) -> None:
        if target.startswith("/v1/push") and edits:
            edit_person(ann.store, person, {"phone": edits.pop()})

    with gateway_to(branch.server.address, 1) as gateway:
        gateway.meanwhile = edit
        assert ann.sync(gateway.address).sent == 3
    assert edits == []
    ben.sync()
    page = show_person(ben.store, person)
    assert (page.value("phone"), page.conflicts) == ("3", [])
    assert {one.value for one in page.history if one.field == "phone"} == {"1", "2", "3"}
    check_pass_rule(branch)


def test_24_a_laptop_put_back_from_an_image_of_a_week_ago(branch: Branch) -> None:
    ann, ben = branch.laptops
    ann.write(2)
    ann.sync()
    ann.write(2)  # in the image not sent, and sent after it was made
    image = ann.image()
    ann.sync()
    person = add_person(ann.store, {"given_name": "Ada"}).value
    ann.sync()
    branch.server.turn_clock(7 * DAY)
    for laptop in branch.laptops:
        laptop.clock.skew_ms += 7 * DAY
    ann.put_back(image)
    ann.write(3)
    assert ann.unsent() == 5
    report = ann.sync()
    assert (report.forks, report.pending) == (1, 0)
    assert show_person(ann.store, person).name == "Ada"
    told = strip_reason(read_status(ann.store), ann.store.local_now())
    assert "copied or put back" in told or read_status(ann.store).forked_at is not None
    ben.sync()
    check_pass_rule(branch)


def test_25_a_profile_copied_to_a_second_laptop_and_used_on_both(branch: Branch) -> None:
    ann, ben = branch.laptops
    ben.write()
    twin = branch.twin(ben, ben.image())
    for laptop in (ben, twin, ben, twin):
        laptop.write(2)
        laptop.sync()
    assert {one.store.exchange.writers()[0].writer for one in (ben, twin)} == {
        ben.store.exchange.writers()[0].writer
    }
    held: LaptopsHeld = ask_laptops(ann.store).value
    assert sorted(row.forks > 0 for row in held.laptops) == [
        False,
        True,
    ]  # the organiser is told, and nobody is shut out
    check_pass_rule(branch)


def spoil(vault: Path, page: int) -> None:
    """Turn one bit of a page, as a disk that ages does."""
    file = vault / "store.db"
    content = bytearray(file.read_bytes())
    content[page * PAGE + 100] ^= 1
    file.write_bytes(content)


@pytest.mark.prove
@pytest.mark.slow
def test_26_a_page_of_the_store_goes_bad(branch: Branch) -> None:
    ann, ben = branch.laptops
    ann.write_much(40)
    branch.settle()
    ann.write_much(UNSENT)
    unsent = {row.id for row in list_sent(ann.store) if row.state is SentState.NOT_SENT}
    with ann.shut() as vault:
        pages = (vault / "store.db").stat().st_size // PAGE
        tried = {page: rescue_a_copy(vault, page) for page in range(1, pages, every(29))}
        for page in reversed(range(1, pages)):  # the latest pages hold what was written last
            tried[page] = rescue_a_copy(vault, page)
            if unsent - (tried[page] or unsent):
                break
    kept = {number: found for number, found in tried.items() if found is not None}
    assert len(tried) - len(kept) <= WITHOUT_WHICH_NOTHING
    # No more than lay on that page is gone, unless it was one by which others are found.
    assert sum(len(unsent - found) >= 20 for found in kept.values()) <= BRANCHING
    assert any(unsent <= found for found in kept.values())
    left = len(kept[page] & unsent)
    assert left < UNSENT
    with ann.shut() as vault:
        spoil(vault, page)
        rescued = rescue_vault(vault, PASSPHRASE, floor=QUICK)
        assert (rescued.unsent, rescued.is_whole) == (left, False)
        rescued.store.close()
    ann.ever = ann.entries()  # what lay on that page alone is gone; nothing else may be
    branch.look()
    assert ann.sync().sent == left + 1  # and how this laptop is called, under its fresh name
    assert people(ann) >= people(ben)
    check_pass_rule(branch)
    ann.write()
    assert ann.sync().sent == 1


def rescue_a_copy(vault: Path, page: int) -> set[str] | None:
    """What is left on a copy of a laptop after a page went bad, and it was rescued; None if it cannot be."""
    copy = vault.with_name(f"{vault.name}-{page}")
    shutil.copytree(vault, copy)
    spoil(copy, page)
    try:
        rescued = rescue_vault(copy, PASSPHRASE, floor=QUICK)
    except VaultDamaged:
        shutil.rmtree(copy)
        return None
    found = {row[0] for row in rescued.store.reading.execute("SELECT id FROM entry").fetchall()}
    rescued.store.close()
    shutil.rmtree(copy)
    return found


@contextmanager
def room_on_disk(laptop: Colleague, pages: int) -> Iterator[None]:
    """A disk on which a laptop's store may grow by so many pages."""
    connection = laptop.store.writing
    most = connection.execute("PRAGMA page_count").fetchone()[0] + pages
    connection.execute(f"PRAGMA max_page_count={most}").fetchall()
    try:
        yield
    finally:
        connection.execute(f"PRAGMA max_page_count={NO_LIMIT}").fetchall()


def test_27_disk_full_on_a_client(branch: Branch) -> None:
    ann, ben = branch.laptops
    ben.write_much(150)
    ben.sync()
    refused = unread = 0
    for pages in range(0, 4000, 8):
        with room_on_disk(ann, pages):
            before, unsent = count_people(ann.store), ann.unsent()
            try:
                add_person(ann.store, {"given_name": "Ada", "occupation": "x" * 9000})
            except VaultUnwritable:
                refused += 1
                assert (count_people(ann.store), ann.unsent()) == (
                    before,
                    unsent,
                )  # and its words are not called saved
            branch.look()
            try:
                ann.sync()
            except VaultUnwritable:
                unread += 1
                assert read_status(ann.store).reason == "disk"
            else:
                break
    assert refused > 0
    assert unread > 0
    assert "no room" in failure_words("disk")
    assert people(ann) >= people(ben)
    check_pass_rule(branch)


@contextmanager
def older_program(*without: str) -> Iterator[None]:
    """Let this program be one that knows no such kinds (``note``) or fields (``contact.occupation``)."""
    with pytest.MonkeyPatch.context() as patch:
        for name in without:
            kind, _, field = name.partition(".")
            known = KINDS[kind]
            if not field:
                patch.delitem(KINDS, kind)
                continue
            fields = {one: rule for one, rule in known.fields.items() if one != field}
            older = Kind(kind, fields, known.belongs, is_person=known.is_person, is_door=known.is_door)
            patch.setitem(KINDS, kind, older)
        yield


def test_28_upgraded_in_mid_queue_and_downgraded_with_entries_of_a_newer_program(branch: Branch) -> None:
    ann, ben = branch.laptops
    person = add_person(ben.store, {"given_name": "Ada", "occupation": "Baker"}).value
    add_note(ben.store, person, "Asks about the bus", read_aloud=False)
    later = add_person(ben.store, {"given_name": "Grace"}).value
    with ben.store.transaction() as connection:  # as a program of a later format would have written it
        connection.execute("UPDATE entry SET v = 2 WHERE eid = ?", (later,))
    ben.store.projection.rebuild()
    ben.sync()
    for _ in range(2):  # an older program, then this one; and the same once more, with work that is not sent
        with older_program("note", "contact.occupation"):
            ann.reopen()
            ann.sync()
            assert show_person(ann.store, person).words == []
            edit_person(ann.store, person, {"phone": f"{ann.written}"})
            ann.write()
            assert ann.unsent() == 2
            ann.reopen()
            assert ann.unsent() == 2
        ann.reopen()
        assert ann.unsent() == 2
        page = show_person(ann.store, person)
        assert page.value("occupation") == "Baker"
        assert [said.text for said in page.words] == ["Asks about the bus"]
    for laptop in branch.laptops:
        laptop.sync()
        with pytest.raises(NoSuchContact):
            show_person(laptop.store, later)  # kept, and not understood yet
    check_pass_rule(branch)


def test_29_a_laptop_that_was_away_for_fourteen_months(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, ben = branch.laptops
    monkeypatch.setattr(snapshots, "WORTH_FROM", 50)
    gone, erased, kept = (
        add_person(ann.store, {"given_name": name, "phone": "1"}).value for name in ("Gone", "Erased", "Kept")
    )
    branch.settle()
    ben.write(2)
    edit_person(ben.store, kept, {"phone": "2"})
    add_note(ben.store, erased, "Asks about the bus", read_aloud=False)
    branch.server.turn_clock(425 * DAY)
    for laptop in branch.laptops:
        laptop.clock.skew_ms += 425 * DAY
    remove_person(ann.store, gone)
    erase_contact(ann.store, erased)
    ann.write_much(80)
    ann.sync()
    branch.server.back_up()
    branch.add("cat").sync()  # comes in by a snapshot
    branch.server.stop()
    branch.server.begin()
    assert ben.unsent() == 4
    report = ben.sync()
    assert (report.pending, report.quarantined) == (0, 0)
    ann.sync()
    for laptop in branch.laptops[:2]:
        assert search_people(laptop.store, "Gone").total == 0  # what was deleted stays so
        with pytest.raises(NoSuchContact):
            show_person(laptop.store, erased)
        assert show_person(laptop.store, kept).value("phone") == "2"
    check_pass_rule(branch)


def test_30_a_bundle_twice_cut_short_out_of_order_on_the_wrong_branch_and_after_the_network(
    branch: Branch, tmp_path: Path
) -> None:
    ann, ben = branch.laptops
    sticks = []
    for number in range(3):
        ann.write(3)
        stick = tmp_path / f"stick-{number}"
        write_to_stick(ann.store, stick)
        sticks.append(stick)
    content = sticks[2].read_bytes()
    for cut in range(0, len(content), every(len(content) // 7, 3)):
        (tmp_path / "cut").write_bytes(content[:cut])
        try:
            taken = read_from_stick(ben.store, tmp_path / "cut").value
        except NotABundle:
            assert cut < 2000  # not even its beginning is there
        else:
            assert not taken.is_whole
        branch.look()
    for stick in (sticks[1], sticks[0], sticks[2], sticks[2]):
        read_from_stick(ben.store, stick)
        branch.look()
    assert people(ben) == people(ann)
    with branch_in(tmp_path / "elsewhere", laptops=1) as other:
        (stranger,) = other.laptops
        before = people(stranger)
        with pytest.raises(WrongBranch):
            read_from_stick(stranger.store, sticks[2])
        assert people(stranger) == before
        check_pass_rule(other)
    assert read_status(ben.store).carried == 9
    assert ben.sync().carried > 0  # Ben hands on what Ann has not sent
    assert ann.unsent() == 9
    ann.sync()
    for laptop in branch.laptops:
        assert read_from_stick(laptop.store, sticks[1]).value.new == 0
    shutil.rmtree(tmp_path / "elsewhere")
    check_pass_rule(branch)
