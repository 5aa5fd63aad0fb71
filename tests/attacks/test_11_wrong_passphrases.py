"""Attack 11: somebody tries passphrase after passphrase."""

import hashlib
from pathlib import Path

import pytest

from desktop.operations.vaults import create_vault, unlock_vault
from desktop.store.errors import VaultError, WrongPassphrase
from desktop.wording.faults import fault_words
from sync.protocol.enrolment import Stretch

QUICK = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "violet otter harbour nine"
TRIES = 1000


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def test_a_thousand_wrong_passphrases_say_one_sentence_and_write_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "records"
    create_vault(folder, PASSPHRASE, stretch=QUICK, floor=QUICK).store.close()
    before = fingerprint(folder)
    said = set()
    for tried in range(TRIES):
        with pytest.raises(WrongPassphrase) as refused:
            unlock_vault(folder, f"violet otter harbour {tried}", floor=QUICK)
        assert isinstance(refused.value, VaultError)
        said.add(fault_words(refused.value))
    assert len(said) == 1
    assert fingerprint(folder) == before
    assert "otter" not in f"{said}{caplog.text}"
    unlock_vault(folder, PASSPHRASE, floor=QUICK).close()
