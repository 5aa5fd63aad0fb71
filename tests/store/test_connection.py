"""The only opener: what it refuses, what it denies, and what still works under it."""

import tempfile
import time
from pathlib import Path

import pytest

from desktop.store import binding
from desktop.store.binding import Database
from desktop.store.connection import PLAIN_HEADER, StoreFile, write_copy
from desktop.store.errors import NotEncrypted, StoreIsNewer, VaultDamaged, VaultExists

ID = "ab" * 16
KEY = bytes(range(32))


def create(path: Path, store_id: str = ID) -> Database:
    database = StoreFile(path, KEY, store_id).create()
    database.execute("CREATE TABLE store_meta (store_id TEXT)")
    database.execute("INSERT INTO store_meta VALUES (?)", [store_id])
    database.execute("PRAGMA user_version=1")
    return database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    create(path).close()
    return path


def why(path: Path, *, key: bytes = KEY, store_id: str = ID) -> str:
    for open_it in (StoreFile(path, key, store_id).open_writer, StoreFile(path, key, store_id).open_reader):
        with pytest.raises(VaultDamaged) as damaged:
            open_it(1)
        assert damaged.value.part == "store"
    return damaged.value.reason


def test_a_missing_store_is_refused_and_not_made(tmp_path: Path) -> None:
    assert why(tmp_path / "store.db") == "missing"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_store_is_refused_and_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"")
    assert why(path) == "truncated"
    assert path.read_bytes() == b""


def read_everything(path: Path) -> None:
    reader = StoreFile(path, KEY, ID).open_reader(1)
    try:
        for table in reader.table_names():
            list(reader.query(f"SELECT * FROM [{table}]"))  # noqa: S608 - our own tables
    finally:
        reader.close()


@pytest.mark.parametrize("kept", [1, 4095, 4096, 5000, 4096 * 2, 4096 * 3 + 1, -4096, -1])
def test_a_store_cut_short_is_refused_or_fails_loudly(path: Path, kept: int) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.table("street").insert_all([{"name": f"Lane {n} " * 20} for n in range(200)])
    database.close()
    read_everything(path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises((VaultDamaged, binding.DatabaseError)):
        read_everything(path)


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    plain = tmp_path / "store.db"
    connection = binding.connect(str(plain))
    connection.execute("CREATE TABLE store_meta (store_id TEXT)")
    connection.execute("INSERT INTO store_meta VALUES (?)", [ID])
    connection.commit()
    connection.close()
    assert plain.read_bytes().startswith(PLAIN_HEADER)
    with pytest.raises(NotEncrypted):
        StoreFile(plain, KEY, ID).open_writer(1)


def test_another_key_is_refused_without_a_word_on_standard_error(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert why(path, key=bytes(32)) == "unreadable"
    assert capfd.readouterr() == ("", "")


def test_the_store_of_another_vault_is_refused(path: Path) -> None:
    assert why(path, store_id="cd" * 16) == "foreign"


def test_a_store_without_the_programs_mark_is_refused(path: Path) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.execute("PRAGMA application_id=7")
    database.close()
    assert why(path) == "foreign"


def test_a_store_without_its_own_row_is_refused(path: Path) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.execute("DELETE FROM store_meta")
    database.close()
    assert why(path) == "foreign"


def test_a_store_of_a_newer_program_is_refused_with_both_numbers(path: Path) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.execute("PRAGMA user_version=9")
    database.close()
    with pytest.raises(StoreIsNewer) as newer:
        StoreFile(path, KEY, ID).open_writer(3)
    assert (newer.value.found, newer.value.known) == (9, 3)


def test_a_store_is_never_created_over_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(VaultExists):
        StoreFile(path, KEY, ID).create()
    assert path.read_bytes() == before


def test_every_byte_of_the_first_page_matters(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(0, 4096, 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert why(path) == "unreadable"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("temp_store", 2),
        ("cache_size", -65536),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("fullfsync", 1),
        ("recursive_triggers", 1),
    ],
)
def test_a_writer_is_set_up_to_save_surely(path: Path, pragma: str, value: object) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.conn.set_authorizer(None)
    assert database.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE 'other.db' AS other",
        "ATTACH DATABASE ':memory:' AS other KEY ''",
        "DETACH DATABASE main",
        "PRAGMA key='x'",
        "PRAGMA rekey='x'",
        "PRAGMA hexrekey='00'",
        "PRAGMA temp_store=1",
        "PRAGMA temp_store_directory='/'",
        "PRAGMA cipher_page_size=1024",
        "PRAGMA CIPHER_HMAC_PGNO=be",
        "PRAGMA cipher_plaintext_header_size=32",
        "PRAGMA cipher_memory_security=ON",
        "PRAGMA synchronous=OFF",
        "PRAGMA journal_mode=DELETE",
        "PRAGMA secure_delete=OFF",
        "PRAGMA query_only=OFF",
        "PRAGMA writable_schema=ON",
        "SELECT sqlcipher_export('main')",
        "SELECT load_extension('x')",
        "VACUUM INTO 'copy.db'",
    ],
)
def test_no_statement_can_move_the_store_or_its_key_elsewhere(path: Path, statement: str) -> None:
    for database in (StoreFile(path, KEY, ID).open_writer(1), StoreFile(path, KEY, ID).open_reader(1)):
        with pytest.raises(binding.DatabaseError, match=r"not authorized|authorization denied"):
            database.execute(statement)
        database.close()
    assert {each.name for each in path.parent.iterdir()} <= {"store.db", "store.db-wal", "store.db-shm"}


def test_a_reader_cannot_write_and_sees_the_last_commit(path: Path) -> None:
    writer, reader = StoreFile(path, KEY, ID).open_writer(1), StoreFile(path, KEY, ID).open_reader(1)
    writer.execute("CREATE TABLE street (name TEXT)")
    writer.execute("INSERT INTO street VALUES ('Made-up Lane')")
    assert list(reader.query("SELECT name FROM street")) == [{"name": "Made-up Lane"}]
    with pytest.raises(binding.OperationalError, match="readonly"):
        reader.execute("DELETE FROM street")
    reader.close()
    writer.close()


def test_a_statement_commits_by_itself_unless_a_transaction_was_begun(path: Path) -> None:
    writer, reader = StoreFile(path, KEY, ID).open_writer(1), StoreFile(path, KEY, ID).open_reader(1)
    writer.execute("CREATE TABLE street (name TEXT)")
    writer.conn.execute("INSERT INTO street VALUES ('Made-up Lane')")
    assert not writer.conn.in_transaction
    assert reader.table("street").count == 1
    writer.conn.execute("BEGIN IMMEDIATE")
    writer.conn.execute("INSERT INTO street VALUES ('Second Lane')")
    assert reader.table("street").count == 1
    writer.conn.execute("COMMIT")
    assert reader.table("street").count == 2
    reader.close()
    writer.close()


def test_what_the_store_needs_still_works(path: Path) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    people = database.table("people")
    people.insert_all([{"id": n, "name": f"Name {n}"} for n in range(300)], pk="id")
    people.enable_fts(["name"], create_triggers=True)
    people.upsert({"id": 1, "name": "Changed"}, pk="id")
    assert [row["id"] for row in people.search("changed")] == [1]
    people.transform(rename={"name": "called"})
    people.create_index(["called"])
    database.begin()
    people.delete_where()
    database.rollback()
    assert people.count == 300
    database.execute("VACUUM")
    assert database.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    database.close()


def test_a_copy_is_encrypted_and_opens_with_the_same_key(path: Path) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    target = path.with_name("copy.db")
    write_copy(database, target)
    with pytest.raises(VaultExists):
        write_copy(database, target)
    with pytest.raises(binding.DatabaseError, match="not authorized"):
        database.execute("ATTACH DATABASE 'x' AS y")
    database.close()
    assert not target.read_bytes().startswith(PLAIN_HEADER)
    assert target.stat().st_mode & 0o077 == 0
    StoreFile(target, KEY, ID).open_reader(1).close()


def test_asking_for_permission_does_not_slow_preparing_noticeably(path: Path) -> None:
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.execute("CREATE TABLE street (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT)")

    def seconds(start: int) -> float:
        started = time.process_time()
        for number in range(start, start + 2000):
            database.conn.execute(f"SELECT id, a, b, c FROM street WHERE id = {number}").fetchall()  # noqa: S608
        return time.process_time() - started

    asked = min(seconds(start) for start in (0, 10_000, 20_000))
    database.conn.set_authorizer(None)
    unasked = min(seconds(start) for start in (30_000, 40_000, 50_000))
    database.close()
    assert asked < 3 * unasked


def test_sorting_more_than_the_cache_leaves_no_temporary_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(scratch))
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    database = StoreFile(path, KEY, ID).open_writer(1)
    database.conn.execute("PRAGMA cache_size=20")
    cursor = database.conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        " SELECT i, hex(randomblob(99)) AS t FROM n ORDER BY t, i"
    )
    cursor.fetchmany(10)
    assert list(scratch.iterdir()) == []
    cursor.close()
    database.close()
