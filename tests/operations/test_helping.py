"""An organiser opens a colleague's records whose passphrase was lost; and who may, over a real server and real vaults."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.helping import (
    AnswerForAnother,
    CannotHelp,
    HelpNotWritten,
    HelpPart,
    HelpUnreadable,
    HelpWordsDiffer,
    NobodyHelps,
    NoHelpAsked,
)
from desktop.domain.members import Role
from desktop.domain.passphrases import PassphraseRefused
from desktop.operations.accounts import change_role
from desktop.operations.helping import (
    ask_for_help,
    give_help,
    read_request,
    read_text,
    take_help,
    write_text,
)
from desktop.operations.laptops import ask_laptops
from desktop.operations.recovery_keys import read_helpers, refuse_helpers
from desktop.operations.vaults import create_vault, recover_vault, unlock_vault
from desktop.store.errors import WrongPassphrase
from desktop.store.opened import Opened
from desktop.store.recovering import organiser_locks
from desktop.store.store import Store
from desktop.store.unlocking import by_passphrase, unlock
from sync.server.database import sqlite_address
from tests.made_up_stores import PASSPHRASE, QUICK
from tests.operations.halls import (
    NEW,
    Hall,
    answered,
    helped_branch,
    locked,
    opened_again,
    person,
    quotes,
    say,
)
from tests.sync.central import running


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        found = Hall(central, tmp_path)
        yield found
        found.close()


def names(store: Store) -> list[tuple[str, bool]]:
    return [(one.name, one.is_ready) for one in read_helpers(store).helpers]


def key_of(folder: Path, passphrase: str) -> bytes:
    return unlock(folder, by_passphrase(passphrase.encode()), QUICK).root.key


def take(folder: Path, given: str, passphrase: str = NEW) -> Store:
    return take_help(folder, given, passphrase, stretch=QUICK, floor=QUICK)


def test_both_organisers_can_help_from_the_next_opening_on_and_their_owner_reads_it(hall: Hall) -> None:
    hall.join("Bob", Role.ORGANISER)
    ben = hall.join("Ben")
    assert names(ben) == []
    hall.sync(times=3)
    assert names(ben) == [("Ann", False), ("Bob", False)]
    assert not organiser_locks(ben.folder)
    ben = opened_again(hall, "Ben")
    assert names(ben) == [("Ann", True), ("Bob", True)]
    assert organiser_locks(ben.folder)
    assert names(opened_again(hall, "Bob")) == [("Ann", True)], "and organisers help each other"
    assert read_helpers(hall.ann).is_helper
    assert not read_helpers(ben).is_helper


def test_a_lost_passphrase_is_replaced_with_an_organisers_help_and_the_key_renewed(hall: Hall) -> None:
    ben = helped_branch(hall)
    who = person(ben)
    say(ben, who, "kept")
    before = key_of(ben.folder, PASSPHRASE)
    folder = locked(hall, "Ben")
    given = answered(hall, folder, "Bob")
    with pytest.raises(PassphraseRefused):
        take(folder, given, "short")
    again = take(folder, given)
    hall.stores["Ben"] = again
    assert quotes(again, who) == ["kept"]
    assert key_of(folder, NEW) != before
    assert not again.helpers.is_renewal_due
    assert names(again) == [("Ann", True), ("Bob", True)]
    hall.sync()
    assert quotes(hall.ann, who) == ["kept"]
    with pytest.raises(WrongPassphrase):
        unlock(folder, by_passphrase(PASSPHRASE.encode()), QUICK)


def test_a_crash_after_help_was_taken_puts_the_renewal_of_the_key_off_and_loses_it_not(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key_of(helped_branch(hall).folder, PASSPHRASE)
    folder = locked(hall, "Ben")
    given = answered(hall, folder)

    def dies(opened: Opened) -> Store:
        opened.release()  # as the end of a process does
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("desktop.operations.helping.open_store", dies)
        with pytest.raises(KeyboardInterrupt):
            take(folder, given)
    assert key_of(folder, NEW) == before
    hall.stores["Ben"] = unlock_vault(folder, NEW, floor=QUICK)
    assert key_of(folder, NEW) != before


def test_the_branch_hears_that_a_laptop_helped_and_not_whom(hall: Hall) -> None:
    helped_branch(hall)
    folder = locked(hall, "Ben")
    answered(hall, folder)
    answered(hall, folder)
    hall.sync()
    assert read_helpers(hall.ann).helped == 2
    assert {one.name: one.helped for one in read_helpers(hall.stores["Bob"]).helpers} == {"Ann": 2}
    rows = hall.ann.reading.execute("SELECT body FROM entry WHERE kind = 'recovery_key'").fetchall()
    assert rows
    assert not any("Osei" in row[0] for row in rows)


def test_the_sheet_stays_good_after_help(hall: Hall, tmp_path: Path) -> None:
    made = create_vault(tmp_path / "own", PASSPHRASE, stretch=QUICK, floor=QUICK)
    helped_branch(hall)
    public = next(iter(organiser_locks(hall.stores["Ben"].folder)))
    from desktop.store.recovering import set_organisers

    set_organisers(tmp_path / "own", PASSPHRASE, frozenset([public]), floor=QUICK)
    made.store.close()
    by = "Ann" if _opens(hall.ann, tmp_path / "own") else "Bob"
    take(tmp_path / "own", answered(hall, tmp_path / "own", by)).close()
    recover_vault(tmp_path / "own", made.recovery_code, PASSPHRASE, stretch=QUICK, floor=QUICK).close()


def _opens(store: Store, folder: Path) -> bool:
    asked = ask_for_help(folder, "")
    try:
        give_help(store, asked.text, asked.words)
    except CannotHelp:
        return False
    return True


def test_an_answer_counts_once_and_for_its_own_request_alone(hall: Hall) -> None:
    helped_branch(hall)
    folder = locked(hall, "Ben")
    with pytest.raises(NoHelpAsked):
        take(folder, "GWHELP1AAAA")
    asked = ask_for_help(folder, "Ben")
    given = give_help(hall.ann, asked.text, asked.words).value
    with pytest.raises(HelpUnreadable):
        take(folder, asked.text)
    take(folder, given).close()
    with pytest.raises(NoHelpAsked):
        take(folder, given)
    late = give_help(hall.ann, asked.text, asked.words).value
    ask_for_help(folder, "Ben")
    with pytest.raises(AnswerForAnother):
        take(folder, late)
    hall.stores["Ben"] = unlock_vault(folder, NEW, floor=QUICK)


def test_words_that_differ_a_canvassers_laptop_and_what_is_no_request_get_no_answer(hall: Hall) -> None:
    ben = helped_branch(hall)
    asked = ask_for_help(ben.folder, "Ben")
    assert read_request(asked.text.lower()).who == "Ben"
    for words in (asked.words[:2], [*asked.words[:2], "zebra"], []):
        with pytest.raises(HelpWordsDiffer):
            give_help(hall.ann, asked.text, words)
    with pytest.raises(CannotHelp):
        give_help(ben, asked.text, asked.words)
    with pytest.raises(HelpUnreadable):
        give_help(hall.ann, "hello", asked.words)
    assert give_help(hall.ann, asked.text, [" ".join(asked.words).upper()]).value
    assert read_helpers(hall.ann).helped == 1


def test_a_person_may_refuse_and_change_their_mind(hall: Hall) -> None:
    ben = helped_branch(hall)
    before = key_of(ben.folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        refuse_helpers(ben, NEW, floor=QUICK)
    assert organiser_locks(ben.folder)
    held = refuse_helpers(ben, PASSPHRASE, floor=QUICK).value
    assert held.is_refused
    assert not organiser_locks(ben.folder)
    with pytest.raises(NobodyHelps):
        ask_for_help(ben.folder, "Ben")
    ben = opened_again(hall, "Ben")
    assert key_of(ben.folder, PASSPHRASE) != before, "whoever copied the folder before may have the old key"
    assert not organiser_locks(ben.folder)
    assert all(
        one.is_ready for one in refuse_helpers(ben, PASSPHRASE, is_refused=False, floor=QUICK).value.helpers
    )


def test_an_organiser_who_was_shut_out_goes_with_a_renewal_of_the_key(hall: Hall) -> None:
    ben = helped_branch(hall)
    before = key_of(ben.folder, PASSPHRASE)
    bob = hall.stores["Bob"]
    hall.shut_out(bob)
    hall.sync(times=3)
    ben = opened_again(hall, "Ben")
    assert names(ben) == [("Ann", True)]
    assert len(organiser_locks(ben.folder)) == 1
    assert key_of(ben.folder, PASSPHRASE) != before
    folder = locked(hall, "Ben")
    asked = ask_for_help(folder, "Ben")
    with pytest.raises(CannotHelp):
        give_help(bob, asked.text, asked.words)
    bob.close()


def test_who_is_an_organiser_no_more_helps_nobody(hall: Hall) -> None:
    ben = helped_branch(hall)
    laptop = next(one.id for one in ask_laptops(hall.ann).value.laptops if one.name == "Bob's laptop")
    change_role(hall.ann, laptop, Role.CANVASSER)
    hall.sync(times=3)
    assert names(opened_again(hall, "Ben")) == [("Ann", True)]
    change_role(hall.ann, laptop, Role.ORGANISER)
    hall.sync(times=3)
    asked = ask_for_help(hall.stores["Ben"].folder, "Ben")
    with pytest.raises(CannotHelp):
        give_help(hall.stores["Bob"], asked.text, asked.words)
    assert ben is not hall.stores["Ben"]


def test_a_colleague_who_became_an_organiser_helps(hall: Hall) -> None:
    hall.join("Bob")
    hall.join("Ben")
    hall.sync(times=2)
    laptop = next(one.id for one in ask_laptops(hall.ann).value.laptops if one.name == "Bob's laptop")
    change_role(hall.ann, laptop, Role.ORGANISER)
    hall.sync(times=3)
    assert names(opened_again(hall, "Ben")) == [("Ann", True), ("Bob", True)]


def test_a_key_that_could_not_be_renewed_is_renewed_at_the_next_opening(hall: Hall) -> None:
    ben = helped_branch(hall)
    before = key_of(ben.folder, PASSPHRASE)
    ben.helpers.note_renewal(True)
    ben = opened_again(hall, "Ben")
    assert key_of(ben.folder, PASSPHRASE) != before
    assert not ben.helpers.is_renewal_due


def test_lines_go_into_files_and_come_out_or_are_typed(tmp_path: Path) -> None:
    file = tmp_path / "request.txt"
    write_text(file, "GWASK1ABC")
    assert read_text(HelpPart.REQUEST, f' "{file}" ').strip() == "GWASK1ABC"
    assert read_text(HelpPart.REQUEST, "gwask1 abc") == "GWASK1ABC"
    file.write_bytes(b"\xff\xfe")
    for source in (str(file), str(tmp_path / "nothing"), "", "a\0b", str(tmp_path)):
        with pytest.raises(HelpUnreadable):
            read_text(HelpPart.REQUEST, source)
    with pytest.raises(HelpNotWritten):
        write_text(tmp_path / "no folder" / "x", "GWASK1")
