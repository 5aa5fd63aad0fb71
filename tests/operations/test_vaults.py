"""Making, unlocking and recovering a vault as people do it."""

from pathlib import Path

import pytest

from desktop.domain.passphrases import PassphraseRefused, Refusal
from desktop.operations import vaults
from desktop.operations.contacts import add_person
from desktop.store.errors import VaultOpenElsewhere, WrongPassphrase
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
OTHER = "violet otter harbour nine"


def create(folder: Path) -> str:
    made = vaults.create_vault(folder, PASSPHRASE, stretch=FAST, floor=FAST)
    made.store.close()
    return made.recovery_code


def opens(folder: Path, passphrase: str) -> bool:
    try:
        vaults.unlock_vault(folder, passphrase, floor=FAST).close()
    except WrongPassphrase:
        return False
    return True


def test_a_vault_is_made_locked_and_unlocked(tmp_path: Path) -> None:
    assert not vaults.vault_exists(tmp_path)
    create(tmp_path)
    assert vaults.vault_exists(tmp_path)
    assert opens(tmp_path, PASSPHRASE)
    assert not opens(tmp_path, OTHER)


def test_a_passphrase_that_is_easily_guessed_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(PassphraseRefused) as refused:
        vaults.create_vault(tmp_path / "vault", "password123456", stretch=FAST, floor=FAST)
    assert refused.value.reason is Refusal.EASILY_GUESSED
    assert not (tmp_path / "vault").exists()


def test_the_recovery_code_gives_a_new_passphrase_which_must_be_strong_too(tmp_path: Path) -> None:
    code = create(tmp_path)
    with pytest.raises(PassphraseRefused):
        vaults.recover_vault(tmp_path, code, "1234567890", stretch=FAST, floor=FAST)
    assert opens(tmp_path, PASSPHRASE)
    vaults.recover_vault(tmp_path, code, OTHER, stretch=FAST, floor=FAST).close()
    assert (opens(tmp_path, OTHER), opens(tmp_path, PASSPHRASE)) == (True, False)


def test_the_passphrase_of_an_open_vault_can_be_changed(tmp_path: Path) -> None:
    create(tmp_path)
    store = vaults.unlock_vault(tmp_path, PASSPHRASE, floor=FAST)
    with pytest.raises(WrongPassphrase):
        vaults.change_passphrase(store, OTHER, OTHER, stretch=FAST, floor=FAST)
    with pytest.raises(PassphraseRefused):
        vaults.change_passphrase(store, PASSPHRASE, "short", stretch=FAST, floor=FAST)
    vaults.change_passphrase(store, PASSPHRASE, OTHER, stretch=FAST, floor=FAST)
    with pytest.raises(VaultOpenElsewhere):
        vaults.unlock_vault(tmp_path, OTHER, floor=FAST)
    store.close()
    assert (opens(tmp_path, OTHER), opens(tmp_path, PASSPHRASE)) == (True, False)


def test_a_new_recovery_sheet_makes_the_old_one_worthless(tmp_path: Path) -> None:
    old = create(tmp_path)
    store = vaults.unlock_vault(tmp_path, PASSPHRASE, floor=FAST)
    new = vaults.renew_recovery_code(store, PASSPHRASE, stretch=FAST, floor=FAST)
    store.close()
    with pytest.raises(WrongPassphrase):
        vaults.recover_vault(tmp_path, old, OTHER, stretch=FAST, floor=FAST)
    vaults.recover_vault(tmp_path, new, OTHER, stretch=FAST, floor=FAST).close()
    assert opens(tmp_path, OTHER)


def test_what_is_saved_through_the_store_is_nowhere_in_plain_text(tmp_path: Path) -> None:
    store = vaults.create_vault(tmp_path, PASSPHRASE, stretch=FAST, floor=FAST).store
    for number in range(20):
        add_person(store, {"given_name": "Zyxwanda", "family_name": f"Canarybird {number}"})
    held = [path.read_bytes() for path in tmp_path.iterdir()]
    store.close()
    held += [path.read_bytes() for path in tmp_path.iterdir()]
    for needle in (b"Zyxwanda", b"Canarybird", PASSPHRASE.encode(), b"SQLite format 3"):
        assert not any(needle in content for content in held)


def test_a_vault_that_was_taken_away_leaves_nothing_that_opens(tmp_path: Path) -> None:
    created = vaults.create_vault(tmp_path / "v", PASSPHRASE, stretch=FAST, floor=FAST)
    vaults.remove_vault(created.store)
    assert not vaults.vault_exists(tmp_path / "v")
    vaults.create_vault(tmp_path / "v", PASSPHRASE, stretch=FAST, floor=FAST).store.close()
