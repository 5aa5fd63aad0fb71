"""Commands as processes of their own, without loading the program anew for each: forks of one that has loaded it.

A command gets its own standard input, output and errors, environment and exit status, as if it had been started by name;
``tests/cli/test_processes.py`` and ``serving`` in ``tests/sync/server/test_command.py`` start programs by name.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FORKING = """
import importlib, json, os, sys, traceback

main = importlib.import_module(sys.argv[1]).main

def run(words, environment, out, err):
    for target, place in ((1, out), (2, err)):
        handle = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(handle, target)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(environment)
    status = 1
    try:
        status = main(words)
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or 0)

for line in sys.stdin:
    if (child := os.fork()) == 0:
        run(*json.loads(line))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Loaded:
    """A process that has loaded a program, and runs commands of it, one after another."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _FORKING, module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(self.close)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory(prefix="groundswell-") as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            said = [words, dict(os.environ), str(out), str(err)]
            self._process.stdin.write(json.dumps(said) + "\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            return subprocess.CompletedProcess(words, status, out.read_text("utf-8"), err.read_text("utf-8"))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@cache
def loaded(module: str) -> Loaded:
    """The one process of this test run that has loaded a program."""
    return Loaded(module)


def run_command(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m MODULE WORDS…``, or a fork that does the same."""
    if hasattr(os, "fork"):
        return loaded(module).run(*words)
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
