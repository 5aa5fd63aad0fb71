"""Which TLS keys laptops are to accept alone: said by whoever runs the server, and told with each lease."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from sync.client.custody import renew_lease
from sync.protocol.errors import Malformed
from sync.protocol.tls_keys import pin_in, pin_of
from sync.server.database import sqlite_address
from sync.server.folder import FolderDamaged, ServerFolder
from sync.server.pins import read_pins
from tests.forks import run_command
from tests.sync.central import Central, running
from tests.sync.certificates import own_certificate

STATUS_KEY = "0" * 64


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


def keys(folder: Path, name: str) -> tuple[Path, Path]:
    (folder / name).mkdir()
    return own_certificate(folder / name)


def say(folder: Path, *words: object) -> tuple[int, str, str]:
    done = run_command("sync.server.main", "pins", "--data", str(folder), *map(str, words))
    return done.returncode, done.stdout, done.stderr


def test_a_key_has_one_pin_by_whatever_file_it_is_known(tmp_path: Path) -> None:
    certificate, key = keys(tmp_path, "now")
    private = load_pem_private_key(key.read_bytes(), None)
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    pin = pin_in(certificate.read_bytes())
    assert pin_in(key.read_bytes()) == pin_in(public) == pin
    assert len(pin) == 64
    for broken in (b"", b"-----BEGIN CERTIFICATE-----\n", certificate.read_bytes()[:200], b"\xff" * 50):
        with pytest.raises(Malformed):
            pin_in(broken)
        with pytest.raises(Malformed):
            pin_of(broken)


def test_what_is_pinned_is_told_with_the_next_lease_until_it_ends_or_is_withdrawn(
    central: Central, tmp_path: Path
) -> None:
    now, following = keys(tmp_path, "now"), keys(tmp_path, "next")
    line = central.line(central.enrol())
    assert renew_lease(line, 0, STATUS_KEY, "").pins is None
    status, told, _ = say(central.folder.path, "--certificate", now[0], "--next", following[1], "--json")
    expected = [pin_in(now[0].read_bytes()), pin_in(following[1].read_bytes())]
    assert (status, json.loads(told)["keys"]) == (0, expected)
    pins = renew_lease(line, 0, STATUS_KEY, "").pins
    assert pins is not None
    assert pins.keys == expected
    assert 89 < (pins.until - central.now()) / 86_400_000 <= 90
    central.skew_ms += 91 * 86_400_000
    assert read_pins(central.folder, central.now()) is None
    central.skew_ms = 0
    assert json.loads(say(central.folder.path, "--json")[1])["keys"] == expected
    assert say(central.folder.path, "--withdraw")[0] == 0
    assert renew_lease(line, 0, STATUS_KEY, "").pins is None


def test_what_cannot_be_pinned_changes_nothing(tmp_path: Path) -> None:
    folder, now, following = tmp_path / "data", keys(tmp_path, "now"), keys(tmp_path, "next")
    assert say(folder, "--certificate", now[0], "--next", following[1], "--days", 30)[0] == 0
    before = ServerFolder(folder).pins()
    (tmp_path / "empty").write_text("", "ascii")
    for words, status in (
        (("--certificate", now[0]), 2),
        (("--next", now[0]), 2),
        (("--withdraw", "--certificate", now[0], "--next", following[1]), 2),
        (("--certificate", now[0], "--next", now[1]), 1),
        (("--certificate", now[0], "--next", tmp_path / "empty"), 1),
        (("--certificate", tmp_path / "none", "--next", following[1]), 1),
        (("--certificate", tmp_path, "--next", following[1]), 1),
        (("--certificate", now[0], "--next", following[1], "--days", 0), 2),
        (("--certificate", now[0], "--next", following[1], "--days", 181), 2),
    ):
        found, told, said = say(folder, *words)
        assert (found, told) == (status, "")
        assert said
        assert "Traceback" not in said
    assert ServerFolder(folder).pins() == before


def test_a_server_does_not_begin_with_a_key_that_its_laptops_were_told_not_to_accept(tmp_path: Path) -> None:
    folder, now, other = tmp_path / "data", keys(tmp_path, "now"), keys(tmp_path, "other")
    following = keys(tmp_path, "next")
    assert say(folder, "--certificate", now[0], "--next", following[1])[0] == 0
    serve = ("serve", "--data", str(folder), "--port", "0", "--certificate", str(other[0]), "--key")
    done = run_command("sync.server.main", *serve, str(other[1]))
    assert (done.returncode, done.stdout) == (1, "")
    assert "other keys" in done.stderr


def test_pins_that_cannot_be_read_are_damage_and_not_none(tmp_path: Path) -> None:
    folder = ServerFolder(tmp_path)
    for content in (b"{", b'{"keys":["zz"],"until":1}', b'{"keys":[],"until":1}', b"7"):
        (tmp_path / "pins").write_bytes(content)
        with pytest.raises(FolderDamaged):
            folder.pins()
