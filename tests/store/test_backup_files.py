"""A backup's file: whatever is done to it, it is refused or is what was written."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.backup_files import VERSION, BackupFile, read_backup
from desktop.store.errors import BackupDamaged, StoreIsNewer, WrongPassphrase
from desktop.store.restoring import open_backup, with_passphrase
from desktop.store.store import Store
from tests.made_up_backups import SECRET, backed_up, smallest_backup, worked_in
from tests.made_up_stores import PASSPHRASE, QUICK, made_store

GOLDEN = Path(__file__).parents[1] / "golden" / "backup-v1.groundswell-backup"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = worked_in(tmp_path / "vault")
    yield made
    made.close()


@pytest.fixture
def small(store: Store, tmp_path: Path) -> BackupFile:
    return smallest_backup(store, tmp_path / "small.groundswell-backup")


def is_refused(path: Path, store: Store) -> bool:
    try:
        read_backup(path).verify(store.key_for)
    except (BackupDamaged, StoreIsNewer):
        return True
    return False


def test_whichever_byte_is_another_it_is_refused(small: BackupFile, store: Store) -> None:
    whole = small.path.read_bytes()
    assert not is_refused(small.path, store)
    for place in range(len(whole)):
        with small.path.open("r+b") as file:
            file.seek(place)
            file.write(bytes([whole[place] ^ (1 << place % 8)]))
        assert is_refused(small.path, store), place
        with small.path.open("r+b") as file:
            file.seek(place)
            file.write(whole[place : place + 1])
    assert not is_refused(small.path, store)


def test_cut_short_anywhere_or_with_anything_behind_it_is_refused(small: BackupFile, store: Store) -> None:
    whole = small.path.read_bytes()
    for length in [
        *range(len(small.front) + 64),
        *range(len(whole) % 4096, len(whole), 4096),
        len(whole) - 1,
    ]:
        small.path.write_bytes(whole[:length])
        assert is_refused(small.path, store), length
    small.path.write_bytes(whole + b"\0")
    assert is_refused(small.path, store)


def test_parts_of_two_backups_of_one_vault_do_not_go_together(store: Store, tmp_path: Path) -> None:
    one = smallest_backup(store, tmp_path / "one.groundswell-backup")
    other = smallest_backup(store, tmp_path / "other.groundswell-backup")
    first, second = one.path.read_bytes(), other.path.read_bytes()
    assert len(one.front) == len(other.front)
    mixed = tmp_path / "mixed.groundswell-backup"
    for cut in (len(one.front), len(one.front) - 32, len(first) - 32):
        mixed.write_bytes(first[:cut] + second[cut:])
        assert is_refused(mixed, store)


def test_of_what_is_in_it_nothing_but_its_day_and_size_is_read_without_a_key(store: Store) -> None:
    content = backed_up(store).read_bytes()
    for word in (b"Asks about", b"half typed", b"people", b"unsent", b"SQLite format 3", PASSPHRASE.encode()):
        assert word not in content


def test_of_a_later_form_it_says_so(small: BackupFile) -> None:
    content = bytearray(small.path.read_bytes())
    content[8:12] = struct.pack(">I", VERSION + 1)
    small.path.write_bytes(content)
    with pytest.raises(StoreIsNewer) as newer:
        read_backup(small.path)
    assert (newer.value.part, newer.value.found, newer.value.known) == ("backup", VERSION + 1, VERSION)


def test_the_backup_of_another_vault_opens_with_its_own_passphrase_alone(
    store: Store, tmp_path: Path
) -> None:
    other = made_store(tmp_path / "other")
    path = backed_up(other)
    other.close()
    assert is_refused(path, store)  # with this vault's key
    assert open_backup(path, SECRET, QUICK).people == 0
    with pytest.raises(WrongPassphrase):
        open_backup(path, with_passphrase("quite another one"), QUICK)


def test_another_key_file_takes_its_place_and_all_the_rest_stays(small: BackupFile, store: Store) -> None:
    before = small.path.read_bytes()
    small.give_key_file(b"x" * 500, store.key_for)
    after = read_backup(small.path)
    assert after.key_file == b"x" * 500
    assert after.verify(store.key_for) == small.contents(store.key_for)
    small.path.write_bytes(before)
    with small.path.open("r+b") as file:
        file.seek(-5000, 2)
        file.write(b"?")
    spoilt = small.path.read_bytes()
    with pytest.raises(BackupDamaged):  # a damaged one is never sealed anew
        small.give_key_file(b"x" * 500, store.key_for)
    assert small.path.read_bytes() == spoilt
    assert not list(small.path.parent.glob("*.unfinished"))


def test_a_backup_of_the_first_form_opens() -> None:
    contents = open_backup(GOLDEN, SECRET, QUICK)
    assert (contents.people, contents.unsent, contents.entries) == (3, 4, 4)
