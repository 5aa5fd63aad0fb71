"""PgBouncer in front of a cluster, as operators have it: each transaction on whatever connection is free."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sync.clusters import Cluster

_SECONDS = 20
_CONFIGURATION = """
[databases]
* = host=127.0.0.1 port={cluster}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 200
logfile = {folder}/log
pidfile = {folder}/process
"""


def pooler_program() -> str | None:
    """Where PgBouncer is; None if it is not installed."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")


@contextmanager
def pooling(cluster: Cluster, program: str, *, connections: int = 2) -> Iterator[int]:
    """The port of a pooler that has so few connections to the cluster for each database and role."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-pooler-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configuration = folder / "pgbouncer.ini"
    configuration.write_text(
        _CONFIGURATION.format(cluster=cluster.port, port=port, folder=folder, connections=connections),
        "utf-8",
    )
    (folder / "users").write_text('"serving" ""\n"owner" ""\n', "utf-8")
    as_user: list[str] = []
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        for place in (folder, configuration, folder / "users"):
            os.chown(place, owner.pw_uid, owner.pw_gid)
        as_user = ["runuser", "-u", "postgres", "--"]
    with subprocess.Popen(
        [*as_user, program, str(configuration)],
        cwd=tempfile.gettempdir(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _await(port, process)
            yield port
        finally:
            subprocess.run([*as_user, "kill", (folder / "process").read_text("ascii").strip()], check=False)
            process.wait(_SECONDS)
            shutil.rmtree(folder, ignore_errors=True)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    ends_at = time.monotonic() + _SECONDS
    while time.monotonic() < ends_at:
        assert process.poll() is None
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError
