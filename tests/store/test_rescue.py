"""A store whose file is damaged: what can be read of it is rescued, and where nothing can be, nothing is changed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.operations.contacts import add_note, add_person, count_people, edit_person, list_people
from desktop.operations.drafts import keep_draft, list_drafts
from desktop.operations.register_import import import_register
from desktop.operations.status import read_status
from desktop.operations.vaults import rescue_vault
from desktop.store import binding
from desktop.store.backups import check_whole
from desktop.store.errors import VaultDamaged
from desktop.store.store import Store
from desktop.store.vault import open_vault, remove_vault
from desktop.store.vault_names import DAMAGED_STORE, READ_STORE, STORE_NAME
from desktop.wording.faults import fault_words
from tests.made_up_stores import PASSPHRASE, QUICK, folded, made_store, register_file

PAGE = 4096


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = made_store(tmp_path / "vault")
    person = add_person(made, {"given_name": "Zoë", "phone": "1"}).value
    edit_person(made, person, {"phone": "2"})
    add_note(made, person, "Asks about the bus", read_aloud=True)
    keep_draft(made, f"person:{person}:note", "half typed")
    yield made
    made.close()


def spoil(folder: Path, page: int) -> None:
    file = folder / STORE_NAME
    content = bytearray(file.read_bytes())
    content[page * PAGE + 100] ^= 1
    file.write_bytes(content)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_store_that_is_whole_is_the_same_after_it(store: Store, tmp_path: Path) -> None:
    import_register(store, register_file(tmp_path))
    before, folder, unsent = folded(store), store.folder, sum(store.journal.pending_counts())
    drafts = list_drafts(store)
    store.close()
    rescued = rescue_vault(folder, PASSPHRASE, floor=QUICK)
    assert (rescued.is_whole, rescued.unsent) == (True, unsent)
    assert list_drafts(rescued.store) == drafts != []
    assert folded(rescued.store) == before
    rescued.store.close()
    assert DAMAGED_STORE in names(folder)
    open_vault(folder, PASSPHRASE, floor=QUICK).release()
    remove_vault(folder)
    assert not any(name.startswith("store") for name in names(folder))


def test_whichever_page_is_bad_it_is_rescued_or_nothing_is_changed(store: Store) -> None:
    folder = store.folder
    store.close()
    whole = (folder / STORE_NAME).read_bytes()
    rescued, shut = 0, 0
    for page in range(0, len(whole) // PAGE, 4):
        (folder / STORE_NAME).write_bytes(whole)
        spoil(folder, page)
        spoilt = (folder / STORE_NAME).read_bytes()
        try:
            found = rescue_vault(folder, PASSPHRASE, floor=QUICK)
        except VaultDamaged:
            shut += 1
            assert (folder / STORE_NAME).read_bytes() == spoilt
            assert not any(name.startswith(f"{STORE_NAME}.new") for name in names(folder))
            continue
        rescued += 1
        assert read_status(found.store).pending_other >= found.unsent
        assert count_people(found.store) <= 1
        add_person(found.store, {"given_name": "Bo"})
        found.store.close()
        assert (folder / DAMAGED_STORE).read_bytes() == spoilt
    assert rescued > 10
    assert 0 < shut < rescued  # without its first page, its schema or its identity it can be nothing


def test_of_a_file_that_was_cut_short_what_is_left_is_rescued(store: Store) -> None:
    for number in range(200):
        add_person(store, {"given_name": f"Ada {number}", "occupation": "x" * 200})
    folder = store.folder
    store.close()
    whole = (folder / STORE_NAME).read_bytes()
    cut = whole[: len(whole) // PAGE * 9 // 10 * PAGE]
    (folder / STORE_NAME).write_bytes(cut)
    with pytest.raises(VaultDamaged):
        open_vault(folder, PASSPHRASE, floor=QUICK)
    found = rescue_vault(folder, PASSPHRASE, floor=QUICK)
    assert found.unsent == found.entries > 100
    assert not found.is_whole
    found.store.close()
    assert (folder / DAMAGED_STORE).read_bytes() == cut


@pytest.mark.parametrize("damage", [None, "flipped", "cut"])
def test_of_a_damaged_log_it_says_that_something_may_be_missing_and_the_log_stays_aside(
    store: Store, damage: str | None, tmp_path: Path
) -> None:
    for number in range(20):
        add_person(store, {"given_name": f"Ada {number}"})
    folder = tmp_path / "image"
    shutil.copytree(store.folder, folder, ignore=shutil.ignore_patterns("lock", "*-shm"))
    log = folder / f"{STORE_NAME}-wal"
    content = bytearray(log.read_bytes())
    if damage == "flipped":
        content[len(content) // 2] ^= 1
    log.write_bytes(content[: len(content) * 2 // 3] if damage == "cut" else content)
    before = (folder / STORE_NAME).read_bytes(), log.read_bytes()
    found = rescue_vault(folder, PASSPHRASE, floor=QUICK)
    found.store.close()
    assert found.is_whole == (damage is None)
    aside = folder / DAMAGED_STORE
    assert (aside.read_bytes(), Path(f"{aside}-wal").read_bytes()) == before
    assert not any(name.startswith(READ_STORE) for name in names(folder))


def test_where_nothing_can_be_rescued_nobody_is_sent_to_the_rescue_again(store: Store) -> None:
    folder = store.folder
    store.close()
    spoil(folder, 0)
    before = (folder / STORE_NAME).read_bytes()
    with pytest.raises(VaultDamaged) as shut:
        rescue_vault(folder, PASSPHRASE, floor=QUICK)
    assert "rescued from a terminal" not in str(fault_words(shut.value).remedy)
    assert (folder / STORE_NAME).read_bytes() == before
    assert not any(name.startswith(READ_STORE) for name in names(folder))


def test_a_bad_page_that_is_met_while_reading_or_writing_has_words(store: Store) -> None:
    for number in range(60):
        add_person(store, {"given_name": f"Ada {number}", "occupation": "x" * 500})
    folder = store.folder
    store.close()
    met = set()
    whole = (folder / STORE_NAME).read_bytes()
    for page in range(10, len(whole) // PAGE, 5):
        (folder / STORE_NAME).write_bytes(whole)
        spoil(folder, page)
        with ExitStack() as stack:
            try:
                opened = open_vault(folder, PASSPHRASE, floor=QUICK)
                stack.callback(opened.release)
                found = Store(opened)
                stack.callback(found.disconnect)
                list(list_people(found))
                add_person(found, {"given_name": "Bo"})
            except (VaultDamaged, binding.DatabaseError) as fault:
                met.add(type(fault))
                told = fault_words(fault)
                assert told.code == "damaged"
                assert "can be rescued" in told.sentence
    assert met


@pytest.mark.parametrize("after", range(6))
def test_a_crash_while_the_new_store_takes_its_place_spoils_neither(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    folder = tmp_path / "image"
    shutil.copytree(store.folder, folder, ignore=shutil.ignore_patterns("lock", "*-shm"))
    (folder / DAMAGED_STORE).write_bytes(b"of an earlier time")
    before = [(folder / f"{STORE_NAME}{suffix}").read_bytes() for suffix in ("", "-wal")]
    real, left = os.replace, after

    def replace(*given: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        try:
            rescue_vault(folder, PASSPHRASE, floor=QUICK).store.close()
        except KeyboardInterrupt:
            assert after < 5
    opened = Store(open_vault(folder, PASSPHRASE, floor=QUICK))
    assert [person["given_name"] for person in list_people(opened)] == ["Zoë"]
    check_whole(opened.reading)
    opened.close()
    aside = [folder / f"{DAMAGED_STORE}{suffix}" for suffix in ("", "-wal")]
    if aside[0].exists() and aside[0].read_bytes() != b"of an earlier time":
        assert [path.read_bytes() for path in aside] == before
    else:
        assert not aside[1].exists()
