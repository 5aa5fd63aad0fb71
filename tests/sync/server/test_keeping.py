"""Backups and restores: whole or not at all, whatever happens in the midst of them, and never under a running server."""

import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select

from sync.server.backups import BackupBroken, BackupRunning, BackupUnwritable, back_up
from sync.server.checking import check_file, checked_heads
from sync.server.database import Database, insert_many, sqlite_address
from sync.server.folder import ServerFolder
from sync.server.occupying import FolderInUse, alone, using
from sync.server.programs import plain_address
from sync.server.restoring import KeysMissing, NoSuchBackup, OtherKind, finish_restore, restore
from sync.server.service import Service
from sync.server.tables import ATTACHMENT, CHUNK, ENTRY, HEAD
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, running
from tests.sync.server.dying import dying_at
from tests.sync.server.test_command import ROOT, run, serving
from tests.sync.server.test_erasures import CANARY, PERSON, organiser
from tests.sync.server.test_pushes import push

NOON = 1_790_000_000_000
DAY = 24 * 60 * 60 * 1000


class Kept:
    """A server's folder and database of two entries, whose backup held one, and where backups are kept."""

    def __init__(self, place: Path, address: str) -> None:
        self.folder = ServerFolder(place / "server")
        self.backups = place / "backups"
        self.address = address or sqlite_address(self.folder.ledger)
        author = Author(1, SCOPE)
        with running(self.folder.path, self.address) as central:
            line = organiser(central)
            push(central, line, [author.write("contact", PERSON, {"given_name": CANARY})])
            self.backup = back_up(self.folder, central.database, self.backups, NOON).ledger
            push(central, line, [author.write("contact", PERSON, {"phone": "1"})])

    @property
    def where(self) -> list[str]:
        """What a command is given."""
        return ["--data", str(self.folder.path), "--database", self.address]

    def entries(self) -> int:
        """How many entries there are, all of which can be read and add up."""
        database = Database(self.address)
        try:
            finish_restore(self.folder, self.address)
            service = Service(database, self.folder, lambda: NOON)
            if database.is_sqlite:
                check_file(database)
            with database.reading(EVERY) as connection:
                heads = connection.scalars(select(HEAD.c.head).where(HEAD.c.scope == SCOPE)).all()
                held = connection.execute(select(ENTRY).where(ENTRY.c.scope == SCOPE)).all()
            assert heads == [len(held)]
            assert service.keys.find_one(SCOPE, PERSON)
            service.keys.close()
            return len(held)
        finally:
            database.close()


@pytest.fixture
def kept(database_address: str, tmp_path: Path) -> Kept:
    return Kept(tmp_path, "" if database_address.startswith("sqlite") else database_address)


@pytest.fixture
def embedded_kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, "")


def test_a_backup_is_put_back_with_what_belongs_to_it(kept: Kept) -> None:
    before = kept.backup.read_bytes()
    restore(kept.folder, kept.address, kept.backup)
    assert kept.entries() == 1
    assert kept.backup.read_bytes() == before  # looking at a backup leaves it as it is


def test_a_backup_that_is_no_backup_changes_nothing(kept: Kept) -> None:
    whole = kept.backup.read_bytes()
    for broken in (b"", b"nothing of the kind", whole[: len(whole) * 2 // 3]):
        kept.backup.write_bytes(broken)
        with pytest.raises(BackupBroken):
            restore(kept.folder, kept.address, kept.backup)
        assert kept.entries() == 2
    with pytest.raises(NoSuchBackup):
        restore(kept.folder, kept.address, kept.backups / "ledger-never.db")
    other = kept.backups / ("ledger-x.dump" if kept.backup.suffix == ".db" else "ledger-x.db")
    other.write_bytes(whole)
    with pytest.raises(OtherKind):
        restore(kept.folder, kept.address, other)
    assert kept.entries() == 2


def test_a_backup_whose_entries_do_not_add_up_is_not_put_back(embedded_kept: Kept) -> None:
    opened = Database(sqlite_address(embedded_kept.backup))
    with opened.writing(EVERY) as connection:
        connection.execute(HEAD.update().where(HEAD.c.scope == SCOPE).values(digest="1:" + "0" * 32))
    opened.close()
    with pytest.raises(BackupBroken):
        restore(embedded_kept.folder, embedded_kept.address, embedded_kept.backup)
    assert embedded_kept.entries() == 2


def test_a_dump_that_fails_half_way_leaves_postgresql_as_it_was(kept: Kept) -> None:
    if kept.backup.suffix == ".db":
        pytest.skip("a matter of PostgreSQL")
    with psycopg.connect(plain_address(kept.address), autocommit=True) as connection:
        connection.execute("CREATE VIEW seen_by_others AS SELECT scope FROM head")  # DROP TABLE head fails
    with pytest.raises(BackupBroken):
        restore(kept.folder, kept.address, kept.backup)
    assert kept.entries() == 2


def test_a_restore_that_dies_anywhere_leaves_the_old_or_the_new(embedded_kept: Kept, tmp_path: Path) -> None:
    found = []
    for step, target in copies(embedded_kept, tmp_path):
        with dying_at(step) as death:
            restore(target.folder, target.address, target.backup)
        found.append(target.entries())
        assert not list(target.folder.path.glob("*.restored*"))
        if not death.died:
            break
    assert found == sorted(found, reverse=True)
    assert {found[0], found[-1]} == {2, 1}
    assert len(found) > 8


def test_a_start_that_dies_while_it_finishes_a_restore_is_finished_by_the_next(
    embedded_kept: Kept, tmp_path: Path
) -> None:
    decided = 0
    for step, target in copies(embedded_kept, tmp_path):
        with dying_at(step) as death:
            restore(target.folder, target.address, target.backup)
        if target.folder.restoring:
            decided += 1
            for again in range(1, 10):
                with dying_at(again):
                    finish_restore(target.folder, target.address)
            assert target.entries() == 1
        if not death.died:
            break
    assert decided > 2


def copies(kept: Kept, place: Path) -> Iterator[tuple[int, Kept]]:
    """Steps from the first on, each with a copy of what was kept."""
    for step in range(1, 200):
        copy = object.__new__(Kept)
        shutil.copytree(kept.folder.path, place / str(step) / "server")
        copy.folder, copy.backups = ServerFolder(place / str(step) / "server"), kept.backups
        copy.address, copy.backup = sqlite_address(copy.folder.ledger), kept.backup
        yield step, copy


def test_a_backup_that_dies_anywhere_leaves_nothing_that_looks_like_one(kept: Kept, tmp_path: Path) -> None:
    database = Database(kept.address)
    steps = 0
    for step in range(1, 200):
        target = tmp_path / f"backups-{step}"
        with dying_at(step) as death:
            back_up(kept.folder, database, target, NOON + DAY)
        for ledger in target.glob("ledger-*"):
            assert list(target.glob("keys-*"))
            if ledger.suffix == ".db":
                opened = Database(sqlite_address(ledger))
                assert check_file(opened) == {SCOPE: 2}
                opened.close()
        steps = step
        if not death.died:
            break
        back_up(kept.folder, database, target, NOON + DAY)
        assert not list(target.glob("unfinished-*"))
    database.close()
    assert steps > 5


def test_two_backups_to_one_place_do_not_mix(kept: Kept) -> None:
    from filelock import FileLock

    database = Database(kept.address)
    with FileLock(kept.backups / "backup.lock"), pytest.raises(BackupRunning):
        back_up(kept.folder, database, kept.backups, NOON + DAY)
    database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX has them")
def test_a_full_disk_is_said_and_leaves_nothing(kept: Kept) -> None:
    shutil.rmtree(kept.backups)
    database = Database(kept.address)
    with database.writing(EVERY) as connection:
        large = {"scope": SCOPE, "id": "a", "size": 2_000_000, "is_whole": 0, "made_at": 1}
        insert_many(connection, ATTACHMENT, [large])
        chunk = {"scope": SCOPE, "attachment": "a", "i": 0, "body": random.Random(1).randbytes(2_000_000)}
        insert_many(connection, CHUNK, [chunk])
    database.close()
    done = subprocess.run(
        [sys.executable, "-m", "sync.server.main", "backup", *kept.where, "--to", str(kept.backups)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)),
    )
    assert done.returncode == 1, done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert [place.name for place in kept.backups.glob("*") if not place.name.endswith(".lock")] == []
    assert kept.entries() == 2


def test_a_place_that_cannot_be_written_is_said(embedded_kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    database = Database(embedded_kept.address)
    with pytest.raises(BackupUnwritable):
        back_up(embedded_kept.folder, database, tmp_path / "file", NOON)
    database.close()


@pytest.mark.slow
def test_nothing_is_put_back_or_moved_under_a_running_server(kept: Kept) -> None:
    refused = "is running on this folder"
    with serving(*kept.where):
        for words in (
            ("restore", "--from", str(kept.backup)),
            ("move", "--to", "postgresql://127.0.0.1:9/x"),
        ):
            done = run(words[0], *kept.where, *words[1:])
            assert (done.returncode, done.stdout) == (1, "")
            assert refused in done.stderr
        elsewhere = kept.folder.path.with_name(
            "elsewhere"
        )  # a server of another machine, at the same database
        if kept.backup.suffix == ".dump":
            done = run("restore", "--data", str(elsewhere), *kept.where[2:], "--from", str(kept.backup))
            assert done.returncode == 1
            assert refused in done.stderr
        assert run("devices", *kept.where).returncode == 0  # others go on beside it
    assert kept.entries() == 2


def test_who_is_alone_at_a_folder_is_alone(tmp_path: Path) -> None:
    with using(tmp_path), using(tmp_path), pytest.raises(FolderInUse), alone(tmp_path):
        pass
    (tmp_path / "used-0123456789abcdef.lock").touch()  # of a process that was killed
    with alone(tmp_path):
        assert not list(tmp_path.glob("used-*"))
        others = (
            "from pathlib import Path; from sync.server import occupying; occupying._WAIT_SECONDS = 0\n"
            f"with occupying.using(Path({str(tmp_path)!r})): pass"
        )
        done = subprocess.run([sys.executable, "-c", others], cwd=ROOT, capture_output=True, check=False)
        assert b"FolderInUse" in done.stderr
    with using(tmp_path):
        assert len(list(tmp_path.glob("used-*"))) == 1
    assert not list(tmp_path.glob("used-*"))


def test_an_old_backup_is_put_back_with_the_newest_keys(kept: Kept) -> None:
    database = Database(kept.address)
    later = back_up(kept.folder, database, kept.backups, NOON + 8 * DAY)
    database.close()
    assert later.keys_dropped == 1
    kept.folder.keys.unlink(missing_ok=True)
    forget_keys(kept)
    restore(kept.folder, kept.address, kept.backup)
    assert kept.entries() == 1


def test_a_backup_without_any_keys_is_not_put_back_where_nobody_has_them(kept: Kept) -> None:
    for keys in kept.backups.glob("keys-*"):
        keys.unlink()
    restore(kept.folder, kept.address, kept.backup)  # the server has them itself
    assert kept.entries() == 1
    forget_keys(kept)
    with pytest.raises(KeysMissing):
        restore(kept.folder, kept.address, kept.backup)
    restore(kept.folder, kept.address, kept.backup, without_keys=True)
    database = Database(kept.address)
    with database.reading(EVERY) as connection:
        assert checked_heads(connection) == {SCOPE: 1}
    database.close()


def forget_keys(kept: Kept) -> None:
    """Lose the live keys."""
    if kept.backup.suffix == ".db":
        kept.folder.keys.unlink(missing_ok=True)
        return
    with psycopg.connect(plain_address(kept.address), autocommit=True) as connection:
        connection.execute("SET groundswell.branch = 'every'")
        connection.execute("DELETE FROM subject_key")


def test_a_damaged_database_is_named(embedded_kept: Kept) -> None:
    for place in (embedded_kept.folder.ledger, embedded_kept.folder.keys):
        kept_bytes = place.read_bytes()
        place.write_bytes(b"damaged " * 1000)
        done = run("backup", *embedded_kept.where, "--to", str(embedded_kept.backups))
        assert (done.returncode, done.stderr) == (
            1,
            f"The file {place.name} in the data folder is damaged.\n",
        )
        place.write_bytes(kept_bytes)
    assert embedded_kept.entries() == 2
