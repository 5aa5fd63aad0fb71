"""Vaults as earlier versions of the program wrote them: every later version opens them, by each of their secrets.

A version of the key file gets its folder under ``golden`` when it is first written, and no file there is ever changed.
"""

import shutil
from pathlib import Path

import pytest

from desktop.store import keyfile, sealing, vault
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import DeviceSecretMissing, WrongPassphrase
from desktop.store.first_slots import FirstKeyFile
from desktop.store.opened import Opened
from desktop.store.recovering import SealedForOrganiser, open_by_store_key, open_for_organiser
from desktop.store.slots import CarriedSlot, OrganiserSlot, PassphraseSlot, RecoverySlot
from sync.protocol.enrolment import Stretch
from tests.store.device_keepers import InMemory

GOLDEN = Path(__file__).parent / "golden"
FAST = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
SECOND_PERSON = "violet otter harbour nine"
OTHER = "slate harbour ribbon kettle"
CODES = {1: "FZHU-VGWP-FAGJ-SRSV-SDDW-XXZK-HPCD-XHEJ", 2: "LKGL-JRPC-SYJA-SRYA-VPAC-GEYY-ETBT-CHPG"}
WORDS = {1: "kept since the first version", 2: "kept since the second version"}
ORGANISER = bytes(range(64, 96))
COMPUTERS = bytes(range(32))


def taken(version: int, folder: Path) -> Path:
    shutil.copytree(GOLDEN / f"version_{version}", folder)
    return folder


def word(opened: Opened) -> str:
    reader = opened.connect_reader()
    try:
        found: str = reader.execute("SELECT word FROM golden").fetchone()[0]
    finally:
        reader.close()
        opened.release()
    return found


def content(folder: Path) -> keyfile.KeyFile:
    read = keyfile.decode((folder / vault.KEY_NAME).read_bytes()).content
    assert not isinstance(read, FirstKeyFile)
    return read


@pytest.mark.parametrize("version", [1, 2])
def test_the_passphrase_of_a_vault_of_each_version_opens_it(version: int, tmp_path: Path) -> None:
    folder = taken(version, tmp_path / "vault")
    for _ in range(2):
        assert word(vault.open_vault(folder, PASSPHRASE, floor=FAST)) == WORDS[version]
    with pytest.raises(WrongPassphrase):
        vault.open_vault(folder, OTHER, floor=FAST)


@pytest.mark.parametrize("version", [1, 2])
def test_the_recovery_sheet_of_a_vault_of_each_version_opens_it(version: int, tmp_path: Path) -> None:
    folder = taken(version, tmp_path / "vault")
    opened = vault.open_by_recovery(folder, CODES[version], OTHER, stretch=FAST, floor=FAST)
    assert word(opened) == WORDS[version]
    assert word(vault.open_vault(folder, OTHER, floor=FAST)) == WORDS[version]
    with pytest.raises(WrongPassphrase):
        vault.open_vault(folder, PASSPHRASE, floor=FAST)
    assert any(isinstance(each, RecoverySlot) for each in content(folder).slots)


def test_a_second_person_opens_with_the_computers_secret_and_not_without(tmp_path: Path) -> None:
    folder = taken(2, tmp_path / "vault")
    keeper = InMemory({content(folder).store: COMPUTERS})
    assert word(vault.open_vault(folder, SECOND_PERSON, floor=FAST, device=keeper)) == WORDS[2]
    for other in (None, InMemory(), InMemory({content(folder).store: bytes(32)})):
        with pytest.raises(WrongPassphrase):
            vault.open_vault(folder, SECOND_PERSON, floor=FAST, device=other)


def test_the_organisers_slot_opens_by_their_private_key(tmp_path: Path) -> None:
    folder = taken(2, tmp_path / "vault")
    read = content(folder)
    (slot,) = (each for each in read.slots if isinstance(each, OrganiserSlot))
    assert slot.lock == sealing.public_of(ORGANISER).hex()
    sealed = SealedForOrganiser(slot, read.store, read.v)
    key = open_for_organiser(sealed, ORGANISER)
    assert key is not None
    assert open_for_organiser(sealed, sealing.new_private()) is None
    opened = open_by_store_key(folder, key, OTHER, stretch=FAST, floor=FAST)
    assert word(opened) == WORDS[2]
    assert word(vault.open_vault(folder, OTHER, floor=FAST)) == WORDS[2]


def test_a_first_version_becomes_the_second_at_the_next_unlocking_and_its_sheet_stays_good(
    tmp_path: Path,
) -> None:
    folder, keeper = taken(1, tmp_path / "vault"), InMemory()
    before = keyfile.decode((folder / vault.KEY_NAME).read_bytes()).content
    vault.open_vault(folder, PASSPHRASE, floor=FAST, device=keeper).release()
    after = content(folder)
    assert (after.v, after.gen, after.store) == (2, before.gen + 1, before.store)
    person, sheet = after.slots
    assert isinstance(person, PassphraseSlot)
    assert person.device
    assert isinstance(sheet, CarriedSlot)
    assert (folder / vault.BACKUP_NAME).read_bytes() == (folder / vault.KEY_NAME).read_bytes()
    assert word(vault.open_vault(folder, PASSPHRASE, floor=FAST, device=keeper)) == WORDS[1]
    with pytest.raises(DeviceSecretMissing):
        vault.open_vault(folder, PASSPHRASE, floor=FAST)
    assert word(vault.open_by_recovery(folder, CODES[1], OTHER, stretch=FAST, floor=FAST)) == WORDS[1]
    assert [type(each) for each in content(folder).slots] == [PassphraseSlot, RecoverySlot]


@pytest.mark.parametrize("keeper", [InMemory(), None], ids=["a computer's secret", "none"])
def test_a_wrong_passphrase_leaves_a_first_version_as_it_is(
    tmp_path: Path, keeper: DeviceSecrets | None
) -> None:
    folder = taken(1, tmp_path / "vault")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    with pytest.raises(WrongPassphrase):
        vault.open_vault(folder, OTHER, floor=FAST, device=keeper)
    (folder / "lock").unlink()
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_the_newest_version_is_among_the_golden_ones() -> None:
    assert (GOLDEN / f"version_{keyfile.VERSION}").is_dir()
    assert len(list(GOLDEN.iterdir())) == keyfile.VERSION
