"""Attack 13: the keyring is missing, locked, of a kind that keeps plain text, or gives back something else.

The vault then falls back to the sheet, never to weaker storage; what was kept is nowhere the only copy of anything.
"""

from pathlib import Path
from typing import Any

import pytest

from desktop.store import vault
from desktop.store.computer import ComputerSecrets, system_keyring
from desktop.store.errors import DeviceSecretMissing
from desktop.wording.faults import fault_words
from tests.attacks.golden_vault import FAST, PASSPHRASE, all_as_before

NEW = "violet otter harbour nine"


class Ring:
    """A keyring; ``is_locked`` lets it refuse everything."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.is_locked = False

    def get_password(self, _service: str, username: str) -> str | None:
        if self.is_locked:
            raise RuntimeError("locked")
        return self.kept.get(username)

    def set_password(self, _service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, _service: str, username: str) -> None:
        del self.kept[username]


def on(computer: Path, ring: Any) -> ComputerSecrets:
    return ComputerSecrets(computer, lambda: ring)


@pytest.mark.parametrize("damage", ["gone", "another", "short", "locked", "no keyring"])
def test_a_keyring_that_lost_it_is_told_and_the_sheet_opens_everything(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder, ring = tmp_path / "vault", Ring()
    made = vault.create_vault(folder, PASSPHRASE, stretch=FAST, floor=FAST, device=on(tmp_path / "c", ring))
    made.opened.release()
    (name,) = ring.kept
    now: Any = ring
    if damage == "gone":
        ring.kept.clear()
    elif damage == "another":
        ring.kept[name] = "ab" * 32
    elif damage == "short":
        ring.kept[name] = ring.kept[name][:-2]
    elif damage == "locked":
        ring.is_locked = True
    else:
        now = None
    with all_as_before(folder), pytest.raises(DeviceSecretMissing) as missing:
        vault.open_vault(folder, PASSPHRASE, floor=FAST, device=on(tmp_path / "c", now))
    assert missing.value.is_unreachable == (damage == "locked")
    assert "recovery sheet" in fault_words(missing.value).sentence
    again = on(tmp_path / "c", now)
    vault.open_by_recovery(folder, made.recovery_code, NEW, stretch=FAST, floor=FAST, device=again).release()
    vault.open_vault(folder, NEW, floor=FAST, device=again).release()
    caplog.clear()


def test_a_folder_that_was_copied_does_not_hold_what_its_passphrase_needs(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    here = on(tmp_path / "here", None)
    vault.create_vault(folder, PASSPHRASE, stretch=FAST, floor=FAST, device=here).opened.release()
    for elsewhere in (None, on(tmp_path / "elsewhere", None)):
        with pytest.raises(DeviceSecretMissing):
            vault.open_vault(folder, PASSPHRASE, floor=FAST, device=elsewhere)
    (kept,) = (tmp_path / "here").iterdir()
    secret = kept.read_text(encoding="ascii")
    for file in folder.iterdir():
        content = file.read_bytes()
        assert secret.encode() not in content
        assert bytes.fromhex(secret) not in content


def test_this_systems_own_keyring_is_taken_only_if_it_is_a_good_one() -> None:
    found = system_keyring()
    kind = "" if found is None else f"{type(found).__module__}.{type(found).__qualname__}"
    assert not any(word in kind for word in ("fail", "null", "plaintext", "alt"))
