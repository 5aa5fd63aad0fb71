"""The central server as a process of its own, as somebody would start it."""

import json
import subprocess
import sys
from pathlib import Path

_COMMAND = (sys.executable, "-m", "sync.server.main")


class Server:
    """``groundswell-server serve`` on loopback, with its data in a folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._process = subprocess.Popen(
            [*_COMMAND, "serve", "--data", str(data), "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if self._process.stdout is None:
            raise RuntimeError("no output")
        ready = json.loads(self._process.stdout.readline())
        self.address: str = ready["address"]
        self.words: list[str] = ready["words"]

    def invite(self, branch: str) -> str:
        """A code for a branch's first organiser, made beside the running server."""
        made = subprocess.run(
            [
                sys.executable,
                "-m",
                "sync.server.main",
                "invite",
                "--data",
                str(self.data),
                "--branch",
                branch,
                "--role",
                "organiser",
                "--json",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        code: str = json.loads(made.stdout)["code"]
        return code

    def stop(self) -> None:
        """Stop it as a service manager does."""
        self._process.terminate()
        self._process.wait(20)
        if self._process.stdout is not None:
            self._process.stdout.close()
