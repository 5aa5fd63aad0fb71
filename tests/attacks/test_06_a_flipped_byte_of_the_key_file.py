"""Attack 6: any byte of the key file is another, it is cut short, or is another vault's. No traceback, two sentences in all."""

import time
from pathlib import Path

import pytest

from desktop.store import vault
from desktop.store.errors import StoreIsNewer, VaultDamaged, VaultError, WrongPassphrase
from desktop.wording.faults import fault_words
from tests.attacks.golden_vault import FAST, PASSPHRASE, opens, taken
from tests.faults.proving import every

pytestmark = pytest.mark.prove


def test_every_byte_counts_and_nothing_but_a_refusal_comes_of_it(tmp_path: Path) -> None:
    folder = taken(tmp_path / "vault")
    path = folder / vault.KEY_NAME
    whole, codes = path.read_bytes(), set()
    for at in range(0, len(whole), every(3, 1)):
        spoilt = whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :]
        path.write_bytes(spoilt)
        try:
            vault.open_vault(folder, PASSPHRASE, floor=FAST).release()
            pytest.fail(f"byte {at} does not count")
        except (VaultDamaged, WrongPassphrase) as refused:
            codes.add(fault_words(refused).code)
        except StoreIsNewer:
            codes.add("newer")  # the one byte that says the version
        assert path.read_bytes() == spoilt
        assert not (folder / vault.BACKUP_NAME).exists()
    assert codes <= {"wrong_passphrase", "damaged_key", "newer"} | {
        fault_words(VaultDamaged("key", "mac")).code
    }
    path.write_bytes(whole)
    assert opens(folder)


def test_every_byte_is_healed_from_the_copy_by_the_right_passphrase(tmp_path: Path) -> None:
    folder = taken(tmp_path / "vault")
    assert opens(folder)
    path, healed = folder / vault.KEY_NAME, 0
    whole = path.read_bytes()
    assert (folder / vault.BACKUP_NAME).read_bytes() == whole
    for at in range(0, len(whole), every(29, 3)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            assert opens(folder)
        except VaultError:
            path.write_bytes(whole)
            continue
        assert path.read_bytes() == whole
        healed += 1
    assert healed > len(whole) // every(29, 3) * 0.8


def test_a_key_file_cut_short_or_of_another_vault_is_refused_at_once(tmp_path: Path) -> None:
    folder, other = taken(tmp_path / "vault"), tmp_path / "other"
    vault.create_vault(other, PASSPHRASE, stretch=FAST, floor=FAST).opened.release()
    path = folder / vault.KEY_NAME
    whole = path.read_bytes()
    for length in (0, 1, 11, 12, 100, len(whole) - 33, len(whole) - 1):
        path.write_bytes(whole[:length])
        began = time.process_time()
        with pytest.raises(VaultDamaged):
            vault.open_vault(folder, PASSPHRASE, floor=FAST)
        assert time.process_time() - began < 0.05
    path.write_bytes((other / vault.KEY_NAME).read_bytes())
    with pytest.raises(VaultDamaged):
        vault.open_vault(folder, PASSPHRASE, floor=FAST)
