"""After an erasure: no byte of what was written about somebody, nor of the key that opens it, is left in the server's files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from sqlalchemy import select

from sync.protocol.codec import encode
from sync.protocol.entries import Entry, EntryId, Landed
from sync.protocol.messages import GiveAnswer, GiveRequest, PullAnswer, SnapshotState
from sync.server.database import Database, insert_many, sqlite_address
from sync.server.erasures import Erasing, Erasures
from sync.server.folder import ServerFolder
from sync.server.scrubbing import Scrubbing
from sync.server.service import Service
from sync.server.subjects import SubjectKeys
from sync.server.tables import ENTRY, ERASURE, HEAD, QUARANTINE, SNAPSHOT_CHUNK, WRITER
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.sync.central import SCOPE, Central, running
from tests.sync.clusters import Cluster, as_superuser
from tests.sync.server.test_erasures import CANARY, OTHER, PERSON, organiser
from tests.sync.server.test_pushes import pull, push

ELSEWHERE = "branch:" + "c" * 32


class Killed(BaseException):
    """The process ended here."""


def about_somebody(author: Author) -> list[Entry]:
    """Two entries about somebody, of which one is to lie apart, and one about somebody else."""
    return [
        author.write("contact", PERSON, {"given_name": CANARY}),
        author.write("contact", PERSON, {"family_name": CANARY}, scope=ELSEWHERE),
        author.write("contact", OTHER, {"given_name": "Ada"}),
    ]


def secrets_of(central: Central) -> dict[str, bytes]:
    """What must be gone after the erasure, as it lies in the files before it."""
    keys = central.service.keys
    with central.database.reading(EVERY) as connection:
        sealed = connection.scalars(
            select(ENTRY.c.sealed).where(ENTRY.c.scope == SCOPE, ENTRY.c.subject == PERSON)
        ).one()
        apart = connection.scalars(select(QUARANTINE.c.text).where(QUARANTINE.c.scope == SCOPE)).one()
        chunk = connection.scalars(
            select(SNAPSHOT_CHUNK.c.body).where(SNAPSHOT_CHUNK.c.scope == SCOPE)
        ).first()
    (cached,) = keys.named(SCOPE, "snapshot/")
    snapshot_key = keys.find_one(SCOPE, cached.subject)
    key = keys.find_one(SCOPE, PERSON)
    assert key
    assert snapshot_key
    assert chunk
    return {
        "key": key,
        "snapshot's key": snapshot_key,
        "body": bytes(sealed)[-40:],
        "text": bytes(apart)[-40:],
        "snapshot": bytes(chunk)[-40:],
    }


def remains(folder: Path, wanted: dict[str, bytes]) -> set[str]:
    """Which of these bytes lie in any file of a folder."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {name for name, found in wanted.items() if any(found in content for content in contents)}


class Organiser:
    """An organiser's laptop, which wrote about somebody (one entry lies apart), and fetched a snapshot."""

    def __init__(self, central: Central) -> None:
        self.central, self.author = central, Author(1, SCOPE)
        self.line = organiser(central)
        self.push(about_somebody(self.author))
        self.line.post("/v1/snapshots", None, SnapshotState, {"scope": SCOPE})
        self.wanted = secrets_of(central)

    def push(self, entries: list[Entry]) -> None:
        """Send entries."""
        push(self.central, self.line, entries)

    def write(self, *given: Any, **named: Any) -> Entry:
        """Write something and send it."""
        entry = self.author.write(*given, **named)
        self.push([entry])
        return entry

    def erase(self) -> EntryId:
        """Erase somebody."""
        return self.write("erasure", "e" * 32, {"subject": PERSON}).id


@contextmanager
def embedded_within(folder: Path) -> Iterator[Central]:
    """A server all of whose files are in one folder."""
    folder.mkdir(exist_ok=True)
    with running(folder, sqlite_address(folder / "ledger.db")) as central:
        yield central


def test_nothing_is_left_while_an_embedded_server_still_runs(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    with embedded_within(folder) as central:
        ours = Organiser(central)
        assert remains(folder, ours.wanted) == set(ours.wanted)
        ours.erase()
        assert remains(folder, {**ours.wanted, "name": CANARY.encode()}) == set()


@pytest.mark.parametrize("step", ["note_erasure", "destroy", "settle"])
def test_a_start_finishes_what_a_crash_left_of_an_erasure(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "server"

    def die(*_given: object) -> None:
        raise Killed

    with embedded_within(folder) as central:
        ours = Organiser(central)
        owner = {"note_erasure": ServerFolder, "destroy": SubjectKeys, "settle": Scrubbing}[step]
        committed: list[Erasing] = []
        with monkeypatch.context() as patch:  # no further than the commit
            patch.setattr(Erasures, "finish", lambda _self, erasures: committed.extend(erasures))
            ours.erase()
        with monkeypatch.context() as patch:
            patch.setattr(owner, step, die)
            with pytest.raises(Killed):
                central.service._erasures.finish(committed)
        assert remains(folder, ours.wanted)
        again = Service(central.database, central.folder, central.now)
        assert again.keys.find_one(SCOPE, PERSON) is None
        assert remains(folder, {**ours.wanted, "name": CANARY.encode()}) == set()
        again.keys.close()


def test_a_key_that_comes_back_with_a_backup_of_keys_is_destroyed_again_and_a_newer_one_is_not(
    central: Central,
) -> None:
    ours = Organiser(central)
    erasure = ours.erase()
    keys = central.service.keys
    assert keys.find_one(SCOPE, PERSON) is None
    keys._insert(SCOPE, [{"scope": SCOPE, "subject": PERSON, "key": ours.wanted["key"]}])
    Service(central.database, central.folder, central.now)
    assert keys.find_one(SCOPE, PERSON) is None
    knowing = ours.write("contact", PERSON, {"phone": "1"}, seen={"erased": [erasure]})
    assert pull(central, ours.line).entries[-1].entry == knowing
    for _ in range(2):
        Service(central.database, central.folder, central.now)
    assert pull(central, ours.line).entries[-1].entry == knowing  # they came back, and stay


def test_ten_thousand_erasures_do_not_slow_a_start(central: Central) -> None:
    central.enrol()
    rows = [
        {"scope": SCOPE, "id": f"{n:032x}", "subject": f"{n:032x}", "erased_at": 1, "key_hash": "0" * 32}
        for n in range(10_000)
    ]
    with central.database.writing(EVERY) as connection:
        insert_many(connection, ERASURE, rows)
    with (central.folder.path / "erasures").open("w", encoding="utf-8") as file:
        file.writelines(f"{SCOPE} {row['id']} {row['subject']} {row['key_hash']}\n" for row in rows)
    keys = central.service.keys
    keys._insert(SCOPE, [{"scope": SCOPE, "subject": f"{n:032x}", "key": bytes(32)} for n in range(10_000)])
    before = central.now()
    Service(central.database, central.folder, central.now)
    assert central.now() - before < 5000
    assert len(keys.find(SCOPE, [f"{n:032x}" for n in range(10_000)])) == 10_000  # they are others


def test_a_line_that_a_crash_cut_short_does_not_swallow_the_next(tmp_path: Path) -> None:
    folder = ServerFolder(tmp_path / "server")
    folder.note_erasure(SCOPE, "1" * 32, "two\nwords of somebody", "0" * 32)
    with (folder.path / "erasures").open("ab") as file:
        file.write(f"{SCOPE} {'2' * 32} ".encode())
    folder.note_erasure(SCOPE, "3" * 32, PERSON, "")
    assert folder.erasures() == [
        (SCOPE, "1" * 32, "two\nwords of somebody", "0" * 32),
        (SCOPE, "3" * 32, PERSON, ""),
    ]


def test_what_an_older_version_did_not_seal_is_emptied_too(central: Central) -> None:
    ours = Organiser(central)
    text = pull(central, ours.line).entries[0].entry
    with central.database.writing(EVERY) as connection:
        connection.execute(
            ENTRY.update()
            .where(ENTRY.c.scope == SCOPE, ENTRY.c.id == text.id)
            .values(text=encode(text), sealed=None)
        )
    assert pull(central, ours.line).entries[0].entry == text
    ours.erase()
    landed = pull(central, ours.line).entries[0].entry
    assert (landed.body, landed.hash) == ("", text.hash)


def test_of_keys_on_postgresql_no_byte_is_left_in_the_databases_files(
    cluster: Cluster, tmp_path: Path
) -> None:
    address = cluster.new_database()
    with running(tmp_path / "server", address) as central:
        ours = Organiser(central)
        keys = {name: found for name, found in ours.wanted.items() if "key" in name}
        assert remains(files_of(cluster, address), keys) == set(keys)
        ours.erase()
        assert remains(files_of(cluster, address), {**keys, "name": CANARY.encode()}) == set()


def test_keys_on_postgresql_are_written_anew_once_nobody_reads_from_before(
    cluster: Cluster, tmp_path: Path
) -> None:
    address = cluster.new_database()
    with running(tmp_path / "server", address) as central:
        ours = Organiser(central)
        key = {"key": ours.wanted["key"]}
        with psycopg.connect(address) as reader:
            reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            reader.execute("SELECT count(*) FROM head")
            ours.erase()
            assert central.service.keys.find_one(SCOPE, PERSON) is None
            assert remains(files_of(cluster, address), key) == {"key"}
        ours.write("contact", OTHER, {"phone": "1"})
        assert remains(files_of(cluster, address), key) == {"key"}  # it was tried a moment ago
        central.skew_ms += 61_000
        ours.write("contact", OTHER, {"phone": "2"})
        assert remains(files_of(cluster, address), key) == set()


def files_of(cluster: Cluster, address: str) -> Path:
    """The folder of a database's tables, everything of which is on the disk now."""
    with psycopg.connect(as_superuser(address), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        found = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = found.fetchall()[0]
    return cluster.data / "base" / str(oid)


def test_a_log_that_somebody_reads_is_emptied_later(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    with embedded_within(folder) as central:
        ours = Organiser(central)
        other = Database(sqlite_address(folder / "ledger.db"))
        with other.reading(EVERY) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM entry")
            ours.erase()
        assert remains(folder, ours.wanted)
        other.close()
        central.skew_ms += 61_000
        ours.write("contact", OTHER, {"phone": "2"})
        assert remains(folder, ours.wanted) == set()


def put_back_empty(central: Central) -> None:
    """Another server with the same key and laptops and an empty ledger, which knows of no erasure."""
    with central.database.writing(EVERY) as connection:
        for table in (ENTRY, HEAD, WRITER, ERASURE, QUARANTINE):
            connection.execute(table.delete().where(table.c.scope == SCOPE))
    (central.folder.path / "erasures").unlink()


def test_who_came_back_stays_when_that_is_given_back_before_the_erasure(central: Central) -> None:
    ours = Organiser(central)
    erasure = ours.erase()
    knowing = ours.write("contact", PERSON, {"phone": "1"}, seen={"erased": [erasure]})
    issued = central.service.epoch
    query = {"epoch": issued, "scope": SCOPE, "after": "0", "limit": "9", "form": "2"}
    answer = ours.line.get("/v1/pull", query, PullAnswer)
    held = [msgspec.structs.replace(one, issued=issued) for one in answer.entries]
    put_back_empty(central)
    for entry in (knowing.id, erasure, held[0].entry.id):
        given = [landed for landed in held if landed.entry.id == entry]
        asked = GiveRequest(epoch=central.service.epoch, entries=given)
        assert ours.line.post("/v1/give", asked, GiveAnswer).taken == 1
    entries = {landed.entry.id: landed.entry for landed in pull(central, ours.line).entries}
    assert entries[knowing.id].body == knowing.body
    assert entries[held[0].entry.id].body == ""


def test_an_erasure_that_is_admitted_by_whoever_runs_the_server_is_carried_out(central: Central) -> None:
    ours = Organiser(central)
    erasure = ours.author.write("erasure", "e" * 32, {"subject": PERSON})
    landed = Landed(seq=0, eff=erasure.stamp, received_at=1, entry=erasure, receipt="0" * 32)
    asked = GiveRequest(epoch=central.service.epoch, entries=[landed])
    answer = ours.line.post("/v1/give", asked, GiveAnswer)
    assert [one.reason for one in answer.quarantined] == ["receipt"]
    assert central.service.keys.find_one(SCOPE, PERSON)
    assert central.service.intake.admit_apart(SCOPE) == 1
    assert central.service.keys.find_one(SCOPE, PERSON) is None
    assert pull(central, ours.line).entries[0].entry.body == ""


def test_what_lies_apart_about_somebody_is_admitted_whole(central: Central) -> None:
    line, author = organiser(central), Author(1, SCOPE)
    entry = author.write("contact", PERSON, {"given_name": CANARY})
    landed = Landed(seq=0, eff=entry.stamp, received_at=1, entry=entry, receipt="0" * 32)
    line.post("/v1/give", GiveRequest(epoch=central.service.epoch, entries=[landed]), GiveAnswer)
    with central.database.reading(EVERY) as connection:
        row = connection.execute(select(QUARANTINE).where(QUARANTINE.c.scope == SCOPE)).one()
    assert CANARY.encode() not in bytes(row.text)
    assert central.service.intake.admit_apart(SCOPE) == 1
    assert pull(central, line).entries[0].entry == entry
