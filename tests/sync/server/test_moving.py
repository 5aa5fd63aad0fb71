"""A server moves from its own folder to PostgreSQL while laptops are offline: nothing is lost, and it is the same server."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, select

from sync.client.exchange import exchange
from sync.client.transport import Transport
from sync.server import moving
from sync.server.database import Database, insert_many, sqlite_address
from sync.server.folder import ServerFolder
from sync.server.moving import CopyDiffers, NotPostgres, TargetNotEmpty, move
from sync.server.tables import metadata
from sync.server.walls import EVERY
from tests.contracts.memory_journal import MemoryJournal
from tests.sync.central import SCOPE, Central, running
from tests.sync.clusters import Cluster
from tests.sync.server.dying import Killed, dying_at
from tests.sync.server.test_command import run, serving
from tests.sync.server.test_erasures import CANARY, OTHER, PERSON

GONE = "f" * 32


class Moving:
    """A server over SQLite with two laptops, who both wrote; somebody was erased."""

    def __init__(self, folder: Path, new: str) -> None:
        self.folder, self.new = ServerFolder(folder), new
        self.journals = [MemoryJournal(number, SCOPE) for number in (1, 2)]
        first, second = self.journals
        with running(folder, self.old) as central:
            self.identities = [central.enrol(role="organiser"), central.enrol()]
            first.write("contact", PERSON, {"given_name": CANARY})
            first.write("contact", GONE, {"given_name": "Zoe"})
            first.write("erasure", "e" * 32, {"subject": GONE})
            content = b"an edition" * 100
            self.attachment = first.attach(content)
            first.write("register_import", "d" * 32, {"edition": self.attachment, "size": len(content)})
            self.exchange(central)
            second.write("contact", OTHER, {"given_name": "Ada"})
            reports = self.exchange(central)
            self.epoch, self.key = reports[0], folder.joinpath("server.key").read_text("ascii")

    @property
    def old(self) -> str:
        """The embedded database's address."""
        return sqlite_address(self.folder.ledger)

    def move(self) -> int:
        """Move it."""
        source = Database(self.old)
        try:
            return move(self.folder, source, self.new)
        finally:
            source.close()

    def exchange(self, central: Central) -> list[str]:
        """Everybody exchanges, twice; returns the epochs at the end."""
        reports = []
        for _ in range(2):
            for journal, identity in zip(self.journals, self.identities, strict=True):
                line = Transport(central.server, identity)
                reports.append(exchange(journal, line))
                line.close()
        assert all(scope.agrees for scope in reports[-1].scopes)
        assert self.journals[0].held() == self.journals[1].held()
        return [report.epoch for report in reports[-2:]]


@pytest.fixture
def about_to_move(cluster: Cluster, tmp_path: Path) -> Moving:
    return Moving(tmp_path / "server", cluster.new_database())


def rows_of(address: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a ledger."""
    database = Database(address)
    with database.reading(EVERY) as connection:
        found = {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }
    database.close()
    return found


def test_everything_is_moved_and_laptops_go_on_where_they_were(about_to_move: Moving) -> None:
    there = about_to_move
    first, second = there.journals
    first.write("contact", OTHER, {"phone": "1"})  # while the server is away
    assert there.move() == len(second.held())
    assert rows_of(there.new) == rows_of(there.old)
    with running(there.folder.path, there.new) as central:
        assert there.folder.path.joinpath("server.key").read_text("ascii") == there.key
        epochs = there.exchange(central)
        newcomer = MemoryJournal(3, SCOPE)
        exchange(newcomer, central.device())
    assert set(epochs) != {there.epoch}
    assert first.held() == second.held() == newcomer.held()
    assert newcomer.attachment(there.attachment) == b"an edition" * 100
    bodies = [newcomer.body(entry) for entry in newcomer.held()]
    assert any(CANARY in body for body in bodies)
    assert not any("Zoe" in body for body in bodies)


def test_what_stays_in_the_folder_goes_with_the_first_erasure(about_to_move: Moving) -> None:
    there = about_to_move
    there.move()
    with running(there.folder.path, there.new) as central:
        there.exchange(central)
        assert there.folder.ledger.exists()
        there.journals[0].write("erasure", "9" * 32, {"subject": PERSON})
        there.exchange(central)
    assert not list(there.folder.path.glob("*.db*"))


def test_a_move_that_dies_anywhere_is_begun_again(about_to_move: Moving) -> None:
    there, step, died = about_to_move, 0, True
    while died:
        step += 1
        with dying_at(step) as death:
            there.move()
        died = death.died
    assert step > 2
    assert rows_of(there.new) == rows_of(there.old)
    assert there.folder.was_moved


def test_a_move_that_dies_within_its_transaction_leaves_nothing(
    about_to_move: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = about_to_move
    copy, copied = moving._copy_table, []

    def die(*given: object) -> object:
        copied.append(given)
        if len(copied) == 8:
            raise Killed
        return copy(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(moving, "_copy_table", die)
        with pytest.raises(Killed):
            there.move()
    assert not any(rows_of(there.new).values())
    assert not there.folder.was_moved
    there.move()
    assert rows_of(there.new) == rows_of(there.old)


def test_a_copy_that_is_not_the_same_is_not_kept(
    about_to_move: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = about_to_move

    def lossy(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
        insert_many(
            connection, table, [{**row, **({"laptop": "x"} if "laptop" in row else {})} for row in rows]
        )

    with monkeypatch.context() as patch:
        patch.setattr(moving, "insert_many", lossy)
        with pytest.raises(CopyDiffers):
            there.move()
    assert not any(rows_of(there.new).values())


def test_records_do_not_move_to_where_others_are(about_to_move: Moving, tmp_path: Path) -> None:
    there = about_to_move
    with running(tmp_path / "other", there.new) as central:
        central.enrol()
    before = rows_of(there.new)
    with pytest.raises(TargetNotEmpty):
        there.move()
    assert rows_of(there.new) == before
    assert not there.folder.was_moved
    source = Database(there.old)
    with pytest.raises(NotPostgres):
        move(there.folder, source, sqlite_address(tmp_path / "x.db"))
    source.close()


@pytest.mark.slow
def test_the_command_moves_and_names_the_new_address_from_then_on(
    about_to_move: Moving, tmp_path: Path
) -> None:
    there = about_to_move
    data = ["--data", str(there.folder.path)]
    done = run("move", *data, "--to", there.new, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (["serve", *data, "--port", "0"], ["devices", *data], ["move", *data, "--to", there.new]):
        done = run(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert "moved to another database" in done.stderr
    on = [*data, "--database", there.new]
    with serving(*on) as ready:
        assert run("devices", *on).stdout.count("A made-up laptop") == 2
        assert ready["words"]
    assert there.folder.ledger.exists()
    done = run("backup", *on, "--to", str(tmp_path / "backups"), "--json")
    assert done.returncode == 0, done.stderr
    assert not list(there.folder.path.glob("*.db*"))
