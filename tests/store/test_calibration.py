"""What a passphrase costs is chosen by how quick a computer is, from the floor to a ceiling, and only ever raised."""

from pathlib import Path

import pytest

from desktop.store import keyfile, vault
from desktop.store.calibration import LEAST_SECONDS, MOST_MEMORY_KIB, calibrated, dearer
from desktop.store.first_slots import FirstKeyFile
from desktop.store.slots import PassphraseSlot
from desktop.store.stretching import CEILING, FLOOR
from sync.protocol.enrolment import Stretch

PASSPHRASE = "correct horse battery staple"


def computer(seconds_at_floor: float) -> float:
    """What unlocking takes on a computer that needs so long at the floor."""
    chosen = calibrated(lambda _stretch: seconds_at_floor)
    assert FLOOR.memory_kib <= chosen.memory_kib <= MOST_MEMORY_KIB
    assert FLOOR.passes <= chosen.passes <= CEILING.passes
    assert chosen.lanes == FLOOR.lanes
    return seconds_at_floor * chosen.passes / FLOOR.passes * chosen.memory_kib / FLOOR.memory_kib


@pytest.mark.parametrize("seconds", [0.02, 0.03, 0.05, 0.08, 0.1, 0.14, 0.2, 0.3, 0.45, 0.7])
def test_unlocking_takes_about_half_a_second_on_any_computer(seconds: float) -> None:
    assert 0.25 <= computer(seconds) <= 0.8


@pytest.mark.parametrize("seconds", [0.9, 3.0, 60.0])
def test_a_slow_computer_keeps_the_floor(seconds: float) -> None:
    assert calibrated(lambda _stretch: seconds) == FLOOR


def test_a_clock_that_says_nothing_asks_for_no_more_than_the_most() -> None:
    chosen = calibrated(lambda _stretch: 0.0)
    assert (chosen.memory_kib, chosen.passes) == (MOST_MEMORY_KIB, CEILING.passes)


def test_what_is_too_cheap_is_made_dearer_and_nothing_cheaper() -> None:
    assert dearer(FLOOR, LEAST_SECONDS) is None
    assert dearer(FLOOR, 5.0) is None
    assert dearer(FLOOR, 0.1) == Stretch(FLOOR.memory_kib, 10, 4)
    assert dearer(Stretch(MOST_MEMORY_KIB, CEILING.passes, 4), 0.01) is None
    assert dearer(Stretch(CEILING.memory_kib, 3, 4), 0.1) is None


def test_a_vault_that_is_too_cheap_here_is_mended_by_the_next_unlocking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.create_vault(tmp_path, PASSPHRASE, stretch=FLOOR).opened.release()
    before = _person(tmp_path)
    store = (tmp_path / vault.STORE_NAME).stat().st_ino
    monkeypatch.setattr("desktop.store.calibration.Watch.seconds", lambda _watch: 0.1)
    vault.open_vault(tmp_path, PASSPHRASE).release()
    after = _person(tmp_path)
    assert (before.argon2id.passes, after.argon2id.passes) == (3, 10)
    assert (after.member, after.device) == (before.member, before.device)
    assert (tmp_path / vault.STORE_NAME).stat().st_ino == store


def _person(folder: Path) -> PassphraseSlot:
    content = keyfile.decode((folder / vault.KEY_NAME).read_bytes()).content
    assert not isinstance(content, FirstKeyFile)
    (found,) = (each for each in content.slots if isinstance(each, PassphraseSlot))
    return found
