"""Erased is erased: entries, rows, words, drafts and conflicts, down to the pages of the file."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop.domain.attempts import Outcome
from desktop.domain.contacts import NoSuchContact
from desktop.domain.ids import ContactId
from desktop.domain.members import NotAnOrganiser, Role
from desktop.operations.attempts import Filled, door_of, list_attempts, record_attempt
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.conflicts import list_conflicts
from desktop.operations.contacts import (
    add_note,
    add_person,
    count_people,
    edit_person,
    order_people,
    search_people,
    show_person,
)
from desktop.operations.drafts import keep_draft, list_drafts
from desktop.operations.erasures import erase_contact
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.operations.sameness import say_same
from desktop.operations.turfs import cut_turf, list_streets, walk_list
from desktop.store.connection import StoreFile
from desktop.store.store import Store
from sync.protocol.kinds.erasure import ERASED
from tests.made_up_stores import (
    TurnedClock,
    colleague,
    deliver,
    entries_of,
    folded,
    made_store,
    register_file,
)

NAME, MAIL, PHONE = "Zyxwanda", "canarybird@kanarieweg.example", "0207canary946"
SPOKEN, FREE, TYPED = "votesforthesingingparty", "fearsforthecanaryroof", "halftypedcanary"
CANARIES = (NAME, NAME.lower(), MAIL, PHONE, SPOKEN, FREE, TYPED)
PAGE, RESERVED, SALT, FRAME, LOG_HEAD = 4096, 80, 16, 24, 32


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The raw keys of the stores that are opened, by their file."""
    found: dict[str, bytes] = {}
    connect = StoreFile._connect

    def noting(file: StoreFile) -> object:
        found[str(file.path)] = file.key
        return connect(file)

    monkeypatch.setattr(StoreFile, "_connect", noting)
    return found


@pytest.fixture
def two(tmp_path: Path, keys: dict[str, bytes]) -> Iterator[tuple[Store, Store]]:
    clock = TurnedClock()
    first = made_store(tmp_path / "first", clock)
    second = colleague(first, tmp_path / "second", clock)
    yield first, second
    first.close()
    second.close()


def pages(path: Path, key: bytes) -> bytes:
    """A store and its write-ahead log as SQLite sees them: SQLCipher's pages, opened."""
    content = path.read_bytes()
    held = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    opened = [_open(page, key, SALT if place == 0 else 0) for place, page in enumerate(held)]
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes()[LOG_HEAD:] if log.exists() else b""
    for start in range(0, len(frames), FRAME + PAGE):
        number = int.from_bytes(frames[start : start + 4], "big")
        page = frames[start + FRAME : start + FRAME + PAGE]
        opened.append(_open(page, key, SALT if number == 1 else 0))
    return b"".join(opened)


def _open(page: bytes, key: bytes, salt: int) -> bytes:
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[PAGE - RESERVED : PAGE - RESERVED + 16])).decryptor()
    return cipher.update(page[salt : PAGE - RESERVED]) + cipher.finalize()


def found_in(store: Store, keys: dict[str, bytes]) -> set[str]:
    path = store.folder / "store.db"
    content = pages(path, keys[str(path)])
    assert b"CREATE TABLE" in content  # the pages are opened rightly
    return {canary for canary in CANARIES if canary.encode() in content}


def a_life(store: Store) -> ContactId:
    """Somebody about whom everything was written that can be."""
    name_me(store, "Ann", "Kitchen")
    person = add_person(store, {"given_name": NAME, "email": MAIL, "phone": PHONE}).value
    other = add_person(store, {"given_name": "Bob"}).value
    add_note(store, person, SPOKEN, read_aloud=True)
    survey = adopt_survey(store, form_id="d", version="1", title="Doorstep", definition={"asked": []}).value
    door = door_of(store, person)
    filled = Filled(survey, {"mood": "good"}, {"why": FREE}, [])
    record_attempt(store, door, Outcome.TALKED, contact=person, filled=filled)
    keep_draft(store, f"person:{person}:note", TYPED)
    keep_draft(store, f"door:{other}", f'{{"asked": "{person}", "note": "{TYPED}"}}')
    return person


def test_no_canary_is_left_in_any_page_of_the_store_or_its_log(
    two: tuple[Store, Store], keys: dict[str, bytes]
) -> None:
    store, _ = two
    person = a_life(store)
    sealed = {SPOKEN, FREE}
    assert found_in(store, keys) >= {*CANARIES} - {NAME.lower(), *sealed} | sealed
    assert erase_contact(store, person).value is False
    assert found_in(store, keys) == set()
    assert list_drafts(store) == []
    with pytest.raises(NoSuchContact):
        show_person(store, person)
    assert search_people(store, NAME).total == 0
    assert count_people(store) == 1
    assert list_attempts(store) == []
    store.projection.rebuild()
    assert found_in(store, keys) == set()
    assert count_people(store) == 1


def test_headers_and_hashes_stay_so_that_both_sides_still_count_alike(two: tuple[Store, Store]) -> None:
    store, _ = two
    person = a_life(store)
    before = {entry.id: entry for entry in entries_of(store)}
    erase_contact(store, person)
    after = {entry.id: entry for entry in entries_of(store)}
    erased = {entry.id for entry in after.values() if not entry.body}
    assert {after[one].kind for one in erased} == {"contact", "note", "attempt", "response"}
    for one, entry in before.items():
        assert after[one].hash == entry.hash
        assert one in erased or after[one].body == entry.body


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_it_does_not_matter_in_which_order_an_erasure_comes(
    two: tuple[Store, Store], order: tuple[int, ...], tmp_path: Path, keys: dict[str, bytes]
) -> None:
    first, second = two
    person = a_life(first)
    written = entries_of(first)
    erase_contact(first, person)
    erasure = [entry for entry in entries_of(first) if entry.kind == "erasure"]
    parts = [written[: len(written) // 2], written[len(written) // 2 :], erasure]
    for part in order:
        deliver(second, parts[part])
    assert folded(second) == folded(first)
    assert found_in(second, keys) == set()
    assert second.exchange.erasures() == [erasure[0].id]
    assert first.exchange.erasures() == []  # the server does not know of it yet
    deliver(first, erasure)
    assert first.exchange.erasures() == [erasure[0].id]
    second.exchange.erasures_told([erasure[0].id])
    assert second.exchange.erasures() == []


def test_an_edit_by_somebody_who_did_not_know_is_not_kept_and_one_by_somebody_who_knew_stands(
    two: tuple[Store, Store],
) -> None:
    first, second = two
    person = a_life(first)
    deliver(second, entries_of(first))
    edit_person(second, person, {"phone": PHONE, "email": MAIL})
    late = entries_of(second)
    erase_contact(first, person)
    deliver(first, late)
    with pytest.raises(NoSuchContact):
        show_person(first, person)
    deliver(second, [entry for entry in entries_of(first) if entry.kind == "erasure"])
    with pytest.raises(NoSuchContact):
        show_person(second, person)
    assert folded(first) == folded(second)


def test_an_elector_who_is_erased_stays_as_the_councils_and_may_come_back(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    store, _ = two
    import_register(store, register_file(tmp_path))
    row = store.contacts.rows(order_people(store)[:1])[0]
    before = show_person(store, row.id)
    edit_person(store, row.id, {"phone": PHONE, "preferred_name": NAME})
    doors = walk_list(store, cut_turf(store, "", [list_streets(store)[0].key]).value).doors
    record_attempt(store, doors[0].household, Outcome.REFUSED, contact=row.id)
    assert erase_contact(store, row.id).value is True
    page = show_person(store, row.id)
    assert (page.fields, page.attempts, page.name) == (before.fields, [], before.name)
    assert store.doors.page(doors[0].household, "").last is None  # type: ignore[union-attr]
    assert search_people(store, NAME).total == 0
    edit_person(store, row.id, {"phone": "020 9"})
    (back,) = [entry for entry in entries_of(store) if entry.seen.get(ERASED)]
    assert str(back.eid) == row.id
    assert show_person(store, row.id).value("phone") == "020 9"
    store.projection.rebuild()
    assert show_person(store, row.id).value("phone") == "020 9"


def test_whoever_has_several_ids_is_erased_under_all_of_them(two: tuple[Store, Store]) -> None:
    first, second = two
    person = a_life(first)
    other = add_person(first, {"given_name": NAME, "phone": "different"}).value
    kept = add_person(first, {"given_name": "Kept"}).value
    say_same(first, person, other)
    assert list_conflicts(first)
    erase_contact(first, other)
    assert list_conflicts(first) == []
    assert search_people(first, NAME).total == 0
    assert show_person(first, kept).name == "Kept"
    deliver(second, entries_of(first))
    assert folded(second) == folded(first)


def test_only_an_organiser_erases(two: tuple[Store, Store]) -> None:
    store, _ = two
    person = a_life(store)
    name_me(store, "Ann", role=Role.CANVASSER)
    with pytest.raises(NotAnOrganiser):
        erase_contact(store, person)
    name_me(store, "Ann", role=Role.ORGANISER)
    with pytest.raises(NoSuchContact):
        erase_contact(store, ContactId("0" * 32))
