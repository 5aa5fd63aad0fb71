"""The central server as a process of its own, which a test may stop, kill, and begin again at the same port."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAIN = "sync.server.main"
MORTAL = "tests.faults.dying_server"
_SECONDS = 60


class ServerProcess:
    """``groundswell-server serve`` over a folder and, if one is named, another database than the folder's own."""

    def __init__(
        self,
        data: Path,
        *,
        database: str = "",
        module: str = PLAIN,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.data, self._module = data, module
        self._database = ["--database", database] if database else []
        self._environment = {**os.environ, **(environment or {})}
        self.port, self.address = 0, ""
        self._process: subprocess.Popen[str] | None = None

    def launch(self) -> None:
        """Start, without waiting until it answers."""
        self._process = subprocess.Popen(
            self._words("serve", "--port", str(self.port)),
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def await_ready(self) -> bool:
        """Wait until it answers; false if it ended before."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            return False
        told = json.loads(line)
        self.port, self.address = told["port"], told["address"]
        return True

    def begin(self) -> None:
        """Start, and wait until it answers."""
        self.launch()
        assert self.await_ready()

    def ended(self) -> int | None:
        """The exit status, if it has ended."""
        assert self._process is not None
        return self._process.poll()

    def wait(self) -> int:
        """Wait for its end; the exit status."""
        assert self._process is not None
        assert self._process.stdout is not None
        status = self._process.wait(_SECONDS)
        self._process.stdout.close()
        return status

    def stop(self) -> None:
        """Stop it as a service manager does, if it runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            self.wait()

    def invite(self, branch: str) -> str:
        """A code for a branch's first organiser."""
        done = subprocess.run(
            self._words("invite", "--branch", branch, "--json"),
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
        return str(json.loads(done.stdout)["code"])

    def _words(self, verb: str, *more: str) -> list[str]:
        return [sys.executable, "-m", self._module, verb, "--data", str(self.data), *self._database, *more]


@contextmanager
def serving(data: Path, **how: str) -> Iterator[ServerProcess]:
    """A server that answers, until the end."""
    server = ServerProcess(data, **how)  # type: ignore[arg-type]
    server.begin()
    try:
        yield server
    finally:
        server.stop()
