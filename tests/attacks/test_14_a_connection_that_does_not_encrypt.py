"""Attack 14: Python's own SQLite, or SQLCipher without its key, slips in. Nothing is stored then."""

import sqlite3  # noqa: TID251 - what slips in
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.operations.contacts import add_person
from desktop.store import binding, connection, vault
from desktop.store.errors import NotAtWork
from desktop.store.store import Store
from tests.attacks.golden_vault import FAST, PASSPHRASE, taken

PATHS: dict[str, Callable[[Path], object]] = {
    "create": lambda folder: vault.create_vault(folder / "new", PASSPHRASE, stretch=FAST, floor=FAST),
    "open": lambda folder: vault.open_vault(folder, PASSPHRASE, floor=FAST),
    "renew": lambda folder: vault.renew_key(folder, PASSPHRASE, floor=FAST),
    "rescue": lambda folder: vault.rescue_vault(folder, PASSPHRASE, floor=FAST),
    "recover": lambda folder: vault.open_by_recovery(
        folder, "LKGL-JRPC-SYJA-SRYA-VPAC-GEYY-ETBT-CHPG", PASSPHRASE, stretch=FAST, floor=FAST
    ),
}


class Plain:
    """Python's own SQLite in the clothes of SQLCipher: it takes a key, and takes no notice of it."""

    def __init__(self, path: str, **_more: Any) -> None:
        self._real = sqlite3.connect(path, isolation_level=None)

    def set_key(self, _key: str) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@pytest.mark.parametrize("path", PATHS)
def test_no_way_into_a_vault_goes_on_where_sqlcipher_does_not_answer(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = taken(tmp_path / "vault")
    before = (folder / vault.STORE_NAME).read_bytes()
    monkeypatch.setattr(binding, "connect", Plain)
    with pytest.raises(NotAtWork):
        PATHS[path](folder)
    assert (folder / vault.STORE_NAME).read_bytes() == before
    assert not (tmp_path / "vault" / "new" / vault.STORE_NAME).exists()


def test_the_program_ends_at_its_beginning_where_another_sqlite_was_loaded_first() -> None:
    program = (
        "import sys, types; import sqlite3; sys.modules['pysqlite3'] = sqlite3;"
        " import sqlite_utils; import desktop.store.vault"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "WrongBinding" in ended.stderr


def test_no_file_of_a_vault_begins_in_plain_text_after_work(tmp_path: Path) -> None:
    store = Store(vault.create_vault(tmp_path, PASSPHRASE, stretch=FAST, floor=FAST).opened)
    add_person(store, {"given_name": "Zoë"})
    files = [each for each in tmp_path.iterdir() if each.is_file()]
    assert {"store.db", "store.db-wal"} <= {each.name for each in files}
    for file in files:
        head = file.read_bytes()
        assert not head.startswith(connection.PLAIN_HEADER), file.name
        assert b"CREATE TABLE" not in head, file.name
    store.close()
