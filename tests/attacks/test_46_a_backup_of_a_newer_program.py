"""Attack 46: a backup that a newer program made. It says so, and nothing is changed."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.operations.backups import find_backups, make_backup, restore_backup
from desktop.store import keyfile, restoring
from desktop.store.connection import StoreFile
from desktop.store.errors import StoreIsNewer
from desktop.store.migrations import NEWEST
from desktop.store.opened import Opened
from desktop.store.store import Store
from desktop.wording.faults import fault_words
from tests.made_up_backups import SECRET, backed_up, names_in, worked_in
from tests.made_up_stores import QUICK


def test_a_later_form_is_refused_by_name_and_passed_over_in_lists(tmp_path: Path) -> None:
    store = worked_in(tmp_path / "vault")
    path, folder = backed_up(store), store.folder
    store.close()
    content = bytearray(path.read_bytes())
    content[8:12] = struct.pack(">I", 2)
    path.write_bytes(content)
    before = names_in(folder)
    with pytest.raises(StoreIsNewer) as newer:
        restore_backup(folder, path, SECRET, floor=QUICK)
    assert "newer Groundswell" in fault_words(newer.value).sentence
    assert find_backups(folder) == []
    assert names_in(folder) == before


def test_a_store_of_a_later_schema_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = worked_in(tmp_path / "vault")
    store.writing.execute(f"PRAGMA user_version={NEWEST + 1}")
    with monkeypatch.context() as newer_program:
        newer_program.setattr("desktop.store.backups.NEWEST", NEWEST + 1)
        newer_program.setattr(store, "_opened", _reading_newer(store))
        path = make_backup(store).value.row.path
    folder = store.folder
    store.close()
    before = names_in(folder)
    with pytest.raises(StoreIsNewer):
        restore_backup(folder, path, SECRET, floor=QUICK)
    assert names_in(folder) == before
    assert restoring.open_backup(path, SECRET, QUICK).people == 3


def _reading_newer(store: Store) -> Opened:
    opened = store._opened
    file = StoreFile(opened.folder / "store.db", opened.derive(keyfile.STORE_PURPOSE), opened.store_id)
    return replace(opened, connect_reader=lambda: file.open_reader(NEWEST + 1))
