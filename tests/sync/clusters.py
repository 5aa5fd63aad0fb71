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

import psycopg

_USER = "groundswell"


def postgres_binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, of the newest version that is installed; None if there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


class Cluster:
    """A running cluster; makes empty databases. ``data`` is its folder, ``process`` the number of its first process."""

    def __init__(self, port: int, data: Path) -> None:
        self.data = data
        self._port = port
        self._made = 0

    @property
    def process(self) -> int:
        """The number of the process whose children all others are."""
        return int((self.data / "postmaster.pid").read_text("ascii").splitlines()[0])

    def new_database(self) -> str:
        """The address of a new, empty database."""
        self._made += 1
        name = f"ledger_{self._made}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name)

    def _address(self, name: str) -> str:
        return f"postgresql://{_USER}@127.0.0.1:{self._port}/{name}"


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """Make a cluster, start it, and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-postgres-"))
    as_user: list[str] = []
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        made = [str(binaries / "initdb"), "-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "-N"]
        _run([*as_user, *made, "--locale=C"])
        control = [*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-w"]
        _run([*control, "-o", options, "-l", str(folder / "log"), "start"])
        try:
            yield Cluster(port, data)
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir(), timeout=60)
