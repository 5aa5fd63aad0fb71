"""A PostgreSQL cluster of the tests' own, run by somebody who is not root, on loopback and in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_USER = "groundswell"
_OWNER = "owner"
SERVING = "serving"
"""The role that tests serve as: it owns nothing."""


def postgres_binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, of the newest version that is installed; None if there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent  # where its companions are
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


class Cluster:
    """A cluster; makes empty databases. ``data`` is its folder, ``process`` the number of its first process."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.data = folder / "data"
        self._binaries, self._folder = binaries, folder
        self._as_user: list[str] = []
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            self._as_user = ["runuser", "-u", "postgres", "--"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._made = 0

    @property
    def process(self) -> int:
        """The number of the process whose children all others are."""
        return int((self.data / "postmaster.pid").read_text("ascii").splitlines()[0])

    def new_database(self) -> str:
        """The address of a new, empty database, by an ordinary role that owns it and may do nothing more."""
        self._made += 1
        name = f"ledger_{self._made}"
        if self._made == 1:
            self.ask("postgres", f"CREATE ROLE {_OWNER} LOGIN")
            self.ask("postgres", f"CREATE ROLE {SERVING} LOGIN")
        self.ask("postgres", f"CREATE DATABASE {name} OWNER {_OWNER}")
        self.ask(name, f"ALTER SCHEMA public OWNER TO {_OWNER}")
        return self.address(name, _OWNER)

    def address(self, name: str, role: str = _USER) -> str:
        """The address of a database by a role; a superuser if none is named."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{name}"

    def ask(self, name: str, statement: str) -> Any:
        """The first value that a statement gives; None if it gives nothing."""
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None

    def make(self) -> None:
        """Make it, empty."""
        words = ["-D", str(self.data), "-U", _USER, "-A", "trust", "-E", "UTF8", "-N", "--locale=C"]
        self._run("initdb", *words)

    def copy(self, primary: "Cluster") -> None:
        """Make it a replica of another, which it follows once it is started."""
        at = ["-h", "127.0.0.1", "-p", str(primary.port), "-U", _USER]
        self._run("pg_basebackup", *at, "-D", str(self.data), "-R", "-X", "stream", "-c", "fast", "--no-sync")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder} -c fsync=off"
        self._control("-o", options, "-l", str(self._folder / "log"), "start")

    def stop(self) -> None:
        """Stop it as a crash does, if it runs."""
        if (self.data / "postmaster.pid").exists():
            self._control("-m", "immediate", "stop")

    def promote(self) -> None:
        """Let a replica be the one that writes."""
        self._control("promote")

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", *words)

    def _run(self, program: str, *words: str) -> None:
        command = [*self._as_user, str(self._binaries / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir(), timeout=60)


def as_superuser(address: str) -> str:
    """The address of the same database for somebody whom nothing is hidden from."""
    return address.replace(f"//{_OWNER}@", f"//{_USER}@")


@contextmanager
def running_cluster(binaries: Path, primary: Cluster | None = None) -> Iterator[Cluster]:
    """Make a cluster, or a replica of another, start it, and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-postgres-"))
    try:
        cluster = Cluster(binaries, folder)
        if primary is None:
            cluster.make()
        else:
            cluster.copy(primary)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
