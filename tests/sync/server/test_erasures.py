"""Erased is erased: on the server, in its files and older backups, and whatever comes late."""

from pathlib import Path

import pytest

from sync.client.exchange import exchange
from sync.client.transport import Transport
from sync.protocol.entries import Body, Entry, encode_body, hash_body
from sync.protocol.hello import HelloAnswer, HelloRequest
from sync.protocol.messages import LaptopsAnswer
from sync.server.service import Service
from sync.server.walls import EVERY
from tests.contracts.authors import Author
from tests.contracts.memory_journal import MemoryJournal
from tests.forks import run_command
from tests.sync.central import SCOPE, Central, running
from tests.sync.server.test_pushes import pull, push

CANARY = "Zephyrine Quackenbush"
PERSON, OTHER = "a" * 32, "c" * 32
ROOT = Path(__file__).parents[3]


def organiser(central: Central) -> Transport:
    return central.line(central.enrol(role="organiser"))


def told(central: Central, line: Transport) -> LaptopsAnswer:
    return line.get("/v1/laptops", {}, LaptopsAnswer)


def written(author: Author) -> list[Entry]:
    return [
        author.write("contact", PERSON, {"given_name": CANARY}),
        author.write("note", "d" * 32, {"contact": PERSON, "read_aloud": True}),
        author.write("contact", OTHER, {"given_name": "Ada"}),
    ]


def test_an_erasure_empties_bodies_and_leaves_headers_digests_and_everybody_else(central: Central) -> None:
    line = organiser(central)
    author = Author(1, SCOPE)
    entries = written(author)
    push(central, line, entries)
    before = pull(central, line)
    assert [landed.entry for landed in before.entries] == entries
    erasure = author.write("erasure", "e" * 32, {"subject": PERSON})
    push(central, line, [erasure])
    after = pull(central, line)
    assert [landed.entry.body == "" for landed in after.entries] == [True, True, False, False]
    assert [landed.entry.hash for landed in after.entries][:2] == [entry.hash for entry in entries[:2]]
    assert after.entries[2].entry == entries[2]
    assert after.digest != before.digest  # by the erasure's own entry alone
    (state,) = told(central, line).erasures
    assert (state.id, state.done, len(state.waiting), state.discarded) == (erasure.id, [], 1, 0)


def test_what_comes_late_from_somebody_who_did_not_know_is_discarded_with_a_count(central: Central) -> None:
    line, late = organiser(central), central.device()
    author = Author(1, SCOPE)
    push(central, line, written(author))
    erasure = author.write("erasure", "e" * 32, {"subject": PERSON})
    push(central, line, [erasure])
    other = Author(2, SCOPE)
    entries = [
        other.write("contact", PERSON, {"phone": "1"}),
        other.write("contact", PERSON, {"phone": "2"}, seen={"erased": [erasure.id]}),
    ]
    for _ in range(2):  # a second time it is a no-op
        answer = push(central, late, entries)
        assert [(one.id, one.reason) for one in answer.quarantined] == [(entries[0].id, "erased")]
    assert [landed.entry.body for landed in pull(central, line).entries][-1] == entries[1].body
    (state,) = told(central, line).erasures
    assert state.discarded == 1


def test_only_an_organiser_erases(central: Central) -> None:
    line = organiser(central)
    push(central, line, written(Author(1, SCOPE)))
    entry = Author(3, SCOPE).write("erasure", "e" * 32, {"subject": PERSON})
    assert [one.reason for one in push(central, central.device(), [entry]).quarantined] == ["role"]
    assert all(landed.entry.body for landed in pull(central, line).entries)


def test_devices_tell_that_they_carried_it_out(central: Central) -> None:
    line = organiser(central)
    author = Author(1, SCOPE)
    erasure = author.write("erasure", "e" * 32, {"subject": PERSON})
    push(central, line, [*written(author)[:0], erasure])
    asked = HelloRequest(
        epoch=central.service.epoch, writer=author.writer, n=1, scopes=[], erased=[erasure.id]
    )
    line.post("/v1/hello", asked, HelloAnswer)
    (state,) = told(central, line).erasures
    assert (len(state.done), state.waiting) == (1, [])


def test_a_start_carries_out_what_a_restored_database_has_forgotten(central: Central) -> None:
    line = organiser(central)
    author = Author(1, SCOPE)
    push(central, line, written(author))
    central.folder.note_erasure(SCOPE, "f" * 32, PERSON, "")
    Service(central.database, central.folder, central.now)
    assert [landed.entry.body == "" for landed in pull(central, line).entries] == [True, True, False]


def test_no_byte_of_an_erased_body_is_left_in_an_embedded_servers_files(tmp_path: Path) -> None:
    (tmp_path / "server").mkdir()
    address = f"sqlite:///{tmp_path / 'server' / 'ledger.db'}"
    with running(tmp_path / "server", address) as central:
        line = organiser(central)
        author = Author(1, SCOPE)
        push(central, line, written(author))
        push(central, line, [author.write("erasure", "e" * 32, {"subject": PERSON})])
    for path in (tmp_path / "server").iterdir():
        assert CANARY.encode() not in path.read_bytes(), path.name


def command(*words: str) -> None:
    done = run_command("sync.server.main", *words)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_restore_drill_with_the_real_commands_loses_nothing_and_keeps_the_erased_erased(
    database_address: str, tmp_path: Path
) -> None:
    folder, backups = tmp_path / "server", tmp_path / "backups"
    on = ["--data", str(folder)]
    if database_address.startswith("postgresql"):
        on += ["--database", database_address]
    else:
        folder.mkdir()
        database_address = f"sqlite:///{folder / 'ledger.db'}"
    first, second = MemoryJournal(1, SCOPE), MemoryJournal(2, SCOPE)
    with running(folder, database_address) as central:
        lines = [central.enrol(role="organiser"), central.enrol()]
        first.write("contact", PERSON, {"given_name": CANARY})
        first.write("contact", OTHER, {"given_name": "Ada"})
        exchange(first, central.line(lines[0]))
    command("backup", *on, "--to", str(backups), "--json")
    with running(folder, database_address) as central:
        exchange(second, central.line(lines[1]))
        with central.database.reading(EVERY) as connection:
            heads = connection.exec_driver_sql("SELECT head, backed_up FROM head").all()
        assert [tuple(row) for row in heads] == [(2, 2)]
        second.write("contact", OTHER, {"phone": "1"})
        exchange(second, central.line(lines[1]))
        first.write("erasure", "e" * 32, {"subject": PERSON})
        exchange(first, central.line(lines[0]))
        exchange(second, central.line(lines[1]))
    (backup,) = backups.glob("ledger-*")
    command("restore", *on, "--from", str(backup), "--json")
    with running(folder, database_address) as central:
        for _ in range(2):
            for journal, identity in zip((first, second), lines, strict=True):
                report = exchange(journal, central.line(identity))
                assert report.scopes[0].agrees
        newcomer = MemoryJournal(3, SCOPE)
        exchange(newcomer, central.device())
    assert first.held() == second.held() == newcomer.held()
    bodies = {newcomer.body(entry) for entry in newcomer.held()}
    assert not any(CANARY in body for body in bodies)
    assert any("Ada" in body for body in bodies)


def test_a_body_and_its_hash_are_what_they_were(central: Central) -> None:
    body = encode_body(Body(plain={"given_name": 'Tŷ \u2028 \\ " {'}, salt="0" * 32))
    entry = Author(1, SCOPE).write("contact", PERSON, {}, body=body, hash=hash_body(body))
    line = organiser(central)
    push(central, line, [entry])
    assert pull(central, line).entries[0].entry == entry
