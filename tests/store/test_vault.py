"""A vault is made once, opens by its secrets alone, and a refusal changes nothing."""

import os
from pathlib import Path

import pytest

from desktop.domain.passphrases import PassphraseRefused, Refusal
from desktop.domain.recovery import RecoveryCodeWrong
from desktop.store import lockfile, vault
from desktop.store.errors import (
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultOpenElsewhere,
    VaultUnwritable,
    WrongPassphrase,
)
from desktop.store.opened import Opened
from desktop.store.stretching import FLOOR
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
OTHER = "violet otter harbour nine"


def create(folder: Path, passphrase: str = PASSPHRASE) -> str:
    made = vault.create_vault(folder, passphrase, stretch=FAST, floor=FAST)
    made.opened.release()
    return made.recovery_code


def unlock(folder: Path, passphrase: str = PASSPHRASE) -> Opened:
    return vault.open_vault(folder, passphrase, floor=FAST)


def opens(folder: Path, passphrase: str) -> bool:
    try:
        opened = unlock(folder, passphrase)
    except WrongPassphrase:
        return False
    opened.connect_reader().close()
    opened.release()
    return True


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything in a vault's folder but the empty file that the lock is held on."""
    kept = [each for each in folder.iterdir() if each.name != lockfile.NAME]
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in kept}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "vault")
    return tmp_path / "vault"


def test_what_was_written_is_there_after_locking_and_unlocking(folder: Path) -> None:
    opened = unlock(folder)
    writer = opened.connect_writer()
    writer.execute("CREATE TABLE probe (word TEXT)")
    writer.execute("INSERT INTO probe VALUES ('kept')")
    writer.close()
    opened.release()
    again = unlock(folder)
    reader = again.connect_reader()
    assert list(reader.query("SELECT word FROM probe")) == [{"word": "kept"}]
    reader.close()
    again.release()


def test_a_wrong_passphrase_writes_nothing(folder: Path) -> None:
    before = state(folder)
    for number in range(20):
        with pytest.raises(WrongPassphrase) as wrong:
            unlock(folder, f"wrong guess {number}")
        assert wrong.value.args == ()
    assert state(folder) == before


def test_the_recovery_code_opens_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    code = create(tmp_path)
    vault.open_by_recovery(tmp_path, f" {code.lower()} ", OTHER, stretch=FAST, floor=FAST).release()
    assert opens(tmp_path, OTHER)
    assert not opens(tmp_path, PASSPHRASE)
    vault.open_by_recovery(tmp_path, code, PASSPHRASE, stretch=FAST, floor=FAST).release()
    assert opens(tmp_path, PASSPHRASE)


def test_a_slip_in_the_recovery_code_is_named_by_its_group(tmp_path: Path) -> None:
    parts = create(tmp_path).split("-")
    parts[2] = parts[2][:3] + ("A" if parts[2][3] != "A" else "B")
    with pytest.raises(RecoveryCodeWrong) as wrong:
        vault.open_by_recovery(tmp_path, "-".join(parts), OTHER, stretch=FAST, floor=FAST)
    assert wrong.value.groups == (3,)


def test_the_code_of_another_vault_and_a_code_as_passphrase_open_nothing(tmp_path: Path) -> None:
    code, foreign = create(tmp_path / "one"), create(tmp_path / "two")
    before = state(tmp_path / "one")
    with pytest.raises(WrongPassphrase):
        vault.open_by_recovery(tmp_path / "one", foreign, OTHER, stretch=FAST, floor=FAST)
    assert not opens(tmp_path / "one", code)
    assert state(tmp_path / "one") == before


def test_a_recovery_with_a_passphrase_that_is_none_changes_nothing(tmp_path: Path) -> None:
    code = create(tmp_path)
    before = state(tmp_path)
    with pytest.raises(PassphraseRefused) as refused:
        vault.open_by_recovery(tmp_path, code, "", stretch=FAST, floor=FAST)
    assert refused.value.reason is Refusal.EMPTY
    assert state(tmp_path) == before


def test_a_changed_passphrase_opens_and_the_old_one_does_not(folder: Path) -> None:
    vault.change_passphrase(folder, PASSPHRASE, OTHER, stretch=FAST, floor=FAST)
    assert opens(folder, OTHER)
    assert not opens(folder, PASSPHRASE)
    (folder / vault.KEY_NAME).unlink()
    assert not opens(folder, PASSPHRASE)
    assert opens(folder, OTHER)


def test_a_change_with_the_wrong_old_passphrase_writes_nothing(folder: Path) -> None:
    before = state(folder)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(folder, OTHER, OTHER, stretch=FAST, floor=FAST)
    assert state(folder) == before


def test_a_renewed_recovery_code_replaces_the_old_one(tmp_path: Path) -> None:
    old = create(tmp_path)
    new, _ = vault.renew_recovery_code(tmp_path, PASSPHRASE, stretch=FAST, floor=FAST)
    with pytest.raises(WrongPassphrase):
        vault.open_by_recovery(tmp_path, old, OTHER, stretch=FAST, floor=FAST)
    vault.open_by_recovery(tmp_path, new, OTHER, stretch=FAST, floor=FAST).release()
    assert opens(tmp_path, OTHER)


def test_a_vault_is_never_made_over_another(folder: Path) -> None:
    before = state(folder)
    for left in ((), (vault.KEY_NAME,), (vault.BACKUP_NAME,)):
        for name in left:
            (folder / name).unlink()
            before.pop(name)
        with pytest.raises(VaultExists):
            vault.create_vault(folder, OTHER, stretch=FAST, floor=FAST)
        assert state(folder) == before


def test_a_folder_without_a_vault_is_missing_and_stays_as_it_is(tmp_path: Path) -> None:
    assert not vault.vault_exists(tmp_path)
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(VaultMissing):
            unlock(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VaultUnwritable):
        create(tmp_path / "file")
    with pytest.raises(VaultUnwritable):
        create(tmp_path / "file" / "below")
    with pytest.raises(VaultMissing):
        unlock(tmp_path / "file")


def test_a_second_opening_is_refused_until_the_first_lets_go(folder: Path) -> None:
    opened = unlock(folder)
    with pytest.raises(VaultOpenElsewhere):
        unlock(folder)
    opened.release()
    unlock(folder).release()


def test_a_refused_opening_holds_no_lock(folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(folder, OTHER)
    unlock(folder).release()


@pytest.mark.parametrize("damage", [b"", b"x", b"GRNDKEY\x00", bytes(5000)])
def test_a_damaged_key_file_is_healed_from_its_copy_by_the_right_passphrase(
    folder: Path, damage: bytes
) -> None:
    whole = (folder / vault.KEY_NAME).read_bytes()
    (folder / vault.KEY_NAME).write_bytes(damage)
    assert not opens(folder, OTHER)
    assert (folder / vault.KEY_NAME).read_bytes() == damage
    assert opens(folder, PASSPHRASE)
    assert (folder / vault.KEY_NAME).read_bytes() == whole


def test_without_a_copy_a_damaged_key_file_is_refused_and_left_alone(folder: Path) -> None:
    (folder / vault.BACKUP_NAME).unlink()
    (folder / vault.KEY_NAME).write_bytes(b"x" * 200)
    with pytest.raises(VaultDamaged) as damaged:
        unlock(folder)
    assert damaged.value.part == "key"
    assert (folder / vault.KEY_NAME).read_bytes() == b"x" * 200


def test_an_older_copy_never_lets_the_old_passphrase_in(folder: Path) -> None:
    old_copy = (folder / vault.BACKUP_NAME).read_bytes()
    vault.change_passphrase(folder, PASSPHRASE, OTHER, stretch=FAST, floor=FAST)
    (folder / vault.BACKUP_NAME).write_bytes(old_copy)  # as a crash between the two writes leaves it
    assert not opens(folder, PASSPHRASE)
    assert opens(folder, OTHER)
    assert (folder / vault.BACKUP_NAME).read_bytes() == (folder / vault.KEY_NAME).read_bytes()


def test_the_key_file_of_another_vault_opens_nothing(tmp_path: Path) -> None:
    create(tmp_path / "one")
    create(tmp_path / "two")
    for name in (vault.KEY_NAME, vault.BACKUP_NAME):
        (tmp_path / "one" / name).write_bytes((tmp_path / "two" / name).read_bytes())
    with pytest.raises(VaultDamaged) as damaged:
        unlock(tmp_path / "one")
    assert (damaged.value.part, damaged.value.reason) == ("store", "unreadable")


def test_costs_below_the_floor_are_refused_in_the_product(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultDamaged) as damaged:
        vault.open_vault(folder, PASSPHRASE)
    assert (damaged.value.part, damaged.value.reason) == ("key", "costs")
    with pytest.raises(VaultDamaged):
        vault.create_vault(tmp_path / "cheap", PASSPHRASE, stretch=FAST)
    assert not vault.vault_exists(tmp_path / "cheap")


def test_a_vault_as_the_product_makes_it_opens(tmp_path: Path) -> None:
    made = vault.create_vault(tmp_path, PASSPHRASE)
    made.opened.release()
    vault.open_vault(tmp_path, PASSPHRASE).release()
    assert f'"memory_kib":{FLOOR.memory_kib}'.encode() in (tmp_path / vault.KEY_NAME).read_bytes()


def test_only_tests_and_the_practice_street_lower_the_costs() -> None:
    allowed = {
        "store/vault.py",
        "operations/vaults.py",
        "operations/vault_people.py",
        "operations/practice.py",
    }
    allowed |= {"cli/opening.py", "operations/backups.py"}  # hand on what their tests hand in
    root = Path(vault.__file__).parents[1]
    for path in root.rglob("*.py"):
        if path.relative_to(root).as_posix() not in allowed:
            text = path.read_text(encoding="utf-8")
            assert "floor=" not in text, path.name
            assert "stretch=" not in text, path.name


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has no such bits; the user's profile protects the folder"
)
def test_folder_and_files_are_for_their_owner_alone(folder: Path) -> None:
    opened = unlock(folder)
    writer = opened.connect_writer()
    writer.execute("CREATE TABLE probe (word TEXT)")
    assert {each.name for each in folder.iterdir()} >= {"store.db", "store.db-wal", "store.key", "lock"}
    for path in (folder, *folder.iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path.name
    writer.close()
    opened.release()


def test_nothing_that_is_shown_of_a_vault_is_secret(folder: Path) -> None:
    opened = unlock(folder)
    shown = repr(opened)
    opened.release()
    assert PASSPHRASE not in shown
    assert "key=" not in shown
