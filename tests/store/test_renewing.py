"""A renewed key: the old one opens nothing of the new store, and everybody's secrets go on opening it."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop.operations.contacts import add_person, count_people
from desktop.store import keyfile, sealing, vault
from desktop.store.errors import (
    NotOneself,
    PersonUnknown,
    VaultDamaged,
    VaultError,
    VaultUnwritable,
    WrongPassphrase,
)
from desktop.store.first_slots import FirstKeyFile
from desktop.store.recovering import (
    open_by_store_key,
    open_for_organiser,
    sealed_for_organisers,
    set_organisers,
)
from desktop.store.store import Store
from desktop.store.unlocking import by_passphrase, unlock
from desktop.store.vault_names import RENEWED_STORE
from sync.protocol.enrolment import Stretch
from tests.store.device_keepers import InMemory

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
MINE = "correct horse battery staple"
THEIRS = "violet otter harbour nine"
OTHER = "slate harbour ribbon kettle"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A vault with somebody in it, and its recovery code."""
    created = vault.create_vault(tmp_path / "vault", MINE, stretch=FAST, floor=FAST)
    store = Store(created.opened)
    add_person(store, {"given_name": "Zoë"})
    store.close()
    return tmp_path / "vault", created.recovery_code


@pytest.fixture
def folder(made: tuple[Path, str]) -> Path:
    return made[0]


def people(opened: Any) -> int:
    store = Store(opened)
    try:
        return count_people(store)
    finally:
        store.close()


def opens(folder: Path, passphrase: str) -> bool:
    try:
        return people(vault.open_vault(folder, passphrase, floor=FAST)) == 1
    except WrongPassphrase:
        return False


def content(folder: Path) -> keyfile.KeyFile:
    read = keyfile.decode((folder / vault.KEY_NAME).read_bytes()).content
    assert not isinstance(read, FirstKeyFile)
    return read


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_everybodys_secret_opens_the_store_under_its_new_key(made: tuple[Path, str]) -> None:
    folder, code = made
    vault.add_person(folder, MINE, THEIRS, stretch=FAST, floor=FAST)
    private = sealing.new_private()
    set_organisers(folder, MINE, frozenset([sealing.public_of(private)]), floor=FAST)
    renewed = vault.renew_key(folder, MINE, floor=FAST)
    assert renewed.recovery_code == ""
    assert people(renewed.opened) == 1
    assert names(folder) == {"lock", "store.db", "store.key", "store.key.bak"}
    assert opens(folder, MINE)
    assert opens(folder, THEIRS)
    (sealed,) = sealed_for_organisers(folder)
    key = open_for_organiser(sealed, private)
    assert key is not None
    assert people(open_by_store_key(folder, key, MINE, stretch=FAST, floor=FAST)) == 1
    assert people(vault.open_by_recovery(folder, code, OTHER, stretch=FAST, floor=FAST)) == 1


def test_the_old_key_opens_nothing_of_the_new_store(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "before")
    old = unlock(folder, by_passphrase(MINE.encode()), FAST).root
    vault.renew_key(folder, MINE, floor=FAST).opened.release()
    assert unlock(folder, by_passphrase(MINE.encode()), FAST).root.key != old.key
    with pytest.raises(VaultDamaged):
        open_by_store_key(folder, old.key, OTHER, stretch=FAST, floor=FAST)
    for name in (vault.KEY_NAME, vault.BACKUP_NAME):
        shutil.copy(tmp_path / "before" / name, folder / name)
    with pytest.raises(VaultDamaged) as damaged:
        vault.open_vault(folder, MINE, floor=FAST)
    assert damaged.value.part == "store"


def test_a_person_who_is_removed_opens_nothing_and_all_others_do(folder: Path) -> None:
    member, _ = vault.add_person(folder, MINE, THEIRS, stretch=FAST, floor=FAST)
    assert vault.list_members(folder) == (vault.find_member(folder, MINE, floor=FAST), member)
    theirs = unlock(folder, by_passphrase(THEIRS.encode()), FAST).root
    vault.remove_person(folder, MINE, member, floor=FAST).opened.release()
    assert not opens(folder, THEIRS)
    assert opens(folder, MINE)
    with pytest.raises(VaultDamaged):
        open_by_store_key(folder, theirs.key, OTHER, stretch=FAST, floor=FAST)


def test_nobody_removes_oneself_or_whom_nobody_knows(folder: Path) -> None:
    before = (folder / vault.KEY_NAME).read_bytes()
    with pytest.raises(NotOneself):
        vault.remove_person(folder, MINE, vault.find_member(folder, MINE, floor=FAST), floor=FAST)
    with pytest.raises(PersonUnknown):
        vault.remove_person(folder, MINE, "ab" * 16, floor=FAST)
    with pytest.raises(WrongPassphrase):
        vault.renew_key(folder, OTHER, floor=FAST)
    assert (folder / vault.KEY_NAME).read_bytes() == before


def test_a_sheet_of_the_first_version_is_replaced_and_that_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(Path(__file__).parent / "golden" / "version_1", folder)
    renewed = vault.renew_key(folder, MINE, floor=FAST)
    renewed.opened.release()
    with pytest.raises(WrongPassphrase):
        vault.open_by_recovery(
            folder, "FZHU-VGWP-FAGJ-SRSV-SDDW-XXZK-HPCD-XHEJ", OTHER, stretch=FAST, floor=FAST
        )
    vault.open_by_recovery(folder, renewed.recovery_code, OTHER, stretch=FAST, floor=FAST).release()


def test_a_computers_secret_is_needed_after_it_as_before(tmp_path: Path) -> None:
    keeper = InMemory()
    vault.create_vault(tmp_path, MINE, stretch=FAST, floor=FAST, device=keeper).opened.release()
    vault.renew_key(tmp_path, MINE, floor=FAST, device=keeper).opened.release()
    vault.open_vault(tmp_path, MINE, floor=FAST, device=keeper).release()
    with pytest.raises(VaultError):
        vault.open_vault(tmp_path, MINE, floor=FAST)


def test_a_store_that_is_damaged_is_not_copied_and_stays_with_its_key(folder: Path) -> None:
    store = bytearray((folder / vault.STORE_NAME).read_bytes())
    store[-2000] ^= 1
    (folder / vault.STORE_NAME).write_bytes(store)
    before = (folder / vault.KEY_NAME).read_bytes()
    with pytest.raises(VaultDamaged):
        vault.renew_key(folder, MINE, floor=FAST)
    assert (folder / vault.KEY_NAME).read_bytes() == before
    assert RENEWED_STORE not in names(folder)
    assert bytes(store[-4096:]) == (folder / vault.STORE_NAME).read_bytes()[-4096:]


def test_a_disk_that_refuses_at_any_step_leaves_one_that_opens(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, left = list[int](), [0]
    for step in range(1, 100):
        with monkeypatch.context() as patch:
            left = [step]

            def wrapped(real: Any, left: list[int] = left) -> Any:
                def call(*given: Any, **named: Any) -> Any:
                    left[0] -= 1
                    if left[0] == 0:
                        raise OSError(errno.ENOSPC, "no room")
                    return real(*given, **named)

                return call

            for name in ("open", "fsync", "replace"):
                patch.setattr(os, name, wrapped(getattr(os, name)))
            try:
                vault.renew_key(folder, MINE, floor=FAST).opened.release()
            except VaultUnwritable as unwritable:
                refused.append(unwritable.number)
        assert opens(folder, MINE)
        assert RENEWED_STORE not in names(folder)
        assert not content(folder).moving
        if left[0] > 0:
            break
    assert left[0] > 0  # no step is left that could have been refused
    assert len(refused) > 8
    assert set(refused) == {errno.ENOSPC}


def test_a_renewed_store_that_is_damaged_while_it_waits_is_told_and_nothing_is_taken_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def refused(*_: object) -> None:
            raise OSError(errno.EIO, "no")

        patch.setattr(
            "desktop.store.renewing.settle_moving",
            lambda _folder, unlocked: refused() if unlocked.content.moving else unlocked,
        )
        with pytest.raises(VaultUnwritable):
            vault.renew_key(folder, MINE, floor=FAST)
    assert content(folder).moving
    whole = (folder / RENEWED_STORE).read_bytes()
    (folder / RENEWED_STORE).write_bytes(bytes(len(whole)))
    with pytest.raises(VaultDamaged):
        vault.open_vault(folder, MINE, floor=FAST)
    assert names(folder) >= {RENEWED_STORE, vault.STORE_NAME}
    (folder / RENEWED_STORE).write_bytes(whole)
    assert opens(folder, MINE)
