"""Measuring in a process of its own, with the whole machine or with little of it."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GIGABYTE = 1024**3


@dataclass(frozen=True)
class Share:
    """How much of the machine a process gets; nothing stated means all of it."""

    cores: int | None = None
    memory: int | None = None

    @property
    def words(self) -> str:
        """Set behind the name of a figure."""
        return "" if self.cores is None else ", one core and 4 GB"

    def arrange(self) -> Callable[[], None] | None:
        """What the new process does before it begins; Linux alone can do it."""
        if self.cores is None or sys.platform != "linux":
            return None
        cores, memory = set(sorted(os.sched_getaffinity(0))[: self.cores]), self.memory

        def limit() -> None:
            import resource

            os.sched_setaffinity(0, cores)
            if memory:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

        return limit


WHOLE = Share()
LITTLE = Share(cores=1, memory=4 * GIGABYTE)


def run(module: str, *arguments: str, share: Share = WHOLE, home: Path | None = None) -> dict[str, Any]:
    """Run ``python -m module began arguments …`` and return the JSON that it prints last.

    ``began`` is the clock, in ns, just before the process was asked for; all processes share that clock.
    """
    told = subprocess.run(
        [sys.executable, "-m", module, str(time.monotonic_ns()), *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(home),
        preexec_fn=share.arrange(),
    )
    answer = json.loads(told.stdout.splitlines()[-1])
    if not isinstance(answer, dict):
        raise TypeError(module)
    return answer


def environment(home: Path | None) -> dict[str, str]:
    """Qt without a screen; settings and logs in a folder of the bench's own where one is given."""
    wanted = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.*.debug=false"}
    if home:
        folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
        wanted |= {name: str(home) for name in folders}
    return wanted


def machine() -> str:
    """What this is measured on, without a name; how busy it is with other work."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        named = [line for line in information.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    load = f", load before {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}{load}"
