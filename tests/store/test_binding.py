"""SQLCipher under sqlite-utils: the two mean the same exceptions, and nothing written is lost in silence."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from desktop.store import binding
from desktop.store.binding import Database, assert_bound
from desktop.store.connection import StoreFile

ID = "ab" * 16
KEY = bytes(range(32))


def store_with_a_table(folder: Path) -> Database:
    database = StoreFile(folder / "store.db", KEY, ID).create()
    database.execute("CREATE TABLE store_meta (store_id TEXT)")
    database.execute("INSERT INTO store_meta VALUES (?)", [ID])
    database.execute("PRAGMA user_version=1")
    database.execute("CREATE TABLE street (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    return database


def test_both_libraries_mean_the_same_exceptions() -> None:
    assert_bound()
    assert issubclass(binding.IntegrityError, binding.DatabaseError)
    assert issubclass(binding.OperationalError, binding.Error)


def test_a_program_that_met_sqlite_utils_first_refuses_to_store_anything() -> None:
    script = "import sqlite_utils, desktop.store.binding"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "WrongBinding" in run.stderr


def test_returning_leaves_no_open_transaction_and_its_rows_survive(tmp_path: Path) -> None:
    database = store_with_a_table(tmp_path)
    rows = list(database.query("INSERT INTO street (name) VALUES (?) RETURNING id", ["Made-up Lane"]))
    assert rows == [{"id": 1}]
    assert not database.conn.in_transaction
    database.table("street").insert({"name": "Second Lane"})
    database.close()
    again = StoreFile(tmp_path / "store.db", KEY, ID).open_reader(1)
    assert [row["name"] for row in again.query("SELECT name FROM street ORDER BY id")] == [
        "Made-up Lane",
        "Second Lane",
    ]
    again.close()


def test_a_broken_rule_raises_what_the_store_catches(tmp_path: Path) -> None:
    database = store_with_a_table(tmp_path)
    database.table("street").insert({"name": "Made-up Lane"})
    with pytest.raises(binding.IntegrityError):
        database.table("street").insert({"name": "Made-up Lane"})
    assert not database.conn.in_transaction
    database.close()


def test_a_column_is_added_when_asked_for(tmp_path: Path) -> None:
    database = store_with_a_table(tmp_path)
    database.table("street").insert({"name": "Lane", "length": 7}, alter=True)
    assert "length" in database.table("street").columns_dict
    database.close()


def test_only_one_of_the_packages_of_this_name_is_installed() -> None:
    names = {"sqlcipher3", "sqlcipher3-wheels", "sqlcipher3-binary", "pysqlcipher3", "pysqlite3"}
    installed = {(each.metadata["Name"] or "").lower() for each in metadata.distributions()} & names
    assert installed == {"sqlcipher3"}


def test_no_database_is_ever_made_from_a_path() -> None:
    made = {
        path.as_posix()
        for path in Path(binding.__file__).parents[1].rglob("*.py")
        if "Database(" in path.read_text(encoding="utf-8")
    }
    assert {Path(path).name for path in made} == {"connection.py"}
    text = (Path(binding.__file__).parent / "connection.py").read_text(encoding="utf-8")
    assert text.count("Database(") == text.count("Database(connection, execute_plugins=False)") == 1
