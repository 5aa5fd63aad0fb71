"""``groundswell-server`` as an operator runs it: a process of its own."""

import datetime
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.enrol import Laptop, enrol, invite
from sync.client.errors import ServerRefused, ServerUnreachable
from sync.client.exchange import exchange
from sync.client.transport import Identity, Transport
from sync.protocol.entries import scope_of
from tests.contracts.memory_journal import MemoryJournal
from tests.forks import run_command
from tests.sync.certificates import own_certificate

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "sync.server.main"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run_command("sync.server.main", *arguments)


@contextmanager
def serving(*arguments: str, log: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """A server process; yields its ready line and ends it by SIGTERM, which it must take well.

    ``log`` is given what it wrote into its log.
    """
    command = [*COMMAND, "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield json.loads(line)
        finally:
            process.send_signal(signal.SIGTERM)
            rest, told = process.communicate(timeout=30)
        assert (process.returncode, rest) == (0, "")
        if log is not None:
            log.append(told)
        assert "Traceback" not in told
        assert "Adah" not in told


def invited(folder: Path, *arguments: str) -> dict[str, Any]:
    done = run(
        "invite", "--data", str(folder), "--branch", "Wortley", "--role", "organiser", "--json", *arguments
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def laptop(branch: str = "b" * 32) -> Laptop:
    return Laptop("Adah's laptop", Ed25519PrivateKey.generate(), bytes(32), branch)


def test_a_laptop_enrols_by_a_code_made_while_the_server_runs_syncs_and_is_shut_out(
    tmp_path: Path, database_address: str
) -> None:
    folder, brought = tmp_path / "data", laptop()
    base = ("--data", str(folder), "--database", database_address)
    with serving(*base) as ready:
        made = invited(folder, "--database", database_address)
        assert set(made) == {"code", "expires_at", "words"}
        assert len(made["words"]) == 3
        assert datetime.datetime.fromisoformat(made["expires_at"]).tzinfo is not None
        enrolled = enrol(ready["address"], made["code"], brought)
        assert list(enrolled.words) == made["words"] == ready["words"]
        line = Transport(enrolled.server, Identity(enrolled.device, brought.key))
        journal = MemoryJournal(1, scope_of(enrolled.branch))
        journal.write("contact", "a" * 32, {"given_name": "Adah"})
        assert exchange(journal, line).sent == 1
        (device,) = json.loads(run("devices", *base, "--json").stdout)
        assert (device["device"], device["laptop"], device["revoked_at"]) == (
            enrolled.device,
            "Adah's laptop",
            None,
        )
        assert run("invite", *base, "--branch", "Wortley").returncode == 1
        done = run("revoke", *base, enrolled.device)
        assert (done.returncode, done.stdout) == (0, "")
        assert "nobody can give it to anybody" in done.stderr
        with pytest.raises(ServerRefused, match="revoked"):
            exchange(journal, line)
        assert run("revoke", *base, "nobody").returncode == 1
        line.close()


def test_what_serve_was_given_is_where_every_later_command_looks(
    tmp_path: Path, database_address: str
) -> None:
    folder = tmp_path / "data"
    with serving("--data", str(folder), "--database", database_address) as ready:
        made = invited(folder)
        enrol(ready["address"], made["code"], laptop())
    with serving("--data", str(folder)):
        (device,) = json.loads(run("devices", "--data", str(folder), "--json").stdout)
    assert device["laptop"] == "Adah's laptop"
    assert not (folder / "ledger.db").exists()
    assert (folder / "database").stat().st_mode & 0o777 == 0o600
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    assert json.loads(run("devices", "--data", str(folder), "--database", elsewhere, "--json").stdout) == []
    assert len(json.loads(run("devices", "--data", str(folder), "--json").stdout)) == 1


def test_whoever_runs_the_server_gives_a_laptop_a_turf_instead_of_the_branch(
    tmp_path: Path, database_address: str
) -> None:
    folder, brought, turf = tmp_path / "data", laptop(), "1" * 32
    base = ("--data", str(folder), "--database", database_address)

    def grant(action: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run("grant", action, *base, *arguments)

    with serving(*base) as ready:
        made = invited(folder, "--database", database_address)
        enrolled = enrol(ready["address"], made["code"], brought)
        line = Transport(enrolled.server, Identity(enrolled.device, brought.key))
        journal = MemoryJournal(1, scope_of(enrolled.branch))
        journal.write("turf", turf, {"holds": ["d" * 32]})
        exchange(journal, line)
        for wanted in (("give", enrolled.device, turf, "--instead"), ("end", enrolled.device, "branch")):
            refused = grant(*wanted)
            assert (refused.returncode, refused.stdout) == (1, "")
            assert "the last organiser's laptop that has the whole branch" in refused.stderr
        colleague = laptop()
        enrol(ready["address"], invite(line, "organiser", bytes(32)).code, colleague)
        whole = next(
            one for one in json.loads(grant("list", "--json").stdout) if one["device"] == enrolled.device
        )
        assert (whole["device"], whole["scope"], whole["until_at"]) == (
            enrolled.device,
            scope_of(enrolled.branch),
            None,
        )
        done = grant("give", enrolled.device, turf, "--instead", "--json")
        assert done.returncode == 0, done.stderr
        past, given = json.loads(done.stdout)
        assert past["until_at"] is not None
        assert (given["scope"], given["until_at"]) == (f"turf:{enrolled.branch}.{turf}", None)
        report = exchange(journal, line)
        assert [one.scope for one in report.scopes] == [given["scope"]]
        assert report.scopes[0].agrees
        assert grant("give", enrolled.device, "training", "--until", "2099-01-01T00:00Z").returncode == 0
        assert grant("end", enrolled.device, turf).returncode == 0
        own = [line for line in grant("list").stdout.splitlines() if enrolled.device in line]
        assert len(own) == 3
        assert not any("without end" in line for line in own)
        for device, what in (("nobody", turf), (enrolled.device, "2" * 32), (enrolled.device, "x")):
            refused = grant("give", device, what)
            assert (refused.returncode, refused.stdout) == (1, "")
            assert "Nothing was changed" in refused.stderr
        assert grant("give", enrolled.device, turf, "--until", "2001-01-01").returncode == 1
        assert grant("give", enrolled.device, turf, "--until", "soon").returncode == 2
        line.close()


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    invited(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "server.key").stat().st_mode & 0o777 == 0o600


def test_what_lies_in_a_folder_that_others_may_enter_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    with serving("--data", str(folder)):
        pass
    made = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert {"ledger.db", "keys.db", "server.key"} <= made.keys()
    assert set(made.values()) == {0o600}
    for name in ("ledger.db", "keys.db"):
        (folder / name).chmod(0o644)  # as an earlier version left it
    assert run("devices", "--data", str(folder)).returncode == 0
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_without_a_certificate_only_this_machine_is_answered(tmp_path: Path) -> None:
    done = run("serve", "--data", str(tmp_path), "--port", "0", "--host", "0.0.0.0")  # noqa: S104 refused
    assert (done.returncode, done.stdout) == (2, "")
    assert "certificate" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("serve",), 2),
        (("serve", "--port", "99999"), 2),
        (("serve", "--port", "x"), 2),
        (("serve", "--port", "0", "--certificate", "missing.pem"), 2),
        (("serve", "--port", "0", "--certificate", "missing.pem", "--key", "missing.pem"), 1),
        (("invite", "--branch", " "), 2),
        (("invite", "--branch", "W" * 201), 2),
        (("revoke", "\udcff"), 2),
        (("migrate", "--database", "mysql://127.0.0.1/ledger"), 2),
        (("migrate", "--database", "postgresql://127.0.0.1:port/ledger"), 2),
        (("migrate", "--database", "sqlite:////nowhere/at/all.db"), 1),
        (("move", "--to", "postgresql://127.0.0.1:port/ledger"), 2),
        (("invite", "--branch", "Wortley", "--role", "king"), 2),
        (("migrate", "--database", "nonsense"), 2),
        (("migrate", "--database", "postgresql://nobody@127.0.0.1:9/nothing"), 4),
        (("migrate",), 0),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    done = run(*arguments[:1], "--data", str(tmp_path), *arguments[1:]) if arguments else run()
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_folder_that_cannot_be_one_is_said_without_a_traceback(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("in the way", encoding="ascii")
    for data, status in ((place, 1), (place / "below", 1), (tmp_path / ("n" * 300), 1), ("", 2)):
        done = run("migrate", "--data", str(data))
        assert (done.returncode, done.stdout) == (status, "")
        assert "Traceback" not in done.stderr
    assert place.read_text(encoding="ascii") == "in the way"


@pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX has them")
@pytest.mark.parametrize(
    "arguments", [("invite", "--branch", "Wortley"), ("devices",), ("serve", "--port", "0")]
)
def test_a_full_disk_is_not_called_a_database_that_does_not_answer(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert run("migrate", "--data", str(tmp_path)).returncode == 0
    done = subprocess.run(
        [*COMMAND, *arguments[:1], "--data", str(tmp_path), *arguments[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "no room left" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("devices", "--data", str(tmp_path)).returncode == 0


def test_with_a_certificate_laptops_speak_https_and_trust_only_its_authority(tmp_path: Path) -> None:
    certificate, key = own_certificate(tmp_path)
    folder, brought = tmp_path / "data", laptop()
    base = ("--data", str(folder), "--certificate", str(certificate), "--key", str(key))
    with serving(*base) as ready:
        assert ready["address"].startswith("https://127.0.0.1:")
        code = invited(folder)["code"]
        with pytest.raises(ServerUnreachable, match="certificate"):
            enrol(ready["address"], code, brought)
        enrolled = enrol(ready["address"], code, brought, authorities=str(certificate))
        identity = Identity(enrolled.device, brought.key)
        line = Transport(enrolled.server, identity, authorities=str(certificate))
        assert exchange(MemoryJournal(1, scope_of(enrolled.branch)), line).sent == 0
        line.close()
