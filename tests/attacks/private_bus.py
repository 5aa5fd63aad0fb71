"""A D-Bus of our own, with a made-up logind and screen saver on it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtDBus import QDBusConnection

_NAMES = iter(range(1_000_000))


class PrivateBus:
    """``say`` lets the desktop tell something, ``heard`` is the next thing that it was asked or that was let go."""

    def __init__(self, address: str, desktop: "subprocess.Popen[str]") -> None:
        self.address, self._desktop = address, desktop

    def connect(self) -> QDBusConnection:
        """A connection of its own, as a process has."""
        return QDBusConnection.connectToBus(self.address, f"private-{next(_NAMES)}")

    def say(self, what: str) -> None:
        assert self._desktop.stdin is not None
        self._desktop.stdin.write(what + "\n")
        self._desktop.stdin.flush()

    def heard(self) -> str:
        assert self._desktop.stdout is not None
        return self._desktop.stdout.readline().strip()


@contextmanager
def private_bus() -> Iterator[PrivateBus]:
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:dir={folder}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        desktop = subprocess.Popen(
            [sys.executable, "-m", "tests.attacks.made_up_desktop", address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, sys.path))),
        )
        bus = PrivateBus(address, desktop)
        try:
            assert bus.heard() == "ready"
            yield bus
        finally:
            for process in (desktop, daemon):
                process.terminate()
                process.wait(10)
                for pipe in (process.stdin, process.stdout):
                    if pipe is not None:
                        pipe.close()
