"""The drill: a server is lost with its disk and put back by the real commands, and real laptops find everything again."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.ids import ContactId
from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.erasures import erase_contact
from sync.protocol.entries import EntryId
from tests.faults.laptops import Laptop, two_laptops
from tests.faults.servers import PLAIN, ServerProcess
from tests.forks import run_command
from tests.sync.clusters import Cluster, postgres_binaries, running_cluster

PROVES = "GROUNDSWELL_EXAMPLES" in os.environ
"""``make prove`` also loses the database alone."""
CANARY = "Zephyrine Quackenbush"


class Site:
    """Where the server runs: a folder, and for PostgreSQL a database; both can be lost and begun anew."""

    def __init__(self, place: Path, cluster: Cluster | None) -> None:
        self._place, self._cluster, self._made = place, cluster, 0
        self.safe, self.backups = place / "safe", place / "backups"
        self.begin_anew(0)

    def begin_anew(self, port: int) -> None:
        """An empty disk, and an empty database, for a server at a port."""
        self._made += 1
        self.data = self._place / f"server-{self._made}"
        self.database = self._cluster.new_database() if self._cluster else ""
        self.server = ServerProcess(self.data, database=self.database)
        self.server.port = port

    def command(self, verb: str, *words: str) -> Any:
        """What a command prints."""
        where = ["--data", str(self.data), *(["--database", self.database] if self.database else [])]
        done = run_command(PLAIN, verb, *where, *words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def remains(self) -> list[str]:
        """The server's files in which a name is found that must not be."""
        files = [place for place in self._place.glob("server-*/**/*") if place.is_file()]
        files += [place for place in self.backups.glob("*") if place.is_file()]
        return [place.name for place in files if CANARY.encode() in place.read_bytes()]


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    if request.param == "sqlite":
        site = Site(tmp_path, None)
        yield site
        site.server.stop()
        return
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with running_cluster(binaries) as cluster:
        site = Site(tmp_path, cluster)
        yield site
        site.server.stop()


class Branch:
    """Four laptops: two organisers, a canvasser who is away for long, and one whose laptop will be destroyed."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.first, self.second = two_laptops(site.server, site.data.parent)
        self.away = self._join("away")
        self.doomed = self._join("doomed")

    def _join(self, name: str) -> Laptop:
        laptop = Laptop(self.site.data.parent / name)
        enrol(laptop.store, self.site.server.address, invite(self.first.store, Role.CANVASSER).code)
        laptop.exchange(self.site.server.address)
        return laptop

    def round(self, *laptops: Laptop) -> list[Any]:
        """Laptops exchange one after the other."""
        return [laptop.exchange(self.site.server.address) for laptop in laptops]

    def newcomer(self) -> Laptop:
        """Somebody joins by an organiser's code."""
        return self._join("newcomer")

    def close(self, *laptops: Laptop) -> None:
        """Shut laptops."""
        for laptop in laptops:
            laptop.close()


def held(laptop: Laptop) -> set[EntryId]:
    """The entries that a laptop holds and the server gave a place."""
    return laptop.held()


def named(laptop: Laptop, contact: ContactId) -> str:
    """What a laptop knows somebody by."""
    page = laptop.store.pages.person(contact)
    return page.name if page is not None else ""


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("keeps_folder", [False, True] if PROVES else [False])
def test_a_server_is_lost_and_put_back_and_nobody_loses_anything(site: Site, keeps_folder: bool) -> None:
    site.server.begin()
    branch = Branch(site)
    first, second, away, doomed = branch.first, branch.second, branch.away, branch.doomed
    gone = add_person(first.store, {"given_name": CANARY}).value
    first.write(3)
    away.write()
    branch.round(first, second, away)
    before = first.exchange(site.server.address).epoch

    made = site.command("backup", "--to", str(site.backups))
    assert made["entries"] > 0

    first.write(2)
    second.write()
    doomed.write(2)  # held by colleagues alone, when it is destroyed
    branch.round(doomed, first, second)
    erase_contact(first.store, gone)
    first.write()
    branch.round(first, second)
    assert named(second, gone) == ""
    away.write(2)  # without a network ever since the backup
    people = first.written + second.written + doomed.written + away.written
    branch.close(doomed)

    site.server.kill()
    site.safe.mkdir()
    kept = ["server.key", *(["erasures", "epoch"] if keeps_folder else [])]
    for name in kept:
        shutil.copy(site.data / name, site.safe / name)
    shutil.rmtree(site.data)
    site.begin_anew(site.server.port)
    shutil.copytree(site.safe, site.data)
    (backup,) = site.backups.glob("ledger-*")
    told = site.command("restore", "--from", str(backup))
    assert told["epoch"] != before
    assert told["erasures"] == keeps_folder
    site.server.begin()

    branch.round(away, second, first)
    branch.round(away, second, first)
    newcomer = branch.newcomer()
    for laptop in (first, second, away, newcomer):
        report = laptop.settle(site.server.address)
        assert report.epoch not in (before, "")
    assert held(first) == held(second) == held(away) == held(newcomer)
    assert {laptop.people() for laptop in (first, second, away, newcomer)} == {people}
    assert {named(laptop, gone) for laptop in (first, second, away, newcomer)} == {""}
    assert site.remains() == []
    site.command("backup", "--to", str(site.backups))
    branch.close(first, second, away, newcomer)
