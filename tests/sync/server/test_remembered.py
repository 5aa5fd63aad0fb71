"""What was granted, ended and shut out since a backup holds when it is put back, by the real commands. On both databases."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.client.enrol import enrol, invite
from sync.client.errors import ServerRefused
from sync.client.transport import Identity
from sync.protocol.entries import Scope
from sync.protocol.messages import GiveAnswer, GiveRequest, GrantsAnswer
from sync.protocol.scopes import training_scope
from sync.server.database import sqlite_address
from sync.server.devices import list_devices
from sync.server.folder import ServerFolder
from sync.server.remembered import read_marks
from sync.server.walls import EVERY
from tests.sync.central import BRANCH, SCOPE, Central, running
from tests.sync.server.derived import DOORS, IN_TURF, PEOPLE, TURF, Copy, Office, check, give
from tests.sync.server.test_command import run
from tests.sync.server.test_enrolment import laptop

TRAINING = training_scope(BRANCH)


class Kept:
    """A server with an organiser's laptop and three others that have the whole branch, and a backup of that."""

    def __init__(self, place: Path, address: str) -> None:
        self.data, self.backups = ServerFolder(place / "server").path, place / "backups"
        self.address = address
        with self.running() as central:
            self.office = Office(central)
            self.office.write("contact", PEOPLE[0], {"given_name": "Adah"})
            self.stolen, self.short = (central.enrol(role="canvasser") for _ in range(2))
            self.unused = invite(self.office.line, "canvasser", bytes(32)).code
            give(self.office.line, self.short.device, TRAINING)
        self.backup = self.command("backup", "--to", str(self.backups))["file"]

    def running(self) -> Any:
        return running(self.data, self.address)

    def command(self, *words: str) -> Any:
        done = run(*words, "--data", str(self.data), "--database", self.address, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def restore(self) -> Any:
        return self.command("restore", "--from", self.backup)

    def meet(self, central: Central) -> None:
        """The laptops speak to the server where it is now."""
        self.office.central = central
        self.office.line, self.office.their_line = (
            central.line(one) for one in (self.office.identity, self.office.theirs)
        )

    def grants(self) -> GrantsAnswer:
        return self.office.line.get("/v1/grants", {}, GrantsAnswer)


@pytest.fixture
def kept(database_address: str, tmp_path: Path) -> Kept:
    is_sqlite = database_address.startswith("sqlite")
    return Kept(
        tmp_path, sqlite_address(tmp_path / "server" / "ledger.db") if is_sqlite else database_address
    )


def test_what_was_ended_stays_ended_and_what_was_given_comes_back(kept: Kept) -> None:
    office = kept.office
    with kept.running() as central:
        kept.meet(central)
        office.holds(TURF, DOORS[0])
        attempt = office.write("attempt", "a" * 32, {"household": DOORS[0]})
        give(office.line, office.theirs.device, IN_TURF, end=[SCOPE])
        give(office.line, kept.short.device, end=[TRAINING])
        give(office.line, kept.short.device, TRAINING, until_at=central.now() + 3_600_000)
        brought = laptop()
        joined = enrol(central.address, kept.unused, brought)
        newcomer = Identity(joined.device, brought.key)
        where = ("--data", str(kept.data), "--database", kept.address)
        assert run("grant", "end", joined.device, "branch", *where).returncode == 0
        assert run("grant", "give", joined.device, TURF, *where).returncode == 0
        assert run("revoke", kept.stolen.device, *where).returncode == 0
        before = kept.grants().grants
        branch, epoch = Copy().pull(central, office.line, SCOPE).entries.values(), central.service.epoch
    told = kept.restore()
    assert told["grants"] > 0
    assert kept.restore()["grants"] == told["grants"]
    with kept.running() as central:
        kept.meet(central)
        assert kept.grants().grants == before
        for identity, scopes in (
            (office.theirs, {IN_TURF}),
            (newcomer, {IN_TURF}),
            (kept.short, {SCOPE, TRAINING}),
            (office.identity, {SCOPE}),
        ):
            assert central.scopes_of(identity) == scopes
        with pytest.raises(ServerRefused, match="not_found"):
            Copy().pull(central, office.their_line, SCOPE)
        with pytest.raises(ServerRefused, match="revoked"):
            Copy().pull(central, central.line(kept.stolen), SCOPE)
        with pytest.raises(ServerRefused, match="used"):
            enrol(central.address, kept.unused, laptop())
        assert attempt.id not in Copy().pull(central, office.line, SCOPE).entries
        held = [msgspec.structs.replace(one, seq=0, issued=one.issued or epoch) for one in branch]
        office.line.post("/v1/give", GiveRequest(epoch=central.service.epoch, entries=held), GiveAnswer)
        assert attempt.id in Copy().pull(central, central.line(newcomer), IN_TURF).entries
        give(office.line, office.identity.device, IN_TURF)
        check(central, office.line, TURF)


def test_a_folder_that_knows_nothing_says_so_and_learns(kept: Kept) -> None:
    with kept.running() as central:
        kept.meet(central)
        give(kept.office.line, kept.office.theirs.device, end=[SCOPE])
    (kept.data / "grants").unlink()
    done = run("restore", "--from", kept.backup, "--data", str(kept.data), "--database", kept.address)
    assert done.returncode == 0
    assert "knows nothing of who joined" in done.stdout
    with kept.running() as central:
        assert central.scopes_of(kept.office.theirs) == {SCOPE}  # as the backup has it
    again = run("restore", "--from", kept.backup, "--data", str(kept.data), "--database", kept.address)
    assert "knows nothing" not in again.stdout


def test_a_branch_that_began_after_the_backup_is_known_when_it_is_put_back(kept: Kept) -> None:
    with kept.running() as central:
        other = central.enrol(branch="9" * 32)
        central.service.remembered.keep()
    kept.restore()
    with kept.running() as central:
        assert central.scopes_of(other) == {Scope("branch:" + "9" * 32)}
        with central.database.reading(EVERY) as connection:
            assert other.device in {row.device for row in list_devices(connection)}


def test_a_line_that_was_cut_short_or_is_of_later_is_left_out_and_the_next_stands(embedded: Central) -> None:
    office = Office(embedded)
    embedded.service.remembered.keep()
    place = embedded.folder.path / "grants"
    whole = place.read_bytes()
    place.write_bytes(whole + b'{"type":"later"}\n' + b'{"type":"grant","scope":"branch:bb')
    give(office.line, office.theirs.device, TRAINING)
    assert embedded.service.remembered.bring_back() == 0
    with embedded.database.reading(EVERY) as connection:
        held = read_marks(connection, SCOPE)
    assert embedded.service.remembered._noted() == held
    assert place.stat().st_mode & 0o777 == 0o600


def test_two_workers_note_side_by_side_and_nothing_twice(embedded: Central) -> None:
    office = Office(embedded)
    for _ in range(3):
        give(office.line, office.theirs.device, TRAINING)
        give(office.line, office.theirs.device, end=[TRAINING])
        embedded.service.remembered.keep()
    lines = (embedded.folder.path / "grants").read_bytes().splitlines()
    assert (
        len(lines) == len(set(lines)) == 1 + 2 + 2 + 2 + 3 * 2
    )  # the branch, devices, their roles and their grants, each given and ended


def test_a_server_that_was_put_back_says_itself_who_was_erased_and_why_bodies_are_empty(kept: Kept) -> None:
    with kept.running() as central:
        kept.meet(central)
        erasure = kept.office.write("erasure", "e" * 32, {"subject": PEOPLE[0]})
        before = Copy().pull(central, kept.office.line, SCOPE).entries[erasure.id]
    kept.restore()
    with kept.running() as central:
        kept.meet(central)
        held = Copy().pull(central, central.line(kept.short), SCOPE).entries  # whose laptop never heard of it
        assert [one.entry.body for one in held.values() if one.entry.eid == PEOPLE[0]] == [""]
        assert held[erasure.id].entry == before.entry
        assert (held[erasure.id].receipt, held[erasure.id].eff) == (before.receipt, before.eff)
    with kept.running() as central:  # and once
        kept.meet(central)
        assert Copy().pull(central, kept.office.line, SCOPE).entries.keys() == held.keys()


def test_a_folder_that_lacks_the_entries_of_erasures_learns_them_from_the_records(kept: Kept) -> None:
    with kept.running() as central:
        kept.meet(central)
        kept.office.write("erasure", "e" * 32, {"subject": PEOPLE[0]})
    noted = (kept.data / "erasure-entries").read_bytes()
    (kept.data / "erasure-entries").unlink()  # as a server before this one left it
    with kept.running():
        pass
    assert (kept.data / "erasure-entries").read_bytes() == noted
    (kept.data / "erasure-entries").write_bytes(noted[:-9])  # a crash cut it short
    with kept.running():
        pass
    assert (kept.data / "erasure-entries").read_bytes() == noted[:-9] + b"\n" + noted
