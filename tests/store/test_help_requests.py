"""A request for help and its answer, over a real vault: what opens it, and all that must not."""

import shutil
from pathlib import Path

import msgspec
import pytest

from desktop.domain.helping import (
    AnswerForAnother,
    CannotHelp,
    HelpPart,
    HelpUnreadable,
    NobodyHelps,
    NoHelpAsked,
    read_line,
    write_line,
)
from desktop.store import help_requests, sealing, vault
from desktop.store.errors import VaultMissing, WrongPassphrase
from desktop.store.recovering import has_first_sheet, organiser_locks, set_organisers
from desktop.store.recovery_keys import MOST_HELPERS
from desktop.store.unlocking import by_passphrase, unlock
from desktop.store.vault_files import forget_request
from desktop.store.vault_names import HELP_NAME
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
MINE = "correct horse battery staple"
PRIVATE = sealing.new_private()


def let(folder: Path, *privates: bytes) -> int:
    return set_organisers(folder, MINE, frozenset(map(sealing.public_of, privates)), floor=FAST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "vault"
    vault.create_vault(made, MINE, stretch=FAST, floor=FAST).opened.release()
    let(made, PRIVATE, sealing.new_private())
    return made


def key_of(folder: Path) -> bytes:
    return unlock(folder, by_passphrase(MINE.encode()), FAST).root.key


def test_an_answer_gives_the_key_to_the_laptop_that_asked_and_nowhere_in_the_open(folder: Path) -> None:
    asked = help_requests.ask(folder, "  Ben\n Osei ")
    assert (asked.who, asked.helpers) == ("Ben Osei", 2)
    given = help_requests.answer(help_requests.read_request(asked.text), PRIVATE)
    assert help_requests.open_answer(folder, given) == key_of(folder)
    for line in (asked.text, given):
        part = HelpPart.ANSWER if line is given else HelpPart.REQUEST
        assert key_of(folder) not in read_line(part, line)
    kept = (folder / HELP_NAME).read_bytes()
    assert key_of(folder) not in kept
    assert b"Osei" not in kept, "who asks is nobody's business who finds the laptop"


def test_a_request_fits_into_a_square_code_with_as_many_helpers_as_there_may_be(folder: Path) -> None:
    let(folder, *(sealing.new_private() for _ in range(MOST_HELPERS)))
    asked = help_requests.ask(folder, "É" * 60)
    assert asked.helpers == MOST_HELPERS
    assert len(asked.text) < 1250


def test_without_an_organiser_nobody_is_asked(folder: Path, tmp_path: Path) -> None:
    let(folder)
    assert organiser_locks(folder) == frozenset()
    with pytest.raises(NobodyHelps):
        help_requests.ask(folder, "Ben")
    with pytest.raises(VaultMissing):
        help_requests.ask(tmp_path / "nothing", "Ben")
    assert not (folder / HELP_NAME).exists()


def test_who_may_help_is_set_and_nobody_elses_way_in_is_touched(folder: Path) -> None:
    other = sealing.new_private()
    gen = let(folder, PRIVATE, other)
    assert organiser_locks(folder) == {sealing.public_of(PRIVATE), sealing.public_of(other)}
    assert let(folder, other) == gen + 1
    assert organiser_locks(folder) == {sealing.public_of(other)}
    with pytest.raises(CannotHelp):
        help_requests.answer(help_requests.ask(folder, ""), PRIVATE)
    with pytest.raises(WrongPassphrase):
        set_organisers(folder, "not it at all", frozenset(), floor=FAST)
    vault.open_vault(folder, MINE, floor=FAST).release()
    assert not has_first_sheet(folder)


def test_an_answer_to_an_earlier_request_or_to_another_laptops_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    asked = help_requests.ask(folder, "Ben")
    given = help_requests.answer(asked, PRIVATE)
    shutil.copytree(folder, tmp_path / "copy")
    again = help_requests.ask(folder, "Ben")
    with pytest.raises(AnswerForAnother):
        help_requests.open_answer(folder, given)
    with pytest.raises(AnswerForAnother):
        help_requests.open_answer(tmp_path / "copy", help_requests.answer(again, PRIVATE))
    forget_request(folder)
    with pytest.raises(NoHelpAsked):
        help_requests.open_answer(folder, given)
    (folder / HELP_NAME).write_bytes(b"rubbish")
    with pytest.raises(NoHelpAsked):
        help_requests.open_answer(folder, given)


@pytest.mark.parametrize("place", range(5))
def test_a_request_whose_shape_is_another_is_refused(folder: Path, place: int) -> None:
    parts = msgspec.msgpack.decode(read_line(HelpPart.REQUEST, help_requests.ask(folder, "Ben").text))
    for value in (None, b"", 2, "x" * 100, [[b"", b""]], [], [[b"12345678", b"y" * 80]] * 9):
        changed = [*parts[:place], value, *parts[place + 1 :]]
        with pytest.raises(HelpUnreadable):
            help_requests.read_request(write_line(HelpPart.REQUEST, msgspec.msgpack.encode(changed)))


def test_what_is_sealed_to_the_request_cannot_be_changed(folder: Path) -> None:
    asked = help_requests.ask(folder, "Ben")
    version, digest, sealed = msgspec.msgpack.decode(
        read_line(HelpPart.ANSWER, help_requests.answer(asked, PRIVATE))
    )
    flipped = bytes([*sealed[:-1], sealed[-1] ^ 1])
    for parts in ([version, digest, flipped], [version, digest, b""], [version, digest], "x"):
        with pytest.raises(HelpUnreadable):
            help_requests.open_answer(folder, write_line(HelpPart.ANSWER, msgspec.msgpack.encode(parts)))
    with pytest.raises(AnswerForAnother):
        help_requests.open_answer(
            folder, write_line(HelpPart.ANSWER, msgspec.msgpack.encode([2, digest, sealed]))
        )


def test_once_the_records_were_opened_another_way_no_answer_opens_anything(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made = vault.create_vault(folder, MINE, stretch=FAST, floor=FAST)
    made.opened.release()
    let(folder, PRIVATE)
    for code in ("", made.recovery_code):
        given = help_requests.answer(help_requests.ask(folder, "Ben"), PRIVATE)
        if code:
            vault.open_by_recovery(folder, code, MINE, stretch=FAST, floor=FAST).release()
        else:
            vault.open_vault(folder, MINE, floor=FAST).release()
        with pytest.raises(NoHelpAsked):
            help_requests.open_answer(folder, given)


def test_whoever_shares_the_records_takes_no_request_away_by_opening_them(folder: Path) -> None:
    vault.add_person(folder, MINE, "violet otter harbour nine", stretch=FAST, floor=FAST)
    given = help_requests.answer(help_requests.ask(folder, "Ben"), PRIVATE)
    vault.open_vault(folder, MINE, floor=FAST).release()
    assert help_requests.open_answer(folder, given) == key_of(folder)
