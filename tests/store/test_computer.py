"""What a computer keeps for its vaults: in a good keyring, else in a file of one's own, and nowhere weaker."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.store import vault
from desktop.store.computer import SERVICE, ComputerSecrets, is_good
from desktop.store.errors import DeviceSecretMissing
from tests.made_up_stores import QUICK

STORE = "ab" * 16
MINE, THEIRS = "correct horse battery staple", "violet otter harbour nine"


class Kept:
    """A keyring of the system's, that works."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Locked(Kept):
    """One that is locked: nobody gives it its password."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("locked")


class Forgetful(Kept):
    """One that says it keeps things and does not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password


def named(name: str, **more: Any) -> object:
    module, _, kind = name.rpartition(".")
    return type(kind, (), {"__module__": module, **more})()


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("keyring.backends.macOS.Keyring", True),
        ("keyring.backends.Windows.WinVaultKeyring", True),
        ("keyring.backends.SecretService.Keyring", True),
        ("keyring.backends.libsecret.Keyring", True),
        ("keyring.backends.kwallet.DBusKeyring", True),
        ("keyring.backends.fail.Keyring", False),
        ("keyring.backends.null.Keyring", False),
        ("keyring.backends.chainer.ChainerBackend", False),
        ("keyrings.alt.file.PlaintextKeyring", False),
        ("keyrings.alt.file.EncryptedKeyring", False),
        ("keyring.backends.SecretService.Other", False),
    ],
)
def test_only_keyrings_that_are_known_to_encrypt_are_taken(name: str, is_taken: bool) -> None:
    assert is_good(named(name)) is is_taken


def test_a_chain_of_keyrings_is_as_good_as_its_worst_member() -> None:
    good, bad = named("keyring.backends.SecretService.Keyring"), named("keyrings.alt.file.PlaintextKeyring")
    chain = "keyring.backends.chainer.ChainerBackend"
    assert is_good(named(chain, backends=[good, good]))
    assert not is_good(named(chain, backends=[good, bad]))
    assert not is_good(named(chain, backends=[]))


def test_a_good_keyring_keeps_it_and_no_file_does(tmp_path: Path) -> None:
    keyring = Kept()
    computer = ComputerSecrets(tmp_path / "computer", lambda: keyring)
    assert computer.find(STORE) is None
    secret = computer.make(STORE)
    assert (len(secret), computer.make(STORE), computer.find(STORE)) == (32, secret, secret)
    assert list(keyring.kept) == [(SERVICE, STORE)]
    assert not (tmp_path / "computer").exists()
    computer.forget(STORE)
    assert computer.find(STORE) is None
    computer.forget(STORE)


@pytest.mark.parametrize("keyring", [None, Locked(), Forgetful()], ids=["none", "locked", "forgetful"])
def test_where_no_keyring_keeps_it_a_file_of_ones_own_does(
    tmp_path: Path, keyring: Any, caplog: pytest.LogCaptureFixture
) -> None:
    computer = ComputerSecrets(tmp_path / "computer", lambda: keyring)
    secret = computer.make(STORE)
    again = ComputerSecrets(tmp_path / "computer", lambda: keyring)
    assert again.find(STORE) == again.make(STORE) == secret
    (file,) = (tmp_path / "computer").iterdir()
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0
        assert file.parent.stat().st_mode & 0o077 == 0
    assert secret.hex() not in caplog.text
    caplog.clear()
    again.forget(STORE)
    assert list((tmp_path / "computer").iterdir()) == []


def test_a_keyring_that_does_not_answer_is_not_one_that_has_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(DeviceSecretMissing) as missing:
        ComputerSecrets(tmp_path, Locked).find(STORE)
    assert missing.value.is_unreachable
    assert "RuntimeError" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("value", ["", "x", "zz" * 32, "ab" * 31, "ab" * 2000, "é" * 64])
def test_a_value_that_somebody_changed_is_none(tmp_path: Path, value: str) -> None:
    keyring = Kept()
    keyring.set_password(SERVICE, STORE, value)
    assert ComputerSecrets(tmp_path / "none", lambda: keyring).find(STORE) is None
    folder = tmp_path / "computer"
    folder.mkdir()
    (folder / f"{STORE}.secret").write_text(value, encoding="utf-8")
    assert ComputerSecrets(folder, lambda: None).find(STORE) is None


def test_a_keyring_package_that_is_broken_is_no_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> object:
        raise RuntimeError

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_keyring=broken))
    assert len(ComputerSecrets(tmp_path).make(STORE)) == 32
    assert "no keyring" in caplog.text
    caplog.clear()


def test_a_secret_that_lies_in_a_file_is_found_without_loading_the_keyring(tmp_path: Path) -> None:
    ComputerSecrets(tmp_path, lambda: None).make(STORE)
    program = (
        "import sys; from pathlib import Path; from desktop.store.computer import ComputerSecrets;"
        f"assert ComputerSecrets(Path(sys.argv[1])).find({STORE!r}); assert 'keyring' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)


def test_a_keyring_that_comes_back_opens_what_was_made_with_it_and_what_was_made_meanwhile(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keyring: Kept = Kept()
    computer = ComputerSecrets(tmp_path / "computer", lambda: keyring)
    folder = tmp_path / "vault"
    made = vault.create_vault(folder, MINE, stretch=QUICK, floor=QUICK, device=computer)
    made.opened.release()
    vault.add_person(folder, MINE, THEIRS, stretch=QUICK, floor=QUICK, device=computer)
    good, keyring = keyring, Locked()
    vault.open_by_recovery(
        folder, made.recovery_code, MINE, stretch=QUICK, floor=QUICK, device=computer
    ).release()
    vault.open_vault(folder, MINE, floor=QUICK, device=computer).release()
    caplog.clear()
    keyring = good
    for passphrase in (MINE, THEIRS):
        vault.open_vault(folder, passphrase, floor=QUICK, device=computer).release()
